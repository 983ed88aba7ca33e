"""The words of the page's script: the same messages, dates and clock times that the pages themselves say.

Clock times are asked of the language one by one, so that none of its habits has to be known a second time.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from babel.dates import format_date, match_skeleton, tokenize_pattern

from charter.render.tongue import plain
from charter.worktime import Duration, Interval, Percentiles

if TYPE_CHECKING:
    from charter.render.language import Speech
    from charter.worktime import Target

_ODD = 34
"""A minute that is no hour, so that it can be found in a clock time."""
_MOST = 200
"""How many numbers are tried for a plural: every language repeats itself after a hundred."""
_MONDAY = date(2024, 1, 1)


@lru_cache(maxsize=64)
def words(speech: Speech) -> dict[str, Any]:
    """Give all words that belong to a language and to no client."""
    say = speech.gettext
    return {
        **_dates(speech),
        **_clocks(speech),
        **_steps(speech),
        "length": [_lengths(60 * 60, _MOST, speech), _lengths(60, 60, speech)],
        "pair": speech.listing(["%(first)s", "%(last)s"]),
        "days": speech.pgettext("dates", "%(first)s to %(last)s"),
        "zoned": say("%(moment)s %(zone)s"),
        "both": say("%(here)s (%(there)s)"),
        "if": say("%(due)s, %(condition)s"),
        "once": say("at once"),
        "agreed": say("%(target)s, or as agreed with you"),
    }


def when_form(target: Target, speech: Speech) -> str:
    """Give the form into which the instants of a target go, by their number."""
    if isinstance(target, Percentiles):
        form, steps = speech.gettext("%(percent)s by %(moment)s"), enumerate(target.steps)
        words = ({"percent": speech.percent(step.percent), "moment": f"%({number})s"} for number, step in steps)
        return speech.listing(form % these for these in words)
    if isinstance(target, Duration | Interval) and target.amount.low is not None:
        return speech.gettext("between %(earliest)s and %(latest)s").replace("%(latest)s", "%(1)s")
    again = isinstance(target, Interval)
    form = speech.gettext("for the first time by %(moment)s") if again else speech.gettext("by %(moment)s")
    return form.replace("%(moment)s", "%(0)s")


def _steps(speech: Speech) -> dict[str, str]:
    say = speech.gettext
    return {
        "arrives": say("Your message arrives: %(moment)s."),
        "starts": say("The clock starts: %(moment)s."),
        "waits": say("We are closed. The clock starts when we open: %(moment)s."),
        "received": say("It counts as received on %(day)s."),
        "counts": say("This counts: %(start)s to %(end)s, %(length)s."),
        "closed": say("Closed, so it does not count: %(days)s."),
        "named": say("Closed, so it does not count: %(days)s (%(name)s)."),
        "oneDay": say("Business day %(number)s: %(first)s."),
        "someDays": say("Business days %(number)s to %(until)s: %(first)s to %(last)s."),
        "due": say("%(metric)s: %(when)s."),
    }


def _dates(speech: Speech) -> dict[str, Any]:
    """Give the form of a date with its weekday, and the names that go into it."""
    skeletons = speech.locale.datetime_skeletons
    skeleton = "MMMEd" if "MMMEd" in skeletons else match_skeleton("MMMEd", skeletons)
    said: dict[str, Any] = {"date": ""}
    for _, value in tokenize_pattern(skeletons[skeleton].pattern):
        if isinstance(value, str):
            said["date"] += plain(value)
            continue
        sign, count = value
        name, days = _values(sign)
        said["date"] += f"%({name})s"
        said[name] = [plain(format_date(day, sign * count, speech.locale)) for day in days]
    if said.get("day") == [str(number) for number in range(1, 32)]:
        del said["day"]
    return said


def _values(sign: str) -> tuple[str, list[date]]:
    """Name a field of a pattern, with a date for each value that it can have."""
    if sign in "ML":
        return "month", [date(2024, month, 1) for month in range(1, 13)]
    if sign == "d":
        return "day", [date(2024, 1, day) for day in range(1, 32)]
    return "weekday", [_MONDAY + timedelta(days=day) for day in range(7)]


def _clocks(speech: Speech) -> dict[str, Any]:
    """Give each hour as it is said on the hour, and past it."""
    hours = [hour * 60 * 60 for hour in range(24)]
    past = [speech.time_at(hour + _ODD * 60, "UTC").replace(str(_ODD), "%(minute)s") for hour in hours]
    return {
        "at": speech.pgettext("moment", "%(day)s, %(time)s"),
        "time": [[speech.time_at(hour, "UTC") for hour in hours], past],
    }


def _lengths(seconds: int, most: int, speech: Speech) -> list[str]:
    """Give the forms of so many of a unit by number; what all further numbers have in common is there once."""
    forms = [speech.span(number * seconds).replace(speech.number(number), "%(count)s") for number in range(1, most)]
    while len(forms) > 1 and forms[-1] == forms[-2]:
        forms.pop()
    return ["", *forms]
