"""A charter -> `calendar.ics` (RFC 5545): days off, appointments, meetings, deadlines, each once and stable over builds.

Outlook, Google and Apple take it by its address and look again from time to time; they know an event by its UID and take
the version with the higher SEQUENCE. Both must hold over builds that know nothing of each other: a UID is a digest of
what the event is, and SEQUENCE counts the days since 2020, so that a later build never goes back. An event that was
withdrawn stays as `STATUS:CANCELLED` until its date has passed, for those who have saved a copy.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from charter.artifact import Artifact
from charter.compute.events import Kind
from charter.render.calendar_words import CalendarWords
from charter.render.calendar_zones import time_zone
from charter.render.places import CALENDAR, HANDBOOK, address, place, unique
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    import icalendar

    from charter.compute import Facts
    from charter.compute.events import Event
    from charter.model.charter import Charter
    from charter.render.theme import Theme

_PRODUCT = "-//Charter//Client charters//EN"
_AGAIN = timedelta(hours=12)
"""How soon calendars should look again: RFC 7986, 5.7; Outlook reads the older X-PUBLISHED-TTL."""
_BEGINNING = date(2020, 1, 1)
_ONE_DAY = timedelta(days=1)
_A_DAY_BEFORE = timedelta(hours=-24)
_USUAL = timedelta(minutes=30)
_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}


def render(charter: Charter, facts: Facts, theme: Theme) -> list[Artifact]:
    """Write the calendar of one client, on its own clock and in its language."""
    words = CalendarWords(charter, facts, theme.speech(charter.language, charter.timezone))
    return [Artifact(place(charter, CALENDAR), _calendar(charter, facts, words).to_ical())]


def _calendar(charter: Charter, facts: Facts, words: CalendarWords) -> icalendar.Calendar:
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", _PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("name", words.name)
    found.add("x-wr-calname", words.name)
    found.add("x-wr-timezone", charter.timezone)
    found.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT12H")
    if where := address(charter, HANDBOOK):
        found.add("url", where)
        found.add("source", address(charter, CALENDAR), parameters={"VALUE": "URI"})
    if any(event.at is not None for event in facts.events):
        found.add_component(time_zone(charter.timezone, facts.day))
    for event in facts.events:
        found.add_component(_event(event, charter, facts, words))
    return found


def _event(event: Event, charter: Charter, facts: Facts, words: CalendarWords) -> icalendar.Event:
    from icalendar import Event as Component

    made = Component()
    stamp = datetime(facts.day.year, facts.day.month, facts.day.day, tzinfo=UTC)
    made.add("uid", f"{unique(charter, event.kind, event.key)}@charter")
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", (facts.day - _BEGINNING).days)
    made.add("summary", words.summary(event))
    for name, moment in _times(event, charter):
        made.add(name, moment)
    made.add("transp", "OPAQUE" if event.kind is Kind.CALL else "TRANSPARENT")
    made.add("status", "CANCELLED" if event.withdrawn else "CONFIRMED")
    if said := words.description(event):
        made.add("description", said)
    if where := address(charter, HANDBOOK):
        made.add("url", where)
    if event.kind is Kind.CALL and not event.withdrawn:
        made.add_component(_alarm(words.summary(event)))
    return made


def _times(event: Event, charter: Charter) -> list[tuple[str, date | datetime]]:
    """Whole days end on the day after the last (RFC 5545, 3.6.1); a deadline begins and has no end."""
    if event.at is None:
        return [("dtstart", event.first), ("dtend", event.last + _ONE_DAY)]
    start = local(event.at, zone_of(charter.timezone))
    if event.kind is not Kind.CALL:
        return [("dtstart", start)]
    # Added to the instant: a call over a change of clocks would be an hour too long.
    return [
        ("dtstart", start),
        ("dtend", local(event.at + int(_length(charter).total_seconds()), zone_of(charter.timezone))),
    ]


def _length(charter: Charter) -> timedelta:
    """How long a call lasts, where that is said in minutes or hours."""
    length = charter.appointments.book.length if charter.appointments.book else None
    return _UNITS[length.unit] * length.count if length and length.unit in _UNITS else _USUAL


def _alarm(text: str) -> icalendar.Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _A_DAY_BEFORE)
    alarm.add("description", text)
    return alarm
