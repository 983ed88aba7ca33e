"""Which of two targets is later, where that is plain: same form, same unit, same clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.model.promises import METRICS
from charter.worktime import Duration, Interval, RelativeDay, TimeOfDay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.problem import KeyPath
    from charter.worktime import Amount, Target


def is_later(one: Target, other: Target) -> bool:
    """Whether one target is plainly later than another; false where they cannot be compared."""
    if isinstance(one, Interval) and isinstance(other, Interval):
        return is_longer(one.amount, other.amount)
    if isinstance(one, Duration) and isinstance(other, Duration) and _same_tail(one, other):
        return is_longer(one.amount, other.amount) or (one.amount == other.amount and _later_by(one, other))
    if isinstance(one, RelativeDay) and isinstance(other, RelativeDay) and _same_tail(one, other):
        return one.days > other.days or (one.days == other.days and _later_by(one, other))
    return False


def is_longer(one: Amount, other: Amount) -> bool:
    """Whether an amount of time is longer than another of the same unit and clock."""
    return (one.unit, one.clock) == (other.unit, other.clock) and one.high > other.high


def _same_tail(one: Duration | RelativeDay, other: Duration | RelativeDay) -> bool:
    return (one.cut_off, one.or_as_agreed) == (other.cut_off, other.or_as_agreed)


def _later_by(one: Duration | RelativeDay, other: Duration | RelativeDay) -> bool:
    both = isinstance(one.by, TimeOfDay) and isinstance(other.by, TimeOfDay)
    return both and one.by > other.by  # type: ignore[operator]  # both are clock times


def all_promises(charter: Charter) -> Iterator[tuple[KeyPath, Row, Promise]]:
    """Walk through all promises of a charter, with their paths and rows."""
    for request, rows in charter.commitments.items():
        for number, row in enumerate(rows):
            for metric in METRICS:
                for index, promise in enumerate(getattr(row, metric)):
                    yield ("commitments", request, number, metric, index), row, promise


def calendar_of(charter: Charter, row: Row, promise: Promise) -> str:
    """Give the calendar that a promise is counted in."""
    return promise.calendar or row.calendar or charter.usual_calendar
