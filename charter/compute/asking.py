"""When will I hear back: a message sent at an instant, by a channel, of a request class -> every promise with its date."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.model.promises import METRICS, Start
from charter.worktime import Duration, RelativeDay
from charter.worktime.due import Due, due
from charter.worktime.month_days import days_in_month
from charter.worktime.schedule import in_season
from charter.worktime.time_of_day import DAY, TimeOfDay
from charter.worktime.working import Working, working
from charter.worktime.zones import local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from charter.compute.timelines import Clocks
    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.worktime import MonthDay, Target, Window
    from charter.worktime.schedule import Schedule
    from charter.worktime.timeline import Timeline

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Sent:
    """A message: when it was sent (an instant), of which request class, and by which channel.

    `severity` is asked for where the class is a type; `language` is the client's where nothing is given.
    """

    at: int
    request: str
    channel: str = ""
    severity: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One promise for a message: when it is kept at the latest, and how that comes about.

    There is no date (`due` is empty) where the promise is in words, or holds from a later day on.
    """

    metric: str
    promise: Promise
    calendar: str
    due: tuple[Due, ...]
    at: int
    """The instant from which it counts."""
    hours: Timeline = field(compare=False, repr=False)
    language: str = ""
    """The language in which its working names holidays."""
    counted: Target | None = field(default=None, compare=False, repr=False)
    """The target as it is counted, where that is not what is written."""

    @property
    def begins_later(self) -> bool:
        """Whether the promise holds only from a day on that is still to come."""
        return self.promise.since is not None and self.hours.date_of(self.at) < self.promise.since

    @property
    def working(self) -> tuple[Working, ...]:
        """How the last date comes about, step by step; nothing where there is none."""
        if self.latest is None:
            return ()
        return working(self.counted or self.promise.target, self.at, self.latest, self.hours, self.language)

    @property
    def latest(self) -> int | None:
        """The last instant at which it is kept, or None where it has no date."""
        return self.due[-1].latest if self.due else None


def answers(clocks: Clocks, sent: Sent) -> list[Answer]:
    """Give every promise that holds for a message and needs nothing more to hold. Raises `BeyondHorizon`."""
    rows = [row for row in rows_for(clocks, sent) if not row.only_if]
    return [found for row in rows for found in _answers(clocks, row, sent)]


def rows_for(clocks: Clocks, sent: Sent) -> list[Row]:
    """Give the rows that hold for a message: those that need something more to hold, up to the first that does not.

    Where nobody says by which channel it was sent, rows of any channel come first, then those of one.
    """
    rows = clocks.charter.commitments.get(sent.request, ())
    ways = [sent.channel] if sent.channel else ["", *(row.channel for row in rows if row.channel)]
    each = [_rows_by(clocks, rows, replace(sent, channel=way)) for way in ways]
    settled = (found for found in each if found and not found[-1].only_if)
    return next(settled, next(filter(None, each), []))


def _rows_by(clocks: Clocks, rows: tuple[Row, ...], sent: Sent) -> list[Row]:
    held = [row for row in rows if holds(clocks, row, rows, sent)]
    last = next((number for number, row in enumerate(held) if not row.only_if), len(held))
    return held[: last + 1]


def holds(clocks: Clocks, row: Row, rows: tuple[Row, ...], sent: Sent) -> bool:
    """Whether a row holds for a message: by its channel, severity, language, season and time of arrival."""
    charter = clocks.charter
    hours = clocks.of(row.calendar or charter.usual_calendar)
    asked = (
        row.channel in {None, sent.channel},
        row.severity in {None, sent.severity},
        row.language in {None, sent.language or charter.language},
        row.season is None or _in_season(clocks, row.season, sent.at, hours),
        arrives(row, rows, sent.at, hours),
        row.arrives_by is None or _is_up_to(row.arrives_by, hours.date_of(sent.at), hours),
    )
    return all(asked)


def _in_season(clocks: Clocks, ident: str, at: int, hours: Timeline) -> bool:
    season = clocks.charter.seasons.get(ident)
    return season is not None and in_season(season.starts, season.ends, hours.date_of(at))


def _is_up_to(rule: MonthDay, day: date, hours: Timeline) -> bool:
    """Whether a date does not lie behind a day of its month."""
    found = days_in_month(rule, day.year, day.month, hours)
    return bool(found) and day <= found[-1]


