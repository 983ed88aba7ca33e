"""Rows of the commitments against each other: those that nobody reaches, times for which there is none, empty ones."""

from __future__ import annotations

from calendar import day_name
from typing import TYPE_CHECKING

from charter.check.gaps import is_read
from charter.check.rule import Found, Subject, rule
from charter.compute.asking import named_days_off, windows_of
from charter.compute.timelines import schedules
from charter.model.promises import METRICS
from charter.problem import Severity
from charter.worktime import TimeOfDay
from charter.worktime.time_of_day import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.promises import Row

Stretch = tuple[int, int]
"""Minutes of the week, Monday midnight being 0: from one up to, not at, another."""
_CONDITIONS = ("channel", "severity", "language", "season", "arrives_by")
_WEEK = 7 * DAY


@rule("empty-row", Severity.WARNING)
def empty_row(subject: Subject) -> Iterator[Found]:
    """A row of the commitments promises something.

    A row that says when it holds, and nothing else, takes the place of the rows below it: whoever writes then has no
    promise at all.

    Bad: `- {arrives: before 14:00}`. Good: `- {arrives: before 14:00, first_reply: same business day}`.
    """
    for request, rows in subject.charter.commitments.items():
        for number, row in enumerate(rows):
            path = ("commitments", request, number)
            if not any(getattr(row, metric) for metric in METRICS) and is_read(subject, ("commitments", request)):
                message = f"This row of `{request}` promises nothing, and hides the rows below it."
                yield Found(
                    path, message, "Write what is promised, such as `first_reply: 1 business day`, or delete it."
                )


@rule("unreachable-row", Severity.WARNING)
def unreachable_row(subject: Subject) -> Iterator[Found]:
    """Each row of the commitments holds for some message.

    The first row that fits is the one that counts. A row for everything, above one for a special case, leaves that one
    without use, and the client who reads it counts on what never holds.

    Bad: `- {first_reply: 1 business day}` above `- {channel: phone, first_reply: 1 business hour}`.
    Good: the two the other way round.
    """
    for request, rows in subject.charter.commitments.items():
        for number, row in enumerate(rows if is_read(subject, ("commitments", request)) else ()):
            above = [one for one in rows[:number] if not one.only_if and _is_wider(one, row)]
            if above and _left(_stretches(row), [part for one in above for part in _stretches(one)]) is None:
                message = "No message reaches this row: the rows above it hold for all that it holds for."
                yield Found(("commitments", request, number), message, "Move it up, or delete it.")


def _is_wider(one: Row, other: Row) -> bool:
    """Whether a row asks for nothing that another does not ask for, times of arrival aside."""
    return all(getattr(one, name) in {None, getattr(other, name)} for name in _CONDITIONS)


@rule("arrival-gap", Severity.WARNING)
def arrival_gap(subject: Subject) -> Iterator[Found]:
    """Rows by time of arrival leave no time out.

    Who writes at a time that no row names has no promise, although the table looks as if there were one for every time.

    Bad: `- {arrives: before 12:00, ...}` and `- {arrives: from 14:00, ...}`.
    Good: the second one without `arrives:`, so that it holds at any other time.
    """
    charter = subject.charter
    own = None
    for request, rows in charter.commitments.items():
        plain = list(filter(is_plain, rows))
        if not plain or any(row.arrives is None for row in plain) or not is_read(subject, ("commitments", request)):
            continue
        own = own or schedules(charter)
        schedule = own[plain[0].calendar or charter.usual_calendar]
        counted = {day for day in range(7) if schedule.week[day]} | named_days_off(rows, schedule)
        week = [(day * DAY, day * DAY + DAY) for day in sorted(counted)]
        if (gap := _left(week, [part for row in plain for part in _stretches(row)])) is not None:
            message = f"Nothing is promised for `{request}` when it arrives on {day_name[gap // DAY]} at {TimeOfDay(gap % DAY)}."
            yield Found(
                ("commitments", request),
                message,
                "Take `arrives:` out of the last row, so that it holds at any other time.",
            )


def is_plain(row: Row) -> bool:
    """Whether a row asks for nothing but a time of arrival."""
    return not row.only_if and not any(getattr(row, name) for name in _CONDITIONS)


def _stretches(row: Row) -> list[Stretch]:
    if row.arrives is None:
        return [(0, _WEEK)]
    return [
        (day * DAY + window.start.minutes, day * DAY + window.end.minutes)
        for window in windows_of((row,))
        for day in window.days
    ]


def _left(wanted: list[Stretch], covered: list[Stretch]) -> int | None:
    """Give the first minute of some stretches that no other stretch covers, or None."""
    for start, end in sorted(wanted):
        at = start
        for begins, ends in sorted(covered):
            if begins <= at:
                at = max(at, ends)
        if at < end:
            return at
    return None
