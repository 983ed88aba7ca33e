"""Walks of a tree beside the model: what was written, with what may stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.model.kinds import Kind
    from charter.problem import KeyPath
    from charter.source import Node


Step = tuple["KeyPath", "Kind", "Node"]
"""A node with its key path and its kind."""


def visit(kind: Kind, node: Node, path: KeyPath = ()) -> Iterator[Step]:
    """Give every node with its key path and its kind, each before what is inside it."""
    ahead: list[Step] = [(path, kind, node)]
    while ahead:
        path, kind, node = ahead.pop()
        if not isinstance(node.value, list):
            kind = kind.inside
        yield path, kind, node
        inside = [((*path, key), kind.child(key), child) for key, child in node.group.items()]
        inside += [((*path, number), kind.item or kind, item) for number, item in enumerate(node.items)]
        ahead += reversed(inside)


def wordings(steps: Iterable[Step]) -> Iterator[Node]:
    """Give every text that is for people's eyes."""
    return (node for _, kind, node in steps if isinstance(node.value, str) and kind.is_wording)
