"""A time zone as a calendar file carries it: VTIMEZONE (RFC 5545, 3.6.5), from the same data as all our dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from charter.render.lines import Lines
from charter.render.widget_hours import offsets

_MINUTE = timedelta(minutes=1)
_HOUR = 60
_1970 = datetime(1970, 1, 1)  # noqa: DTZ001  all is counted from the one instant, and said by the zone's own clocks


@lru_cache(maxsize=512)
def time_zone(zone: str, first: date, last: date) -> tuple[str, ...]:
    """Give the lines of a zone with its offsets from one date to another.

    Each change of clocks is a block of its own, which begins by the clocks that were right until then: TZOFFSETFROM.
    """
    start, *changes = offsets(zone, first, last)
    aheads = [start, *changes[1::2]]
    found = Lines(["BEGIN:VTIMEZONE"])
    found.raw("TZID", zone)
    found.lines += _block(datetime(first.year, first.month, first.day), start, start, min(aheads))  # noqa: DTZ001
    for at, (before, after) in zip(changes[::2], pairwise(aheads), strict=True):
        found.lines += _block(_1970 + (at + before) * _MINUTE, before, after, min(aheads))
    return (*found.lines, "END:VTIMEZONE")


def _block(start: datetime, before: int, after: int, usual: int) -> list[str]:
    """Give a stretch of time with one offset; what is ahead of the least of the year is daylight time."""
    kind = "DAYLIGHT" if after > usual else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(before)}",
        f"TZOFFSETTO:{_offset(after)}",
        f"END:{kind}",
    ]


def _offset(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), _HOUR)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}"
