"""How many years of school a section of prose asks of its reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.rule import Found, Whole, project_rule
from charter.check.sentences import blank, line_place, sentences
from charter.check.syllables import syllables
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HIGHEST_GRADE = 8
"""What nearly every adult reads with ease, on a phone too."""
FEWEST_WORDS = 60
"""In fewer words one long name decides the grade."""
_NAMED = 3
_LONG_WORD = {"en": 3, "es": 4, "de": 4}
"""From so many syllables on a word weighs on the reader."""
_SIX_LETTERS = 6
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Measure:
    """A section by its words; `longest` is where its longest sentence stands, and how many words that has."""

    words: tuple[str, ...]
    syllables: tuple[int, ...]
    sentences: int
    longest: tuple[int, int, int]

    @property
    def per_sentence(self) -> float:
        """Give the words of a sentence, on average."""
        return len(self.words) / self.sentences

    @property
    def per_word(self) -> float:
        """Give the syllables of a word, on average."""
        return sum(self.syllables) / len(self.words)

    def percent(self, is_such: Callable[[str, int], bool]) -> float:
        """Give how many words of a hundred are such words."""
        return 100 * sum(map(is_such, self.words, self.syllables)) / len(self.words)


def _flesch_kincaid(text: Measure) -> float:
    """Give the Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975)."""
    return 0.39 * text.per_sentence + 11.8 * text.per_word - 15.59


_GRADES = ((90, 4), (80, 5), (70, 6), (65, 7), (60, 8), (50, 10), (30, 13))
"""The school years of Fernández Huerta's table, least score first reached: 60 to 70 are the seventh and eighth."""


def _fernandez_huerta(text: Measure) -> float:
    """Give the school year of the “lecturabilidad” (Fernández Huerta 1959, read as Law 2011 puts it right)."""
    score = 206.84 - 60 * text.per_word - 1.02 * text.per_sentence
    return next((grade for least, grade in _GRADES if score >= least), 16)


def _wiener_sachtextformel(text: Measure) -> float:
    """Give the first Wiener Sachtextformel (Bamberger and Vanecek 1984)."""
    many = text.percent(lambda _, count: count >= 3)  # noqa: PLR2004  as the formula says
    long = text.percent(lambda word, _: len(word) > _SIX_LETTERS)
    single = text.percent(lambda _, count: count == 1)
    return 0.1935 * many + 0.1672 * text.per_sentence + 0.1297 * long - 0.0327 * single - 0.875


_FORMULAS = {"en": _flesch_kincaid, "es": _fernandez_huerta, "de": _wiener_sachtextformel}


@project_rule("reading-grade", Severity.WARNING)
def reading_grade(whole: Whole) -> Iterator[Found]:
    """A section of prose reads like a letter, not like a contract: grade 8 at the most.

    Whoever has to read a sentence twice calls instead, or guesses. The grade is that of an established formula:
    Flesch-Kincaid for English, Fernández Huerta's table for Spanish, the first Wiener Sachtextformel for German; other
    languages are not measured, and neither is a section under 60 words. A value counts as one short word.

    Bad: `Notification of modifications necessitates authorization.`. Good: `Tell us before you change anything.`.
    """
    for (tag, _), prose in whole.prose.items():
        language = tag.partition("-")[0]
        text = _measured(prose.text, language) if language in _FORMULAS else None
        grade = _FORMULAS[language](text) if text else 0
        if text and round(grade, 1) > HIGHEST_GRADE:
            start, end, count = text.longest
            message = f"This section asks for grade {grade:.3g} of school; {HIGHEST_GRADE} is enough."
            costly = _costly(text, language)
            plainer = f", and put plainer words for {costly}" if costly else ""
            yield Found(line_place(prose, start, end), message, f"Halve this sentence, the longest ({count} words){plainer}.")  # fmt: skip


@lru_cache(maxsize=1024)
def _measured(text: str, language: str) -> Measure | None:
    """Measure a text; none where it is too short. A preview measures again only what was edited."""
    plain = blank(text)
    spans = [(start, end) for start, end, _ in sentences(text)]
    by_sentence = [(start, end, len(_WORD.findall(plain, start, end))) for start, end in spans]
    words = tuple(word for start, end in spans for word in _WORD.findall(plain, start, end))
    if len(words) < FEWEST_WORDS:
        return None
    longest = max(by_sentence, key=lambda sentence: sentence[2])
    return Measure(words, tuple(syllables(word, language) for word in words), len(spans), longest)


def _costly(text: Measure, language: str) -> str:
    """Name the words with the most syllables."""
    counted = {word.lower(): count for word, count in zip(text.words, text.syllables, strict=True)}
    long = [word for word, count in counted.items() if count >= _LONG_WORD[language]]
    worst = sorted(long, key=lambda word: (-counted[word], word))[:_NAMED]
    return ", ".join(f"“{word}”" for word in worst)
