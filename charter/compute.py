"""A charter and a day -> facts that the pages state: what this client may see, which closures lie ahead.

Nothing here asks for the time: the day is an argument, so that the same input gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from charter.model.agency import Visibility
from charter.model.charter import State
from charter.model.promises import METRICS
from charter.worktime import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.model.agency import Channel, Person
    from charter.model.calendars import Calendar, Closure, Peak, Recurring, Season
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
    calendars: Mapping[str, Calendar]
    """All calendars as this client meets them, without the seasons that are over."""
    seasons: Mapping[str, Peak]
    """The parts of the year in which something else is promised to this client, without those that are over."""
    closures: tuple[Dated, ...]


def facts(charter: Charter, day: date) -> Facts:
    """Work out what the pages of one client say on a day."""
    return Facts(
        day,
        visible_channels(charter),
        visible_people(charter),
        {ident: _without_the_past(calendar, day) for ident, calendar in met_calendars(charter).items()},
        promised_seasons(charter, day),
        coming_closures(charter, day),
    )


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
    representative = charter.people.get(charter.client.representative)
    own = {charter.client.representative, representative.backup if representative else None}
    return {
        ident: person
        for ident, person in charter.people.items()
        if person.visibility == Visibility.CLIENT or (person.visibility == Visibility.PRIVATE and ident in own)
    }


def met_calendars(charter: Charter) -> dict[str, Calendar]:
    """Give all calendars as this client meets them: in which zone they are, and whose hours and holidays count.

    The hours are those of the client's region, else of its country, else the usual ones. Closures of channels and
    departments that the client does not have are left out. A calendar with the holidays of the client keeps the word
    `client` where nobody has written which region the client is in.
    """
    return {ident: _met(calendar, charter) for ident, calendar in charter.calendars.items()}


def _met(calendar: Calendar, charter: Charter) -> Calendar:
    region = charter.client.region or ""
    there = calendar.regions.get(region) or calendar.regions.get(region.partition("-")[0])
    zone = calendar.timezone or charter.agency.timezone
    return calendar.model_copy(
        update={
            "timezone": charter.timezone if zone == "client" else zone,
            "hours": there.hours if there else calendar.hours,
            "regions": {},
            "holidays": (region or "client") if calendar.holidays == "client" else calendar.holidays,
            "closures": tuple(closure for closure in calendar.closures if _concerns(closure, charter)),
            "recurring": tuple(closure for closure in calendar.recurring if _concerns(closure, charter)),
        }
    )


def _concerns(closure: Closure | Recurring, charter: Charter) -> bool:
    """Whether something closes that this client has: everything does, or one of the named departments or channels."""
    if not (closure.departments or closure.channels):
        return True
    return any(ident in charter.departments for ident in closure.departments) or any(
        ident in visible_channels(charter) for ident in closure.channels
    )


def _without_the_past(calendar: Calendar, day: date) -> Calendar:
    return calendar.model_copy(
        update={"seasons": tuple(season for season in calendar.seasons if not is_over(season, day))}
    )


def is_over(season: Season | Peak, day: date) -> bool:
    """Whether a season of one year has ended; one of every year comes again."""
    yearly = len("06-01")
    return len(season.ends) > yearly and date.fromisoformat(season.ends) < day


def promised_seasons(charter: Charter, day: date) -> dict[str, Peak]:
    """Give the seasons for which some row of the commitments holds, without those that are over."""
    named = {row.season for rows in charter.commitments.values() for row in rows}
    return {ident: season for ident, season in charter.seasons.items() if ident in named and not is_over(season, day)}


def coming_closures(charter: Charter, day: date) -> tuple[Dated, ...]:
    """Give the closures of the calendars in use that are not over and begin within a year, in order."""
    calendars = met_calendars(charter)
    found = [
        Dated(ident, closure)
        for ident in calendars_in_use(charter)
        for closure in calendars[ident].closures
        if closure.last >= day and closure.first <= day + HORIZON
    ]
    return tuple(sorted(found, key=lambda dated: (dated.closure.first, dated.closure.last, dated.calendar)))


def calendars_in_use(charter: Charter) -> tuple[str, ...]:
    """Give the calendars that the client meets: the usual one first, then those of promises, channels and teams."""
    named: list[str | None] = [charter.usual_calendar]
    rows = [row for rows in charter.commitments.values() for row in rows]
    named += [row.calendar for row in rows]
    named += [promise.calendar for row in rows for metric in METRICS for promise in getattr(row, metric)]
    named += [channel.calendar for channel in visible_channels(charter).values()]
    if charter.client.state != State.FORMER:  # whom departments no longer serve
        named += [department.calendar for department in charter.departments.values()]
        named += [spoken.calendar for spoken in charter.spoken.values()]
    return tuple(dict.fromkeys(ident for ident in named if ident in charter.calendars))
