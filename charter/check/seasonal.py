"""Promises in the parts of the year in which there are fewer hours to keep them in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.comparing import all_promises, calendar_of
from charter.check.rule import Found, Subject, rule
from charter.check.usual_week import HOUR, latest
from charter.compute.asking import arrives, counted_target
from charter.compute.timelines import schedules
from charter.problem import Severity
from charter.worktime.schedule import in_season
from charter.worktime.timeline import timeline
from charter.worktime.zones import instant, local

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.worktime.schedule import Schedule, SeasonHours
    from charter.worktime.timeline import Timeline

_ONE_DAY = timedelta(days=1)
_YEAR = 366
_BEFORE, _LOOKED_AT, _AFTER = timedelta(days=7), timedelta(days=21), timedelta(days=84)
"""Messages of the week before a season and of its first weeks are looked at: after them its weeks come again."""


@rule("worse-in-season", Severity.WARNING, of_day=True)
def worse_in_season(subject: Subject) -> Iterator[Found]:
    """A promise that is due more than a business day later in a season says so.

    With fewer hours in summer, the same words mean a later day. Clients compare the answer with the one of last spring,
    and find that your word has become less.

    Bad: `first_reply: 2 business days`, and in August hours on Tuesday and Thursday only.
    Good: a row of its own for the season, `{season: summer, first_reply: 1 week}`, or a quicker promise for it.
    """
    charter = subject.charter
    if not any(calendar.seasons for calendar in charter.calendars.values()):
        return
    own = schedules(charter)
    for path, row, promise in all_promises(charter):
        rows = charter.commitments[str(path[1])]
        ident = calendar_of(charter, row, promise)
        for season, name in () if row.season or row.arrives_by else _seasons(charter, ident, own):
            first = _first_day(season, subject.today)
            if first is None or (promise.since and promise.since > first) or _owns_up(charter, rows, season, first):
                continue
            if worst := _worst(promise, *_arriving(row, rows), _Coming(own[ident], season, first)):
                sent, then, otherwise = worst
                message = (
                    f"With the hours of “{name}”, what is sent on {sent} is promised by {then}, and with the usual hours"
                    f" by {otherwise}: `{promise.target}` becomes less, and nothing says so."
                )
                hint = "Promise what holds in the season: a row with `season:`, or a longer time for the whole year."
                yield Found((*path, "target"), message, hint)
                break


def _seasons(charter: Charter, ident: str, own: Mapping[str, Schedule]) -> Iterator[tuple[SeasonHours, str]]:
    """Give the seasons of a calendar with their names; one that is the rest of another has none of its own."""
    calendar = charter.calendars.get(ident)
    if calendar and calendar.seasons:
        yield from zip(own[ident].seasons, (season.name for season in calendar.seasons), strict=True)


@lru_cache(maxsize=1024)
def _first_day(season: SeasonHours, today: date) -> date | None:
    """Give the day on which a season begins next; of one that is on, the day on which it began."""
    day = next(filter(season.holds, (today + number * _ONE_DAY for number in range(_YEAR))), None)
    while day and season.holds(day - _ONE_DAY) and (today - day).days < _YEAR:
        day -= _ONE_DAY
    return day


def _owns_up(charter: Charter, rows: tuple[Row, ...], season: SeasonHours, first: date) -> bool:
    """Whether some row says what is promised in the first weeks of a season, or in a part of them."""
    named = [charter.seasons[row.season] for row in rows if row.season in charter.seasons]
    days = [first + number * _ONE_DAY for number in range(_LOOKED_AT.days)] if named else []
    return any(in_season(one.starts, one.ends, day) for one in named for day in days if season.holds(day))


@dataclass(frozen=True, slots=True)
class _Coming:
    """A season of a calendar, and the day on which it holds next."""

    schedule: Schedule
    season: SeasonHours
    first: date

    def hours(self, *, without: SeasonHours | None = None) -> Timeline:
        """Give the hours around its first weeks, as they are or without a season."""
        seasons = tuple(one for one in self.schedule.seasons if one != without)
        return timeline(replace(self.schedule, seasons=seasons), self.first - _BEFORE, self.first + _AFTER)

    def moments(self, hours: Timeline) -> list[int]:
        """Give every half hour at which somebody would be there."""
        start, end = (instant(day, 0, hours.zone) for day in (self.first - _BEFORE, self.first + _LOOKED_AT))
        return [at for at in range(start, end, HOUR // 2) if hours.is_open(at)]


def _arriving(row: Row, rows: tuple[Row, ...]) -> tuple[Row | None, tuple[Row, ...]]:
    """Give a row and those beside it if they go by arrival; else nothing, so that all who have the same hours share."""
    return (row, rows) if any(one.arrives for one in rows) else (None, ())


@lru_cache(maxsize=4096)
def _worst(promise: Promise, row: Row | None, rows: tuple[Row, ...], coming: _Coming) -> tuple[str, str, str] | None:
    """Give the message that loses most business days, if more than one: when it is sent, and both times."""
    there, hours = coming.hours(), coming.hours(without=coming.season)
    most, worst = 1, None
    for at in coming.moments(hours):
        if row and not all(_is_first(row, rows, at, each) for each in (hours, there)):
            continue
        otherwise, then = (latest(counted_target(promise, rows, at, each), at, each) for each in (hours, there))
        if otherwise is None or then is None:
            continue
        lost = len(hours.days_between(hours.date_of(otherwise) + _ONE_DAY, hours.date_of(then)))
        if lost > most:
            most, worst = lost, (_said(at, hours), _said(then, hours), _said(otherwise, hours))
    return worst


def _is_first(row: Row, rows: tuple[Row, ...], at: int, hours: Timeline) -> bool:
    """Whether a message arrives in the times of a row, and not in those that a row above it names."""
    above = (one for one in rows[: rows.index(row)] if one.arrives)
    return arrives(row, rows, at, hours) and not any(arrives(one, rows, at, hours) for one in above)


def _said(at: int, hours: Timeline) -> str:
    return f"{local(at, hours.zone):%A, %Y-%m-%d, %H:%M}"
