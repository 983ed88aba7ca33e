"""What may not be told, and to whom: the texts that lead to one client, and what is private or internal.

A name is searched for by its words, an address letter by letter, a number by its digits. What everybody says leads to
nobody, so a name is searched for as far as it tells somebody apart:

    one word                   from four letters on, and if the agency, its templates and the calendar do not use it
    several words              from six letters on; if all of them are ordinary words, only with its own capitals
    the name but its last word from eight letters in two words on, with its own capitals
    its first word alone       from eight letters on, if it is no ordinary word, with its own capitals
    any other text             from four words and eighteen letters on (a goal or a preference: three and fourteen)

Whatever is shorter serves to see that a client's own files can be read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charter.audit.words import WORD, bare, fold, letters, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.audit.told import Told
    from charter.model.charter import Client

ONE_WORD, SEVERAL_WORDS, BEGINNING = 4, 6, 8
TEXT, WISH = (4, 18), (3, 14)
"""So many words and letters a text has that can be one client's alone."""
SQUASHED = 10
NATIONAL = 7
"""With fewer digits, a number without its country is too short to be sure of."""


class Kind(StrEnum):
    """What leads to somebody; the value is how it is called in a message."""

    NAME = "the name"
    CONTACT = "the name of a contact"
    IDENT = "the id"
    FOLDER = "the folder"
    MAIL = "an e-mail address"
    DOMAIN = "the domain"
    NUMBER = "a telephone number"
    ADDRESS = "the address of a channel"
    TEXT = "a text"
    HIDDEN = "something internal"
    BUILDER = "the address of whoever builds this"


class Weight(StrEnum):
    """How sure it is that a text leads to somebody."""

    SURE = "anywhere"
    CAPITALS = "with its own capitals"
    SIGHT = "only in the client's own files"


@dataclass(frozen=True, slots=True)
class Needle:
    """One text that only some may read: the clients with these folders, the others not.

    `exact` is its folded form where each letter counts, `shown` how it is written.
    """

    words: tuple[str, ...]
    kind: Kind
    owners: frozenset[str]
    shown: str
    exact: str = ""
    weight: Weight = Weight.SURE
    label: str = ""


def needles(told: Told) -> Iterator[Needle]:
    """Give all that leads to the clients, and all that is hidden."""
    for folder in (*told.folders, *(told.strangers.keys() - told.folders.keys())):
        for client in told.known(folder):
            yield from _of_client(told, folder, client)
        yield from _of_file(told, folder)
    yield from _hidden(told)
    for mail in told.builders:
        if not told.is_agency(words(mail)):
            yield Needle(words(mail), Kind.BUILDER, frozenset(), mail, fold(mail), label=Kind.BUILDER.value)


def _of_client(told: Told, folder: str, client: Client) -> Iterator[Needle]:
    owners = frozenset({folder})
    yield Needle(words(folder), Kind.FOLDER, owners, folder, fold(folder))
    yield from _ident(told, client.id, owners)
    yield from _name(told, client.name, Kind.NAME, owners)
    yield from _beginning(told, client.name, owners)
    if client.website:
        yield from _domain(told, client.website.partition("//")[2], owners)
    for contact in client.contacts:
        yield from _name(told, contact.name, Kind.CONTACT, owners)
        yield from _mail(told, contact.email, owners) if contact.email else ()
        if contact.number and not told.is_agency_number(contact.number):
            yield from numbers(contact.number, owners)


def _of_file(told: Told, folder: str) -> Iterator[Needle]:
    """Give what else stands in a client's own file: channels and people of its own, and its texts."""
    owners = frozenset({folder})
    for value in told.own_ways(folder):
        yield from _own_way(told, value, owners)
    for text, least in told.own_texts(folder):
        found = words(text)
        if len(found) >= least[0] and letters(found) >= least[1]:
            yield Needle(found, Kind.TEXT, owners, text)


def _own_way(told: Told, value: str, owners: frozenset[str]) -> Iterator[Needle]:
    """Give what leads to a channel or a person that one client alone has; where many have a room leads to nobody."""
    exact = fold(value.partition("//")[2]).rstrip("/")
    if value.startswith("+"):
        yield from numbers(value, owners) if not told.is_agency_number(value) else ()
    elif exact:
        is_said = told.is_agency(words(value)) or told.is_common(words(exact))
        yield from () if is_said else [Needle(words(exact), Kind.ADDRESS, owners, value, exact)]
    elif "@" in value:
        yield from () if told.is_agency(words(value)) else [Needle(words(value), Kind.MAIL, owners, value, fold(value))]
    else:
        yield from _name(told, value, Kind.CONTACT, owners)


