"""The single values that fields hold, each with its form and what is said when something else stands there."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Field

from charter.model.forms import Form, Parsed, parsed, pattern
from charter.model.marks import Ref, Whole, Wording
from charter.problem import did_you_mean
from charter.worktime import (
    DAYS,
    TOO_FAR,
    YEARS,
    BadText,
    Length,
    MonthDay,
    Notice,
    Span,
    Target,
    WeeklyHours,
    When,
    parse_length,
    parse_month_day,
    parse_named_days,
    parse_notice,
    parse_target,
    parse_week,
    parse_when,
    quoted,
)

if TYPE_CHECKING:
    from collections.abc import Callable


_DAY, _MOMENT, _YEARLY = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\d \d\d:\d\d", r"\d\d-\d\d"
_AMOUNT = r"\d{1,12}(\.\d{1,4})?"
_PERCENT = r"\d{1,3}(\.\d{1,2})? ?%"


def _day(text: str) -> date:
    return _dated(text, _DAY, "a date", "year-month-day, such as 2026-11-30").date()


def _moment(text: str) -> datetime:
    return _dated(text, _MOMENT, "a date and time", "both, such as 2026-12-17 12:00")


def _dated(text: str, form: str, name: str, how: str, *, year: str = "") -> datetime:
    if not re.fullmatch(form, text, re.ASCII):
        raise BadText(f"{quoted(text)} is not {name}.", f"Write {how}.")
    try:
        found = datetime.fromisoformat(year + text)
    except ValueError:
        raise BadText(
            f"{quoted(text)} is no day of the calendar.", "Look the day up; the month may be shorter."
        ) from None
    if found.year not in YEARS:
        raise BadText(f"{quoted(text)} is too far away to be worked out.", TOO_FAR)
    return found


def _yearly(text: str) -> str:
    _dated(text, _YEARLY, "a day of the year", "month-day, such as 06-01", year="2024-")  # has a 29 February
    return text


def _season_day(text: str) -> str:
    return str(_day(text)) if re.fullmatch(_DAY, text, re.ASCII) else _yearly(text)


def _percent(text: str) -> Decimal:
    if not re.fullmatch(_PERCENT, text):
        raise BadText(f"{quoted(text)} is not a percentage.", "Write a number with the sign, such as 40%.")
    return Decimal(text.rstrip("% "))


def _amount(text: str) -> Decimal:
    if not re.fullmatch(_AMOUNT, text):
        raise BadText(f"{quoted(text)} is not an amount.", "Write digits with a point, such as 199.95.")
    return Decimal(text)


_ZONES_OF_ABBREVIATIONS = {
    "EST": "America/New_York",
    "EST5EDT": "America/New_York",
    "CST6CDT": "America/Chicago",
    "MST": "America/Phoenix",
    "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles",
    "HST": "Pacific/Honolulu",
    "GMT": "Europe/London",
    "CET": "Europe/Paris",
    "MET": "Europe/Paris",
    "EET": "Europe/Athens",
    "WET": "Europe/Lisbon",
}
"""Names that the data knows and people mean otherwise: EST has no summer time, and is not what New York has in June."""


@cache
def _zones() -> frozenset[str]:
    """The names of all time zones; finding them walks through a thousand files."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _zone(text: str) -> str:
    if text in _ZONES_OF_ABBREVIATIONS:
        raise BadText(f"{quoted(text)} is not a time zone by its place.", f"Write `{_ZONES_OF_ABBREVIATIONS[text]}`.")
    if text not in _zones():
        hint = did_you_mean(text, _zones()) or "Write one such as `America/Denver`."
        raise BadText(f"{quoted(text)} is not a time zone.", hint)
    return text


def _zone_or_client(text: str) -> str:
    return text if text == "client" else _zone(text)


_NAMED = "(" + "|".join(f"[{day[0].upper()}{day[0]}]{day[1:]}" for day in DAYS) + ")[a-z]*"
_DAYS = f"{_NAMED}((-| to |, ?){_NAMED})*"
_SPANS = {"type": ["string", "array"], "items": {"type": "string"}, "examples": ["08:30-12:30, 13:30-17:30", "closed"]}


def _hours(read: Callable[[dict[str, str]], Any]) -> Parsed:
    def validate(raw: Any) -> Any:  # noqa: ANN401
        if not isinstance(raw, dict):
            raise ValueError("hours are written by weekday: {mon-thu: 09:00-17:00, fri: 09:00-15:00}")  # noqa: TRY004
        return read({day: ", ".join(text) if isinstance(text, list) else str(text) for day, text in raw.items()})

    days = {"type": "object", "propertyNames": {"pattern": _DAYS}, "additionalProperties": _SPANS}
    return Parsed(validate, **days, examples=[{"mon-thu": "09:00-17:00", "fri": "09:00-15:00"}])


