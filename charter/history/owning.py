"""Owning up: which note covers which change for the worse, and whether it leaves clients the time they were promised."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from charter.compute.timelines import clocks_of
from charter.history.moving import MOVES, moves
from charter.history.release import Owned
from charter.worktime.due import latest_before
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from charter.diff import Change
    from charter.model.changes import ChangeNote
    from charter.model.charter import Charter

_ONE_DAY = timedelta(days=1)
_LONGEST = 800
"""So many days ahead, the first day that leaves enough time is looked for."""


def notes_for(
    found: Iterable[Change], before: Charter, charter: Charter, released: Iterable[Owned] = ()
) -> tuple[Owned, ...]:
    """Give the notes of a charter that own up to one of these changes; one that was released has done its work."""
    moved = moves(before, charter)
    notes = [_owned(note, charter) for note in charter.changes if note.what not in MOVES or note.what in moved]
    spent = {(note.what, note.starts) for note in released}
    fresh = [note for note in notes if (note.what, note.starts) not in spent]
    used = {note for change in found for note in owning(change, fresh)}
    return tuple(note for note in fresh if note in used)


def _owned(note: ChangeNote, charter: Charter) -> Owned:
    person = charter.people.get(note.approved)
    return Owned(note.what, note.why, person.name if person else note.approved, note.starts, note.agreed or "")


def is_owned(change: Change, notes: Iterable[Owned]) -> bool:
    """Whether any of these notes owns up to a change."""
    return bool(owning(change, notes))


def owning(change: Change, notes: Iterable[Owned]) -> tuple[Owned, ...]:
    """Give the notes that own up to a change: that of the move which brings it about, or else those that name it."""
    those = tuple(notes)
    of_move = tuple(note for note in those if change.is_move and note.what in MOVES)
    if of_move or not change.verdict.is_for_the_worse:
        return of_move
    return tuple(note for note in those if note.what not in MOVES and names(note.what, change))


def names(what: str, change: Change) -> bool:
    """Whether a note's `what:` is the key path of a change, or one above it."""
    path = ".".join(map(str, change.path)).casefold()
    named = what.casefold().removesuffix("[0]")
    return any(whole == named or whole.startswith(f"{named}.") for whole in (path, path.removeprefix("client.")))


def first_day(charter: Charter, told: date) -> date:
    """Give the first day from which something worse may hold that clients are told of on a day: after the notice.

    Without a notice in the charter, that is the same day.
    """
    notice = charter.standing.notice if charter.standing else None
    if notice is None:
        return told
    hours = clocks_of(charter, told).of(charter.usual_calendar)
    zone = zone_of(charter.agency.timezone)
    days = (told + number * _ONE_DAY for number in range(1, _LONGEST))
    return next(
        (day for day in days if latest_before(notice, instant(day, 0, zone), hours) >= instant(told, 0, zone)),
        told + _LONGEST * _ONE_DAY,
    )
