"""Calendars that nobody counts in, and closures that close nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from charter.check.comparing import all_promises
from charter.check.rule import Found, Subject, Whole, project_rule, rule
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.calendars import Calendar, Closure
    from charter.model.charter import Charter

_WEEK = 7


@project_rule("unused-calendar", Severity.WARNING)
def unused_calendar(whole: Whole) -> Iterator[Found]:
    """A calendar is the usual one, or something names it.

    Hours that nothing is counted in reach no client; often a promise was meant to name them.

    Bad: `calendars: {office: ..., weekend: ...}`, and nothing with `calendar: weekend`.
    Good: `{calendar: weekend, first_reply: 4 business hours}`, or the calendar deleted.
    """
    if not whole.is_known:
        return
    used = {ident for charter in whole.charters for ident in _named(charter)}
    for decoded in (*whole.plans.values(), *whole.clients.values()):
        table = decoded.tree.child("calendars")
        for ident, node in table.group.items() if table else ():
            if ident not in used:
                message = f"Nothing is counted in `{ident}`, so no client sees these hours."
                yield Found(node.anchor, message, f"Write `calendar: {ident}` where it counts, or delete it.")


def _named(charter: Charter) -> Iterator[str]:
    """Give the calendars that something names."""
    yield charter.usual_calendar
    for _, row, promise in all_promises(charter):
        yield from filter(None, (row.calendar, promise.calendar))
    yield from filter(None, (calendar.outside for calendar in charter.calendars.values()))
    yield from filter(None, (channel.calendar for channel in charter.channels.values()))
    yield from filter(None, (department.calendar for department in charter.departments.values()))
    yield from filter(None, (spoken.calendar for spoken in charter.spoken.values()))
    yield from filter(None, (band.outside for band in (charter.rate.bands if charter.rate else ())))


@rule("dead-closure", Severity.WARNING)
def dead_closure(subject: Subject) -> Iterator[Found]:
    """A closure closes something.

    One that covers only days without opening hours changes nothing, so mostly its date or year is wrong, and the day
    that was meant is shown as open.

    Bad: `{name: Team day, on: 2026-12-05}`, a Saturday, with hours from Monday to Friday. Good: `on: 2026-12-04`.
    """
    for ident, calendar in subject.charter.calendars.items():
        for number, closure in enumerate(calendar.closures):
            if not closure.hours and _is_dead(calendar, closure):
                key = "on" if closure.on else "from"
                message = f"You are closed {_days(closure)} anyway, so this changes nothing."
                yield Found(("calendars", ident, "closures", number, key), message, "Correct the date, or delete the closure.")  # fmt: skip


def _is_dead(calendar: Calendar, closure: Closure) -> bool:
    usual = [calendar.hours, *(region.hours for region in calendar.regions.values())]
    weeks = [*usual, *(week.having(season.hours) for week in usual for season in calendar.seasons)]
    open_days = {day for week in weeks for day in range(_WEEK) if week[day]}
    # A night's opening hours end on the next day, which is then not closed either.
    open_days |= {(day + 1) % _WEEK for week in weeks for day in range(_WEEK) if any(span.past_midnight for span in week[day])}  # fmt: skip
    count = min((closure.last - closure.first).days + 1, _WEEK)
    return open_days.isdisjoint((closure.first + timedelta(days=step)).weekday() for step in range(count))


def _days(closure: Closure) -> str:
    return "that day" if closure.first == closure.last else "on all these days"
