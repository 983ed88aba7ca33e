"""The hours really kept on the dates of one week, and the time that client and agency have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from charter.compute.visible import calendars_in_use
from charter.compute.zones import Apart, Nearest, Stretch, apart, nearest, shared, somebody, unbroken
from charter.model.charter import State
from charter.worktime import is_always_open
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from charter.compute.timelines import Clocks
    from charter.model.calendars import Calendar
    from charter.model.charter import Charter
    from charter.worktime import Spans, WeeklyHours
    from charter.worktime.schedule import Schedule

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayHours:
    """What is open on a date, from instant to instant, and what makes it unlike others of its weekday, if something does.

    Closed dates of one name beside each other are one, from `day` to `last`.
    """

    day: date
    last: date
    open: tuple[tuple[int, int], ...]
    name: str = ""


def the_weeks(clocks: Clocks, day: date) -> dict[str, tuple[DayHours, ...]]:
    """Give the week around a day by calendar: the usual one's, and those in use that are unlike it and each other."""
    weeks: dict[str, tuple[DayHours, ...]] = {}
    for ident in calendars_in_use(clocks.charter):
        schedule = clocks.schedules[ident]
        week = tuple(week_of(schedule, clocks.charter.language, day))
        always = is_always_open(schedule.week) and not any(one.name for one in week)
        if not always and week not in weeks.values():
            weeks[ident] = week
    return weeks


def week_of(schedule: Schedule, language: str, day: date) -> Iterator[DayHours]:
    """Give the hours of each date of the week of a day; of a Saturday or Sunday, those of the week to come."""
    monday = day - day.weekday() * _ONE_DAY + (day.weekday() >= _SATURDAY) * 7 * _ONE_DAY
    held: DayHours | None = None
    for one in _dates(schedule, language, monday):
        if held and not (held.open or one.open) and held.name == one.name:
            held = DayHours(held.day, one.day, (), one.name)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _dates(schedule: Schedule, language: str, monday: date) -> Iterator[DayHours]:
    zone = zone_of(schedule.zone)
    night = True  # whether what is left of the night before was said with the evening
    for day, begins, rest in schedule.days(monday - _ONE_DAY, monday + 6 * _ONE_DAY):
        spans = begins if night else (*rest, *begins)
        night = any(span.past_midnight for span in begins)
        if day >= monday:
            times = ((instant(day, span.start, zone), instant(day, span.end, zone)) for span in spans)
            hours = tuple((opens, closes) for opens, closes in times if opens < closes)
            yield DayHours(day, day, hours, _name(schedule, language, day, begins))


def _name(schedule: Schedule, language: str, day: date, begins: Spans) -> str:
    found = schedule.exception(day)
    if not found or begins == schedule.pattern(day):
        return ""
    return schedule.holiday(day, language) if found[0] == schedule.holiday(day) else found[0]


@dataclass(frozen=True, slots=True)
class Overlap:
    """When client and agency are both at work, by the client's clock, and from when to when that holds.

    `nearest` is there where they never are.
    """

    minutes: int
    hours: WeeklyHours
    nearest: Nearest | None
    stretch: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """The time that a client and the agency have in common: usually, and in the weeks in which clocks are otherwise."""

    client_week: WeeklyHours
    assumed: bool
    """Whether nobody wrote the client's hours, so that they are taken to be like the agency's, without breaks."""
    usual: Overlap
    others: tuple[Overlap, ...]


def together(charter: Charter, calendar: Calendar, day: date) -> Together | None:
    """Work out when both are at work; nothing where that is no question, or where the relation has ended."""
    ours, zone = calendar.hours, calendar.timezone or charter.agency.timezone
    differ = apart(zone, charter.timezone, day)
    assumed = charter.client.hours is None
    if charter.client.state == State.FORMER or is_always_open(ours) or (assumed and differ.same):
        return None
    yours = charter.client.hours or unbroken(ours)
    others = (_overlap(ours, yours, one.minutes, one) for one in differ.others)
    return Together(yours, assumed, _overlap(ours, yours, differ.usual), tuple(others))


def _overlap(ours: WeeklyHours, yours: WeeklyHours, minutes: int, stretch: Stretch | None = None) -> Overlap:
    hours = shared(ours, yours, minutes)
    return Overlap(minutes, hours, None if any(hours) else nearest(ours, yours, minutes), stretch)


def zones_apart(charter: Charter, calendars: Mapping[str, Calendar], day: date) -> dict[str, Apart]:
    """Say by calendar how far the client's clock is ahead of its own."""
    return {
        ident: apart(calendar.timezone or charter.agency.timezone, charter.timezone, day)
        for ident, calendar in calendars.items()
    }


def around_the_world(charter: Charter, calendars: Mapping[str, Calendar], differ: Mapping[str, Apart], day: date) -> WeeklyHours | None:  # fmt: skip
    """Give the hours, by the client's clock, in which some team is there, where teams keep hours in several zones.

    Nothing where that is not one stretch a day, or where seasons make it another one for a part of the year.
    """
    idents = dict.fromkeys(one.calendar or charter.usual_calendar for one in charter.departments.values())
    those = {ident: calendars[ident] for ident in idents if ident in calendars}
    if len({one.timezone for one in those.values()}) < 2 or any(one.seasons for one in those.values()):  # noqa: PLR2004
        return None
    if charter.client.state == State.FORMER:
        return None
    hours = somebody(tuple((one.hours, differ[ident]) for ident, one in those.items()), day)
    return hours if any(hours) and all(len(spans) <= 1 for spans in hours) else None
