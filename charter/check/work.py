"""The work itself: silence that means yes, topics for meetings, and things that are and are not part of the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.gaps import is_read
from charter.check.notices import is_beyond, is_longer_notice
from charter.check.opening import opening_of
from charter.check.rule import Found, Subject, rule
from charter.model.work import Silence
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("approval-without-window", Severity.WARNING)
def approval_without_window(subject: Subject) -> Iterator[Found]:
    """Where silence means yes, the client knows from when on.

    “Approved if we hear nothing” without a time lets each side pick its own, and the quarrel comes with the invoice.

    Bad: `feedback: [{what: a design, silence: approved}]`.
    Good: `feedback: [{what: a design, within: 3 business days, silence: approved}]`.
    """
    for number, step in enumerate(subject.charter.feedback):
        is_open = step.silence == Silence.APPROVED and step.within is None
        if is_open and is_read(subject, ("feedback",)):
            message = "Silence means yes here, and nothing says after how long."
            yield Found(("feedback", number, "silence"), message, "Add `within:`, such as `within: 3 business days`.")


@rule("agenda-after-meeting", Severity.WARNING)
def agenda_after_meeting(subject: Subject) -> Iterator[Found]:
    """Topics for a meeting are asked for after the meeting before it.

    With a longer notice than there is time between two meetings, they are due before the last one has been held.

    Bad: `meetings: [{name: weekly call, every: 1 week, agenda: 10 business days}]`. Good: `agenda: 2 business days`.
    """
    opening = opening_of(subject.charter, subject.charter.usual_calendar)
    for number, meeting in enumerate(subject.charter.meetings):
        if meeting.agenda and meeting.every and is_beyond(meeting.agenda, meeting.every, opening):
            message = f"Topics are due `{meeting.agenda}` before a meeting that comes every `{meeting.every}`."
            yield Found(("meetings", number, "agenda"), message, "Ask for the topics later, or meet less often.")


@rule("late-confirmation", Severity.WARNING)
def late_confirmation(subject: Subject) -> Iterator[Found]:
    """Whoever may book an appointment may still confirm it.

    With a longer time to confirm than to book, some appointments are unconfirmed from the start, and nobody knows
    whether they stand.

    Bad: `book: {ahead: 1 business day, confirm: 2 business days}`.
    Good: `book: {ahead: 2 business days, confirm: 1 business day}`.
    """
    book = subject.charter.appointments.book
    opening = opening_of(subject.charter, subject.charter.usual_calendar)
    if book and book.confirm and book.ahead and is_longer_notice(book.confirm, book.ahead, opening):
        message = f"`{book.confirm}` is longer than the `{book.ahead}` that booking needs, so some appointments are too late to confirm."
        yield Found(("appointments", "book", "confirm"), message, "Ask for it later, or for earlier booking.")


@rule("scope-says-both", Severity.WARNING)
def scope_says_both(subject: Subject) -> Iterator[Found]:
    """A thing is part of the service, or it is not.

    Mostly the agency leaves out what a plan adds, and the client reads both, a page apart.

    Bad: `scope: {in: [Photos], out: [Photos]}`.
    Good: `scope: {in: [Photos], out: [{drop: Photos}]}`, where the plan adds what the agency leaves out.
    """
    scope = subject.charter.scope
    out = {_folded(item.what): item.what for item in scope.excluded}
    for number, item in enumerate(scope.included):
        other = out.get(_folded(item.what))
        if other:
            message = f"“{item.what}” is part of the service here, and not part of it under `out:`."
            hint = f"Delete one of them; an inherited one goes with `out: [{{drop: {_quoted(other)}}}]`."
            yield Found(("scope", "in", number, "what"), message, hint)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


def _quoted(text: str) -> str:
    """Write a text so that it can stand in braces, where a comma would end it."""
    return f'"{text}"' if set(text) & set(",:#[]{}'") else text
