"""Days, clock times, opening hours and zones in words.

House rules, after GOV.UK's style for times: "to" between times, "12 noon", and never 12 am or 12 pm, which people
read both ways. Where clocks show 24 hours, 12:00 and 00:00 mean one thing and stand as they are.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_interval, format_skeleton, format_time, get_timezone_location

from charter.render.tongue import Tongue, plain
from charter.worktime import Span, TimeOfDay, WeeklyHours, groups, is_always_open

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from charter.worktime import Spans

_DAY = 24 * 60
_ALL_DAY = Span(0, _DAY)
_WEEK = 7
_NOWHERE = {"Factory", "localtime"}
_RUN = 3
"""As many neighbouring days are a stretch: Monday to Wednesday, but Monday and Tuesday."""


class TimeSpeech(Tongue):
    """What is said about time."""

    def day(self, day: date) -> str:
        """Say a date in full, with its weekday: Monday, November 30, 2026."""
        return plain(format_date(day, "full", self.locale))

    def day_short(self, day: date) -> str:
        """Say a date in short, with its weekday: Mon, Nov 30, 2026."""
        return plain(format_skeleton("yMMMEd", day, locale=self.locale))

    def day_range(self, first: date, last: date) -> str:
        """Say a stretch of days in short: Thu, Dec 24, 2026 – Fri, Jan 1, 2027."""
        if first == last:
            return self.day_short(first)
        return plain(format_interval(first, last, "yMMMEd", locale=self.locale))

    def month_day(self, month_day: str) -> str:
        """Say a day of every year, written `06-01`: June 1; or of one year, `2027-01-11`: January 11, 2027.

        One that no year has stays as it is written.
        """
        yearly = len(month_day) == len("06-01")
        try:
            day = date.fromisoformat(f"2024-{month_day}" if yearly else month_day)  # a leap year, for 02-29
        except ValueError:
            return month_day
        return plain(format_skeleton("MMMMd", day, locale=self.locale) if yearly else self.day_long(day))

    def day_long(self, day: date) -> str:
        """Say a date without its weekday: January 11, 2027."""
        return plain(format_date(day, "long", self.locale))

    def season(self, starts: str, ends: str) -> str:
        """Say a part of every year: June 1 to August 31; or of one: January 11, 2027 to April 15, 2027."""
        days = {"first": self.month_day(starts), "last": self.month_day(ends)}
        return self.pgettext("season", "%(first)s to %(last)s") % days

    def moment(self, moment: datetime) -> str:
        """Say a date and time by the clock it is given in: Monday, November 30, 2026, 12 noon."""
        clock = self._deadline(TimeOfDay(moment.hour * 60 + moment.minute), self._oclock)
        return self.pgettext("moment", "%(day)s, %(time)s") % {"day": self.day(moment.date()), "time": clock}

    def clock(self, clock: TimeOfDay) -> str:
        """Say a clock time: 8:30 am, 2 pm, 12 noon, midnight; or 08:30, 14:00, 12:00, 24:00."""
        if not self._twelve_hours:
            return "24:00" if clock.minutes == _DAY else plain(format_time(_time(clock), "short", locale=self.locale))
        if clock.hour % 12 == 0 and clock.minute == 0:
            return self.gettext("12 noon") if clock.hour == 12 else self.gettext("midnight")  # noqa: PLR2004
        skeleton = self.locale.datetime_skeletons["hm" if clock.minute else "h"]
        text = plain(format_time(_time(clock), skeleton.pattern, locale=self.locale))
        return text.lower() if self.locale.language == "en" else text

    @cached_property
    def _twelve_hours(self) -> bool:
        pattern: str = self.locale.time_formats["short"].pattern
        return "h" in pattern or "K" in pattern

    def _oclock(self, clock: TimeOfDay) -> str:
        """Say a clock time as the object of a preposition, where some languages want an article that counts."""
        text = self.clock(clock)
        if not self._twelve_hours:
            hour = clock.hour
        elif clock.minutes % _DAY == 0:
            return text
        else:
            hour = clock.hour % 12 or 12
        # Translators: a time after a preposition ("before ..."). The number is the hour: "la 1:00", "las 2:00".
        return self.npgettext("time in a sentence", "%(time)s", "%(time)s", hour) % {"time": text}

    def _deadline(self, clock: TimeOfDay, say: Callable[[TimeOfDay], str]) -> str:
        """Say a clock time that belongs to a day, where midnight alone could be either end of it.

        GOV.UK: a deadline at the end of Friday is 11:59 pm on Friday.
        """
        if clock.minutes == 0 and self._twelve_hours:
            return self.gettext("midnight at the start of the day")
        return say(TimeOfDay(min(clock.minutes, _DAY - 1)))

    def spans(self, spans: Spans) -> str:
        """Say the hours of a day: 8:30 am to 12:30 pm and 1:30 pm to 5:30 pm; closed; 24 hours."""
        if not spans:
            return self.gettext("closed")
        return self.listing(self._span(span) for span in spans)

    def _span(self, span: Span) -> str:
        if span == _ALL_DAY:
            return self.gettext("24 hours")
        times = {"opens": self.clock(span.opens), "closes": self.clock(span.closes)}
        if span.past_midnight:
            return self.pgettext("hours", "%(opens)s to %(closes)s the next day") % times
        return self.pgettext("hours", "%(opens)s to %(closes)s") % times

    def weekdays(self, days: Iterable[int]) -> str:
        """Say days of the week, Monday 0: Monday to Thursday; Saturday and Sunday; every day."""
        days = sorted(set(days))
        if len(days) == _WEEK:
            return self.pgettext("days", "every day")
        return self.listing(part for run in _runs(days) for part in self._run(run))

    def _run(self, run: list[int]) -> list[str]:
        names = [self.locale.days["format"]["wide"][day] for day in run]
        if len(run) < _RUN:
            return names
        return [self.pgettext("days", "%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}]

    def week(self, week: WeeklyHours) -> list[tuple[str, str]]:
        """Say weekly hours as rows of a table: days, and their hours."""
        return [(self.capital(self.weekdays(days)), self.capital(self.spans(spans))) for days, spans in groups(week)]

    def named_days(self, hours: Mapping[int, Spans]) -> list[tuple[str, str]]:
        """Say the hours of some days, as a season has them, for a sentence: days of equal hours together."""
        together: dict[Spans, list[int]] = {}
        for day in sorted(hours):
            together.setdefault(hours[day], []).append(day)
        return [(self.weekdays(days), self.spans(spans)) for spans, days in together.items()]

    def week_sentence(self, week: WeeklyHours) -> str:
        """Say weekly hours in a sentence: Monday to Thursday, 8:30 am to 5:30 pm; Friday, 8:30 am to 3 pm."""
        if is_always_open(week):
            return self.gettext("24 hours a day, every day")
        days = [(self.weekdays(days), self.spans(spans)) for days, spans in groups(week) if spans]
        if not days:
            return self.gettext("closed all week")
        form = self.pgettext("week", "%(days)s, %(hours)s")
        return "; ".join(form % {"days": names, "hours": hours} for names, hours in days)

    def zone(self, zone: str) -> str:
        """Say a time zone by its city: Denver time.

        Abbreviations mean several zones, and half the year they are wrong. A zone of no city is said by its offset.
        """
        try:
            place = plain(get_timezone_location(zone, self.locale, return_city=True)).rpartition("/")[2]
        except LookupError:
            return zone
        if place.startswith(("GMT", "UTC")):
            return _offset(ZoneInfo(zone))
        return zone if zone in _NOWHERE else self.gettext("%(city)s time") % {"city": place}


def _time(clock: TimeOfDay) -> time:
    return time(clock.hour % 24, clock.minute)


def _offset(zone: ZoneInfo) -> str:
    """Write the offset of a zone that never changes; the names of such zones have it the wrong way round."""
    hours = round((zone.utcoffset(datetime(2026, 1, 1, tzinfo=UTC)) or timedelta()) / timedelta(hours=1))
    return f"UTC{'+' if hours > 0 else '−'}{abs(hours)}" if hours else "UTC"


def _runs(days: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
