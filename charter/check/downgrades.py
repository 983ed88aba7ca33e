"""Released promises: nothing that was promised gets worse without somebody who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.diff import Verdict
from charter.diff.saying import example_in_words, in_yaml
from charter.history import first_day, stood
from charter.problem import Severity, show_path
from charter.worktime.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.diff import Change
    from charter.model.charter import Charter
    from charter.problem import KeyPath


@rule("silent-downgrade", of_day=True)
def silent_downgrade(subject: Subject) -> Iterator[Found]:
    """A promise that was released gets worse only with a note that owns up to it.

    Clients were handed the old promise and count on it. The note says why, who approved it and from when it holds;
    until then the old promise stands, and the pages announce the new one. Verdicts are worked out: a promise of hours
    gets worse, too, when the office closes earlier. Closures need no note where `closure_notice:` says how long before
    clients hear of them.

    Bad: `first_reply: 1 business day` where `4 business hours` were released. Good: the same with
    `changes: [{what: commitments.question.first_reply, why: We would rather promise what we can keep., approved: maya,
    from: 2027-01-15}]` in the same file.
    """
    for change in _unowned(subject, Verdict.WORSE):
        yield Found(
            _place(subject, change),
            f"{_told(change)}, which is worse for the client.{_shown(subject, change)}",
            _hint(subject, change),
        )


@rule("unclear-change", Severity.WARNING, of_day=True)
def unclear_change(subject: Subject) -> Iterator[Found]:
    """A change of a released promise that nobody can weigh is announced like one for the worse.

    Other words for a promise, another currency, a reply that comes sooner for some and later for others: whether that
    is better or worse is for a person to say. A note says it, and gives clients time.

    Bad: `remedy: the next free slot` becomes `remedy: we find another date`. Good: the same with a note under
    `changes:`, or the old words.
    """
    for change in _unowned(subject, Verdict.NOT_COMPARABLE):
        message = f"{_told(change)}; whether that is better or worse for the client, only you can say."
        yield Found(_place(subject, change), f"{message}{_shown(subject, change)}", _hint(subject, change))


@rule("short-notice", of_day=True)
def short_notice(subject: Subject) -> Iterator[Found]:
    """A change for the worse is told as long before as the charter promises.

    `standing: {notice: 30 days, any day}` is a promise, too. Clients are told on the day of the release, so until then
    the first day that is late enough moves on. A note in the client's own file may name somebody of the client who
    `agreed:` to it, one of its `contacts:`; then no notice is needed.

    Bad: `from: 2026-12-01` on 25 November where 30 days are promised. Good: `from: 2026-12-25`, and a release today.
    """
    stands = subject.standing
    if stands is None or stands.release is None:
        return
    earliest, promised = first_day(_promised(subject), subject.today), _promised(subject).standing
    for number, note in enumerate(subject.charter.changes):
        is_used = any((note.what, note.starts) == (one.what, one.starts) for one in stands.owned)
        if is_used and note.starts < earliest and not _is_agreed(subject, number):
            notice = f"{promised.notice} before" if promised and promised.notice else "before it holds"
            message = f"`{note.starts}` is too early: this charter promises to tell clients {notice}, and they are not told before the release."
            hint = f"Write `from: {earliest}` or later and release it today, or put the old promise back."
            yield Found(("changes", number, "from"), message, hint)


@rule("note-of-nothing", Severity.WARNING, of_day=True)
def note_of_nothing(subject: Subject) -> Iterator[Found]:
    """A note under `changes:` in a client's file names something that does change for this client.

    A key path with a slip in it owns up to nothing, and the change stays unexplained. Notes of changes that were
    released may stay or go; those in a tier's file need not concern every client.

    Bad: `what: commitment.question` (nothing is called that). Good: `what: commitments.question`.
    """
    stands = subject.standing
    if stands is None or stands.release is None:
        return
    used = {(one.what, one.starts) for one in stands.owned}
    used |= {(one.what, one.starts) for release in stands.ledger.releases for one in release.owned}
    for number, note in enumerate(subject.charter.changes):
        is_own = subject.place(("changes", number, "what")).file.startswith("content/clients/")
        if is_own and (note.what, note.starts) not in used and note.starts >= subject.today:
            message = f"Nothing at `{note.what}` is worse than in the last release, so this note explains nothing."
            yield Found(("changes", number, "what"), message, "Name the key path of the change, or delete the note.")


def _is_agreed(subject: Subject, number: int) -> bool:
    """Whether somebody of the client has agreed to what a note says: a contact, named in the client's own file."""
    note = subject.charter.changes[number]
    is_own = subject.place(("changes", number, "what")).file.startswith("content/clients/")
    return is_own and note.agreed in {contact.name for contact in subject.charter.client.contacts}


def _promised(subject: Subject) -> Charter:
    """Give the charter that stands today by its releases: what it promises of changes holds until its own change does."""
    stands = subject.standing
    promised = stood(stands.ledger, subject.today) if stands else None
    return promised or subject.charter


def _unowned(subject: Subject, verdict: Verdict) -> Iterator[Change]:
    """Give what nobody has owned up to. What is later for some messages is worse, whatever it is for others."""
    stands = subject.standing
    for change in stands.unowned if stands else ():
        is_later = any(example.is_later for example in change.examples)
        found = Verdict.WORSE if is_later else change.verdict
        if found is verdict:
            yield change


def _told(change: Change) -> str:
    return f"`{show_path(change.path)}` was `{in_yaml(change.before)}` in the last release and is `{in_yaml(change.after)}` now"


def _shown(subject: Subject, change: Change) -> str:
    """Show a message that is answered later for it. Hours move other promises for each plan: `diff` tells of them."""
    zone = zone_of(subject.charter.agency.timezone)
    later = next((example for example in change.examples if example.is_later), None)
    if change.path[0] == "calendars":
        return " `charter diff --all` shows which promises are kept later for it."
    return f" {example_in_words(later, zone)}" if later else ""


def _hint(subject: Subject, change: Change) -> str:
    earliest = first_day(_promised(subject), subject.today)
    note = f"{{what: {show_path(change.path)}, why: ..., approved: ..., from: {earliest}}}"
    return f"Put it back, or own up to it in the same file: `changes: [{note}]`."


def _place(subject: Subject, change: Change) -> KeyPath:
    """Give the path in the files: a charter's rows and cells are lists there, and the items of a list are numbered."""
    if change.path[0] == "commitments" and change.after is not None:
        rows = subject.charter.commitments.get(str(change.path[1]), ())
        number = next((at for at, row in enumerate(rows) if getattr(row, str(change.path[2]))), 0)
        return (*change.path[:2], number, change.path[2])
    return change.path
