"""Walks of a tree beside the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.kinds import Kind
    from charter.source import Node


def wordings(kind: Kind, node: Node) -> Iterator[Node]:
    """Give every text that is for people's eyes."""
    if not isinstance(node.value, list):
        kind = kind.inside
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from wordings(kind.child(key), child)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from wordings(kind.item or kind, item)
    elif kind.is_wording:
        yield node
