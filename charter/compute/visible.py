"""What a client may see and meets: channels, people, departments, and the calendars that something in its charter is counted in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.model.agency import Visibility
from charter.model.charter import State
from charter.model.promises import METRICS
from charter.worktime import Words

if TYPE_CHECKING:
    from charter.model.agency import Channel, Department, Person
    from charter.model.charter import Charter
    from charter.model.promises import Row


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
    own = _own_people(charter)
    return {
        ident: person
        for ident, person in charter.people.items()
        if person.visibility == Visibility.CLIENT or (person.visibility == Visibility.PRIVATE and ident in own)
    }


def visible_departments(charter: Charter) -> dict[str, Department]:
    """Give the departments the client may see; a private one is there where somebody of it works for the client."""
    own = {charter.people[ident].department for ident in _own_people(charter) if ident in charter.people}
    return {
        ident: one
        for ident, one in charter.departments.items()
        if one.visibility == Visibility.CLIENT or (one.visibility == Visibility.PRIVATE and ident in own)
    }


def _own_people(charter: Charter) -> set[str]:
    """Give the representative and who stands in."""
    representative = charter.people.get(charter.client.representative)
    backup = representative.backup if representative else None
    return {charter.client.representative, *([backup] if backup else [])}


def calendars_in_use(charter: Charter) -> tuple[str, ...]:
    """Give the calendars that the client meets: the usual one first, then those of promises, channels and teams."""
    named: list[str | None] = [charter.usual_calendar]
    rows = [row for rows in charter.commitments.values() for row in rows]
    named += [row.calendar for row in rows]
    named += [promise.calendar for row in rows for metric in METRICS for promise in getattr(row, metric)]
    named += [channel.calendar for channel in visible_channels(charter).values()]
    if charter.client.state != State.FORMER:  # whom departments no longer serve
        named += [department.calendar for department in visible_departments(charter).values()]
        named += [spoken.calendar for spoken in charter.spoken.values()]
    return tuple(dict.fromkeys(ident for ident in named if ident in charter.calendars))
