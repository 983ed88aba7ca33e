"""Promises that can be read in two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.model.promises import METRICS
from charter.worktime import is_always_open, needs_clock, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter
    from charter.problem import KeyPath
    from charter.worktime import Target


@rule("unstated-clock")
def unstated_clock(subject: Subject) -> Iterator[Found]:
    """Hours say which hours: working hours, or any.

    “Within 24 hours” on a Friday at five means Saturday to the client and Wednesday to an agency that counts its
    opening hours. Where the calendar never closes the two are the same, and bare hours are fine.

    Bad: `first_reply: 24 hours`. Good: `first_reply: 24 hours, any day`, or `first_reply: 8 business hours`.
    """
    for path, calendar, target in _targets(subject.charter):
        if needs_clock(target) and not never_closes(subject.charter, calendar):
            business, any_day = readings(target)
            yield Found(path, f"`{target}` can be read in two ways, and the client will read it in the other one.",
                        f"Write `{business}` (only while you are open) or `{any_day}` (nights and weekends count).")  # fmt: skip


def _targets(charter: Charter) -> Iterator[tuple[KeyPath, str, Target]]:
    for request, rows in charter.commitments.items():
        for number, row in enumerate(rows):
            for metric in METRICS:
                for index, promise in enumerate(getattr(row, metric)):
                    calendar = promise.calendar or row.calendar or charter.usual_calendar
                    yield ("commitments", request, number, metric, index, "target"), calendar, promise.target


def never_closes(charter: Charter, ident: str) -> bool:
    """Whether a calendar has no closing time at all, so that all hours are open hours."""
    if ident == "24/7":
        return True
    calendar = charter.calendars.get(ident)
    if calendar is None or calendar.holidays or calendar.closures:
        return False
    weeks = [calendar.hours, *(calendar.hours.having(season.hours) for season in calendar.seasons)]
    return all(is_always_open(week) for week in weeks)


@rule("unstated-notice")
def unstated_notice(subject: Subject) -> Iterator[Found]:
    """A notice says which hours it counts.

    “Cancel 24 hours before” a Monday meeting is Sunday, or the Tuesday before, and each side picks its own.

    Bad: `cancel: 24 hours`. Good: `cancel: 1 business day`, or `cancel: 24 hours, any day`.
    """
    appointments = subject.charter.appointments
    for name, field in (
        ("book", "ahead"),
        ("cancel", "notice"),
        ("reschedule", "notice"),
        ("we_cancel", "notice"),
    ):
        part = getattr(appointments, name)
        notice = getattr(part, field) if part else None
        if notice is not None and needs_clock(notice):
            business, any_day = readings(notice)
            yield Found(("appointments", name, field), f"`{notice}` can be read in two ways, and the client will read it in the other one.",
                        f"Write `{business}` (only while you are open) or `{any_day}` (nights and weekends count).")  # fmt: skip
