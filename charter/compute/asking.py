"""When will I hear back: a message sent at an instant, by a channel, of a request class -> every promise with its date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charter.model.promises import METRICS
from charter.worktime.due import Due, due
from charter.worktime.schedule import in_season
from charter.worktime.working import Working, working
from charter.worktime.zones import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.compute.timelines import Clocks
    from charter.model.promises import Promise, Row
    from charter.worktime.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Sent:
    """A message: when it was sent (an instant), of which request class, and by which channel.

    `severity` is asked for where the class is a type; `language` is the client's where nothing is given.
    """

    at: int
    request: str
    channel: str = ""
    severity: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One promise for a message: when it is kept at the latest, and how that comes about.

    There is no date (`due` is empty) where the promise is in words.
    """

    metric: str
    promise: Promise
    calendar: str
    due: tuple[Due, ...]
    at: int
    """The instant from which it counts."""
    hours: Timeline = field(compare=False, repr=False)
    language: str = ""
    """The language in which its working names holidays."""

    @property
    def working(self) -> tuple[Working, ...]:
        """How the last date comes about, step by step; nothing where there is none."""
        if self.latest is None:
            return ()
        return working(self.promise.target, self.at, self.latest, self.hours, self.language)

    @property
    def latest(self) -> int | None:
        """The last instant at which it is kept, or None where it has no date."""
        return self.due[-1].latest if self.due else None


def answers(clocks: Clocks, sent: Sent) -> list[Answer]:
    """Give every promise that holds for a message. Raises `BeyondHorizon`."""
    row = row_for(clocks, sent)
    return [] if row is None else list(_answers(clocks, row, sent))


def row_for(clocks: Clocks, sent: Sent) -> Row | None:
    """Give the first row of the request class that holds for a message and needs nothing more to hold."""
    rows = clocks.charter.commitments.get(sent.request, ())
    return next((row for row in rows if holds(clocks, row, rows, sent) and not row.only_if), None)


def holds(clocks: Clocks, row: Row, rows: tuple[Row, ...], sent: Sent) -> bool:
    """Whether a row holds for a message: by its channel, severity, language, season and time of arrival."""
    charter = clocks.charter
    hours = clocks.of(row.calendar or charter.usual_calendar)
    asked = (
        row.channel in {None, sent.channel or row.channel},
        row.severity in {None, sent.severity},
        row.language in {None, sent.language or charter.language},
        row.season is None or _in_season(clocks, row.season, sent.at, hours),
        row.arrives is None or _arrives(row, rows, sent.at, hours),
    )
    return all(asked)


def _in_season(clocks: Clocks, ident: str, at: int, hours: Timeline) -> bool:
    season = clocks.charter.seasons.get(ident)
    return season is not None and in_season(season.starts, season.ends, hours.date_of(at))


def _arrives(row: Row, rows: tuple[Row, ...], at: int, hours: Timeline) -> bool:
    """Whether a message arrives in the windows of a row.

    What arrives on a closed day is taken as arriving at the next opening, unless a row names that day of the week:
    otherwise a message of Saturday evening could be due before one of Saturday morning.
    """
    moment = local(at, hours.zone)
    named = {day for one in rows if one.arrives for window in one.arrives.windows if len(window.days) < 7  # noqa: PLR2004
             for day in window.days}  # fmt: skip
    if moment.weekday() not in named and not hours.business_day(moment.date()):
        moment = local(hours.next_open(at), hours.zone)
    return row.arrives is not None and row.arrives.covers(moment.weekday(), moment.hour * 60 + moment.minute)


def _answers(clocks: Clocks, row: Row, sent: Sent) -> Iterator[Answer]:
    for metric in METRICS:
        for promise in getattr(row, metric):
            yield answer(clocks, row, metric, promise, sent.at)


def answer(clocks: Clocks, row: Row, metric: str, promise: Promise, at: int) -> Answer:
    """Give the date of one promise of a row for a message of an instant."""
    calendar = promise.calendar or row.calendar or clocks.charter.usual_calendar
    hours = clocks.of(calendar)
    return Answer(metric, promise, calendar, due(promise.target, at, hours), at, hours, clocks.charter.language)
