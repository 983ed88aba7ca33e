"""Appointments that could be booked and never cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.comparing import is_longer
from charter.check.rule import Found, Subject, rule
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    for name in ("cancel", "reschedule"):
        part = getattr(appointments, name)
        limit = _shorter(appointments.book, part.notice) if part and appointments.book else ""
        if limit:
            message = (
                f"`{part.notice}` is longer than {limit}, so some appointments are too late to {name} from the start."
            )
            yield Found(("appointments", name, "notice"), message, "Ask for a shorter notice, or for earlier booking.")


def _shorter(book: Booking, notice: Notice) -> str:
    """Say which limit of booking is shorter than a notice, where both are counted alike."""
    if book.ahead and book.ahead.clear == notice.clear and is_longer(notice.amount, book.ahead.amount):
        return f"the `{book.ahead}` that booking needs"
    horizon = book.horizon  # a plain length: so many business days are at least as many days
    if horizon and horizon.unit == notice.amount.unit and notice.amount.high > horizon.count:
        return f"the `{horizon}` that can be booked ahead"
    return ""
