"""A translation over what it translates: texts take the place of texts, and facts stay what they are.

Groups are matched by key, lists item by item in order, so that nothing need be said twice in a translation.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from charter.layers.merging import lengthened
from charter.model.kinds import LEAF, Kind
from charter.problem import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from charter.source import Node


@dataclass(slots=True)
class Translator:
    """Puts translated texts into trees, noting what does not fit."""

    problems: list[Problem] = field(default_factory=list)

    def translate(self, kind: Kind, base: Node, texts: Node) -> Node:
        """Give `base` with the texts of `texts` in the place of its own."""
        if isinstance(texts.value, str) and isinstance(base.value, str):
            return self._text(kind, base, texts)
        base, texts = (_long(kind, node) for node in (base, texts))
        if isinstance(texts.value, dict) and isinstance(base.value, dict):
            return self._group(kind, base, texts)
        if isinstance(texts.value, list) and isinstance(base.value, list) and len(texts.value) == len(base.value):
            pairs = zip(base.items, texts.items, strict=True)
            return replace(base, value=[self.translate(kind.item or LEAF, one, other) for one, other in pairs])
        message = (
            f"The translation has another shape than the original ({base.anchor}): {_shape(texts)}, not {_shape(base)}."
        )
        hint = "Translate item by item, in the order of the original; an item with nothing to translate is `{}`."
        self._note("translation-shape", texts.anchor, message, hint)
        return base

    def _text(self, kind: Kind, base: Node, texts: Node) -> Node:
        if kind.is_wording:
            return replace(texts, replaced=base)
        message = "Only texts can be translated; this is a fact, and stays the same in every language."
        self._note("not-a-text", texts.anchor, message, "Delete the line from the translation.")
        return base

    def _group(self, kind: Kind, base: Node, texts: Node) -> Node:
        merged = dict(base.group)
        for key, node in texts.group.items():
            if key in merged:
                merged[key] = self.translate(kind.inside.child(key), merged[key], node)
            else:
                message = f"The original has no `{key}` here ({base.anchor}), so there is nothing to translate."
                self._note("translation-of-nothing", node.anchor, message, did_you_mean(key, base.group))
        return replace(base, value=merged)

    def _note(self, rule: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(rule, place, message, hint))


def _long(kind: Kind, node: Node) -> Node:
    return lengthened(kind, node) if isinstance(node.value, str) and kind.inside.short else node


def _shape(node: Node) -> str:
    if isinstance(node.value, list):
        return f"a list of {len(node.value)}"
    return "a group of keys" if isinstance(node.value, dict) else "one text"
