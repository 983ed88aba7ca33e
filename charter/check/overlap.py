"""The hours that agency and client share."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.compute.timelines import schedules
from charter.problem import Severity
from charter.worktime.schedule import Schedule
from charter.worktime.timeline import timeline
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENOUGH = 5 * 60 * 60
_WEEKS = 52
_WEEK = timedelta(days=7)


@rule("little-overlap", Severity.WARNING, of_day=True)
def little_overlap(subject: Subject) -> Iterator[Found]:
    """Agency and client are at work together for some hours of the week.

    With less than five hours in common nearly every question waits for a night, and hardly a call can be booked in
    office hours. That is worth saying when the work begins; promises that are quick on your clock will not feel so.
    The client's hours are those under `hours:` in its file, else your usual ones on its clock.

    Bad: `timezone: Pacific/Auckland` and nothing else, for an agency in Denver with office hours.
    Good: `hours: {mon-fri: 06:00-14:00}` in the client's file, if they begin early, or the finding accepted.
    """
    charter = subject.charter
    ours = schedules(charter)[charter.usual_calendar]
    week = charter.client.hours or ours.week
    if (charter.timezone == ours.zone and charter.client.hours is None) or not any(week):
        return
    together = _together(ours, Schedule(charter.timezone, week), subject.today)
    if together is not None and together < _ENOUGH:
        key = "hours" if charter.client.hours else "timezone"
        message = f"You and this client are at work together {_length(together)} a week at the most."
        hint = "Write the client's office hours under `hours:` if they are others, or accept this and say on the pages when you can talk."
        yield Found(("client", key), message, hint)


@lru_cache(maxsize=1024)
def _together(ours: Schedule, theirs: Schedule, day: date) -> int | None:
    """Give the shared seconds of the best week of the coming year; None where we are not there for long ourselves."""
    last = day + (_WEEKS + 1) * _WEEK
    here, there = (timeline(one, day - _WEEK, last) for one in (ours, theirs))
    starts = [instant(day + number * _WEEK, 0, zone_of(ours.zone)) for number in range(_WEEKS + 1)]
    weeks = [here.within(start, end) for start, end in pairwise(starts)]
    if max(sum(end - start for start, end in week) for week in weeks) < 2 * _ENOUGH:
        return None
    return max(sum(there.between(start, end) for start, end in week) for week in weeks)


def _length(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h {minutes} min" if hours and minutes else f"{minutes} minutes" if minutes else f"{hours} hours"
