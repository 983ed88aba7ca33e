"""Promises for any hour, against the single days on which the channel they are made on is closed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.comparing import all_promises, calendar_of
from charter.check.coverage import WATCHED
from charter.check.opening import never_closes, week_of
from charter.check.rule import Found, Subject, rule
from charter.compute.timelines import schedules
from charter.problem import Severity
from charter.worktime import Clock, Duration, RelativeDay, Words, amounts, is_always_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter
    from charter.worktime import Target
    from charter.worktime.schedule import Schedule

_YEAR = 365
_A_DAY = {"minute": 1, "hour": 60}
_ONE_DAY = timedelta(days=1)


@rule("uncovered-emergency-hours", Severity.WARNING, of_day=True)
def uncovered_emergency_hours(subject: Subject) -> Iterator[Found]:
    """A channel with promises for any hour is open on holidays and in breaks, too.

    An emergency line that is open day and night, but follows the office's holidays, is silent at Christmas, when a
    promise of an hour still runs. Whole weeks are compared by `unwatched-channel`; this is about single days.

    Bad: `{calendar: 24/7, channel: line, first_reply: 1 hour}`, where the hours of line are 24 hours with
    `holidays: US-CO`. Good: `calendar: 24/7` for line, or `unless: [public holidays]` in the promise.
    """
    charter = subject.charter
    own = None
    for path, row, promise in all_promises(charter):
        request = charter.requests.get(str(path[1]))
        ident = row.channel or (request.route if request else None)
        channel = charter.channels.get(ident or "")
        counted = calendar_of(charter, row, promise)
        if (
            path[3] not in WATCHED
            or not channel
            or not channel.calendar
            or channel.calendar == counted
            or promise.unless
        ):
            continue
        week = week_of(charter, channel.calendar)
        if week is None or not is_always_open(week) or not _runs_always(charter, promise.target, counted):
            continue
        own = own or schedules(charter)
        closed = _closed(own[channel.calendar], subject.today)
        if closed:
            day, name = closed
            why = f" ({name})" if name else ""
            message = f"`{promise.target}` holds on every day, and nobody watches `{ident}` on {day}{why}."
            hint = f"Let `{ident}` be watched on such days, name another channel, or say with `unless:` when it does not hold."
            yield Found((*path, "target"), message, hint)


def _runs_always(charter: Charter, target: Target, counted: str) -> bool:
    """Whether somebody must act on every day, holidays included, to keep it."""
    if never_closes(charter, counted):
        return target is Words.IMMEDIATELY or isinstance(target, Duration | RelativeDay)
    short = [
        _A_DAY[one.unit] * one.high for one in amounts(target) if one.clock is Clock.ANY_DAY and one.unit in _A_DAY
    ]
    return isinstance(target, Duration) and bool(short) and max(short) < 24 * 60


@lru_cache(maxsize=256)
def _closed(schedule: Schedule, day: date) -> tuple[date, str] | None:
    """Give the next date of the coming year that is closed all day, and why."""
    for number in range(_YEAR):
        found = schedule.exception(day + number * _ONE_DAY)
        if found and not found[1]:
            return day + number * _ONE_DAY, found[0]
    return None
