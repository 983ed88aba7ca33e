"""A typed charter -> plain values in the words of the YAML, and back: the one form in which charters are kept.

Every text is the canonical one of its value, so that two charters that say the same are written alike, however people
wrote them: `{target: 4 business hours}` and `4 business hours` are one. What is not said is not written.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from charter.model.base import NOTE, Part
from charter.model.calendars import Calendar
from charter.model.charter import Charter
from charter.model.kinds import fields
from charter.model.promises import Promise
from charter.model.values import Days, Percent
from charter.worktime import DAYS, Span, Text, WeeklyHours, print_spans, print_week

if TYPE_CHECKING:
    from collections.abc import Iterator

Plain = dict[str, Any] | list[Any] | str
"""A text, a list of plain values, or plain values by key."""


def written(value: object) -> Plain:
    """Write a value of the model with plain groups, lists and texts, which `read_charter` reads back."""
    match value:
        case Part():
            return _part(value)
        case WeeklyHours():
            return dict(print_week(value))
        case dict():
            return {str(key): written(one) for key, one in value.items()}
        case tuple():
            return print_spans(value) if value and isinstance(value[0], Span) else [written(one) for one in value]
    return _text(value)


def read_charter(plain: Plain) -> Charter:
    """Type a charter that was written. Raises `ValidationError` where the model no longer knows what it says."""
    return Charter.model_validate(plain)


def _text(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case Enum():
            return str(value.value)
    return str(value)


def _part(part: Part) -> Plain:
    return {key: _field(type(part), key, value) for key, value in said(part)}


def _field(part: type[Part], key: str, value: object) -> Plain:
    form = fields(part)[key].form
    if form == Percent:
        return f"{_text(value)}%"
    if form == Days and isinstance(value, dict):
        return {DAYS[day]: print_spans(spans) for day, spans in value.items()}
    return written(value)


def said(part: Part) -> Iterator[tuple[str, object]]:
    """Give the fields of a part that say something, by their keys."""
    for name, key in _keys(type(part)):
        value = getattr(part, name)
        if not _follows(part, name) and (value != _defaults(type(part))[name] or _must_stand(part, name)):
            yield key, value


def _follows(part: Part, name: str) -> bool:
    """Whether a field repeats another one: a target in free words, the hours that lie outside of other hours."""
    if isinstance(part, Calendar) and part.outside:
        return name not in {"name", "outside"}
    return isinstance(part, Promise) and name == "target" and isinstance(part.target, Text)


def _must_stand(part: Part, name: str) -> bool:
    """Whether a field is written although it says no more than its absence: a calendar without hours is a slip."""
    return isinstance(part, Calendar) and name == "hours"


@cache
def _keys(part: type[Part]) -> tuple[tuple[str, str], ...]:
    """Give the fields that are kept. Notes are not: a release stays for good, and a note must be able to go."""
    return tuple((name, info.alias or name) for name, info in part.model_fields.items() if name != NOTE)


@cache
def _defaults(part: type[Part]) -> dict[str, object]:
    return {name: info.get_default(call_default_factory=True) for name, info in part.model_fields.items()}
