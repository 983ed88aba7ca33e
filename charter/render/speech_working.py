"""Promises worked out on real dates, in words: at which moment, by when, and step by step how that comes about.

What is said here is HTML, with a `<time>` around every instant; `striptags()` gives the words alone.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from charter.compute.examples import Moment
from charter.model.promises import Start
from charter.render.speech_zones import ZoneSpeech
from charter.render.tongue import N_
from charter.worktime import Amount, Interval, Unit
from charter.worktime.working import Happens
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from charter.compute.asking import Answer
    from charter.model.promises import Promise
    from charter.worktime.due import Due
    from charter.worktime.working import Working

_TWICE = Markup(".</time>."), Markup(".</time>")
_MINUTE, _HOUR = 60, 60 * 60
_MOMENTS = {
    Moment.IN_TIME: N_("just in time"),
    Moment.LAST_DAY: N_("just before days on which we are closed"),
    Moment.EVE: N_("just before days on which we are closed"),
    Moment.AFTER_HOURS: N_("after we close"),
    Moment.WEEKEND: N_("on a weekend"),
}
_IF = {
    Start.COMPLETE_REQUEST: N_("if we then have everything we need from you"),
    Start.APPROVAL: N_("if that is when you approve"),
    Start.PAYMENT: N_("if that is when your payment arrives"),
}


class WorkingSpeech(ZoneSpeech):
    """What is said about promises that are worked out. `zone` is the reader's, `other` that of who promises."""

    def marked(self, instant: int, words: str, zone: str) -> Markup:
        """Mark words as an instant, so that it copies and translates."""
        stamp = local(instant, zone_of(zone)).isoformat()
        return Markup('<time datetime="{}">{}</time>').format(stamp, words)

    def ended(self, sentence: Markup) -> Markup:
        """End a sentence of a template once."""
        return ended(sentence)

    def on_date(self, day: date) -> Markup:
        """Say a date: Tue, Dec 8."""
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), self.weekday_date(day))

    def sent(self, instant: int, zone: str) -> Markup:
        """Say when something begins, by the reader's clock: Fri, Nov 27, 4:30 pm."""
        return self.marked(instant, self.at(instant, zone), zone)

    def instant(self, instant: int, zone: str, other: str) -> Markup:
        """Say an instant by the reader's clock, and in brackets by the other one where that shows something else.

        Mon, Nov 30, 12 noon (10 am Denver time)
        """
        here, there = local(instant, zone_of(zone)), local(instant, zone_of(other))
        words = self.at(instant, zone)
        if here.utcoffset() != there.utcoffset():
            again = self.time_at(instant, other) if here.date() == there.date() else self.at(instant, other)
            again = self.gettext("%(moment)s %(zone)s") % {"moment": again, "zone": self.zone(other)}
            words = self.gettext("%(here)s (%(there)s)") % {"here": words, "there": again}
        return self.marked(instant, words, zone)

    def until(self, instant: int, zone: str, other: str) -> Markup:
        """Say a deadline. Midnight could be either end of a day, so it is one minute earlier: 11:59 pm on Friday."""
        moment = local(instant, zone_of(zone))
        return self.instant(instant - _MINUTE if (moment.hour, moment.minute) == (0, 0) else instant, zone, other)

    def special(self, moment: Moment, name: str = "") -> str:
        """Say what is special about a moment: just before days on which we are closed; just before Winter break."""
        if moment is Moment.EVE and name:
            return self.gettext("just before days on which we are closed (%(name)s)") % {"name": name}
        return self.gettext(_MOMENTS[moment])

    def by_when(self, found: Answer, zone: str, other: str) -> Markup:
        """Say by when a promise is kept: by Mon, Nov 30, 12 noon; between Fri, Dec 4, 3 pm and Fri, Dec 11, 3 pm."""
        again = isinstance(found.promise.target, Interval)
        text = self.dues(found.due, found.working[0].start, zone, other, first=again)
        if getattr(found.promise.target, "or_as_agreed", False):
            return _fill(self.gettext("%(target)s, or as agreed with you"), target=text)
        return text

    def dues(self, due: Iterable[Due], at: int, zone: str, other: str, *, first: bool = False) -> Markup:
        """Say the instants of one target; `first` is for what comes again."""
        each = [self._due(one, at, zone, other, first=first) for one in due]
        return each[0] if len(each) == 1 else Markup(self.listing(each))  # noqa: S704  a list of HTML

    def _due(self, due: Due, at: int, zone: str, other: str, *, first: bool) -> Markup:
        latest = self.until(due.latest, zone, other)
        if due.percent is not None:
            # Translators: of a hundred requests so many are done in time: "80% by Fri, Dec 4, 5 pm".
            return _fill(self.gettext("%(percent)s by %(moment)s"), percent=self.percent(due.percent), moment=latest)
        if due.latest == at:
            return _fill(self.gettext("at once"))
        if due.earliest is not None:
            form = self.gettext("between %(earliest)s and %(latest)s")
            return _fill(form, earliest=self.sent(due.earliest, zone), latest=latest)
        form = self.gettext("for the first time by %(moment)s") if first else self.gettext("by %(moment)s")
        return _fill(form, moment=latest)

    def counted_if(self, promise: Promise) -> str:
        """Say what must be so at a moment for the clock to start then, or nothing where a message does."""
        if promise.begins:
            return self.gettext("if that is when the clock starts, with %(what)s") % {"what": promise.begins}
        return self.gettext(_IF[promise.starts]) if promise.starts in _IF else ""

    def steps(self, found: Answer, name: str, zone: str, other: str) -> list[Markup]:
        """Say step by step how an answer comes about: what counted, what did not and why, and what is due then.

        `name` is that of the metric. Business days in a row are one step.
        """
        said: list[Markup] = []
        days = 0
        for happens, those in groupby(found.working, key=lambda step: step.happens):
            if happens is Happens.DUE:
                continue
            if happens is Happens.DAY:
                run = list(those)
                said.append(self._days(run, days + 1))
                days += len(run)
            else:
                said += (self._step(step, found, zone, other) for step in those)
        when = _fill(self.gettext("%(metric)s: %(when)s."), metric=name, when=self.by_when(found, zone, other))
        return [*said, when]

    def _step(self, step: Working, found: Answer, zone: str, other: str) -> Markup:
        match step.happens:
            case Happens.ARRIVES:
                arrives = found.promise.starts is Start.ARRIVAL and not found.promise.begins
                form = self.gettext("Your message arrives: %(moment)s.")
                form = form if arrives else self.gettext("The clock starts: %(moment)s.")
                return _fill(form, moment=self.sent(step.start, zone))
            case Happens.WAITS:
                form = self.gettext("We are closed. The clock starts when we open: %(moment)s.")
                return _fill(form, moment=self.instant(step.end, zone, other))
            case Happens.RECEIVED:
                return _fill(self.gettext("It counts as received on %(day)s."), day=self._stretch(step))
            case Happens.COUNTS:
                return self._counts(step, zone)
        form = self.gettext("Closed, so it does not count: %(days)s (%(name)s).")
        unnamed = self.gettext("Closed, so it does not count: %(days)s.")
        return _fill(form if step.name else unnamed, days=self._stretch(step), name=step.name)

    def _counts(self, step: Working, zone: str) -> Markup:
        here, there = local(step.start, zone_of(zone)), local(step.end, zone_of(zone))
        end = self.time_at(step.end, zone) if here.date() == there.date() else self.at(step.end, zone)
        form = self.gettext("This counts: %(start)s to %(end)s, %(length)s.")
        start = self.sent(step.start, zone)
        return _fill(form, start=start, end=self.marked(step.end, end, zone), length=self.span(step.end - step.start))

    def span(self, seconds: int) -> str:
        """Say a stretch of time: 30 minutes; 3 hours and 30 minutes."""
        hours, rest = divmod(seconds, _HOUR)
        amounts = [Amount(None, hours, Unit.HOUR, None), Amount(None, rest // _MINUTE, Unit.MINUTE, None)]
        return self.listing(self._counted(one) for one in amounts if one.high)

    def _days(self, run: list[Working], number: int) -> Markup:
        first, last = run[0].days, run[-1].days
        words = {"first": self.on_date(first[0]) if first else "", "last": self.on_date(last[1]) if last else ""}
        if len(run) == 1:
            return _fill(self.gettext("Business day %(number)s: %(first)s."), number=self.number(number), **words)
        form = self.gettext("Business days %(number)s to %(until)s: %(first)s to %(last)s.")
        return _fill(form, number=self.number(number), until=self.number(number + len(run) - 1), **words)

    def _stretch(self, step: Working) -> Markup:
        """Say the dates of a step: Sat, Nov 28 and Sun, Nov 29; Thu, Dec 24 to Fri, Jan 1."""
        if step.days is None:
            return Markup()
        first, last = step.days
        if first == last:
            return self.on_date(first)
        if last - first == timedelta(days=1):
            return Markup(self.listing([self.on_date(first), self.on_date(last)]))  # noqa: S704  a list of HTML
        form = self.pgettext("dates", "%(first)s to %(last)s")
        return _fill(form, first=self.on_date(first), last=self.on_date(last))


def _fill(form: str, **values: str) -> Markup:
    """Put values into a sentence of a catalogue, which is trusted as templates are; the values are not."""
    return ended(Markup(form) % values)  # noqa: S704


def ended(sentence: Markup) -> Markup:
    """End a sentence once, where its last word ends with a full stop of its own: a las 3 p.m."""
    return Markup(sentence.replace(*_TWICE))  # noqa: S704  what it was
