"""Which days off lie ahead: closures and public holidays, in one list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.compute.visible import calendars_in_use
from charter.worktime.public_holidays import public_holidays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from charter.compute.timelines import Clocks
    from charter.model.calendars import Calendar, Closure
    from charter.worktime.schedule import Schedule

HORIZON = timedelta(days=365)
"""How far ahead closures are listed: a year, so that every yearly one is there once."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """A closure or a public holiday that lies ahead, and the calendars in which it is one."""

    first: date
    last: date
    name: str
    closure: Closure | None = None
    """The closure as it was written; none for a public holiday."""
    calendars: tuple[str, ...] = ()

    @property
    def last_requests(self) -> datetime | None:
        """The latest moment for requests that should be done before it."""
        return self.closure.last_requests if self.closure else None


def coming_closures(clocks: Clocks, calendars: dict[str, Calendar], day: date) -> tuple[Dated, ...]:
    """Give the days off of the calendars in use that are not over and begin within a year, in order.

    What several calendars have in common is one of them. Holidays are named in the client's language; those on which
    nobody would be there anyway are left out.
    """
    found: dict[tuple[date, date, str], list[Dated]] = {}
    for ident in calendars_in_use(clocks.charter):
        calendar = calendars[ident]
        for one in (*_closures(calendar), *_holidays(clocks.schedules[ident], clocks.charter.language, day)):
            if one.last >= day and one.first <= day + HORIZON:
                _put(found.setdefault((one.first, one.last, one.name), []), one, ident)
    return tuple(one for key in sorted(found, key=lambda key: key[:2]) for one in found[key])


def _put(alike: list[Dated], one: Dated, ident: str) -> None:
    """Add a calendar to what is the same in another one, or what is new."""
    for number, other in enumerate(alike):
        if other.closure == one.closure:
            calendars = tuple(dict.fromkeys((*other.calendars, ident)))
            alike[number] = Dated(one.first, one.last, one.name, one.closure, calendars)
            return
    alike.append(Dated(one.first, one.last, one.name, one.closure, (ident,)))


def _closures(calendar: Calendar) -> Iterator[Dated]:
    for closure in calendar.closures:
        yield Dated(closure.first, closure.last, closure.name, closure)


@lru_cache(maxsize=4096)
def _holidays(schedule: Schedule, language: str, day: date) -> tuple[Dated, ...]:
    """Give the public holidays ahead, those of one name on neighbouring days as one; all with these hours share them."""
    found: list[Dated] = []
    for date_ in holidays_off(schedule, day):
        name = schedule.holiday(date_, language)
        if found and (found[-1].name, found[-1].last) == (name, date_ - _ONE_DAY):
            found[-1] = Dated(found[-1].first, date_, name)
        else:
            found.append(Dated(date_, date_, name))
    return tuple(found)


def holidays_off(schedule: Schedule, day: date) -> Iterator[date]:
    """Give the dates of the coming year on which a holiday closes what would be open, and no closure does."""
    if not schedule.holidays:
        return
    for year in range(day.year, (day + HORIZON).year + 1):
        for date_ in public_holidays(schedule.holidays, year):
            if date_ >= day and schedule.holiday(date_) and _closes(schedule, date_):
                yield date_


def _closes(schedule: Schedule, date_: date) -> bool:
    found = schedule.exception(date_)
    closed = found is not None and not found[1]
    within = any(special.first <= date_ <= special.last for special in schedule.special)
    return closed and not within and bool(schedule.pattern(date_))
