"""One file of a site: all texts in it, in all ways of reading them, and what is wrong with any."""

from __future__ import annotations

from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from charter.audit import requests
from charter.audit.judging import in_clear
from charter.audit.leak import Leak, Spot, unreadable
from charter.audit.needles import Kind
from charter.audit.opening import DEEPEST, Budget, Part, UnreadableError, embedded, parts
from charter.audit.pages import Page
from charter.audit.views import View, views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from charter.audit.judging import Judge
    from charter.audit.machine import Traces
    from charter.audit.matching import Hit, Matcher
    from charter.audit.places import File
    from charter.audit.sight import Sight
    from charter.audit.told import Told

LOCKED = ".locked.js"
"""What the name of an encrypted file ends in."""
UNLOCKED = "what the passphrase opens"
_RANKS = (Kind.HIDDEN, Kind.FOLDER)
"""What is told first where several things stand in one place; of the rest, the longest."""


@dataclass
class Reading:
    """Reads one file. What is found twice, in two ways of reading, is one leak."""

    file: File
    told: Told
    matcher: Matcher
    judge: Judge
    traces: Traces
    sight: Sight
    is_sealed: bool = False
    is_unlocked: bool = False
    """Whether it is what was found inside of the file, and not the file itself."""
    _embedded: set[str] = field(default_factory=set)

    @property
    def holder(self) -> str:
        """Give whose words may stand in the file: nobody's where it is sealed."""
        return "" if self.is_sealed else self.file.holder

    @property
    def _name(self) -> str:
        """Give the name by which programs know what to do with it."""
        name = self.file.name.rpartition("/")[2]
        return name.removesuffix(LOCKED) if self.is_unlocked else name

    def leaks(self, data: bytes) -> Iterator[Leak]:
        """Find all that is wrong with the file, and with its name."""
        self.sight.read(self.file.name, self.file.holder, is_sealed=self.is_sealed)
        budget = Budget()
        named = Part(f"/{self.file.name}", "its name", 1, 1, "clear")
        found = self.matcher.find(named.text, self.file.holder)
        yield from self._judged(
            named, [(hit, View(named.text)) for hit in found if self.file.holder not in hit.needle.owners]
        )
        try:
            for part in parts(data, self._name, UNLOCKED if self.is_unlocked else "", budget=budget):
                yield from self._part(part, budget)
        except UnreadableError as error:
            yield unreadable(Spot(self.file.name), str(error))
        except RecursionError:
            yield unreadable(Spot(self.file.name), "things stand inside each other too deep")

    def _part(self, part: Part, budget: Budget, depth: int = 0) -> Iterator[Leak]:
        hits: list[tuple[Hit, View]] = []
        for view in self._views(part):
            hits += ((hit, view) for hit in self.matcher.find(view.text, self.holder))
            yield from self.traces.find(view.text, self._spotter(part, view))
            if part.form != "clear" and depth < DEEPEST:
                yield from self._inner(part, view, budget, depth)
        yield from self._judged(part, hits)
        yield from self._asked(part)

    def _inner(self, part: Part, view: View, budget: Budget, depth: int) -> Iterator[Leak]:
        """Look into what is written in base64. What cannot be opened there was none."""
        for index, data in embedded(view.text, self._embedded):
            line, column, inside = part.spot(view.root(index))
            with suppress(UnreadableError):
                for one in parts(data, "", f"{inside}, base64" if inside else "base64", budget=budget, depth=1):
                    yield from self._part(replace(one, line=line, column=column), budget, depth + 1)

    def _views(self, part: Part) -> Iterator[View]:
        if part.form == "clear":
            return iter((View(part.text),))
        return views(
            part.text,
            folds=part.form in {"folded", "both"},
            tags=part.form in {"tagged", "both"},
            breaks=part.form == "broken",
        )

    def _spotter(self, part: Part, view: View) -> Callable[[int], Spot]:
        return lambda index: Spot(self.file.name, *part.spot(view.root(index)))

    def _judged(self, part: Part, hits: list[tuple[Hit, View]]) -> Iterator[Leak]:
        """Judge hits, the telling ones and the longest first; what overlaps one that was told is the same leak."""
        told: list[tuple[int, int]] = []
        for hit, view in sorted(hits, key=lambda one: (_rank(one[0]), one[0].start - one[0].end)):
            if own := self.file.holder in hit.needle.owners:
                self.sight.hit(self.file.name, self.file.holder, hit.needle)
            if self.holder in hit.needle.owners or (own and hit.needle.kind is Kind.FOLDER):
                continue
            start, end = view.root(hit.start), view.root(hit.end - 1) + 1
            at = bisect_left(told, (end,))
            if at and start < told[at - 1][1]:
                continue
            spot = partial(self._spotter(part, view), hit.start)
            if (
                leak := in_clear(spot(), view.text[hit.start : hit.end])
                if own
                else self.judge.leak(hit, view.text, self.holder, spot)
            ):
                told.insert(at, (start, end))
                yield leak

    def _asked(self, part: Part) -> Iterator[Leak]:
        """Find what is asked of other sites, and what a page must not have."""
        sites, name = self.told.sites, self.file.name
        is_whole = part.inside in {"", UNLOCKED}
        ending = (self._name if is_whole else part.inside).rpartition(".")[2].lower()
        spot = self._spotter(part, View(part.text))
        if part.inside.startswith("an action"):
            yield requests.action(Spot(name, inside=part.inside), part.text)
        elif part.form in {"tagged", "both"}:
            yield from Page(name, part.text, sites, part.inside).leaks()
        elif ending == "css":
            yield from requests.in_style(part.text, sites, spot)
        elif ending in {"js", "mjs"}:
            yield from requests.in_script(part.text, sites, spot)
        elif ending in {"ics", "vcf"}:
            yield from requests.in_card(part.text, sites, spot)


def _rank(hit: Hit) -> int:
    kind = hit.needle.kind
    return _RANKS.index(kind) if kind in _RANKS else len(_RANKS)
