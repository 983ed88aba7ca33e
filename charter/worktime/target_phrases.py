"""Phrases of everyday business that promise nothing countable, or say something else than they seem to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.worktime.bad_text import as_text, write

if TYPE_CHECKING:
    from charter.worktime.bad_text import BadText, Said

_VAGUE = "names no time that can be counted"
_OTHERWISE = "is written another way here"
_SEVERAL = "can be read in two ways"
_IN_WORDS = " To keep these words: WORDS."
_PHRASES = (
    (
        (
            r"asap|a\.s\.a\.p",
            "as (soon|quickly|fast) as .*",
            "prompt(ly)?",
            "quick(ly)?",
            "soon",
            "shortly",
            "urgent(ly)?",
            "fast",
        ),
        _VAGUE,
        "Write a time, such as `4 business hours`." + _IN_WORDS,
    ),
    (
        ("right away", "at once", "instant(ly)?", "straight ?away", "immediate", "now", "real[- ]?time"),
        _VAGUE,
        write("immediately"),
    ),
    (
        (
            "(by )?(eod|eob|cob|close)",
            "(by )?(the )?(end|close) of (the )?(business ?)?(day)?",
            "(by )?today",
            "(the )?same day",
        ),
        "does not say which day",
        write("same business day", "next business day"),
    ),
    (
        (
            "(by )?(the )?(end|close) of (the )?next (business |working )?day",
            "(by )?eod next (business |working )?day",
        ),
        _OTHERWISE,
        write("next business day"),
    ),
    (
        ("(by )?tomorrow", "(the )?(next|following) (calendar |working |week)?day", "overnight", "nbd"),
        _SEVERAL,
        write("next business day", "24 hours, any day"),
    ),
    (
        (
            "24[/x][57]( support)?",
            "24[/x]7[/x]365",
            "a?round the clock",
            "always",
            "any ?time",
            "day (and|or) night",
        ),
        "says when you are there, not how long it takes",
        "Write a time, such as `1 hour`, and `calendar: 24/7` beside it.",
    ),
    (
        ("(by )?(this|next|same) week", "(by )?(the )?end of (the |this )?week", "eow"),
        "does not say how long",
        write("5 business days", "1 week"),
    ),
    (
        ("daily", "once a day", "(each|every) (single |working |calendar )?day"),
        _SEVERAL,
        write("every business day", "every 24 hours, any day"),
    ),
    (("hourly", "once an hour", "each hour"), _SEVERAL, write("every business hour", "every hour, any day")),
    (("weekly", "once a week", "each week"), _OTHERWISE, write("every week")),
    (("bi-?weekly", "fortnightly", "every fortnight"), _OTHERWISE, write("every 2 weeks")),
    (("monthly", "once a month", "each month"), _OTHERWISE, write("every month")),
    (("quarterly", "(each|every) quarter"), _OTHERWISE, write("every 3 months")),
    (
        ("none", "never", "no", "n/?a", "-", "not (available|included|provided|part of .*)", "unavailable"),
        _OTHERWISE,
        write("not offered"),
    ),
    (
        ("best efforts?", "tb[acd]", "to be .*", "varies", "(it )?depends.*", "case by case", "negotiable"),
        _VAGUE,
        "Write `as agreed`, or a time." + _IN_WORDS,
    ),
    (
        (
            "agreed",
            "(by|on) (agreement|arrangement|request)",
            "(as|when) (needed|required|arranged|ready|possible)",
        ),
        _VAGUE,
        "Write `as agreed`, or a time." + _IN_WORDS,
    ),
    (
        ("[0-9]+(-[0-9]+)?", "(business )?(minute|hour|day|week|month)s?"),
        "does not say how much of what",
        "Write an amount and its unit, such as `4 business hours`.",
    ),
    (
        ("[0-9]+ ?(s|secs?|seconds?)",),
        "is shorter than anything we count",
        write("1 minute, any day")[:-1] + ", the shortest time there is." + _IN_WORDS,
    ),
)


def phrase(said: Said) -> BadText | None:
    """Refuse a well-known phrase with the text that says what it means; None if it is not known."""
    for forms, why, hint in _PHRASES:
        if re.fullmatch("|".join(forms), said.plain):
            return said.bad(why, hint.replace("WORDS", as_text(said.written)))
    return None
