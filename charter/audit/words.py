"""Texts as they are compared: without regard to capitals, accents, invisible signs and the way of writing digits."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property, lru_cache

WORD = re.compile(r"[^\W_]+")
_OTHER = re.compile("[^\x00-\x7f]+")
_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def fold(text: str) -> str:
    """Give a text as it is compared. The number of its lines stays, that of its letters may not."""
    return text.lower() if text.isascii() else _OTHER.sub(lambda found: _folded(found[0]), text).lower()


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


def digits_of(number: str) -> str:
    """Give the digits of a number, which may be parted in any way."""
    return re.sub(r"\D", "", number)


class Folded:
    """A text as it is compared, and where each place in it comes from. The table for that is made when first asked."""

    def __init__(self, written: str) -> None:
        self.written, self.text = written, fold(written)

    @cached_property
    def starts(self) -> list[int]:
        """Give where each word of the folded text begins."""
        return [found.start() for found in WORD.finditer(self.text)]

    @cached_property
    def _pieces(self) -> tuple[list[int], list[int]]:
        """Where each run of letters that are not plain, and each of plain ones, begins: folded, and as written."""
        folded, written, length, last = [0], [0], 0, 0
        for run in _OTHER.finditer(self.written):
            length += run.start() - last
            folded += [length, length := length + len(_folded(run[0]).lower())]
            written += [run.start(), last := run.end()]
        return folded, written

    def origin(self, index: int) -> int:
        """Give the place in the text as it is written that a place in the folded one comes from."""
        if self.written.isascii():
            return index
        folded, written = self._pieces
        piece = bisect_right(folded, index) - 1
        start, past = written[piece], index - folded[piece]
        return start + (_prefix(self.written[start : written[piece + 1]], past) if piece % 2 else past)


def _prefix(run: str, length: int) -> int:
    """Give how many letters of a run make so many folded ones, by halving."""
    low, high = 0, len(run)
    while low < high:
        middle = (low + high) // 2
        if len(fold(run[: middle + 1])) <= length:
            low = middle + 1
        else:
            high = middle
    return low


def clip(text: str, most: int = 60) -> str:
    """Give at most so many letters of a text, on one line, without signs that a terminal might obey."""
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
