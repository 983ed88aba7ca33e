"""The dates of days that come every month: the 15th or the business day before, the third business day.

"First 4 business days" is a stretch, and its last day counts: by then it has happened.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from charter.worktime.monthly import LAST, BusinessDays, DayOfMonth, MonthDay, Roll
from charter.worktime.schedule import falls_on
from charter.worktime.timeline import BeyondHorizon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.worktime.timeline import Timeline

_ONE_DAY = timedelta(days=1)
_MONTHS = 12


def days_in_month(rule: MonthDay, year: int, month: int, hours: Timeline) -> list[date]:
    """Give the dates of a rule in a month, in order. Raises `BeyondHorizon`.

    A day that moves may leave its month: the last day, or the business day after, can be the first of the next one.
    """
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if first < hours.first or last > hours.last:
        raise BeyondHorizon(first)
    if isinstance(rule, BusinessDays):
        days = [one.day for one in hours.days_between(first, last)]
        return days[LAST:] if rule.first == LAST else days[rule.first - 1 : rule.last]
    days = [day for number in range(last.day) if falls_on(rule, day := first + number * _ONE_DAY)]
    return [_rolled(rule, day, hours) for day in days] if isinstance(rule, DayOfMonth) else days


def _rolled(rule: DayOfMonth, day: date, hours: Timeline) -> date:
    if rule.roll is None or hours.business_day(day):
        return day
    return (hours.day_before(day, 1) if rule.roll is Roll.BEFORE else hours.day_after(day, 1)).day


def next_day(rule: MonthDay, day: date, hours: Timeline) -> date:
    """Give the first date of a rule that does not lie before a day. Raises `BeyondHorizon`."""
    for year, month in _months(day):
        found = [one for one in days_in_month(rule, year, month, hours) if one >= day]
        if found:
            return found[0]
    raise BeyondHorizon(day)


def _months(day: date) -> Iterator[tuple[int, int]]:
    start = day.year * _MONTHS + day.month - 2  # the last day of a month may have moved into this one
    return ((number // _MONTHS, number % _MONTHS + 1) for number in range(start, start + 2 * _MONTHS))
