"""The etiquette of appointments: how they are booked, moved, missed and cancelled, by either side."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import PositiveInt

from charter.model.base import Item, Part
from charter.model.marks import Many, OneOrMany
from charter.model.terms import Price
from charter.model.values import ChannelRef, LengthText, Moment, NoticeText, Percent, RemedyRef, Words


class Booking(Part):
    """How to book an appointment."""

    ahead: NoticeText | None = None
    """How long before at the latest: 2 business days."""
    horizon: LengthText | None = None
    """How far ahead at the most: 6 weeks."""
    length: LengthText | None = None
    """How long it lasts: 30 minutes."""
    slot: LengthText | None = None
    """The times that can be booked begin so far apart: 15 minutes."""
    window: LengthText | None = None
    """How exactly the time is agreed: we come within 2 hours."""
    how: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels to book by."""
    confirm: NoticeText | None = None
    """How long before you confirm that it stands: 1 business day."""
    out_of_hours: NoticeText | None = None
    """How long before, for an appointment outside opening hours: 5 business days."""
    limits: tuple[Words, ...] = ()
    """Who or what cannot be booked this way."""
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


class GraceStep(Part):
    """One step while we wait."""

    after: LengthText
    """How long after the start: 5 minutes."""
    then: Words
    """What we do then: we call you."""


class Late(Part):
    """What happens when somebody is late."""

    SHORT = "grace"

    grace: LengthText
    """How long we wait: 10 minutes."""
    steps: tuple[GraceStep, ...] = ()
    """What we do while we wait, step by step."""
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
    percent: Percent | None = None
    """Or how much of its price it costs: 100%."""
    uses: LengthText | None = None
    """How much of the time that your plan includes it uses up: 30 minutes."""
    loses: Words | None = None
    """What else it takes: 30 minutes of your hours, the full fee of the session."""
    limit: Annotated[tuple[Limit, ...], OneOrMany(), Many] = ()
    """What happens when it happens often; several, for steps that follow each other."""

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
    pays: RemedyRef | None = None
    """The remedy that is due as well, by its id under `remedies:`."""


class WeMiss(Part):
    """What the agency owes when it does not come itself, or comes too late."""

    SHORT = "remedy"

    remedy: Words
    """What you get: a call the same day."""
    pays: RemedyRef | None = None
    """The remedy that is due as well, by its id under `remedies:`."""


class Booked(Item):
    """An appointment that is booked."""

    KEY = "what"
    REPEATS = True

    what: Words
    """What it is: strategy call."""
    at: Moment
    """When it begins, by the clock of the agency: 2026-12-08 10:00."""
    withdrawn: bool = False
    """Whether it was called off; the client's calendar then says so until its date has passed."""


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
    we_miss: WeMiss | None = None
    """What happens when we do not come ourselves."""
