"""Released promises: nothing that was promised gets worse without somebody who says so."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from charter.check.owning_up import hint, note_for, place, unowned
from charter.check.rule import Found, Subject, rule
from charter.diff import Verdict
from charter.diff.saying import example_in_words, in_yaml
from charter.history import charter_of
from charter.problem import Severity, show_path
from charter.worktime.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from charter.diff import Change

_MOST = 3
"""So many promises that a move makes worse are named."""


@rule("silent-downgrade", of_day=True)
def silent_downgrade(subject: Subject) -> Iterator[Found]:
    """A promise that was released gets worse only with a note that owns up to it.

    Clients were handed the old promise and count on it. The note says why, who approved it and from when it holds;
    until then the old promise stands, and the pages announce the new one. Verdicts are worked out: a promise of hours
    gets worse, too, when the office closes earlier. For a client who moves to another plan, one note of the move covers
    all that is otherwise because of it, from its day on: `what: tier` in the client's own file. What would be worse
    without the move needs a note of its own.

    Bad: `first_reply: 1 business day` where `4 business hours` were released. Good: the same with
    `changes: [{what: commitments.question.first_reply, why: We would rather promise what we can keep., approved: maya,
    from: 2027-01-15}]` in the same file.
    """
    worse = list(unowned(subject, Verdict.WORSE))
    if moved := [change for change in worse if change.is_move]:
        yield _of_move(subject, moved, "worse for the client")
    for change in (change for change in worse if not change.is_move):
        yield Found(
            place(subject, change),
            f"{_told(change)}, which is worse for the client.{_shown(subject, change)}",
            hint(subject, change),
        )


@rule("unclear-change", Severity.WARNING, of_day=True)
def unclear_change(subject: Subject) -> Iterator[Found]:
    """A change of a released promise that nobody can weigh is announced like one for the worse.

    Other words for a promise, another currency, a reply that comes sooner for some and later for others: whether that
    is better or worse is for a person to say. A note says it, and gives clients time.

    Bad: `remedy: the next free slot` becomes `remedy: we find another date`. Good: the same with a note under
    `changes:`, or the old words.
    """
    unclear = list(unowned(subject, Verdict.NOT_COMPARABLE))
    moved = [change for change in unclear if change.is_move]
    if moved and not any(change.is_move for change in unowned(subject, Verdict.WORSE)):
        yield _of_move(subject, moved, "other for the client, for better or worse")
    for change in (change for change in unclear if not change.is_move):
        message = f"{_told(change)}; whether that is better or worse for the client, only you can say."
        yield Found(place(subject, change), f"{message}{_shown(subject, change)}", hint(subject, change))


def _of_move(subject: Subject, moved: Sequence[Change], what: str) -> Found:
    """Tell of a move once, with the promises that it harms most."""
    paths = list(dict.fromkeys(show_path(change.path) for change in sorted(moved, key=_delay, reverse=True)))
    names = ", ".join(f"`{path}`" for path in paths[:_MOST])
    more = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
    path, said = _moved(subject)
    number = f"{len(paths)} promise{'s' * (len(paths) != 1)} {'are' if len(paths) != 1 else 'is'}"
    message = f"{subject.charter.client.name} {said}, and {number} {what}: {names}{more}."
    note = note_for(subject, "tier" if path[0] == "tier" else "state")
    return Found(path, message, f"Undo the move, or own up to it in the client's own file: {note}.")


def _moved(subject: Subject) -> tuple[tuple[str, str], str]:
    """Say from where to where a client moves, and where that is written."""
    charter = subject.charter
    before = charter_of(subject.standing.release) if subject.standing and subject.standing.release else charter
    if before.tier.id == charter.tier.id:
        return ("client", "state"), f"goes from `{before.client.state}` to `{charter.client.state}`"
    was, now = before.tier.name, charter.tier.name
    was, now = (before.tier.id, charter.tier.id) if was == now else (was, now)
    return ("tier", "id"), f"moves from the plan {was} to {now}"


def _delay(change: Change) -> float:
    """Give by how much a promise is later, which is the more the worse; what is gone comes first."""
    if change.after is None:
        return inf
    return max((example.delay or 0 for example in change.examples), default=0)


def _told(change: Change) -> str:
    return f"`{show_path(change.path)}` was `{in_yaml(change.before)}` in the last release and is `{in_yaml(change.after)}` now"


def _shown(subject: Subject, change: Change) -> str:
    """Show a message that is answered later for it. Hours move other promises for each plan: `diff` tells of them."""
    zone = zone_of(subject.charter.agency.timezone)
    later = next((example for example in change.examples if example.is_later), None)
    if change.path[0] == "calendars":
        return " `charter diff --all` shows which promises are kept later for it."
    return f" {example_in_words(later, zone)}" if later else ""
