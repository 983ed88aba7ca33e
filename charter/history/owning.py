"""Owning up: which note covers which change for the worse, and whether it leaves clients the time they were promised."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from charter.compute.timelines import clocks_of
from charter.history.release import Owned
from charter.worktime.due import latest_before
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from charter.diff import Change
    from charter.model.changes import ChangeNote
    from charter.model.charter import Charter

MOVES = frozenset({"tier", "state"})
"""What a note names that owns up to a move: to another plan, or to another state of the relation. It covers all of it."""
_ONE_DAY = timedelta(days=1)
_LONGEST = 800
"""So many days ahead, the first day that leaves enough time is looked for."""


def notes_for(
    found: Iterable[Change], before: Charter, charter: Charter, released: Iterable[Owned] = ()
) -> tuple[Owned, ...]:
    """Give the notes of a charter that own up to one of these changes; one that was released has done its work."""
    changes = list(found)
    moved = {
        move
        for move, was, now in (
            ("tier", before.tier.id, charter.tier.id),
            ("state", before.client.state, charter.client.state),
        )
        if was != now
    }
    notes = [_owned(note, charter) for note in charter.changes if note.what not in MOVES or note.what in moved]
    spent = {(note.what, note.starts) for note in released}
    fresh = [note for note in notes if (note.what, note.starts) not in spent]
    return tuple(note for note in fresh if any(is_owned(change, (note,)) for change in changes))


def _owned(note: ChangeNote, charter: Charter) -> Owned:
    person = charter.people.get(note.approved)
    return Owned(note.what, note.why, person.name if person else note.approved, note.starts, note.agreed or "")


def is_owned(change: Change, notes: Iterable[Owned]) -> bool:
    """Whether a note covers a change: it names its key path, or one above it, or a move that explains it."""
    return any(note.what in MOVES or (change.verdict.is_for_the_worse and _names(note.what, change)) for note in notes)


def _names(what: str, change: Change) -> bool:
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
