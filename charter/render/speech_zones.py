"""Hours by the clocks of one zone or of two, and how far those are apart, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.compute.zones import by_clock
from charter.render.speech_moments import MomentSpeech
from charter.worktime import Amount, Span, TimeOfDay, Unit, WeeklyHours
from charter.worktime.week import groups
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from charter.compute.zones import Apart, Nearest, Stretch
    from charter.worktime import Arrival, Window

_DAY = 24 * 60
_HOUR = 60


class ZoneSpeech(MomentSpeech):
    """What is said about zones."""

    def hours_on(self, day: date, stretches: Iterable[tuple[int, int]], zone: str) -> str:
        """Say what is open on a date by the clocks of a zone, where it may be the day before or after.

        8:30 am to 12:30 pm and 1:30 pm to 5:30 pm; Sun, Nov 29: 3 pm to 11 pm; Closed
        """
        days: dict[date, list[Span]] = {}
        for opens, closes in stretches:
            first, last = local(opens, zone_of(zone)), local(closes, zone_of(zone))
            start = first.hour * _HOUR + first.minute
            end = (last.date() - first.date()).days * _DAY + last.hour * _HOUR + last.minute
            days.setdefault(first.date(), []).append(Span(start, end))
        if not days:
            return self.capital(self.spans(()))
        return "; ".join(self._on(found, day, spans) for found, spans in days.items())

    def _on(self, found: date, day: date, spans: list[Span]) -> str:
        hours = self.spans(tuple(spans))
        if found == day:
            return self.capital(hours)
        return self.pgettext("hours of a day", "%(day)s: %(hours)s") % {"day": self.weekday_date(found), "hours": hours}

    def date_range(self, first: date, last: date) -> str:
        """Say one date of a week, or two with what lies between: Mon, Nov 30; Sat, Dec 5 to Sun, Dec 6."""
        if first == last:
            return self.weekday_date(first)
        days = {"first": self.weekday_date(first), "last": self.weekday_date(last)}
        return self.pgettext("dates", "%(first)s to %(last)s") % days

    def hours_of_both(self, week: WeeklyHours, minutes: int, zone: str, other: str) -> list[str]:
        """Say weekly hours by the clocks of a zone that are so many minutes ahead of another's, days of equal hours together.

        Monday to Friday, 10 am to 5 pm New York time (8 am to 3 pm Denver time)
        """
        said = (self._days_of_both(days, week, minutes, (zone, other)) for days, spans in groups(week) if spans)
        return list(said)

    def _days_of_both(self, days: tuple[int, ...], week: WeeklyHours, minutes: int, zones: tuple[str, str]) -> str:
        these = WeeklyHours().having({day: week[day] for day in days})
        here = self._with_zone(self.week_sentence(these), zones[0])
        if minutes == 0:
            return here
        there = by_clock(these, -minutes)
        same = all(bool(here) == bool(there) for here, there in zip(these, there, strict=True))
        hours = {spans for spans in there if spans}
        text = self.spans(hours.pop()) if same and len(hours) == 1 else self.week_sentence(there)
        return self.gettext("%(here)s (%(there)s)") % {"here": here, "there": self._with_zone(text, zones[1])}

    def _with_zone(self, text: str, zone: str) -> str:
        return self.gettext("%(moment)s %(zone)s") % {"moment": text, "zone": self.zone(zone)}

    def nearest(self, near: Nearest, ours: str, yours: str) -> str:
        """Say when two who never meet come nearest: Monday, 5 pm New York time is Tuesday, 9 am Sydney time, when we open."""
        times = {"yours": self._weekday_time(near.yours, yours), "ours": self._weekday_time(near.ours, ours)}
        if near.opens:
            return self.gettext("%(yours)s is %(ours)s, when we open") % times
        return self.gettext("%(yours)s is %(ours)s, when we close") % times

    def _weekday_time(self, moment: tuple[int, int], zone: str) -> str:
        day, minutes = moment
        form = self.pgettext("moment", "%(day)s, %(time)s")
        time = self._oclock(TimeOfDay(minutes))
        return self._with_zone(form % {"day": self.locale.days["format"]["wide"][day], "time": time}, zone)

    def apart(self, apart: Apart, yours: str, ours: str) -> list[str]:
        """Say how far the clocks of two zones are apart all year; or usually, and then on which days it is otherwise.

        New York time is usually 5 hours behind London time; Sun, Mar 8 - Sat, Mar 28, 2026: 4 hours behind
        """
        if apart.others:
            ahead = self.gettext("%(yours)s is usually %(length)s ahead of %(ours)s.")
            behind = self.gettext("%(yours)s is usually %(length)s behind %(ours)s.")
            same = self.gettext("%(yours)s is usually the same as %(ours)s.")
        else:
            ahead = self.gettext("%(yours)s is %(length)s ahead of %(ours)s all year.")
            behind = self.gettext("%(yours)s is %(length)s behind %(ours)s all year.")
            same = self.gettext("%(yours)s is the same as %(ours)s all year.")
        words = {"yours": self.zone(yours), "ours": self.zone(ours), "length": self._length(apart.usual)}
        usual = (ahead if apart.usual > 0 else behind if apart.usual else same) % words
        return [usual, *(self.stretch(one) for one in apart.others)]

    def stretch(self, one: Stretch) -> str:
        """Say how far clocks are apart on some days: Sun, Mar 8 - Sat, Mar 28, 2026: 4 hours behind."""
        words = {"days": self.day_range(one.first, one.last), "length": self._length(one.minutes)}
        if one.minutes == 0:
            return self.gettext("%(days)s: the same") % words
        text = (
            self.gettext("%(days)s: %(length)s ahead")
            if one.minutes > 0
            else self.gettext("%(days)s: %(length)s behind")
        )
        return text % words

    def _length(self, minutes: int) -> str:
        hours, rest = divmod(abs(minutes), _HOUR)
        counts = [Amount(None, hours, Unit.HOUR, None)] if hours else []
        counts += [Amount(None, rest, Unit.MINUTE, None)] if rest else []
        return self.listing(self._counted(one) for one in counts)

    def arrival_in(self, arrival: Arrival, zone: str, other: str, apart: Apart) -> str:
        """Say a time of arrival, with its zone and by the reader's clock where that shows something else.

        before 4 pm Denver time (6 pm New York time)
        """
        if apart.same:
            return self.arrival(arrival)
        return self.listing((self._window_in(window, zone, other, apart) for window in arrival.windows), "or")

    def _window_in(self, window: Window, zone: str, other: str, apart: Apart) -> str:
        here = self._with_zone(self._window(window), zone)
        if window.all_day:
            return self.pgettext("arrival", "%(times)s, %(zone)s") % {
                "times": self._window(window),
                "zone": self.zone(zone),
            }
        days, times = self._moved(window, apart.usual)
        there = self._with_zone(times, other)
        if days < 0:
            there = self.gettext("%(time)s the day before") % {"time": there}
        elif days > 0:
            there = self.gettext("%(time)s the next day") % {"time": there}
        if apart.others:
            there = self.gettext("usually %(time)s") % {"time": there}
        return self.gettext("%(here)s (%(there)s)") % {"here": here, "there": there}

    def _moved(self, window: Window, minutes: int) -> tuple[int, str]:
        """Give the times of a window by clocks that are ahead, and on which day that is: 0 on the same."""
        if window.start.minutes == 0:
            days, minute = divmod(window.end.minutes + minutes, _DAY)
            return days, self._oclock(TimeOfDay(minute))
        days, minute = divmod(window.start.minutes + minutes, _DAY)
        if window.end.minutes == _DAY:
            return days, self._oclock(TimeOfDay(minute))
        return days, self.spans((Span(minute, minute + window.end.minutes - window.start.minutes),))
