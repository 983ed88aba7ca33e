"""What it costs and what that includes: prices, and the plans that clients have."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, NonNegativeInt, PositiveInt, model_validator

from charter.model.base import Item, Part
from charter.model.marks import Internal, Many
from charter.model.values import (
    Amount,
    CalendarRef,
    ChannelRef,
    Currency,
    Days,
    LengthText,
    MonthDayText,
    Percent,
    Text,
    WaitText,
    WithinText,
    Words,
    ZoneOrClient,
)
from charter.worktime import BadText


class Period(StrEnum):
    """What an amount is counted per."""

    ONCE = "once"
    HOUR = "hour"
    DAY = "day"
    BUSINESS_DAY = "business day"
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
    """What it is counted per: once, hour, day, business day, week, month, quarter or year."""
    note: Words | None = None
    """What else a client should know about it."""


class Rollover(Part):
    """What happens to what is left over at the end of a period."""

    SHORT = "rule"

    rule: Words | None = None
    """In words: none, or it moves to the next month once."""
    up_to: Percent | None = None
    """How much of it may move on at the most: 40%."""
    expires: LengthText | None = None
    """How long it can be used then: 3 months."""
    only_if: Words | None = None
    """When anything moves on at all: plans above 40 hours."""


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
    rollover: Rollover | None = None
    """What happens to what is not used: none, in words, or `{up_to: 40%, expires: 3 months}`."""
    counts: tuple[Words, ...] = ()
    """The kinds of work that count towards it; any where none is named."""
    counter_examples: Annotated[tuple[Words, ...], Field(alias="not")] = ()
    """What does not count towards it."""
    channels: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels by which it can be used; any where none is named."""
    note: Words | None = None
    """What else a client should know about it."""


class Band(Item):
    """Hours in which work has another price."""

    KEY = "name"
    ONE_OF = frozenset({"hours", "outside"})

    name: Words
    """What you call these hours: evenings and weekends."""
    hours: Days | None = None
    """The hours of the week: {sat-sun: 24 hours}."""
    outside: CalendarRef | None = None
    """All the time that is not in this calendar, in place of `hours:`."""
    times: Amount | None = None
    """How many times the rate: 1.5."""
    amount: Amount | None = None
    """The rate in these hours, in place of `times:`."""
    extra: Price | None = None
    """A fixed amount on top, for each case."""
    minimum: LengthText | None = None
    """The least that is charged: 1 hour."""
    step: LengthText | None = None
    """What time is rounded up to: 30 minutes."""
    confirm: bool = False
    """Whether you say yes to the price before anybody starts."""

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if bool(self.hours) == bool(self.outside):
            raise BadText("A band of hours has either `hours:` or `outside:`.", "Write one of the two.")
        return self


class Discount(Item):
    """Who pays less, and how much less."""

    KEY = "who"

    who: Words
    """Who pays less: clients who come back."""
    percent: Percent
    """How much less: 20%."""
    lasts: LengthText | None = None
    """How long; for good where nothing is given."""


class Rate(Price):
    """What work costs by time, with the least that is charged and the hours in which it costs more."""

    step: LengthText | None = None
    """What time is rounded up to: 15 minutes."""
    minimum: LengthText | None = None
    """The least that is charged: 1 hour."""
    bands: tuple[Band, ...] = ()
    """Hours in which it costs more or less."""
    timezone: ZoneOrClient | None = None
    """The time zone of these hours; the agency's where none is given, `client` for that of each client."""
    discounts: tuple[Discount, ...] = ()
    """Who pays less."""


class Overrun(Part):
    """When you are asked again because work costs more than the estimate; the higher of both limits counts."""

    percent: Percent | None = None
    """So much over the estimate: 15%."""
    amount: Price | None = None
    """Or such an amount over it."""
    then: Words | None = None
    """What happens then: we stop, and you decide."""


class Estimate(Part):
    """The price before the work: you get an estimate and say yes before anything starts that costs extra."""

    within: WithinText | None = None
    """How soon you get it: 2 business days."""
    above: Price | None = None
    """From which cost on there is one; for all paid work where nothing is given."""
    minimum: Price | None = None
    """The least that paid work costs."""
    valid: LengthText | None = None
    """How long it holds: 30 days."""
    approves: Words | None = None
    """Who says yes to it; your contacts that may approve where nobody is named."""
    overrun: Overrun | None = None
    """When you are asked again because it costs more."""
    says: Words | None = None
    """How it is offered, in your own words; without it, Charter writes the sentence with your rate."""


class LateFee(Part):
    """What a late payment costs."""

    after: WaitText
    """How long after the due date: 10 business days."""
    price: Price | None = None
    """An amount."""
    percent: Percent | None = None
    """Or so much of the invoice: 2%."""
    per: Period = Period.ONCE
    """How often it is added: once, or for each month."""


class Billing(Part):
    """When invoices come, and when they are paid."""

    invoice: MonthDayText | None = None
    """The day of the month on which the invoice comes: business day 1."""
    due: LengthText | None = None
    """How long there is to pay: 30 days."""
    due_on: MonthDayText | None = None
    """The day of the month by which it is paid: day 15, or the business day after."""
    how: tuple[Words, ...] = ()
    """The ways to pay."""
    late: LateFee | None = None
    """What a late payment costs."""
    note: Words | None = None
    """What else a client should know about it."""


class SizeStep(Part):
    """One step of what depends on size."""

    up_to: PositiveInt | None = None
    """Up to this size; any larger size where none is given."""
    gives: Words
    """What holds then: 20 contacts."""


class BySize(Item):
    """Something that depends on the client's size, step by step."""

    KEY = "what"

    what: Words
    """What depends on it: how many of you may write to us."""
    by: Words
    """What is counted: subscriptions."""
    size: Text | None = None
    """The key under the client's `sizes:` that says how many there are."""
    steps: Annotated[tuple[SizeStep, ...], Field(min_length=1)]
    """The steps, the smallest first."""


class Tier(Part):
    """A service plan."""

    id: Text
    """The file name."""
    name: Words
    """What clients call it."""
    order: Annotated[NonNegativeInt, Internal()] = 0
    """Its place among the plans: the higher, the more it includes."""
    means: Words | None = None
    """Whom it is for, in one sentence."""
