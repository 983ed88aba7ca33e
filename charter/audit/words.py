"""Texts as they are compared: without regard to capitals, accents, invisible signs and the way of writing digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
_OTHER = re.compile("[^\x00-\x7f]+")
_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def fold(text: str) -> str:
    """Give a text as it is compared. The number of its lines stays, that of its letters may not."""
    return (text if text.isascii() else _OTHER.sub(lambda found: _folded(found[0]), text)).lower()


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """Fold a run of letters of which none is plain: the same few runs come again and again."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    digits = {ord(one): str(unicodedata.decimal(one)) for one in plain if one.isdecimal()}
    return _MARKS.sub("", plain.translate(digits))


def bare(text: str) -> str:
    """Give a text without accents and invisible signs, in the capitals in which it stands."""
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


def words(text: str) -> tuple[str, ...]:
    """Give the words of a text, folded: `Harbor & Pine` is `harbor`, `pine`."""
    return tuple(WORD.findall(fold(text)))


def letters(found: tuple[str, ...]) -> int:
    """Count the letters of words; digits do not count, for amounts and dates are alike everywhere."""
    return sum(letter.isalpha() for word in found for letter in word)


def unfolded(text: str, folded: str, index: int) -> int:
    """Give the place in a text that a place in its folded form comes from."""
    if len(text) == len(folded) and text.isascii():
        return index
    start = folded.rfind("\n", 0, index) + 1
    line = _line_start(text, folded.count("\n", 0, start))
    end = text.find("\n", line)
    written = text[line : end if end >= 0 else len(text)]
    return line + _prefix(written, index - start)


def _line_start(text: str, number: int) -> int:
    start = 0
    for _ in range(number):
        start = text.find("\n", start) + 1
    return start


def _prefix(line: str, length: int) -> int:
    """Give how many letters of a line make so many folded ones, by halving."""
    low, high = 0, len(line)
    while low < high:
        middle = (low + high) // 2
        if len(fold(line[: middle + 1])) <= length:
            low = middle + 1
        else:
            high = middle
    return low


def clip(text: str, most: int = 60) -> str:
    """Give at most so many letters of a text, on one line, without signs that a terminal might obey."""
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
