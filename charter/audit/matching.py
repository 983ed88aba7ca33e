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
from charter.audit.words import WORD, bare, fold, unfolded

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
        folded = fold(text)
        if not self._lengths.keys().isdisjoint(WORD.findall(folded)):
            found = [*WORD.finditer(folded)]
            words = [one[0] for one in found]
            for index, word in enumerate(words):
                if word in self._lengths:
                    yield from self._at(text, holder, folded, found, words, index)
        for run in _NUMBER.finditer(folded) if self._longest else ():
            yield from self._number(text, holder, folded, run)

    def _at(  # noqa: PLR0913, PLR0917  a place in a text, seen in many ways
        self, text: str, holder: str, folded: str, found: list[re.Match[str]], words: list[str], index: int
    ) -> Iterator[Hit]:
        for length in self._lengths[words[index]]:
            gram = " ".join(words[index : index + length])
            is_whole = index + length <= len(words)
            if not is_whole or gram not in self._grams or (length == 1 and gram.isdigit()):
                continue
            first, last = found[index].start(), found[index + length - 1].end()
            for needle in self._grams[gram]:
                if holder in needle.owners:
                    yield Hit(0, 0, needle)
                elif needle.weight is not Weight.SIGHT:
                    hit = Hit(unfolded(text, folded, first), unfolded(text, folded, last - 1) + 1, needle)
                    if _is(needle, folded[first:last], text[hit.start : hit.end]):
                        yield hit

    def _number(self, text: str, holder: str, folded: str, run: re.Match[str]) -> Iterator[Hit]:
        """Put the groups of digits in a run together, from each of them on, until they are a number."""
        groups = [*_GROUP.finditer(folded, run.start(), run.end())]
        for index, first in enumerate(groups):
            digits = ""
            for last in groups[index : index + self._longest]:
                digits += last[0]
                if len(digits) > self._longest:
                    break
                for needle in self._numbers.get(digits, ()):
                    if holder in needle.owners:
                        yield Hit(0, 0, needle)
                        continue
                    start, end = unfolded(text, folded, first.start()), unfolded(text, folded, last.end() - 1) + 1
                    yield Hit(start, end, needle)


def _is(needle: Needle, folded: str, written: str) -> bool:
    """Whether these words are the needle and not only the same words."""
    if needle.exact:
        return folded.replace("_", "-") == needle.exact.replace("_", "-")
    if len(needle.words) > 1 and _SENTENCE.search(folded) and not _SENTENCE.search(fold(needle.shown)):
        return False
    return needle.weight is not Weight.CAPITALS or _is_capital(needle.shown, written)


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
