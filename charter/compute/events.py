"""Everything of a charter that has a date ahead: what a client's calendar states."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from charter.compute.booked import on_agencys_clock, rhythm_of
from charter.compute.closures import HORIZON
from charter.model.charter import State
from charter.worktime.due import latest_before
from charter.worktime.month_days import days_in_month
from charter.worktime.timeline import BeyondHorizon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from charter.compute.closures import Dated
    from charter.compute.timelines import Clocks
    from charter.model.calendars import Closure
    from charter.model.work import Meeting, Report, Step
    from charter.worktime import Notice

_MONTHS = 12


class Kind(StrEnum):
    """What happens on a date."""

    CLOSURE = "closure"
    HOLIDAY = "holiday"
    LAST_REQUESTS = "last requests"
    CALL = "call"
    CANCEL_BY = "cancel by"
    MOVE_BY = "move by"
    MEETING = "meeting"
    REPORT = "report"
    STEP = "step"
    DELIVERABLE = "deliverable"
    GOAL = "goal"
    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a date: whole days, from `first` to `last`, or an instant `at`.

    `key` tells events of one kind apart, as long as they are what they are: it holds no position and no clock time.
    `name` is what it is about, in the client's language. What is `withdrawn` was announced and does not take place.
    """

    kind: Kind
    key: str
    name: str
    first: date
    last: date
    at: int | None = None
    closure: Closure | None = None
    who: str = ""
    """Whose step it is: we, you or both."""
    withdrawn: bool = False


def events(clocks: Clocks, closures: tuple[Dated, ...], day: date) -> tuple[Event, ...]:
    """Give what lies ahead of a day, in order. A former client keeps the days off, and nothing of the work."""
    parts = [_days_off(clocks, closures, day)]
    if clocks.charter.client.state != State.FORMER:
        parts += [_calls(clocks), _regular(clocks, day), _dates(clocks)]
    found = [event for part in parts for event in part if event.last >= day]
    return tuple(_apart(sorted(found, key=lambda event: (event.first, event.at or 0, event.kind, event.key))))


def _apart(found: list[Event]) -> Iterator[Event]:
    """Number those that nothing else tells apart: two closures of one name in a year."""
    seen: Counter[tuple[str, str]] = Counter()
    for event in found:
        seen[event.kind, event.key] += 1
        count = seen[event.kind, event.key]
        yield event if count == 1 else replace(event, key=f"{event.key} {count}")


def _days_off(clocks: Clocks, closures: tuple[Dated, ...], day: date) -> Iterator[Event]:
    for dated in closures:
        kind = Kind.CLOSURE if dated.closure else Kind.HOLIDAY
        key = f"{dated.name} {dated.first.year if dated.closure else dated.first}"
        yield Event(kind, key, dated.name, dated.first, dated.last, closure=dated.closure)
        if dated.last_requests:
            at = on_agencys_clock(dated.last_requests, clocks)
            last = dated.last_requests.date()
            yield Event(Kind.LAST_REQUESTS, key, dated.name, last, last, at)
    for calendar in clocks.charter.calendars.values():
        for closure in calendar.closures:
            if closure.withdrawn and closure.first <= day + HORIZON:
                key = f"{closure.name} {closure.first.year}"
                yield Event(
                    Kind.CLOSURE, key, closure.name, closure.first, closure.last, closure=closure, withdrawn=True
                )


def _calls(clocks: Clocks) -> Iterator[Event]:
    rules = clocks.charter.appointments
    for one in clocks.charter.client.booked:
        at, day = on_agencys_clock(one.at, clocks), one.at.date()
        call = Event(Kind.CALL, f"{one.what} {day}", one.what, day, day, at, withdrawn=one.withdrawn)
        yield call
        for kind, move in ((Kind.CANCEL_BY, rules.cancel), (Kind.MOVE_BY, rules.reschedule)):
            if move:
                yield from _before(call, kind, move.notice, clocks)


def _before(event: Event, kind: Kind, notice: Notice, clocks: Clocks) -> Iterator[Event]:
    """Give the last moment of a notice before an event."""
    hours = clocks.of(clocks.charter.usual_calendar)
    if event.at is None:
        return
    with suppress(BeyondHorizon):
        last = latest_before(notice, event.at, hours)
        day = hours.date_of(last)
        yield replace(event, kind=kind, first=day, last=day, at=last)


def _regular(clocks: Clocks, day: date) -> Iterator[Event]:
    for kind, those in ((Kind.MEETING, clocks.charter.meetings), (Kind.REPORT, clocks.charter.reports)):
        for one in those:
            for date_ in _dates_of(one, clocks, day):
                yield Event(kind, f"{one.name} {date_:%Y-%m}", one.name, date_, date_)


def _dates_of(one: Meeting | Report, clocks: Clocks, day: date) -> Iterator[date]:
    """Give the dates of the coming year; none where they do not follow from what is said, nor on a day off."""
    rule = rhythm_of(one)
    if rule is None:
        return
    hours = clocks.of(clocks.charter.usual_calendar)
    start = day.year * _MONTHS + day.month - 1
    with suppress(BeyondHorizon):
        for number in range(start, start + _MONTHS + 1):
            for date_ in days_in_month(rule, number // _MONTHS, number % _MONTHS + 1, hours):
                if day <= date_ <= day + HORIZON and hours.business_day(date_):
                    yield date_


def _dates(clocks: Clocks) -> Iterator[Event]:
    charter = clocks.charter
    for step in (*charter.first_steps, *charter.client.milestones):
        yield from _step(step)
    for deliverable in charter.deliverables:
        if deliverable.by:
            yield Event(Kind.DELIVERABLE, deliverable.what, deliverable.what, deliverable.by, deliverable.by)
    for goal in charter.client.goals:
        if goal.by:
            yield Event(Kind.GOAL, goal.goal, goal.goal, goal.by, goal.by)
    if charter.client.since:
        yield Event(Kind.BEGINS, "", "", charter.client.since, charter.client.since)
    if charter.client.until:
        yield Event(Kind.ENDS, "", "", charter.client.until, charter.client.until)


def _step(step: Step) -> Iterator[Event]:
    if step.by:
        yield Event(Kind.STEP, step.what, step.what, step.by, step.by, who=step.who.value)
