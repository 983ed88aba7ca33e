"""The open time of a schedule as instants: everything that counts business time walks this list.

Intervals are half open: open at the opening second, closed at the closing one. Between them real seconds count, so a
night shift over a change of clocks is an hour longer or shorter than its clock times say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from charter.worktime.time_of_day import DAY
from charter.worktime.zones import instant, local, midnights, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from charter.worktime.hours import Spans
    from charter.worktime.schedule import Schedule

_ONE_DAY = timedelta(days=1)


class BeyondHorizon(LookupError):  # noqa: N818  it is no fault of anybody's
    """What is asked for lies outside the days that a timeline knows."""


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """A date on which an opening begins, with its first opening and its last closing."""

    day: date
    opens: int
    closes: int


class Timeline:
    """The open intervals of a schedule from one date to another, both included, by the clocks of its zone."""

    def __init__(self, schedule: Schedule, first: date, last: date) -> None:
        self.schedule = schedule
        self.zone: ZoneInfo = zone_of(schedule.zone)
        self.first, self.last = first, last
        clock = _Clock(first, last, self.zone)
        self.knows_from, self.knows_until = clock.at(first, 0), clock.at(last + _ONE_DAY, 0)
        if schedule.inverted:
            rest = Timeline(replace(schedule, inverted=False), first, last)
            intervals = list(_between(rest.intervals, self.knows_from, self.knows_until))
            self._days = list(_dates(intervals, clock, first, last))
        else:
            self._days, pieces = _walked(schedule, clock, first, last)
            intervals = list(_joined(pieces, self.knows_until))
        self.starts = [start for start, _ in intervals]
        self.ends = [end for _, end in intervals]
        self._before = [0, *accumulate(end - start for start, end in intervals)]
        self._dates = [one.day for one in self._days]

    @property
    def intervals(self) -> Iterator[tuple[int, int]]:
        """All open intervals, in order, apart from each other."""
        return zip(self.starts, self.ends, strict=True)

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Give the open intervals between two instants, cut to them."""
        low, high = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return [(max(self.starts[at], start), min(self.ends[at], end)) for at in range(low, high)]

    def _known(self, at: int) -> None:
        if not self.knows_from <= at < self.knows_until:
            raise BeyondHorizon(at)

    def is_open(self, at: int) -> bool:
        """Whether it is open at an instant; it is not at the instant of closing."""
        self._known(at)
        index = bisect_right(self.ends, at)
        return index < len(self.ends) and self.starts[index] <= at

    def next_open(self, at: int) -> int:
        """Give the instant itself if it is open then, else the next opening."""
        self._known(at)
        index = bisect_right(self.ends, at)
        if index == len(self.ends):
            raise BeyondHorizon(at)
        return max(at, self.starts[index])

    def closing(self, at: int) -> int:
        """Give the closing of the interval that is open at an instant, or of the next one."""
        closes = self.ends[bisect_right(self.ends, self.next_open(at))]
        if closes == self.knows_until:
            raise BeyondHorizon(at)  # it may well be open on the next day too
        return closes

    def _elapsed(self, at: int) -> int:
        """Give the open seconds before an instant."""
        index = bisect_right(self.starts, at)
        return self._before[index] - (max(0, self.ends[index - 1] - at) if index else 0)

    def between(self, start: int, end: int) -> int:
        """Give the open seconds between two instants; negative where the second lies before the first."""
        if min(start, end) < self.knows_from or max(start, end) > self.knows_until:
            raise BeyondHorizon(start)
        return self._elapsed(end) - self._elapsed(start)

    def add(self, at: int, seconds: int) -> int:
        """Give the earliest instant by which so many open seconds have passed; for none, the next open instant.

        Work that fills the day is due at closing, not at the next opening.
        """
        begins = self.next_open(at)
        if seconds == 0:
            return begins
        wanted = self._elapsed(begins) + seconds
        index = bisect_left(self._before, wanted)
        if index >= len(self._before):
            raise BeyondHorizon(at)
        return self.ends[index - 1] - (self._before[index] - wanted)

    def subtract(self, at: int, seconds: int) -> int:
        """Give the latest instant from which so many open seconds remain until another."""
        self._known(at)
        wanted = self._elapsed(at) - seconds
        if wanted < 0:
            raise BeyondHorizon(at)
        index = bisect_right(self._before, wanted)
        if index > len(self.starts):
            return at  # nothing is asked for, and nothing is open before
        return min(self.starts[index - 1] + wanted - self._before[index - 1], at)

    def date_of(self, at: int) -> date:
        """Give the date of an instant by the clocks of the zone."""
        return local(at, self.zone).date()

    def business_day(self, day: date) -> BusinessDay | None:
        """Give a date as a business day, or None where it is none."""
        index = bisect_left(self._dates, day)
        return self._days[index] if index < len(self._dates) and self._dates[index] == day else None

    def day_after(self, day: date, count: int) -> BusinessDay:
        """Give the business day that is so many after a date, which itself does not count; `count` is 1 or more."""
        index = bisect_right(self._dates, day) + count - 1
        if index >= len(self._days) or day < self.first:
            raise BeyondHorizon(day)
        return self._days[index]

    def day_before(self, day: date, count: int) -> BusinessDay:
        """Give the business day that is so many before a date, which itself does not count; `count` is 1 or more."""
        index = bisect_left(self._dates, day) - count
        if index < 0 or day > self.last + _ONE_DAY:
            raise BeyondHorizon(day)
        return self._days[index]

    def days_between(self, first: date, last: date) -> list[BusinessDay]:
        """Give the business days from one date to another, both included."""
        return self._days[bisect_left(self._dates, first) : bisect_right(self._dates, last)]


