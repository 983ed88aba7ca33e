"""Which of two notices is longer, where that is plain: whenever the appointment is, its end is never later.

As with targets, a comparison holds for all appointments, and where none is certain no notice is longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.check.comparing import DAY, HOUR, Scale, measure
from charter.check.opening import Opening, early, late, open_after
from charter.worktime import Edge, TimeOfDay, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.worktime import By, Length, Notice

_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: HOUR, Unit.DAY: DAY, Unit.WEEK: 7 * DAY}


@dataclass(frozen=True, slots=True)
class _Before:
    """A notice as so much of a scale, in the opening hours it is counted in."""

    scale: Scale
    count: int
    by: By
    opening: Opening


def is_longer_notice(one: Notice, other: Notice, opening: Opening) -> bool:
    """Whether a notice is plainly longer than another in the same opening hours."""
    longer, shorter = _before(one, opening), _before(other, opening)
    compare = _COMPARISONS.get((longer.scale, shorter.scale))
    return compare is not None and compare(longer, shorter)


def is_beyond(notice: Notice, length: Length, opening: Opening) -> bool:
    """Whether a notice is plainly longer than a plain length of time, such as how far ahead one can book."""
    before = _before(notice, opening)
    if length.unit == notice.amount.unit and notice.amount.high > length.count:
        return True  # so many business days, or hours, are at least as many days, or hours
    if length.unit not in _MINUTES:
        return False
    minutes = length.count * _MINUTES[length.unit]
    if before.scale is Scale.BUSINESS_DAYS:
        at_most = length.count * opening.per_week if length.unit is Unit.WEEK else 0
        return before.count > (at_most or -(-minutes // DAY))
    if before.scale is Scale.DATES:
        return before.count * DAY - HOUR > minutes
    return before.scale in {Scale.OPEN, Scale.ELAPSED} and before.count > minutes + HOUR * (minutes >= DAY)


def is_shorter(one: Length, other: Length) -> bool:
    """Whether a plain length of time is shorter than another."""
    if one.unit == other.unit:
        return one.count < other.count
    if {one.unit, other.unit} <= set(_MINUTES):
        return one.count * _MINUTES[one.unit] < other.count * _MINUTES[other.unit]
    return False


def _before(notice: Notice, opening: Opening) -> _Before:
    scale, count = measure(notice.amount, opening)
    return _Before(scale, count + notice.clear, notice.by or Edge.CLOSE, opening)  # a clear day is one day more


def _more(one: _Before, other: _Before) -> bool:
    return one.count > other.count


def _open_or_elapsed(one: _Before, other: _Before) -> bool:
    return one.count > other.count or (one.count == other.count and bool(one.opening.days))


def _more_days(one: _Before, other: _Before) -> bool:
    """More business days, or as many and an earlier hour of the day."""
    if one.count != other.count:
        return one.count > other.count
    return one.by != other.by and _is_earlier(one, other)


def _is_earlier(one: _Before, other: _Before) -> bool:
    if isinstance(one.by, TimeOfDay) and isinstance(other.by, TimeOfDay):
        return one.by < other.by
    days = one.opening.days
    return bool(days) and all(late(one.by, spans) <= early(other.by, spans) for spans in days)


def _days_or_open(one: _Before, other: _Before) -> bool:
    """Between the last business day to say so and an appointment at opening lie the days between them."""
    days = one.opening.days
    after = min((open_after(late(one.by, spans), spans) for spans in days), default=0)
    return bool(days) and (one.count - 1) * one.opening.shortest + after >= other.count


def _open_or_days(one: _Before, other: _Before) -> bool:
    """Hours that do not fit into the day of an appointment at closing and all days up to the last one to say so."""
    days = one.opening.days
    after = max((open_after(early(other.by, spans), spans) for spans in days), default=0)
    return bool(days) and one.count > other.count * one.opening.longest + after


def _days_or_elapsed(one: _Before, other: _Before) -> bool:
    """Business days before lie on another date: an appointment just after midnight is the nearest one."""
    latest = max((late(one.by, spans) for spans in one.opening.days), default=DAY)
    return one.count * DAY - latest - HOUR >= other.count


def _dates_or_elapsed(one: _Before, other: _Before) -> bool:
    return one.count * DAY - HOUR >= other.count


_COMPARISONS: dict[tuple[Scale, Scale], Callable[[_Before, _Before], bool]] = {
    (Scale.OPEN, Scale.OPEN): _more,
    (Scale.OPEN, Scale.ELAPSED): _open_or_elapsed,
    (Scale.OPEN, Scale.BUSINESS_DAYS): _open_or_days,
    (Scale.BUSINESS_DAYS, Scale.BUSINESS_DAYS): _more_days,
    (Scale.BUSINESS_DAYS, Scale.OPEN): _days_or_open,
    (Scale.BUSINESS_DAYS, Scale.ELAPSED): _days_or_elapsed,
    (Scale.ELAPSED, Scale.ELAPSED): _more,
    (Scale.UNSTATED, Scale.UNSTATED): _more,
    (Scale.DATES, Scale.DATES): _more,
    (Scale.DATES, Scale.ELAPSED): _dates_or_elapsed,
    (Scale.WEEKS, Scale.WEEKS): _more,
    (Scale.MONTHS, Scale.MONTHS): _more,
}
