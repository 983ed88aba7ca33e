"""Worked examples of promises, at instants where intuition fails: Friday afternoon, before a holiday, after hours."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.compute.asking import Answer, Sent, answer, holds
from charter.model.promises import METRICS
from charter.worktime.timeline import BeyondHorizon
from charter.worktime.zones import instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.compute.timelines import Clocks
    from charter.model.promises import Promise, Row
    from charter.worktime.timeline import BusinessDay, Timeline

_ONE_DAY = timedelta(days=1)
_HALF_HOUR = 30 * 60
_EVENING = 20 * 60
_SATURDAY = 5
_YEAR = 365


class Moment(StrEnum):
    """What is special about the instant of an example."""

    LAST_DAY = "last day of the week"
    EVE = "eve of a closed day"
    AFTER_HOURS = "after hours"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Example:
    """A promise worked out for one instant: why this one, and by the name of what closed day it lies before, if any."""

    moment: Moment
    at: int
    answer: Answer
    name: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One promise of a request class."""

    request: str
    metric: str
    promise: Promise


Examples = Mapping[tuple[str, int, str, int], tuple[Example, ...]]
"""Examples by request class, number of the row, metric and number of the promise; none where there is no date."""


def all_examples(clocks: Clocks, day: date) -> Examples:
    """Work out every promise of a charter at the special instants that lie ahead."""
    return {
        (request, number, metric, index): tuple(_examples(clocks, day, row, Case(request, metric, promise)))
        for request, rows in clocks.charter.commitments.items()
        for number, row in enumerate(rows)
        for metric in METRICS
        for index, promise in enumerate(getattr(row, metric))
    }


def _examples(clocks: Clocks, day: date, row: Row, case: Case) -> Iterator[Example]:
    rows = clocks.charter.commitments[case.request]
    hours = clocks.of(case.promise.calendar or row.calendar or clocks.charter.usual_calendar)
    for moment, at, name in moments(day, hours):
        sent = Sent(at, case.request, row.channel or "", row.severity or "", row.language or "")
        with suppress(BeyondHorizon):
            first = next(
                (one for one in rows if holds(clocks, one, rows, sent) and (one is row or not one.only_if)), None
            )
            if first is row:
                found = answer(clocks, row, case.metric, case.promise, at)
                if found.due:
                    yield Example(moment, at, found, name)


@lru_cache(maxsize=1024)
def moments(day: date, hours: Timeline) -> tuple[tuple[Moment, int, str], ...]:
    """Give the special instants after a day, the one first that surprises most people.

    Half an hour before the last closing of the coming week, the same before the next holiday or closure, an evening,
    and Saturday noon.
    """
    return tuple(_moments(day, hours))


def _moments(day: date, hours: Timeline) -> Iterator[tuple[Moment, int, str]]:
    days = hours.days_between(day + _ONE_DAY, day + 2 * 7 * _ONE_DAY)
    last = next((one for one, after in itertools.pairwise(days) if (after.day - one.day).days > 1
                 and not _exception_between(one.day, after.day, hours)), None)  # fmt: skip
    if last:
        yield Moment.LAST_DAY, last.closes - _HALF_HOUR, ""
    if eve := _eve(day, hours):
        yield Moment.EVE, eve[0].closes - _HALF_HOUR, eve[1]
    if days and days[0].closes < instant(days[0].day, _EVENING, hours.zone):
        yield Moment.AFTER_HOURS, instant(days[0].day, _EVENING, hours.zone), ""
    saturday = day + ((_SATURDAY - day.weekday() - 1) % 7 + 1) * _ONE_DAY
    yield Moment.WEEKEND, instant(saturday, 12 * 60, hours.zone), ""


def _exception_between(before: date, after: date, hours: Timeline) -> bool:
    return any(_closed_by_name(before + number * _ONE_DAY, hours) for number in range(1, (after - before).days))


def _closed_by_name(day: date, hours: Timeline) -> str:
    found = hours.schedule.exception(day)
    return found[0] or "?" if found and not found[1] and hours.schedule.pattern(day) else ""


def _eve(day: date, hours: Timeline) -> tuple[BusinessDay, str] | None:
    """Give the last business day before the next date that is closed although it usually is not, and its name."""
    for number in range(1, _YEAR):
        name = _closed_by_name(day + number * _ONE_DAY, hours)
        if name:
            before = hours.day_before(day + number * _ONE_DAY, 1)
            if before.day > day:
                return before, name
    return None
