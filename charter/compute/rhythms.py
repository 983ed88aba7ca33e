"""What comes again and again, with its dates of the coming year: meetings, reports, payments, weekly maintenance."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.compute.booked import rhythm_of
from charter.compute.closures import HORIZON
from charter.compute.event import Event, Kind
from charter.model.terms import Period
from charter.worktime import Unit
from charter.worktime.due import add_months
from charter.worktime.month_days import days_in_month
from charter.worktime.timeline import BeyondHorizon
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.compute.timelines import Clocks
    from charter.model.calendars import Maintenance
    from charter.model.terms import Billing
    from charter.worktime import Length, MonthDay
    from charter.worktime.timeline import Timeline

_MONTHS = 12
_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_DAYS = {Unit.DAY: _ONE_DAY, Unit.WEEK: _WEEK}
_BACK = timedelta(days=62)
"""How old an invoice can be that is still to be paid: two months."""


@lru_cache(maxsize=2048)
def dates_of(rule: MonthDay, hours: Timeline, day: date) -> tuple[tuple[str, date], ...]:
    """Give the dates of a rule in the year from a day on, each with its month and its place in it, which stay its own."""
    start = day.year * _MONTHS + day.month - 2  # the last day of a month may have moved into this one
    return tuple(
        (f"{number // _MONTHS}-{number % _MONTHS + 1:02} {place}", date_)
        for number in range(start, start + _MONTHS + 2)
        for place, date_ in enumerate(_in_month(rule, number, hours))
        if day <= date_ <= day + HORIZON
    )


def _in_month(rule: MonthDay, number: int, hours: Timeline) -> list[date]:
    with suppress(BeyondHorizon):
        return days_in_month(rule, number // _MONTHS, number % _MONTHS + 1, hours)
    return []


def regular(clocks: Clocks, day: date) -> Iterator[Event]:
    """Give what comes again, while the work together lasts."""
    client = clocks.charter.client
    first, last = max(day, client.since or day), min(day + HORIZON, client.until or day + HORIZON)
    found = (*_met(clocks, day), *_payments(clocks, day))
    yield from (event for event in found if first <= event.first <= last)
    for one in clocks.charter.maintenance:
        yield from _maintained(one, clocks.charter.agency.timezone, first, last)


def _met(clocks: Clocks, day: date) -> Iterator[Event]:
    """Give meetings and reports; none where the dates do not follow from what is said, nor on a day off."""
    hours = clocks.of(clocks.charter.usual_calendar)
    for kind, those in ((Kind.MEETING, clocks.charter.meetings), (Kind.REPORT, clocks.charter.reports)):
        for one in those:
            rule = rhythm_of(one)
            for place, date_ in dates_of(rule, hours, day) if rule else ():
                if hours.business_day(date_):
                    yield Event(kind, f"{one.id or one.name} {place}", one.name, date_, date_, item=one)


def _payments(clocks: Clocks, day: date) -> Iterator[Event]:
    """Give the dates by which the fee is paid, where it is a monthly one; of others nobody knows when they are due."""
    billing, fee = clocks.charter.billing, clocks.charter.fee
    if billing is None or fee is None or fee.per is not Period.MONTH:
        return
    for month, date_ in _paid_by(billing, clocks.of(clocks.charter.usual_calendar), day).items():
        yield Event(Kind.PAYMENT, month, "", date_, date_, item=billing)


def _paid_by(billing: Billing, hours: Timeline, day: date) -> dict[str, date]:
    """Give the last day to pay by the month of its rule; of a stretch of days, the last one counts."""
    if billing.due_on:
        return {place[:7]: date_ for place, date_ in dates_of(billing.due_on, hours, day)}
    if billing.invoice is None or billing.due is None or billing.due.unit in {Unit.MINUTE, Unit.HOUR}:
        return {}
    ahead = (*dates_of(billing.invoice, hours, day - _BACK), *dates_of(billing.invoice, hours, day))
    invoices = {place[:7]: date_ for place, date_ in ahead}
    return {month: _after(billing.due, date_) for month, date_ in invoices.items()}


def _after(length: Length, day: date) -> date:
    if length.unit is Unit.MONTH:
        return add_months(day, length.count)
    return day + length.count * _DAYS[length.unit]


def _maintained(one: Maintenance, usual: str, first: date, last: date) -> Iterator[Event]:
    zone = one.timezone or usual
    for weekday, spans in sorted(one.hours.items()):
        begins = first + (weekday - first.weekday()) % 7 * _ONE_DAY
        for place, span in enumerate(spans if begins <= last else ()):
            yield Event(
                Kind.MAINTENANCE,
                f"{one.id or one.what} {weekday} {place}",
                one.what,
                begins,
                last,
                instant(begins, span.start, zone_of(zone)),
                instant(begins, span.end, zone_of(zone)),
                zone,
                instant(begins + (last - begins) // _WEEK * _WEEK, span.start, zone_of(zone)),
                item=one,
            )
