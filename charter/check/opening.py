"""What comparing needs to know of a calendar: how long its days are, as the hours of the week and the seasons tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.worktime import Edge, WeeklyHours, is_always_open, parse_week
from charter.worktime.hours import rest_of_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter
    from charter.worktime import By, Spans

ALWAYS = {"24/7": parse_week({"mon-sun": "24 hours"}), "24/5": parse_week({"mon-fri": "24 hours"})}
"""The hours of the calendars that nobody has to write."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The business days of a calendar, by their hours, and how many of them a week has.

    Where that is not plain (the client's own calendar, shifts past midnight), there are no days; where not every week
    has the same number of them, `per_week` is 0. Single dates with other hours are left aside.
    """

    ident: str
    days: frozenset[Spans]
    per_week: int
    never_closes: bool

    @property
    def shortest(self) -> int:
        """The open minutes of the shortest business day."""
        return min(map(_minutes, self.days))

    @property
    def longest(self) -> int:
        """The open minutes of the longest business day."""
        return max(map(_minutes, self.days))


def opening_of(charter: Charter, ident: str) -> Opening:
    """Find out how long the days of a calendar are."""
    weeks = list(_weeks(charter, ident))
    days = frozenset(spans for week in weeks for spans in week if spans)
    days |= set(_recurring(charter, ident))
    if any(span.past_midnight for spans in days for span in spans):
        days = frozenset()
    counts = {sum(map(bool, week)) for week in weeks} if days else set()
    return Opening(ident, days, counts.pop() if len(counts) == 1 else 0, never_closes(charter, ident))


def week_of(charter: Charter, ident: str) -> WeeklyHours | None:
    """Give the hours of an ordinary week, or None where nobody here knows them."""
    calendar = charter.calendars.get(ident)
    return calendar.hours if calendar else ALWAYS.get(ident)


def never_closes(charter: Charter, ident: str) -> bool:
    """Whether a calendar has no closing time at all, so that all hours are open hours."""
    if ident == "24/7":
        return True
    calendar = charter.calendars.get(ident)
    if calendar is None or calendar.holidays or calendar.closures or calendar.recurring:
        return False
    return all(is_always_open(week) for week in _weeks(charter, ident))


def _weeks(charter: Charter, ident: str) -> Iterator[WeeklyHours]:
    """Give all weekly hours that a calendar can have: the usual ones, in every region, and in every season."""
    calendar = charter.calendars.get(ident)
    if calendar is None:
        yield from [ALWAYS[ident]] if ident in ALWAYS else []
        return
    if calendar.outside in charter.calendars:
        yield from (week.inverse() for week in _weeks(charter, calendar.outside))
        return
    for week in (calendar.hours, *(region.hours for region in calendar.regions.values())):
        yield week
        yield from (week.having(season.hours) for season in calendar.seasons)


def _recurring(charter: Charter, ident: str) -> Iterator[Spans]:
    """Give the hours of days of every month on which a calendar is open."""
    calendar = charter.calendars.get(ident)
    other = charter.calendars.get(calendar.outside or "") if calendar else None
    found = [one.hours for one in (calendar.recurring if calendar else ())]
    found += [rest_of_day(one.hours) for one in (other.recurring if other else ())]
    yield from filter(None, found)


def early(by: By | None, spans: Spans) -> int:
    """Give the minute of a day that `by` means at the earliest: after closing it may mean the closing."""
    if by is None or by is Edge.CLOSE:
        return spans[-1].end
    return spans[0].start if by is Edge.OPEN else min(by.minutes, spans[-1].end)


def late(by: By | None, spans: Spans) -> int:
    """Give the minute of a day that `by` means at the latest: before opening it may mean the opening."""
    if by is None or by is Edge.CLOSE:
        return spans[-1].end
    return spans[0].start if by is Edge.OPEN else max(by.minutes, spans[0].start)


def open_before(minute: int, spans: Spans) -> int:
    """Count the open minutes of a day up to a minute of it."""
    return sum(max(0, min(span.end, minute) - span.start) for span in spans)


def open_after(minute: int, spans: Spans) -> int:
    """Count the open minutes of a day from a minute of it on."""
    return _minutes(spans) - open_before(minute, spans)


def _minutes(spans: Spans) -> int:
    return sum(span.end - span.start for span in spans)
