"""How an answer comes about, step by step: what counted, what did not and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from charter.worktime.amounts import Clock, Unit
from charter.worktime.clocks import amounts
from charter.worktime.due import received
from charter.worktime.targets import Duration, RelativeDay
from charter.worktime.zones import instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.worktime.targets import Target
    from charter.worktime.time_of_day import TimeOfDay
    from charter.worktime.timeline import BusinessDay, Timeline

_ONE_DAY = timedelta(days=1)


class Happens(StrEnum):
    """What one step is."""

    ARRIVES = "arrives"
    WAITS = "waits"
    RECEIVED = "received"
    COUNTS = "counts"
    CLOSED = "closed"
    DAY = "day"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Working:
    """One step: from an instant to another (the same, where it is a moment).

    `days` are the dates of a closed stretch or of a business day that counts; `name` says why it is closed, where
    something says so.
    """

    happens: Happens
    start: int
    end: int
    days: tuple[date, date] | None = None
    name: str = ""


def working(target: Target, at: int, latest: int, hours: Timeline, language: str = "") -> tuple[Working, ...]:
    """Explain how a target that counts from `at` falls due at `latest`; holidays are named in the language."""
    steps = [Working(Happens.ARRIVES, at, at)]
    if _counts_elapsed(target):
        steps.append(Working(Happens.COUNTS, at, latest))
    elif _counts_days(target):
        steps += _days(target, at, latest, hours)
    else:
        steps += _stretches(at, latest, hours)
    steps.append(Working(Happens.DUE, latest, latest))
    return tuple(replace(step, name=_why(step, hours, language)) if step.name else step for step in steps)


def _counts_elapsed(target: Target) -> bool:
    return any(one.clock is not Clock.BUSINESS and one.unit in {Unit.MINUTE, Unit.HOUR} for one in amounts(target))


def _counts_days(target: Target) -> bool:
    days = any(one.unit not in {Unit.MINUTE, Unit.HOUR} for one in amounts(target))
    return days or isinstance(target, RelativeDay)


def _stretches(at: int, latest: int, hours: Timeline) -> Iterator[Working]:
    opens = hours.next_open(at)
    if opens > at:
        yield Working(Happens.WAITS, at, opens)
        yield from _closed(hours.date_of(at), hours.date_of(opens), hours)
    before = opens
    for start, end in hours.within(opens, latest) if opens < latest else ():
        yield from _closed(hours.date_of(before), hours.date_of(start), hours)
        yield Working(Happens.COUNTS, start, end)
        before = end


def _days(target: Target, at: int, latest: int, hours: Timeline) -> Iterator[Working]:
    day = received(at, _cut_off(target), hours)
    if day > hours.date_of(at):
        yield from _closed(hours.date_of(at), day, hours)
        opens = hours.business_day(day)
        start = opens.opens if opens else at
        yield Working(Happens.RECEIVED, start, start, (day, day))
    for one in _counted(day, latest, hours):
        yield from _closed(day, one.day, hours)
        yield Working(Happens.DAY, one.opens, one.closes, (one.day, one.day))
        day = one.day


def _counted(day: date, latest: int, hours: Timeline) -> list[BusinessDay]:
    """Give the business days after a date until that on which something is due, at the end of its night perhaps."""
    days = hours.days_between(day, hours.date_of(latest - 1))
    if len(days) > 1 and days[-2].closes == latest:
        days.pop()
    return [one for one in days if one.day > day]


def _cut_off(target: Target) -> TimeOfDay | None:
    return target.cut_off if isinstance(target, Duration | RelativeDay) else None


def _closed(before: date, after: date, hours: Timeline) -> Iterator[Working]:
    """Give the closed dates from one date until another, those of one name together."""
    between = [before + number * _ONE_DAY for number in range((after - before).days)]
    named = [(day, hours.schedule.why_closed(day)) for day in between if _is_closed(day, hours)]
    for name, those in groupby(named, key=lambda one: one[1]):
        days = [day for day, _ in those]
        start, end = instant(days[0], 0, hours.zone), instant(days[-1] + _ONE_DAY, 0, hours.zone)
        yield Working(Happens.CLOSED, start, end, (days[0], days[-1]), name)


def _is_closed(day: date, hours: Timeline) -> bool:
    """Whether nothing is open on a date; the rest of a night is something, though it makes no business day."""
    start, end = instant(day, 0, hours.zone), instant(day + _ONE_DAY, 0, hours.zone)
    return not hours.business_day(day) and not hours.within(start, end)


def _why(step: Working, hours: Timeline, language: str) -> str:
    return hours.schedule.why_closed(step.days[0], language) if step.days else step.name
