"""How much prose a section may have: bounds in front of the Markdown library, which some inputs would keep for hours.

Python-Markdown reads a paragraph again for each bracket and each run of backticks, and calls itself for each level of
nesting (its issue 798). Within these bounds the worst inputs we know take about a second; no section of a handbook
comes near them. The measured inputs are those of cmark's `pathological_tests.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from charter.problem import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 200_000
MOST_LINES = 4_000
MOST_IN_A_BLOCK = 10_000
"""Characters between two blank lines."""
MOST_LEVELS = 10
"""Quotes and lists inside each other."""
_ENOUGH = 20
"""Findings of one kind: a file that is no text would have thousands."""
_MOST_MARKS = {
    "[": (200, "square brackets"),
    "`": (2_000, "backticks"),
    "*_": (4_000, "stars and underscores"),
    "<": (500, "angle brackets"),
    "\\": (2_000, "backslashes"),
    "&": (2_000, "ampersands"),
    "{": (1_000, "braces"),
}
# Four columns are a level, and so is each marker at the beginning of a line.
# A rule of hyphens or stars is no list.
_LEVELS = re.compile(
    r"(?m)^(?! {0,3}([-*])(?:[ \t]*\1){2,}[ \t]*$)(?:[ \t]*(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))*[ \t]*"
)
_LEVEL = re.compile(r">|[-*+]|[0-9]+[.)]|\t| {4}")
_BLOCK = re.compile(r"(?:.+\n?)+")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)


@dataclass(frozen=True)
class Source:
    """A Markdown file: its name for findings, and its text with plain line ends."""

    file: str
    text: str

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, start: int, end: int) -> Place:
        """Give the place of a stretch of the text; what goes on below its first line ends with that line."""
        line = bisect_right(self._lines, start)
        begins = self._lines[line - 1]
        ends = self.text.find("\n", start)
        last = min(end, ends) if ends >= 0 else end
        return Place(self.file, line, start - begins + 1, last - begins + 1)

    def problem(self, rule: str, start: int, end: int, message: str, hint: str = "") -> Problem:
        """Note what is wrong with a stretch of the text."""
        return Problem(rule, self.place(start, end), message, hint)


def too_large(source: Source) -> list[Problem]:
    """Give what is too much about a text; one that is too much is not read at all."""
    found = [problem for check in (_size, _marks, _blocks, _levels) for problem in check(source)]
    return found[:1]


def unseen(source: Source) -> list[Problem]:
    """Find characters that nobody sees, and that stand for something else here or in Markdown."""
    return [
        source.problem(
            "prose-syntax",
            found.start(),
            found.end(),
            f"There is a character here that nobody can see (U+{ord(found[0]):04X}).",
            "Delete it, and type the word around it again.",
        )
        for found in islice(_UNSEEN.finditer(source.text), _ENOUGH)
    ]


def _size(source: Source) -> Iterator[Problem]:
    size = len(source.text.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        yield _too_much(
            source, 0, f"This section is larger than {MOST_BYTES // 1000} KB.", "Part it into several sections."
        )
    elif source.text.count("\n") > MOST_LINES:
        yield _too_much(source, 0, f"This section has more than {MOST_LINES} lines.", "Part it into several sections.")


def _marks(source: Source) -> Iterator[Problem]:
    for marks, (most, name) in _MOST_MARKS.items():
        places = re.finditer(f"[{re.escape(marks)}]", source.text)
        extra = next((found for number, found in enumerate(places) if number >= most), None)
        if extra:
            yield _too_much(
                source,
                extra.start(),
                f"This section has more than {most} {name}.",
                "Part it, or take some of them out.",
            )


def _blocks(source: Source) -> Iterator[Problem]:
    for block in _BLOCK.finditer(source.text):
        if len(block[0]) > MOST_IN_A_BLOCK:
            message = f"This paragraph is longer than {MOST_IN_A_BLOCK} characters."
            yield _too_much(source, block.start(), message, "Part it with an empty line.")


def _levels(source: Source) -> Iterator[Problem]:
    for found in _LEVELS.finditer(source.text):
        if len(_LEVEL.findall(found[0])) > MOST_LEVELS:
            message = f"This line is more than {MOST_LEVELS} quotes and lists deep."
            yield _too_much(source, found.start(), message, "Take some levels out.")


def _too_much(source: Source, start: int, message: str, hint: str) -> Problem:
    end = source.text.find("\n", start)
    return source.problem("prose-too-large", start, end if end >= 0 else len(source.text), message, hint)
