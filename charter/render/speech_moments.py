"""Instants in words, by the clocks of one zone or of two, always with the zone they are in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton

from charter.render.speech_months import MonthSpeech
from charter.render.tongue import plain
from charter.worktime import TimeOfDay
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    from datetime import date, datetime


class MomentSpeech(MonthSpeech):
    """What is said about instants: whole seconds since 1970 in UTC."""

    def weekday_date(self, day: date) -> str:
        """Say a date with its weekday, in the year that everybody means: Mon, Nov 30."""
        return plain(format_skeleton("MMMEd", day, locale=self.locale))

    def weekday_in_full(self, day: date) -> str:
        """Say the same with every word in full: Monday, November 30."""
        skeletons = self.locale.datetime_skeletons
        form = skeletons["MMMMEd" if "MMMMEd" in skeletons else "MMMEd"].pattern
        wide = re.sub("E+", "EEEE", re.sub("M{3,}", "MMMM", form))  # CLDR lets the lengths of a known form grow
        return plain(format_date(day, wide, self.locale))

    def at(self, instant: int, zone: str) -> str:
        """Say an instant by the clocks of a zone: Mon, Nov 30, 10 am."""
        moment = local(instant, zone_of(zone))
        form = self.pgettext("moment", "%(day)s, %(time)s")
        return form % {"day": self.weekday_date(moment.date()), "time": self._oclock(_time_of(moment))}

    def time_at(self, instant: int, zone: str) -> str:
        """Say the clock time of an instant in a zone: 10 am."""
        return self._oclock(_time_of(local(instant, zone_of(zone))))

    def both(self, instant: int, zone: str, other: str) -> str:
        """Say an instant with its zone, and in brackets by another zone where its clocks show something else.

        Mon, Nov 30, 12 noon New York time (10 am Denver time)
        """
        here, there = local(instant, zone_of(zone)), local(instant, zone_of(other))
        first = self.gettext("%(moment)s %(zone)s") % {"moment": self.at(instant, zone), "zone": self.zone(zone)}
        if here.utcoffset() == there.utcoffset():
            return first
        again = self.time_at(instant, other) if here.date() == there.date() else self.at(instant, other)
        second = self.gettext("%(moment)s %(zone)s") % {"moment": again, "zone": self.zone(other)}
        return self.gettext("%(here)s (%(there)s)") % {"here": first, "there": second}


def _time_of(moment: datetime) -> TimeOfDay:
    return TimeOfDay(moment.hour * 60 + moment.minute)
