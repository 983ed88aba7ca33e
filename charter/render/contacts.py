"""A charter -> `contacts.vcf` and, for Outlook, `contacts-outlook.vcf`: the people and the ways a client may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from charter.artifact import Artifact
from charter.render.filters import e164, in_words
from charter.render.places import CONTACTS, CONTACTS_OUTLOOK, address, place, unique
from charter.render.vcard import Card, cards

if TYPE_CHECKING:
    from charter.compute import Facts
    from charter.model.agency import Channel, Department, Person
    from charter.model.charter import Charter
    from charter.render.language import Speech
    from charter.render.theme import Theme


def render(charter: Charter, facts: Facts, theme: Theme) -> list[Artifact]:
    """Write both files. They hold the same cards, in two versions of the format."""
    return [
        Artifact(place(charter, file), cards(_Writer(charter, facts, theme, version).cards()))
        for file, version in ((CONTACTS, "4.0"), (CONTACTS_OUTLOOK, "3.0"))
    ]


@dataclass
class _Writer:
    charter: Charter
    facts: Facts
    theme: Theme
    version: str

    def __post_init__(self) -> None:
        self.speech: Speech = self.theme.speech(self.charter.language, self.charter.timezone)
        self.agency = self.charter.agency

    def cards(self) -> list[Card]:
        """Give the cards: the client's own people first, then departments, then the agency and each way to it."""
        own = [self.charter.representative, self.charter.backup]
        made = [self._person(person, first=number == 0) for number, person in enumerate(own) if person]
        if self.charter.client.state != "former":
            made += [self._department(ident, one) for ident, one in self.charter.departments.items()]
        made.append(self._firm())
        made += [self._line(ident, channel) for ident, channel in self.facts.channels.items() if self._is_line(channel)]
        return made

    def _new(self, kind: str, key: str, name: str) -> Card:
        card = Card(self.version)
        card.raw("UID", UUID(unique(self.charter, "card", kind, key)).urn)
        card.raw("REV", f"{self.facts.day:%Y%m%d}T000000Z")
        if self.version == "4.0":
            card.raw("KIND", "individual" if kind == "person" else "org")
        card.add("FN", name)
        return card

    def _person(self, person: Person, *, first: bool) -> Card:
        card = self._new("person", person.name, person.name)
        given, _, family = person.name.rpartition(" ")
        # Five parts, RFC 6350, 6.2.2; where a name is one word, nobody knows which part it is.
        card.add("N", family if given else "", given or family, "", "", "", by=";")
        card.add("ORG", self.agency.name)
        card.add("TITLE", person.role)
        self._reach(card, person.number, person.email or None, None)
        for tag in person.languages if self.version == "4.0" else ():
            card.raw("LANG", tag)
        _ = self.speech.gettext
        backup = self.charter.representative.short_name
        card.add("NOTE", _("Your representative") if first else _("Stands in for %(name)s") % {"name": backup})
        self._common(card)
        return card

    def _department(self, ident: str, department: Department) -> Card:
        card = self._new("department", ident, f"{self.agency.name} – {department.name}")
        card.add("N", department.name, "", "", "", "", by=";")
        card.add("ORG", self.agency.name, department.name, by=";")
        ways = [self.facts.channels[one] for one in department.channels if one in self.facts.channels]
        number = department.number or next((one.number for one in ways if one.number), None)
        mail = department.address or next((one.address for one in ways if one.address), None)
        self._reach(card, number, mail, next((one.url for one in ways if one.url), None))
        topics = self.speech.listing(department.handles)
        card.add("NOTE", f"{self.speech.gettext('Ask here about')}: {topics}")
        self._common(card)
        return card

    def _firm(self) -> Card:
        card = self._new("agency", "", self.agency.name)
        card.add("N", self.agency.name, "", "", "", "", by=";")
        card.add("ORG", self.agency.name)
        channels = [one for one in self.facts.channels.values() if not self._is_line(one)]
        mail = next((one.address for one in channels if one.address), None)
        self._reach(card, next((one.number for one in channels if one.number), None), mail, self.agency.url)
        self._common(card)
        return card

    def _line(self, ident: str, channel: Channel) -> Card:
        """A number of its own for what cannot wait: found by its name when it is needed."""
        name = channel.name or in_words(ident)
        card = self._new("channel", ident, f"{self.agency.name} – {name}")
        card.add("N", name, "", "", "", "", by=";")
        card.add("ORG", self.agency.name)
        self._reach(card, channel.number, channel.address, channel.url)
        card.add("NOTE", self.speech.gettext("For %(purpose)s.") % {"purpose": channel.use} if channel.use else "")
        self._common(card)
        return card

    def _is_line(self, channel: Channel) -> bool:
        """Whether a channel is kept for some clients, as the number for emergencies is."""
        return channel.visibility == "private"

    def _reach(self, card: Card, number: str | None, mail: str | None, url: str | None) -> None:
        if number and self.version == "4.0":
            card.raw("TEL", f"tel:{e164(number)}", value="uri", type="work,voice")
        elif number:
            card.add("TEL", e164(number), type="WORK,VOICE")
        if mail:
            card.add("EMAIL", mail, type="work" if self.version == "4.0" else "INTERNET,WORK")
        if url:
            card.raw("URL", url)

    def _common(self, card: Card) -> None:
        if self.version == "4.0":
            card.raw("TZ", self.agency.timezone)
            if where := address(self.charter, CONTACTS):
                card.raw("SOURCE", where)
