"""Targets, notices and times of arrival in words.

A numeral always, "within" for a duration, "by" for a time of day, "before" for a cut-off; never "end of day". The
plural is the language's own. A target is said as the words after "we reply ...".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.render.speech_time import TimeSpeech
from charter.worktime import (
    Amount,
    Arrival,
    Clock,
    Duration,
    Edge,
    Interval,
    Length,
    Notice,
    Percentiles,
    RelativeDay,
    Target,
    Text,
    Unit,
    Window,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.render.tongue import Tongue
    from charter.worktime import By

    Counted = Callable[[Tongue, int], str]
    Counts = dict[tuple[Unit, bool], Counted]

_DAY = 24 * 60

_COUNTED: Counts = {
    (Unit.MINUTE, True): lambda say, n: say.ngettext("%(count)s business minute", "%(count)s business minutes", n),
    (Unit.HOUR, True): lambda say, n: say.ngettext("%(count)s business hour", "%(count)s business hours", n),
    (Unit.DAY, True): lambda say, n: say.ngettext("%(count)s business day", "%(count)s business days", n),
    (Unit.MINUTE, False): lambda say, n: say.ngettext("%(count)s minute", "%(count)s minutes", n),
    (Unit.HOUR, False): lambda say, n: say.ngettext("%(count)s hour", "%(count)s hours", n),
    (Unit.DAY, False): lambda say, n: say.ngettext("%(count)s day", "%(count)s days", n),
    (Unit.WEEK, False): lambda say, n: say.ngettext("%(count)s week", "%(count)s weeks", n),
    (Unit.MONTH, False): lambda say, n: say.ngettext("%(count)s month", "%(count)s months", n),
}
"""So much of each unit; True: counted in business time."""

_WITHIN: Counts = {
    (Unit.MINUTE, True): lambda say, n: say.npgettext(
        "within", "%(count)s business minute", "%(count)s business minutes", n
    ),
    (Unit.HOUR, True): lambda say, n: say.npgettext("within", "%(count)s business hour", "%(count)s business hours", n),
    (Unit.DAY, True): lambda say, n: say.npgettext("within", "%(count)s business day", "%(count)s business days", n),
    (Unit.MINUTE, False): lambda say, n: say.npgettext("within", "%(count)s minute", "%(count)s minutes", n),
    (Unit.HOUR, False): lambda say, n: say.npgettext("within", "%(count)s hour", "%(count)s hours", n),
    (Unit.DAY, False): lambda say, n: say.npgettext("within", "%(count)s day", "%(count)s days", n),
    (Unit.WEEK, False): lambda say, n: say.npgettext("within", "%(count)s week", "%(count)s weeks", n),
    (Unit.MONTH, False): lambda say, n: say.npgettext("within", "%(count)s month", "%(count)s months", n),
}
"""The same behind a preposition, after which many languages decline it: 2 Tage, but innerhalb von 2 Tagen."""

_EVERY: Counts = {
    (Unit.MINUTE, True): lambda say, n: say.ngettext("every business minute", "every %(count)s business minutes", n),
    (Unit.HOUR, True): lambda say, n: say.ngettext("every business hour", "every %(count)s business hours", n),
    (Unit.DAY, True): lambda say, n: say.ngettext("every business day", "every %(count)s business days", n),
    (Unit.MINUTE, False): lambda say, n: say.ngettext("every minute", "every %(count)s minutes", n),
    (Unit.HOUR, False): lambda say, n: say.ngettext("every hour", "every %(count)s hours", n),
    (Unit.DAY, False): lambda say, n: say.ngettext("every day", "every %(count)s days", n),
    (Unit.WEEK, False): lambda say, n: say.ngettext("every week", "every %(count)s weeks", n),
    (Unit.MONTH, False): lambda say, n: say.ngettext("every month", "every %(count)s months", n),
}


class PromiseSpeech(TimeSpeech):
    """What is said about promises."""

    def length(self, length: Length) -> str:
        """Say a length of time: 30 minutes."""
        return self._counted(Amount(None, length.count, length.unit, None))

    def declined(self, length: Length) -> str:
        """Say a length of time behind a preposition: after 6 months, nach 6 Monaten."""
        return self._behind(Amount(None, length.count, length.unit, None))

    def notice(self, notice: Notice, zone: str = "") -> str:
        """Say a notice: 4 business hours before; 1 business day before, by 12 noon. `zone` is named beside clock times."""
        text = self.gettext("%(amount)s before") % {"amount": self._counted(notice.amount)}
        if notice.clear:
            text = self._clear(notice.amount.high)
        if notice.amount.clock is Clock.ANY_DAY:
            text = self.gettext("%(amount)s, weekends and holidays included") % {"amount": text}
        return text if notice.by is None else f"{text}, {self._by(notice.by, zone)}"

    def _clear(self, days: int) -> str:
        # Neither end counts, which nobody reads out of "clear days": see CPR 2.8.
        return self.ngettext(
            "%(count)s full business day before, not counting the day of the message or the day itself",
            "%(count)s full business days before, not counting the day of the message or the day itself",
            days,
        ) % {"count": self.number(days)}

    def arrival(self, arrival: Arrival) -> str:
        """Say a time of arrival: before 2 pm; Monday to Thursday before 4 pm or Friday before 2 pm."""
        return self.listing((self._window(window) for window in arrival.windows), "or")

    def _window(self, window: Window) -> str:
        days, times = self.weekdays(window.days), self._times(window)
        if window.all_day:
            return self.pgettext("arrival", "%(days)s, at any time") % {"days": days}
        every_day = len(window.days) == 7  # noqa: PLR2004
        return times if every_day else self.pgettext("arrival", "%(days)s %(times)s") % {"days": days, "times": times}

    def _times(self, window: Window) -> str:
        if window.start.minutes == 0:
            return self.gettext("before %(time)s") % {"time": self._oclock(window.end)}
        if window.end.minutes == _DAY:
            return self.gettext("from %(time)s") % {"time": self._oclock(window.start)}
        times = {"start": self._oclock(window.start), "end": self._oclock(window.end)}
        return self.pgettext("arrival", "from %(start)s to %(end)s") % times

    def target_cell(self, target: Target, zone: str = "") -> str:
        """Say a target as a cell of a table does, with a capital: Within 4 business hours."""
        return self.capital(self.target(target, zone))

    def target(self, target: Target, zone: str = "") -> str:
        """Say a target as the words after "we reply ...". `zone` is named beside clock times: "Denver time"."""
        match target:
            case Words():
                return self._word(target)
            case Text():
                return target.words
            case Interval():
                return self._interval(target.amount)
        text = self._percentiles(target) if isinstance(target, Percentiles) else self._with_cut_off(target, zone)
        return self.gettext("%(target)s, or as agreed with you") % {"target": text} if target.or_as_agreed else text

    def _word(self, word: Words) -> str:
        match word:
            case Words.AS_AGREED:
                return self.gettext("as agreed with you")
            case Words.IMMEDIATELY:
                return self.gettext("at once")
            case Words.NOT_OFFERED:
                return self.gettext("not part of your plan")

    def _interval(self, amount: Amount) -> str:
        if amount.low is not None:
            return self.gettext("every %(amount)s") % {"amount": self._amount(amount)}
        text = _EVERY[amount.unit, amount.clock is Clock.BUSINESS](self, amount.high)
        return self._any_day(amount, text % {"count": self._count(amount)})

    def _percentiles(self, percentiles: Percentiles) -> str:
        # Translators: of a hundred requests so many are answered in time: "85% within 20 business days".
        form = self.gettext("%(percent)s within %(amount)s")
        return self.listing(
            form % {"percent": self.percent(step.percent), "amount": self._amount(step.amount, _WITHIN)}
            for step in percentiles.steps
        )

    def _with_cut_off(self, target: Duration | RelativeDay, zone: str) -> str:
        text = self._relative_day(target, zone) if isinstance(target, RelativeDay) else self._duration(target, zone)
        if target.cut_off is None:
            return text
        words = {"target": text, "time": self._in_zone(self._oclock(target.cut_off), zone)}
        if isinstance(target, RelativeDay) and target.days == 0:
            return self.gettext("%(target)s if it arrives before %(time)s, otherwise on the next business day") % words
        return (
            self.gettext("%(target)s if it arrives before %(time)s on a business day, otherwise one business day later")
            % words
        )

    def _relative_day(self, target: RelativeDay, zone: str) -> str:
        if target.by is None:
            return self.gettext("the next business day") if target.days else self.gettext("the same business day")
        by = {"by": self._by(target.by, zone)}
        if target.days:
            return self.gettext("%(by)s on the next business day") % by
        return self.gettext("%(by)s on the same business day") % by

    def _duration(self, target: Duration, zone: str) -> str:
        if target.by is not None and target.amount.low is None and target.amount.high == 1:
            return self._relative_day(RelativeDay(1, target.by), zone)
        text = self.gettext("within %(amount)s") % {"amount": self._amount(target.amount, _WITHIN)}
        return text if target.by is None else f"{text}, {self._by(target.by, zone)}"

    def _by(self, by: By, zone: str = "") -> str:
        match by:
            case Edge.OPEN:
                return self.gettext("by the time we open")
            case Edge.CLOSE:
                return self.gettext("by the time we close")
        return self.gettext("by %(time)s") % {"time": self._in_zone(self._deadline(by, self._oclock), zone)}

    def _in_zone(self, time: str, zone: str) -> str:
        return self.gettext("%(moment)s %(zone)s") % {"moment": time, "zone": zone} if zone else time

    def _amount(self, amount: Amount, words: Counts = _COUNTED) -> str:
        return self._any_day(amount, self._counted(amount, words))

    def _any_day(self, amount: Amount, text: str) -> str:
        if amount.clock is not Clock.ANY_DAY:
            return text
        if amount.unit is Unit.DAY:
            return self.gettext("%(amount)s, weekends and holidays included") % {"amount": text}
        return self.gettext("%(amount)s, day or night") % {"amount": text}

    def _counted(self, amount: Amount, words: Counts = _COUNTED) -> str:
        return words[amount.unit, amount.clock is Clock.BUSINESS](self, amount.high) % {"count": self._count(amount)}

    def _behind(self, amount: Amount) -> str:
        return self._counted(amount, _WITHIN)

    def _count(self, amount: Amount) -> str:
        if amount.low is None:
            return self.number(amount.high)
        counts = {"low": self.number(amount.low), "high": self.number(amount.high)}
        return self.pgettext("count", "%(low)s to %(high)s") % counts
