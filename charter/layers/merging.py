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
            return self._group(kind, lower, spelled_out(kind, upper))
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
        words = upper.group["drop"].words if "drop" in upper.group else []  # first: what is dropped may be written anew
        gone = [word for word in words if self._drop(word, merged)]
        self._make_room(kind, upper, merged)
        for key, node in upper.group.items():
            if key != "drop":
                merged[key] = self.merge(kind.inside.child(key), merged.get(key), node)
        return replace(upper, value=merged, dropped=(*(lower.dropped if lower else ()), *gone))

    def _make_room(self, kind: Kind, upper: Node, merged: dict[str, Node]) -> None:
        """Of fields that exclude each other, the one that is written takes the place of the one inherited."""
        rivals = kind.inside.part.ONE_OF if kind.inside.part else frozenset()
        if rivals & upper.group.keys():
            for key in rivals - upper.group.keys():
                merged.pop(key, None)

    def _drop(self, word: Node, merged: dict[str, Node]) -> bool:
        found = merged.pop(word.text, None) is not None
        if not found:
            self._nothing_there(word, list(merged), "drop")
        return found

    def _nothing_there(self, word: Node, known: list[str], verb: str) -> None:
        message = f"`{word.text}` is not inherited here, so there is nothing to {verb}."
        hint = did_you_mean(word.text, known, most=20) or "Delete it."
        self.problems.append(Problem(f"nothing-to-{verb}", word.place, message, hint))

    def _list(self, kind: Kind, lower: Node | None, upper: Node) -> Node:
        item = kind.item or LEAF
        if kind.shape != Shape.LIST or kind.one_or_many or (item.part and not item.part.KEY):
            whole = [self.merge(item, None, node) for node in upper.items]
            return self._replace(kind, lower, replace(upper, value=whole))
        merged = list(lower.items) if lower else []
        inherited = len(merged)
        for node in upper.items:
            if list(node.group) == ["drop"]:
                inherited -= self._drop_items(item, node.group["drop"], merged)
            else:
                self._lay_item(item, node, merged, inherited)
        return replace(upper, value=merged)

    def _drop_items(self, item: Kind, words: Node, merged: list[Node]) -> int:
        """Remove items, and say how many there were."""
        gone = 0
        for word in words.words:
            found = _find(item, merged, {word.text})
            if found is None:
                self._nothing_there(word, _known(item, merged), "drop")
            else:
                del merged[found]
                gone += 1
        return gone

    def _lay_item(self, item: Kind, node: Node, merged: list[Node], inherited: int) -> None:
        """Lay an item over the inherited one of its name; items of one list are neighbours, never layers."""
        found = _find(item, merged, _names(item, node))
        if found is not None and found < inherited:
            own = _but_its_original_name(item, merged[found], node)
            merged[found] = self.merge(item, merged[found], own) if own else merged[found]
        elif item.part and item.part.KEY not in node.group and "id" in node.group:
            self._nothing_there(node.group["id"], _known(item, merged), "change")
        else:
            if found is not None and not (item.part and item.part.REPEATS):
                self._repeated(node, merged[found])
            merged.append(self.merge(item, None, node))

    def _repeated(self, node: Node, first: Node) -> None:
        message = f"This stands in the list twice; the first one is on line {first.place.line}."
        self.problems.append(
            Problem("duplicate-item", node.place, message, "Keep one of them, or give each another name.")
        )


def lengthened(kind: Kind, node: Node) -> Node:
    """Write a short form out: `4 business hours` becomes `{target: 4 business hours}`, at the same place."""
    return Node({kind.inside.short: replace(node, replaced=None)}, node.place, node.key, node.replaced)


def spelled_out(kind: Kind, node: Node) -> Node:
    """Write a key that says two things as two keys: `{aim: 15 minutes}` is `{target: 15 minutes, strength: aim}`."""
    part = kind.inside.part
    said = [key for key in node.group if part and key in part.SPELLINGS and part.SHORT not in node.group]
    if part is None or len(said) != 1:
        return node
    field_, value = part.SPELLINGS[said[0]]
    spoken = node.group[said[0]]
    rest = {key: child for key, child in node.group.items() if key != said[0]}
    return replace(node, value={part.SHORT: spoken, field_: Node(value, spoken.anchor, spoken.key), **rest})


def _names(item: Kind, node: Node) -> set[str]:
    """Give what an item is known by: its id, its naming field, or the text that it is, in any of its languages."""
    if not isinstance(node.value, dict):
        return _spoken(node)
    named = (node.child(key) for key in ("id", item.part.KEY if item.part else ""))
    return {name for child in named if child for name in _spoken(child)}


def _spoken(node: Node) -> set[str]:
    names = {node.text} - {""}
    return names | _spoken(node.replaced) if node.replaced else names


def _but_its_original_name(item: Kind, lower: Node, upper: Node) -> Node | None:
    """Leave out a name that is the original of a translated one: it says which item is meant, and is no new text."""
    key = item.part.KEY if item.part else ""
    name, inherited = (node.child(key) if node.group else node for node in (upper, lower))
    if "id" in upper.group or not name or not inherited or name.text == inherited.text:
        return upper
    if name.text not in _spoken(inherited):
        return upper
    rest = {step: child for step, child in upper.group.items() if step != key}
    return replace(upper, value=rest) if rest else None


def _known(item: Kind, nodes: list[Node]) -> list[str]:
    """Give the ids of items, and the names of those that have none."""
    return [child.text if (child := node.child("id")) else min(_names(item, node), default="") for node in nodes]


def _find(item: Kind, nodes: list[Node], names: set[str]) -> int | None:
    return next((number for number, node in enumerate(nodes) if names & _names(item, node)), None)
