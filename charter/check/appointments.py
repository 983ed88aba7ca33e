"""Appointments that could be booked and never cancelled, or never booked at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.notices import is_beyond, is_longer_notice
from charter.check.opening import opening_of
from charter.check.rule import Found, Subject, rule
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.check.opening import Opening
    from charter.model.appointments import Booking
    from charter.worktime import Notice


@rule("notice-beyond-booking", Severity.WARNING)
def notice_beyond_booking(subject: Subject) -> Iterator[Found]:
    """Whoever may book an appointment may still cancel it.

    With a longer notice than the booking needs, an appointment can be booked that is too late to cancel already.

    Bad: `{book: {ahead: 1 business day}, cancel: 3 business days}`.
    Good: `{book: {ahead: 3 business days}, cancel: 1 business day}`.
    """
    appointments = subject.charter.appointments
    opening = opening_of(subject.charter, subject.charter.usual_calendar)
    for name in ("cancel", "reschedule"):
        part = getattr(appointments, name)
        limit = _shorter(appointments.book, part.notice, opening) if part and appointments.book else ""
        if limit:
            message = (
                f"`{part.notice}` is longer than {limit}, so some appointments are too late to {name} from the start."
            )
            yield Found(("appointments", name, "notice"), message, "Ask for a shorter notice, or for earlier booking.")


def _shorter(book: Booking, notice: Notice, opening: Opening) -> str:
    """Say which limit of booking is plainly shorter than a notice."""
    if book.ahead and is_longer_notice(notice, book.ahead, opening):
        return f"the `{book.ahead}` that booking needs"
    if book.horizon and is_beyond(notice, book.horizon, opening):
        return f"the `{book.horizon}` that can be booked ahead"
    return ""


@rule("never-bookable", Severity.WARNING)
def never_bookable(subject: Subject) -> Iterator[Found]:
    """There is a time at which an appointment can be booked.

    Where booking must be earlier than one can book ahead, no day is left, and the client tries them all.

    Bad: `book: {ahead: 15 business days, horizon: 2 weeks}`. Good: `book: {ahead: 2 business days, horizon: 2 weeks}`.
    """
    book = subject.charter.appointments.book
    if not book or not book.ahead or not book.horizon:
        return
    if is_beyond(book.ahead, book.horizon, opening_of(subject.charter, subject.charter.usual_calendar)):
        message = f"Booking needs `{book.ahead}`, and only `{book.horizon}` can be booked ahead, so no day is left."
        yield Found(("appointments", "book", "ahead"), message, "Ask for less time before, or open more days ahead.")
