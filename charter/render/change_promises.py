"""Promises of changes in the client's words: what is promised, for what arrives when, and how firm it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.model.promises import Start, Strength
from charter.render.change_values import Values
from charter.render.filters import is_counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.diff import Route
    from charter.model.promises import Promise, Row

    Pairs = tuple[tuple[Row, Promise], ...]


class Promises(Values):
    """Says promises of one charter, each with what it depends on."""

    def promises(self, pairs: Pairs, *, in_full: bool = False) -> str:
        """Say promises one after the other; `in_full` with their conditions, where only these tell them apart."""
        said, has_times = [], False
        for row, promise in _reached(pairs):
            when = self._say_when(row, others=has_times)
            said.append(self._promise(row, promise, when, in_full=in_full))
            has_times = has_times or bool(when)
        return (" " if in_full else "; ").join(dict.fromkeys(said))

    def _say_when(self, row: Row, *, others: bool) -> str:
        """Say what a row holds for; one without a time of its own, after `others` that have some, for the rest."""
        found = list(self._when(row))
        return self.speech.listing(found) if found else self.speech.gettext("at any other time") if others else ""

    def _promise(self, row: Row, promise: Promise, when: str, *, in_full: bool) -> str:
        say = self.speech
        text = say.target(promise.target, self._zone(promise.calendar or row.calendar))
        if in_full or (is_counted(promise.target) and promise.strength is not Strength.TARGET):
            text = say.gettext("%(metric)s (%(strength)s)") % {
                "metric": text,
                "strength": say.strength(promise.strength)[0],
            }
        text = say.pgettext("promise", "%(when)s: %(target)s") % {"when": when, "target": text} if when else text
        return " ".join([f"{text}.", *self._conditions(row, promise)]) if in_full else text

    def _when(self, row: Row) -> Iterator[str]:
        """Give what a row holds for, beside the way by which a message comes."""
        if row.arrives:
            yield self.speech.arrival(row.arrives)
        if row.arrives_by:
            yield self.speech.arrives_by(row.arrives_by)
        if row.season in self.charter.seasons:
            yield self.charter.seasons[row.season].name
        if row.calendar:
            yield self.named(row.calendar, "calendars")

    def _zone(self, calendar: str | None) -> str:
        """Name the zone beside clock times, where the client's clock is another one."""
        found = self.charter.calendars.get(calendar or self.charter.usual_calendar)
        zone = (found.timezone if found else None) or self.charter.agency.timezone
        return "" if calendar == "client" or zone in {"client", self.charter.timezone} else self.speech.zone(zone)

    def _conditions(self, row: Row, promise: Promise) -> Iterator[str]:
        say = self.speech
        if promise.begins:
            yield say.gettext("The clock starts with %(what)s.") % {"what": promise.begins}
        elif promise.starts is not Start.ARRIVAL:
            yield say.gettext("The clock starts %(when)s.") % {"when": say.start(promise.starts)}
        if promise.pauses:
            yield say.gettext("It stops %(times)s.") % {"times": say.listing(map(say.pause, promise.pauses))}
        if promise.unless:
            yield say.gettext("This does not hold if: %(exceptions)s.") % {
                "exceptions": say.listing(promise.unless, "or")
            }
        if promise.calendar and promise.calendar != row.calendar:
            yield say.gettext("The hours that count: %(hours)s.") % {"hours": self.named(promise.calendar, "calendars")}
        if promise.since:
            yield say.gettext("Holds from %(day)s.") % {"day": say.day_long(promise.since)}
        if promise.remedy:
            yield say.gettext("If we miss it: %(remedy)s.") % {"remedy": self.named(promise.remedy, "remedies")}

    def request(self, ident: str) -> str:
        """Name a request class, with its short name: Critical (P1)."""
        found = self.charter.requests.get(ident)
        if found is None or not found.alias:
            return self.named(ident, "requests")
        form = self.speech.pgettext("request", "%(name)s (%(alias)s)")
        return form % {"name": found.name, "alias": found.alias}

    def route(self, route: Route) -> str:
        """Say by which way a message comes, where promises differ by that; nothing where it is any."""
        say = self.speech
        ways = [self.named(route.channel, "channels")] if route.channel else []
        ways += [self.request(route.severity)] if route.severity else []
        if route.language:
            ways.append(say.gettext("Written in %(language)s") % {"language": say.language_name(route.language)})
        if route.only_if:
            ways.append(f"{say.gettext('Only if:')} {say.listing(route.only_if)}")
        return ", ".join(filter(None, ways))


def _reached(pairs: Pairs) -> Iterator[tuple[Row, Promise]]:
    """Give the promises that a message can come to: behind a row that holds for any, no other one counts."""
    last: Row | None = None
    for row, promise in pairs:
        if last is not None and row is not last:
            return
        yield row, promise
        if not (row.arrives or row.arrives_by or row.season or row.only_if):
            last = row
