"""What the events of a client's calendar are called, and what is said about them, in the client's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.compute.events import Kind
from charter.render.filters import in_words
from charter.render.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.compute import Facts
    from charter.compute.events import Event
    from charter.model.calendars import Closure
    from charter.model.charter import Charter
    from charter.render.language import Speech

_FORMS = {
    Kind.CLOSURE: N_("%(agency)s is closed: %(what)s"),
    Kind.HOLIDAY: N_("%(agency)s is closed: %(what)s"),
    Kind.LAST_REQUESTS: N_("Last requests before: %(what)s"),
    Kind.CALL: N_("%(what)s with %(agency)s"),
    Kind.CANCEL_BY: N_("Last moment to cancel: %(what)s"),
    Kind.MOVE_BY: N_("Last moment to move: %(what)s"),
    Kind.MEETING: N_("%(what)s with %(agency)s"),
    Kind.REPORT: N_("%(what)s from %(agency)s"),
    Kind.STEP: N_("%(what)s (%(who)s)"),
    Kind.DELIVERABLE: N_("Ready: %(what)s"),
    Kind.GOAL: N_("Goal: %(what)s"),
    Kind.BEGINS: N_("Our work together begins"),
    Kind.ENDS: N_("Our work together ends"),
}
_DOERS = {"we": N_("We do this"), "you": N_("You do this"), "both": N_("We do this together")}


class CalendarWords:
    """The words of one client's calendar."""

    def __init__(self, charter: Charter, facts: Facts, speech: Speech) -> None:
        self.charter, self.facts, self.speech = charter, facts, speech

    @property
    def name(self) -> str:
        """The calendar itself."""
        names = {"agency": self.charter.agency.name, "client": self.charter.client.name}
        return self.speech.gettext("%(agency)s for %(client)s") % names

    def summary(self, event: Event) -> str:
        """What an event is called."""
        words = {
            "agency": self.charter.agency.name,
            "what": self.speech.capital(event.name),
            "who": self.speech.gettext(_DOERS[event.who]) if event.who else "",
        }
        return self.speech.gettext(self._closing(event.closure, words) or _FORMS[event.kind]) % words

    def _closing(self, closure: Closure | None, words: dict[str, str]) -> str:
        """Give the form for a closure of a part of the agency, or of a part of the day."""
        if closure is None:
            return ""
        words["hours"] = self._hours(closure)
        words["those"] = self.speech.listing(self._parts(closure))
        if words["those"]:
            return N_("Other hours for %(those)s: %(what)s") if closure.hours else N_("Closed: %(those)s (%(what)s)")
        return N_("%(agency)s is open %(hours)s only: %(what)s") if closure.hours else ""

    def _parts(self, closure: Closure) -> list[str]:
        departments = [
            self.charter.departments[one].name for one in closure.departments if one in self.charter.departments
        ]
        seen = self.facts.channels
        return departments + [seen[one].name or in_words(one) for one in closure.channels if one in seen]

    def _hours(self, closure: Closure) -> str:
        """Give the hours of a part of a day, by the agency's clock."""
        words = {"moment": self.speech.spans(closure.hours), "zone": self.speech.zone(self.charter.agency.timezone)}
        return self.speech.gettext("%(moment)s %(zone)s") % words if closure.hours else ""

    def description(self, event: Event) -> str:
        """What is said about an event, a sentence a line."""
        return "\n".join(self._lines(event))

    def _lines(self, event: Event) -> Iterator[str]:
        _, closure = self.speech.gettext, event.closure
        if event.withdrawn:
            yield _("This does not take place after all.")
            return
        if closure and closure.hours:
            yield self.speech.capital(_("open %(hours)s") % {"hours": self._hours(closure)}) + "."
        if closure and closure.open_for:
            yield _("Still open for: %(what)s.") % {"what": closure.open_for.rstrip(".")}
        if closure and closure.last_requests:
            moment = self.speech.moment(closure.last_requests)
            yield _("What should be done before it: send it by %(moment)s.") % {"moment": moment}
        if event.kind is Kind.CALL:
            yield from self._call(event)

    def _call(self, event: Event) -> Iterator[str]:
        """Say by when it can be cancelled and moved, with both clocks."""
        zone, ours = self.charter.timezone, self.charter.agency.timezone
        for call in self.facts.booked:
            if call.at == event.at and call.what == event.name:
                for form, last in (
                    (N_("Cancel it by %(moment)s."), call.cancel),
                    (N_("Move it by %(moment)s."), call.move),
                ):
                    if last is not None:
                        yield self.speech.gettext(form) % {"moment": self.speech.until(last, zone, ours)}
