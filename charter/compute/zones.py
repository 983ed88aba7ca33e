"""Two zones beside each other: how far their clocks are apart, in which weeks it is otherwise, when both are at work."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from charter.worktime import Span, WeeklyHours
from charter.worktime.time_of_day import DAY
from charter.worktime.zones import instant, local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.worktime import Spans

YEAR = 365
"""How many days ahead are looked at: both changes of the clocks lie in them."""
_ONE_DAY = timedelta(days=1)
_WEEK = 7 * DAY
_NOON = 12 * 60
Stretches = list[tuple[int, int]]
"""Parts of a week, in minutes since it began, in order and apart."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both included, on which clocks are so many minutes apart."""

    first: date
    last: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Apart:
    """How many minutes the clocks of one zone are ahead of another's: usually, and on which days it is otherwise."""

    usual: int
    others: tuple[Stretch, ...] = ()

    @property
    def same(self) -> bool:
        """Whether both clocks show the same all year."""
        return self.usual == 0 and not self.others

    def on(self, day: date) -> int:
        """Give the minutes on a date."""
        return next((one.minutes for one in self.others if one.first <= day <= one.last), self.usual)


@lru_cache(maxsize=4096)
def apart(zone: str, other: str, day: date) -> Apart:
    """Say how far the clocks of the other zone are ahead, on the days of the year to come.

    Noon of the first zone decides about a date. What has begun is given from its beginning, and what ends later until
    its end, so that it reads the same tomorrow.
    """
    last = day + (YEAR - 1) * _ONE_DAY
    coming = [one for one in _stretches_of(zone, other, day.year) if one.last >= day and one.first <= last]
    days: Counter[int] = Counter()
    for one in coming:
        days[one.minutes] += (min(one.last, last) - max(one.first, day)).days + 1
    usual = days.most_common(1)[0][0]
    return Apart(usual, tuple(one for one in coming if one.minutes != usual))


@lru_cache(maxsize=1024)
def _stretches_of(zone: str, other: str, year: int) -> tuple[Stretch, ...]:
    """Give how far clocks are apart from the year before until the year after next, so that no end of it is cut off."""
    first, last = date(year - 1, 1, 1), date(year + 2, 12, 31)
    if zone == other:
        return (Stretch(first, last, 0),)
    days = [first + number * _ONE_DAY for number in range((last - first).days + 1)]
    runs = [
        list(those) for _, those in groupby(((one, _ahead(one, zone, other)) for one in days), key=lambda one: one[1])
    ]
    return tuple(Stretch(those[0][0], those[-1][0], those[0][1]) for those in runs)


def _ahead(day: date, zone: str, other: str) -> int:
    at = instant(day, _NOON, zone_of(zone))
    here, there = (local(at, zone_of(name)).replace(tzinfo=None) for name in (zone, other))
    return round((there - here) / timedelta(minutes=1))


@lru_cache(maxsize=4096)
def by_clock(week: WeeklyHours, minutes: int) -> WeeklyHours:
    """Give weekly hours by clocks that are so many minutes ahead."""
    return _week_of(_moved(_stretches(week), minutes))


@lru_cache(maxsize=4096)
def shared(ours: WeeklyHours, yours: WeeklyHours, minutes: int) -> WeeklyHours:
    """Give the hours in which both are at work, by your clock, which is so many minutes ahead of ours."""
    return _week_of(_common(_moved(_stretches(ours), minutes), _stretches(yours)))


@dataclass(frozen=True, slots=True)
class Nearest:
    """When one side is there so soon after the other has left as never else: on which side, on which day, at what time.

    Days are weekdays, Monday 0, and times minutes of the day; `opens` where it is our opening, else it is our closing.
    """

    opens: bool
    ours: tuple[int, int]
    yours: tuple[int, int]


def nearest(ours: WeeklyHours, yours: WeeklyHours, minutes: int) -> Nearest | None:
    """Give the instant at which two weeks without a common hour come nearest."""
    here, there = _moved(_stretches(ours), minutes), _stretches(yours)
    opening = [((start - end) % _WEEK, start % _WEEK, True) for start, _ in here for _, end in there]
    closing = [((start - end) % _WEEK, end % _WEEK, False) for _, end in here for start, _ in there]
    if not opening:
        return None
    _, at, opens = min([*opening, *closing], key=lambda one: one[:2])
    return Nearest(opens, divmod((at - minutes) % _WEEK, DAY), divmod(at, DAY))


@lru_cache(maxsize=1024)
def somebody(teams: tuple[tuple[WeeklyHours, Apart], ...], day: date) -> WeeklyHours:
    """Give the hours, by a client's clock, in which somebody of several teams is there in every week of a year.

    Each team has its hours, and how far the client's clock is ahead of its own.
    """
    times = {tuple(each.on(day + number * _ONE_DAY) for _, each in teams) for number in range(YEAR)}
    always: Stretches = [(0, _WEEK)]
    for minutes in sorted(times):
        every = [_moved(_stretches(week), ahead) for (week, _), ahead in zip(teams, minutes, strict=True)]
        always = _common(always, _joined(part for one in every for part in one))
    return _week_of(always)


def unbroken(week: WeeklyHours) -> WeeklyHours:
    """Give weekly hours without the breaks in the middle of a day."""
    return WeeklyHours(*((Span(spans[0].start, spans[-1].end),) if spans else () for spans in week))


def _stretches(week: WeeklyHours) -> Stretches:
    return _joined(
        part
        for day, spans in enumerate(week)
        for span in spans
        for part in _within_the_week(day * DAY + span.start, day * DAY + span.end)
    )


def _moved(parts: Stretches, minutes: int) -> Stretches:
    return _joined(piece for start, end in parts for piece in _within_the_week(start + minutes, end + minutes))


def _within_the_week(start: int, end: int) -> Stretches:
    """Cut at the end of the week, whose rest is the beginning of the next one, which is the same."""
    length, start = end - start, start % _WEEK
    if start + length <= _WEEK:
        return [(start, start + length)]
    return [(start, _WEEK), (0, start + length - _WEEK)]


def _joined(parts: Iterable[tuple[int, int]]) -> Stretches:
    joined: Stretches = []
    for start, end in sorted(parts):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _common(some: Stretches, others: Stretches) -> Stretches:
    both = [(max(start, begins), min(end, ends)) for start, end in some for begins, ends in others]
    return sorted((start, end) for start, end in both if start < end)


def _week_of(parts: Stretches) -> WeeklyHours:
    """Give parts of a week as hours of its days: a night belongs to the evening, longer ones end at midnight."""
    if len(parts) > 1 and (parts[0][0], parts[-1][1]) == (0, _WEEK):  # the night from Sunday to Monday
        *parts, night = parts
        parts = [*parts[1:], (night[0], _WEEK + parts[0][1])]
    named: dict[int, Spans] = {}
    for start, end in parts:
        for begins, ends in _pieces(start, end):
            day, minute = divmod(begins, DAY)
            named[day % 7] = (*named.get(day % 7, ()), Span(minute, minute + ends - begins))
    return WeeklyHours().having({day: tuple(sorted(spans)) for day, spans in named.items()})


def _pieces(start: int, end: int) -> Stretches:
    if end - start < DAY:
        return [(start, end)]
    cuts = [start, *range((start // DAY + 1) * DAY, end, DAY), end]
    return list(pairwise(cuts))
