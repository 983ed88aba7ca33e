"""What targets and notices are made of: `4 business hours`, `24-48 hours, any day`, `2 weeks`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from charter.worktime.bad_text import write

if TYPE_CHECKING:
    import re

    from charter.worktime.bad_text import Said


class Unit(StrEnum):
    """What is counted, shortest first."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Clock(StrEnum):
    """How it is counted: in the opening time of a calendar, or all the time, weekends and holidays too."""

    BUSINESS = "business"
    ANY_DAY = "any day"


MOST = 9999
"""The largest amount of anything; more is a slip of the pen, and would leave the calendar."""
AMOUNT = (
    r"(?P<amount>(?:(?P<low>[0-9]+)(?: to |-))?(?P<high>[0-9]+) "
    r"(?P<business>business )?(?P<unit>minute|hour|day|week|month)s?(?P<any>,? any day)?)"
)
"""The form of an amount, for use inside larger forms; read the match with `read_amount`."""


@dataclass(frozen=True, slots=True)
class Amount:
    """So much time: `low` to `high` of a unit (`low` is None unless it is a range).

    `clock` is None for weeks and months, which have one meaning, and for hours and minutes that do not say
    how they are counted; those are good only on a calendar without closing times.
    """

    low: int | None
    high: int
    unit: Unit
    clock: Clock | None

    def __str__(self) -> str:
        count = str(self.high) if self.low is None else f"{self.low}-{self.high}"
        return f"{count} {self.noun}"

    @property
    def noun(self) -> str:
        """The unit with its clock in the number of the amount: `business hours`, `hour, any day`."""
        unit = f"{self.unit}{'s' * (self.high != 1)}"
        return (
            f"business {unit}" if self.clock is Clock.BUSINESS else unit + ", any day" * (self.clock is Clock.ANY_DAY)
        )

    @property
    def needs_clock(self) -> bool:
        """Whether it can be read in two ways: hours or minutes without a clock."""
        return self.clock is None and self.unit in {Unit.MINUTE, Unit.HOUR}

    @property
    def in_business_days(self) -> bool:
        """Whether it counts business days, so that a clock time on the last of them makes sense."""
        return self.unit is Unit.DAY and self.clock is Clock.BUSINESS

    def by_clock(self, clock: Clock) -> Amount:
        """Count it by `clock`, if it does not say how; otherwise leave it as it is."""
        return replace(self, clock=clock) if self.needs_clock else self


def read_amount(said: Said, found: re.Match[str]) -> Amount:
    """Make the amount that a match of `AMOUNT` names; raise `BadText` where it is ambiguous or impossible."""
    amount = _amount(found)
    for check in (_positive, _rising, _possible, _one_clock, _long_units, _plain_days):
        mends = check(amount, found)
        if mends:
            why, *texts = mends
            raise said.bad(why, write(*(_swapped(found, text) for text in texts)))
    return amount


def _amount(found: re.Match[str]) -> Amount:
    clock = Clock.BUSINESS if found["business"] else Clock.ANY_DAY if found["any"] else None
    # More digits than MOST has are too many, whatever they say, and slow to read.
    low, high = (int(digits[:9]) if digits else None for digits in (found["low"], found["high"]))
    return Amount(low, high or 0, Unit(found["unit"]), clock)


def _swapped(found: re.Match[str], amount: str) -> str:
    start, end = found.span("amount")
    return (found.string[:start] + amount + found.string[end:]).replace("every 1 ", "every ")


def _positive(amount: Amount, _: re.Match[str]) -> list[str]:
    if amount.high == 0:
        return ["is no time at all", str(replace(amount, low=None, high=1))]
    return ["begins at nothing", str(replace(amount, low=None))] if amount.low == 0 else []


def _rising(amount: Amount, _: re.Match[str]) -> list[str]:
    if amount.low is None or amount.low < amount.high:
        return []
    if amount.low == amount.high:
        return ["is not a range", str(replace(amount, low=None))]
    return ["is a range written backwards", str(replace(amount, low=amount.high, high=amount.low))]


def _possible(amount: Amount, _: re.Match[str]) -> list[str]:
    return ["is more than can be promised", str(replace(amount, low=None, high=10))] if amount.high > MOST else []


def _one_clock(amount: Amount, found: re.Match[str]) -> list[str]:
    if not (found["business"] and found["any"]):
        return []
    return ["cannot be counted both ways", str(amount), str(replace(amount, clock=Clock.ANY_DAY))]


def _long_units(amount: Amount, _: re.Match[str]) -> list[str]:
    if amount.unit not in {Unit.WEEK, Unit.MONTH} or amount.clock is None:
        return []
    plain = str(replace(amount, clock=None))
    if amount.unit is Unit.WEEK and amount.clock is Clock.ANY_DAY:
        return ["is counted in business days", plain, str(_times(amount, 7, Unit.DAY))]
    return [f"does not need the word “{amount.clock}”", plain]


def _plain_days(amount: Amount, _: re.Match[str]) -> list[str]:
    if amount.unit is not Unit.DAY or amount.clock is not None:
        return []
    any_day = replace(amount, clock=Clock.ANY_DAY)
    elapsed = _times(any_day, 24, Unit.HOUR) if amount.high <= 2 else any_day  # noqa: PLR2004  as people say it
    return ["can be read in two ways", str(replace(amount, clock=Clock.BUSINESS)), str(elapsed)]


def _times(amount: Amount, factor: int, unit: Unit) -> Amount:
    low = None if amount.low is None else amount.low * factor
    return replace(amount, low=low, high=amount.high * factor, unit=unit)
