"""The layers of a project, laid on each other: one tree a client."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charter.layers.merging import Merger
from charter.layers.placing import CHARTER, misplaced, place_agency, place_client, place_tier, said_twice
from charter.layers.translating import Translator
from charter.model.base import fallbacks
from charter.problem import Place, Problem, did_you_mean
from charter.source import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.source import Project

INHERITED = frozenset({"missing-key", "incomplete", "nothing-to-drop", "nothing-to-change", "rows-by-one"})
"""What cannot be said while it is unknown which tier is meant: it may all be in that tier."""
UNREAD = INHERITED | {"dangling-reference", "missing-translation", "translation-of-nothing", "translation-shape"}
"""What cannot be said while a file of the layers cannot be read: it may all be in that file."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The layers of one client on each other, what did not fit, and what cannot be known of them."""

    tree: Node
    problems: tuple[Problem, ...] = ()
    unknowable: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether every layer could be read, so that the tree says all that was written."""
        return not self.unknowable

    def knowable(self, problems: Iterable[Problem]) -> list[Problem]:
        """Leave out what may only seem to be wrong, because a layer is unknown."""
        return [problem for problem in problems if problem.rule not in self.unknowable]


class Layering:
    """Lays clients over tiers over the agency; what several clients share is laid once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._tiers: dict[tuple[str, str], Laid] = {}
        self._used: set[str] = set()

    def client(self, ident: str, node: Node) -> Laid:
        """Lay one client over its tier."""
        tier, problems = self._tier_of(node)
        language = node.child("language")
        base = self.tier(tier, language.text if language else "")
        merger = Merger()
        tree = merger.merge(CHARTER, base.tree, place_client(ident, node))
        unread = UNREAD if node.place.file in self.project.broken else frozenset()
        laid = Laid(tree, unknowable=base.unknowable | unread)
        found = [*problems, *misplaced(node, "client"), *base.problems, *laid.knowable(merger.problems)]
        return replace(laid, problems=tuple(found))

    def _tier_of(self, node: Node) -> tuple[str, list[Problem]]:
        named = node.child("tier")
        tiers = self.project.tiers
        if named is None:
            if node.place.file in self.project.broken:
                return "", []
            hint = f"Add a line `tier: ...` with the client's plan. {did_you_mean('', tiers)}".strip()
            return "", [Problem("missing-key", Place(node.place.file), "`tier` is missing.", hint)]
        if named.text in tiers:
            self._used.add(named.text)
            return named.text, []
        message = f"There is no tier `{named.text}` in content/tiers." if named.text else "A tier is one word."
        return "", [
            Problem(
                "unknown-tier", named.place if named.text else named.anchor, message, did_you_mean(named.text, tiers)
            )
        ]

    def tier(self, tier: str, language: str) -> Laid:
        """Lay a tier over the agency, in a language; an unknown tier is an empty one."""
        if (tier, language) not in self._tiers:
            self._tiers[tier, language] = self._lay_tier(tier, language)
        return self._tiers[tier, language]

    def _lay_tier(self, tier: str, language: str) -> Laid:
        node = self.project.tiers.get(tier) or Node({"name": Node("?", Place("content/tiers"))}, Place("content/tiers"))
        texts = self._texts(f"tiers/{tier}", language)
        translator, merger = Translator(), Merger()
        layer = place_tier(tier or "none", node)
        layer = translator.translate(CHARTER, layer, place_tier("", texts)) if texts else layer
        agency = merger.merge(CHARTER, None, self._agency(language, translator))
        tree = merger.merge(CHARTER, agency, layer)
        unread = UNREAD if self._is_broken(tier, language) else frozenset()
        laid = Laid(tree, unknowable=unread if tier else INHERITED | unread)
        found = [*said_twice(self.project.agency), *misplaced(node, "tier")]
        found += laid.knowable([*translator.problems, *merger.problems])
        return replace(laid, problems=tuple(found))

    def _agency(self, language: str, translator: Translator) -> Node:
        files = self.project.agency
        texts = {name: node for name in files if (node := self._texts(name, language))}
        base = place_agency(files)
        overlay = place_agency({"agency": Node({}, Place("content")), **texts})
        return translator.translate(CHARTER, base, overlay) if texts else base

    def _texts(self, name: str, language: str) -> Node | None:
        found = (self.project.translations.get((name, tag)) for tag in fallbacks(language))
        return next((node for node in found if node), None)

    def _is_broken(self, tier: str, language: str) -> bool:
        names = (*self.project.agency, f"tiers/{tier}")
        endings = ("", *(f".{tag}" for tag in fallbacks(language)))
        files = {f"content/{name}{ending}.yaml" for name in names for ending in endings}
        return not files.isdisjoint(self.project.broken)

    def spares(self) -> Iterator[Laid]:
        """Lay what no client has or reads, so that its mistakes are found before somebody needs it."""
        for language in sorted({language for _, language in self.project.translations}):
            for tier in self.project.tiers:
                yield replace(self.tier(tier, language), unknowable=UNREAD)
        for tier in sorted(set(self.project.tiers) - self._used) or ([] if self.project.clients else [""]):
            yield self.plain(tier)

    def plain(self, tier: str) -> Laid:
        """Lay a client who says nothing over a tier: what the plan says by itself."""
        laid = self.tier(tier, "")
        people = self.project.people or ["nobody"]
        own = {"name": "?", "tier": tier, "representative": people[0]}
        place = Place(f"content/tiers/{tier}.yaml" if tier else "content/agency.yaml")
        node = Node({key: Node(value, place) for key, value in own.items()}, place)
        tree = Merger().merge(CHARTER, laid.tree, place_client("nobody", node))
        unread = frozenset() if self.project.people else UNREAD
        return Laid(tree, laid.problems, laid.unknowable | unread)
