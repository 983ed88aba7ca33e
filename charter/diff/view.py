"""A charter as its client meets it on a day: what two charters are compared by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.compute.calendars import promised_seasons
from charter.compute.seen import without_notes
from charter.compute.timelines import Clocks, clocks_of
from charter.compute.visible import calendars_in_use, visible_channels, visible_departments, visible_people
from charter.model.charter import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charter.model.charter import Charter
    from charter.worktime.schedule import Schedule

    DaysOff = Mapping[str, tuple[tuple[date, str], ...]]
    """Public holidays on which nobody works, with their names, by calendar."""


@dataclass(frozen=True, slots=True)
class View:
    """A charter without what its client never sees, and the timelines of its calendars around a day."""

    charter: Charter
    clocks: Clocks
    day: date

    def schedule(self, calendar: str) -> Schedule | None:
        """Give the schedule of a calendar by its id, if there is one."""
        return self.clocks.schedules.get(calendar)


def view_of(charter: Charter, day: date, days_off: DaysOff | None = None) -> View:
    """Give a charter as its client meets it, with public holidays as they are known, or as they were."""
    charter = without_notes(charter)
    clocks = clocks_of(charter, day)
    if days_off is not None:
        dated = {ident: _as_known(one, days_off.get(ident), clocks) for ident, one in clocks.schedules.items()}
        clocks = replace(clocks, schedules=dated)
    return View(seen(charter, day), clocks, day)


def _as_known(schedule: Schedule, known: tuple[tuple[date, str], ...] | None, clocks: Clocks) -> Schedule:
    """Give a schedule with the public holidays that were known; where they are those of now, it is the same as ever.

    So charters that were released on different days share their schedules, and all that is worked out on them.
    """
    if known is None:
        return schedule
    near = tuple(sorted(one for one in known if clocks.first <= one[0] <= clocks.last))
    is_as_ever = {day for day, _ in near} == _days_off(schedule, clocks.first, clocks.last)
    return schedule if is_as_ever else replace(schedule, days_off=near)


@lru_cache(maxsize=512)
def _days_off(schedule: Schedule, first: date, last: date) -> frozenset[date]:
    dates = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return frozenset(day for day in dates if schedule.holiday(day))


def seen(charter: Charter, day: date) -> Charter:
    """Leave out what the client never sees or meets: private channels and people, calendars and seasons of others."""
    used = {*calendars_in_use(charter), *(charter.calendars[ident].outside for ident in calendars_in_use(charter))}
    update = {
        "channels": visible_channels(charter),
        "people": visible_people(charter),
        "departments": visible_departments(charter),
        "calendars": {ident: calendar for ident, calendar in charter.calendars.items() if ident in used},
        "seasons": promised_seasons(charter, day),
    }
    if charter.client.state == State.FORMER:
        update |= {"departments": {}}
    return charter.model_copy(update=update)
