"""What is known before a site is read: the charters, the words that are everybody's, and who may see what."""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from charter import shipped
from charter.audit.needles import TEXT, WISH
from charter.audit.ways import CLIENTS, ways
from charter.audit.ways import values as values_of
from charter.audit.words import digits_of, fold, words
from charter.compute.visible import visible_channels, visible_departments, visible_people
from charter.model.base import NOTE, Part
from charter.model.charter import Charter
from charter.model.kinds import meanings
from charter.schema.reference import parts_of
from charter.worktime import BadText, parse_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from charter.audit.ways import Way
    from charter.model.charter import Client
    from charter.source import Node

MAILBOXES = frozenset(
    """
    aol.com bluewin.ch btinternet.com comcast.net fastmail.com free.fr freenet.de gmail.com gmx.at gmx.ch
    gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.com hotmail.co.uk icloud.com laposte.net libero.it
    live.com mac.com mail.com mail.ru mailbox.org me.com msn.com naver.com orange.fr outlook.com posteo.de
    proton.me protonmail.com qq.com rediffmail.com rocketmail.com t-online.de tuta.com tutanota.com verizon.net
    wanadoo.fr web.de yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yandex.com yandex.ru
    ymail.com 163.com
    """.split()  # noqa: SIM905  a list of so many is read more easily so
)
"""Where everybody can have a mailbox: their domains lead to nobody."""


