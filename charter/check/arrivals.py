"""Rows by time of arrival against each other, in time: nobody is better off by waiting with a message."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.comparing import calendar_of
from charter.check.reached import is_plain
from charter.check.rule import Found, Subject, rule
from charter.check.usual_week import HOUR, all_moments, latest, open_moments, said, usual_hours
from charter.compute.asking import arrives, counted_target
from charter.compute.timelines import schedules
from charter.model.promises import METRICS, Strength
from charter.problem import Severity
from charter.worktime import Duration, RelativeDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.problem import KeyPath
    from charter.worktime.schedule import Schedule
    from charter.worktime.timeline import Timeline


@dataclass(frozen=True, slots=True)
class _Waited:
    """Two messages, the later of which is due sooner: the row of the first, and what is said of both."""

    number: int
    sent: str
    due: str
    later: str
    sooner: str
    gained: int


@rule("later-is-sooner", Severity.WARNING)
def later_is_sooner(subject: Subject) -> Iterator[Found]:
    """What arrives later is not promised sooner.

    With four hours for what arrives in the morning, and the end of the next business day for all else, whoever writes
    in the afternoon does better to wait for the morning. Rows by time of arrival are worked out for a week of your usual
    hours; those that ask for something more, or count in another calendar, are left aside.

    Bad: `- {arrives: before 12:00, first_reply: 4 business hours}` above `- {first_reply: 1 business day}`.
    Good: the second one with `first_reply: next business day by 12:00`.
    """
    charter = subject.charter
    for request, rows in charter.commitments.items():
        plain = [(number, row) for number, row in enumerate(rows) if is_plain(row)]
        if any(row.arrives for _, row in plain):
            for metric in METRICS:
                if found := next(filter(None, _found(charter, request, plain, metric)), None):
                    yield found


def _found(charter: Charter, request: str, plain: list[tuple[int, Row]], metric: str) -> Iterator[Found | None]:
    rows = charter.commitments[request]
    for strength in Strength:
        alike = list(_alike(charter, plain, metric, strength))
        if len(alike) == len(plain) and len({calendar for _, _, calendar in alike}) == 1:
            promises = tuple(promise for _, promise, _ in alike)
            schedule = schedules(charter)[alike[0][2]]
            waited = _waited(tuple(row for _, row in plain), promises, rows, schedule)
            if waited:
                path = ("commitments", request, plain[waited.number][0], metric, alike[waited.number][0], "target")
                yield _found_at(path, waited)


def _alike(
    charter: Charter, plain: list[tuple[int, Row]], metric: str, strength: Strength
) -> Iterator[tuple[int, Promise, str]]:
    """Give the promise of each row that is as firm, counts from arrival, and has a date: its number and calendar too."""
    for _, row in plain:
        for index, promise in enumerate(getattr(row, metric)):
            is_counted = isinstance(promise.target, Duration | RelativeDay)
            if promise.strength == strength and is_counted and not (promise.begins or promise.since):
                yield index, promise, calendar_of(charter, row, promise)
                break


def _found_at(path: KeyPath, waited: _Waited) -> Found:
    message = (
        f"What arrives on {waited.sent} is promised by {waited.due}, and what arrives on {waited.later} by"
        f" {waited.sooner} already: who waits is better off."
    )
    return Found(path, message, f"Promise both by {waited.sooner}, or give what arrives later more time.")


@lru_cache(maxsize=1024)
def _waited(
    plain: tuple[Row, ...], promises: tuple[Promise, ...], rows: tuple[Row, ...], schedule: Schedule
) -> _Waited | None:
    """Find the two messages that gain most by waiting, in opening hours if there are any."""
    hours = usual_hours(schedule)
    for moments in (open_moments(hours), all_moments(hours)):
        if found := _most_gained(plain, promises, rows, hours, moments):
            return found
    return None


def _most_gained(
    plain: tuple[Row, ...],
    promises: tuple[Promise, ...],
    rows: tuple[Row, ...],
    hours: Timeline,
    moments: Iterable[int],
) -> _Waited | None:
    worst, last = None, (0, 0, 0)
    for at in moments:
        number = next((number for number, row in enumerate(plain) if arrives(row, rows, at, hours)), None)
        if number is None or (due := _due(promises[number], rows, at, hours)) is None:
            continue
        gained = last[0] - due
        if gained >= (worst.gained + 1 if worst else HOUR):
            worst = _Waited(
                last[2], said(last[1], hours), said(last[0], hours), said(at, hours), said(due, hours), gained
            )
        last = max(last, (due, at, number))
    return worst


def _due(promise: Promise, rows: tuple[Row, ...], at: int, hours: Timeline) -> int | None:
    return latest(counted_target(promise, rows, at, hours), at, hours)
