"""A time zone as a calendar file carries it: VTIMEZONE (RFC 5545, 3.6.5), from the same data as all our dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from charter.render.widget_hours import offsets

if TYPE_CHECKING:
    import icalendar

_MINUTE = timedelta(minutes=1)
_AROUND = timedelta(days=400)
_1970 = datetime(1970, 1, 1)  # noqa: DTZ001  all is counted from the one instant, and said by the zone's own clocks


@lru_cache(maxsize=512)
def time_zone(zone: str, day: date) -> icalendar.Timezone:
    """Give the offsets of a zone, from a year before a day to one and a half after it.

    Each change of clocks is a block of its own, which begins by the clocks that were right until then: TZOFFSETFROM.
    """
    from icalendar import Timezone

    first, *changes = offsets(zone, day - _AROUND, day + _AROUND + _AROUND // 2)
    found = Timezone()
    found.add("tzid", zone)
    start, aheads = day - _AROUND, [first, *changes[1::2]]
    usual = min(aheads)
    found.add_component(_block(datetime(start.year, start.month, start.day), first, first, usual))  # noqa: DTZ001
    for at, (before, after) in zip(changes[::2], pairwise(aheads), strict=True):
        found.add_component(_block(_1970 + (at + before) * _MINUTE, before, after, usual))
    return found


def _block(
    start: datetime, before: int, after: int, usual: int
) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    """Give a stretch of time with one offset; what is ahead of the least of the year is daylight time."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    made = TimezoneDaylight() if after > usual else TimezoneStandard()
    made.add("dtstart", start)
    made.add("tzoffsetfrom", before * _MINUTE)
    made.add("tzoffsetto", after * _MINUTE)
    return made