@dataclass(frozen=True, repr=False)
class Told:
    """The clients by the folders of their files, and what was written about them.

    `trees` says where each value was written; without it only what the charter says of the client is its own.
    `prose` are the texts that all clients read. `files` are the names that a client's files have; where none is said,
    any may be. `root` is the project's folder, and `builders` are the e-mail addresses of whoever builds the site.

    `strangers` are clients, by their folders as well, of whom there is more or only to know what an unfinished file or an
    old release says. `unread` are the folders of those whose file cannot be read whole, `unpublished` of all who have
    no files before something is mended.
    """

    folders: Mapping[str, Charter]
    trees: Mapping[str, Node] = field(default_factory=dict)
    prose: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()
    root: Path | None = None
    builders: tuple[str, ...] = ()
    strangers: Mapping[str, tuple[Client, ...]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    unpublished: frozenset[str] = frozenset()

    @cached_property
    def holders(self) -> frozenset[str]:
        """Give the folders of all clients, those who have left as well."""
        return frozenset((*self.folders, *self.strangers))

    def known(self, folder: str) -> list[Client]:
        """Give all that is known of the client with a folder: the charter first, then what else says something."""
        typed = [self.folders[folder].client] if folder in self.folders else []
        return [*typed, *self.strangers.get(folder, ())]

    def ident(self, folder: str) -> str:
        """Give the id of the client with a folder."""
        return self.known(folder)[0].id

    def own_texts(self, folder: str) -> Iterator[tuple[str, tuple[int, int]]]:
        """Give the texts that stand in a client's own file, with how long one must be to be this client's alone."""
        charter = self.folders.get(folder)
        if charter is None:
            return
        yield from ((text, WISH) for text in (*_strings(charter.client.goals), *charter.client.preferences))
        yield from ((text, TEXT) for text in _strings(charter.client))
        for text, file in self._leaves(folder):
            if file.startswith(CLIENTS) and len(text.split()) >= TEXT[0] and not _is_target(text):
                yield text, TEXT

    def _leaves(self, folder: str) -> Iterator[tuple[str, str]]:
        yield from _leaves(self.trees[folder]) if folder in self.trees else ()

    @cached_property
    def _own(self) -> dict[str, str]:
        return {}

    def is_own(self, folder: str, found: tuple[str, ...]) -> bool:
        """Whether a client's own words, or the agency's name and those of its people, hold these words."""
        if folder not in self._own:
            texts = [text for client in self.known(folder) for text in _strings(client)]
            texts += [text for text, file in self._leaves(folder) if file.startswith(CLIENTS)]
            self._own[folder] = _joined((*texts, *self._agency))
        return _within(found, self._own[folder])

    @cached_property
    def _met(self) -> dict[str, frozenset[tuple[str, ...]]]:
        return {}

    def has_met(self, folder: str, way: str) -> bool:
        """Whether a client knows somebody of this name, address or number: a contact, or whom it may see here."""
        if folder not in self._met:
            contacts = (contact for client in self.known(folder) for contact in client.contacts)
            own = {text for one in contacts for text in (one.name, one.email, one.number) if text}
            self._met[folder] = frozenset(map(_plain, own | self._seen.get(folder, frozenset())))
        return _plain(way) in self._met[folder]

    def is_own_charter(self, folder: str, found: tuple[str, ...]) -> bool:
        """Whether anything in a client's charter says these words."""
        return folder in self.folders and _within(found, _joined(_strings(self.folders[folder])))

    def is_common(self, found: tuple[str, ...]) -> bool:
        """Whether the agency has written these words for all clients, or Charter itself has as an example."""
        return _within(found, self._common)

    @cached_property
    def _common(self) -> str:
        texts = {text for folder in self.trees for text, file in self._leaves(folder) if not file.startswith(CLIENTS)}
        examples = (meaning for part in parts_of(Charter) for meaning in meanings(part).values())
        return _joined((*texts, *self.prose, *examples))

    def _ways(self) -> Iterator[tuple[str, Way]]:
        for folder, charter in self.folders.items():
            yield from ((folder, way) for way in ways(charter, self.trees.get(folder)))

    def own_ways(self, folder: str) -> list[str]:
        """Give the ways to channels and people that stand in a client's own file, and that this client may see."""
        found = ways(self.folders[folder], self.trees.get(folder)) if folder in self.folders else ()
        return [way.value for way in found if way.is_own and way.is_open]

    @cached_property
    def _agency(self) -> tuple[str, ...]:
        said = (text for name in ("name", "url", "site") for text in self._said_of_agency(name))
        return tuple(dict.fromkeys((*said, *(way.value for _, way in self._ways() if way.is_of_agency))))

    def _said_of_agency(self, name: str) -> Iterator[str]:
        """Give what the charters say of the agency; what a client's file says of it by mistake counts for nothing."""
        for folder, charter in self.folders.items():
            node = self.trees[folder].at(("agency", name)) if folder in self.trees else None
            text = getattr(charter.agency, name)
            if text and not (node and node.place.file.startswith(CLIENTS)):
                yield text

    @cached_property
    def _agency_words(self) -> frozenset[tuple[str, ...]]:
        return frozenset(words(text) for text in self._agency)

    def is_agency(self, found: tuple[str, ...]) -> bool:
        """Whether these words are the agency's own name, or one of its open people or addresses."""
        return found in self._agency_words

    @cached_property
    def _agency_numbers(self) -> frozenset[str]:
        return frozenset(digits_of(text) for text in self._agency if text.startswith("+"))

    def is_agency_number(self, number: str) -> bool:
        """Whether this is a number of the agency's own that everybody may dial, however it is written."""
        return digits_of(number) in self._agency_numbers

    @cached_property
    def _domains(self) -> frozenset[str]:
        hosts = {fold(text).partition("//")[2].partition("/")[0] for text in self._agency if "//" in text}
        mails = {fold(text).rpartition("@")[2] for text in self._agency if "@" in text}
        return frozenset(host.removeprefix("www.") for host in hosts | mails) | MAILBOXES

    def is_shared_domain(self, domain: str) -> bool:
        """Whether a domain is the agency's own or anybody's."""
        return domain in self._domains

    @cached_property
    def _ordinary(self) -> frozenset[str]:
        texts = [self._common, *zoneinfo.available_timezones()]
        homes = {shipped.templates(), *([self.root / "templates"] if self.root else [])}
        paths = (path for home in homes for kind in ("html", "po", "typ") for path in home.rglob(f"*.{kind}"))
        texts += (path.read_text("utf-8", "replace") for path in paths)
        return frozenset(word for text in texts for word in words(text.replace("_", " ")))

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is one that the agency, its templates or the names of places use anyway."""
        return word in self._ordinary

    def is_sealed(self, folder: str) -> bool:
        """Whether only those who know a client's passphrase can read the client's files."""
        return folder in self.folders and str(getattr(self.folders[folder].client, "access", "")) == "passphrase"

    @cached_property
    def sites(self) -> frozenset[str]:
        """Give the hosts that the site itself is read from."""
        return frozenset(fold(site).partition("//")[2].partition("/")[0] for site in self._said_of_agency("site"))

    @cached_property
    def _seen(self) -> dict[str, frozenset[str]]:
        return {
            folder: frozenset(
                value
                for seen in (visible_channels(charter), visible_people(charter), visible_departments(charter))
                for one in seen.values()
                for value in values_of(one)
            )
            for folder, charter in self.folders.items()
        }

    def visible(self, folder: str) -> frozenset[str]:
        """Give the addresses, numbers and names that a client may see."""
        return self._seen[folder]

    def hidden(self) -> dict[str, str]:
        """Give the ways to channels and people that not every client may see, with what each is."""
        found = {way.value: way.secrecy for _, way in self._ways() if way.secrecy}
        open_to_all = {way.value for _, way in self._ways() if way.is_for_all}
        return {value: label for value, label in found.items() if value not in open_to_all}

    def notes(self) -> frozenset[str]:
        """Give the notes for the agency's own eyes."""
        return frozenset(text for charter in self.folders.values() for text in _notes(charter))


def _strings(value: object) -> Iterator[str]:
    """Give all texts in a part of a charter."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _strings(one))
    elif isinstance(value, tuple | list | frozenset):
        yield from (text for one in value for text in _strings(one))
    elif isinstance(value, Part):
        names = (name for name in type(value).model_fields if name != NOTE)
        yield from (text for name in names for text in _strings(getattr(value, name)))


def _notes(value: object) -> Iterator[str]:
    """Give the notes for the agency's own eyes in a part of a charter."""
    if isinstance(value, dict):
        yield from (text for one in value.values() for text in _notes(one))
    elif isinstance(value, tuple | list):
        yield from (text for one in value for text in _notes(one))
    elif isinstance(value, Part):
        yield from value.internal
        yield from (text for name in type(value).model_fields for text in _notes(getattr(value, name)))


def _leaves(node: Node) -> Iterator[tuple[str, str]]:
    if node.text:
        yield node.text, node.place.file
    for key, child in node.group.items():
        yield from _leaves(child) if key != NOTE else ()
    for child in node.items:
        yield from _leaves(child)


def _plain(way: str) -> tuple[str, ...]:
    """Give a name, an address or a number in the form that all ways of writing it share."""
    return (digits_of(way),) if way.startswith("+") else words(way)


@lru_cache(maxsize=100_000)
def _is_target(text: str) -> bool:
    """Whether a text says when: that many charters say in the same words."""
    try:
        parse_target(text)
    except BadText:
        return False
    return True


def _joined(texts: Iterable[str]) -> str:
    return "".join(f" {' '.join(words(text))} \n" for text in texts)


def _within(found: tuple[str, ...], corpus: str) -> bool:
    return f" {' '.join(found)} " in corpus
