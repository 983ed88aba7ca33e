"""Steps that are taken one after the other: each is later, or larger, than the one before it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from charter.check.comparing import is_later
from charter.check.gaps import is_read
from charter.check.notices import is_shorter
from charter.check.opening import opening_of
from charter.check.rule import Found, Subject, rule
from charter.problem import Severity
from charter.worktime import Clock, Duration, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from charter.check.opening import Opening
    from charter.model.appointments import Limit
    from charter.model.charter import Charter
    from charter.model.terms import BySize
    from charter.problem import KeyPath
    from charter.worktime import Amount, Length, Notice

_LONGEST, _SHORTEST = 31, 28
"""The days of a month at the most and at the least."""


@rule("ladder-order", Severity.WARNING)
def ladder_order(subject: Subject) -> Iterator[Found]:
    """Steps that follow each other go upward, and leave nothing out.

    A second step that comes before the first one is never read as it was meant, and what lies above the last step has
    no answer at all. Looked at are `silence`, `escalation`, what happens while you wait for somebody who is late,
    `no_show: {limit: ...}`, `closure_notice` and `by_size`. Times are compared only where the order is certain.

    Bad: `silence: [{after: 90 days, any day, then: ...}, {after: 10 business days, then: ...}]`.
    Good: the same in the order in which it happens; and `by_size` with a last step without `up_to:`.
    """
    charter = subject.charter
    yield from _waits(charter)
    yield from _while_waiting(charter)
    yield from _too_often(charter)
    yield from _notices(charter)
    for number, table in enumerate(charter.by_size if is_read(subject, ("by_size",)) else ()):
        yield from _sizes(charter, table, ("by_size", number, "steps"))


def _waits(charter: Charter) -> Iterator[Found]:
    opening = opening_of(charter, charter.usual_calendar)
    ladders: tuple[tuple[str, Sequence[Notice | None]], ...] = (
        ("silence", [step.after for step in charter.silence]),
        ("escalation", [step.after for step in charter.escalation]),
    )
    for name, waits in ladders:
        known = [(number, wait) for number, wait in enumerate(waits) if wait]
        for (_, before), (number, after) in pairwise(known):
            if is_later_wait(before, after, opening):
                yield Found((name, number, "after"), *_out_of_order(after, before))


def _out_of_order(after: object, before: object) -> tuple[str, str]:
    message = f"`{after}` is over before the `{before}` of the step above, so the steps are out of order."
    return message, "Put the steps in the order in which they happen, or correct the time."


def is_later_wait(one: Notice, other: Notice, opening: Opening) -> bool:
    """Whether a wait is plainly longer than another; days of the calendar are compared with months, too."""
    if one.clear != other.clear:
        return False
    least, most = _dates(one.amount, _SHORTEST), _dates(other.amount, _LONGEST)
    if least > most > 0 and other.amount.clock is not Clock.BUSINESS:
        return True
    return is_later(Duration(one.amount, one.by), Duration(other.amount, other.by), opening)


def _dates(amount: Amount, month: int) -> int:
    """Give the days of the calendar in an amount at the least, or 0: so many business days take as many at least."""
    return amount.high * {Unit.DAY: 1, Unit.MONTH: month}.get(amount.unit, 0)


def _while_waiting(charter: Charter) -> Iterator[Found]:
    late = charter.appointments.late
    steps = late.steps if late else ()
    for number, step in enumerate(steps):
        path = ("appointments", "late", "steps", number, "after")
        if late and is_shorter(late.grace, step.after):
            message = f"`{step.after}` after the start you no longer wait, for you wait `{late.grace}`."
            yield Found(path, message, "Do it earlier, or wait longer: `grace:`.")
        elif number and is_shorter(step.after, steps[number - 1].after):
            yield Found(path, *_out_of_order(step.after, steps[number - 1].after))


def _too_often(charter: Charter) -> Iterator[Found]:
    no_show = charter.appointments.no_show
    limits = no_show.limit if no_show else ()
    for number, (before, after) in enumerate(pairwise(limits), 1):
        if _is_reached_first(after, before):
            message = f"{_times(after)} are reached before the {_times(before)} of the step above, so the steps are out of order."
            path = ("appointments", "no_show", "limit", number, "count")
            yield Found(path, message, "Put the steps in the order in which they happen, or correct the number.")


def _is_reached_first(one: Limit, other: Limit) -> bool:
    """Whether whoever reaches the other limit has reached this one already."""
    return one.count < other.count and (one.within == other.within or is_shorter(other.within, one.within))


def _times(limit: Limit) -> str:
    return f"{limit.count} in `{limit.within}`"


def _notices(charter: Charter) -> Iterator[Found]:
    """Closures by their length: the first row that is long enough holds."""
    for number, (before, after) in enumerate(pairwise(charter.closure_notice), 1):
        if before.up_to is None:
            message = "This is never reached, for the row above holds for closures of any length."
            yield Found(("closure_notice", number), message, "Put the row without `up_to:` last.")
        elif after.up_to and not _is_above(after.up_to, before.up_to):
            message = f"`{after.up_to}` is not longer than the `{before.up_to}` of the row above, which holds first."
            yield Found(("closure_notice", number, "up_to"), message, "Put the shortest closures first.")


def _is_above(one: Length, other: Length) -> bool:
    return one != other and not is_shorter(one, other)


def _sizes(charter: Charter, table: BySize, path: KeyPath) -> Iterator[Found]:
    for number, (before, after) in enumerate(pairwise(table.steps), 1):
        if before.up_to is None:
            message = "This step is never reached, for the one above holds for any size."
            yield Found((*path, number), message, "Put the step without `up_to:` last.")
        elif after.up_to and after.up_to <= before.up_to:
            message = f"This step is never reached: up to {after.up_to} the one above holds, with {before.up_to}."
            yield Found((*path, number, "up_to"), message, "Put the steps in order, the smallest first.")
    most = table.steps[-1].up_to
    if all(step.up_to for step in table.steps) and most and charter.client.sizes.get(table.size or "", most + 1) > most:
        message = f"For more than {most} ({table.by}) nothing is said."
        hint = "Add a last step without `up_to:`, even if it says that you talk about it."
        yield Found((*path, len(table.steps) - 1, "up_to"), message, hint)


@rule("missed-while-waiting", Severity.WARNING)
def missed_while_waiting(subject: Subject) -> Iterator[Found]:
    """An appointment is not missed while somebody still waits.

    With a longer grace, whoever comes in time for it finds out that the appointment counted as missed already.

    Bad: `{late: {grace: 15 minutes}, no_show: {after: 10 minutes, then: book again}}`.
    Good: `{late: {grace: 10 minutes}, no_show: {after: 15 minutes, then: book again}}`.
    """
    late, no_show = subject.charter.appointments.late, subject.charter.appointments.no_show
    if late and no_show and is_shorter(no_show.after, late.grace):
        message = f"After `{no_show.after}` it counts as missed, and you wait `{late.grace}`."
        yield Found(("appointments", "no_show", "after"), message, "Write at least as long as the grace.")
