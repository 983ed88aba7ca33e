"""A charter -> `contacts.vcf` and, for Outlook, `contacts-outlook.vcf`: the people and the ways a client may use."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from charter.artifact import Artifact
from charter.compute.zones import by_clock
from charter.model.charter import State
from charter.render.filters import in_words
from charter.render.places import CONTACTS, CONTACTS_OUTLOOK, HANDBOOK, unique
from charter.render.vcard import Card, cards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.compute import Facts
    from charter.model.agency import Channel, Department, Person
    from charter.model.charter import Charter
    from charter.render.language import Speech
    from charter.render.places import Places
    from charter.render.theme import Theme

_VERSIONS = {CONTACTS: "4.0", CONTACTS_OUTLOOK: "3.0"}


def render(charter: Charter, facts: Facts, theme: Theme) -> list[Artifact]:
    """Write both files. They hold the same cards, in two versions of the format."""
    speech = theme.speech(charter.language, charter.timezone)
    those = _Cards(charter, facts, speech, theme.places)
    return [
        Artifact(theme.places.place(charter, file), cards(those.all(version))) for file, version in _VERSIONS.items()
    ]


class _Cards:
    """The cards of one client."""

    def __init__(self, charter: Charter, facts: Facts, speech: Speech, places: Places) -> None:
        self.charter, self.facts, self.speech, self.places = charter, facts, speech, places
        self.agency, self.version = charter.agency, ""
        self.hours: dict[str, str] = {}

    def all(self, version: str) -> Iterator[Card]:
        """Give the client's own people first, then departments, then the agency, and each line kept for some clients."""
        self.version = version
        yield from self._people()
        if self.charter.client.state != State.FORMER:
            for ident, department in self.charter.departments.items():
                yield self._department(ident, department)
        yield self._firm()
        for ident, channel in self.facts.channels.items():
            if _is_line(channel):
                yield self._line(ident, channel)

    def _new(self, kind: str, key: str, name: str, *parts: str) -> Card:
        card = Card(self.version)
        card.raw("UID", UUID(unique(self.charter, "card", kind, key)).urn)
        card.raw("REV", f"{self.facts.day:%Y%m%d}T000000Z")
        card.whose(kind, name, *parts)
        return card

    def _people(self) -> Iterator[Card]:
        _, own = self.speech.gettext, self.charter.representative
        is_over = self.charter.client.state == State.FORMER
        roles = {self.charter.client.representative: _("Your contact") if is_over else _("Your representative")}
        if own.backup:
            roles.setdefault(own.backup, _("Stands in for %(name)s") % {"name": own.short_name})
        for ident, role in roles.items():
            if ident in self.facts.people:
                yield self._person(ident, self.facts.people[ident], role)

    def _person(self, ident: str, person: Person, role: str) -> Card:
        given, _, family = person.name.rpartition(" ")
        # Where a name is one word, nobody knows which part it is: all programs show the first one.
        card = self._new("person", ident, person.name, family if given else "", given or family)
        card.add("ORG", self.agency.name)
        card.add("TITLE", person.role)
        card.reach([person])
        for tag in person.languages if card.is_new else ():
            card.raw("LANG", tag)
        department = self.charter.departments.get(person.department or "")
        self._finish(card, [role], department.calendar if department else None)
        return card

    def _department(self, ident: str, department: Department) -> Card:
        card = self._new("department", ident, f"{self.agency.name} – {department.name}", department.name)
        card.add("ORG", self.agency.name, department.name, by=";")
        ways = [self.facts.channels[one] for one in department.channels if one in self.facts.channels]
        card.reach([department, *ways])
        card.pages(*(one.url for one in ways))
        topics = f"{self.speech.gettext('Ask here about')}: {self.speech.listing(department.handles)}"
        self._finish(card, [topics], department.calendar)
        return card

    def _firm(self) -> Card:
        card = self._new("agency", "", self.agency.name, self.agency.name)
        card.add("ORG", self.agency.name)
        channels = [one for one in self.facts.channels.values() if not _is_line(one)]
        card.reach(channels)
        card.pages(self.agency.url, *(one.url for one in channels))
        self._finish(card, [], None)
        return card

    def _line(self, ident: str, channel: Channel) -> Card:
        """A number of its own for what cannot wait: found by its name when it is needed."""
        name = channel.name or in_words(ident)
        card = self._new("channel", ident, f"{self.agency.name} – {name}", name)
        card.add("ORG", self.agency.name)
        card.reach([channel])
        card.pages(channel.url)
        use = self.speech.gettext("For %(purpose)s.") % {"purpose": channel.use} if channel.use else ""
        self._finish(card, [use], channel.calendar)
        return card

    def _finish(self, card: Card, said: list[str], calendar: str | None) -> None:
        """Add what cards have in common: hours, where all of it is explained, and where the file comes from."""
        page = self.places.address(self.charter, HANDBOOK) or ""
        card.add("NOTE", "\n".join(filter(None, [*said, self._hours(calendar), page])))
        if card.is_new:
            card.raw("TZ", self.agency.timezone)
            if where := self.places.address(self.charter, CONTACTS):
                card.raw("SOURCE", where)

    def _hours(self, ident: str | None) -> str:
        ident = ident or self.charter.usual_calendar
        if ident not in self.hours:
            self.hours[ident] = self._sentence(ident)
        return self.hours[ident]

    def _sentence(self, ident: str) -> str:
        """Say when somebody is there, in a sentence; nothing where hours are the rest of others."""
        _ = self.speech.gettext
        if ident == "24/7":
            return _("around the clock, every day")
        calendar = self.facts.calendars.get(ident)
        if calendar is None or calendar.outside:
            return ""
        zone = self.speech.zone(calendar.timezone or self.agency.timezone)
        words = {"hours": self.speech.week_sentence(calendar.hours), "zone": zone}
        return " ".join(filter(None, [_("We are open %(hours)s, %(zone)s.") % words, self._by_clients_clock(ident)]))

    def _by_clients_clock(self, ident: str) -> str:
        """Say the same hours by the client's clock, where it shows something else.

        A card lies in an address book for years, so it does not say in which weeks the clocks are otherwise apart.
        """
        _, calendar, apart = self.speech.gettext, self.facts.calendars[ident], self.facts.apart[ident]
        if apart.same:
            return ""
        yours = by_clock(calendar.hours, apart.usual)
        if yours == calendar.hours:
            return self.speech.apart(apart, self.charter.timezone, calendar.timezone or self.agency.timezone)[0]
        form = _("by your clock that is usually %(hours)s") if apart.others else _("by your clock that is %(hours)s")
        return self.speech.sentence(form % {"hours": self.speech.week_sentence(yours)})


def _is_line(channel: Channel) -> bool:
    """Whether a channel is kept for some clients, as the number for emergencies is."""
    return channel.visibility == "private"
