"""What is promised: commitments, appointments, fees, and what both sides expect of each other."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, NonNegativeInt, PositiveInt, model_validator

from charter.model.base import (
    Amount,
    CalendarRef,
    ChannelRef,
    Currency,
    Item,
    Many,
    OneOrMany,
    Part,
    Text,
    Url,
    Words,
    parsed,
)
from charter.worktime import (
    Arrival,
    Length,
    Notice,
    Target,
    parse_arrival,
    parse_length,
    parse_notice,
    parse_target,
)
from charter.worktime import Text as FreeText

LengthText = Annotated[Length, parsed(parse_length)]
NoticeText = Annotated[Notice, parsed(parse_notice)]


class Strength(StrEnum):
    """How firm a promise is, firmest first."""

    LEGAL = "legal"
    GUARANTEE = "guarantee"
    TARGET = "target"
    AIM = "aim"
    GOODWILL = "goodwill"


class Start(StrEnum):
    """What starts the clock of a promise."""

    ARRIVAL = "arrival"
    COMPLETE_REQUEST = "complete request"
    APPROVAL = "approval"
    PAYMENT = "payment"


class Pause(StrEnum):
    """What stops the clock of a promise for a while."""

    WAITING_FOR_CLIENT = "waiting for the client"
    WAITING_FOR_OTHERS = "waiting for a third party"


class Promise(Part):
    """One promise: a target with its strength, clock and exclusions."""

    SHORT = "target"

    target: Annotated[Target, parsed(parse_target)]
    """How long it takes: 4 business hours, 1-2 business days, next business day by 12:00, every 2 business days ..."""
    strength: Strength = Strength.TARGET
    """How firm it is: legal, guarantee, target, aim or goodwill."""
    starts: Start = Start.ARRIVAL
    """What starts the clock: arrival, complete request, approval or payment."""
    pauses: Annotated[tuple[Pause, ...], Many] = ()
    """What stops the clock: waiting for the client, waiting for a third party."""
    unless: Annotated[tuple[Words, ...], Many] = ()
    """When it does not hold."""
    calendar: CalendarRef | None = None
    """The calendar it is counted in, where it differs from the rest of the row."""
    note: Words | None = None
    """One more sentence for the client."""

    @classmethod
    def lengthen(cls, raw: Any) -> Any:  # noqa: ANN401
        """`{aim: 15 minutes}` is a target with a strength; `{text: ...}` is a target in free words."""
        if not isinstance(raw, dict) or "target" in raw:
            return raw
        rest = dict(raw)
        named = [strength for strength in Strength if strength in rest and strength != Strength.TARGET]
        if len(named) == 1 and "strength" not in rest:
            rest |= {"target": rest.pop(named[0]), "strength": named[0]}
        elif isinstance(rest.get("text"), str):
            rest["target"] = FreeText(rest.pop("text"))
        return rest


Cell = Annotated[tuple[Promise, ...], OneOrMany(), Many]


class Row(Part):
    """What is promised for one request class, perhaps only for some times of arrival."""

    SHORT = "first_reply"

    arrives: Annotated[Arrival | None, parsed(parse_arrival)] = None
    """For which times of arrival the row holds: before 14:00."""
    calendar: CalendarRef | None = None
    """The calendar the row is counted in; the usual one where none is given."""
    channel: ChannelRef | None = None
    """The channel the row holds for; any channel where none is given."""
    acknowledge: Cell = ()
    """When you hear that it has arrived and somebody is on it."""
    first_reply: Cell = ()
    """When a person answers for the first time."""
    next_reply: Cell = ()
    """When a person answers a further message."""
    update: Cell = ()
    """How often you hear how it is going while work is open."""
    finish: Cell = ()
    """When the work is done."""
    answer_call: Cell = ()
    """When a call is picked up."""
    call_back: Cell = ()
    """When a missed call is returned."""


METRICS = ("acknowledge", "answer_call", "call_back", "first_reply", "next_reply", "update", "finish")
"""The metrics of a row, in the order in which a client meets them."""
Rows = Annotated[tuple[Row, ...], OneOrMany(), Many]


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
    length: Annotated[LengthText | None, Field()] = None
    """How long each lasts: 30 minutes."""
    rollover: Annotated[Words | None, Field()] = None
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


class Booking(Part):
    """How to book an appointment."""

    ahead: NoticeText | None = None
    """How long before at the latest: 2 business days."""
    horizon: LengthText | None = None
    """How far ahead at the most: 6 weeks."""
    length: LengthText | None = None
    """How long it lasts: 30 minutes."""
    how: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels to book by."""
    note: Words | None = None
    """One more sentence."""


