"""What all parts of a charter share: frozen, strict about keys, a meaning on each field, short forms.

The docstring below a field is its one-line meaning: documentation, JSON Schema description and help text in one.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from charter.model.forms import Form, Parsed, parsed, pattern
from charter.problem import did_you_mean
from charter.worktime import (
    DAYS,
    BadText,
    Length,
    Notice,
    Span,
    WeeklyHours,
    parse_length,
    parse_named_days,
    parse_notice,
    parse_week,
    quoted,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class Part(BaseModel):
    """One part of a charter, as a value."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, arbitrary_types_allowed=True)

    SHORT: ClassVar[str] = ""
    """The field that a bare text stands for: `4 business hours` is `{target: 4 business hours}`."""
    SPELLINGS: ClassVar[dict[str, tuple[str, str]]] = {}
    """Keys that say two things at once, the short field and another: `{aim: ...}` has the strength aim."""
    ONE_OF: ClassVar[frozenset[str]] = frozenset()
    """Fields of which a part has one: writing another replaces the one inherited."""
    KEY: ClassVar[str] = ""
    """The field that identifies an item of a list, so that lists of several layers merge item by item."""
    REPEATS: ClassVar[bool] = False
    """Whether several items of one list may have the same name, such as a winter break every year."""

    @model_validator(mode="before")
    @classmethod
    def _lengthen(cls, raw: Any) -> Any:  # noqa: ANN401  pydantic hands over whatever was written
        return {cls.SHORT: raw} if isinstance(raw, str) and cls.SHORT else cls.lengthen(raw)

    @classmethod
    def lengthen(cls, raw: Any) -> Any:  # noqa: ANN401
        """Write other short forms of this part out in full."""
        return raw


class Ref:
    """Marks a text that names something written elsewhere, such as a channel or a person."""

    def __init__(self, kind: str, *also: str) -> None:
        self.kind, self.also = kind, also


class Wording:
    """Marks a text for people's eyes: it is translated where the client reads another language."""


class OneOrMany:
    """Marks a list that is one value: a single item may stand without brackets, a list replaces a list."""


class Whole:
    """Marks a value that a later layer replaces as a whole, such as the hours of a week."""


def _list(raw: Any) -> Any:  # noqa: ANN401
    return raw if isinstance(raw, list | tuple) else [raw]


def fallbacks(language: str) -> tuple[str, ...]:
    """Give the languages whose texts do for a reader: `es-MX`, then `es` (RFC 4647, lookup)."""
    return tuple(dict.fromkeys((language, language.split("-", maxsplit=1)[0])))


_DAY, _MOMENT, _YEARLY = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\d \d\d:\d\d", r"\d\d-\d\d"
_AMOUNT = r"\d{1,12}(\.\d{1,4})?"


def _day(text: str) -> date:
    return _dated(text, _DAY, "a date", "year-month-day, such as 2026-11-30").date()


def _moment(text: str) -> datetime:
    return _dated(text, _MOMENT, "a date and time", "both, such as 2026-12-17 12:00")


def _dated(text: str, form: str, name: str, how: str, *, year: str = "") -> datetime:
    if not re.fullmatch(form, text, re.ASCII):
        raise BadText(f"{quoted(text)} is not {name}.", f"Write {how}.")
    try:
        return datetime.fromisoformat(year + text)
    except ValueError:
        raise BadText(
            f"{quoted(text)} is no day of the calendar.", "Look the day up; the month may be shorter."
        ) from None


def _yearly(text: str) -> str:
    _dated(text, _YEARLY, "a day of the year", "month-day, such as 06-01", year="2024-")  # has a 29 February
    return text


def _amount(text: str) -> Decimal:
    if not re.fullmatch(_AMOUNT, text):
        raise BadText(f"{quoted(text)} is not an amount.", "Write digits with a point, such as 199.95.")
    return Decimal(text)


@cache
def _zones() -> frozenset[str]:
    """The names of all time zones; finding them walks through a thousand files."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _zone(text: str) -> str:
    if text not in _zones():
        hint = did_you_mean(text, _zones()) or "Write one such as `America/Denver`."
        raise BadText(f"{quoted(text)} is not a time zone.", hint)
    return text


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
DayOfYear = Annotated[str, AfterValidator(_yearly), Form(_YEARLY, ("06-01", "12-24"))]
Moment = Annotated[datetime, parsed(_moment, "2026-12-17 12:00", form=_MOMENT)]
Amount = Annotated[Decimal, parsed(_amount, "199.95", "125", form=_AMOUNT)]
Zone = Annotated[
    str, AfterValidator(_zone), Form(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", ("America/Denver", "Europe/London"))
]
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
NoticeText = Annotated[Notice, parsed(parse_notice, "1 business day", "4 business hours")]
CalendarRef = Annotated[str, Ref("calendars", "24/7", "24/5", "client")]
ChannelRef = Annotated[str, Ref("channels")]
PersonRef = Annotated[str, Ref("people")]
DepartmentRef = Annotated[str, Ref("departments")]
Many = BeforeValidator(_list)
"""Lets a single item stand without brackets."""


class Item(Part):
    """A part that stands in lists."""

    id: Id | None = None
    """A short name of your own, by which later layers change or drop the item whatever its text is."""
