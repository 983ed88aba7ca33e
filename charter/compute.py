"""A charter and a day -> facts that the pages state: what this client may see, which closures lie ahead.

Nothing here asks for the time: the day is an argument, so that the same input gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from charter.model.agency import Visibility
from charter.model.promises import METRICS
from charter.worktime import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.model.agency import Channel, Person
    from charter.model.calendars import Closure
    from charter.model.charter import Charter
    from charter.model.promises import Row

HORIZON = timedelta(days=365)
"""How far ahead closures are listed: a year, so that every yearly one is there once."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A closure of one calendar that lies ahead."""

    calendar: str
    closure: Closure


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for one client on one day."""

    day: date
    channels: Mapping[str, Channel]
    people: Mapping[str, Person]
    closures: tuple[Dated, ...]


def facts(charter: Charter, day: date) -> Facts:
    """Work out what the pages of one client say on a day."""
    return Facts(day, visible_channels(charter), visible_people(charter), coming_closures(charter, day))


def visible_channels(charter: Charter) -> dict[str, Channel]:
    """Give the channels the client may see, the agency's preferred ones first.

    A private one is there only where the charter promises something on it.
    """
    promised = set(_promised_channels(charter))
    seen = [
        (ident, channel)
        for ident, channel in charter.channels.items()
        if channel.visibility == Visibility.CLIENT or (channel.visibility == Visibility.PRIVATE and ident in promised)
    ]
    last = len(seen) + 1
    return dict(sorted(seen, key=lambda item: item[1].preferred or last))


def _promised_channels(charter: Charter) -> list[str]:
    routes = []
    for ident, rows in charter.commitments.items():
        request = charter.requests.get(ident)
        for row in rows:
            if is_offered(row):
                routes += [row.channel, request.route if request else None]
    return [route for route in routes if route]


def is_offered(row: Row) -> bool:
    """Whether a row promises anything at all: a row whose every target is `not offered` does not."""
    promises = [promise for metric in METRICS for promise in getattr(row, metric)]
    return any(promise.target is not Words.NOT_OFFERED for promise in promises)


def visible_people(charter: Charter) -> dict[str, Person]:
    """Give the people the client may see: all but the private ones who do not work for it, and the internal ones."""
    own = {charter.client.representative, charter.representative.backup}
    return {
        ident: person
        for ident, person in charter.people.items()
        if person.visibility == Visibility.CLIENT or (person.visibility == Visibility.PRIVATE and ident in own)
    }


def coming_closures(charter: Charter, day: date) -> tuple[Dated, ...]:
    """Give the closures of the calendars in use that are not over and begin within a year, in order."""
    found = [
        Dated(ident, closure)
        for ident in calendars_in_use(charter)
        for closure in charter.calendars[ident].closures
        if closure.last >= day and closure.first <= day + HORIZON
    ]
    return tuple(sorted(found, key=lambda dated: (dated.closure.first, dated.closure.last, dated.calendar)))


def calendars_in_use(charter: Charter) -> tuple[str, ...]:
    """Give the calendars that the client meets: the usual one first, then those that promises and channels name."""
    named: list[str | None] = [charter.usual_calendar]
    rows = [row for rows in charter.commitments.values() for row in rows]
    named += [row.calendar for row in rows]
    named += [promise.calendar for row in rows for metric in METRICS for promise in getattr(row, metric)]
    named += [channel.calendar for channel in visible_channels(charter).values()]
    return tuple(dict.fromkeys(ident for ident in named if ident in charter.calendars))
