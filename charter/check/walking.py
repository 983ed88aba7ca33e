"""Walks of a tree beside the model: what was written, with what may stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.kinds import Kind
    from charter.problem import KeyPath
    from charter.source import Node


def visit(kind: Kind, node: Node, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Kind, Node]]:
    """Give every node with its key path and its kind, each before what is inside it."""
    if not isinstance(node.value, list):
        kind = kind.inside
    yield path, kind, node
    for key, child in node.group.items():
        yield from visit(kind.child(key), child, (*path, key))
    for number, item in enumerate(node.items):
        yield from visit(kind.item or kind, item, (*path, number))


def wordings(kind: Kind, node: Node) -> Iterator[Node]:
    """Give every text that is for people's eyes."""
    for _, inside, child in visit(kind, node):
        if isinstance(child.value, str) and inside.is_wording:
            yield child
