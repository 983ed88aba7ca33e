"""Names that lead nowhere, and names that lead to what no client may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.model.agency import Visibility
from charter.model.charter import Charter
from charter.model.kinds import fields, internal
from charter.problem import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from charter.model.kinds import Kind
    from charter.model.marks import Ref
    from charter.problem import KeyPath
    from charter.source import Node

_NOUNS = {
    "calendars": "calendar",
    "channels": "channel",
    "people": "person",
    "departments": "department",
    "requests": "request class",
    "sections": "section of the handbook",
    "seasons": "season",
    "remedies": "remedy",
}
_HOMES = {"people": "in content/people.yaml", "departments": "in content/departments.yaml"}


@dataclass(frozen=True, slots=True)
class Link:
    """A text that names something written elsewhere."""

    path: KeyPath
    node: Node
    ref: Ref

    @property
    def name(self) -> str:
        """What it names."""
        return self.node.text


@rule("dangling-reference", of_tree=True)
def dangling_reference(subject: Subject) -> Iterator[Found]:
    """A name must lead somewhere.

    A client who is sent to a channel, person or department that does not exist is sent nowhere.

    Bad: `representative: mya` when people.yaml has `maya`. Good: `representative: maya`.
    """
    for link in _links(subject):
        known = _known(subject, link.ref.kind)
        if known is None or link.name in known or link.name in link.ref.also:
            continue
        table = subject.tree.child(link.ref.kind)
        dropped = next((word for word in table.dropped if word.text == link.name), None) if table else None
        yield _dropped(link, dropped) if dropped else _dangling(subject, link, known)


def _dangling(subject: Subject, link: Link, known: set[str]) -> Found:
    message = f"There is no {_NOUNS[link.ref.kind]} `{link.name}`."
    hint = _by_name(subject, link) or did_you_mean(link.name, {*known, *link.ref.also}, most=30)
    hint = hint or f"Write it {_HOMES.get(link.ref.kind, f'under `{link.ref.kind}:`')}, or take the name away."
    if link.ref.kind == "sections":
        hint += f" For a section of your own, write templates/sections/{link.name}.html."
    return Found(link.node.place, message, hint)


def _dropped(link: Link, word: Node) -> Found:
    """Blame the word that took the thing away, not the innocent line of a plan that still names it."""
    message = f"`{link.name}` is dropped here, and {link.node.place} still speaks of it."
    return Found(word.place, message, "Drop that, too, or keep this.")


def _by_name(subject: Subject, link: Link) -> str:
    """Recognise a person or department that is called by its name instead of its id."""
    table = subject.tree.child(link.ref.kind)
    named = {node.text: ident for ident, one in (table.group if table else {}).items() if (node := one.child("name"))}
    return f"Did you mean `{named[link.name]}`?" if link.name in named else ""


@rule("internal-reference")
def internal_reference(subject: Subject) -> Iterator[Found]:
    """What is `internal` is shown to no client, so nothing that clients see may send them there.

    Who has approved a change may be internal, and tests of promises may speak of internal channels: clients read neither.

    Bad: `representative: amir` when Amir has `visibility: internal`. Good: a representative whom clients may see.
    """
    charter = subject.charter
    hidden = {
        kind: {ident for ident, one in table.items() if one.visibility == Visibility.INTERNAL}
        for kind, table in (
            ("people", charter.people),
            ("channels", charter.channels),
            ("departments", charter.departments),
        )
    }
    for link in _links(subject):
        if link.name in hidden.get(link.ref.kind, ()) and not _is_unread(link.path, hidden, charter):
            message = (
                f"{_NOUNS[link.ref.kind].capitalize()} `{link.name}` is `internal`, so no client may be sent there."
            )
            yield Found(link.node.place, message, "Name another one, or take `visibility: internal` away.")


def _is_unread(path: KeyPath, hidden: Mapping[str, Collection[str]], charter: Charter) -> bool:
    """Whether something stands where no client reads it: inside of what is internal, or where only the agency looks.

    Of stand-ins, clients read of their representative's; where somebody works, and what closes for others, of nobody's.
    """
    match path:
        case (str(table), ident, *_) if ident in hidden.get(table, ()):
            return True
        case ("people", ident, *rest):
            return rest == ["department"] or (rest == ["backup"] and ident != charter.client.representative)
        case ("calendars", *_):
            return True
    return path[0] in {Charter.model_fields[name].alias or name for name in internal(Charter)}


def _known(subject: Subject, kind: str) -> set[str] | None:
    """Give what may be named, or None where a table is missing that has to be there, which is said elsewhere."""
    if kind == "sections":
        return set(subject.sections)
    table = subject.tree.child(kind)
    if table is None:
        return None if Charter.model_fields[kind].is_required() else set()
    return set(table.group)


def _links(subject: Subject) -> Iterator[Link]:
    """Give every text of a charter that names something; a key may name something, too."""
    for path, kind, node in subject.steps:
        if kind.key_ref:
            for key, child in node.group.items():
                yield Link((*path, key), replace(child, value=key, place=child.anchor), kind.key_ref)
        ref = _ref(kind)
        if ref and isinstance(node.value, str):
            yield Link(path, node, ref)


def _ref(kind: Kind) -> Ref | None:
    """Give what a text names at a place: one of a list may stand without brackets, and a name for a whole part."""
    one = kind.item or kind
    named = fields(one.part)[one.short].ref if one.part and one.short else None
    return kind.ref or one.ref or named
