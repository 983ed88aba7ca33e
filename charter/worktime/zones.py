"""Time zones from the `tzdata` package, which is pinned and newer than what most systems have.

Clock times become instants in one way only: one that happens twice is the first, one that does not exist takes the
offset before the gap (RFC 5545, 3.3.5). Instants are whole seconds since 1970 in UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAY = 24 * 60
YEARS = range(1990, 2101)
"""The years that are worked out; holidays and zones of others are nobody's knowledge."""
TOO_FAR = f"Write a year from {YEARS[0]} to {YEARS[-1]}."


@cache
def zone_of(name: str) -> ZoneInfo:
    """Give a zone by its IANA name. Raises `ZoneInfoNotFoundError` where there is none."""
    path = files("tzdata").joinpath("zoneinfo", *name.split("/"))
    if not path.is_file():
        return ZoneInfo(name)  # a name that only this system knows
    with path.open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)


def is_zone(name: str) -> bool:
    """Whether there is a zone of this name."""
    try:
        zone_of(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)


def instant(day: date, minutes: int, zone: ZoneInfo) -> int:
    """Give the instant of a clock time: minutes since the midnight that begins a day; 1440 and more are the next day."""
    days, minutes = divmod(minutes, _DAY)
    day = day + timedelta(days=days) if days else day
    return epoch(datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone))


@lru_cache(maxsize=64)
def midnights(first: date, count: int, zone: ZoneInfo) -> tuple[int, ...]:
    """Give the instants at which so many dates begin; all schedules of a zone share them."""
    return tuple(instant(first + timedelta(days=number), 0, zone) for number in range(count))


def epoch(moment: datetime) -> int:
    """Give the instant of a moment that knows its zone."""
    return int(moment.timestamp())


def local(at: int, zone: ZoneInfo) -> datetime:
    """Give an instant by the clocks of a zone."""
    return datetime.fromtimestamp(at, UTC).astimezone(zone)
