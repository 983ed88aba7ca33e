"""Weekly opening hours: `{mon-thu: "08:30-12:30, 13:30-17:30", fri: 08:30-15:00}` -> seven days."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from charter.worktime.bad_text import BadText, quoted
from charter.worktime.days import DAYS, parse_days, print_days
from charter.worktime.hours import Span, Spans, parse_spans, print_spans, rest_of_day
from charter.worktime.time_of_day import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class BadWeek(ValueError):  # noqa: N818  as BadText
    """Weekly hours that cannot be read: every fault with the key it stands under."""

    def __init__(self, faults: list[tuple[str, BadText]]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return " ".join(f"{key}: {fault.message}" for key, fault in self.faults)


class WeeklyHours(NamedTuple):
    """Hours of each day, Monday first: `week[date.weekday()]` are those of a date. No hours: closed."""

    mon: Spans = ()
    tue: Spans = ()
    wed: Spans = ()
    thu: Spans = ()
    fri: Spans = ()
    sat: Spans = ()
    sun: Spans = ()

    def __str__(self) -> str:
        return "; ".join(f"{days} {hours}" for days, hours in print_week(self).items())

    def having(self, named: Mapping[int, Spans]) -> WeeklyHours:
        """Give the named days (Monday 0) other hours, as a season does."""
        return self._replace(**{DAYS[day]: spans for day, spans in named.items()})

    def inverse(self) -> WeeklyHours:
        """Give all the time that is not in these hours, each day from midnight to midnight."""
        nights = [tuple(Span(0, span.end - DAY) for span in self[day - 1] if span.past_midnight) for day in range(7)]
        return WeeklyHours(*(rest_of_day((*nights[day], *self[day])) for day in range(7)))


def parse_week(hours: Mapping[str, str]) -> WeeklyHours:
    """Read weekly hours; a day that is not named is closed. Raises `BadWeek` with all faults at once."""
    named, keys = _read(hours)
    week = WeeklyHours().having(named)
    faults = [(keys[day], fault) for day, fault in _night_overlaps(week)]
    if faults:
        raise BadWeek(faults)
    return week


def parse_named_days(hours: Mapping[str, str]) -> dict[int, Spans]:
    """Read the hours of the days that are named (Monday 0), as a season has them. Raises `BadWeek`."""
    return _read(hours)[0]


def print_week(week: WeeklyHours) -> dict[str, str]:
    """Write weekly hours in the canonical form of the YAML, days of equal hours joined, closed days too."""
    return {print_days(days): print_spans(spans) for days, spans in groups(week)}


def groups(week: WeeklyHours) -> list[tuple[tuple[int, ...], Spans]]:
    """Join neighbouring days of equal hours, Monday first, closed days too: Mon-Thu, Fri, Sat-Sun."""
    return [(tuple(days), spans) for spans, days in groupby(range(7), key=lambda day: week[day])]


def is_always_open(week: WeeklyHours) -> bool:
    """Whether there is no closing time all week: then `24 hours` means one thing only."""
    open_until = max((span.end - DAY for span in week.sun), default=0)
    for start, end in ((day * DAY + span.start, day * DAY + span.end) for day in range(7) for span in week[day]):
        if start > max(open_until, 0):
            return False
        open_until = max(open_until, end)
    return open_until >= 7 * DAY


def _read(hours: Mapping[str, str]) -> tuple[dict[int, Spans], dict[int, str]]:
    named: dict[int, Spans] = {}
    keys: dict[int, str] = {}
    faults: list[tuple[str, BadText]] = []
    for key, text in hours.items():
        try:
            days = parse_days(key)
            _once(key, days, keys)
            keys |= dict.fromkeys(days, key)
            named |= dict.fromkeys(days, parse_spans(text))
        except BadText as fault:
            faults.append((key, fault))
    if faults:
        raise BadWeek(faults)
    return named, keys


def _once(key: str, days: tuple[int, ...], keys: Mapping[int, str]) -> None:
    twice = [day for day in days if day in keys]
    if twice:
        other = keys[twice[0]]
        message = f"{quoted(key)} names {DAYS[twice[0]]}, which `{other}` names already."
        raise BadText(message, _apart(key, days, other, [day for day in keys if keys[day] == other]))


def _apart(key: str, days: Iterable[int], other: str, other_days: Iterable[int]) -> str:
    for longer, rest in ((other, set(other_days) - set(days)), (key, set(days) - set(other_days))):
        if rest:
            return f"Write `{print_days(rest)}` instead of `{longer}`."
    return f"Take `{key}` or `{other}` out."


def _night_overlaps(week: WeeklyHours) -> list[tuple[int, BadText]]:
    pairs = [(day, week[day], week[(day + 1) % 7]) for day in range(7)]
    return [(day, _overlap(day, late[-1], early[0])) for day, late, early in pairs if _meet(late, early)]


def _meet(late: Spans, early: Spans) -> bool:
    return bool(late and early) and late[-1].end - DAY > early[0].start


def _overlap(day: int, late: Span, early: Span) -> BadText:
    after = DAYS[(day + 1) % 7]
    message = f"{quoted(str(late))} runs into `{early}` of the next day ({after})."
    return BadText(message, f"End the night at {early.opens} or begin {after} at {late.closes}.")
