"""Single dates against the hours they lie in: booked appointments, and the last moment before a closure."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.compute.timelines import clocks_of
from charter.problem import Severity
from charter.worktime.timeline import BeyondHorizon
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from charter.compute.timelines import Clocks


@rule("odd-booking", Severity.WARNING, of_day=True)
def odd_booking(subject: Subject) -> Iterator[Found]:
    """An appointment ahead is booked for a time at which you are open, and while you work for the client.

    The page tells the client to come, and nobody is there. Mostly the date is wrong by a week or a year.

    Bad: `booked: [{what: Strategy call, at: 2026-11-26 10:00}]`, on Thanksgiving. Good: `at: 2026-12-01 10:00`.
    """
    charter = subject.charter
    client = charter.client
    clocks = clocks_of(charter, subject.today)
    for number, call in enumerate(client.booked):
        day = call.at.date()
        if day < subject.today or call.withdrawn:
            continue
        why = _why_odd(call.at, clocks)
        if client.until and day > client.until:
            why = f"the work for this client ends on {client.until}"
        elif client.since and day < client.since:
            why = f"the work for this client begins on {client.since}"
        if why:
            message = f"“{call.what}” is booked for {call.at:%A, %Y-%m-%d %H:%M}, and {why}."
            yield Found(("client", "booked", number, "at"), message, "Correct the date, or take it out.")


def _why_odd(at: datetime, clocks: Clocks) -> str:
    hours = clocks.of(clocks.charter.usual_calendar)
    moment = instant(at.date(), at.hour * 60 + at.minute, zone_of(clocks.charter.agency.timezone))
    with suppress(BeyondHorizon):
        day = hours.date_of(moment)  # of the calendar, which may be in another zone
        if hours.is_open(moment):
            return ""
        if hours.business_day(day):
            return "you are closed at that hour"
        name = hours.schedule.why_closed(day)
        return f"you are closed that day{f' ({name})' if name else ''}"
    return ""


@rule("late-last-requests", Severity.WARNING)
def late_last_requests(subject: Subject) -> Iterator[Found]:
    """The last moment for requests before a closure lies before it.

    What a client sends by then is to be done before you close; within the closure nobody is there to do it.

    Bad: `{from: 2026-12-24, to: 2027-01-01, last_requests: 2026-12-28 12:00}`. Good: `last_requests: 2026-12-17 12:00`.
    """
    for ident, calendar in subject.charter.calendars.items():
        for number, closure in enumerate(calendar.closures):
            last = closure.last_requests
            opens_at = closure.hours[-1].end if closure.hours else 0
            if last and (last.date(), last.hour * 60 + last.minute) >= (closure.first, opens_at):
                message = f"“{closure.name}” begins on {closure.first}, so requests of {last:%Y-%m-%d %H:%M} cannot be done before it."
                path = ("calendars", ident, "closures", number, "last_requests")
                yield Found(path, message, "Write a moment before it begins, some business days ahead.")
