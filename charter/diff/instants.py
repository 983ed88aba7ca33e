"""The instants at which two charters are compared: ordinary weeks, and the days around all that is out of order."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, product
from typing import TYPE_CHECKING

from charter.worktime.schedule import in_season
from charter.worktime.time_of_day import DAY
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.worktime.schedule import Schedule

YEAR = 365
_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_OFTEN = (2 * 60 + 15, *range(7 * 60 + 15, 22 * 60, 60))
"""Minutes of the day at which a message is sent in an ordinary week, beside those at which something turns."""
_AT_TIMES = tuple(range(7 * 60 + 15, 20 * 60, 135))
"""The same around a holiday, a closure, or the turn of a season."""
_BEFORE, _AFTER = 3, 1
"""So many days around what is out of order, a message may be answered later or earlier for it."""


@dataclass(frozen=True, slots=True)
class Turns:
    """When promises are others than before: seasons, dates from which they hold, and times of the day or the month."""

    seasons: frozenset[tuple[str, str]] = frozenset()
    dates: frozenset[date] = frozenset()
    minutes: frozenset[int] = frozenset()
    in_the_month: bool = False


@dataclass(frozen=True, slots=True)
class Instants:
    """Instants of the year after a day. Where ordinary weeks tell two charters apart, the odd days do not matter:
    what is later all week is later, even if a day that closes early makes it earlier once a year.
    """

    ordinary: tuple[int, ...]
    odd: tuple[int, ...]


def instants(schedules: Iterable[Schedule], day: date, turns: Turns = Turns()) -> Instants:
    """Give the instants at which what is counted in these schedules is compared."""
    return _instants(frozenset(schedules), day, turns)


@lru_cache(maxsize=512)
def _instants(schedules: frozenset[Schedule], day: date, turns: Turns) -> Instants:
    odd = {date for schedule in schedules for date in _around(_odd_days(schedule, day)) if date > day}
    week = _ordinary_week(day, odd | set(_in_seasons(schedules, day))) or _ordinary_week(day, odd) or _next_week(day)
    regular = {one for one in _turning(day, turns) if one > day} - set(week)
    minutes = {*_OFTEN, *_edges(schedules, turns)}
    usual, rare = list(product(week, minutes)), list(product(sorted(regular), _AT_TIMES))
    seldom = list(product(sorted(odd - {*week, *regular}), _AT_TIMES))
    zones = {schedule.zone for schedule in schedules}

    def at(moments: Iterable[tuple[date, int]]) -> set[int]:
        return {instant(one, minute, zone_of(zone)) for zone in zones for one, minute in moments}

    return Instants(tuple(sorted(at(usual) | at(rare))), tuple(sorted(at(seldom))))


def _edges(schedules: Iterable[Schedule], turns: Turns) -> set[int]:
    """Give the minutes of a day at which something begins or ends, with the ones before them."""
    weeks = (spans for schedule in schedules for spans in schedule.week)
    edges = {*chain.from_iterable((span.start, span.end) for spans in weeks for span in spans), *turns.minutes}
    return {minute for edge in edges for minute in (edge - 1, edge) if 0 <= minute < DAY}


def _next_week(day: date) -> list[date]:
    monday = day + (7 - day.weekday()) * _ONE_DAY
    return [monday + number * _ONE_DAY for number in range(7)]


def _ordinary_week(day: date, odd: set[date]) -> list[date]:
    """Give the first whole week ahead in which nothing is out of order, if there is one within a year."""
    weeks = ([one + 7 * week * _ONE_DAY for one in _next_week(day)] for week in range(YEAR // 7))
    return next((week for week in weeks if odd.isdisjoint(week)), [])


def _in_seasons(schedules: Iterable[Schedule], day: date) -> Iterator[date]:
    """Give the dates of a year on which some season changes the hours."""
    seasons = {(one.first, one.last) for schedule in schedules for one in schedule.seasons}
    dates = (day + number * _ONE_DAY for number in range(1, YEAR))
    yield from (one for one in dates if any(in_season(*season, one) for season in seasons))


def _turning(day: date, turns: Turns) -> Iterator[date]:
    """Give a week on both sides of each turn, and a whole month where promises depend on its days."""
    dates = {*turns.dates, *chain.from_iterable(_turns_of(season, day) for season in turns.seasons)}
    for turn in dates:
        if day - _WEEK <= turn <= day + YEAR * _ONE_DAY:
            yield from (turn + number * _ONE_DAY for number in range(-7, 7))
    if turns.in_the_month:
        first = (day.replace(day=1) + 31 * _ONE_DAY).replace(day=1)
        yield from (first + number * _ONE_DAY for number in range(monthrange(first.year, first.month)[1]))


@lru_cache(maxsize=1024)
def _turns_of(season: tuple[str, str], day: date) -> tuple[date, ...]:
    """Give the first days in and behind a season in the coming year."""
    dates = [day + number * _ONE_DAY for number in range(1, YEAR)]
    within = [in_season(*season, one) for one in dates]
    return tuple(one for one, before, now in zip(dates[1:], within, within[1:], strict=False) if before != now)


def _around(days: Iterable[date]) -> Iterator[date]:
    for day in days:
        yield from (day + number * _ONE_DAY for number in range(-_BEFORE, _AFTER + 1))


@lru_cache(maxsize=512)
def _odd_days(schedule: Schedule, day: date) -> tuple[date, ...]:
    """Give the dates of a year whose hours are not those of a week before, and those with a reason of their own."""
    dates = [day + number * _ONE_DAY for number in range(1, YEAR)]
    return tuple(
        one
        for one in dates
        if schedule.exception(one) is not None or schedule.pattern(one) != schedule.pattern(one - _WEEK)
    )
