"""One layer over another: the later one changes only what it names.

  a group of keys    merges key by key
  a list of items    merges item by item, each known by its `id:`, its naming field, or its own text
  any other value    replaces the earlier one, which it remembers

Nothing inherited goes by silence: `drop: [id]` removes it, in a group of keys and in a list alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from charter.model.kinds import LEAF, Kind, Shape
from charter.problem import Problem, did_you_mean
from charter.source import Node


@dataclass(slots=True)
class Merger:
    """Merges trees, noting what cannot be merged."""

    problems: list[Problem] = field(default_factory=list)

    def merge(self, kind: Kind, lower: Node | None, upper: Node) -> Node:
        """Lay `upper` over `lower`. Both stay as they are; what neither changes is shared, not copied."""
        if kind.shape == Shape.LEAF:
            return self._replace(kind, lower, upper)
        if isinstance(upper.value, dict):
            return self._group(kind, lower, upper)
        if isinstance(upper.value, list):
            return self._list(kind, lower, upper)
        if lower and isinstance(lower.value, dict) and kind.inside.short:
            return self._group(kind, lower, lengthened(kind, upper))
        return self._replace(kind, lower, upper)

    def _replace(self, kind: Kind, lower: Node | None, upper: Node) -> Node:
        if lower and kind.one_or_many and isinstance(lower.value, list) and not isinstance(upper.value, list):
            message = (
                f"What is inherited here has several rows ({lower.place}), and one value cannot say which it changes."
            )
            hint = "Write all rows as a list; a list replaces the inherited one."
            self.problems.append(Problem("rows-by-one", upper.anchor, message, hint))
        return replace(upper, replaced=lower) if lower else upper

    def _group(self, kind: Kind, lower: Node | None, upper: Node) -> Node:
        if lower and isinstance(lower.value, str) and kind.inside.short:
            lower = lengthened(kind, lower)
        if lower and not isinstance(lower.value, dict):
            return self._replace(kind, lower, self._group(kind, None, upper))
        merged = dict(lower.group) if lower else {}
        if "drop" in upper.group:  # first, wherever it stands: what is dropped may then be written anew
            self._drop(upper.group["drop"], merged)
        for key, node in upper.group.items():
            if key != "drop":
                merged[key] = self.merge(kind.inside.child(key), merged.get(key), node)
        return replace(upper, value=merged)

    def _drop(self, words: Node, merged: dict[str, Node]) -> None:
        for word in words.items or [words]:
            if merged.pop(word.text, None) is None:
                self._nothing_to_drop(word, list(merged))

    def _nothing_to_drop(self, word: Node, known: list[str]) -> None:
        message = f"`{word.text}` is not inherited here, so there is nothing to drop."
        hint = did_you_mean(word.text, known) or "Delete it from `drop:`."
        self.problems.append(Problem("nothing-to-drop", word.place, message, hint))

    def _list(self, kind: Kind, lower: Node | None, upper: Node) -> Node:
        item = kind.item or LEAF
        if kind.shape != Shape.LIST or kind.one_or_many or (item.part and not item.part.KEY):
            whole = [self.merge(item, None, node) for node in upper.items]
            return self._replace(kind, lower, replace(upper, value=whole))
        merged = list(lower.items) if lower else []
        for node in upper.items:
            if list(node.group) == ["drop"]:
                self._drop_items(item, node.group["drop"], merged)
            else:
                self._lay_item(item, node, merged)
        return replace(upper, value=merged)

    def _drop_items(self, item: Kind, words: Node, merged: list[Node]) -> None:
        for word in words.items or [words]:
            found = _find(item, merged, {word.text})
            if found is None:
                self._nothing_to_drop(word, [name for node in merged for name in _names(item, node)])
            else:
                del merged[found]

    def _lay_item(self, item: Kind, node: Node, merged: list[Node]) -> None:
        found = _find(item, merged, _names(item, node))
        if found is None:
            merged.append(self.merge(item, None, node))
        else:
            merged[found] = self.merge(item, merged[found], node)


def lengthened(kind: Kind, node: Node) -> Node:
    """Write a short form out: `4 business hours` becomes `{target: 4 business hours}`, at the same place."""
    return Node({kind.inside.short: replace(node, replaced=None)}, node.place, node.key, node.replaced)


def _names(item: Kind, node: Node) -> set[str]:
    """Give what an item is known by: its id, its naming field, or the text that it is."""
    if not isinstance(node.value, dict):
        return {node.text} - {""}
    named = (node.child(key) for key in ("id", item.part.KEY if item.part else ""))
    return {name.text for name in named if name} - {""}


def _find(item: Kind, nodes: list[Node], names: set[str]) -> int | None:
    return next((number for number, node in enumerate(nodes) if names & _names(item, node)), None)
