"""Prose as a reader meets it: what is no word is blank, and everything is still where it was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.problem import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.source.project import Prose

_ASIDE = re.compile(r"\{%.*?%\}|\{#.*?#\}|<!--.*?-->|^[ \t]{0,3}#{1,6}[ \t].*?$", re.DOTALL | re.MULTILINE)
"""What ends a sentence wherever it stands: conditions (of which a client reads one side), remarks, headings."""
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t](?P<words>.*?)$", re.MULTILINE)
_CONDITION = re.compile(r"\{%-?\s*(?P<word>if|endif)\b")
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_ADDRESS = re.compile(r"(?<=\])\([^()\n]*\)|https?://[^\s<>)]+")
_BREAK = re.compile(r"\n[ \t]*(?=\n)|\n(?=[ \t]*(?:[-*+>]|[0-9]+[.)])[ \t])|(?<=[.!?…])[\"”’»)*_]*\s+")
_PIECE, _LETTER = re.compile(r"\S+"), re.compile(r"\w")
"""What stands between blanks; it is a word if it has a letter."""


def blank(text: str) -> str:
    """Give the text with a blank line in the place of asides, one word for each value, and no addresses."""
    text = _ASIDE.sub(lambda aside: "\n" * len(aside[0]), text)
    text = _VALUE.sub(lambda value: "x" * len(value[0]), text)
    return _ADDRESS.sub(lambda address: " " * len(address[0]), text)


def sentences(text: str) -> Iterator[tuple[int, int, int]]:
    """Give where each sentence begins and ends, and how many words it has."""
    plain = blank(text)
    start = 0
    for end in (*(found.end() for found in _BREAK.finditer(plain)), len(plain)):
        words = [piece for piece in _PIECE.finditer(plain, start, end) if _LETTER.search(piece[0])]
        if words:
            yield words[0].start(), words[-1].end(), len(words)
        start = end


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Give each heading and each sentence, with where it begins; what a value prints is hidden in them."""
    for heading in _HEADING.finditer(text):
        yield heading.start("words"), _VALUE.sub(lambda value: "x" * len(value[0]), heading["words"])
    plain = blank(text)
    for start, end, _ in sentences(text):
        yield start, plain[start:end]


def is_conditional(text: str, at: int) -> bool:
    """Whether a place in prose stands inside a condition, so that not everybody reads it."""
    words = [found["word"] for found in _CONDITION.finditer(text, 0, at)]
    return words.count("if") > words.count("endif")


def line_place(prose: Prose, start: int, end: int) -> Place:
    """Give the place of a stretch of prose; what goes on below its first line ends with that line."""
    line = prose.text.count("\n", 0, start) + 1
    begins = prose.text.rfind("\n", 0, start) + 1
    first_line = prose.text.find("\n", start)
    last = end if first_line < 0 else min(end, first_line)
    return Place(prose.file, line, start - begins + 1, last - begins + 1)
