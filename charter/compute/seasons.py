"""The dates of a part of the year: this year's, or the next one's once it is over."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charter.model.calendars import Peak, Season

_YEARLY = len("06-01")


def coming(season: Season | Peak, day: date) -> tuple[date, date]:
    """Give the first and the last day of a season that is not over, the nearest one; it may have begun."""
    if len(season.starts) > _YEARLY:
        return date.fromisoformat(season.starts), date.fromisoformat(season.ends)
    over_new_year = season.ends < season.starts
    found = ((_first(season.starts, year), _last(season.ends, year + over_new_year)) for year in _years(day))
    return next((first, last) for first, last in found if last >= day)


def _years(day: date) -> range:
    """Give the years in which the nearest one can begin."""
    return range(day.year - 1, day.year + 2)


def _first(month_day: str, year: int) -> date:
    """Give a first day in a year; where there is no 29 February, it is the day after."""
    return date.fromisoformat(f"{year}-{'03-01' if _is_missing(month_day, year) else month_day}")


def _last(month_day: str, year: int) -> date:
    """Give a last day in a year; where there is no 29 February, it is the day before."""
    return date.fromisoformat(f"{year}-{'02-28' if _is_missing(month_day, year) else month_day}")


def _is_missing(month_day: str, year: int) -> bool:
    return month_day == "02-29" and not isleap(year)
