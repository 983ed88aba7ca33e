"""The layers of a project, laid on each other: one tree a client."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from charter.layers.ending import ended
from charter.layers.merging import Merger
from charter.layers.placing import (
    CHARTER,
    misplaced,
    place_agency,
    place_client,
    place_state,
    place_tier,
    said_twice,
    with_own_plan,
)
from charter.layers.translating import Translator
from charter.model.base import fallbacks
from charter.model.relation import State
from charter.problem import Place, Problem, did_you_mean
from charter.source import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.source import Project

INHERITED = frozenset(
    {"missing-key", "incomplete", "nothing-to-drop", "nothing-to-change", "rows-by-one", "request-without-promise"}
)
"""What cannot be said while it is unknown which tier or state is meant: it may all be in that file."""
UNREAD = INHERITED | {"dangling-reference", "missing-translation", "translation-of-nothing", "translation-shape"}
"""What cannot be said while a file of the layers cannot be read: it may all be in that file."""
ELSEWHERE = frozenset({"nothing-to-drop", "nothing-to-change"})
"""What is no mistake of a state's file as long as one of the tiers below has what it speaks of."""
OWN = frozenset({"former-without-end", "former-with-fee"})
"""What a client's own file may answer, and so cannot be said of a state that no client is in."""


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
    """Lays clients over states over tiers over the agency; what several clients share is laid once.

    `day` is the day on which it holds: a client whose last day is over is a former one. Without it, none is over.
    """

    def __init__(self, project: Project, day: date | None = None) -> None:
        self.project, self.day = project, day
        self._tiers: dict[tuple[str, str], Laid] = {}
        self._states: dict[tuple[str, str, str], Laid] = {}
        self._in_no_tier: dict[str, list[Problem]] = {}
        self._used: set[str] = set()

    def client(self, ident: str, node: Node) -> Laid:
        """Lay one client over its state and its tier."""
        node = ended(node, self.day)
        tier, problems = self._tier_of(node)
        state, unsaid = self._state_of(node)
        language = node.child("language")
        base = self.state(tier, state, language.text if language else "")
        merger = Merger()
        tree = with_own_plan(
            merger.merge(CHARTER, base.tree, place_client(ident, node)), node.child("tier") if tier else None
        )
        unread = UNREAD if node.place.file in self.project.broken else frozenset()
        laid = Laid(tree, unknowable=base.unknowable | unsaid | unread)
        found = [*problems, *misplaced(node, "client"), *base.problems, *laid.knowable(merger.problems)]
        return replace(laid, problems=tuple(found))

    def unmoved(self, ident: str, node: Node, tier: str, state: str) -> Laid | None:
        """Lay a client over a plan and a state that it has no more, as if it still had them; nothing where they are gone."""
        if tier not in self.project.tiers:
            return None
        language = node.child("language")
        base = self.state(tier, state, language.text if language else "")
        own = replace(node, value={**node.group, "state": Node(state, node.place)})
        return replace(base, tree=Merger().merge(CHARTER, base.tree, place_client(ident, own)))

    def _tier_of(self, node: Node) -> tuple[str, list[Problem]]:
        named = node.child("tier")
        tiers = self.project.tiers
        if named is None:
            if node.place.file in self.project.broken:
                return "", []
            hint = f"Add a line `tier: ...` with the client's plan. {did_you_mean('', tiers)}".strip()
            return "", [Problem("missing-key", Place(node.place.file), "`tier` is missing.", hint)]
        if named.text in tiers:
            self._used.add(f"tiers/{named.text}")
            return named.text, []
        message = f"There is no tier `{named.text}` in content/tiers." if named.text else "A tier is one word."
        return "", [
            Problem(
                "unknown-tier", named.place if named.text else named.anchor, message, did_you_mean(named.text, tiers)
            )
        ]

    def _state_of(self, node: Node) -> tuple[str, frozenset[str]]:
        """Give the state that a client is in, and what cannot be known where it is no state at all."""
        named = node.child("state")
        state = named.text if named else State.ACTIVE.value
        if state not in set(State):
            return "", INHERITED if self.project.states else frozenset()
        self._used.add(f"states/{state}")
        return state, frozenset()

    def state(self, tier: str, state: str, language: str) -> Laid:
        """Lay what changes in a state of the relation over a tier, in a language."""
        if state not in self.project.states:
            return self.tier(tier, language)
        key = tier, state, language
        if key not in self._states:
            laid = self._lay_state(*key)
            own = [problem for problem in laid.problems if problem.rule not in ELSEWHERE]
            missed = [*misplaced(self.project.states[state], "state"), *own, *self._missed(state)]
            self._states[key] = replace(laid, problems=(*self.tier(tier, language).problems, *missed))
        return self._states[key]

    def _lay_state(self, tier: str, state: str, language: str) -> Laid:
        base, name = self.tier(tier, language), f"states/{state}"
        texts = self._texts(name, language)
        translator, merger = Translator(), Merger()
        layer = place_state(self.project.states[state])
        layer = translator.translate(CHARTER, layer, place_state(texts)) if texts else layer
        tree = merger.merge(CHARTER, base.tree, layer)
        laid = Laid(tree, unknowable=base.unknowable | (UNREAD if self._is_broken([name], language) else frozenset()))
        return replace(laid, problems=tuple(laid.knowable([*translator.problems, *merger.problems])))

    def _missed(self, state: str) -> list[Problem]:
        """Find what a state's file drops or changes although no tier has it; tiers need not have the same."""
        if state not in self._in_no_tier:
            over = [self._lay_state(tier, state, "").problems for tier in self.project.tiers]
            found = [{problem.place: problem for problem in one if problem.rule in ELSEWHERE} for one in over]
            everywhere = set.intersection(*(set(one) for one in found)) if found else set()
            self._in_no_tier[state] = [found[0][place] for place in everywhere]
        return self._in_no_tier[state]

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
        unread = UNREAD if self._is_broken([*self.project.agency, f"tiers/{tier}"], language) else frozenset()
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

    def _is_broken(self, names: Iterable[str], language: str) -> bool:
        endings = ("", *(f".{tag}" for tag in fallbacks(language)))
        files = {f"content/{name}{ending}.yaml" for name in names for ending in endings}
        return not files.isdisjoint(self.project.broken)

    def spares(self) -> Iterator[Laid]:
        """Lay what no client has, is in or reads, so that its mistakes are found before somebody needs it."""
        tiers = list(self.project.tiers)
        for language in sorted({language for _, language in self.project.translations}):
            laid = [self.tier(tier, language) for tier in tiers]
            laid += [self.state(tier, state, language) for tier in tiers[:1] for state in self.project.states]
            yield from (replace(one, unknowable=UNREAD) for one in laid)
        unused = sorted(tier for tier in tiers if f"tiers/{tier}" not in self._used)
        yield from (self.plain(tier) for tier in unused or ([] if self.project.clients else [""]))
        for state in self.project.states:
            if f"states/{state}" not in self._used:
                yield from (self.plain(tier, state) for tier in tiers)

    def endings(self) -> Iterator[Laid]:
        """Lay clients whose last day is to come as they will be after it, so that mistakes in that are found before."""
        later = Layering(self.project, date.max) if self.day else self
        for ident, node in self.project.clients.items():
            if ended(node, later.day) is not ended(node, self.day):
                yield later.client(ident, node)

    def plain(self, tier: str, state: str = "") -> Laid:
        """Lay a client who says nothing over a tier, or over a state of it: what the plan says by itself."""
        laid = self.state(tier, state or State.ACTIVE.value, "")
        people = self.project.people or ["nobody"]
        own = {"name": "?", "tier": tier, "representative": people[0], **({"state": state} if state else {})}
        file = f"states/{state}" if state else f"tiers/{tier}" if tier else "agency"
        place = Place(f"content/{file}.yaml")
        node = Node({key: Node(value, place) for key, value in own.items()}, place)
        tree = Merger().merge(CHARTER, laid.tree, place_client("nobody", node))
        unread = frozenset() if self.project.people else UNREAD
        return Laid(tree, laid.problems, laid.unknowable | unread | (OWN if state else frozenset()))
