"""What is promised: commitments, each a metric of a request class with a target."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from charter.model.base import (
    CalendarRef,
    ChannelRef,
    Many,
    OneOrMany,
    Part,
    Words,
)
from charter.model.forms import parsed
from charter.worktime import (
    Arrival,
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


TARGETS = ("4 business hours", "1 business day", "1-2 business days", "next business day by 12:00", "every 2 business days",
           "24 hours, any day", "as agreed", "not offered")  # fmt: skip
"""Examples of targets."""


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
