"""Values of changes in the words of the YAML, short enough for a sentence; for people who write charters."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from charter.model.base import Part
from charter.model.calendars import Closure
from charter.model.promises import Promise, Row, Start
from charter.model.terms import Period, Price
from charter.model.writing import written
from charter.worktime import WeeklyHours
from charter.worktime.zones import local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from charter.diff.change import Example

_MOST = 80


def in_yaml(value: object) -> str:
    """Write a value of the model as one short text; `nothing` where there is none."""
    text = _in_yaml(value)
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def _in_yaml(value: object) -> str:
    match value:
        case None | ():
            return "nothing"
        case Closure():
            return f"{value.name} {value.first}" + (f" to {value.last}" if value.last != value.first else "")
        case Price():
            return f"{written(value.amount)} {value.currency}" + (f" a {value.per}" if value.per != Period.ONCE else "")
        case tuple() if not isinstance(value, WeeklyHours):
            return ", ".join(_promise(*one) if _is_promise(one) else _in_yaml(one) for one in value)
        case Part():
            return _part(value)
    plain = written(value)
    return "; ".join(f"{key} {one}" for key, one in plain.items()) if isinstance(plain, dict) else str(plain)


def _is_promise(value: object) -> TypeGuard[tuple[Row, Promise]]:
    return isinstance(value, tuple) and isinstance(value[-1], Promise)


def _promise(row: Row, promise: Promise) -> str:
    strength = "" if promise.strength == "target" else f"{promise.strength} "
    arrives = f" for what arrives {row.arrives}" if row.arrives else ""
    return f"{strength}{promise.target}{arrives}" + "".join(f", {one}" for one in _conditions(promise))


def _conditions(promise: Promise) -> Iterator[str]:
    """Give what is said of a promise beside its time."""
    if promise.begins or promise.starts is not Start.ARRIVAL:
        yield f"from {promise.begins or promise.starts}"
    yield from (f"not while {one}" for one in promise.pauses)
    yield from (f"unless {one}" for one in promise.unless)
    yield from (f"counted in {one}" for one in [promise.calendar] if one)
    yield from (f"with {one}" for one in [promise.remedy] if one)
    yield from (f"since {one}" for one in [promise.since] if one)


def _part(part: Part) -> str:
    name = getattr(part, type(part).KEY or type(part).SHORT or "name", None)
    return str(name) if name else "; ".join(f"{key} {one}" for key, one in _texts(part))


def _texts(part: Part) -> list[tuple[str, str]]:
    plain = written(part)
    return [(key, str(one)) for key, one in plain.items() if isinstance(one, str)] if isinstance(plain, dict) else []


def example_in_words(example: Example, zone: ZoneInfo) -> str:
    """Tell of a message and of both its answers, by the clock of a zone."""
    at, before, after = (_moment(one, zone) for one in (example.at, example.before, example.after))
    if example.after is None:
        return f"Sent {at}, it was due by {before}, and now nothing is promised."
    return f"Sent {at}, it is due by {after}" + ("." if example.before is None else f" instead of {before}.")


def _moment(at: int | None, zone: ZoneInfo) -> str:
    return f"{local(at, zone):%a %Y-%m-%d %H:%M}" if at is not None else ""
