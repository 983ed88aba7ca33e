"""What is promised: commitments, each a metric of a request class with a target."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from charter.model.base import Part
from charter.model.forms import parsed
from charter.model.marks import Many, OneOrMany
from charter.model.values import (
    CalendarRef,
    ChannelRef,
    Day,
    Language,
    MonthDayText,
    RemedyRef,
    RequestRef,
    SeasonRef,
    WhenText,
    Words,
)
from charter.worktime import (
    Arrival,
    BadText,
    Target,
    parse_arrival,
    parse_target,
)
from charter.worktime import Text as FreeText


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


TARGETS = (
    "4 business hours",
    "24 hours, any day",
    "1 business day",
    "1-2 business days",
    "2 business days by 12:00",
    "same business day, cut-off 14:00",
    "next business day by 12:00",
    "every 2 business days",
    "85% in 20 business days, 100% in 30 business days",
    "2 weeks",
    "1-2 months",
    "4 business hours, or as agreed",
    "as agreed",
    "immediately",
    "not offered",
)
"""Examples of targets, one of each form."""


class Promise(Part):
    """One promise: a target with its strength, clock and exclusions."""

    SHORT = "target"
    ONE_OF = frozenset({"target", "text"})
    SPELLINGS: ClassVar = {name: ("strength", name) for name in Strength if name != Strength.TARGET}

    target: Annotated[Target, parsed(parse_target, *TARGETS)]
    """How long it takes: 4 business hours, 1-2 business days, next business day by 12:00, every 2 business days ..."""
    text: Words | None = None
    """The target in your own words, which nobody counts: as soon as we see it."""
    strength: Strength = Strength.TARGET
    """How firm it is: legal, guarantee, target, aim or goodwill."""
    starts: Start = Start.ARRIVAL
    """What starts the clock: arrival, complete request, approval or payment."""
    begins: Words | None = None
    """What starts the clock, in your own words, where none of those fits: your last missing file."""
    pauses: Annotated[tuple[Pause, ...], Many] = ()
    """What stops the clock: waiting for the client, waiting for a third party."""
    unless: Annotated[tuple[Words, ...], Many] = ()
    """When it does not hold."""
    calendar: CalendarRef | None = None
    """The calendar it is counted in, where it differs from the rest of the row."""
    remedy: RemedyRef | None = None
    """What you get when it is missed, by its id under `remedies:`."""
    since: Annotated[Day | None, Field(alias="from")] = None
    """The day from which it holds, where that is not the day of the whole charter."""
    note: Words | None = None
    """One more sentence for the client."""

    @classmethod
    def lengthen(cls, raw: Any) -> Any:  # noqa: ANN401
        """`{text: ...}` is a target in free words."""
        if isinstance(raw, dict) and isinstance(raw.get("text"), str) and "target" not in raw:
            return {**raw, "target": FreeText(raw["text"])}
        return raw


Cell = Annotated[tuple[Promise, ...], OneOrMany(), Many]


class Row(Part):
    """What is promised for one request class, perhaps only for some times of arrival."""

    SHORT = "first_reply"

    arrives: Annotated[
        Arrival | None, parsed(parse_arrival, "before 14:00", "mon-thu before 14:00, fri before 11:00")
    ] = None
    """For which times of arrival the row holds: before 14:00."""
    arrives_by: MonthDayText | None = None
    """For what arrives up to this day of the month: day 7."""
    calendar: CalendarRef | None = None
    """The calendar the row is counted in; the usual one where none is given."""
    channel: ChannelRef | None = None
    """The channel the row holds for; any channel where none is given."""
    severity: RequestRef | None = None
    """For which severity the row holds, where the request class is a type: another request class."""
    language: Language | None = None
    """For requests in which language the row holds; any where none is given."""
    season: SeasonRef | None = None
    """In which season the row holds, by its id under `seasons:`."""
    only_if: Annotated[tuple[Words, ...], Many] = ()
    """What must be so for the row to hold: you ask for it, and somebody of yours can be reached."""
    acknowledge: Cell = ()
    """When you hear that it has arrived and somebody is on it."""
    assign: Cell = ()
    """When you know who works on it."""
    see_visitor: Cell = ()
    """When somebody sees you who comes by."""
    first_reply: Cell = ()
    """When a person answers for the first time."""
    next_reply: Cell = ()
    """When a person answers a further message."""
    plan: Cell = ()
    """When you hear how and by when it will be done."""
    update: Cell = ()
    """How often you hear how it is going while work is open."""
    finish: Cell = ()
    """When the work is done."""
    answer_call: Cell = ()
    """When a call is picked up."""
    call_back: Cell = ()
    """When a missed call is returned."""


METRICS = (
    "acknowledge",
    "assign",
    "answer_call",
    "call_back",
    "see_visitor",
    "first_reply",
    "next_reply",
    "plan",
    "update",
    "finish",
)
"""The metrics of a row, in the order in which a client meets them."""


class Expected(Part):
    """A test of the promises: a message sent at one moment, and by when each promise must be kept at the latest."""

    request: RequestRef
    """The request class of the message."""
    channel: ChannelRef | None = None
    """The channel it is sent by."""
    severity: RequestRef | None = None
    """How bad it is, where the request class is a type."""
    sent: WhenText
    """When it is sent: sat 22:00 in an ordinary week, or 2026-12-24 16:30."""
    acknowledge: WhenText | None = None
    """By when somebody says “on it”."""
    assign: WhenText | None = None
    """By when somebody works on it."""
    answer_call: WhenText | None = None
    """By when a call is picked up."""
    call_back: WhenText | None = None
    """By when a missed call is returned."""
    see_visitor: WhenText | None = None
    """By when a visitor is seen."""
    first_reply: WhenText | None = None
    """By when a person answers."""
    next_reply: WhenText | None = None
    """By when a person answers a further message."""
    plan: WhenText | None = None
    """By when it is said how it will be done."""
    update: WhenText | None = None
    """By when there is word of how it is going."""
    finish: WhenText | None = None
    """By when the work is done."""

    @model_validator(mode="after")
    def _expects_something(self) -> Self:
        if not any(getattr(self, metric) for metric in METRICS):
            raise BadText("This test expects nothing.", "Add a promise with its moment: `first_reply: mon 12:30`.")
        return self


Rows = Annotated[tuple[Row, ...], OneOrMany(), Many]
