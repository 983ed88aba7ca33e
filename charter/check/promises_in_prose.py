"""“Within an hour”, “the same day”: times written out as a promise, held against the commitments."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.claims import is_plain, names_of_plans
from charter.check.comparing import all_promises
from charter.check.rule import Found, Whole, project_rule
from charter.check.said import said
from charter.check.sentences import statements
from charter.problem import Severity
from charter.worktime import Interval, RelativeDay, Text, Unit, amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.worktime import Target

Time = tuple[str, int]
"""A time that can be compared: `("minute", 120)`, `("day", 1)`; the same day is no day."""

_NUMBERS = {
    "en": {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "twelve": 12},
    "es": {"un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
           "nueve": 9, "diez": 10, "doce": 12},
}  # fmt: skip
_UNITS = {"minut": Unit.MINUTE, "hour": Unit.HOUR, "hora": Unit.HOUR, "day": Unit.DAY, "día": Unit.DAY,
          "week": Unit.WEEK, "sema": Unit.WEEK}  # fmt: skip
_TIME = {
    "en": r"(?:within|in|inside|under)\s+(?:the\s+|at\s+most\s+|less\s+than\s+)?(?:{n}\s*(?:-|–|to|or)\s*)?(?P<count>{n})"
    r"\s+(?:(?:business|working|office)\s+)?(?P<unit>minute|hour|day|week)s?|(?:on\s+|the\s+)*(?P<day>same|next)[\s-]"
    r"(?:business\s+|working\s+)?day",
    "es": r"(?:en|dentro\s+de|en\s+(?:menos|un\s+plazo)\s+de)\s+(?:las\s+)?(?:{n}\s*(?:-|–|a|o)\s*)?(?P<count>{n})"
    r"\s+(?P<unit>minuto|hora|día|semana)s?|el\s+(?P<day>mismo)\s+día|al?\s+(?P<after>siguiente\s+día|día\s+siguiente)",
}
_OURS = {
    "en": r"\bwe(?:['’]ll)?\s+(?:\w+\s+){0,2}?(?:answer|reply|respond|get\s+back|call\s+(?:you|back)|acknowledge|finish|fix|solve)\b"
    r"|\byou(?:['’]ll)?\s+(?:\w+\s+)?(?:hear|get|receive|have)\s+(?:\w+\s+){0,3}?(?:from\s+us|back|answer|reply|response)\b"
    r"|\b(?:is|are|gets?)\s+(?:\w+\s+)?(?:answered|fixed|finished|acknowledged|solved)\b"
    r"|\b(?:a\s+person|somebody|someone)\s+(?:answers|replies|responds|calls)\b"
    r"|\b(?:an?|the|first|every)\s+(?:\w+\s+)?(?:answer|reply|response)\s+(?:\w+\s+){0,2}(?:within|in|the)\b|\b(?:answers|replies|responses)\s+(?:with)?in\b",
    "es": r"\b(?:respondemos|contestamos|resolvemos|terminamos|arreglamos|solucionamos)\b"
    r"|\bte\s+(?:respond|contest|llam)\w+|\b(?:recibes|recibirás|tienes|tendrás)\s+(?:\w+\s+){0,2}respuesta\b"
    r"|\b(?:una|la|primera|toda)\s+respuesta\b|\brespuestas\s+en\b",
}
"""The agency replies or finishes. “Answer our questions within 3 days” is asked of the client."""
_THEIRS = {
    "en": r"\b(?:please|(?:if|when|unless|once)\s+you|your\s+(?:answer|reply|response)s?|you\s+(?:answer|reply|respond))\b",
    "es": r"\b(?:por\s+favor|si\s+(?:respondes|contestas)|tu\s+respuesta|respond(?:e|es|énos)\b(?<!te\sresponde)|contéstanos)\b",
}


@project_rule("prose-against-promise", Severity.WARNING)
def prose_against_promise(whole: Whole) -> Iterator[Found]:
    """A time that is written out as a promise is one that a commitment holds.

    Text is not updated with the promises, so it goes on saying “within an hour” when the table beside it says four.
    Number and unit are compared with the commitments of all plans and clients, in whatever hours they count; sentences
    that ask something, deny something, speak to the client's own duties or name a plan are left aside, and so are remedies
    and targets in free words, which are promises themselves.

    Bad: `We answer within an hour.`, when the quickest answer is 4 business hours. Good: `When we answer stands below.`.
    """
    held: set[Time] | None = None
    plans = names_of_plans(whole)
    for text in said(whole) if whole.is_known else ():
        is_promise = text.path[-1:] in {("remedy",), ("text",)} or text.path[:1] == ("remedies",)
        for start, end, words, time in _claims(text.text, text.language) if text.offers and not is_promise else ():
            held = _held(whole) if held is None else held
            if text.readers and not _equal(time) & held and is_plain(text.text, start, text.language, plans):
                message = f"“{words}” is promised nowhere: no commitment of any plan or client has this time."
                hint = "Leave the time out, for the table of commitments has it; or correct it, here or there."
                yield Found(text.place(start, end), message, hint)


@lru_cache(maxsize=65536)
def _claims(text: str, language: str) -> tuple[tuple[int, int, str, Time], ...]:
    """Give where a text says when the agency replies or finishes, in which words, and the time."""
    if language not in _TIME:
        return ()
    found = []
    for at, sentence in statements(text):
        if re.search(_OURS[language], sentence, re.IGNORECASE) and not re.search(
            _THEIRS[language], sentence, re.IGNORECASE
        ):
            for claim in _times(language).finditer(sentence):
                words = " ".join(claim[0].split())
                found.append((at + claim.start(), at + claim.end(), words, _time(claim, language)))
    return tuple(found)


@lru_cache(maxsize=8)
def _times(language: str) -> re.Pattern[str]:
    number = rf"(?:[0-9]{{1,3}}|{'|'.join(sorted(_NUMBERS[language], key=len, reverse=True))})"
    return re.compile(rf"(?i)\b(?:{_TIME[language].replace('{n}', number)})\b")


def _time(claim: re.Match[str], language: str) -> Time:
    said_so = claim.groupdict()
    if said_so["count"] is None:
        return ("day", 0 if (said_so["day"] or "").lower() in {"same", "mismo"} else 1)
    count = said_so["count"].lower()
    unit = next(unit for stem, unit in _UNITS.items() if said_so["unit"].lower().startswith(stem))
    return _in_short(int(count) if count.isdigit() else _NUMBERS[language][count], unit)


def _in_short(count: int, unit: Unit) -> Time:
    return ("minute", count * 60) if unit is Unit.HOUR else (str(unit), count)


def _equal(time: Time) -> set[Time]:
    """Give a time with what people call the same: 24 hours and a day, a week and five or seven days."""
    unit, count = time
    day = 24 * 60
    if unit == Unit.MINUTE and count % day == 0:
        return {time, ("day", count // day)}
    if unit == Unit.WEEK:
        return {time, ("day", 5 * count), ("day", 7 * count)}
    return {time}


def _held(whole: Whole) -> set[Time]:
    """Give every time that some commitment has."""
    targets = {promise.target for charter in whole.charters for _, _, promise in all_promises(charter)}
    return {time for target in targets for time in _times_of(target)}


def _times_of(target: Target) -> Iterator[Time]:
    if isinstance(target, RelativeDay):
        yield ("day", target.days)
        yield ("day", 1)
    elif isinstance(target, Text):
        for language in _TIME:
            yield from (_time(claim, language) for claim in _times(language).finditer(target.words))
    for amount in amounts(target):
        for count in {amount.high, amount.high if isinstance(target, Interval) else amount.low or amount.high}:
            yield from _equal(_in_short(count, amount.unit))
            yield from {("minute", count * 24 * 60)} if amount.unit is Unit.DAY else ()
