"""What can be wrong: problems (wrong input, a value) and errors (a world gone wrong, raised).

A `Problem` never raises and never prints: whoever finds it says where and what, `report` says how it looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

KeyPath = tuple[str | int, ...]
"""Where a value stands in a charter: `("commitments", "question", "first_reply")`."""


_BREAK = re.compile("[\t-\r\x85\u2028\u2029]+")
_NO_LETTER = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\uf8ff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]"
)
"""What is no letter of a sentence: it turns its direction around, commands a terminal, or has no form."""
_QUOTED = re.compile(r"`([^`]{60})[^`]{140,}`")


class CharterError(Exception):
    """The world is not as it must be (an unreadable file, a full disk). Shown as one sentence, exit code 2."""


class Severity(StrEnum):
    """How much a finding matters: an error stops publication, a warning does so under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A stretch of one line of one file. Lines and columns count characters from 1; `end` is exclusive, 0 is the line's.

    A file alone is a place, too: its first character.
    """

    file: str
    line: int = 1
    column: int = 1
    end: int = 2

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: which rule, where, what is wrong in a plain sentence, and the smallest edit that mends it."""

    rule: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        for name in ("message", "hint"):
            object.__setattr__(self, name, one_line(getattr(self, name)))

    @property
    def order(self) -> tuple[Place, str, str]:
        """Findings are shown by place, so that a person can walk through a file from top to bottom."""
        return (self.place, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A warning that somebody has looked at and left as it is, and why."""

    problem: Problem
    why: str


def one_line(sentence: str) -> str:
    """Write a sentence that quotes what others wrote so that it is one line everywhere, and ends."""
    if not sentence.isprintable():
        sentence = _NO_LETTER.sub("\N{REPLACEMENT CHARACTER}", _BREAK.sub(" ", sentence))
    return _QUOTED.sub(r"`\1…`", sentence)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place and drop repeats: N clients that share one mistake have one finding."""
    return sorted(set(problems), key=lambda problem: problem.order)


def show_path(path: KeyPath) -> str:
    """Write a key path as people type it: `commitments.question.first_reply`, `contacts[0].email`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def did_you_mean(word: str, known: Iterable[str], *, most: int = 12) -> str:
    """Give a sentence that names the nearest known word, or all known words if they are few, or nothing."""
    choices = sorted(set(known))
    by_fold = {choice.casefold(): choice for choice in choices}
    near = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    if near:
        return f"Did you mean `{by_fold[near[0]]}`?"
    if 0 < len(choices) <= most:
        return "Known here: " + ", ".join(f"`{choice}`" for choice in choices) + "."
    return ""
