"""Finding all needles in a text at once: one look per word, however many clients there are.

Needles are kept by their words, written one after the other, and the lengths that occur by the first word. A number may
be parted in any way, so its groups of digits are put together until they are one of the numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charter.audit.needles import Kind, Needle, Weight
from charter.audit.words import WORD, Folded, bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NUMBER = re.compile(r"\d(?:[\s()./\u2010-\u2015·\-]{0,4}\d){5,}")
_GROUP = re.compile(r"\d+")
_SENTENCE = re.compile(r"[.!?;:]\s|\n\s*\n")
_NUMBER_KINDS = {Kind.NUMBER, Kind.HIDDEN}


@dataclass(frozen=True, slots=True)
class Hit:
    """A needle, and from where to where it stands in a text."""

    start: int
    end: int
    needle: Needle


class Matcher:
    """All needles, ready for searching."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        self._grams: dict[str, list[Needle]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for needle in _merged(needles):
            self._grams[" ".join(needle.words)].append(needle)
            lengths[needle.words[0]].add(len(needle.words))
        self._lengths = {word: tuple(sorted(found)) for word, found in lengths.items()}
        self._numbers = {
            gram: [one for one in found if one.kind in _NUMBER_KINDS]
            for gram, found in self._grams.items()
            if gram.isdigit()
        }
        self._longest = max(map(len, self._numbers), default=0)
        self.count = sum(map(len, self._grams.values()))

    def find(self, text: str, holder: str = "") -> Iterator[Hit]:
        """Give every needle in a text, by where it stands there. Where the holder's own stand is not worked out."""
        folded = Folded(text)
        words = WORD.findall(folded.text)
        for index in [index for index, word in enumerate(words) if word in self._lengths]:
            yield from self._at(folded, holder, words, index)
        for run in _NUMBER.finditer(folded.text) if self._longest else ():
            yield from self._number(folded, holder, run)

    def _at(self, folded: Folded, holder: str, words: list[str], index: int) -> Iterator[Hit]:
        for length in self._lengths[words[index]]:
            gram = " ".join(words[index : index + length])
            is_whole = index + length <= len(words)
            if not is_whole or gram not in self._grams or (length == 1 and gram.isdigit()):
                continue
            for needle in self._grams[gram]:
                if holder in needle.owners:
                    yield Hit(0, 0, needle)
                elif needle.weight is not Weight.SIGHT:
                    end = index + length - 1
                    first, last = folded.starts[index], folded.starts[end] + len(words[end])
                    if _is(needle, folded, first, last):
                        yield _hit(folded, first, last, needle)

    def _number(self, folded: Folded, holder: str, run: re.Match[str]) -> Iterator[Hit]:
        """Put the groups of digits in a run together, from each of them on, until they are a number."""
        groups = [*_GROUP.finditer(folded.text, run.start(), run.end())]
        for index, first in enumerate(groups):
            digits = ""
            for last in groups[index : index + self._longest]:
                digits += last[0]
                if len(digits) > self._longest:
                    break
                for needle in self._numbers.get(digits, ()):
                    is_own = holder in needle.owners
                    yield Hit(0, 0, needle) if is_own else _hit(folded, first.start(), last.end(), needle)


def _hit(folded: Folded, first: int, last: int, needle: Needle) -> Hit:
    return Hit(folded.origin(first), folded.origin(last - 1) + 1, needle)


def _is(needle: Needle, folded: Folded, first: int, last: int) -> bool:
    """Whether these words are the needle and not only the same words."""
    found = folded.text[first:last]
    if needle.exact:
        return found.replace("_", "-") == needle.exact.replace("_", "-")
    if len(needle.words) > 1 and _SENTENCE.search(found) and not _SENTENCE.search(fold(needle.shown)):
        return False
    if needle.weight is not Weight.CAPITALS:
        return True
    return _is_capital(needle.shown, folded.written[folded.origin(first) : folded.origin(last - 1) + 1])


def _is_capital(shown: str, written: str) -> bool:
    """Whether each word has its capital; one that has none in the name may have any."""
    pairs = zip(WORD.findall(bare(shown)), WORD.findall(bare(written)), strict=False)
    return all(not own[0].isupper() or other[0].isupper() for own, other in pairs)


def _merged(needles: Iterable[Needle]) -> Iterator[Needle]:
    """Put together what several clients have alike: any of them may read it."""
    found: dict[tuple[object, ...], Needle] = {}
    for needle in needles:
        if needle.words:
            key = (needle.words, needle.exact, needle.kind is Kind.HIDDEN, needle.kind is Kind.FOLDER, needle.weight)
            before = found.get(key)
            found[key] = replace(before, owners=before.owners | needle.owners) if before else needle
    yield from found.values()
