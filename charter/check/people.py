"""Who stands in for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.model.agency import Visibility
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter

_A_TEAM = 3
"""From this many people on there is a better stand-in than each other."""


@rule("no-backup", Severity.WARNING)
def no_backup(subject: Subject) -> Iterator[Found]:
    """The representative of a client has a stand-in, where there is anybody else.

    Otherwise the client's requests wait for one person, through every illness and every holiday.

    Bad: `maya: {name: Maya Ortiz, role: Account lead}`, who represents a client.
    Good: `maya: {name: Maya Ortiz, role: Account lead, backup: sofia}`.
    """
    charter = subject.charter
    ident = charter.client.representative
    named = subject.tree.at(("client", "representative"))
    is_real = named is not None and named.place.file.startswith("content/clients/")
    person = charter.people.get(ident)
    if is_real and person and person.backup is None and len(_presentable(charter) | {ident}) > 1:
        message = f"{person.short_name} represents a client, and nobody stands in."
        yield Found(("people", ident), message, f"Add `backup:` with {_others(charter, ident)}.")


def _presentable(charter: Charter) -> set[str]:
    return {ident for ident, person in charter.people.items() if person.visibility != Visibility.INTERNAL}


def _others(charter: Charter, ident: str) -> str:
    names = [f"`{other}`" for other in charter.people if other in _presentable(charter) - {ident}]
    return " or ".join(names) if len(names) <= _A_TEAM else "the id of a colleague"


@rule("own-backup")
def own_backup(subject: Subject) -> Iterator[Found]:
    """Nobody stands in for themselves.

    The page would tell the client to ask the very person who is away.

    Bad: `maya: {name: Maya Ortiz, role: Account lead, backup: maya}`. Good: `backup: sofia`.
    """
    for ident, person in subject.charter.people.items():
        if person.backup == ident:
            message = f"{person.short_name} cannot stand in for {person.short_name}."
            yield Found(("people", ident, "backup"), message, "Name somebody else, or delete the line.")


@rule("mutual-backup", Severity.WARNING)
def mutual_backup(subject: Subject) -> Iterator[Found]:
    """Two people are not each other's only stand-ins, where a third could be one.

    They work together, so they are away together: at the same fair, with the same flu. Then nobody stands in.

    Bad: maya with `backup: sofia` and sofia with `backup: maya`. Good: maya, sofia and daniel in a ring.
    """
    people = subject.charter.people
    if len(_presentable(subject.charter)) < _A_TEAM:
        return
    order = list(people)
    for ident, person in people.items():
        other = people.get(person.backup or "")
        if other and other.backup == ident and order.index(ident) > order.index(person.backup or ""):
            message = f"{other.short_name} and {person.short_name} stand in only for each other."
            yield Found(("people", ident, "backup"), message, "Name a third person for one of the two.")
