"""Schedules and zones as tables of numbers, on which the page's script counts; shared by all who have the same hours."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from charter.worktime.month_days import days_in_month
from charter.worktime.schedule import in_season
from charter.worktime.timeline import BeyondHorizon
from charter.worktime.zones import epoch, instant, zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from charter.worktime import MonthDay, Spans
    from charter.worktime.schedule import Schedule
    from charter.worktime.timeline import Timeline

Kind = tuple[Any, ...]
_ONE_DAY = timedelta(days=1)
_ORDINAL = date(1970, 1, 1).toordinal()


def number(day: date) -> int:
    """Give a date as days since 1970."""
    return day.toordinal() - _ORDINAL


@lru_cache(maxsize=256)
def hours_of(schedule: Schedule, first: date, last: date, language: str) -> dict[str, Any]:
    """Give the kinds of dates of a schedule, and of which kind each date is.

    A kind has its open times in order, the rest of the night before among them; the first opening and the last closing
    that belong to the date; and the name of what closes it. All in minutes since the midnight that begins the date.
    """
    kinds: dict[Kind, int] = {}
    days = [
        kinds.setdefault(_kind(schedule, day, (begins, rest), language), len(kinds))
        for day, begins, rest in schedule.days(first, last)
    ]
    return {"kinds": [_short(kind) for kind in kinds], "days": days}


def _kind(schedule: Schedule, day: date, spans: tuple[Spans, Spans], language: str) -> Kind:
    begins, rest = (_minutes(day, those, zone_of(schedule.zone)) for those in spans)
    times = tuple(sorted(begins + rest))
    opens, closes = (min(begins)[0], max(end for _, end in begins)) if begins else (0, 0)
    return times, opens, closes, "" if times else schedule.why_closed(day, language)


def _short(kind: Kind) -> list[Any]:
    """Leave the empty end of a kind out: most have openings alone."""
    parts = list(kind)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _minutes(day: date, spans: Spans, zone: ZoneInfo) -> list[tuple[int, int]]:
    midnight = instant(day, 0, zone)
    times = [(instant(day, span.start, zone), instant(day, span.end, zone)) for span in spans]
    return [((opens - midnight) // 60, (closes - midnight) // 60) for opens, closes in times if opens < closes]


@lru_cache(maxsize=1024)
def stretches(
    season: tuple[str, str] | None, up_to: MonthDay | None, first: date, hours: Timeline
) -> tuple[tuple[int, int], ...]:
    """Give the first and the last of all dates together that lie in a season, and not behind a day of their month."""
    found: list[tuple[int, int]] = []
    day = first
    while day <= hours.last:
        if (season is None or in_season(*season, day)) and (up_to is None or _is_up_to(up_to, day, hours)):
            together = found and found[-1][1] == number(day) - 1
            found.append((found.pop()[0] if together else number(day), number(day)))
        day += _ONE_DAY
    return tuple(found)


def _is_up_to(rule: MonthDay, day: date, hours: Timeline) -> bool:
    """Whether a date does not lie behind a day of its month, which is not known for the last month of all."""
    with suppress(BeyondHorizon):
        found = days_in_month(rule, day.year, day.month, hours)
        return bool(found) and day <= found[-1]
    return False


@lru_cache(maxsize=256)
def offsets(zone: str, first: date, last: date) -> tuple[int, ...]:
    """Give how many minutes a zone is ahead of UTC, then each instant at which that changes with what it is from then."""
    day, info = first, zone_of(zone)
    found = [_ahead(_utc(first), info)]
    while day < last:
        after = day + _ONE_DAY
        if _ahead(_utc(after), info) != found[-1]:
            changes = _change(_utc(day), _utc(after), info)
            found += [changes, _ahead(changes, info)]
        day = after
    return tuple(found)


def _change(low: int, high: int, zone: ZoneInfo) -> int:
    """Find the minute in which the offset changes, after one instant and not after another."""
    before = _ahead(low, zone)
    while high - low > 1:
        middle = (low + high) // 2
        if _ahead(middle, zone) == before:
            low = middle
        else:
            high = middle
    return high


def _utc(day: date) -> int:
    return epoch(datetime(day.year, day.month, day.day, tzinfo=UTC)) // 60


def _ahead(minute: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(minute * 60, UTC).astimezone(zone).utcoffset() or timedelta()
    return offset // timedelta(minutes=1)
