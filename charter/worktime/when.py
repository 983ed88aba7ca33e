"""Moments as people say them in tests of promises: `sat 22:00` in an ordinary week, or `2026-12-24 16:30`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from charter.worktime.bad_text import BadText, Said
from charter.worktime.days import DAYS, parse_days
from charter.worktime.time_of_day import TimeOfDay
from charter.worktime.zones import TOO_FAR, YEARS

_WEEKDAY = re.compile(r"(?P<day>[a-z]+),? (?:at )?(?P<time>[0-9].*|noon|midday)")
_DATED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)[ t](?:at )?(?P<time>.+)")
_FORM = "Write a weekday and a time, such as `sat 22:00`, or a date and a time, such as `2026-12-24 16:30`."


@dataclass(frozen=True, slots=True)
class InWeek:
    """A weekday (Monday 0) and a clock time, in a week without holidays and closures."""

    day: int
    time: TimeOfDay

    def __str__(self) -> str:
        return f"{DAYS[self.day]} {self.time}"


@dataclass(frozen=True, slots=True)
class OnDate:
    """A clock time of one date."""

    moment: datetime

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%d %H:%M}"


When = InWeek | OnDate


def parse_when(text: str) -> When:
    """Read a moment; it is on the agency's clock unless its place says otherwise. Raises `BadText`."""
    said = Said.of(text)
    dated = _DATED.fullmatch(said.plain)
    if dated:
        return OnDate(_on_date(said, dated["date"], TimeOfDay.parse(dated["time"])))
    found = _WEEKDAY.fullmatch(said.plain)
    if not found:
        raise said.bad("is not a moment", _FORM)
    days = parse_days(found["day"])
    if len(days) != 1:
        raise said.bad("names several days", _FORM)
    return InWeek(days[0], TimeOfDay.parse(found["time"]))


def _on_date(said: Said, day: str, time: TimeOfDay) -> datetime:
    if time.hour == 24:  # noqa: PLR2004
        raise said.bad("ends a day", "Write `00:00` of the next day.")
    try:
        found = datetime.fromisoformat(f"{day} {time}")
    except ValueError:
        raise _no_day(said) from None
    if found.year not in YEARS:
        raise said.bad("is too far away to be worked out", TOO_FAR)
    return found


def _no_day(said: Said) -> BadText:
    return said.bad("is no day of the calendar", "Look the day up; the month may be shorter.")
