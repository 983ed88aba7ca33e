"""What a project is once it was read: each client's charter with what is wrong with it, and what all of them share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charter import compute, history, source
from charter.check.exposure import SECRET
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from charter.history import Standing
    from charter.layers import Laid
    from charter.model.charter import Charter
    from charter.problem import Accepted, Problem
    from charter.render import Theme
    from charter.schema import Decoded
    from charter.source import Node, Project


@dataclass(frozen=True, slots=True)
class Resolved:
    """One client: what was written, in layers, what it was typed to, and whether it may be published."""

    laid: Laid
    decoded: Decoded
    is_sound: bool
    found: frozenset[Problem] = frozenset()
    """What is wrong with its charter, wherever that stands."""
    standing: Standing | None = None
    """What stands on the day for which it was loaded, where one was given and the charter can be typed whole."""

    @property
    def tree(self) -> Node:
        """What was written, in layers."""
        return self.laid.tree

    @property
    def charter(self) -> Charter | None:
        """The charter, if there is one; it may lack what could not be typed."""
        return self.decoded.charter

    @property
    def published(self) -> Charter | None:
        """The charter that clients read: what is announced has not happened yet in it."""
        return self.standing.charter if self.standing else self.charter

    @property
    def shown(self) -> Charter | None:
        """The same without what its client may not see: all that files for clients are made of."""
        return compute.seen(self.published) if self.published else None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A whole project, read and checked: what is wrong with it, and what of that somebody has accepted."""

    project: Project
    clients: dict[str, Resolved]
    theme: Theme | None
    problems: list[Problem]
    accepted: list[Accepted] = field(default_factory=list)
    day: date | None = None
    history: history.History = field(default_factory=lambda: history.History({}))
    shared: frozenset[Problem] = frozenset()
    """What is found without looking at any client."""

    def text_of(self, file: str) -> str | None:
        """Give the text of a file of the project, for excerpts; no terminal and no log shows one that holds the secret."""
        if any(one.rule == SECRET and one.place.file == file for one in self.problems):
            return None
        if file in self.project.texts:
            return self.project.texts[file]
        return source.text_for_excerpts(self.project.root, file)

    def blocking(self, only: Collection[str] = (), *, strict: bool = False) -> list[Problem]:
        """Give the findings that stand in the way of publishing these clients (all, where none are named)."""
        mine = tuple(start for ident in only for start in (f"content/clients/{ident}.yaml", f"history/{ident}/"))

        own, others = (
            {problem for ident, one in self.clients.items() if (ident in only) is named for problem in one.found}
            for named in (True, False)
        )
        elsewhere = others - own - self.shared

        def concerns(problem: Problem) -> bool:
            if not only or problem.place.file.startswith(mine) or problem in own:
                return True
            return problem not in elsewhere and not problem.place.file.startswith(("content/clients/", "history/"))

        wanted = [problem for problem in self.problems if strict or problem.severity == Severity.ERROR]
        return [problem for problem in wanted if concerns(problem)]
