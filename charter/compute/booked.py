"""Appointments with their dates: by when a call can be cancelled or moved, and when the next meeting or report comes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from charter.worktime import BusinessDays, Unit
from charter.worktime.due import latest_before
from charter.worktime.month_days import next_day
from charter.worktime.timeline import BeyondHorizon
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from charter.compute.timelines import Clocks
    from charter.model.appointments import Move
    from charter.model.work import Meeting, Report
    from charter.worktime import MonthDay
    from charter.worktime.timeline import Timeline

_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_TUESDAY = 1
_TEN = 10 * 60
_WEEKS = 8


@dataclass(frozen=True, slots=True)
class Call:
    """An appointment ahead: when it begins, and the last instants to cancel it and to move it.

    `what` is empty for an example. There is no instant where nothing is said about it.
    """

    what: str
    at: int
    cancel: int | None
    move: int | None


def booked_calls(clocks: Clocks, day: date) -> tuple[Call, ...]:
    """Give the client's appointments that are not over, in order."""
    found = [
        _call(clocks, one.what, on_agencys_clock(one.at, clocks))
        for one in clocks.charter.client.booked
        if one.at.date() >= day and not one.withdrawn
    ]
    return tuple(sorted(found, key=lambda call: (call.at, call.what)))


def example_call(clocks: Clocks, day: date) -> Call | None:
    """Work out when to cancel or move a call at 10 on the second Tuesday ahead, or on a later one if that is closed."""
    rules = clocks.charter.appointments
    if not (rules.cancel or rules.reschedule):
        return None
    hours = clocks.of(clocks.charter.usual_calendar)
    at = next((at for at in _tuesdays(day, hours) if hours.is_open(at)), None)
    call = None if at is None else _call(clocks, "", at)
    return call if call and (call.cancel or call.move) else None


def _tuesdays(day: date, hours: Timeline) -> Iterator[int]:
    first = day + ((_TUESDAY - day.weekday() - 1) % 7 + 1) * _ONE_DAY
    for number in range(1, _WEEKS):
        yield instant(first + number * _WEEK, _TEN, hours.zone)


def _call(clocks: Clocks, what: str, at: int) -> Call:
    rules = clocks.charter.appointments
    return Call(what, at, _last(rules.cancel, at, clocks), _last(rules.reschedule, at, clocks))


def _last(move: Move | None, at: int, clocks: Clocks) -> int | None:
    if move:
        with suppress(BeyondHorizon):
            return latest_before(move.notice, at, clocks.of(clocks.charter.usual_calendar))
    return None


def on_agencys_clock(moment: datetime, clocks: Clocks) -> int:
    """Give the instant of a moment that stands in the files, where all are by the clock of the agency."""
    return instant(moment.date(), moment.hour * 60 + moment.minute, zone_of(clocks.charter.agency.timezone))


def next_dates(those: tuple[Meeting, ...] | tuple[Report, ...], clocks: Clocks, day: date) -> tuple[date | None, ...]:
    """Give the next date of each meeting or report; None where none follows from what is said.

    What comes every three months could be in any of them; one of several days is not known; nothing is on a day off.
    """
    return tuple(_next(one, clocks, day) for one in those)


def rhythm_of(one: Meeting | Report) -> MonthDay | None:
    """Give the day of the month of what comes every month, or None where several dates are possible."""
    monthly = one.every is None or (one.every.count, one.every.unit) == (1, Unit.MONTH)
    if not monthly or (isinstance(one.on, BusinessDays) and one.on.first != one.on.last):
        return None
    return one.on


def _next(one: Meeting | Report, clocks: Clocks, day: date) -> date | None:
    rule = rhythm_of(one)
    if rule is None:
        return None
    hours = clocks.of(clocks.charter.usual_calendar)
    with suppress(BeyondHorizon):
        found = next_day(rule, day, hours)
        return found if hours.business_day(found) else None
    return None
