"""Prose that tells every client what only some, or none, may know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.check.claims import named
from charter.check.rule import Found, Whole, project_rule
from charter.check.said import Said, said
from charter.check.sentences import line_place
from charter.compute import visible_channels, visible_departments, visible_people
from charter.model.agency import Visibility

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from charter.model.agency import Person
    from charter.model.charter import Charter

_LOCAL = 7
"""With fewer digits, a number without its country is too short to be sure of."""
_APART = r"[ ()./\u2010\u2011\u2013\u00a0\u202f-]{0,3}"
_AT = r"\s?(?:@|&#64;|[(\[]at[)\]])\s?"


@project_rule("private-in-prose")
def private_in_prose(whole: Whole) -> Iterator[Found]:
    """Words for clients give away no channel, no department and no person that they may not see.

    That is how to reach a channel or department that is private or internal, how to reach somebody who is private, and
    the name of somebody who is internal. Every client of a language reads the same prose, and every client of a plan
    its texts. A private number that is written out there is public, whatever `visibility:` says, and however its digits
    are parted. A text in YAML is right where all who read it may see the channel, department or person.

    Bad: `Call +1 303 555 0199.`, the number of a private channel. Good: `Call us.`, or a channel that all clients see.
    """
    patterns = {secret: re.compile(form, re.IGNORECASE) for secret, form in _hidden(whole).items()}
    for prose in whole.prose.values():
        for secret, pattern in patterns.items():
            for found in pattern.finditer(prose.text):
                place = line_place(prose, found.start(), found.end())
                yield Found(place, f"Every client reads this, and {secret.whose}.", secret.hint)
    anything = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns.values()) or r"(?!)", re.IGNORECASE)
    for text in said(whole):
        if not text.prose and anything.search(text.text):
            yield from _in_yaml(text, patterns)


def _in_yaml(text: Said, patterns: Mapping[Secret, re.Pattern[str]]) -> Iterator[Found]:
    for secret, pattern in patterns.items():
        found = pattern.search(text.text)
        told = text.misled(found.start(), secret.is_shown) if found else []
        if told:
            yield Found(text.at, f"{named(told)} would read this, and {secret.whose}.", secret.hint)


@dataclass(frozen=True, slots=True)
class Secret:
    """A channel, person or department that not every client may see."""

    kind: str
    ident: str
    visibility: Visibility

    @property
    def whose(self) -> str:
        """Say what it is."""
        return f"{self.kind} `{self.ident}` is `{self.visibility}`"

    @property
    def hint(self) -> str:
        """Say what to write in its place."""
        other = "somebody whom clients see" if self.kind == "person" else f"a {self.kind} that every client sees"
        return f"Take it out, or name {other}."

    def is_shown(self, charter: Charter) -> bool:
        """Whether the client of a charter may see it."""
        return self.ident in _VISIBLE[self.kind](charter)


_VISIBLE: Mapping[str, Callable[[Charter], Mapping[str, object]]] = {
    "channel": visible_channels,
    "person": visible_people,
    "department": visible_departments,
}


def _hidden(whole: Whole) -> dict[Secret, str]:
    """Give the channels and people that must not be written out, with the form of their names and numbers."""
    charters = list(whole.charters)
    shown = {value for charter in charters for value in _shown(charter)}
    forms: dict[Secret, list[str]] = {}
    for charter in charters:
        for secret, values in _secrets(charter):
            forms.setdefault(secret, []).extend(_form(value) for value in values if value not in shown)
    return {secret: "|".join(dict.fromkeys(values)) for secret, values in forms.items() if values}


def _shown(charter: Charter) -> Iterator[str]:
    """Give the names and ways of what every client sees."""
    for _, _, visibility, values in _all(charter):
        if visibility == Visibility.CLIENT:
            yield from values


def _secrets(charter: Charter) -> Iterator[tuple[Secret, list[str]]]:
    """Give what not every client sees, with its names and the ways to it."""
    for kind, ident, visibility, values in _all(charter):
        if visibility != Visibility.CLIENT:
            yield Secret(kind, ident, visibility), values


def _all(charter: Charter) -> Iterator[tuple[str, str, Visibility, list[str]]]:
    for ident, channel in charter.channels.items():
        yield "channel", ident, channel.visibility, _ways(channel.address, channel.number, channel.url)
    for ident, person in charter.people.items():
        yield "person", ident, person.visibility, _traces(person)
    for ident, one in charter.departments.items():
        yield "department", ident, one.visibility, _ways(one.address, one.number)


def _ways(*ways: str | None) -> list[str]:
    return [way for way in ways if way]


def _traces(person: Person) -> list[str]:
    """Give what leads to a person; the name of a private one is no secret, for some clients work with them."""
    is_private = person.visibility == Visibility.PRIVATE
    return [value for value in ("" if is_private else person.name, person.email, person.number) if value]


def _form(value: str) -> str:
    """Give the regular expression of a name, an address or a number, however its digits are parted."""
    if not value.startswith("+"):
        return rf"(?<![\w.-]){re.escape(value).replace('@', _AT)}(?![\w-])"
    country, _, local = value.partition(" ")
    digits = re.findall(r"\d", local)
    if len(digits) < _LOCAL:
        return rf"(?<!\d){_APART.join(re.findall(r'[0-9]', value))}(?!\d)"
    abroad = _APART.join(re.findall(r"\d", country))
    return rf"(?<!\d)(?:(?:\+|00)?{abroad}{_APART})?(?:0{_APART})?{_APART.join(digits)}(?!\d)"
