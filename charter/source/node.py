"""Values with places: what was written, before anybody has given it a type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charter.problem import KeyPath, Place


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place: a text, a list of nodes, or nodes by key.

    `key` is the place of the key it stands under. `replaced` is the node of a lower layer that it replaced, or of which
    it is the translation. `dropped` are the words that removed inherited nodes from here.
    """

    value: dict[str, Node] | list[Node] | str
    place: Place
    key: Place | None = None
    replaced: Node | None = None
    dropped: tuple[Node, ...] = ()

    @property
    def anchor(self) -> Place:
        """Where to point at when the whole of it is meant: its key, else its own beginning."""
        return self.key or self.place

    @property
    def group(self) -> dict[str, Node]:
        """The nodes by key; none where this is no group of keys."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Node]:
        """The nodes of a list; none where this is no list."""
        return self.value if isinstance(self.value, list) else []

    @property
    def text(self) -> str:
        """The text; an empty one where this is no text."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def words(self) -> list[Node]:
        """The texts of a list, or the one text that stands without brackets."""
        return self.items if isinstance(self.value, list) else [self]

    def at(self, path: KeyPath) -> Node | None:
        """Give the node at a key path below, or None."""
        node: Node | None = self
        for step in path:
            node = node.child(step) if node else None
        return node

    def child(self, step: str | int) -> Node | None:
        """Give the node one step below, or None."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        return self.items[step] if isinstance(step, int) and step < len(self.items) else None

    def plain(self) -> object:
        """Give the bare value, without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value