def _name(told: Told, name: str, kind: Kind, owners: frozenset[str]) -> Iterator[Needle]:
    found = words(name)
    if not found or told.is_agency(found):
        return
    size, is_ordinary = sum(map(len, found)), all(told.is_ordinary(word) for word in found)
    if size < (ONE_WORD if len(found) == 1 else SEVERAL_WORDS) or (len(found) == 1 and is_ordinary):
        yield Needle(found, kind, owners, name, weight=Weight.SIGHT)
        return
    yield Needle(found, kind, owners, name, weight=Weight.CAPITALS if is_ordinary else Weight.SURE)
    squashed = "".join(found)
    if len(found) > 1 and len(squashed) >= SQUASHED:
        yield Needle((squashed,), kind, owners, squashed)


def _beginning(told: Told, name: str, owners: frozenset[str]) -> Iterator[Needle]:
    """Give the name but its last word, as people call Harbor & Pine Realty “Harbor & Pine”, and a rare first word."""
    found = words(name)[:-1]
    if len(found) > 1 and sum(map(len, found)) >= BEGINNING:
        spoken = name.rpartition(" ")[0].rstrip(" &,+-")
        yield Needle(found, Kind.NAME, owners, spoken, weight=Weight.CAPITALS)
    first = found[:1]
    if first and letters(first) >= BEGINNING and not (told.is_ordinary(first[0]) or told.is_agency(first)):
        yield Needle(first, Kind.NAME, owners, WORD.findall(bare(name))[0], weight=Weight.CAPITALS)


def _ident(told: Told, ident: str, owners: frozenset[str]) -> Iterator[Needle]:
    found, squashed = words(ident), ident.replace("-", "")
    is_word = len(found) == 1 and (len(ident) < ONE_WORD or told.is_ordinary(ident))
    yield Needle(found, Kind.IDENT, owners, ident, fold(ident), Weight.SIGHT if is_word else Weight.SURE)
    if len(found) > 1 and len(squashed) >= SQUASHED:
        yield Needle((squashed,), Kind.IDENT, owners, squashed, squashed)


def _domain(told: Told, address: str, owners: frozenset[str]) -> Iterator[Needle]:
    domain = re.split(r"[/:?#]", fold(address), maxsplit=1)[0].removeprefix("www.")
    if not told.is_shared_domain(domain):
        yield Needle(words(domain), Kind.DOMAIN, owners, domain, domain)
        yield from _abroad(domain, owners)


def _abroad(domain: str, owners: frozenset[str]) -> Iterator[Needle]:
    """Give a domain as it travels, where it has letters that only some alphabets have."""
    try:
        form = domain.encode("idna").decode()
    except UnicodeError:
        return
    if form != domain:
        yield Needle(words(form), Kind.DOMAIN, owners, form, form)


def _mail(told: Told, mail: str, owners: frozenset[str]) -> Iterator[Needle]:
    if not told.is_agency(words(mail)):
        yield Needle(words(mail), Kind.MAIL, owners, mail, fold(mail))
        yield from _domain(told, mail.rpartition("@")[2], owners)


def numbers(number: str, owners: frozenset[str], kind: Kind = Kind.NUMBER, label: str = "") -> Iterator[Needle]:
    """Give the ways to dial a number: with its country, with 00, from inside with and without a zero."""
    country, _, local = number.partition(" ")
    every, national = re.sub(r"\D", "", number), re.sub(r"\D", "", local)
    forms = {every, f"00{every}", f"011{every}"}
    if len(national) >= NATIONAL:
        forms |= {national, f"0{national}", re.sub(r"\D", "", country) + "0" + national}
    for form in sorted(forms):
        yield Needle((form,), kind, owners, number, form, label=label)


def _hidden(told: Told) -> Iterator[Needle]:
    """Give the ways to channels and people that not all may see, with those who may."""
    for value, label in told.hidden().items():
        owners = frozenset(folder for folder in told.folders if value in told.visible(folder))
        if re.fullmatch(r"\+[\d ().-]+", value):
            yield from numbers(value, owners, Kind.HIDDEN, label)
        elif "@" in value or "//" in value:
            exact = fold(value.partition("//")[2] or value).rstrip("/")
            yield Needle(words(exact), Kind.HIDDEN, owners, value, exact, label=label)
        else:
            yield from (
                Needle(one.words, Kind.HIDDEN, owners, one.shown, one.exact, one.weight, label)
                for one in _name(told, value, Kind.CONTACT, owners)
            )
    for note in sorted(told.notes()):
        found = words(note)
        if len(found) >= WISH[0] and letters(found) >= WISH[1]:
            yield Needle(found, Kind.HIDDEN, frozenset(), note, label="a note that is `internal`")
