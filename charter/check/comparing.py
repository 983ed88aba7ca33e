"""Which of two targets is later, where that is plain: whenever a request arrives, it is never due earlier.

Every comparison here holds for all times of arrival, holidays and changes of the clock included; only single dates with
shorter or longer hours are left aside. Where none is certain, no target is later than the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charter.check.opening import Opening, early, late, open_before, opening_of
from charter.model.promises import METRICS
from charter.worktime import Clock, Duration, Edge, Interval, RelativeDay, TimeOfDay, Unit, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.problem import KeyPath
    from charter.worktime import Amount, By, Target

HOUR, DAY = 60, 24 * 60
"""Minutes. When the clock changes, a day may be an hour shorter."""


class Scale(StrEnum):
    """What is counted."""

    OPEN = "open minutes"
    ELAPSED = "minutes"
    UNSTATED = "minutes that do not say which"
    BUSINESS_DAYS = "business days"
    DATES = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Wait:
    """A target as so much of a scale, in the opening hours it is counted in."""

    scale: Scale
    count: int
    opening: Opening
    by: By = Edge.CLOSE
    cut_off: TimeOfDay | None = None
    or_as_agreed: bool = False


def is_later(one: Target, other: Target, opening: Opening, other_opening: Opening | None = None) -> bool:
    """Whether one target is plainly later than another; false where they cannot be compared."""
    if isinstance(one, Interval) != isinstance(other, Interval):
        return False
    late_one, early_one = wait_of(one, opening), wait_of(other, other_opening or opening)
    if late_one is None or early_one is None or late_one.or_as_agreed != early_one.or_as_agreed:
        return False
    compare = _COMPARISONS.get((late_one.scale, early_one.scale))
    return compare is not None and compare(late_one, early_one)


def wait_of(target: Target, opening: Opening) -> Wait | None:
    """Put a target on its scale; None for what has none, such as free words and percentiles."""
    if isinstance(target, Interval):
        return Wait(*measure(target.amount, opening), opening)
    if isinstance(target, RelativeDay):
        by = target.by or Edge.CLOSE
        return Wait(Scale.BUSINESS_DAYS, target.days, opening, by, target.cut_off, target.or_as_agreed)
    if isinstance(target, Duration):
        by = target.by or Edge.CLOSE
        return Wait(*measure(target.amount, opening), opening, by, target.cut_off, target.or_as_agreed)
    if target is Words.IMMEDIATELY:
        return Wait(Scale.ELAPSED if opening.never_closes else Scale.OPEN, 0, opening)
    return None


def measure(amount: Amount, opening: Opening) -> tuple[Scale, int]:
    """Give the scale of an amount and how much of it there is; where nothing closes, all minutes are open minutes."""
    if amount.unit in {Unit.MINUTE, Unit.HOUR}:
        minutes = amount.high * (HOUR if amount.unit is Unit.HOUR else 1)
        if opening.never_closes or amount.clock is Clock.ANY_DAY:
            return Scale.ELAPSED, minutes
        return Scale.OPEN if amount.clock is Clock.BUSINESS else Scale.UNSTATED, minutes
    if amount.unit is Unit.DAY:
        return Scale.BUSINESS_DAYS if amount.clock is Clock.BUSINESS else Scale.DATES, amount.high
    if amount.unit is Unit.WEEK and opening.per_week:
        return Scale.BUSINESS_DAYS, amount.high * opening.per_week
    return Scale.WEEKS if amount.unit is Unit.WEEK else Scale.MONTHS, amount.high


def _more(one: Wait, other: Wait) -> bool:
    return one.count > other.count


def _more_there(one: Wait, other: Wait) -> bool:
    """More of the same opening hours is later."""
    return one.opening == other.opening and one.count > other.count


def _open_or_elapsed(one: Wait, other: Wait) -> bool:
    """Open time is never over before as much time has passed: `1 business hour` is later than `1 hour, any day`."""
    return one.count > other.count or (one.count == other.count and bool(one.opening.days))


def _days_or_elapsed(one: Wait, other: Wait) -> bool:
    """Business days end on another date: what arrives just before midnight waits until `by` of the next at least."""
    if one.count == 0:
        return False
    at_least = min((early(one.by, spans) for spans in one.opening.days), default=0)
    return (one.count - 1) * DAY + at_least - HOUR >= other.count


def _days_or_open(one: Wait, other: Wait) -> bool:
    """What arrives after closing has all hours of its business days: `2 business days` are later than 8 hours of them."""
    if one.opening != other.opening or not one.opening.days:
        return False
    if one.count == 0:
        return other.count == 0 and one.by is Edge.CLOSE  # the same day is later than at once
    if one.count == 1 and any(early(one.by, spans) < spans[0].start for spans in one.opening.days):
        return False  # it is due before the day begins
    on_the_last = min(open_before(early(one.by, spans), spans) for spans in one.opening.days)
    return (one.count - 1) * one.opening.shortest + on_the_last >= other.count


def _open_or_days(one: Wait, other: Wait) -> bool:
    """Hours that fill the day of arrival and all days after it are later than those days."""
    days = one.opening.days
    if one.opening != other.opening or not days or other.cut_off is not None:
        return False
    if isinstance(other.by, TimeOfDay) and (
        other.count == 0 or any(late(other.by, spans) > spans[-1].end for spans in days)
    ):
        return False
    on_the_last = max(open_before(late(other.by, spans), spans) for spans in days)
    fill = other.count * one.opening.longest + on_the_last
    return one.count > fill or (one.count == fill and other.by is Edge.CLOSE)


def _later_days(one: Wait, other: Wait) -> bool:
    """More business days, or as many until a later hour; a cut-off makes it a day more for what comes after it.

    What arrives after closing is late for `same business day`, which then means the next one.
    """
    if one.opening != other.opening or (one.count, one.by, one.cut_off) == (other.count, other.by, other.cut_off):
        return False
    is_cut_off_as_early = other.cut_off is None or (one.cut_off is not None and one.cut_off <= other.cut_off)
    reach = other.count + (other.count == 0 or not is_cut_off_as_early)
    if one.count > reach:
        return True
    return (one.count == reach or (one.count == other.count and is_cut_off_as_early)) and _not_before(one, other)


def _not_before(one: Wait, other: Wait) -> bool:
    """Whether the time of day of one is never before that of the other, on the same day."""
    if one.by == other.by:
        return True
    if isinstance(one.by, TimeOfDay) and isinstance(other.by, TimeOfDay):
        return one.by > other.by
    days = one.opening.days
    return bool(days) and all(early(one.by, spans) >= late(other.by, spans) for spans in days)


def _dates_or_elapsed(one: Wait, other: Wait) -> bool:
    return one.count * DAY - HOUR >= other.count


_COMPARISONS: dict[tuple[Scale, Scale], Callable[[Wait, Wait], bool]] = {
    (Scale.OPEN, Scale.OPEN): _more_there,
    (Scale.OPEN, Scale.ELAPSED): _open_or_elapsed,
    (Scale.OPEN, Scale.BUSINESS_DAYS): _open_or_days,
    (Scale.BUSINESS_DAYS, Scale.BUSINESS_DAYS): _later_days,
    (Scale.BUSINESS_DAYS, Scale.OPEN): _days_or_open,
    (Scale.BUSINESS_DAYS, Scale.ELAPSED): _days_or_elapsed,
    (Scale.ELAPSED, Scale.ELAPSED): _more,
    (Scale.UNSTATED, Scale.UNSTATED): _more,
    (Scale.DATES, Scale.DATES): _more,
    (Scale.DATES, Scale.ELAPSED): _dates_or_elapsed,
    (Scale.WEEKS, Scale.WEEKS): _more_there,
    (Scale.MONTHS, Scale.MONTHS): _more,
}


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


def opening_for(charter: Charter, row: Row, promise: Promise) -> Opening:
    """Give the opening hours that a promise is counted in."""
    return opening_of(charter, calendar_of(charter, row, promise))
