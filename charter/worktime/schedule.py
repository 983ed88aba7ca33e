"""What is open on which date: a weekly pattern with seasons, public holidays, closures and days that come every month.

What is said of a date beats what is said of many: a closure beats a day of every month, that beats a holiday, that
beats a season, that beats the week. An exception owns its own date, from midnight to midnight; the rest of a night
shift that began the evening before belongs to the date on which it ends.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.worktime.hours import Span, rest_of_day
from charter.worktime.monthly import LAST, BusinessDays, DayOfMonth, MonthDay
from charter.worktime.public_holidays import public_holidays
from charter.worktime.time_of_day import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.worktime.hours import Spans
    from charter.worktime.week import WeeklyHours

_ONE_DAY = timedelta(days=1)
_WEEK = 7
_MARKS = re.compile(r" \((?:(?:observed|estimated|substitute day|in lieu)(?:, )?)+\)$")

_BRACKETS = re.compile(r" \([^()]+\)$")


@dataclass(frozen=True, slots=True)
class SeasonHours:
    """Hours of some weekdays (Monday 0) from one day to another: of every year (`06-01`), or once (`2027-01-11`)."""

    first: str
    last: str
    hours: tuple[tuple[int, Spans], ...]

    def holds(self, day: date) -> bool:
        """Whether a date lies in it; one that ends before it begins goes over New Year."""
        return in_season(self.first, self.last, day)


@dataclass(frozen=True, slots=True)
class Special:
    """Dates with hours of their own, or with none: a closure."""

    first: date
    last: date
    hours: Spans = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Monthly:
    """Days of every month with hours of their own, or with none."""

    day: MonthDay
    hours: Spans = ()
    name: str = ""


@dataclass(frozen=True)
class Schedule:
    """When somebody is there, by the clocks of a zone. `holidays` is a region; those in `open_holidays` are no days off."""

    zone: str
    week: WeeklyHours
    seasons: tuple[SeasonHours, ...] = ()
    special: tuple[Special, ...] = ()
    monthly: tuple[Monthly, ...] = ()
    holidays: str = ""
    open_holidays: frozenset[str] = frozenset()
    holiday_names: tuple[tuple[str, str], ...] = ()
    """What clients call holidays, by the names that these have here or in English."""
    inverted: bool = False
    """Whether somebody is there exactly when all this says closed, holidays and closures included."""
    days_off: tuple[tuple[date, str], ...] | None = None
    """The public holidays on which nobody works as they were known at some time, in place of what is known now."""

    def pattern(self, day: date) -> Spans:
        """Give the hours of a date by the week and its season, exceptions aside."""
        if self.inverted:
            night = (Span(0, span.end - DAY) for span in self._pattern(day - _ONE_DAY) if span.past_midnight)
            return rest_of_day((*night, *self._pattern(day)))
        return self._pattern(day)

    def _pattern(self, day: date) -> Spans:
        for season in reversed(self.seasons):
            if season.holds(day):
                named = dict(season.hours)
                if day.weekday() in named:
                    return named[day.weekday()]
        return self.week[day.weekday()]

    def exception(self, day: date) -> tuple[str, Spans] | None:
        """Give the name and the hours of what makes a date unlike others of its weekday, or None."""
        found = self._exception(day)
        return (found[0], rest_of_day(found[1])) if found and self.inverted else found

    def _exception(self, day: date) -> tuple[str, Spans] | None:
        special = [one for one in self.special if one.first <= day <= one.last]
        if special:  # of several, the shortest says most of this date
            shortest = min(special, key=lambda one: one.last - one.first)
            return shortest.name, shortest.hours
        for monthly in self.monthly:
            if falls_on(monthly.day, day):
                return monthly.name, monthly.hours
        holiday = self.holiday(day)
        return (holiday, ()) if holiday else None

    def holiday(self, day: date, language: str = "") -> str:
        """Name the public holiday on which a date is a day off, or give nothing."""
        if self.days_off is not None:
            return _by_date(self.days_off).get(day, "")
        if not self.holidays:
            return ""
        name = public_holidays(self.holidays, day.year).get(day, "")
        if not name or self._is_worked(day, name):
            return ""
        said = public_holidays(self.holidays, day.year, language).get(day, name)
        return self._called(day, name, said) if language and self.holiday_names else said

    def _called(self, day: date, name: str, said: str) -> str:
        """Give the holidays of a date the names that clients have for them; one that is moved is still said to be."""
        own = {_unmarked(one): called for one, called in self.holiday_names}
        english = public_holidays(self.holidays, day.year, "en_US").get(day, name)
        each = [text.split("; ") for text in (name, english, said)]
        if len({len(names) for names in each}) > 1:
            return said  # several on one date, and no telling which is which
        return "; ".join(
            _marked(
                own.get(_unmarked(here)) or own.get(_unmarked(in_english)), shown, is_moved=_MARKS.search(in_english)
            )
            for here, in_english, shown in zip(*each, strict=True)
        )

    def why_closed(self, day: date, language: str = "") -> str:
        """Name what makes a date unlike others of its weekday, a holiday in a language; nothing where nothing does."""
        found = self.exception(day)
        if found is None:
            return ""
        return self.holiday(day, language) if found[0] == self.holiday(day) else found[0]

    def _is_worked(self, day: date, name: str) -> bool:
        """Whether people work on a holiday, by its name here or in English; of two on one date, on both of them."""
        worked = {_unmarked(one) for one in self.open_holidays}
        english = public_holidays(self.holidays, day.year, "en_US").get(day, name)
        return any({_unmarked(one) for one in names.split("; ")} <= worked for names in (name, english))

    def days(self, first: date, last: date) -> Iterator[tuple[date, Spans, Spans]]:
        """Give each date with the spans that begin on it, and with what is left on it of the night before.

        A date with any spans that begin on it is a business day. An exception keeps its own hours before midnight and
        cuts off the night that would run into it. A night before an ordinary date ends there as always, even if the
        evening on which it would begin is an exception.
        """
        if self.inverted:
            for day, begins, rest in self._days(first, last):
                yield day, rest_of_day((*_until_midnight(begins), *rest)), ()
        else:
            yield from self._days(first, last)

    def _days(self, first: date, last: date) -> Iterator[tuple[date, Spans, Spans]]:
        night, found = self._pattern(first - _ONE_DAY), self._exception(first)
        for day in (first + number * _ONE_DAY for number in range((last - first).days + 1)):
            usual, after = self._pattern(day), self._exception(day + _ONE_DAY)
            begins = found[1] if found else usual
            rest = () if found else tuple(Span(0, span.end - DAY) for span in night if span.past_midnight)
            yield day, _until_midnight(begins) if found or after else begins, rest
            night, found = usual, after

    @property
    def latest_closing(self) -> int:
        """When we close on the day of the week that is open longest, in minutes since its midnight."""
        week = self.week.inverse() if self.inverted else self.week
        return max((span.end for spans in week for span in spans), default=0)

    @property
    def days_a_week(self) -> int:
        """How many business days an ordinary week has."""
        return sum(bool(spans) for spans in (self.week.inverse() if self.inverted else self.week))


@lru_cache(maxsize=256)
def _by_date(days_off: tuple[tuple[date, str], ...]) -> dict[date, str]:
    return dict(days_off)


def _unmarked(holiday: str) -> str:
    return _MARKS.sub("", holiday).strip().casefold()


def _marked(called: str | None, shown: str, *, is_moved: object) -> str:
    mark = _BRACKETS.search(shown) if is_moved else None
    return shown if called is None else f"{called}{mark[0] if mark else ''}"


def _until_midnight(spans: Spans) -> Spans:
    return tuple(Span(span.start, DAY) if span.past_midnight else span for span in spans)


@lru_cache(maxsize=4096)
def in_season(first: str, last: str, day: date) -> bool:
    """Whether a date lies between two days, of every year (`06-01`) or of one (`2027-01-11`), both included."""
    text = day.isoformat()
    full = len(first) == len(text)
    here = text if full else text[5:]
    return first <= here <= last if first <= last else not full and (here >= first or here <= last)


def falls_on(rule: MonthDay, day: date) -> bool:
    """Whether a date is a day of every month that needs no calendar to be found; business days do, and never are."""
    if isinstance(rule, DayOfMonth):
        most = monthrange(day.year, day.month)[1]
        return day.day == (most if rule.day == LAST else min(rule.day, most))
    if isinstance(rule, BusinessDays) or rule.day != day.weekday():
        return False
    place = (day.day - 1) // _WEEK + 1
    is_last = day.day + _WEEK > monthrange(day.year, day.month)[1]
    return place in rule.places or (is_last and LAST in rule.places)
