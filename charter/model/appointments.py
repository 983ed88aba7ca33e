"""The etiquette of appointments: how they are booked, moved, missed and cancelled, by either side."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import PositiveInt

from charter.model.base import ChannelRef, LengthText, Many, NoticeText, Part, Words
from charter.model.terms import Price


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
