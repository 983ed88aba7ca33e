"""Promises in the parts of the year in which there are fewer hours to keep them in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.comparing import all_promises, calendar_of
from charter.check.rule import Found, Subject, rule
from charter.check.usual_week import latest, open_moments, said, usual, usual_hours
from charter.compute.timelines import schedules
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.worktime import Target
    from charter.worktime.schedule import Schedule, SeasonHours
    from charter.worktime.timeline import Timeline

_ONE_DAY = timedelta(days=1)


@rule("worse-in-season", Severity.WARNING)
def worse_in_season(subject: Subject) -> Iterator[Found]:
    """A promise that is due more than a business day later in a season says so.

    With fewer hours in summer, the same words mean a later day. Clients compare the answer with the one of last spring,
    and find that your word has become less.

    Bad: `first_reply: 2 business days`, and in August hours on Tuesday and Thursday only.
    Good: a row of its own for the season, `{season: summer, first_reply: 1 week}`, or a quicker promise for it.
    """
    charter = subject.charter
    own = None
    for path, row, promise in all_promises(charter):
        rows = charter.commitments[str(path[1])]
        ident = calendar_of(charter, row, promise)
        calendar = charter.calendars.get(ident)
        if calendar is None or not calendar.seasons or any(one.season for one in rows):
            continue
        own = own or schedules(charter)
        for season, written in zip(own[ident].seasons, calendar.seasons, strict=True):
            if worst := _worst(promise.target, usual(own[ident]), season):
                sent, then, otherwise = worst
                message = (
                    f"In “{written.name}”, a message of {sent} is promised by {then}; at other times by {otherwise}:"
                    f" `{promise.target}` becomes less, and nothing says so."
                )
                hint = "Promise what holds in the season: a row with `season:`, or a longer time for the whole year."
                yield Found((*path, "target"), message, hint)
                break


@lru_cache(maxsize=2048)
def _worst(target: Target, schedule: Schedule, season: SeasonHours) -> tuple[str, str, str] | None:
    """Give the message that loses most business days in a season, if more than one: when it is sent, and both times."""
    hours = usual_hours(schedule)
    there = usual_hours(replace(schedule, week=schedule.week.having(dict(season.hours))))
    most, worst = 1, None
    for at in open_moments(hours):
        otherwise, then = latest(target, at, hours), latest(target, at, there)
        if otherwise is None or then is None:
            continue
        lost = len(hours.days_between(hours.date_of(otherwise) + _ONE_DAY, hours.date_of(then)))
        if lost > most:
            most, worst = lost, (said(at, hours), _day(at, then, hours), _day(at, otherwise, hours))
    return worst


def _day(sent: int, due: int, hours: Timeline) -> str:
    """Write by when a promise is due, and how many days after its message."""
    days = (hours.date_of(due) - hours.date_of(sent)).days
    when = f"{days} day{'s' * (days != 1)} later" if days else "the same day"
    return f"{said(due, hours)}, {when}"
