"""The layers of a project, laid on each other: one tree a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.layers.merging import Merger
from charter.layers.placing import CHARTER, misplaced, place_agency, place_client, place_tier
from charter.layers.translating import Translator
from charter.problem import Place, Problem, did_you_mean
from charter.source import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.source import Project


class Layering:
    """Lays clients over tiers over the agency; what several clients share is laid once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.merger = Merger()
        self.problems = self.merger.problems
        self.translator = Translator(self.problems)
        self._tiers: dict[tuple[str, str], Node] = {}
        self._used: set[str] = set()

    def client(self, ident: str, node: Node) -> Node:
        """Give the tree of one client."""
        self.problems += misplaced(node)
        tier = self._tier_of(node)
        language = node.child("language")
        base = self._tier(tier, str(language.value) if language else "")
        return self.merger.merge(CHARTER, base, place_client(ident, node))

    def _tier_of(self, node: Node) -> str:
        named = node.child("tier")
        if named is None:
            hint = f"Add a line `tier: ...` with the client's plan. {did_you_mean('', self.project.tiers)}".strip()
            self._note("missing-key", Place(node.place.file), "`tier` is missing.", hint)
        elif named.text not in self.project.tiers:
            hint = did_you_mean(named.text, self.project.tiers)
            self._note("unknown-tier", named.place, f"There is no tier `{named.text}` in content/tiers.", hint)
        else:
            self._used.add(named.text)
            return named.text
        return ""

    def _tier(self, tier: str, language: str) -> Node:
        if (tier, language) not in self._tiers:
            node = self.project.tiers.get(tier) or Node({"name": _text("?")}, Place("content/agency.yaml"))
            self.problems += misplaced(node)
            layer = self._translated(place_tier(tier or "none", node), self._texts(f"tiers/{tier}", language))
            self._tiers[tier, language] = self.merger.merge(CHARTER, self._agency(language), layer)
        return self._tiers[tier, language]

    def _agency(self, language: str) -> Node:
        files = self.project.agency
        texts = {name: node for name in files if (node := self.project.translations.get((name, language)))}
        overlay = place_agency({"agency": Node({}, Place("content")), **texts}) if texts else None
        return self.merger.merge(CHARTER, None, self._translated(place_agency(files), overlay))

    def _texts(self, name: str, language: str) -> Node | None:
        node = self.project.translations.get((name, language))
        return place_tier("", node) if node else None

    def _translated(self, layer: Node, texts: Node | None) -> Node:
        return self.translator.translate(CHARTER, layer, texts) if texts else layer

    def spares(self) -> Iterator[Node]:
        """Give trees for tiers that no client has, so that their mistakes are found before somebody needs them.

        Translations that no client reads are laid, too, for the same reason.
        """
        for language in sorted({language for _, language in self.project.translations}):
            for tier in self.project.tiers:
                self._tier(tier, language)
        first = next(iter(self.project.people), "nobody")
        for tier in sorted(set(self.project.tiers) - self._used) or ([] if self.project.clients else [""]):
            node = Node({"name": _text("?"), "representative": _text(first)}, Place(f"content/tiers/{tier}.yaml"))
            yield self.merger.merge(CHARTER, self._tier(tier, ""), place_client("nobody", node))

    def _note(self, rule: str, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(rule, place, message, hint))


def _text(value: str) -> Node:
    return Node(value, Place("content/agency.yaml"))
