"""Prose that tells every client what only some, or none, may know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.check.rule import Found, Whole, project_rule
from charter.check.sentences import line_place
from charter.model.agency import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.agency import Channel, Person
    from charter.model.charter import Charter

_LOCAL = 7
"""With fewer digits, a number without its country is too short to be sure of."""


@project_rule("private-in-prose")
def private_in_prose(whole: Whole) -> Iterator[Found]:
    """Prose names no private or internal channel, and nobody who is internal.

    Every client of a language reads the same prose. A private number that is written out there is public, whatever
    `visibility:` says.

    Bad: `Call +1 303 555 0199.`, the number of a private channel. Good: `Call us.`, or a channel that all clients see.
    """
    patterns = {said: re.compile(form, re.IGNORECASE) for said, form in _hidden(whole).items()}
    for prose in whole.prose.values():
        for (whose, hint), pattern in patterns.items():
            for found in pattern.finditer(prose.text):
                yield Found(line_place(prose, found.start(), found.end()), f"Every client reads this, and {whose}.", hint)  # fmt: skip


def _hidden(whole: Whole) -> dict[tuple[str, str], str]:
    """Give what must not be written out: whose it is and how to mend it, with the form of it."""
    charters = list(whole.charters)
    shown = {value for charter in charters for value in _shown(charter)}
    forms: dict[tuple[str, str], list[str]] = {}
    for charter in charters:
        for said, values in _secrets(charter):
            forms.setdefault(said, []).extend(_form(value) for value in values if value not in shown)
    return {said: "|".join(dict.fromkeys(values)) for said, values in forms.items() if values}


def _shown(charter: Charter) -> Iterator[str]:
    for channel in charter.channels.values():
        if channel.visibility == Visibility.CLIENT:
            yield from _ways(channel)
    for person in charter.people.values():
        if person.visibility == Visibility.CLIENT:
            yield from _traces(person)


def _secrets(charter: Charter) -> Iterator[tuple[tuple[str, str], list[str]]]:
    for ident, channel in charter.channels.items():
        if channel.visibility != Visibility.CLIENT:
            whose = f"channel `{ident}` is `{channel.visibility}`"
            yield (whose, "Take it out, or name a channel that every client sees."), _ways(channel)
    for ident, person in charter.people.items():
        if person.visibility == Visibility.INTERNAL:
            yield (
                (f"person `{ident}` is `internal`", "Take it out, or name somebody whom clients see."),
                _traces(person),
            )


def _ways(channel: Channel) -> list[str]:
    return [value for value in (channel.address, channel.number, channel.url) if value]


def _traces(person: Person) -> list[str]:
    return [value for value in (person.name, person.email, person.number) if value]


def _form(value: str) -> str:
    """Give the regular expression of a name, an address or a number, however its digits are parted."""
    if not value.startswith("+"):
        return rf"(?<![\w.-]){re.escape(value)}(?![\w-])"
    country, _, local = value.partition(" ")
    digits = re.findall(r"\d", local)
    apart = r"[ ().–-]{0,3}"
    if len(digits) < _LOCAL:
        return rf"(?<!\d){apart.join(re.findall(r'[0-9]', value))}(?!\d)"
    abroad = apart.join(re.findall(r"\d", country))
    return rf"(?<!\d)(?:\+?{abroad}{apart})?{apart.join(digits)}(?!\d)"
