"""Promises that can be read in two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.opening import never_closes
from charter.check.rule import Found, Subject, rule
from charter.check.timed import times
from charter.model.promises import METRICS
from charter.worktime import Notice, needs_clock, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter
    from charter.problem import KeyPath
    from charter.worktime import Target


@rule("unstated-clock")
def unstated_clock(subject: Subject) -> Iterator[Found]:
    """Hours say which hours: working hours, or any.

    “Within 24 hours” on a Friday at five means Saturday to the client and Wednesday to an agency that counts its
    opening hours. That goes for every promise and for everything else that happens within a time: an estimate, a
    payment, a step of a complaint. Where the calendar never closes the two are the same, and bare hours are fine.

    Bad: `first_reply: 24 hours`. Good: `first_reply: 24 hours, any day`, or `first_reply: 8 business hours`.
    """
    for path, calendar, target in _targets(subject.charter):
        if needs_clock(target) and not never_closes(subject.charter, calendar):
            yield _ambiguous(path, target)


def _targets(charter: Charter) -> Iterator[tuple[KeyPath, str, Target]]:
    for request, rows in charter.commitments.items():
        for number, row in enumerate(rows):
            for metric in METRICS:
                for index, promise in enumerate(getattr(row, metric)):
                    calendar = promise.calendar or row.calendar or charter.usual_calendar
                    yield ("commitments", request, number, metric, index, "target"), calendar, promise.target
    for path, time in times(charter):
        if not isinstance(time, Notice) and path[0] != "commitments":
            yield path, charter.usual_calendar, time


@rule("unstated-notice")
def unstated_notice(subject: Subject) -> Iterator[Found]:
    """A notice says which hours it counts, and so does a wait.

    “Cancel 24 hours before” a Monday meeting is Sunday, or the Tuesday before, and each side picks its own. The same
    goes for what happens after so many hours of silence. Where the usual calendar never closes, bare hours are fine.

    Bad: `cancel: 24 hours`. Good: `cancel: 1 business day`, or `cancel: 24 hours, any day`.
    """
    if never_closes(subject.charter, subject.charter.usual_calendar):
        return
    for path, time in times(subject.charter):
        if isinstance(time, Notice) and needs_clock(time):
            yield _ambiguous(path, time)


def _ambiguous(path: KeyPath, time: Target | Notice) -> Found:
    business, any_day = readings(time)
    message = f"`{time}` can be read in two ways, and the client will read it in the other one."
    hint = f"Write `{business}` (only while you are open) or `{any_day}` (nights and weekends count)."
    return Found(path, message, hint)
