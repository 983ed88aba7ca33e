"""Business time, minute by minute: slow, plain and with no line of the product, so that both can be held together.

Time is a row of minutes in UTC, each with the wall clock that it shows. Zones are read in one direction only, from UTC
to the wall; a clock time is looked up in the row: its first minute, or, where no minute shows it, as many minutes after
the last one before it as the clock says. The rules are those of service-level clocks (half open hours; real minutes
between opening and closing; an exception owns its date; business days never count the day of arrival).

Targets and notices are tuples:
`("minutes", n, "business" | "any day")`, `("business days", n, by, cut_off)`, `("days", n)`, `("weeks", n)`,
`("months", n)`, `("relative", days, by, cut_off)`, `("immediately",)`; a notice in business days is
`("business days", n, by, clear)`. `by` is None, `"open"`, `"close"` or minutes since midnight.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

DAY = 24 * 60
ONE = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MARGIN = 3
"""Days that the row knows on either side of the dates it is asked for."""


class Beyond(Exception):  # noqa: N818
    """The answer lies outside the row of minutes."""


def on_wall(day, minutes=0):
    """Number the minutes of a wall clock that never changes."""
    return (day - date(1970, 1, 1)).days * DAY + minutes


@dataclass(frozen=True)
class Row:
    """Minutes of UTC from `start` on; `shows[i]` is the wall clock at the i-th."""

    start: int
    shows: list
    first: dict

    def find(self, wall):
        """Give the first minute that shows a wall clock; for one that none shows, go on from the last before it."""
        if wall in self.first:
            return self.first[wall]
        if not self.shows[0] < wall < self.shows[-1]:
            raise Beyond
        before = next(wall - back for back in range(1, 2 * DAY) if wall - back in self.first)
        return self.first[before] + wall - before

    def date(self, at):
        return date(1970, 1, 1) + timedelta(days=self.shows[at] // DAY)


@cache
def row(zone, first, last):
    """Walk the minutes of a zone and write down what its clocks show."""
    start = on_wall(first - MARGIN * ONE)
    with files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as stream:
        info = ZoneInfo.from_file(stream)
    shows = []
    for at in range(start, on_wall(last + MARGIN * ONE)):
        wall = (EPOCH + timedelta(minutes=at)).astimezone(info)
        shows.append(on_wall(wall.date(), wall.hour * 60 + wall.minute))
    seen = {}
    for number, wall in enumerate(shows):
        seen.setdefault(wall, number)
    return Row(start, shows, seen)


@dataclass
class Plain:
    """Hours as plain values: weekdays (Monday 0) and dates to lists of (start, end) in minutes.

    `seasons` are (first, last, {weekday: spans}), the ends as (month, day), of every year; later ones win.
    """

    zone: str
    week: dict
    seasons: list = field(default_factory=list)
    special: dict = field(default_factory=dict)

    def usual(self, day):
        spans = self.week.get(day.weekday(), [])
        for first, last, hours in self.seasons:
            here = (day.month, day.day)
            within = first <= here <= last if first <= last else here >= first or here <= last
            if within and day.weekday() in hours:
                spans = hours[day.weekday()]
        return spans


class MinuteByMinute:
    """Answers for hours by walking the row of minutes. Instants are minutes since 1970 in UTC."""

    def __init__(self, hours, first, last):
        self.row = row(hours.zone, first, last)
        self.hours = hours
        self.open = bytearray(len(self.row.shows))
        self.days = {}
        day = first - ONE
        while day <= last + ONE:
            self.paint(day)
            day += ONE
        self.walk_the_wall(first, last)

    def pieces(self, day):
        """Give what begins on a date, a night in two pieces, one on each date."""
        for start, end in self.hours.special.get(day, self.hours.usual(day)):
            yield day, start, min(end, DAY)
            if end > DAY and not {day, day + ONE} & set(self.hours.special):
                yield day + ONE, 0, end - DAY

    def left_over(self, day):
        """Give the end of an ordinary night whose evening is special, on the date after it."""
        if day in self.hours.special and day + ONE not in self.hours.special:
            yield from ((day + ONE, 0, end - DAY) for _, end in self.hours.usual(day) if end > DAY)

    def paint(self, day):
        found = [self.ends(*piece) for piece in self.pieces(day)]
        found = [(start, end) for start, end in found if start < end]
        if found:
            self.days[day] = (min(found)[0], max(end for _, end in found))
        for start, end in [*found, *(self.ends(*piece) for piece in self.left_over(day))]:
            for at in range(start, end):
                self.open[at] = 1

    def ends(self, day, start, end):
        return self.row.find(on_wall(day, start)), self.row.find(on_wall(day, end))

    def walk_the_wall(self, first, last):
        """Decide every minute of the dates without a change of clocks once more, from the wall clock alone."""
        by_date = {}
        for at, wall in enumerate(self.row.shows):
            by_date.setdefault(wall // DAY, []).append(at)
        for number, minutes in by_date.items():
            day = date(1970, 1, 1) + number * ONE
            whole = all(len(by_date.get(other, ())) == DAY for other in (number - 1, number, number + 1))
            if first <= day <= last and whole:
                spans = self.on_the_wall(day)
                for at in minutes:
                    clock = self.row.shows[at] % DAY
                    assert bool(self.open[at]) == any(start <= clock < end for start, end in spans), (day, clock)

    def on_the_wall(self, day):
        if day in self.hours.special:
            return self.hours.special[day]
        return self.hours.usual(day) + [(0, end - DAY) for _, end in self.hours.usual(day - ONE) if end > DAY]

    # Hours and minutes.

    def at(self, instant):
        return instant - self.row.start

    def is_open(self, instant):
        return bool(self.open[self.at(instant)])

    def next_open(self, instant):
        found = self.open.find(1, self.at(instant))
        if found < 0:
            raise Beyond
        return found + self.row.start

    def between(self, start, end):
        return self.open.count(1, self.at(start), self.at(end))

    def add(self, instant, minutes):
        at = self.at(self.next_open(instant))
        while minutes:
            if at >= len(self.open):
                raise Beyond
            hour = self.open.count(1, at, at + 60)
            step = 60 if hour < minutes else 1
            minutes -= hour if step == 60 else self.open[at]
            at += step
        return at + self.row.start

    def subtract(self, instant, minutes):
        """Go back until so many open minutes lie between."""
        at = self.at(instant)
        while minutes:
            if at <= 0:
                raise Beyond
            hour = self.open.count(1, max(at - 60, 0), at)
            step = 60 if hour < minutes else 1
            minutes -= hour if step == 60 else self.open[at - 1]
            at -= step
        return at + self.row.start

    # Days.

    def date(self, instant):
        return self.row.date(self.at(instant))

    def day_after(self, day, count):
        while count:
            day += ONE
            if day > max(self.days):
                raise Beyond
            count -= day in self.days
        return day

    def day_before(self, day, count):
        while count:
            day -= ONE
            if day < min(self.days):
                raise Beyond
            count -= day in self.days
        return day

    def clock(self, day, by):
        if isinstance(by, int):
            return self.row.find(on_wall(day, by)) + self.row.start
        return self.days[day][by != "open"] + self.row.start

    def kept(self, day, by):
        """A promise by a time of day on a day that closes before it is kept at closing, if some weekday is open then."""
        ends = [end for spans in self.hours.week.values() for _, end in spans]
        if isinstance(by, int) and by > max(ends, default=0):
            return self.clock(day, by)
        return min(self.clock(day, by), self.days[day][1] + self.row.start)

    def received(self, instant, cut_off):
        day = self.date(instant)
        if cut_off is None or (day in self.days and instant < self.clock(day, cut_off)):
            return day
        return self.day_after(day, 1)

    # Promises.

    def due(self, target, instant):
        kind, *rest = target
        return getattr(self, "due_" + kind.replace(" ", "_"))(instant, *rest)

    def due_immediately(self, instant):
        return self.next_open(instant)

    def due_minutes(self, instant, count, clock):
        return self.add(instant, count) if clock == "business" else instant + count

    def due_business_days(self, instant, count, by=None, cut_off=None):
        return self.kept(self.day_after(self.received(instant, cut_off), count), by)

    def due_days(self, instant, count):
        return self.open_day(self.date(instant) + count * ONE)

    def due_weeks(self, instant, count):
        return self.due_business_days(instant, count * sum(bool(spans) for spans in self.hours.week.values()))

    def due_months(self, instant, count):
        return self.open_day(months_on(self.date(instant), count))

    def open_day(self, day):
        return self.clock(day if day in self.days else self.day_after(day, 1), None)

    def due_relative(self, instant, days, by=None, cut_off=None):
        day = self.received(instant, cut_off)
        if days:
            return self.kept(self.day_after(day, 1), by)
        while day not in self.days or self.kept(day, by) <= instant:
            day = self.day_after(day, 1)
        return self.kept(day, by)

    def latest_before(self, notice, event):
        kind, *rest = notice
        if kind == "minutes":
            return self.subtract(event, rest[0]) if rest[1] == "business" else event - rest[0]
        day = self.date(event)
        if kind == "business days":
            count, by, clear = rest
            found = self.day_before(day, count + clear)
            while self.clock(found, by) >= event:
                found = self.day_before(found, 1)
            return self.clock(found, by)
        far = months_on(day, -rest[0]) if kind == "months" else day - rest[0] * {"days": 1, "weeks": 7}[kind] * ONE
        return self.clock(far, self.row.shows[self.at(event)] % DAY)


def months_on(day, count):
    """Step from month to month; a day that the last one does not have is its last."""
    year, month = day.year, day.month
    for _ in range(abs(count)):
        month += 1 if count > 0 else -1
        year, month = (year + 1, 1) if month > 12 else (year - 1, 12) if month < 1 else (year, month)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
