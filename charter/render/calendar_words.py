"""What the events of a client's calendar are called, and what is said about them, in the client's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.compute.booked import on_agencys_clock
from charter.compute.event import Kind
from charter.compute.visible import calendars_in_use
from charter.model.calendars import Closure, Maintenance, Recurring
from charter.model.terms import Billing
from charter.model.work import Meeting, Report
from charter.render.filters import in_words
from charter.render.tongue import N_
from charter.worktime import Span
from charter.worktime.zones import instant, local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from charter.compute import Facts
    from charter.compute.event import Event
    from charter.model.charter import Charter
    from charter.render.language import Speech
    from charter.worktime import Spans

_FORMS = {
    Kind.CLOSURE: N_("%(agency)s is closed: %(what)s"),
    Kind.HOLIDAY: N_("%(agency)s is closed: %(what)s"),
    Kind.LAST_REQUESTS: N_("Last requests before: %(what)s"),
    Kind.CALL: N_("%(what)s with %(agency)s"),
    Kind.CANCEL_BY: N_("Last moment to cancel: %(what)s"),
    Kind.MOVE_BY: N_("Last moment to move: %(what)s"),
    Kind.MEETING: N_("%(what)s with %(agency)s"),
    Kind.REPORT: N_("%(what)s from %(agency)s"),
    Kind.PAYMENT: N_("Last day to pay the invoice from %(agency)s"),
    Kind.MAINTENANCE: N_("May be down: %(what)s"),
    Kind.STEP: N_("%(what)s (%(who)s)"),
    Kind.DELIVERABLE: N_("Ready: %(what)s"),
    Kind.GOAL: N_("Goal: %(what)s"),
    Kind.BEGINS: N_("Our work together begins"),
    Kind.ENDS: N_("Our work together ends"),
    Kind.CHANGE: N_("%(agency)s: what you can expect changes"),
}
_DOERS = {"we": N_("We do this"), "you": N_("You do this"), "both": N_("We do this together")}
_DAYS_OFF = {Kind.CLOSURE, Kind.HOLIDAY}
_HOUR, _DAY = 60, 24 * 60


class CalendarWords:
    """The words of one client's calendar."""

    def __init__(self, charter: Charter, facts: Facts, speech: Speech) -> None:
        self.charter, self.facts, self.speech = charter, facts, speech
        self.in_use = calendars_in_use(charter)
        self.said: dict[tuple[Spans, str], str] = {}

    @property
    def name(self) -> str:
        """The calendar itself."""
        names = {"agency": self.charter.agency.name, "client": self.charter.client.name}
        return self.speech.gettext("%(agency)s for %(client)s") % names

    def summary(self, event: Event) -> str:
        """What an event is called."""
        name = self.speech.listing(event.name.split("; ")) if event.kind is Kind.HOLIDAY else event.name
        words = {
            "agency": self.charter.agency.name,
            "what": self.speech.capital(name),
            "who": self.speech.gettext(_DOERS[event.who]) if event.who else "",
        }
        said = self.speech.gettext(self._closing(event, words) or _FORMS[event.kind]) % words
        return self.speech.gettext("Cancelled: %(what)s") % {"what": said} if event.withdrawn else said

    def _closing(self, event: Event, words: dict[str, str]) -> str:
        """Give the form for a day on which a part of the agency is closed, or all of it for a part of the day."""
        if event.kind not in _DAYS_OFF:
            return ""
        hours = self._hours(event)
        those = self._parts(event) or self._calendars(event, unless_usual=True)
        words |= {"hours": hours, "those": self.speech.listing(those) if those else ""}
        if those:
            return N_("Other hours: %(what)s (%(those)s)") if hours else N_("Closed: %(what)s (%(those)s)")
        return N_("%(agency)s is open %(hours)s only: %(what)s") if hours else ""

    def _parts(self, event: Event) -> list[str]:
        """Name the departments and channels that are closed, where not all are."""
        if not isinstance(event.item, Closure | Recurring):
            return []
        departments, seen = self.charter.departments, self.facts.channels
        named = [departments[one].name for one in event.item.departments if one in departments]
        return named + [seen[one].name or in_words(one) for one in event.item.channels if one in seen]

    def _calendars(self, event: Event, *, unless_usual: bool = False) -> list[str]:
        """Name the hours that are others on a day, where not all of them are."""
        if set(self.in_use) <= set(event.calendars) or (
            unless_usual and self.charter.usual_calendar in event.calendars
        ):
            return []
        return [self.facts.calendars[one].name or in_words(one) for one in event.calendars]

    def _hours(self, event: Event) -> str:
        """Give the hours of a part of a day, by the clock of the calendar."""
        if not isinstance(event.item, Closure | Recurring) or not event.item.hours:
            return ""
        key = event.item.hours, self._zone(event)
        if key not in self.said:
            self.said[key] = self._with_zone(self.speech.spans(event.item.hours), self._zone(event))
        return self.said[key]

    def _zone(self, event: Event) -> str:
        return self.facts.calendars[event.calendars[0]].timezone or self.charter.agency.timezone

    def _with_zone(self, text: str, zone: str) -> str:
        return self.speech.gettext("%(moment)s %(zone)s") % {"moment": text, "zone": self.speech.zone(zone)}

    def _hours_of_both(self, event: Event, hours: Spans) -> str:
        """Give the hours of a part of a day by the client's clock too, where it shows something else.

        Of several days only where that is the same on the first and on the last one.
        """
        said, there = self._hours(event), self._on_clients_clock(event, event.first, hours)
        if not there or there != self._on_clients_clock(event, event.last, hours):
            return said
        return self.speech.gettext("%(here)s (%(there)s)") % {
            "here": said,
            "there": self._with_zone(there, self.charter.timezone),
        }

    def _on_clients_clock(self, event: Event, day: date, hours: Spans) -> str:
        """Give the hours of a date by the client's clock, with its date where that is another one; else nothing."""
        ours, here = zone_of(self._zone(event)), zone_of(self.charter.timezone)
        spans = []
        for span in hours:
            opens, closes = (local(instant(day, minutes, ours), here) for minutes in (span.start, span.end))
            start, days = opens.hour * _HOUR + opens.minute, (closes.date() - opens.date()).days
            spans.append((opens.date(), Span(start, days * _DAY + closes.hour * _HOUR + closes.minute)))
        if [(day, span) for span in hours] == spans:
            return ""
        if all(date_ == day for date_, _ in spans):
            return self.speech.spans(tuple(span for _, span in spans))
        stretches = [(instant(day, span.start, ours), instant(day, span.end, ours)) for span in hours]
        return self.speech.hours_on(day, stretches, self.charter.timezone)

    def description(self, event: Event) -> list[str]:
        """What is said about an event, sentence by sentence."""
        if event.withdrawn:
            return [self.speech.gettext("This does not take place after all.")]
        said: Iterator[str] = iter(())
        match event.item:
            case Closure() | Recurring():
                said = self._closed(event, event.item)
            case Meeting() | Report():
                said = self._met(event.item)
            case Maintenance():
                said = self._maintained(event.item)
            case Billing():
                said = self._paid(event.item)
        return [*event.told, *said, *self.last_moments(event).values(), *self._which(event)]

    def _which(self, event: Event) -> Iterator[str]:
        """Say which hours a day off concerns, where the agency has others as well."""
        those = self._calendars(event) if event.kind in _DAYS_OFF and not self._parts(event) else []
        if those and self.charter.usual_calendar in event.calendars:  # else its name says so
            yield self.speech.gettext("This holds for: %(those)s.") % {"those": self.speech.listing(those)}

    def _closed(self, event: Event, item: Closure | Recurring) -> Iterator[str]:
        _ = self.speech.gettext
        if item.hours:
            yield self.speech.sentence(_("open %(hours)s") % {"hours": self._hours_of_both(event, item.hours)})
        if item.open_for:
            yield _("Still open for: %(what)s.") % {"what": item.open_for.rstrip(".")}
        if isinstance(item, Closure) and item.last_requests:
            when = self._by_both_clocks(item.last_requests)
            yield _once(_("What should be done before it: send it by %(moment)s.") % {"moment": when})

    def _by_both_clocks(self, moment: datetime) -> str:
        """Say a moment that stands in the files: by the client's clock too, where that shows something else."""
        here, ours = self.charter.timezone, self.charter.agency.timezone
        at = on_agencys_clock(moment, self.facts.clocks)
        if local(at, zone_of(here)).utcoffset() == local(at, zone_of(ours)).utcoffset():
            return self._with_zone(self.speech.moment(moment), ours)
        return self.speech.until(at, here, ours).striptags()

    def _met(self, item: Meeting | Report) -> Iterator[str]:
        _ = self.speech.gettext
        if isinstance(item, Report):
            if item.how:
                yield _("How it comes: %(way)s.") % {"way": item.how.rstrip(".")}
            return
        if item.length:
            yield _("It lasts %(length)s.") % {"length": self.speech.length(item.length)}
        if item.agenda:
            yield _("Send your topics at least %(notice)s.") % {"notice": self.speech.notice(item.agenda)}
        if item.note:
            yield self.speech.sentence(item.note)

    def _maintained(self, item: Maintenance) -> Iterator[str]:
        if item.notice:
            yield self.speech.gettext("We tell you at least %(notice)s.") % {"notice": self.speech.notice(item.notice)}
        if item.note:
            yield self.speech.sentence(item.note)

    def _paid(self, item: Billing) -> Iterator[str]:
        if item.how:
            yield f"{self.speech.gettext('How to pay')}: {self.speech.listing(item.how, 'or')}"

    def last_moments(self, event: Event) -> dict[int, str]:
        """Say by when a call can be moved and cancelled, by both clocks."""
        if event.kind is not Kind.CALL:
            return {}
        zone, ours = self.charter.timezone, self.charter.agency.timezone
        forms = ((N_("Cancel it by %(moment)s."), event.cancel), (N_("Move it by %(moment)s."), event.move))
        return {
            last: _once(self.speech.gettext(form) % {"moment": self.speech.until(last, zone, ours).striptags()})
            for form, last in forms
            if last is not None
        }


def _once(sentence: str) -> str:
    """End a sentence once, where its last word ends with a full stop of its own: a las 3 p.m."""
    return sentence.removesuffix(".") if sentence.endswith("..") else sentence