class Move(Part):
    """How to cancel an appointment, or to move it."""

    SHORT = "notice"

    notice: NoticeText
    """How long before: 1 business day, 4 business hours."""
    how: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels to tell us by."""
    after: Words | None = None
    """What happens when it is later than that."""


class Late(Part):
    """What happens when somebody is late."""

    SHORT = "grace"

    grace: LengthText
    """How long we wait: 10 minutes."""
    then: Words | None = None
    """What happens then."""


class Limit(Part):
    """What happens when something happens too often."""

    count: PositiveInt
    """How often."""
    within: LengthText
    """In which time: 6 months."""
    then: Words
    """What happens then."""


class NoShow(Part):
    """What happens when nobody comes."""

    after: LengthText
    """How long after the start it counts as missed: 15 minutes."""
    then: Words
    """What to do then: book again."""
    fee: Price | None = None
    """What a missed appointment costs; nothing where none is given."""
    limit: Limit | None = None
    """What happens when it happens often."""

    @classmethod
    def lengthen(cls, raw: Any) -> Any:  # noqa: ANN401
        """`fee: none` says in words that there is no fee."""
        return {k: v for k, v in raw.items() if (k, v) != ("fee", "none")} if isinstance(raw, dict) else raw


class WeCancel(Part):
    """What the agency owes when it cancels or moves an appointment itself."""

    notice: NoticeText
    """How long before you are told."""
    remedy: Words
    """What you get: the next free slot."""


class Appointments(Part):
    """The etiquette of appointments, for both sides."""

    book: Booking | None = None
    """How to book."""
    cancel: Move | None = None
    """How to cancel."""
    reschedule: Move | None = None
    """How to move one."""
    late: Late | None = None
    """What happens when somebody is late."""
    no_show: NoShow | None = None
    """What happens when nobody comes."""
    we_cancel: WeCancel | None = None
    """What happens when we cancel."""


class Expectation(Item):
    """A pair: what the client may expect, and what is asked in return."""

    KEY = "about"

    about: Words
    """What it is about: Honesty."""
    we: Words
    """What you may expect of us."""
    you: Words
    """What we ask of you."""


class Question(Item):
    """A question that helps, or one that is better not asked."""

    KEY = "ask"

    ask: Words
    """The question, as a client would ask it."""
    why: Words
    """Why it helps, or why the answer would not."""
    instead: Words | None = None
    """The better question."""


class Questions(Part):
    """Questions worth asking, and questions better not asked."""

    helpful: tuple[Question, ...] = ()
    """Questions that help both sides."""
    better_not: tuple[Question, ...] = ()
    """Questions whose answer is of no use, each with the reason and a better one."""

    @model_validator(mode="after")
    def _something_instead(self) -> Self:
        for question in self.better_not:
            if question.instead is None:
                raise ValueError(f"“{question.ask}” is better not asked: say in `instead:` what to ask instead")
        return self


class ScopeItem(Item):
    """Something that is or is not part of the service."""

    KEY = "what"
    SHORT = "what"

    what: Words
    """What it is."""
    why: Words | None = None
    """Why."""
    instead: Words | None = None
    """Where to get it: another plan, an estimate, somebody else, something free."""
    url: Url | None = None
    """The web address of that."""


class Scope(Part):
    """What the service includes and what it does not."""

    included: Annotated[tuple[ScopeItem, ...], Field(alias="in")] = ()
    """What is part of it."""
    excluded: Annotated[tuple[ScopeItem, ...], Field(alias="out")] = ()
    """What is not, and where to get it instead."""
