"""When a promise holds, by time of arrival: `before 14:00`, `mon-thu before 16:00`, `on sat-sun`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from charter.worktime.bad_text import BadText, Said, write
from charter.worktime.days import parse_days, print_days
from charter.worktime.time_of_day import DAY, TimeOfDay

_WEEK = tuple(range(7))
_FIRST, _LAST = TimeOfDay(0), TimeOfDay(DAY)
_TIMED = re.compile(
    r"(?P<days>.*?) ?\b(?P<word>before|after|from) (?P<time>.+?)(?:(?: to | before | until |-)(?P<end>.+))?"
)
_FORM = "Write `before 14:00`, `from 14:00`, `mon-thu before 16:00, fri before 14:00` or `on sat-sun`."
_OUT_OF_HOURS = "Name the times, such as `mon-fri before 09:00, mon-fri from 17:00, on sat-sun`."


@dataclass(frozen=True, order=True, slots=True)
class Window:
    """Some days of the week (Monday 0, sorted), from `start` up to, not at, `end`, by the agency's clock."""

    days: tuple[int, ...] = _WEEK
    start: TimeOfDay = _FIRST
    end: TimeOfDay = _LAST

    def __str__(self) -> str:
        days = print_days(self.days)
        if self.all_day:
            return f"on {days}"
        return self._times if self.days == _WEEK else f"{days} {self._times}"

    @property
    def all_day(self) -> bool:
        """Whether it covers its days from midnight to midnight."""
        return (self.start, self.end) == (_FIRST, _LAST)

    @property
    def _times(self) -> str:
        if self.start == _FIRST:
            return f"before {self.end}"
        return f"from {self.start}" + f" to {self.end}" * (self.end < _LAST)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Windows of arrival that do not overlap. Windows of equal times become one, whole days come last."""

    windows: tuple[Window, ...]

    def __post_init__(self) -> None:
        days: dict[tuple[TimeOfDay, TimeOfDay], set[int]] = {}
        for window in self.windows:
            days.setdefault((window.start, window.end), set()).update(window.days)
        merged = [Window(tuple(sorted(found)), *times) for times, found in days.items()]
        object.__setattr__(self, "windows", tuple(sorted(merged, key=lambda window: (window.all_day, window))))

    def __str__(self) -> str:
        return ", ".join(map(str, self.windows))

    def covers(self, day: int, minute: int) -> bool:
        """Whether it holds for an arrival at a minute of a weekday (Monday 0), by the agency's clock."""
        return any(
            day in window.days and window.start.minutes <= minute < window.end.minutes for window in self.windows
        )


def parse_arrival(text: str) -> Arrival:
    """Read a condition of arrival. Raises `BadText`.

    `after 14:00` is `from 14:00`: `before 14:00` and the other half must leave no minute out.
    """
    said = Said.of(text)
    windows: list[Window] = []
    days: list[str] = []
    for part in re.split(r"[,;] ?| and ", said.plain):
        timed = _TIMED.fullmatch(part)
        if timed is None:
            days.append(part)
            continue
        _check_days(said, days, timed)
        windows.append(_timed(said, [*days, timed["days"]], timed))
        days = []
    if days:
        windows.append(Window(_days(said, days)))
    _check_apart(said, windows)
    return Arrival(tuple(windows))


def _timed(said: Said, names: list[str], timed: re.Match[str]) -> Window:
    days = _days(said, [name for name in names if name]) if any(names) else _WEEK
    time = TimeOfDay.parse(timed["time"])
    end = TimeOfDay.parse(timed["end"]) if timed["end"] else _LAST
    window = Window(days, _FIRST, time) if timed["word"] == "before" else Window(days, time, end)
    if window.start >= window.end:
        raise said.bad("leaves no time at all", _FORM)
    return window


def _days(said: Said, names: list[str]) -> tuple[int, ...]:
    try:
        return parse_days(",".join(name.removeprefix("on ") for name in names))
    except BadText as fault:
        hint = fault.hint if fault.hint.startswith(("Did", "Write")) else _FORM
        raise said.bad("is not a time of arrival", _OUT_OF_HOURS if "hours" in said.plain else hint) from fault


def _check_days(said: Said, days: list[str], timed: re.Match[str]) -> None:
    """Refuse `on mon, wed before 16:00`, where nobody knows what becomes of Monday."""
    if timed["days"] and any(name.startswith("on ") for name in days):
        together = ",".join([*days, timed[0]]).removeprefix("on ")
        raise said.bad("can be read in two ways", write(together, f"{timed[0]}, {','.join(days)}"))


def _check_apart(said: Said, windows: list[Window]) -> None:
    for one, other in combinations(windows, 2):
        if set(one.days) & set(other.days) and one.start < other.end and other.start < one.end:
            raise said.bad("names the same time twice", f"`{one}` and `{other}` share some time. Name it once.")
