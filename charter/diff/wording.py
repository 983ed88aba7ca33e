"""Texts against texts: a slip of the pen that is mended is no other promise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONG = 5
"""A word of so many letters may differ by one of them and still be the same word; `never` and `ever` are not."""
_NUMBERS = frozenset({"three", "seven", "eight", "nine", "sixth", "sixty", "eighth", "eighty", "ninth", "ninety"})
"""Words that are never a slip of the pen for another one."""
_WORD = re.compile(r"\d[\d.,:/-]*\d|\w+|[€$£¥₹₽%+<>=]")
"""A word, or a sign that changes what a number is."""


def is_slip(one: str, other: str) -> bool:
    """Whether two texts say the same but for spaces, capitals, marks, and single letters of longer words."""
    words, others = _words(one), _words(other)
    return len(words) == len(others) and all(
        word == it or (min(len(word), len(it)) >= _LONG and _is_near(word, it))
        for word, it in zip(words, others, strict=True)
    )


def slips(gone: Iterable[str], come: Iterable[str]) -> dict[str, str]:
    """Pair texts that are gone with those that have come in their place, where only a slip of the pen is mended."""
    left, found = list(come), {}
    for one in gone:
        other = next((text for text in left if is_slip(one, text)), None)
        if other is not None:
            found[one] = other
            left.remove(other)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_near(one: str, other: str) -> bool:
    """Whether one letter is too many or missing, or two have changed places, behind the first: another one is another word.

    A digit is never a slip, and neither is a number in words.
    """
    if one[0] != other[0] or {one, other} & _NUMBERS or any(letter.isdigit() for letter in one + other):
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, its_rest = one[start:], other[start:]
    swapped = rest[:2] == its_rest[:2][::-1] and rest[2:] == its_rest[2:]
    return swapped or rest[1:] == its_rest or rest == its_rest[1:]
