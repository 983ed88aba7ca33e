"""A charter -> what the page's script needs to answer "when will I hear back?": numbers to count with, and words.

The script knows nothing of zones, holidays or languages. Dates are days since 1970, everything finer is minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from charter.compute.asking import named_days_off, rolls, usual_closings
from charter.model.promises import METRICS, Start, Strength
from charter.render.filters import is_counted
from charter.render.widget_hours import hours_of, number, offsets, stretches
from charter.render.widget_words import when_form, words
from charter.worktime import Amount, Clock, Duration, Edge, Interval, Percentiles, RelativeDay, Unit, Words
from charter.worktime.due import is_after_hours
from charter.worktime.time_of_day import DAY
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from charter.compute import Facts
    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.render.language import Speech
    from charter.worktime import Arrival, By, Target
    from charter.worktime.schedule import Schedule

Data = dict[str, Any]
CHOICES = ("channel", "severity", "language")
"""What a row may depend on that the client chooses."""
_ONE_DAY = timedelta(days=1)
_BACK = 3 * _ONE_DAY
"""So far before the day of the build its hours begin: elsewhere it is yesterday."""
_BEYOND = timedelta(days=500)
"""So far past the last known hours an elapsed time may end, whose clock must be right all the same."""
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60}
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Widget:
    """What the script reads, what can be chosen, and the days outside of which it has no answer."""

    data: Data
    choices: dict[str, tuple[str, ...]]
    last: date
    begins: date | None
    """The client's first day, where it is still to come."""


def widget(charter: Charter, facts: Facts, speech: Speech) -> Widget | None:
    """Give what the script needs, or nothing where no promise has a date."""
    requests = {ident: _answered(facts, charter.commitments.get(ident, ())) for ident in charter.requests}
    requests = {ident: rows for ident, rows in requests.items() if rows}
    rows = [row for those in requests.values() for row in those]
    if not any(is_counted(one.target) for row in rows for _, one in _promises(row)):
        return None
    since = charter.client.since
    begins = since if since and since > facts.day else None
    last = _last(facts, rows)
    data = (
        _Tables(charter, facts, speech).data(requests)
        | _bounds(charter, facts, begins, last)
        | {"words": words(speech)}
    )
    return Widget(data, _choices(charter, facts, rows), last, begins)


