"""What it costs and what that includes: prices, and the plans that clients have."""

from __future__ import annotations

from enum import StrEnum

from pydantic import NonNegativeInt, PositiveInt

from charter.model.base import Amount, Currency, Item, LengthText, Part, Text, Words


class Period(StrEnum):
    """What an amount is counted per."""

    ONCE = "once"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Price(Part):
    """An amount of money."""

    amount: Amount
    """How much, in digits: 199.95."""
    currency: Currency
    """The currency, in three capital letters: USD."""
    per: Period = Period.ONCE
    """What it is counted per: once, hour, day, week, month, quarter or year."""
    note: Words | None = None
    """What else a client should know about it."""


class Included(Item):
    """Something the fee includes."""

    KEY = "what"
    SHORT = "what"

    what: Words
    """What it is: strategy call."""
    amount: PositiveInt | None = None
    """How many."""
    per: Period | None = None
    """How often: month."""
    length: LengthText | None = None
    """How long each lasts: 30 minutes."""
    rollover: Words | None = None
    """What happens to what is not used: none, or in words."""
    note: Words | None = None
    """What else a client should know about it."""


class Tier(Part):
    """A service plan."""

    id: Text
    """The file name."""
    name: Words
    """What clients call it."""
    order: NonNegativeInt = 0
    """Its place among the plans: the higher, the more it includes."""
    means: Words | None = None
    """Whom it is for, in one sentence."""