def arrives(row: Row, rows: tuple[Row, ...], at: int, hours: Timeline) -> bool:
    """Whether a message arrives in the windows of a row, by the clock time at which it counts as arriving.

    Nothing that is sent later may be due earlier. So what arrives on a closed day counts as arriving when the next
    business day begins: taken by its own clock time, a message of Saturday evening could be due before one of Saturday
    morning. A weekday on which we never open, and which a row names, stands for itself.
    """
    if row.arrives is None:
        return True
    moment, today = local(at, hours.zone), hours.business_day(hours.date_of(at))
    minute = moment.hour * 60 + moment.minute
    if today and at >= today.closes:
        minute = _after_closing(minute, local(today.closes, hours.zone), hours.schedule, windows_of(rows))
    elif not today and moment.weekday() not in named_days_off(rows, hours.schedule):
        opens = hours.next_open(at)
        if opens > at:
            moment, minute = local(opens, hours.zone), 0
    return row.arrives.covers(moment.weekday(), minute)


def windows_of(rows: tuple[Row, ...]) -> list[Window]:
    """Give all windows of arrival of a request class."""
    return [window for row in rows if row.arrives for window in row.arrives.windows]


def named_days_off(rows: tuple[Row, ...], schedule: Schedule) -> frozenset[int]:
    """Give the weekdays on which we never open, and which some row names: `on sat-sun`."""
    named = {day for window in windows_of(rows) if len(window.days) < _WEEK for day in window.days}
    return frozenset(day for day in named if not schedule.week[day] and not schedule.inverted)


def _after_closing(minute: int, closed: datetime, schedule: Schedule, windows: list[Window]) -> int:
    """Give the minute as which one after closing counts: all that is over by then has gone by.

    On a day that closes early it is as late as the usual closing, and a window that was open until then is over:
    `before 14:00` ends at noon where we close at noon, for whoever writes then is answered like all who write later.
    """
    day = closed.weekday()
    closes = max(closed.hour * 60 + closed.minute, usual_closings(schedule)[day])
    over = [one.end.minutes for one in windows if day in one.days and one.start.minutes < closes]
    return max([minute, closes, *(end for end in over if minute < end < DAY)])


@lru_cache(maxsize=1024)
def usual_closings(schedule: Schedule) -> tuple[int, ...]:
    """Give the minute at which each day of the week usually closes; of one that never opens, that of the others."""
    week = schedule.week.inverse() if schedule.inverted else schedule.week
    closings = [min(max((span.end for span in spans), default=0), DAY - 1) for spans in week]
    return tuple(closing or max(closings) for closing in closings)


def _answers(clocks: Clocks, row: Row, sent: Sent) -> Iterator[Answer]:
    for metric in METRICS:
        for promise in getattr(row, metric):
            yield answer(clocks, row, metric, promise, sent.at)


def answer(clocks: Clocks, row: Row, metric: str, promise: Promise, at: int) -> Answer:
    """Give the date of one promise of a row for a message of an instant."""
    calendar = promise.calendar or row.calendar or clocks.charter.usual_calendar
    hours = clocks.of(calendar)
    made = Answer(metric, promise, calendar, (), at, hours, clocks.charter.language)
    if made.begins_later:
        return made
    counted = counted_target(promise, rows_beside(clocks.charter, row), at, hours)
    return replace(made, due=due(counted, at, hours), counted=counted)


def rows_beside(charter: Charter, row: Row) -> tuple[Row, ...]:
    """Give all rows of the request class that a row is one of."""
    return next((rows for rows in charter.commitments.values() if any(one is row for one in rows)), (row,))


def counted_target(promise: Promise, rows: tuple[Row, ...], at: int, hours: Timeline) -> Target:
    """Give a target as it is counted beside other rows: what arrives on a closed day is received when it counts.

    Among rows by time of arrival, a message of Saturday is one of Monday morning. If its days were counted from
    Saturday all the same, it would be due a day before all others of Monday morning. So it is as with a cut-off.
    """
    target = promise.target
    if not rolls(promise, rows) or local(at, hours.zone).weekday() in named_days_off(rows, hours.schedule):
        return target
    return replace(target, cut_off=TimeOfDay(DAY)) if isinstance(target, Duration | RelativeDay) else target


def rolls(promise: Promise, rows: tuple[Row, ...]) -> bool:
    """Whether a promise counts business days from arrival, by no cut-off of its own, and rows beside it go by arrival."""
    target = promise.target
    if not any(row.arrives for row in rows) or promise.starts != Start.ARRIVAL or promise.begins:
        return False
    if isinstance(target, RelativeDay):
        return target.cut_off is None
    return isinstance(target, Duration) and target.cut_off is None and target.amount.in_business_days
