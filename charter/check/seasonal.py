"""Promises in the parts of the year in which there are fewer hours to keep them in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.comparing import all_promises, calendar_of
from charter.check.rule import Found, Subject, rule
from charter.compute.timelines import schedules
from charter.problem import Severity
from charter.worktime.due import due
from charter.worktime.timeline import BeyondHorizon, timeline
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.worktime import Target
    from charter.worktime.schedule import Schedule, SeasonHours

_MONDAY = date(2026, 1, 12)
"""An ordinary week: without exceptions, and without a change of clocks in any zone."""
_KNOWN = timedelta(days=28)
_STEP, _WEEK, _MUCH = 30 * 60, 7 * 24 * 60 * 60, 24 * 60 * 60


@rule("worse-in-season", Severity.WARNING)
def worse_in_season(subject: Subject) -> Iterator[Found]:
    """A promise that takes a day longer in a season says so.

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
            if worst := _worst(promise.target, _plain(own[ident]), season):
                usual, then, sent = worst
                message = (
                    f"In “{written.name}”, `{promise.target}` can take {_days(then)}, and {_days(usual)} at other times:"
                    f" for a message of {sent}."
                )
                hint = "Promise what holds in the season: a row with `season:`, or a longer time for the whole year."
                yield Found((*path, "target"), message, hint)
                break


def _plain(schedule: Schedule) -> Schedule:
    """Give the weekly hours alone."""
    return replace(schedule, seasons=(), special=(), monthly=(), holidays="", open_holidays=frozenset())


@lru_cache(maxsize=2048)
def _worst(target: Target, usual: Schedule, season: SeasonHours) -> tuple[int, int, str] | None:
    """Give the longest times in seconds, at other times and in the season, and when the latter was sent; None if alike."""
    there = replace(usual, week=usual.week.having(dict(season.hours)))
    here, then = (_longest(target, one) for one in (usual, there))
    if not (here and then) or then[0] - here[0] < _MUCH:
        return None
    return here[0], then[0], f"{local(then[1], zone_of(usual.zone)):%A, %H:%M}"


def _longest(target: Target, schedule: Schedule) -> tuple[int, int] | None:
    """Give the longest wait of a message sent in some week, in seconds, and when it was sent; None where none is known."""
    hours = timeline(schedule, _MONDAY, _MONDAY + _KNOWN + _KNOWN)
    found: list[tuple[int, int]] = []
    with suppress(BeyondHorizon):
        start = hours.next_open(hours.knows_from + _WEEK)
        for at in range(start, start + _WEEK, _STEP):
            found += [(one.latest - at, -at) for one in due(target, at, hours)[-1:]]
    return (max(found)[0], -max(found)[1]) if found else None


def _days(seconds: int) -> str:
    days = round(seconds / (24 * 60 * 60))
    return f"{days} day{'s' * (days != 1)}"
