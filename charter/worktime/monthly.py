"""Days that come every month: `day 15`, `business day 3`, `first and third wednesday` -> frozen values.

Where day 15 is closed, it may move: `day 15, or the business day before`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from charter.worktime.bad_text import BadText, Said, write
from charter.worktime.days import DAYS, parse_days

LAST = -1
"""The place of the last one in a month."""
_MOST_DAYS, _MOST_BUSINESS_DAYS, _MOST_WEEKS = 31, 23, 5
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": LAST} | {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
}
_PLACE = "|".join(_PLACES)
_DAY = re.compile(
    r"(?:the )?(?:(?:day (?P<day>[0-9]{1,9})|(?P<ordinal>[0-9]{1,9})(?:st|nd|rd|th))|(?P<last>last day))"
    r"(?:,? or (?:the )?business day (?P<roll>before|after))?"
)
_BUSINESS = re.compile(
    r"(?:(?:the )?(?P<last>last business day)|business days? (?P<first>[0-9]{1,9})(?:(?:-| to )(?P<end>[0-9]{1,9}))?"
    r"|(?:the )?first (?P<count>[0-9]{1,9}) business days)"
)
_WEEKDAY = re.compile(rf"(?:the )?(?P<places>(?:{_PLACE})(?:(?:,? and |, ?)(?:{_PLACE}))*) (?P<day>[a-z]+)")
_FORM = "Write `day 15`, `day 15, or the business day before`, `business day 3`, `first 4 business days` or `first and third wednesday`."


class Roll(StrEnum):
    """Where a day of the month moves when it is no business day."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day by its number, 1 to 31, or the last one; a month that is shorter has it on its last day."""

    day: int
    roll: Roll | None = None

    def __str__(self) -> str:
        day = "last day" if self.day == LAST else f"day {self.day}"
        return day + (f", or the business day {self.roll}" if self.roll else "")


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """Business days of a month by their place: the third, the second to the fifth, the last."""

    first: int
    last: int

    def __str__(self) -> str:
        if self.first == LAST:
            return "last business day"
        if self.first == self.last:
            return f"business day {self.first}"
        return f"first {self.last} business days" if self.first == 1 else f"business days {self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class NthWeekdays:
    """A weekday (Monday 0) at some places in the month: the first and third Wednesday."""

    places: tuple[int, ...]
    day: int

    def __str__(self) -> str:
        names = {place: name for name, place in reversed(_PLACES.items())}
        return f"{' and '.join(names[place] for place in self.places)} {DAYS[self.day]}"


MonthDay = DayOfMonth | BusinessDays | NthWeekdays


def parse_month_day(text: str) -> MonthDay:
    """Read a day that comes every month. Raises `BadText`."""
    said = Said.of(text)
    for form, read in ((_DAY, _day), (_BUSINESS, _business), (_WEEKDAY, _weekdays)):
        found = form.fullmatch(said.plain)
        if found:
            return read(said, found)
    raise said.bad("is not a day of the month", _FORM)


def _day(said: Said, found: re.Match[str]) -> MonthDay:
    roll = Roll(found["roll"]) if found["roll"] else None
    if found["last"]:
        return DayOfMonth(LAST, roll)
    return DayOfMonth(_within(said, int(found["day"] or found["ordinal"]), _MOST_DAYS), roll)


def _business(said: Said, found: re.Match[str]) -> MonthDay:
    if found["last"]:
        return BusinessDays(LAST, LAST)
    if found["count"]:
        return BusinessDays(1, _within(said, int(found["count"]), _MOST_BUSINESS_DAYS))
    first = _within(said, int(found["first"]), _MOST_BUSINESS_DAYS)
    last = _within(said, int(found["end"] or first), _MOST_BUSINESS_DAYS)
    if last < first:
        raise said.bad("is a stretch written backwards", write(f"business days {last}-{first}"))
    return BusinessDays(first, last)


def _weekdays(said: Said, found: re.Match[str]) -> MonthDay:
    places = tuple(_PLACES[name] for name in re.findall(_PLACE, found["places"]))
    days = parse_days(found["day"])
    if len(days) != 1:
        raise said.bad("names several days of the week", _FORM)
    if len(set(places)) < len(places):
        raise said.bad("names a place twice", _FORM)
    return NthWeekdays(tuple(sorted(places, key=lambda place: place % 100)), days[0])


def _within(said: Said, number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise _too_many(said, most)
    return number


def _too_many(said: Said, most: int) -> BadText:
    return said.bad("is no day of a month", f"The numbers go from 1 to {most}.")