@lru_cache(maxsize=256)
def timeline(schedule: Schedule, first: date, last: date) -> Timeline:
    """Give the timeline of a schedule; all who have the same hours share it."""
    return Timeline(schedule, first, last)


class _Clock:
    """Makes clock times of some dates instants; one without a change of clocks needs only its midnight."""

    def __init__(self, first: date, last: date, zone: ZoneInfo) -> None:
        self._first, self._zone = first, zone
        self._midnights = midnights(first, (last - first).days + 4, zone)

    def at(self, day: date, minutes: int) -> int:
        days, clock = divmod(minutes, DAY)
        number = (day - self._first).days + days
        midnight = self._midnights[number]
        ordinary = self._midnights[number + 1] - midnight == DAY * 60
        return midnight + clock * 60 if ordinary else instant(day, minutes, self._zone)

    def stretches(self, day: date, spans: Spans) -> list[tuple[int, int]]:
        """Give spans of a date as instants; those that a change of clocks leaves empty are no openings."""
        found = [(self.at(day, span.start), self.at(day, span.end)) for span in spans]
        return [(opens, closes) for opens, closes in found if opens < closes]


def _walked(
    schedule: Schedule, clock: _Clock, first: date, last: date
) -> tuple[list[BusinessDay], list[tuple[int, int]]]:
    """Give the business days, and all that is open, as it comes."""
    days: list[BusinessDay] = []
    pieces: list[tuple[int, int]] = []
    for day, begins, rest in schedule.days(first, last):
        shifts = clock.stretches(day, begins)
        if shifts:
            days.append(BusinessDay(day, min(shifts)[0], max(end for _, end in shifts)))
        pieces += shifts
        pieces += clock.stretches(day, rest)
    return days, pieces


def _between(intervals: Iterator[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the time between intervals, from one instant to another."""
    for opens, closes in intervals:
        if start < opens:
            yield start, opens
        start = max(start, closes)
    if start < end:
        yield start, end


def _dates(intervals: list[tuple[int, int]], clock: _Clock, first: date, last: date) -> Iterator[BusinessDay]:
    """Give each date on which anything is open, cut at midnight."""
    starts, ends = [start for start, _ in intervals], [end for _, end in intervals]
    for number in range((last - first).days + 1):
        day = first + number * _ONE_DAY
        begins, until = clock.at(day, 0), clock.at(day + _ONE_DAY, 0)
        within = intervals[bisect_right(ends, begins) : bisect_left(starts, until)]
        cut = [(max(start, begins), min(end, until)) for start, end in within]
        if cut:
            yield BusinessDay(day, cut[0][0], cut[-1][1])


def _joined(pieces: list[tuple[int, int]], until: int) -> Iterator[tuple[int, int]]:
    """Join pieces that touch, as those of a night do, or that a change of clocks has pushed into one another."""
    held: tuple[int, int] | None = None
    for start, end in sorted(pieces):
        if held and start <= held[1]:
            held = (held[0], max(held[1], end))
        else:
            if held:
                yield held
            held = (start, end)
    if held and held[0] < until:
        yield held[0], min(held[1], until)
