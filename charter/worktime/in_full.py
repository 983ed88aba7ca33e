"""Abbreviations, number words, odd orders and slips of the pen, written out as the grammar has them.

Nothing here makes a text acceptable: it finds the hint for a text that is refused.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SHORT = {
    "hours": "h hr hrs hour(s)",
    "minutes": "m min mins minute(s)",
    "days": "d dy day(s)",
    "weeks": "w wk wks week(s)",
    "months": "mo mos mth mths month(s)",
    "business days": "bd bds bday bdays wd workday workdays weekday weekdays",
    "business hours": "bh bhs bhr bhrs",
    "business": "biz bus working work office",
}
_LONG = {short: full for full, shorts in _SHORT.items() for short in shorts.split()}
_LONG |= {word: str(number) for number, word in enumerate(_NUMBERS, start=1)} | {
    "a": "1",
    "an": "1",
    "each": "every",
}
_KNOWN = {
    *("business", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"),
    *(
        "any",
        "every",
        "same",
        "next",
        "previous",
        "clear",
        "by",
        "on",
        "the",
        "cut",
        "off",
        "cut-off",
        "open",
        "close",
    ),
    *("or", "as", "agreed", "immediately", "not", "offered", "in", "within", "to", "before"),
}
_UNIT = r"(?:business )?(?:minute|hour|day|week|month)"
_CHANGES = (
    (r" \((.+)\)$", r", \1"),
    (r"([0-9])(?=[a-z])|([a-z])(?=[0-9])", r"\1\2 "),
    (r"^(?:in|under|up to|at most|max(?:imum)?|no more than|less than) (?=\w)", ""),
    (r"^(?:about|around|approx(?:imately)?|ca|~) ?(?=\w)", ""),
    (r"\bhalf (?:an? )?hour\b", "30 minutes"),
    (r"\b(?:a |one )?fortnight\b", "2 weeks"),
    (r"\b(other|second) (?=(?:business )?day|week|month)", "2 "),
)
_LATER_CHANGES = (
    (r"^([0-9]+) years?\b", lambda found: f"{int(found[1][:4]) * 12} months"),
    (r"^([0-9]+) quarters?\b", lambda found: f"{int(found[1][:4]) * 3} months"),
    (
        r"\b([0-9]+)[.,]([0-9]) (business )?hours?\b",
        lambda found: _minutes(found[1], int(found[2]) * 6, found[3]),
    ),
    (
        r"\b([0-9]+) (business )?hours? (?:and )?([0-9]+)(?: minutes?)?$",
        lambda found: _minutes(found[1], int(found[3][:4]), found[2]),
    ),
    (rf"\b([0-9]+) ({_UNIT})s?(?:-| to )([0-9]+) \2(s?)\b", r"\1-\3 \2\4"),
    (r"\b(?:between )?([0-9]+) (?:or|and) ([0-9]+)\b", r"\1-\2"),
    (rf"\b(?:calendar|elapsed|consecutive|real|clock) ({_UNIT}s?)\b", r"\1, any day"),
    (r"\b((?:minute|hour|day)s?) business\b", r"business \1"),
    (r"\b((?:minute|hour|day)s?),? (?:24/7|any time|every day|day or night|all days)$", r"\1, any day"),
    (r" (?:from|after) (?:arrival|receipt|when you write|now)$", ""),
)


def in_full(plain: str) -> str:
    """Write abbreviations and number words out: `4hrs` is `4 hours`, `2bd` is `2 business days`."""
    for form, change in _CHANGES:
        plain = re.sub(form, change, plain)
    plain = re.sub(r"[a-z]+(?:\(s\))?(?![a-z(])", lambda word: _LONG.get(word[0], word[0]), plain)
    for later, make in _LATER_CHANGES:
        plain = re.sub(later, make, plain)
    return plain


def spelled(plain: str) -> str:
    """Replace words that the grammar lacks by the nearest ones: `4 busines hours` is `4 business hours`."""
    return re.sub(r"[a-z]{3,}(?:-[a-z]+)?", lambda word: _nearest(word[0]), plain)


def _nearest(word: str) -> str:
    return word if word in _KNOWN else (get_close_matches(word, _KNOWN, n=1, cutoff=0.7) or [word])[0]


def _minutes(hours: str, minutes: int, business: str | None) -> str:
    return f"{int(hours[:4]) * 60 + minutes} {business or ''}minutes"
