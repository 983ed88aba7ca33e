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
from charter.worktime import Text, Words
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
_ESSENTIAL = ("first_reply", "finish")


class Moment(StrEnum):
    """What is special about the instant of an example."""

    IN_TIME = "in time for the row"
    LAST_DAY = "last day of the week"
    EVE = "eve of a closed day"
    AFTER_HOURS = "after hours"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Worked:
    """A row worked out for one instant: what clients ask about first, all of it counted from then."""

    moment: Moment
    at: int
    answers: tuple[Answer, ...]
    name: str = ""


WorkedRows = Mapping[tuple[str, int], tuple[Worked, ...]]
"""Worked rows by request class and number of the row; none where nothing in the row has a date."""


def worked_rows(clocks: Clocks, day: date) -> WorkedRows:
    """Work every row out for a few instants: first reply and finish, or else the first of its promises with a date."""
    return {
        (request, number): tuple(_worked(clocks, day, request, row))
        for request, rows in clocks.charter.commitments.items()
        for number, row in enumerate(rows)
    }


def _worked(clocks: Clocks, day: date, request: str, row: Row) -> Iterator[Worked]:
    promises = [(metric, promise) for metric in METRICS for promise in getattr(row, metric) if _has_date(promise)]
    essential = [(metric, promise) for metric, promise in promises if metric in _ESSENTIAL] or promises[:1]
    if not essential:
        return
    calendar = essential[0][1].calendar or row.calendar or clocks.charter.usual_calendar
    hours, begins = clocks.of(calendar), _begins(clocks, day)
    before: list[int | None] = []
    for moment, at, closed in (*_in_time(row, begins, hours), *moments(begins, hours)):
        found = tuple(_answers_at(clocks, row, essential, at)) if _is_for(clocks, request, row, at) else ()
        dues = [one.latest for one in found]
        if found and (moment is not Moment.WEEKEND or dues != before):  # what an evening says need not be said again
            name = hours.schedule.why_closed(closed, clocks.charter.language) if closed else ""
            yield Worked(moment, at, found, name)
        before = dues


def is_same_in(clocks: Clocks, request: str, number: int, one: Worked) -> bool:
    """Whether an example comes to the same by other timelines and another charter, in which the row is the same."""
    rows = clocks.charter.commitments.get(request, ())
    if number >= len(rows):
        return False
    row = rows[number]
    for was in one.answers:
        if was.promise not in getattr(row, was.metric):
            return False
        found = list(_answers_at(clocks, row, [(was.metric, was.promise)], one.at))
        if [each.due for each in found] != [was.due]:
            return False
    return _is_for(clocks, request, row, one.at)


def _has_date(promise: Promise) -> bool:
    return not isinstance(promise.target, Text) and promise.target not in {Words.AS_AGREED, Words.NOT_OFFERED}


def _is_for(clocks: Clocks, request: str, row: Row, at: int) -> bool:
    """Whether a message of an instant falls under a row, and under none that stands before it."""
    rows = clocks.charter.commitments[request]
    sent = Sent(at, request, row.channel or "", row.severity or "", row.language or "")
    with suppress(BeyondHorizon):
        return row is next(
            (one for one in rows if holds(clocks, one, rows, sent) and (one is row or not one.only_if)), None
        )
    return False


def _answers_at(clocks: Clocks, row: Row, promises: list[tuple[str, Promise]], at: int) -> Iterator[Answer]:
    for metric, promise in promises:
        with suppress(BeyondHorizon):
            found = answer(clocks, row, metric, promise, at)
            if found.due:
                yield found


def _in_time(row: Row, day: date, hours: Timeline) -> Iterator[tuple[Moment, int, date | None]]:
    """Give half an hour before the time of arrival ends for which a row holds, on the first day ahead that has one."""
    windows = row.arrives.windows if row.arrives else ()
    for one in hours.days_between(day + _ONE_DAY, day + 7 * _ONE_DAY):
        for window in windows:
            if one.day.weekday() in window.days and not window.all_day:
                yield Moment.IN_TIME, instant(one.day, window.end.minutes, hours.zone) - _HALF_HOUR, None
                return


def _begins(clocks: Clocks, day: date) -> date:
    """Give the day after which examples lie: a client whose first day is to come has no message before it."""
    since = clocks.charter.client.since
    return since - _ONE_DAY if since and day < since <= day + _YEAR // 2 * _ONE_DAY else day


@lru_cache(maxsize=1024)
def moments(day: date, hours: Timeline) -> tuple[tuple[Moment, int, date | None], ...]:
    """Give the special instants after a day, the one first that surprises most people, with the closed day ahead.

    Half an hour before the last closing of the coming week, the same before the next holiday or closure, an evening,
    and Saturday noon.
    """
    return tuple(_moments(day, hours))


def _moments(day: date, hours: Timeline) -> Iterator[tuple[Moment, int, date | None]]:
    days = hours.days_between(day + _ONE_DAY, day + 2 * 7 * _ONE_DAY)
    last = next((one for one, after in itertools.pairwise(days) if (after.day - one.day).days > 1
                 and not _exception_between(one.day, after.day, hours)), None)  # fmt: skip
    if last:
        yield Moment.LAST_DAY, last.closes - _HALF_HOUR, None
    if eve := _eve(day, hours):
        yield Moment.EVE, eve[0].closes - _HALF_HOUR, eve[1]
    if days and days[0].closes < instant(days[0].day, _EVENING, hours.zone):
        yield Moment.AFTER_HOURS, instant(days[0].day, _EVENING, hours.zone), None
    saturday = day + ((_SATURDAY - day.weekday() - 1) % 7 + 1) * _ONE_DAY
    yield Moment.WEEKEND, instant(saturday, 12 * 60, hours.zone), None


def _exception_between(before: date, after: date, hours: Timeline) -> bool:
    return any(_is_closed_by_exception(before + number * _ONE_DAY, hours) for number in range(1, (after - before).days))


def _is_closed_by_exception(day: date, hours: Timeline) -> bool:
    found = hours.schedule.exception(day)
    return found is not None and not found[1] and bool(hours.schedule.pattern(day))


def _eve(day: date, hours: Timeline) -> tuple[BusinessDay, date] | None:
    """Give the last business day before the next date that is closed although it usually is not, and that date."""
    for number in range(1, _YEAR):
        closed = day + number * _ONE_DAY
        if closed <= hours.last and _is_closed_by_exception(closed, hours):
            with suppress(BeyondHorizon):
                before = hours.day_before(closed, 1)
                if before.day > day:
                    return before, closed
    return None
