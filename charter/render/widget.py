"""A charter -> what the page's script needs to answer "when will I hear back?": numbers to count with, and words.

The script knows nothing of zones, holidays or languages. Dates are days since 1970, everything finer is minutes.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from charter.model.promises import METRICS, Start, Strength
from charter.render.filters import is_counted
from charter.render.widget_words import words
from charter.worktime import Clock, Duration, Edge, Interval, Percentiles, RelativeDay, Unit, Words, amounts
from charter.worktime.schedule import in_season
from charter.worktime.zones import epoch, instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.compute import Facts
    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.render.language import Speech
    from charter.worktime import By, Spans, Target
    from charter.worktime.schedule import Schedule

Data = dict[str, Any]
ASKED = ("channel", "severity", "language")
"""What a row may depend on besides the time of arrival."""
_ONE_DAY = timedelta(days=1)
_BACK = 3 * _ONE_DAY
"""So far before the build begins what the script knows: it is yesterday somewhere, and the clocks are apart."""
_BEYOND = timedelta(days=600)
"""So far past the last known hours an elapsed time may end, whose clock must be right all the same."""
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60}
_WEEK = 7


def widget(charter: Charter, facts: Facts, speech: Speech) -> Data:
    """Give what the script needs, or nothing where no promise has a date."""
    rows = {ident: tuple(_said(charter, facts, rows)) for ident, rows in charter.commitments.items()}
    rows = {ident: rows[ident] for ident in charter.requests if rows.get(ident)}
    every = [promise for those in rows.values() for row in those for metric in METRICS for promise in getattr(row, metric)]
    if not any(is_counted(promise.target) for promise in every):
        return {}
    tables = _Tables(charter, facts, speech)
    usual = tables.calendar(charter.usual_calendar)
    requests = {ident: tables.request(charter.commitments[ident], those) for ident, those in rows.items()}
    zones = [[speech.zone(zone), *offsets(zone, facts.clocks.first, facts.clocks.last + _BEYOND)] for zone in tables.zones]
    return {
        "first": _number(facts.day - _BACK),
        **_bounds(charter, facts),
        "zones": zones,
        "calendars": list(tables.calendars.values()),
        "usual": usual,
        "requests": requests,
        "words": words(speech),
        "said": _said_bounds(charter, facts, speech),
    }


def choices(data: Data) -> dict[str, tuple[str, ...]]:
    """Give what can be chosen besides the request class: the values that rows depend on, by what they are."""
    rows = [row for request in data.get("requests", {}).values() for row in request["rows"]]
    found = {name: tuple(dict.fromkeys(row[name] for row in rows if name in row)) for name in ASKED}
    return {name: values for name, values in found.items() if values}


def _said(charter: Charter, facts: Facts, rows: tuple[Row, ...]) -> Iterator[Row]:
    """Give the rows that can hold by themselves, for what a client can choose."""
    for row in rows:
        if not row.only_if and (row.channel is None or row.channel in facts.channels):
            yield row


def _bounds(charter: Charter, facts: Facts) -> Data:
    """Say from when until when the script answers, in local minutes for the field too."""
    zone = zone_of(charter.timezone)
    found = {"from": instant(facts.day - _ONE_DAY, 0, zone), "until": min(facts.clocks.of(ident).knows_until for ident in facts.clocks.schedules)}
    if begins := _begins(charter, facts):
        found["begins"] = instant(begins, 0, zone)
    return {name: at // 60 for name, at in found.items()}


def _said_bounds(charter: Charter, facts: Facts, speech: Speech) -> Data:
    begins = _begins(charter, facts)
    return {
        "early": speech.day(facts.day),
        "late": speech.day(facts.clocks.last),
        "begins": speech.day(begins) if begins else "",
    }


def _begins(charter: Charter, facts: Facts) -> date | None:
    since = charter.client.since
    return since if since and since > facts.day else None
