"""Days of the week: `mon-thu`, `mon,wed`, `fri-mon` -> numbers, Monday 0 -> canonical text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.problem import did_you_mean
from charter.worktime.bad_text import BadText, Said, quoted, write

if TYPE_CHECKING:
    from collections.abc import Iterable

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days in order; a day's number is its place here, as in `datetime.date.weekday()`."""
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {name: number for names in (DAYS, _FULL) for number, name in enumerate(names)}
_GROUPS = {
    "weekday": "mon-fri",
    "weekend": "sat-sun",
    "everyday": "mon-sun",
    "daily": "mon-sun",
    "all": "mon-sun",
}
_FORM = "Days are written `mon`, `mon-thu` or `mon,wed`."


def parse_days(text: str) -> tuple[int, ...]:
    """Read days of the week, sorted, Monday 0; a stretch may wrap around (`fri-mon`). Raises `BadText`."""
    said = Said.of(text)
    found: list[int] = []
    for part in re.split(r", ?", said.plain):
        found += _stretch(said, part)
    twice = [day for day in DAYS if found.count(_NUMBERS[day]) > 1]
    if twice:
        raise said.bad(f"names {DAYS[_NUMBERS[twice[0]]]} twice", write(print_days(found)))
    return tuple(sorted(found))


def print_days(days: Iterable[int]) -> str:
    """Write days in canonical form, neighbours joined: `mon-thu`, `mon,wed`, `mon,fri-sun`."""
    return ",".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in _runs(days))


def _runs(days: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in sorted(set(days)):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _stretch(said: Said, part: str) -> list[int]:
    first, *rest = [_number(said, name) for name in re.split(r"-| to ", part)]
    if not rest:
        return [first]
    if len(rest) > 1:
        raise said.bad("is not a stretch of days", _FORM)
    if rest[0] == first:
        raise said.bad("begins and ends on the same day", write(DAYS[first], "mon-sun"))
    return [(first + step) % 7 for step in range((rest[0] - first) % 7 + 1)]


def _number(said: Said, name: str) -> int:
    if name in _NUMBERS:
        return _NUMBERS[name]
    group = _GROUPS.get(name.removesuffix("s").removesuffix(" days"))
    if group:
        raise said.bad("is not written as days of the week", write(group))
    raise _unknown_day(said, name)


def _unknown_day(said: Said, name: str) -> BadText:
    near = did_you_mean(name, _NUMBERS)
    which = "is" if name == said.plain else f"has {quoted(name)}, which is"
    return said.bad(f"{which} not a day of the week", f"{near} {_FORM}".strip())
