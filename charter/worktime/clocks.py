"""Hours that do not say how they are counted: with closing times, `24 hours` has two readings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charter.worktime.amounts import Clock
from charter.worktime.notice import Notice
from charter.worktime.targets import Duration, Interval, Percentiles

if TYPE_CHECKING:
    from charter.worktime.amounts import Amount
    from charter.worktime.targets import Target


def amounts(value: Target | Notice) -> tuple[Amount, ...]:
    """All amounts of time in a target or a notice; none in a relative day and in words."""
    if isinstance(value, Percentiles):
        return tuple(step.amount for step in value.steps)
    return (value.amount,) if isinstance(value, Duration | Interval | Notice) else ()


def needs_clock(value: Target | Notice) -> bool:
    """Whether it holds hours or minutes without a clock, good only where there is no closing time."""
    return any(amount.needs_clock for amount in amounts(value))


def by_clock(value: Target | Notice, clock: Clock) -> Target | Notice:
    """Count by `clock` whatever does not say how it is counted; everything else stays as it is."""
    if isinstance(value, Percentiles):
        return replace(value, steps=tuple(replace(step, amount=step.amount.by_clock(clock)) for step in value.steps))
    if isinstance(value, Duration | Interval | Notice):
        return replace(value, amount=value.amount.by_clock(clock))
    return value


def readings(value: Target | Notice) -> tuple[str, str]:
    """Write both readings of hours without a clock, ready to paste: in business time, and on any day."""
    return (str(by_clock(value, Clock.BUSINESS)), str(by_clock(value, Clock.ANY_DAY)))
