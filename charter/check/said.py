"""All that is said to clients in words: prose, and the texts of YAML, each once, with the charters of its readers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.check.sentences import is_conditional, line_place
from charter.check.walking import visit
from charter.compute import visible_channels, visible_departments, visible_people
from charter.layers import CHARTER
from charter.model.base import fallbacks
from charter.problem import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from charter.check.rule import Whole
    from charter.model.charter import Charter
    from charter.model.kinds import Kind
    from charter.problem import KeyPath
    from charter.schema import Decoded
    from charter.source import Node
    from charter.source.project import Prose

_THEIRS = frozenset({"about", "ask", "examples", "handles", "means", "not", "preferences", "send", "you"})
"""Texts of YAML that tell of the client, of a request or of a life; they offer nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """One text with its language and the charters of those who read it; `prose` where it is no text of YAML."""

    text: str
    language: str
    path: KeyPath
    at: Place
    readers: tuple[Charter, ...]
    prose: Prose | None = None

    def place(self, start: int, end: int) -> Place:
        """Give the place of a stretch: in YAML the whole value."""
        return line_place(self.prose, start, end) if self.prose else self.at

    @property
    def offers(self) -> bool:
        """Whether it may speak of what the agency does for its clients."""
        return not _THEIRS.intersection(self.path)

    def misled(self, start: int, is_true: Callable[[Charter], bool]) -> list[Charter]:
        """Give the readers for whom a claim is not true. What stands inside a condition may be meant for the others."""
        misled = [charter for charter in self.readers if not is_true(charter)]
        excused = self.prose is not None and len(misled) < len(self.readers) and is_conditional(self.text, start)
        return [] if excused else misled


_LATEST: list[tuple[Whole, tuple[Said, ...]]] = []


def said(whole: Whole) -> tuple[Said, ...]:
    """Give every text once. The rules that read texts share one walk of all trees, so the latest project is kept."""
    if not _LATEST or _LATEST[0][0] is not whole:
        _LATEST[:] = [(whole, (*_prose(whole), *_yaml(whole)))]
    return _LATEST[0][1]


def _prose(whole: Whole) -> Iterator[Said]:
    readers: dict[tuple[str, str], list[Charter]] = defaultdict(list)
    for _, charter in _sound(whole):
        for section in charter.handbook:
            tags = (*fallbacks(charter.language), charter.agency.languages[0])
            read = next(((tag, section) for tag in tags if (tag, section) in whole.prose), None)
            if read:
                readers[read].append(charter)
    for key, prose in whole.prose.items():
        language = key[0].partition("-")[0]
        yield Said(prose.text, language, (), Place(prose.file), tuple(readers[key]), prose)


def _sound(whole: Whole) -> Iterator[tuple[Decoded, Charter]]:
    """Give the clients of whom is known what they read; of the others other findings speak."""
    for decoded in whole.clients.values():
        charter = decoded.charter
        if charter and decoded.is_sound and charter.client.representative in charter.people:
            yield decoded, charter


def _yaml(whole: Whole) -> Iterator[Said]:
    texts: dict[Place, tuple[str, KeyPath]] = {}
    readers: dict[Place, list[Charter]] = defaultdict(list)
    for path, branch, charters in _branches(whole):
        for rest, kind, node in visit(_kind_at(path), branch, path):
            if isinstance(node.value, str) and kind.is_wording:
                texts.setdefault(node.place, (node.value, rest))
                readers[node.place] += charters
    for place, (text, path) in texts.items():
        different = {id(charter): charter for charter in readers[place]}  # an alias of YAML comes by two paths
        reader = readers[place][0]
        language = language_of(place.file, client=reader.language, agency=reader.agency.languages[0])
        yield Said(text, language.partition("-")[0], path, place, tuple(different.values()))


def _branches(whole: Whole) -> list[tuple[KeyPath, Node, list[Charter]]]:
    """Give the branches of all trees that clients see: each once, for clients of a plan share nearly all of them."""
    branches: dict[tuple[KeyPath, int], tuple[KeyPath, Node, list[Charter]]] = {}
    for decoded, charter in _sound(whole):
        seen: dict[str, Collection[str]] = {
            "channels": visible_channels(charter),
            "people": visible_people(charter),
            "departments": visible_departments(charter),
        }
        for key, node in decoded.tree.group.items():
            inside = {(key, ident): child for ident, child in node.group.items() if ident in seen.get(key, ())}
            for path, branch in inside.items() if key in seen else [((key,), node)]:
                branches.setdefault((path, id(branch)), (path, branch, []))[2].append(charter)
    return list(branches.values())


def _kind_at(path: KeyPath) -> Kind:
    kind = CHARTER
    for step in path:
        kind = kind.child(step)
    return kind


def language_of(file: str, *, client: str, agency: str) -> str:
    """Give the language a file is written in: that of its translation, of its client, or of the agency."""
    _, _, ending = file.removesuffix(".yaml").rpartition("/")[2].partition(".")
    return ending or (client if "/clients/" in file else agency)
