"""Agency < tier < client: layers merged into one tree in which every value knows where it came from.

The law of merging: a later layer changes only what it names.
  a group of keys   merges key by key
  a list with ids   merges item by item (an id is the field that names the item, or the text itself)
  any other value   replaces the earlier one, which it remembers
Nothing inherited goes by silence: `drop: [id]` removes it, in a group of keys and in a list alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from charter.model.charter import Charter, Client
from charter.model.kinds import LEAF, Kind, Shape, fields
from charter.model.promises import Tier
from charter.problem import Place, Problem, did_you_mean
from charter.source import Node

CHARTER = Kind(Shape.PART, part=Charter)
AGENCY_ONLY = frozenset({"schema", "agency", "brand"})
"""What is one for all clients and cannot be overridden."""


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
        if lower and isinstance(lower.value, dict) and _short(kind):
            return self._group(kind, lower, _lengthen(kind, upper))
        return self._replace(kind, lower, upper)

    def _replace(self, kind: Kind, lower: Node | None, upper: Node) -> Node:
        if lower and kind.one_or_many and isinstance(lower.value, list) and not isinstance(upper.value, list):
            self._note("rows-by-one", upper.anchor, f"What is inherited here has several rows ({lower.place}), and one value cannot say which of them it changes.",
                       "Write all rows as a list; a list replaces the inherited one.")  # fmt: skip
        return replace(upper, replaced=lower) if lower else upper

    def _group(self, kind: Kind, lower: Node | None, upper: Node) -> Node:
        if lower and isinstance(lower.value, str) and _short(kind):
            lower = _lengthen(kind, lower)
        if lower and not isinstance(lower.value, dict):
            return self._replace(kind, lower, self._group(kind, None, upper))
        inside = kind.item if kind.one_or_many and kind.item else kind
        merged: dict[str, Node] = dict(lower.group) if lower else {}
        for key, node in upper.group.items():
            if key == "drop":
                for word in _words(node):
                    self._drop(word, merged, lower)
            else:
                merged[key] = self.merge(inside.child(key), merged.get(key), node)
        return replace(upper, value=merged)

    def _drop(self, word: Node, merged: dict[str, Node], lower: Node | None) -> None:
        if merged.pop(str(word.value), None) is None:
            self._nothing_to_drop(word, list(lower.group) if lower else [])

    def _nothing_to_drop(self, word: Node, known: list[str]) -> None:
        self._note("nothing-to-drop", word.place, f"`{word.value}` is not inherited here, so there is nothing to drop.",
                   did_you_mean(str(word.value), known) or "Delete it from `drop:`.")  # fmt: skip

    def _list(self, kind: Kind, lower: Node | None, upper: Node) -> Node:
        below = lower.items if lower else []
        if kind.shape != Shape.LIST or kind.one_or_many or (kind.item and kind.item.part and not kind.item.part.KEY):
            return self._replace(kind, lower, self._whole(kind, upper))
        item = kind.item or LEAF
        merged = {_identity(item, node, number): node for number, node in enumerate(below)}
        for number, node in enumerate(upper.items, len(below)):
            if isinstance(node.value, dict) and list(node.value) == ["drop"]:
                for word in _words(node.value["drop"]):
                    if merged.pop(str(word.value), None) is None:
                        self._nothing_to_drop(word, [key for key in merged if isinstance(key, str)])
            else:
                key = _identity(item, node, number)
                merged[key] = self.merge(item, merged.get(key), node)
        return replace(upper, value=list(merged.values()))

    def _whole(self, kind: Kind, upper: Node) -> Node:
        return replace(upper, value=[self.merge(kind.item or LEAF, None, node) for node in upper.items])

    def translate(self, kind: Kind, base: Node, texts: Node) -> Node:
        """Put the texts of a translation in the place of the originals; facts stay what they are."""
        if isinstance(texts.value, str) and isinstance(base.value, str):
            if not (kind.wording or (kind.part and fields(kind.part)[kind.short].wording)):
                self._note("not-a-text", texts.anchor, "Only texts can be translated; this is a fact, and stays the same in every language.",
                           "Delete the line from the translation.")  # fmt: skip
            return texts
        base, texts = (
            _lengthen(kind, node) if isinstance(node.value, str) and _short(kind) else node for node in (base, texts)
        )
        if isinstance(texts.value, dict) and isinstance(base.value, dict):
            return self._translate_group(kind, base, base.value, texts.value)
        if isinstance(texts.value, list) and isinstance(base.value, list) and len(texts.value) == len(base.value):
            pairs = zip(base.value, texts.value, strict=True)
            return replace(base, value=[self.translate(kind.item or LEAF, one, other) for one, other in pairs])
        self._note("translation-shape", texts.anchor, f"The translation has another shape than the original ({base.anchor}): {_shape(base)} against {_shape(texts)}.",
                   "Translate item by item, in the order of the original; an item with nothing to translate is `{}`.")  # fmt: skip
        return base

    def _translate_group(self, kind: Kind, base: Node, below: dict[str, Node], texts: dict[str, Node]) -> Node:
        merged = dict(below)
        inside = kind.item if kind.one_or_many and kind.item else kind
        for key, node in texts.items():
            if key in below:
                merged[key] = self.translate(inside.child(key), below[key], node)
            else:
                self._note("translation-of-nothing", node.anchor, f"The original has no `{key}` here ({base.anchor}), so there is nothing to translate.",
                           did_you_mean(key, below))  # fmt: skip
        return replace(base, value=merged)

    def _note(self, rule: str, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(rule, place, message, hint))


def _short(kind: Kind) -> str:
    return kind.item.short if kind.one_or_many and kind.item else kind.short


def _lengthen(kind: Kind, node: Node) -> Node:
    """Write a short form out: `4 business hours` becomes `{target: 4 business hours}`, at the same place."""
    return Node({_short(kind): replace(node, replaced=None)}, node.place, node.key, node.replaced)


def _identity(item: Kind, node: Node, number: int) -> str | int:
    """Give what an item is known by: its key field, the text itself, or its position."""
    if item.part and item.part.KEY and isinstance(node.value, dict):
        named = node.value.get(item.part.KEY)
        return str(named.value) if named and isinstance(named.value, str) else number
    return node.value if isinstance(node.value, str) else number


def _words(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else [node]


def _shape(node: Node) -> str:
    if isinstance(node.value, list):
        return f"a list of {len(node.value)}"
    return "a group of keys" if isinstance(node.value, dict) else "one text"


def place_agency(files: dict[str, Node]) -> Node:
    """Put the three files of the agency into one layer."""
    root = files["agency"]
    others = {name: node for name, node in files.items() if name != "agency"}
    return replace(root, value={**root.group, **others})


def place_tier(ident: str, node: Node) -> Node:
    """Put a tier's own fields under `tier`; the rest of its file speaks of the charter."""
    return _place(node, "tier", fields(Tier), {"id": Node(ident, node.place)} if ident else {})


def place_client(ident: str, node: Node) -> Node:
    """Put a client's own fields under `client`; the rest of its file speaks of the charter."""
    return _place(_without(node, "tier"), "client", fields(Client), {"id": Node(ident, node.place)})


def _without(node: Node, key: str) -> Node:
    return replace(node, value={name: value for name, value in node.group.items() if name != key})


def _place(node: Node, home: str, own: dict[str, Kind], inside: dict[str, Node]) -> Node:
    rest: dict[str, Node] = {}
    for key, value in node.group.items():
        if key in own and key != "id":
            inside[key] = value
        elif key != home:
            rest[key] = value
    return replace(node, value={**rest, home: replace(node, value=inside)})


def misplaced(node: Node) -> list[Problem]:
    """Find what stands in a tier's or client's file and is one for the whole agency."""
    return [
        Problem(
            "agency-only",
            value.anchor,
            f"`{key}` is the same for all clients, so it cannot be changed here.",
            "Move it to content/agency.yaml.",
        )
        for key, value in node.group.items()
        if key in AGENCY_ONLY
    ]
