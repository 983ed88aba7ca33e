"""The calendars of one client as timelines: what is open when, on which everything that counts business time walks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from charter.compute.calendars import met_calendars
from charter.worktime import parse_week
from charter.worktime.schedule import Monthly, Schedule, SeasonHours, Special
from charter.worktime.timeline import Timeline, timeline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charter.model.calendars import Calendar, Closure, Recurring
    from charter.model.charter import Charter

BEHIND = timedelta(days=70)
"""How far a timeline looks back: enough for the longest notice before an appointment in the coming days."""
AHEAD = timedelta(days=550)
"""How far it looks ahead: a year of examples, and the longest promise that may begin then."""
_ALWAYS = {"24/7": parse_week({"mon-sun": "24 hours"}), "24/5": parse_week({"mon-fri": "24 hours"})}


@dataclass(frozen=True, slots=True)
class Clocks:
    """The timelines of one client's calendars, from one date to another. Calendars that are alike share one."""

    charter: Charter
    schedules: Mapping[str, Schedule]
    first: date
    last: date

    def of(self, ident: str) -> Timeline:
        """Give the timeline of a calendar by its id: one of the charter's, `24/7`, `24/5` or `client`."""
        return timeline(self.schedules[ident], self.first, self.last)


def clocks_of(charter: Charter, day: date) -> Clocks:
    """Give the timelines of a charter around a day."""
    return Clocks(charter, schedules(charter), day - BEHIND, day + AHEAD)


def schedules(charter: Charter) -> dict[str, Schedule]:
    """Give the schedules of all calendars by id, those that need no description too."""
    met = met_calendars(charter)
    own = {ident: schedule_of(calendar) for ident, calendar in met.items()}
    own |= {
        ident: replace(own[calendar.outside], inverted=True)
        for ident, calendar in met.items()
        if calendar.outside in own
    }
    usual = own[charter.usual_calendar]
    always = {name: Schedule(charter.agency.timezone, week) for name, week in _ALWAYS.items()}
    client = Schedule(charter.timezone, usual.week, holidays=charter.client.region or "")
    return {**always, "client": client, **own}


def schedule_of(calendar: Calendar, *, part: str = "") -> Schedule:
    """Give a calendar as a schedule. Closures of some departments or channels count for that `part` alone."""
    return Schedule(
        zone=calendar.timezone or "UTC",
        week=calendar.hours,
        seasons=tuple(
            SeasonHours(season.starts, season.ends, tuple(sorted(season.hours.items()))) for season in calendar.seasons
        ),
        special=tuple(
            Special(closure.first, closure.last, closure.hours, closure.name)
            for closure in calendar.closures
            if _closes(closure, part)
        ),
        monthly=tuple(
            Monthly(closure.every, closure.hours, closure.name)
            for closure in calendar.recurring
            if _closes(closure, part)
        ),
        holidays="" if calendar.holidays in {None, "client"} else str(calendar.holidays),
        open_holidays=frozenset(calendar.open_holidays),
        holiday_names=tuple(sorted(calendar.holiday_names.items())),
    )


def _closes(closure: Closure | Recurring, part: str) -> bool:
    named = (*closure.departments, *closure.channels)
    return not named or part in named
