"""Which of two single values is more: lengths, prices, percents; and times, by the instants that come of them.

Everything answers with a number below, at or above zero, or None where the two cannot be compared.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from charter.compute.timelines import BEHIND
from charter.diff.instants import instants
from charter.model.terms import Price
from charter.worktime import Duration, Interval, Length, Notice, Percentiles, RelativeDay, Unit
from charter.worktime.due import due, latest_before
from charter.worktime.timeline import BeyondHorizon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from charter.compute.timelines import Clocks
    from charter.worktime import Target

_Time = TypeVar("_Time")

_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 24 * 60, Unit.WEEK: 7 * 24 * 60, Unit.MONTH: 30 * 24 * 60}
"""Of a length without a clock; a month is longer than four weeks and shorter than five."""
_COUNTED = (Duration, RelativeDay, Interval, Percentiles)


def more(one: object, other: object, clocks: Iterable[Clocks]) -> int | None:
    """Whether one value is more than another (above zero), as much, or less; None where that cannot be said.

    Times are compared in the usual hours of all these clocks.
    """
    match one, other:
        case Price(), Price():
            is_alike = (one.currency, one.per) == (other.currency, other.per)
            return _sign(one.amount, other.amount) if is_alike else None
        case Length(), Length():
            return _sign(_length(one), _length(other))
        case Notice(), Notice():
            return _longer(one, other, clocks, _notice)
        case (bool(), bool()) | (int(), int()) | (Decimal(), Decimal()) | (date(), date()):
            return _sign(one, other)
    if isinstance(one, _COUNTED) and isinstance(other, _COUNTED):
        return _longer(one, other, clocks, _target)
    return None


def as_wait(value: object) -> object:
    """Give a notice as the time that passes from an instant on; anything else as it is."""
    return Duration(value.amount, value.by) if isinstance(value, Notice) else value


def _sign(one: Any, other: Any) -> int:  # noqa: ANN401  numbers or dates
    return int(one > other) - int(one < other)


def _length(length: Length) -> int:
    return length.count * _MINUTES[length.unit]


def _longer(
    one: _Time, other: _Time, each: Iterable[Clocks], measure: Callable[[_Time, int, Clocks], int]
) -> int | None:
    """Compare two times: one is longer if it never is shorter. Those that nobody can work out are compared by count."""
    signs = {sign for clocks in each for sign in _signs(one, other, clocks, measure)}
    if not signs:
        return _by_count(one, other)
    signs.discard(0)
    return None if len(signs) > 1 else sum(signs)


def _signs(one: _Time, other: _Time, clocks: Clocks, measure: Callable[[_Time, int, Clocks], int]) -> set[int]:
    """Give how two times compare at the instants of a year: those of ordinary weeks, or else those out of order."""
    found = instants([clocks.of(clocks.charter.usual_calendar).schedule], clocks.first + BEHIND)
    usually = set(_compared(one, other, clocks, measure, found.ordinary))
    return usually if usually - {0} else usually | set(_compared(one, other, clocks, measure, found.odd))


def _compared(
    one: _Time, other: _Time, clocks: Clocks, measure: Callable[[_Time, int, Clocks], int], each: Iterable[int]
) -> Iterator[int]:
    for at in each:
        try:
            yield _sign(measure(one, at, clocks), measure(other, at, clocks))
        except BeyondHorizon:
            continue


def _by_count(one: Any, other: Any) -> int | None:  # noqa: ANN401  any two times
    """Compare two amounts of one unit on one clock, which are too long to be worked out."""
    if not (hasattr(one, "amount") and hasattr(other, "amount")):
        return None
    mine, theirs = one.amount, other.amount
    return _sign(mine.high, theirs.high) if (mine.unit, mine.clock) == (theirs.unit, theirs.clock) else None


def _notice(notice: Notice, at: int, clocks: Clocks) -> int:
    return at - latest_before(notice, at, clocks.of(clocks.charter.usual_calendar))


def _target(target: Target, at: int, clocks: Clocks) -> int:
    return due(target, at, clocks.of(clocks.charter.usual_calendar))[-1].latest - at
