"""Promises against what is there to keep them: request classes without a promise, channels nobody watches in time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.comparing import all_promises, calendar_of
from charter.check.opening import week_of
from charter.check.rule import Found, Subject, rule
from charter.model.requests import Request
from charter.problem import Severity
from charter.worktime import Clock, RelativeDay, Unit, Words, amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter
    from charter.worktime import Target, WeeklyHours

WATCHED = frozenset({"acknowledge", "answer_call", "call_back", "first_reply", "next_reply"})
"""The metrics that somebody at the channel must keep; work goes on without it."""


@rule("request-without-promise", Severity.WARNING)
def request_without_promise(subject: Subject) -> Iterator[Found]:
    """Every request class that is described to clients has a promise.

    A client who learns what a project is and not when somebody answers assumes a time, and it is shorter than yours.
    A class that is only named, without a word on what belongs to it, may wait for a plan that takes it up; and a
    promise that is dropped by name is left out on purpose.

    Bad: `requests: {project: {name: A project, examples: [a new page]}}` and no `project:` under `commitments:`.
    Good: a promise for it, or `project: {first_reply: not offered}`.
    """
    charter = subject.charter
    table = subject.tree.child("commitments")
    named = {row.severity for rows in charter.commitments.values() for row in rows}
    settled = {*charter.commitments, *named, *(word.text for word in (table.dropped if table else ()))}
    for ident, request in charter.requests.items():
        if ident not in settled and request != Request(name=request.name):
            message = f"Clients on the plan `{charter.tier.id}` know `{ident}`, and nothing is promised for it."
            hint = f"Promise something, write `commitments: {{{ident}: not offered}}`, or take it away with `requests: {{drop: [{ident}]}}`."
            yield Found(("requests", ident), message, hint)


@rule("unwatched-channel")
def unwatched_channel(subject: Subject) -> Iterator[Found]:
    """A promise is no faster than the channel it is made on is watched.

    An answer within an hour at any time, on a telephone that is answered in office hours, is a promise that will be
    broken on the first evening. Only first contact counts here (acknowledging, replying, calling back), only
    channels that name a calendar of their own, and holidays and seasons are left aside.

    Bad: `{calendar: 24/7, channel: phone, first_reply: 1 hour}` where phone has `calendar: office`.
    Good: `{channel: phone, first_reply: 1 business hour}`, or a channel that is watched all the time.
    """
    charter = subject.charter
    for path, row, promise in all_promises(charter):
        request = charter.requests.get(str(path[1]))
        ident = row.channel or (request.route if request else None)
        channel = charter.channels.get(ident or "")
        if path[3] not in WATCHED or not channel or not channel.calendar:
            continue
        counted = calendar_of(charter, row, promise)
        if _outruns(charter, promise.target, counted, channel.calendar):
            is_elapsed = any(amount.clock is Clock.ANY_DAY for amount in amounts(promise.target))
            message = (
                f"`{promise.target}` counts in `{counted}`, and `{ident}` is watched only in `{channel.calendar}`."
            )
            if is_elapsed:
                message = f"`{promise.target}` runs on while nobody watches `{ident}`, whose calendar is `{channel.calendar}`."
            mend = "Count business time" if is_elapsed else f"Count it in `{channel.calendar}`"
            yield Found((*path, "target"), message, f"{mend}, or name a channel that is watched in time.")


def _outruns(charter: Charter, target: Target, counted: str, watched: str) -> bool:
    """Whether the channel is closed at a time that the target counts on, as far as weekly hours tell."""
    hours, seen = week_of(charter, counted), week_of(charter, watched)
    elapsed = [_minutes(amount.high, amount.unit) for amount in amounts(target) if amount.clock is Clock.ANY_DAY]
    if elapsed and seen is not None:
        return min(elapsed) < _longest_pause(seen)
    if counted == watched or hours is None or seen is None or not _share_zone(charter, counted, watched):
        return False
    if isinstance(target, RelativeDay) or any(amount.in_business_days for amount in amounts(target)):
        return any(hours[day] and not seen[day] for day in range(7))
    is_short = any(amount.unit in {Unit.MINUTE, Unit.HOUR} for amount in amounts(target))
    return (is_short or target is Words.IMMEDIATELY) and not _open(hours) <= _open(seen)


def _share_zone(charter: Charter, *idents: str) -> bool:
    """Whether these calendars are in one time zone, so that their hours can be laid on each other."""
    calendars = [charter.calendars[ident] for ident in idents if ident in charter.calendars]
    return len({calendar.timezone or charter.agency.timezone for calendar in calendars}) <= 1


def _minutes(count: int, unit: Unit) -> int:
    return count * {Unit.MINUTE: 1, Unit.HOUR: 60}.get(unit, 24 * 60)


@lru_cache(maxsize=256)
def _open(week: WeeklyHours) -> frozenset[int]:
    """Give the minutes of the week that are open; clients share most weeks."""
    starts = (
        (day * 24 * 60 + span.start, day * 24 * 60 + span.end) for day, spans in enumerate(week) for span in spans
    )
    return frozenset(minute % (7 * 24 * 60) for start, end in starts for minute in range(start, end))


@lru_cache(maxsize=256)
def _longest_pause(week: WeeklyHours) -> int:
    """Give the longest time without anybody there, in minutes; the week begins again where it ends."""
    minutes = sorted(_open(week))
    if not minutes:
        return 7 * 24 * 60
    after = [*minutes[1:], minutes[0] + 7 * 24 * 60]
    return max(later - minute - 1 for minute, later in zip(minutes, after, strict=True))
