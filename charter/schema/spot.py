"""Where a typed value was written, although it may have been written in a shorter form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.layers import CHARTER
from charter.model.kinds import meanings
from charter.problem import show_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.problem import KeyPath, Place
    from charter.source import Node

CLIP = 60


class Spot:
    """Where a pydantic error points: the deepest node that was really written, and what may stand there.

    Short forms make pydantic's path longer than what people wrote; steps that were not written are skipped.
    """

    def __init__(self, tree: Node, loc: Iterable[str | int]) -> None:
        self.node, self.kind, self.parent = tree, CHARTER, CHARTER
        self.path: KeyPath = ()
        self.missing: str | int = ""
        for step in loc:
            if step == "[key]":
                break
            self._walk(step)

    def _walk(self, step: str | int) -> None:
        child = self.node.child(step)
        if child is not None:
            self.path = (*self.path, step)
        unwritten_index = isinstance(step, int) and self.kind.one_or_many and not isinstance(self.node.value, list)
        self.missing = step if child is None and not unwritten_index else ""
        self.parent, self.kind = self.kind, self.kind.child(step)
        self.node = child or self.node

    @property
    def name(self) -> str:
        """The path as it stands in the file, where a client's and a tier's own keys are at the top."""
        return show_path(self.path[1:] if self.path[:1] in {("client",), ("tier",)} else self.path)

    @property
    def text(self) -> str:
        """What was written there, clipped."""
        written = self.node.value if isinstance(self.node.value, str) else self.name
        return written if len(written) <= CLIP else written[: CLIP - 1] + "…"

    @property
    def place(self) -> Place:
        """Where to point: at the value if it is a text, else at its key."""
        return self.node.place if isinstance(self.node.value, str) else self.node.anchor

    @property
    def meaning(self) -> str:
        """The one-line meaning of the field."""
        part, name = (self.parent.part, self.missing or (self.path[-1] if self.path else ""))
        return meanings(part).get(str(name), "") if part else ""