def _answered(facts: Facts, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Give the rows that hold by themselves, on channels that the client may see."""
    return tuple(row for row in rows if not row.only_if and (row.channel is None or row.channel in facts.channels))


def _promises(row: Row) -> Iterator[tuple[str, Promise]]:
    return ((metric, promise) for metric in METRICS for promise in getattr(row, metric))


def _choices(charter: Charter, facts: Facts, rows: list[Row]) -> dict[str, tuple[str, ...]]:
    """Give what the client may choose from, where some row depends on it."""
    named = {name: [getattr(row, name) for row in rows if getattr(row, name)] for name in CHOICES}
    more: dict[str, Iterable[str]] = {"channel": facts.channels, "language": [charter.language]}
    return {name: tuple(dict.fromkeys([*more.get(name, ()), *values])) for name, values in named.items() if values}


def _last(facts: Facts, rows: list[Row]) -> date:
    """Give the last day with an answer: where a row holds early in the month, only whole months are known.

    From the day of an announced change on, other promises are to be counted with.
    """
    if facts.turn:
        return facts.turn - _ONE_DAY
    last = facts.clocks.last
    return last.replace(day=1) - _ONE_DAY if any(row.arrives_by for row in rows) else last


def _bounds(charter: Charter, facts: Facts, begins: date | None, last: date) -> Data:
    """Say from when until when there is an answer, and from when on there is a promise."""
    zone, ours = (zone_of(name) for name in (charter.timezone, facts.clocks.schedules[charter.usual_calendar].zone))
    found = {"from": instant(facts.day - _ONE_DAY, 0, zone), "ends": instant(last + _ONE_DAY, 0, ours)}
    if begins:
        found["begins"] = instant(begins, 0, zone)
    return {name: at // 60 for name, at in found.items()}


@dataclass
class _Tables:
    """Collects zones and calendars as promises name them, each once; the client's zone is the first."""

    charter: Charter
    facts: Facts
    speech: Speech
    zones: list[str] = field(default_factory=list)
    schedules: list[Schedule] = field(default_factory=list)

    def data(self, requests: dict[str, tuple[Row, ...]]) -> Data:
        """Give all that is counted with."""
        clocks = self.facts.clocks
        first = self.facts.day - _BACK
        self._zone(self.charter.timezone)
        usual = self._calendar(self.charter.usual_calendar)
        asked = {ident: self._request(rows) for ident, rows in requests.items()}
        until = clocks.last + _BEYOND
        return {
            "first": number(first),
            "usual": usual,
            "requests": asked,
            "calendars": [
                hours_of(one, first, clocks.last, self.charter.language) | {"zone": self._zone(one.zone)}
                for one in self.schedules
            ],
            "zones": [[self.speech.zone(zone), *offsets(zone, first, until)] for zone in self.zones],
        }

    def _zone(self, zone: str) -> int:
        if zone not in self.zones:
            self.zones.append(zone)
        return self.zones.index(zone)

    def _calendar(self, ident: str | None) -> int:
        schedule = self.facts.clocks.schedules[ident or self.charter.usual_calendar]
        if schedule not in self.schedules:
            self.schedules.append(schedule)
        return self.schedules.index(schedule)

    def _request(self, rows: tuple[Row, ...]) -> Data:
        every = self._all_rows(rows)
        windows = [window for row in every if row.arrives for window in _windows(row.arrives)]
        return {"rows": [self._row(row, every) for row in rows], "windows": windows}

    def _all_rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Give the rows of a request class with those that cannot hold, whose times of arrival count all the same."""
        return next((those for those in self.charter.commitments.values() if rows[0] in those), rows)

    def _row(self, row: Row, every: tuple[Row, ...]) -> Data:
        said: Data = {name: getattr(row, name) for name in CHOICES if getattr(row, name)}
        if row.season or row.arrives_by:
            said["dates"] = self._dates(row)
        if row.arrives:
            schedule = self.facts.clocks.schedules[row.calendar or self.charter.usual_calendar]
            said["arrives"] = _windows(row.arrives)
            said["off"] = sorted(named_days_off(every, schedule))
            said["shut"] = usual_closings(schedule)
        calendar = self._calendar(row.calendar)
        promises = [self._promise(metric, one, row) | self._rolled(one, row, every) for metric, one in _promises(row)]
        return said | {"calendar": calendar, "promises": promises}

    def _dates(self, row: Row) -> tuple[tuple[int, int], ...]:
        """Give the first and last of each stretch of dates on which a row holds: in its season, early in the month."""
        season = self.charter.seasons.get(row.season or "")
        if row.season and not season:
            return ()
        hours = self.facts.clocks.of(row.calendar or self.charter.usual_calendar)
        ends = (season.starts, season.ends) if season else None
        return stretches(ends, row.arrives_by, self.facts.day - _BACK, hours)

    def _promise(self, metric: str, promise: Promise, row: Row) -> Data:
        speech = self.speech
        said: Data = {"name": speech.metric(metric)[0]}
        if promise.strength != Strength.TARGET and is_counted(promise.target):
            form = speech.gettext("%(metric)s (%(strength)s)")
            said["title"] = form % {"metric": said["name"], "strength": speech.strength(promise.strength)[0]}
        if not is_counted(promise.target):
            return said | {"says": speech.target_cell(promise.target)}
        if promise.starts != Start.ARRIVAL or promise.begins:
            said |= {"late": 1, "if": speech.counted_if(promise)}
        if promise.since and promise.since > self.facts.day - _BACK:
            said["since"] = number(promise.since)
        calendar = self._calendar(promise.calendar or row.calendar)
        days_a_week = max(self.schedules[calendar].days_a_week, 1)
        if is_after_hours(getattr(promise.target, "by", None), self.schedules[calendar]):
            said["free"] = 1
        return (
            said
            | {"calendar": calendar, "when": when_form(promise.target, speech)}
            | _target(promise.target, days_a_week)
        )

    def _rolled(self, promise: Promise, row: Row, every: tuple[Row, ...]) -> Data:
        """Say that closed days count as the next business day, but for those that rows name."""
        if not rolls(promise, every):
            return {}
        ident = promise.calendar or row.calendar or self.charter.usual_calendar
        return {"cut": DAY, "off": sorted(named_days_off(every, self.facts.clocks.schedules[ident]))}


def _windows(arrives: Arrival) -> list[list[int]]:
    """Give the times of arrival as minutes of the week."""
    times = [(day * DAY, window) for window in arrives.windows for day in window.days]
    return [[midnight + window.start.minutes, midnight + window.end.minutes] for midnight, window in times]


def _target(target: Target, days_a_week: int) -> Data:
    """Give a target as a unit and how many of it, all of them that have a date of their own."""
    match target:
        case RelativeDay():
            return {"unit": "relative", "counts": [target.days]} | _ends(target)
        case Duration():
            return _counted([target.amount], days_a_week) | _ends(target)
        case Interval():
            return _counted([target.amount], days_a_week)
        case Percentiles():
            return _counted([step.amount for step in target.steps], days_a_week) | {"percent": 1}
    return {"unit": "open", "counts": [0]} if target is Words.IMMEDIATELY else {}


def _ends(target: Duration | RelativeDay) -> Data:
    said: Data = {"agreed": 1} if target.or_as_agreed else {}
    if target.cut_off:
        said["cut"] = target.cut_off.minutes
    if target.by is not None and target.by is not Edge.CLOSE:
        said["by"] = _by(target.by)
    return said


def _by(by: By) -> int:
    return -1 if isinstance(by, Edge) else by.minutes


def _counted(amounts: list[Amount], days_a_week: int) -> Data:
    """Weeks are business days, hours are minutes."""
    unit, clock = amounts[0].unit, amounts[0].clock
    times = _MINUTES.get(unit, days_a_week if unit is Unit.WEEK else 1)
    counts = [count * times for one in amounts for count in (one.low, one.high) if count is not None]
    if unit in _MINUTES:
        return {"unit": "open" if clock is Clock.BUSINESS else "elapsed", "counts": counts}
    if unit is Unit.WEEK or (unit is Unit.DAY and clock is Clock.BUSINESS):
        return {"unit": "business", "counts": counts}
    return {"unit": "month" if unit is Unit.MONTH else "day", "counts": counts}
