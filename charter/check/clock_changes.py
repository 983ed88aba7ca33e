"""Opening hours against the nights on which clocks change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.compute import met_calendars
from charter.compute.timelines import schedule_of
from charter.problem import Severity
from charter.worktime import TimeOfDay
from charter.worktime.zones import instant, local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.worktime.schedule import Schedule

_AHEAD = timedelta(days=2 * 365)
_ONE_DAY = timedelta(days=1)
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of clocks on a date, in minutes since its midnight: what they show before it, and what after it."""

    day: date
    before: int
    after: int

    def is_inside(self, minute: int) -> bool:
        """Whether a clock time lies in what is left out or comes twice; the edges of it are plain."""
        return min(self.before, self.after) < minute < max(self.before, self.after)


@rule("odd-opening", Severity.WARNING, of_day=True)
def odd_opening(subject: Subject) -> Iterator[Found]:
    """You open and close at times that every day has, and has once.

    When clocks change, an hour is left out or comes twice. Who opens at half past two that night opens at a time that
    does not exist, and each reader takes another one instead.

    Bad: `hours: {sun: 02:30-10:00}` where the clocks go from 02:00 to 03:00 on a Sunday.
    Good: `hours: {sun: 03:00-10:00}`, or that date under `closures:` with hours of its own.
    """
    calendars = met_calendars(subject.charter)
    for ident, calendar in calendars.items():
        odd = _odd(schedule_of(calendar), subject.today)
        if odd:
            change, minute, verb = odd
            how = "is left out" if change.after > change.before else "comes twice"
            message = (
                f"On {change.day} the clocks go from {_time(change.before)} to {_time(change.after)}, and `{ident}`"
                f" {verb} at {_time(minute)}, which {how} that day."
            )
            hint = "Take a time outside that hour, or give that night hours of its own under `closures:`."
            yield Found(("calendars", ident, "hours"), message, hint)


@lru_cache(maxsize=256)
def _odd(schedule: Schedule, day: date) -> tuple[_Change, int, str] | None:
    """Give the first opening or closing in the coming two years that lies inside a change of clocks."""
    for change in _changes(schedule.zone, day):
        for opens, closes in _around(schedule, change.day):
            for minute, verb in ((opens, "opens"), (closes, "closes")):
                if change.is_inside(minute):
                    return change, minute, verb
    return None


def _around(schedule: Schedule, day: date) -> list[tuple[int, int]]:
    """Give the openings around a date in minutes since its midnight; those that touch are one."""
    pieces = sorted(
        ((one - day).days * _DAY + span.start, (one - day).days * _DAY + span.end)
        for one, begins, rest in schedule.days(day - _ONE_DAY, day + _ONE_DAY)
        for span in (*begins, *rest)
    )
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


@lru_cache(maxsize=256)
def _changes(zone: str, day: date) -> tuple[_Change, ...]:
    """Give the changes of clocks in the coming two years."""
    found = zone_of(zone)
    days = (day + number * _ONE_DAY for number in range(_AHEAD.days))
    ends = ((instant(one, 0, found), instant(one + _ONE_DAY, 0, found), one) for one in days)
    return tuple(
        _change(zone, start, end, one) for start, end, one in ends if _offset(start, zone) != _offset(end, zone)
    )


def _change(zone: str, start: int, end: int, day: date) -> _Change:
    """Find the minute at which the clocks of a day change, by halves."""
    old, new = _offset(start, zone), _offset(end, zone)
    low, high = start // 60, end // 60
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle * 60, zone) == old else (low, middle)
    before = high - start // 60
    if new > old and before >= _DAY:  # what is left out belongs to the next date
        day, before = day + _ONE_DAY, before - _DAY
    return _Change(day, before, before + (new - old))


def _offset(at: int, zone: str) -> int:
    """Give the minutes by which clocks are ahead of UTC at an instant."""
    offset = local(at, zone_of(zone)).utcoffset() or timedelta()
    return round(offset.total_seconds() / 60)


def _time(minutes: int) -> str:
    return str(TimeOfDay(minutes % _DAY))
