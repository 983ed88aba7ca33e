"""One thing with a date, as a client's calendar states it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from charter.model.calendars import Closure, Maintenance, Recurring
    from charter.model.terms import Billing
    from charter.model.work import Meeting, Report


class Kind(StrEnum):
    """What happens on a date."""

    CLOSURE = "closure"
    HOLIDAY = "holiday"
    LAST_REQUESTS = "last requests"
    CALL = "call"
    CANCEL_BY = "cancel by"
    MOVE_BY = "move by"
    MEETING = "meeting"
    REPORT = "report"
    PAYMENT = "payment"
    MAINTENANCE = "maintenance"
    STEP = "step"
    DELIVERABLE = "deliverable"
    GOAL = "goal"
    BEGINS = "begins"
    ENDS = "ends"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a date: whole days, from `first` to `last`, or from an instant `at` until another, `ends`.

    `key` tells events of one kind apart, as long as they are what they are: it holds no clock time, and no position
    that changes when others are over. `name` is what it is about, in the client's language. What is `withdrawn` was
    announced and does not take place.
    """

    kind: Kind
    key: str
    name: str
    first: date
    last: date
    at: int | None = None
    ends: int | None = None
    """When it is over; a deadline has no length."""
    zone: str | None = None
    """By whose clock it comes again; the client's where none is given."""
    weekly_until: int | None = None
    """When it begins for the last time, of what comes every week."""
    calendars: tuple[str, ...] = ()
    """The calendars in which a day is off."""
    cancel: int | None = None
    """The last instant to cancel it."""
    move: int | None = None
    """The last instant to move it."""
    item: Closure | Recurring | Meeting | Report | Maintenance | Billing | None = None
    """What it was made from, where more is said about it."""
    who: str = ""
    """Whose step it is: we, you or both."""
    withdrawn: bool = False
    told: tuple[str, ...] = ()
    """What is said about it where somebody has found the words already, sentence by sentence."""
