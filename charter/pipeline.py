"""The order of the stages, and nothing else: read, layer, type, check; then compute, render.

read      folder            -> Project(agency, tiers, clients: nodes with places)
layer     Project           -> one tree a client, agency < tier < client
type      tree              -> Charter, or problems
check     Charter, tree     -> problems
compute   Charter, day      -> Facts
render    Charter, Facts    -> artifacts
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter import check, compute, schema, shipped, source
from charter.layers import Layering
from charter.problem import Problem, Severity, in_order
from charter.render import FORMATS, Theme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from pathlib import Path

    from charter.artifact import Artifact
    from charter.model.charter import Charter
    from charter.schema import Decoded
    from charter.source import Node, Project

UNKNOWABLE = frozenset({"missing-key", "dangling-reference", "unknown-tier", "translation-of-nothing"})
"""What cannot be said of a charter while one of its files cannot be read."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """One client: what was written, in layers, and what it was typed to."""

    tree: Node
    decoded: Decoded

    @property
    def charter(self) -> Charter | None:
        """The charter, if there is one; it may lack what could not be typed."""
        return self.decoded.charter


@dataclass(frozen=True, slots=True)
class Loaded:
    """A whole project, read and checked."""

    project: Project
    clients: dict[str, Resolved]
    theme: Theme | None
    problems: list[Problem]

    def text_of(self, file: str) -> str | None:
        """Give the text of a file of the project, for excerpts."""
        if file in self.project.texts:
            return self.project.texts[file]
        try:
            return (self.project.root / file).read_text("utf-8", "replace")
        except OSError:
            return None

    def blocking(self, only: Collection[str] = (), *, strict: bool = False) -> list[Problem]:
        """Give the findings that stand in the way of publishing these clients (all, where none are named)."""
        others = {f"content/clients/{ident}.yaml" for ident in self.clients if only and ident not in only}
        return [
            problem
            for problem in self.problems
            if (strict or problem.severity == Severity.ERROR) and problem.place.file not in others
        ]


def load(root: Path) -> Loaded:
    """Read, layer, type and check a project. Wrong input becomes problems, never an exception."""
    project = source.read(root)
    layering = Layering(project)
    trees = {ident: layering.client(ident, node) for ident, node in project.clients.items()}
    spares = list(layering.spares())
    clients = {ident: Resolved(tree, schema.decode(tree)) for ident, tree in trees.items()}
    problems = [*project.problems, *layering.problems]
    for decoded in (*(resolved.decoded for resolved in clients.values()), *map(schema.decode, spares)):
        problems += decoded.problems
    theme = _theme(project, clients)
    problems += theme.problems if theme else ()
    problems += _checked(project, clients, theme)
    if project.broken:
        problems = [problem for problem in problems if problem.rule not in UNKNOWABLE]
    return Loaded(project, clients, theme, in_order(problems))


def _theme(project: Project, clients: dict[str, Resolved]) -> Theme | None:
    charters = [resolved.charter for resolved in clients.values() if resolved.charter]
    if not charters:
        return None
    channels = frozenset(ident for charter in charters for ident in charter.channels)
    return Theme.open(project, charters[0].brand, charters[0].agency, channels)


def _checked(project: Project, clients: dict[str, Resolved], theme: Theme | None) -> list[Problem]:
    sections = theme.sections if theme else _shipped_sections()
    subjects = [
        check.Subject(resolved.tree, resolved.decoded, sections, project.prose) for resolved in clients.values()
    ]
    return [problem for subject in subjects for problem in check.run(subject)]


def _shipped_sections() -> frozenset[str]:
    return frozenset(path.stem for path in (shipped.templates() / "sections").glob("*.html"))


def render(loaded: Loaded, day: date, only: Collection[str] = ()) -> Iterator[tuple[str, list[Artifact]]]:
    """Render the charters that are sound, one client after the other; what they share comes first, under no name."""
    if loaded.theme is None:
        return
    yield "", loaded.theme.assets()
    for ident, resolved in loaded.clients.items():
        if resolved.charter and resolved.decoded.is_sound and (not only or ident in only):
            facts = compute.facts(resolved.charter, day)
            yield (
                ident,
                [artifact for form in FORMATS.values() for artifact in form(resolved.charter, facts, loaded.theme)],
            )
