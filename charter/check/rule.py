"""What a rule is: a function that reads one resolved charter, or all of them, and yields what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charter.check.walking import visit
from charter.layers import CHARTER
from charter.problem import Place, Problem, Severity
from charter.schema import Decoded, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from charter.check.walking import Step
    from charter.history import Standing
    from charter.model.charter import Charter
    from charter.problem import KeyPath
    from charter.source import Node
    from charter.source.project import Prose


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: what was written, what it was typed to, what sections there are, and their prose.

    `wordless` are the sections that say nothing without prose. `day` is the day of which the pages speak.

    There may be no charter, because what was written has faults; rules that read the tree alone run all the same.
    """

    tree: Node
    decoded: Decoded
    sections: frozenset[str]
    prose: Mapping[tuple[str, str], Prose]
    wordless: frozenset[str]
    day: date | None = None
    missing: Callable[[str], str] = lambda _text: ""
    """Gives the letters of a text that no font of the packet has."""
    standing: Standing | None = None
    """What was released, and how the charter differs from it; none where there is no day."""
    _steps: list[Step] = field(default_factory=list, repr=False, compare=False)

    @property
    def steps(self) -> list[Step]:
        """Every node of the tree with its key path and its kind, found once for all rules."""
        if not self._steps:
            self._steps.extend(visit(CHARTER, self.tree))
        return self._steps

    @property
    def today(self) -> date:
        """The day; only for rules that are marked as asking for it."""
        assert self.day is not None  # noqa: S101  `run` has looked
        return self.day

    @property
    def charter(self) -> Charter:
        """The charter; only for rules that are not marked as reading the tree."""
        assert self.decoded.charter is not None  # noqa: S101  `run` has looked
        return self.decoded.charter

    def place(self, path: KeyPath) -> Place:
        """Give the place of a value: of the deepest part of the path that was really written."""
        return Spot(self.decoded.tree, path).place


@dataclass(frozen=True, slots=True)
class Whole:
    """What a rule looks at that compares charters: those of all plans and of all clients, and the prose they share.

    `is_known` is false where something could not be read or typed: what seems to be missing may be there.
    """

    plans: Mapping[str, Decoded]
    clients: Mapping[str, Decoded]
    prose: Mapping[tuple[str, str], Prose]
    is_known: bool
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """What was released to clients, and how their charters differ from it, where a day is given."""
    day: date | None = None

    @property
    def charters(self) -> Iterator[Charter]:
        """All charters there are, the plans' first."""
        for decoded in (*self.plans.values(), *self.clients.values()):
            if decoded.charter:
                yield decoded.charter


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule yields: a key path or place, a sentence, and the smallest edit that mends it."""

    where: KeyPath | Place
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its id and severity; its docstring is its manual page."""

    ident: str
    severity: Severity
    of_tree: bool
    of_day: bool
    check: Callable[[Subject], Iterator[Found]]

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Run the check and give its findings their places."""
        for found in self.check(subject):
            place = found.where if isinstance(found.where, Place) else subject.place(found.where)
            yield Problem(self.ident, place, found.message, found.hint, self.severity)


@dataclass(frozen=True, slots=True)
class ProjectRule:
    """A check of the whole project, with its id and severity; it gives places itself, for it looks at many trees."""

    ident: str
    severity: Severity
    check: Callable[[Whole], Iterator[Found]]

    def problems(self, whole: Whole) -> Iterator[Problem]:
        """Run the check."""
        for found in self.check(whole):
            assert isinstance(found.where, Place)  # noqa: S101  a key path leads nowhere without a tree
            yield Problem(self.ident, found.where, found.message, found.hint, self.severity)


RULES: dict[str, Rule] = {}
PROJECT_RULES: dict[str, ProjectRule] = {}


def rule(
    ident: str, severity: Severity = Severity.ERROR, *, of_tree: bool = False, of_day: bool = False
) -> Callable[[Callable[[Subject], Iterator[Found]]], Callable[[Subject], Iterator[Found]]]:
    """Register a function as the check of a rule; `of_tree` if it never asks for the charter, `of_day` if it asks
    for the day, and so says nothing where no day is given.
    """

    def register(check: Callable[[Subject], Iterator[Found]]) -> Callable[[Subject], Iterator[Found]]:
        RULES[ident] = Rule(ident, severity, of_tree, of_day, check)
        return check

    return register


def project_rule(
    ident: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Whole], Iterator[Found]]], Callable[[Whole], Iterator[Found]]]:
    """Register a function as a check that runs once, over all charters."""

    def register(check: Callable[[Whole], Iterator[Found]]) -> Callable[[Whole], Iterator[Found]]:
        PROJECT_RULES[ident] = ProjectRule(ident, severity, check)
        return check

    return register
