"""Ordinary weeks: without holidays, closures and changes of clocks, in which tests of promises are worked out."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.model.promises import METRICS
from charter.worktime.schedule import in_season
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from charter.compute import Clocks
    from charter.worktime.schedule import Schedule

_ONE_DAY = timedelta(days=1)
_WEEK = 7
_WEEKS = 60
_YEAR = timedelta(days=365)
_RUNS = (3, 2, 1)
"""How many ordinary weeks on end are looked for: most promises end within three, and fewer are better than none."""

Season = tuple[str, str]
"""The first and the last day of a season."""


def weeks_of_test(clocks: Clocks, request: str, day: date) -> tuple[date, ...]:
    """Give the Mondays of the weeks in which a test of a request class is worked out.

    One is enough, unless a promise depends on the day of the month: then what holds in the first week after a day need
    not hold in the next one.
    """
    charter = clocks.charter
    rows = charter.commitments.get(request, ())
    promises = [promise for row in rows for metric in METRICS for promise in getattr(row, metric)]
    idents = {charter.usual_calendar, *(one.calendar for one in (*rows, *promises) if one.calendar)}
    named = {row.season for row in rows}
    seasons = tuple((one.starts, one.ends) for ident, one in charter.seasons.items() if ident in named)
    found = ordinary_weeks(tuple(clocks.schedules[ident] for ident in sorted(idents)), seasons, day)
    if not any(row.arrives_by for row in rows):
        return found[:1]
    return tuple(monday for monday in found if monday <= day + _YEAR)  # later ones see too little of what comes after


@lru_cache(maxsize=1024)
def ordinary_weeks(schedules: tuple[Schedule, ...], seasons: tuple[Season, ...], day: date) -> tuple[date, ...]:
    """Give the Mondays of the weeks after a day that are ordinary, and so are the next ones, in all these hours.

    Seasons are not ordinary, unless the whole year is one.
    """
    first = day + ((-day.weekday() - 1) % _WEEK + 1) * _ONE_DAY
    mondays = [first + number * _WEEK * _ONE_DAY for number in range(_WEEKS)]
    own = tuple((season.first, season.last) for one in schedules for season in one.seasons)
    for avoided in ((*seasons, *own), ()):
        ordinary = [_is_ordinary(schedules, avoided, monday) for monday in mondays]
        for run in _RUNS:
            found = tuple(
                monday for number, monday in enumerate(mondays) if _has_run(ordinary[number : number + run], run)
            )
            if found:
                return found
    return ()


def _has_run(ordinary: list[bool], run: int) -> bool:
    return len(ordinary) == run and all(ordinary)


def _is_ordinary(schedules: tuple[Schedule, ...], seasons: tuple[Season, ...], monday: date) -> bool:
    days = [monday + number * _ONE_DAY for number in range(_WEEK)]
    if any(in_season(first, last, day) for first, last in seasons for day in days):
        return False
    return all(_is_whole(one.zone, monday) and not any(map(one.exception, days)) for one in schedules)


def _is_whole(zone: str, monday: date) -> bool:
    """Whether no clock changes in a week."""
    start, end = (instant(day, 0, zone_of(zone)) for day in (monday, monday + _WEEK * _ONE_DAY))
    return end - start == _WEEK * 24 * 60 * 60
