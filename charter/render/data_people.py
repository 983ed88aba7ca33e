"""Who and where in `charter.json`: people, departments, channels, and the kinds of things that clients send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from charter.compute import is_offered
from charter.model.agency import Elsewhere
from charter.model.base import Part
from charter.model.parties import Who
from charter.model.requests import Axis
from charter.model.values import Email, Id, Phone, Text, Url, Words
from charter.render.data_values import CalendarId
from charter.render.filters import in_words

if TYPE_CHECKING:
    from charter.model.agency import Department, Person
    from charter.render.data_telling import Telling


class PersonData(Part):
    """Somebody at the agency."""

    name: Text
    """Full name."""
    called: Text
    """What everybody says."""
    role: Words
    """What they do."""
    about: Words | None = None
    """One sentence about them."""
    email: Email | None = None
    """Their e-mail address."""
    number: Phone | None = None
    """Their telephone number."""
    ask: tuple[Words, ...] = ()
    """What to ask them about."""
    counter_examples: Annotated[tuple[Elsewhere, ...], Field(alias="not")] = ()
    """What not to ask them about, and the department that answers it."""


class WayData(Part):
    """A way to a department."""

    name: Words
    """What it is called."""
    number: Phone | None = None
    """The telephone number."""
    address: Email | None = None
    """The e-mail address."""
    url: Url | None = None
    """The web address."""


class DepartmentData(Part):
    """A department, and why asking it directly is good for the client."""

    id: Id
    """By which other parts name it."""
    name: Words
    """What clients call it."""
    handles: tuple[Words, ...]
    """What to ask it about."""
    counter_examples: Annotated[tuple[Elsewhere, ...], Field(alias="not")] = ()
    """What it does not do, and who does."""
    why: Words | None = None
    """Why asking it directly is good for the client."""
    lead: Text | None = None
    """The name of the person who answers for it."""
    calendar: CalendarId | None = None
    """When it is there, where that is not the usual time."""
    ways: tuple[WayData, ...] = ()
    """The ways to it, best first."""


class ChannelData(Part):
    """A way to reach the agency."""

    id: Id
    """By which other parts name it."""
    name: Words
    """What it is called."""
    address: Email | None = None
    """The e-mail address."""
    number: Phone | None = None
    """The telephone number."""
    url: Url | None = None
    """The web address."""
    use: Annotated[Words | None, Field(alias="for")] = None
    """What it is for."""
    calendar: CalendarId | None = None
    """When somebody watches it, where that is said."""


class RequestData(Part):
    """A request class: a kind of thing that a client sends."""

    id: Id
    """By which other parts name it."""
    name: Words
    """What clients call it."""
    alias: Text | None = None
    """A short name that stands beside it, such as P1."""
    axis: Axis | None = None
    """Whether it is a severity or a type of request, where there are both."""
    means: Words | None = None
    """What it is."""
    examples: tuple[Words, ...] = ()
    """What belongs to it."""
    counter_examples: Annotated[tuple[Words, ...], Field(alias="not")] = ()
    """What looks like it and is not."""
    set_by: Who | None = None
    """Who decides that something belongs here: we (the agency), you (the client) or both."""
    route: Text | None = None
    """The id of the channel it should come by."""
    subject: Words | None = None
    """How to begin the subject line."""
    send: tuple[Words, ...] = ()
    """What to send along."""
    otherwise: Words | None = None
    """Whom to call first where life or property is in danger."""


def person(telling: Telling, it: Person, *, own: bool = True) -> PersonData:
    """Tell who somebody is. What they do for present clients is nothing to a former one."""
    team = telling.has("team")
    topics = team and not telling.former
    return PersonData.model_construct(
        name=it.name,
        called=it.short_name,
        role=it.role,
        about=it.about if own and team else None,
        email=it.email,
        number=it.number,
        ask=it.ask if topics else (),
        counter_examples=it.counter_examples if topics else (),
    )


def colleagues(telling: Telling) -> tuple[PersonData, ...]:
    """Tell who else there is, where the handbook presents the team."""
    own = {telling.charter.client.representative, telling.charter.representative.backup}
    others = (it for ident, it in telling.facts.people.items() if ident not in own)
    return tuple(person(telling, it, own=False) for it in others) if telling.has("team") else ()


def departments(telling: Telling) -> tuple[DepartmentData, ...]:
    """Tell who handles what; the short page has less of it, and a former client reads only what the handbook has."""
    full = telling.has("departments")
    if telling.former and not full:
        return ()
    return tuple(_department(telling, ident, it, full=full) for ident, it in telling.charter.departments.items())


def _department(telling: Telling, ident: str, it: Department, *, full: bool) -> DepartmentData:
    lead = telling.facts.people.get(it.lead or "")
    return DepartmentData.model_construct(
        id=ident,
        name=it.name,
        handles=it.handles,
        counter_examples=it.counter_examples if full else (),
        why=it.why if full else None,
        lead=lead.name if full and lead else None,
        calendar=it.calendar,
        ways=ways(telling, it),
    )


def ways(telling: Telling, it: Department) -> tuple[WayData, ...]:
    """Give the ways to a department, best first.

    Each channel, with the department's own number or address in place of the agency's; then what it has besides.
    """
    found = [_way(telling, ident, it) for ident in telling.visible(it.channels)]
    say = telling.speech.gettext
    if it.number and not any(way.number for way in found):
        found.append(WayData.model_construct(name=say("Telephone"), number=it.number))
    if it.address and not any(way.address for way in found):
        found.append(WayData.model_construct(name=say("E-mail"), address=it.address))
    return tuple(found)


def _way(telling: Telling, ident: str, it: Department) -> WayData:
    channel = telling.facts.channels[ident]
    by_mail = channel.address and not channel.number
    return WayData.model_construct(
        name=telling.channel(ident),
        number=(it.number or channel.number) if channel.number else None,
        address=(it.address or channel.address) if by_mail else None,
        url=channel.url,
    )


def channels(telling: Telling) -> tuple[ChannelData, ...]:
    """Tell how to reach the agency, its favourite way first."""
    return tuple(
        ChannelData.model_construct(
            id=ident,
            name=it.name or in_words(ident),
            address=it.address,
            number=it.number,
            url=it.url,
            use=it.use,
            calendar=it.calendar,
        )
        for ident, it in telling.facts.channels.items()
    )


def requests(telling: Telling) -> tuple[RequestData, ...]:
    """Tell the request classes for which something is said, and more of those for which something is promised."""
    commitments = telling.charter.commitments
    severities = {row.severity for rows in commitments.values() for row in rows}
    named = {*commitments, *severities, *_reported(telling)}
    return tuple(_request(telling, ident) for ident in telling.charter.requests if ident in named)


def _reported(telling: Telling) -> set[str]:
    """Give the request classes whose checklist stands in a message that is ready to send."""
    if telling.former or not telling.has("channels"):
        return set()
    return {one.request for one in telling.charter.messages.values() if one.request}


def _request(telling: Telling, ident: str) -> RequestData:
    it = telling.charter.requests[ident]
    promised = any(is_offered(row) for row in telling.charter.commitments.get(ident, ()))
    if not (promised and telling.has("urgent")):
        send = it.send if ident in _reported(telling) else ()
        return RequestData.model_construct(id=ident, name=it.name, alias=it.alias, axis=it.axis, send=send)
    return RequestData.model_construct(
        id=ident,
        name=it.name,
        alias=it.alias,
        axis=it.axis,
        means=it.means,
        examples=it.examples,
        counter_examples=it.counter_examples,
        set_by=it.set_by,
        route=it.route if it.route in telling.facts.channels else None,
        subject=it.subject,
        send=it.send,
        otherwise=it.otherwise,
    )
