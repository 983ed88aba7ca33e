"""People who are named in words for clients and are not there any more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from charter.check.claims import named
from charter.check.rule import Found, Whole, project_rule
from charter.check.said import Said, said
from charter.check.sentences import statements
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter

_TURN_TO = {
    "en": r"[Aa]sk|[Ww]rite\s+to|[Cc]all|[Tt]ell|[Ee]-?mail|[Cc]ontact|(?:[Ss]peak|[Tt]alk)\s+(?:to|with)",
    "es": r"[Pp]regunta(?:le)?\s+a|[Ee]scr[ií]be(?:le)?\s+a|[Ll]l[aá]ma(?:le)?\s+a|[Hh]abla\s+con|[Dd][ií]se?lo\s+a|[Cc]ontacta\s+a"
    r"|[Pp][ií]de(?:le|selo)\s+a",
    "de": r"[Ff]rag(?:en\s+Sie|e)?|[Ss]chreib(?:en\s+Sie|e)?\s+an|[Rr]uf(?:en\s+Sie|e)?|[Ss]pr(?:echen\s+Sie|ich)\s+mit",
}
"""Words after which clients are told to turn to somebody."""
_NAME = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+"
_NO_PERSON = re.compile(
    r"(?i)\b(?:ads?|aid|bank|billing|cent(?:er|re)|club|desk|department|facebook|google|group|help(?:desk)?|hotline|"
    r"homes|inc|legal|line|llc|ltd|microsoft|apple|office|portal|realty|sales|services?|shop|support|team|teams|"
    r"banco|centro|departamento|equipo|grupo|oficina|servicios?|soporte|ventas|abteilung|amt|büro|dienst|gmbh|vertrieb)\b"
)
"""Names of offices and companies look like names of people."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of everybody in any charter, and all the words that are part of a name of anything else."""

    people: dict[str, str]
    known: frozenset[str]


@project_rule("departed-name", Severity.WARNING)
def departed_name(whole: Whole) -> Iterator[Found]:
    """A person who is named in words for a client is one of the people that this client may meet.

    Somebody who has left goes on standing in a text, and clients ask for them. Found are two certain cases: the full
    name of somebody whom the client's charter dropped (a first name only after words such as “ask” and “write to”),
    and after such words a full name that is nobody's: of no person, client, contact, department or plan. Whoever is
    internal is the matter of `private-in-prose`.

    Bad: `Ask Jane Miller.`, who is not in content/people.yaml. Good: `Ask {{ representative.name }}.`.
    """
    names = _names(whole) if whole.is_known else _Names({}, frozenset())
    full = re.compile(
        rf"\b(?:{'|'.join(map(re.escape, sorted(names.people, key=len, reverse=True)))})\b" if names.people else r"(?!)"
    )
    for text in said(whole) if whole.is_known else ():
        yield from _absent(text, full, names)
        for start, end, name in _turned_to(text.text, text.language):
            if text.readers and text.path[:1] != ("client",) and not _is_known(name, names):
                message = f"Clients are told to turn to {name}, and nobody of that name is in any charter."
                yield Found(text.place(start, end), message, _mend(text))


def _absent(text: Said, full: re.Pattern[str], names: _Names) -> Iterator[Found]:
    """Find people who are named to clients whose charters do not have them."""
    for at, sentence in statements(text.text) if full.search(text.text) else ():
        for found in full.finditer(sentence):
            name = found[0]
            if name not in names.people or not _is_meant(name, names, sentence, found.start(), text.language):
                continue
            start = at + found.start()
            misled = text.misled(start, partial(_has, names.people[name]))
            if misled:
                message = f"{name} is not among the people in the charter of {named(misled)}."
                yield Found(text.place(start, at + found.end()), message, _mend(text))


def _mend(text: Said) -> str:
    value = ", or write a value such as `{{ representative.name }}`" if text.prose else ""
    return f"Name somebody of content/people.yaml whom these clients may meet{value}."


def _is_meant(name: str, names: _Names, sentence: str, start: int, language: str) -> bool:
    """Whether a name is a person for certain: a full one, or a first name after “ask”."""
    if " " in name:
        return True
    leads = re.compile(rf"\b(?:{_TURN_TO.get(language, r'(?!)')})\s+$")
    follows = re.match(rf"\s+{_NAME}", sentence[start + len(name) :])
    return bool(leads.search(sentence[:start])) and not follows and name.casefold() not in names.known


def _has(name: str, charter: Charter) -> bool:
    """Whether a charter has somebody of that full name; those who are internal are another rule's."""
    names = {person.name for person in charter.people.values()}
    return name in names or any(contact.name == name for contact in charter.client.contacts)


@lru_cache(maxsize=65536)
def _turned_to(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    if language not in _TURN_TO:
        return ()
    form = re.compile(rf"\b(?:{_TURN_TO[language]})\s+(?P<name>{_NAME}\s+{_NAME})\b(?!\s+{_NAME}|-)")
    return tuple(
        (at + found.start("name"), at + found.end("name"), " ".join(found["name"].split()))
        for at, sentence in statements(text)
        for found in form.finditer(sentence)
        if not _NO_PERSON.search(found["name"])
    )


def _is_known(name: str, names: _Names) -> bool:
    return name in names.people or any(word in names.known for word in name.casefold().split())


def _names(whole: Whole) -> _Names:
    people: dict[str, str] = {}
    first: dict[str, set[str]] = {}
    known: set[str] = set()
    for charter in whole.charters:
        for person in charter.people.values():
            people[person.name] = person.name
            first.setdefault(person.short_name, set()).add(person.name)
        known.update(word.casefold() for name in _others(charter) for word in re.findall(r"\w+", name))
    alone = {short: next(iter(full)) for short, full in first.items() if len(full) == 1}
    return _Names(alone | people, frozenset(known))


def _others(charter: Charter) -> Iterator[str]:
    """Give all other names in a charter, of which a text may speak."""
    yield from (charter.agency.name, charter.client.name, charter.tier.name)
    yield from (contact.name for contact in charter.client.contacts)
    yield from (department.name for department in charter.departments.values())
    yield from (channel.name or ident for ident, channel in charter.channels.items())
    yield from (request.name for request in charter.requests.values())
