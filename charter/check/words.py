"""Words that promise without saying what, and sentences that nobody reads to the end."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, Whole, project_rule, rule
from charter.check.sentences import blank, line_place, sentences
from charter.check.walking import wordings
from charter.layers import CHARTER
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


VAGUE = {
    "en": (
        "promptly",
        "timely",
        "in a timely manner",
        "as soon as possible",
        "asap",
        "at our earliest convenience",
        "in due course",
        "within a reasonable time",
        "reasonable time",
        "reasonable efforts",
        "best efforts",
        "best endeavours",
        "best endeavors",
        "strive",
        "we try",
        "we will try",
        "we do our best",
    ),
    "es": (
        "lo antes posible",
        "tan pronto como sea posible",
        "cuanto antes",
        "a la brevedad",
        "a la mayor brevedad",
        "oportunamente",
        "a su debido tiempo",
        "en un plazo razonable",
        "tiempo razonable",
        "nos esforzamos",
        "procuramos",
        "intentamos",
        "haremos lo posible",
        "hacemos lo posible",
    ),
}
"""Words that sound like a promise and can never be held against anybody, by language. Only certain ones."""
MOST_WORDS = 25
"""More words in one sentence are read twice, or not at all."""
_HINT = "Say when, how often or how much; or take it out."


@rule("vague-words", Severity.WARNING, of_tree=True)
def vague_words(subject: Subject) -> Iterator[Found]:
    """Words say what will happen, and when.

    “Promptly” is ten minutes to a client and two days to an agency, and both are sure of it. What cannot be counted
    cannot be kept either.

    Bad: `we: We answer promptly.`. Good: `we: We answer within 4 business hours.`.
    """
    languages, own = (subject.tree.at(path) for path in (("agency", "languages"), ("client", "language")))
    agency = languages.words[0].text if languages and languages.words else "en"
    client = own.text if own else agency
    for node in wordings(CHARTER, subject.tree):
        language = _language_of(node.place.file, client=client, agency=agency)
        for _, _, said in _vague(node.text, language)[:1]:
            yield Found(node.place, f"“{said}” can mean anything.", _HINT)
    for (language, _), prose in subject.prose.items():
        for start, end, said in _vague(prose.text, language):
            yield Found(line_place(prose, start, end), f"“{said}” can mean anything.", _HINT)


def _language_of(file: str, *, client: str, agency: str) -> str:
    """Give the language a file is written in: that of its translation, of its client, or of the agency."""
    _, _, ending = file.removesuffix(".yaml").rpartition("/")[2].partition(".")
    return ending or (client if "/clients/" in file else agency)


@lru_cache(maxsize=65536)
def _vague(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """Give where vague words stand in a text, and what they are; clients share most texts."""
    found = _phrases(language.partition("-")[0]).finditer(blank(text))
    return tuple((one.start(), one.end(), " ".join(one[0].split())) for one in found)


@cache
def _phrases(language: str) -> re.Pattern[str]:
    longest_first = sorted(VAGUE.get(language, ()), key=len, reverse=True)
    phrases = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?i)\b(?:{phrases})\b" if phrases else r"(?!)")


@project_rule("long-sentence", Severity.WARNING)
def long_sentence(whole: Whole) -> Iterator[Found]:
    """A sentence of prose has 25 words at the most.

    Clients read on a phone, between two appointments. What a long sentence says last is what they miss.

    Bad: one sentence with a condition, an exception, and an exception to that. Good: three sentences.
    """
    for prose in whole.prose.values():
        for start, end, count in _counted(prose.text):
            if count > MOST_WORDS:
                message = f"This sentence has {count} words; {MOST_WORDS} are enough."
                yield Found(line_place(prose, start, end), message, "Make two of it.")


@lru_cache(maxsize=1024)
def _counted(text: str) -> tuple[tuple[int, int, int], ...]:
    """A preview counts again only what was edited."""
    return tuple(sentences(text))
