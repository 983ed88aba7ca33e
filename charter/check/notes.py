"""Notes that own up to changes: in time, about something, and with the word of somebody who can give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.owning_up import earliest, is_own, promised
from charter.check.rule import Found, Subject, project_rule, rule
from charter.history import MOVES, names
from charter.problem import Severity, did_you_mean, show_path
from charter.schema import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.check.rule import Whole
    from charter.history import Owned, Standing
    from charter.model.changes import ChangeNote
    from charter.problem import Place

_NOTHING = "Nothing at `{what}` is worse than in the last release{whose}, so this note explains nothing."


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
    first, standing = earliest(subject), promised(subject).standing
    used = {_key(one) for one in stands.owned}
    for number, note in enumerate(subject.charter.changes):
        if _key(note) in used and note.starts < first and not _is_agreed(subject, number):
            notice = f"{standing.notice} before" if standing and standing.notice else "before it holds"
            message = f"`{note.starts}` is too early: this charter promises to tell clients {notice}, and they are not told before the release."
            hint = f"Write `from: {first}` or later and release it today, or put the old promise back."
            yield Found(("changes", number, "from"), message, hint)


@rule("note-of-nothing", Severity.WARNING, of_day=True)
def note_of_nothing(subject: Subject) -> Iterator[Found]:
    """A note under `changes:` in a client's file names something that does change for this client.

    A key path with a slip in it owns up to nothing, and the change stays unexplained. A move to another plan decides
    from when all of it holds, so no note beside it names a part of it. Notes of changes that were released may stay or
    go.

    Bad: `what: commitment.question` (nothing is called that). Good: `what: commitments.question`.
    """
    stands = subject.standing
    if stands is None or stands.release is None:
        return
    for number, note in enumerate(subject.charter.changes):
        if is_own(subject, number) and _key(note) not in _used(stands) and note.starts >= subject.today:
            yield Found(("changes", number, "what"), *_told(note, [stands], ""))


@project_rule("shared-note-of-nothing", Severity.WARNING)
def shared_note_of_nothing(whole: Whole) -> Iterator[Found]:
    """A note of a plan, a state or the agency names something that changes for some client.

    It need not concern every client who has the plan. One that concerns none has a slip in its key path, and the change
    that it was meant for stays unexplained; or it speaks of a promise that was put back. Notes of changes that were
    released may stay or go.

    Bad: `what: commitment.question` in content/tiers/growth.yaml. Good: `what: commitments.question`.
    """
    shared: dict[Place, tuple[ChangeNote, list[Standing]]] = {}
    for ident, stands in whole.standings.items():
        charter, tree = whole.clients[ident].charter, whole.clients[ident].tree
        for number, note in enumerate(charter.changes if charter and stands.release else ()):
            place = Spot(tree, ("changes", number, "what")).place
            if not place.file.startswith("content/clients/"):
                shared.setdefault(place, (note, []))[1].append(stands)
    for place, (note, those) in shared.items():
        is_used = any(_key(note) in _used(stands) for stands in those)
        if not is_used and whole.day and note.starts >= whole.day:
            yield Found(place, *_told(note, those, " for any client who has it"))


@rule("agreed-by-nobody", Severity.WARNING)
def agreed_by_nobody(subject: Subject) -> Iterator[Found]:
    """Who `agreed:` to a change is a contact of the client, named in the client's own file.

    Somebody's word makes a notice unnecessary, so it has to be known whose word it is; and nobody agrees for all
    clients of a plan.

    Bad: `agreed: Dana Whitfeld` where the contact is Dana Whitfield. Good: `agreed: Dana Whitfield`.
    """
    contacts = [contact.name for contact in subject.charter.client.contacts]
    for number, note in enumerate(subject.charter.changes):
        path = ("changes", number, "agreed")
        if note.agreed and not is_own(subject, number):
            message = f"“{note.agreed}” cannot agree for all clients whom this note concerns, so it counts for nothing."
            yield Found(path, message, "Move the note to the client's own file, or leave `agreed:` out.")
        elif note.agreed and note.agreed not in contacts:
            message = f"“{note.agreed}” is none of this client's `contacts:`, so nobody would know whose word it is."
            hint = did_you_mean(note.agreed, contacts) or "Add them there, with their address."
            yield Found(path, message, hint)


def _is_agreed(subject: Subject, number: int) -> bool:
    """Whether somebody of the client has agreed to what a note says: a contact, named in the client's own file."""
    note = subject.charter.changes[number]
    return is_own(subject, number) and note.agreed in {contact.name for contact in subject.charter.client.contacts}


def _key(note: ChangeNote | Owned) -> tuple[str, object]:
    return note.what, note.starts


def _used(stands: Standing) -> set[tuple[str, object]]:
    """Give the notes that own up to something, or did so in a release."""
    released = (one for release in stands.ledger.releases for one in release.owned)
    return {_key(one) for one in (*stands.owned, *released)}


def _told(note: ChangeNote, those: Iterable[Standing], whose: str) -> tuple[str, str]:
    """Say that a note explains nothing, and what it may have meant."""
    all_changes = [one for stands in those for one in stands.unreleased]
    is_move = any(one.what in MOVES for stands in those for one in stands.owned)
    if is_move and any(one.is_move and names(note.what, one) for one in all_changes):
        message = f"`{note.what}` changes because of the move, and the move to another plan decides from when it holds."
        return message, "Delete this note, or write its day into the note of the move."
    known = {show_path(one.path) for stands in those for one in stands.unowned if not one.is_move}
    hint = did_you_mean(note.what, {*known, *_heads(known)}, most=0)
    return _NOTHING.format(what=note.what, whose=whose), hint or "Name the key path of the change, or delete the note."


def _heads(paths: Iterable[str]) -> Iterator[str]:
    """Give the paths above some paths; a note may name one of these."""
    for path in paths:
        steps = path.split(".")
        yield from (".".join(steps[:number]) for number in range(1, len(steps)))
