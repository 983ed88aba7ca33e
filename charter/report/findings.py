"""All that was found in one run, and what the formats for programs share."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from charter.problem import Accepted, Problem, Severity


class Page(Protocol):
    """The manual page of a rule, as `charter explain` shows it."""

    @property
    def ident(self) -> str:
        """The id of the rule."""

    @property
    def severity(self) -> Severity:
        """How much its findings matter."""

    @property
    def text(self) -> str:
        """All of it."""

    @property
    def first_sentence(self) -> str:
        """What is right, in one sentence."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong, what of that somebody has accepted, and the manual of all rules by their ids."""

    problems: Sequence[Problem]
    accepted: Sequence[Accepted] = ()
    manual: Mapping[str, Page] = field(default_factory=dict)


def sentences(problem: Problem) -> str:
    """Write what is wrong and how to mend it as one paragraph."""
    return f"{problem.message} {problem.hint}".rstrip()


def fingerprints(problems: Iterable[Problem]) -> Iterator[str]:
    """Give each finding a mark of its own, by which a later run knows it again although its line has moved.

    It is made of the rule, the file and the message. Numbers in the message do not count, for days move on by
    themselves. Findings that are alike are numbered from the top of the file.
    """
    seen: Counter[str] = Counter()
    for problem in problems:
        what = "\0".join((problem.rule, problem.place.file, re.sub(r"\d+", "0", problem.message)))
        seen[what] += 1
        yield hashlib.sha256(f"{what}\0{seen[what]}".encode(errors="replace")).hexdigest()[:32]
