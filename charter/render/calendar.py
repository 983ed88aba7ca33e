"""A charter -> `calendar.ics` (RFC 5545): days off, appointments, meetings, deadlines, each once and stable over builds.

Outlook, Google and Apple take it by its address and look again from time to time; they know an event by its UID and take
the version with the higher SEQUENCE (RFC 5546, 2.1.4). Both must hold over builds that know nothing of each other: a UID
is a digest of what the event is, and SEQUENCE counts the days since 2020, so that a later build never goes back. An
event that was withdrawn stays as `STATUS:CANCELLED` until its date has passed, for those who have saved a copy.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from charter.artifact import Artifact
from charter.compute.event import Event, Kind
from charter.render.calendar_words import CalendarWords
from charter.render.calendar_zones import time_zone
from charter.render.changes import life
from charter.render.colour import parse
from charter.render.colour_names import nearest
from charter.render.lines import Lines
from charter.render.places import CALENDAR, HANDBOOK, unique
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.compute import Facts
    from charter.history import Standing
    from charter.model.charter import Charter
    from charter.render.language import Speech
    from charter.render.theme import Theme

_PRODUCT = "-//Charter//Client charters//EN"
_AGAIN = "PT12H"
"""How soon calendars should look again: RFC 7986, 5.7; Outlook reads the older X-PUBLISHED-TTL."""
_BEGINNING = date(2020, 1, 1)
_ONE_DAY = timedelta(days=1)
_BEFORE, _AFTER = timedelta(days=400), timedelta(days=600)
"""From when to when the offsets of zones are given at least, seen from the day of the build."""
_DAY_IN_MINUTES = 24 * 60
_UTC = "UTC"


def render(charter: Charter, facts: Facts, theme: Theme, standing: Standing | None = None) -> list[Artifact]:
    """Write the calendar of one client, on its own clock and in its language."""
    speech = theme.speech(charter.language, charter.timezone)
    words = CalendarWords(charter, facts, speech)
    facts = replace(facts, events=(*facts.events, *_announced(standing, speech, facts.day)))
    places = theme.places
    page, here = places.address(charter, HANDBOOK), places.address(charter, CALENDAR)
    found = _head(charter, words, page, here)
    for zone in sorted({event.zone or charter.timezone for event in facts.events if event.at is not None} - {_UTC}):
        found.lines += time_zone(zone, *_around(facts))
    for event in facts.events:
        _add(found, event, charter, facts, words, page)
    found.raw("END", "VCALENDAR")
    return [Artifact(theme.places.place(charter, CALENDAR), found.text.encode())]


def _announced(standing: Standing | None, speech: Speech, day: date) -> Iterator[Event]:
    """Give the days from which something else is promised: one event a day, with all that changes then, and why."""
    told = life(standing, speech, day)
    each: dict[date, list[str]] = {}
    for one in told.coming if told else ():
        lines = [*(change.line for change in one.changes), *map(speech.sentence, one.shared)]
        each.setdefault(one.starts, []).extend(lines)
    for starts, lines in each.items():
        yield Event(Kind.CHANGE, starts.isoformat(), "", starts, starts, told=tuple(dict.fromkeys(lines)))


def _head(charter: Charter, words: CalendarWords, page: str | None, here: str | None) -> Lines:
    """Say whose calendar it is and how often to look again: RFC 7986, and what programs read that are older."""
    found = Lines(["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"])
    found.add("NAME", words.name)
    found.add("X-WR-CALNAME", words.name)
    found.raw("X-WR-TIMEZONE", charter.timezone)
    found.raw("REFRESH-INTERVAL", _AGAIN, value="DURATION")
    found.raw("X-PUBLISHED-TTL", _AGAIN)
    found.raw("COLOR", nearest(charter.brand.color))
    found.raw("X-APPLE-CALENDAR-COLOR", parse(charter.brand.color).upper())
    if page and here:
        found.raw("URL", page)
        found.raw("SOURCE", here, value="URI")
    return found


def _around(facts: Facts) -> tuple[date, date]:
    latest = max((event.last for event in facts.events), default=facts.day) + _ONE_DAY
    return facts.day - _BEFORE, max(facts.day + _AFTER, latest)


def _add(found: Lines, event: Event, charter: Charter, facts: Facts, words: CalendarWords, page: str | None) -> None:  # noqa: PLR0913, PLR0917  all of it is written
    stamp, summary = f"{facts.day:%Y%m%d}T000000Z", words.summary(event)
    found.raw("BEGIN", "VEVENT")
    found.raw("UID", f"{unique(charter, event.kind, event.key)}@charter")
    found.raw("DTSTAMP", stamp)
    found.raw("LAST-MODIFIED", stamp)
    found.raw("SEQUENCE", str((facts.day - _BEGINNING).days))
    _add_times(found, event, charter)
    found.add("SUMMARY", summary)
    found.add("DESCRIPTION", "\n".join([*words.description(event), *([page] if page else [])]))
    if page:
        found.raw("URL", page)
    found.raw("STATUS", "CANCELLED" if event.withdrawn else "CONFIRMED")
    is_busy = event.kind is Kind.CALL and not event.withdrawn
    found.raw("TRANSP", "OPAQUE" if is_busy else "TRANSPARENT")
    if is_busy:
        _remind(found, event, summary, words)
    found.raw("END", "VEVENT")


def _add_times(found: Lines, event: Event, charter: Charter) -> None:
    """Whole days end on the day after the last (RFC 5545, 3.6.1); a deadline begins and has no end."""
    if event.at is None:
        found.raw("DTSTART", f"{event.first:%Y%m%d}", value="DATE")
        found.raw("DTEND", f"{event.last + _ONE_DAY:%Y%m%d}", value="DATE")
        return
    zone = event.zone or charter.timezone
    _add_moment(found, "DTSTART", event.at, zone)
    if event.ends is not None:
        _add_moment(found, "DTEND", event.ends, zone)
    if event.weekly_until is not None:
        found.raw("RRULE", f"FREQ=WEEKLY;UNTIL={_in_utc(event.weekly_until)}")


def _add_moment(found: Lines, name: str, at: int, zone: str) -> None:
    """Write an instant by the clocks of a zone; where they show it for the second time, none but UTC can say so."""
    moment = local(at, zone_of(zone))
    if zone == _UTC or moment.fold:
        found.raw(name, _in_utc(at))
    else:
        found.raw(name, f"{moment:%Y%m%dT%H%M%S}", tzid=zone)


def _in_utc(at: int) -> str:
    return f"{local(at, zone_of(_UTC)):%Y%m%dT%H%M%SZ}"


def _remind(found: Lines, event: Event, summary: str, words: CalendarWords) -> None:
    """Ring a day before the last moment to move a call, and to cancel it; else a day before the call (RFC 5545, 3.6.6)."""
    start = event.at or 0
    moments = words.last_moments(event) or {start: summary}
    for last, said in moments.items():
        found.lines += ["BEGIN:VALARM", "ACTION:DISPLAY"]
        found.raw("TRIGGER", f"-PT{(start - last) // 60 + _DAY_IN_MINUTES}M")
        found.add("DESCRIPTION", summary if last == start else f"{summary}\n{said}")
        found.lines.append("END:VALARM")
