"""Names that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.layers import CHARTER
from charter.problem import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.base import Ref
    from charter.model.kinds import Kind
    from charter.source import Node

_NOUNS = {
    "calendars": "calendar",
    "channels": "channel",
    "people": "person",
    "departments": "department",
    "requests": "request class",
    "sections": "section of the handbook",
}


@rule("dangling-reference", of_tree=True)
def dangling_reference(subject: Subject) -> Iterator[Found]:
    """A name must lead somewhere.

    A client who is sent to a channel, person or department that does not exist is sent nowhere.

    Bad: `representative: mya` when people.yaml has `maya`. Good: `representative: maya`.
    """
    known = _known(subject)
    for node, ref in _refs(CHARTER, subject.tree):
        name = str(node.value)
        if name not in known[ref.kind] and name not in ref.also:
            hint = did_you_mean(name, {*known[ref.kind], *ref.also}, most=30)
            yield Found(
                node.anchor if isinstance(node.value, dict | list) else node.place,
                f"There is no {_NOUNS[ref.kind]} `{name}`.",
                hint,
            )


def _known(subject: Subject) -> dict[str, set[str]]:
    tables = {kind: subject.tree.child(kind) for kind in _NOUNS}
    return {
        kind: set(table.value) if table and isinstance(table.value, dict) else set() for kind, table in tables.items()
    } | {"sections": set(subject.sections)}


def _refs(kind: Kind, node: Node) -> Iterator[tuple[Node, Ref]]:
    """Walk a tree beside the model and give every text that names something, with what it names."""
    if not isinstance(node.value, list):
        kind = kind.inside
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            if kind.key_ref:
                yield _key_node(key, child), kind.key_ref
            yield from _refs(kind.child(key), child)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _refs(kind.item or kind, item)
    elif kind.ref or (kind.item and kind.item.ref):
        yield node, kind.ref or kind.item.ref  # type: ignore[misc, union-attr]  # one of them is there


def _key_node(key: str, child: Node) -> Node:
    from dataclasses import replace

    return replace(child, value=key, place=child.anchor)
