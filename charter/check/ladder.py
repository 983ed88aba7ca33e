"""The steps of one row against each other: acknowledge, reply, update, finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.comparing import calendar_of, is_later, opening_for
from charter.check.rule import Found, Subject, rule
from charter.check.usual_week import sooner_example
from charter.compute.timelines import schedules
from charter.problem import Severity
from charter.worktime import Duration, Interval, RelativeDay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.check.opening import Opening
    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.problem import KeyPath


@rule("late-acknowledgement", Severity.WARNING)
def late_acknowledgement(subject: Subject) -> Iterator[Found]:
    """Acknowledging comes before replying.

    “On it” after the answer tells a client nothing, and makes one of the two promises look like a mistake.

    Bad: `{acknowledge: 8 business hours, first_reply: 4 business hours}`.
    Good: `{acknowledge: 1 business hour, first_reply: 4 business hours}`.
    """
    for path, row, acknowledge, reply, opening in _pairs(subject, "acknowledge", "first_reply"):
        if is_later(acknowledge.target, reply.target, opening):
            message = f"You acknowledge within `{acknowledge.target}` what you answer within `{reply.target}`."
            yield Found(path, message, "Acknowledge earlier, or leave `acknowledge:` out.")
        elif example := _example(subject.charter, row, acknowledge, reply):
            sent, late, soon = example
            message = f"What arrives on {sent}, you acknowledge by {late}, and answer by {soon} already."
            yield Found(path, message, "Acknowledge earlier, or leave `acknowledge:` out.")


@rule("late-reply", Severity.WARNING)
def late_reply(subject: Subject) -> Iterator[Found]:
    """The first reply comes before the end of the work.

    A client who is promised the work by Monday and a reply by Tuesday does not know which of the two you meant. Promises
    that are counted in different ways are worked out for a week of your usual hours, and found if most are in this order.

    Bad: `{first_reply: 1 business day, finish: 4 business hours}`.
    Good: `{first_reply: 1 business hour, finish: 4 business hours}`.
    """
    for path, row, reply, finish, opening in _pairs(subject, "first_reply", "finish"):
        if is_later(reply.target, finish.target, opening):
            message = f"You answer within `{reply.target}` what is done within `{finish.target}`."
            yield Found(path, message, "Answer earlier, or leave `first_reply:` out.")
        elif example := _example(subject.charter, row, reply, finish):
            sent, late, soon = example
            message = f"What arrives on {sent}, you answer by {late}, and have done by {soon} already."
            yield Found(path, message, "Answer earlier, or leave `first_reply:` out.")


@rule("slow-update", Severity.WARNING)
def slow_update(subject: Subject) -> Iterator[Found]:
    """Updates come while the work is open.

    With a longer interval than the work takes, the first update is due after the end: the client waits in silence.

    Bad: `{update: every 10 business days, finish: 5 business days}`.
    Good: `{update: every 2 business days, finish: 5 business days}`.
    """
    for path, _, update, finish, opening in _pairs(subject, "update", "finish"):
        interval, work = update.target, finish.target
        if isinstance(interval, Interval) and is_later(Duration(interval.amount), work, opening):
            message = f"`{interval}` is never due where the work is done within `{work}`."
            yield Found(path, message, "Update more often, or leave `update:` out.")


def _pairs(subject: Subject, first: str, second: str) -> Iterator[tuple[KeyPath, Row, Promise, Promise, Opening]]:
    """Give the promises of two metrics of one row that are counted alike and are equally firm."""
    for request, rows in subject.charter.commitments.items():
        for number, row in enumerate(rows):
            for index, one in enumerate(getattr(row, first)):
                for other in getattr(row, second):
                    if _conditions(one) == _conditions(other):
                        path = ("commitments", request, number, first, index, "target")
                        yield path, row, one, other, opening_for(subject.charter, row, one)


def _example(charter: Charter, row: Row, one: Promise, other: Promise) -> tuple[str, str, str] | None:
    """Give a message for which the first step is due after the second, where that is so for most of them."""
    if not all(isinstance(step.target, Duration | RelativeDay) for step in (one, other)):
        return None
    return sooner_example(one.target, other.target, schedules(charter)[calendar_of(charter, row, one)], row.arrives)


def _conditions(promise: Promise) -> tuple[object, ...]:
    return promise.calendar, promise.strength, promise.starts, promise.begins, promise.since
