"""When pages change although nobody has edited anything: the next day on which they state something else, and why."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING

from charter.compute.facts import Facts, facts
from charter.model.promises import METRICS
from charter.model.relation import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from charter.compute.closures import Dated
    from charter.model.charter import Charter

_ONE_DAY = timedelta(days=1)
_FAR = timedelta(days=400)
"""How far ahead a change is looked for; a year has all that comes again."""
_NOT_STATED = frozenset({"day", "clocks", "events", "turn"})
"""What facts carry along: the day itself, which pages only name, the timelines, and what the calendar alone states."""
_REASONS = {
    "seasons": "a part of the year with other promises is over",
    "calendars": "a season with other hours is over",
    "worked": "examples move on to the days ahead",
    "booked": "an appointment is over",
    "example_call": "the example of a call moves on",
    "meetings": "the next date of a meeting is another",
    "reports": "the next date of a report is another",
    "duties": "what clients do in time is counted from another day",
    "feedback": "how long clients have to answer is counted from another day",
    "weeks": "a week begins",
    "apart": "clocks have changed, or will soon",
    "together": "the hours in common are others",
    "somebody": "the hours of the teams are others",
}
"""Why pages change, by the field of the facts."""


@dataclass(frozen=True, order=True, slots=True)
class Change:
    """A day on which pages state something else than the day before, and why."""

    day: date
    reason: str


def next_changes(
    charter: Charter,
    day: date,
    until: date | None = None,
    announced: Iterable[date] = (),
    later: Sequence[tuple[date, Charter]] = (),
) -> tuple[Change, ...]:
    """Give all that changes on the first day after another on which anything does; nothing if that is after `until`.

    `announced` are the days from which something else is promised than the charter says, `later` the charters that
    stand from some of them on.
    """
    last = until or day + _FAR
    turns = [*_turns(charter), *(Change(starts, "an announced change holds") for starts in announced)]
    turns = [turn for turn in turns if turn.day > day]
    before = facts(charter, day, later)
    while day < last:
        day += _ONE_DAY
        after = facts(charter, day, [one for one in later if one[0] > day])
        found = {*_between(before, after), *(turn.reason for turn in turns if turn.day == day)}
        if found:
            return tuple(Change(day, reason) for reason in sorted(found))
    return ()


def _turns(charter: Charter) -> Iterator[Change]:
    """Give the days from which pages speak otherwise of a date that stands in the charter."""
    for step in charter.first_steps:
        if step.by:
            yield Change(step.by + _ONE_DAY, f"the day of a first step is over: {step.what}")
    if charter.client.since:
        yield Change(charter.client.since, "the work together begins")
    if charter.client.until and charter.client.state is not State.FORMER:
        yield Change(charter.client.until + _ONE_DAY, "the work together is over")
    for rows in charter.commitments.values():
        for promise in (one for row in rows for metric in METRICS for one in getattr(row, metric)):
            if promise.since:
                yield Change(promise.since, f"a promise begins to hold: {promise.target}")


def _between(before: Facts, after: Facts) -> Iterator[str]:
    """Say why the facts of a day are others than those of the day before."""
    for field in fields(Facts):
        if field.name in _NOT_STATED or getattr(before, field.name) == getattr(after, field.name):
            continue
        if field.name == "closures":
            yield from _closures(before.closures, after.closures)
        else:
            yield _REASONS.get(field.name, f"other {field.name} hold")


def _closures(before: tuple[Dated, ...], after: tuple[Dated, ...]) -> Iterator[str]:
    """Say which days off are over, and which are listed from now on."""
    gone, come = ([one for one in those if one not in others] for those, others in ((before, after), (after, before)))
    yield from (f"“{one.name}” is over" for one in gone)
    yield from (f"“{one.name}” comes within the year that is listed" for one in come)
