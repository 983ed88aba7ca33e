"""Days of every month, and stretches of time that pass or come again, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.render.speech_promises import PromiseSpeech
from charter.render.tongue import N_
from charter.worktime import LAST, Amount, BusinessDays, Clock, DayOfMonth, NthWeekdays, Roll, Unit

if TYPE_CHECKING:
    from charter.worktime import Length, MonthDay, Notice

_PLACES = {
    1: N_("first"),
    2: N_("second"),
    3: N_("third"),
    4: N_("fourth"),
    5: N_("fifth"),
    LAST: N_("last"),
}


class MonthSpeech(PromiseSpeech):
    """What comes every month, and what is counted in plain amounts."""

    def monthly(self, day: MonthDay) -> str:
        """Say a day of every month: on the 15th; on the first and third Wednesday of the month."""
        match day:
            case DayOfMonth():
                return self._day_of_month(day)
            case BusinessDays():
                return self._business_days(day)
            case NthWeekdays():
                places = self.listing(self.gettext(_PLACES[place]) for place in day.places)
                name = self.locale.days["format"]["wide"][day.day]
                text = self.gettext("on the %(places)s %(weekday)s of the month")
                return text % {"places": places, "weekday": name}

    def _day_of_month(self, day: DayOfMonth) -> str:
        if day.day == LAST:
            text = self.gettext("on the last day of the month")
        else:
            text = self.gettext("on day %(number)s of the month") % {"number": self.number(day.day)}
        if day.roll is Roll.BEFORE:
            return self.gettext("%(day)s, or on the last business day before it") % {"day": text}
        if day.roll is Roll.AFTER:
            return self.gettext("%(day)s, or on the next business day after it") % {"day": text}
        return text

    def _business_days(self, days: BusinessDays) -> str:
        if days.first == LAST:
            return self.gettext("on the last business day of the month")
        if days.first == days.last == 1:
            return self.gettext("on the first business day of the month")
        if days.first == days.last:
            text = self.gettext("on business day %(number)s of the month")
            return text % {"number": self.number(days.first)}
        if days.first == 1:
            text = self.gettext("on one of the first %(number)s business days of the month")
            return text % {"number": self.number(days.last)}
        text = self.gettext("on one of the business days %(first)s to %(last)s of the month")
        return text % {"first": self.number(days.first), "last": self.number(days.last)}

    def arrives_by(self, day: MonthDay) -> str:
        """Say up to which day of a month something arrives: up to day 7 of the month."""
        match day:
            case DayOfMonth(day=number) if number != LAST:
                return self.gettext("up to day %(number)s of the month") % {"number": self.number(number)}
        return self.gettext("up to this day: %(day)s") % {"day": self.monthly(day)}

    def wait(self, wait: Notice) -> str:
        """Say behind a preposition how much time has passed: 5 business days; 48 hours, weekends and holidays included."""
        text = self._behind(wait.amount)
        if wait.amount.clock is Clock.ANY_DAY:
            return self.gettext("%(amount)s, weekends and holidays included") % {"amount": text}
        return text

    def before(self, notice: Notice, zone: str = "") -> str:
        """Say by when: 4 business hours before; by 6 pm on the business day before. `zone` is named beside clock times."""
        return self._by_a_time(notice, zone) or self.notice(notice, zone)

    def ahead(self, notice: Notice, zone: str = "") -> str:
        """Say by when at the latest: at least 4 business hours before; by 6 pm on the business day before."""
        form = self.gettext("at least %(notice)s")
        return self._by_a_time(notice, zone) or form % {"notice": self.notice(notice, zone)}

    def _by_a_time(self, notice: Notice, zone: str) -> str:
        days = notice.amount
        if notice.by is None or notice.clear or (days.clock, days.unit) != (Clock.BUSINESS, Unit.DAY):
            return ""
        text = self.ngettext("%(by)s on the business day before", "%(by)s, %(count)s business days before", days.high)
        return text % {"by": self._by(notice.by, zone), "count": self.number(days.high)}

    def every(self, length: Length) -> str:
        """Say how often something comes: every month; every 3 months."""
        return self._interval(Amount(None, length.count, length.unit, None))