Week = Annotated[WeeklyHours, _hours(parse_week), Whole()]
"""Opening hours by weekday; a day not named is closed."""
Days = Annotated[dict[int, tuple[Span, ...]], _hours(parse_named_days), Whole()]
"""Opening hours of the days that are named (Monday 0), and of no others."""


def _visible(text: str) -> str:
    if not text or all(letter.isspace() or not letter.isprintable() for letter in text):
        raise BadText("There is nothing to read here.", "Write the text, or delete the line.")
    return text


Text = Annotated[str, Field(max_length=4000), AfterValidator(_visible)]
"""A name or other text that is the same in every language."""
Words = Annotated[Text, Wording()]
"""A text for people's eyes, in the client's language."""
Id = Annotated[
    str,
    pattern(
        r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", "an id", "small letters, digits and hyphens, such as `harbor-and-pine`"
    ),
]
Day = Annotated[date, parsed(_day, "2026-11-30", form=_DAY)]
SeasonDay = Annotated[str, AfterValidator(_season_day), Form(r"(\d{4}-)?\d\d-\d\d", ("06-01", "2027-01-11"))]
"""A day of every year, or of one year."""
Moment = Annotated[datetime, parsed(_moment, "2026-12-17 12:00", form=_MOMENT)]
Percent = Annotated[Decimal, parsed(_percent, "40%", form=_PERCENT)]
Amount = Annotated[Decimal, parsed(_amount, "199.95", "125", form=_AMOUNT)]
Zone = Annotated[
    str, AfterValidator(_zone), Form(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", ("America/Denver", "Europe/London"))
]
ZoneOrClient = Annotated[
    str,
    AfterValidator(_zone_or_client),
    Form(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", ("America/Denver", "client")),
]
"""A time zone, or `client` for the zone that each client is in."""
Language = Annotated[
    str, pattern(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", "a language tag", "`en`, `es` or `pt-BR`")
]
_HIDDEN = "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
Email = Annotated[
    str,
    pattern(
        rf"[^\s@<>\"(),:;\\{_HIDDEN}]+@[^\W_](?:[\w-]*\.)+[^\W\d_]{{2,}}",
        "an e-mail address",
        "one such as `hello@example.com`",
    ),
]
Phone = Annotated[
    str,
    pattern(
        r"\+[0-9](?:[ ().-]{0,3}[0-9]){5,17}",
        "a telephone number",
        "it with + and the country, such as `+1 303 555 0100`",
    ),
]
Url = Annotated[
    str, pattern(r"https?://[^\s<>\"]+", "a web address", "it with https://, such as `https://example.com`")
]
Currency = Annotated[str, pattern(r"[A-Z]{3}", "a currency", "three capital letters, such as `USD` or `EUR`")]
Path = Annotated[
    str,
    pattern(
        r"[\w-][\w.-]*(/[\w-][\w.-]*)*", "a file inside `content`", "its path from there, such as `brand/logo.svg`"
    ),
]
LengthText = Annotated[Length, parsed(parse_length, "30 minutes", "6 weeks")]
NOTICES = (
    "1 business day",
    "4 business hours",
    "48 hours, any day",
    "1 business day by 18:00",
    "2 clear business days",
    "18:00 on the previous business day",
)
"""Examples of notices, one of each form."""
NoticeText = Annotated[Notice, parsed(parse_notice, *NOTICES)]
WaitText = NoticeText
"""How much time has passed, by the clock it names: 5 business days."""
WithinText = Annotated[Target, parsed(parse_target, "2 business days", "10 business days", "1 month")]
"""How soon something happens, written as the targets of promises are."""
MONTH_DAYS = (
    "day 15",
    "day 15, or the business day before",
    "last day",
    "business day 3",
    "first 4 business days",
    "business days 2-5",
    "last business day",
    "first and third wednesday",
)
"""Examples of days that come every month, one of each form."""
MonthDayText = Annotated[MonthDay, parsed(parse_month_day, *MONTH_DAYS)]
"""A day that comes every month."""
WhenText = Annotated[When, parsed(parse_when, "sat 22:00", "2026-12-24 16:30")]
"""A moment in an ordinary week, or on a date, by the agency's clock."""
CalendarRef = Annotated[str, Ref("calendars", "24/7", "24/5", "client")]
ChannelRef = Annotated[str, Ref("channels")]
PersonRef = Annotated[str, Ref("people")]
DepartmentRef = Annotated[str, Ref("departments")]
RequestRef = Annotated[str, Ref("requests")]
SeasonRef = Annotated[str, Ref("seasons")]
RemedyRef = Annotated[str, Ref("remedies")]
