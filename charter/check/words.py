"""Words that promise without saying what, and sentences that nobody reads to the end."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, Whole, project_rule, rule
from charter.check.said import language_of, said
from charter.check.sentences import blank, line_place, sentences
from charter.check.walking import wordings
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
CONDESCENDING = {
    "en": (
        "obviously",
        "of course you must",
        "as everybody knows",
        "as everyone knows",
        "as you should know",
        "as you already know",
        "as already said",
        "as already mentioned",
        "as previously stated",
        "as stated above",
        "needless to say",
        "it goes without saying",
        "it should be clear",
        "please be advised",
        "you must understand",
        "you have to understand",
        "you need to understand",
        "you failed to",
        "unfortunately for you",
        "can't you just",
        "as common sense says",
    ),
    "es": (
        "obviamente",
        "como es obvio",
        "es obvio que",
        "como todo el mundo sabe",
        "como todos saben",
        "como ya sabes",
        "como deberías saber",
        "como ya dijimos",
        "como ya hemos dicho",
        "como ya se ha dicho",
        "como ya te dijimos",
        "huelga decir",
        "ni que decir tiene",
        "está de más decir",
        "por supuesto que debes",
        "debes entender",
        "debes comprender",
        "tienes que entender",
        "lamentablemente para ti",
        "es de sentido común",
        "es puro sentido común",
    ),
    "de": (
        "wie jeder weiß",
        "wie sie wissen sollten",
        "wie du wissen solltest",
        "wie bereits gesagt",
        "wie bereits erwähnt",
        "sie müssen verstehen",
        "du musst verstehen",
        "selbstverständlich müssen sie",
    ),
}
"""Words that tell readers they should have known, by language. Only certain ones: “just” and “simply” have good uses."""
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
    for node in wordings(subject.steps):
        language = language_of(node.place.file, client=client, agency=agency)
        for _, _, words in _vague(node.text, language)[:1]:
            yield Found(node.place, f"“{words}” can mean anything.", _HINT)
    for (language, _), prose in subject.prose.items():
        for start, end, words in _vague(prose.text, language):
            yield Found(line_place(prose, start, end), f"“{words}” can mean anything.", _HINT)


@project_rule("condescending-words", Severity.WARNING)
def condescending_words(whole: Whole) -> Iterator[Found]:
    """Words do not tell clients that they should have known.

    Whoever reads “obviously” and did not see it feels stupid, and does not ask the next time. The sentence is as true
    without it.

    Bad: `As you should know, you must cancel first.`. Good: `Cancel one business day before.`.
    """
    for text in said(whole):
        found = _found(text.text, text.language, "condescending")
        for start, end, words in found if text.prose else found[:1]:
            message = f"“{words}” talks down to the client."
            yield Found(text.place(start, end), message, "Take it out, and say the thing itself.")


def _vague(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    return _found(text, language.partition("-")[0], "vague")


@lru_cache(maxsize=65536)
def _found(text: str, language: str, of: str) -> tuple[tuple[int, int, str], ...]:
    """Give where vague or condescending words stand in a text, and what they are; clients share most texts."""
    found = _phrases(language, of).finditer(blank(text))
    return tuple((one.start(), one.end(), " ".join(one[0].split())) for one in found)


@cache
def _phrases(language: str, of: str) -> re.Pattern[str]:
    listed = {"vague": VAGUE, "condescending": CONDESCENDING}[of].get(language, ())
    longest_first = sorted(listed, key=len, reverse=True)
    phrases = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first).replace("'", "['’]")
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
