"""Two charters of one client, the second from a day on: each date is worked out by the one that stands on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from charter.compute.examples import is_same_in
from charter.worktime.zones import instant, local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from charter.compute.booked import Call
    from charter.compute.closures import Dated
    from charter.compute.duties import Counted
    from charter.compute.event import Event
    from charter.compute.examples import WorkedRows
    from charter.compute.facts import Facts
    from charter.compute.week import DayHours
    from charter.model.base import Part
    from charter.model.charter import Charter

_ONE_DAY = timedelta(days=1)


def joined(before: Facts, after: Facts, starts: date) -> Facts:
    """Give the facts of a day, in which dates from the first day of a later charter on are worked out by that.

    `after` are the facts of the later charter on its first day. What only explains a sentence of the earlier charter,
    such as an example, is left out where it would come out otherwise by then: beside that sentence it would be wrong.
    """
    seam = _Seam(before, after, starts)
    was, now = before.clocks.charter, after.clocks.charter
    return replace(
        before,
        turn=starts,
        worked=seam.worked(),
        booked=seam.booked(),
        example_call=seam.example(),
        meetings=seam.rhythms(was.meetings, before.meetings, now.meetings, after.meetings),
        reports=seam.rhythms(was.reports, before.reports, now.reports, after.reports),
        duties=seam.counted(was.duties, before.duties, now.duties),
        feedback=seam.counted(was.feedback, before.feedback, now.feedback),
        closures=tuple(seam.closures()),
        weeks={ident: tuple(seam.week(ident, week)) for ident, week in before.weeks.items()},
        events=tuple(sorted(seam.events(), key=lambda one: (one.first, one.at or 0, one.kind, one.key))),
    )


@dataclass(frozen=True, slots=True)
class _Seam:
    before: Facts
    after: Facts
    starts: date

    @property
    def at(self) -> int:
        """The instant at which the later charter begins, where the agency is."""
        return instant(self.starts, 0, zone_of(self._later.agency.timezone))

    @property
    def _later(self) -> Charter:
        return self.after.clocks.charter

    def worked(self) -> WorkedRows:
        return {
            key: tuple(one for one in those if one.at < self.at or is_same_in(self.after.clocks, *key, one))
            for key, those in self.before.worked.items()
        }

    def booked(self) -> tuple[Call, ...]:
        """Give each appointment by the charter of its day; what could still be done on the eve can be done until then."""
        old = {(call.what, call.at): call for call in self.before.booked}
        ahead = [call for call in self.before.booked if call.at < self.at]
        ahead += [self._call(call, old.get((call.what, call.at))) for call in self.after.booked if call.at >= self.at]
        return tuple(ahead)

    def _call(self, call: Call, old: Call | None) -> Call:
        return replace(
            call,
            cancel=self._until(call.cancel, old.cancel if old else None),
            move=self._until(call.move, old.move if old else None),
        )

    def _until(self, now: int | None, was: int | None) -> int | None:
        """Give the last instant: one that would lie before the later charter begins is counted by the earlier one."""
        return min(was, self.at) if now is not None and was is not None and now < self.at and was > now else now

    def example(self) -> Call | None:
        call, rules = self.before.example_call, self.before.clocks.charter.appointments
        is_same = rules == self._later.appointments and self._has_same_hours()
        return call if call is None or call.at < self.at or is_same else None

    def _has_same_hours(self) -> bool:
        """Whether time is counted alike in the usual calendar."""
        before, after = self.before.clocks, self.after.clocks
        return before.schedules[before.charter.usual_calendar] == after.schedules[self._later.usual_calendar]

    def rhythms(
        self,
        was: tuple[Part, ...],
        days: tuple[date | None, ...],
        now: tuple[Part, ...],
        later: tuple[date | None, ...],
    ) -> tuple[date | None, ...]:
        """Give the next dates; one that lies in the time of the later charter only where the same comes to it then."""
        coming = list(zip(now, later, strict=True))
        pairs = zip(was, days, strict=True)
        return tuple(day if day is None or day < self.starts or (one, day) in coming else None for one, day in pairs)

    def counted(
        self, was: tuple[Part, ...], those: tuple[Counted | None, ...], now: tuple[Part, ...]
    ) -> tuple[Counted | None, ...]:
        pairs = zip(was, those, strict=True)
        is_same = self._has_same_hours()
        return tuple(it if it is None or it.start < self.at or (is_same and one in now) else None for one, it in pairs)

    def closures(self) -> Iterator[Dated]:
        known = self.before.calendars.keys()
        last = max((one.first for one in self.before.closures), default=self.before.day)
        yield from (one for one in self.before.closures if one.first < self.starts)
        for one in self.after.closures:
            idents = tuple(ident for ident in one.calendars if ident in known)
            if one.first >= self.starts and idents and one.first <= max(last, self.before.day + timedelta(days=365)):
                yield replace(one, calendars=idents)

    def week(self, ident: str, week: tuple[DayHours, ...]) -> Iterator[DayHours]:
        """Give the hours of the dates of one week, each by the charter of its date."""
        later = self.after.weeks.get(ident, ())
        if not later or later[0].day != week[0].day:
            yield from week
            return
        for one in week:
            if one.day < self.starts:
                yield replace(one, last=min(one.last, self.starts - _ONE_DAY))
        for one in later:
            if one.last >= self.starts:
                yield replace(one, day=max(one.day, self.starts))

    def events(self) -> Iterator[Event]:
        """Give what has a date; what comes every week, and is the same by both, stays one."""
        known = self.before.calendars.keys()
        kept = [self._cut(event) for event in self.before.events if event.first < self.starts]
        keys = {(event.kind, event.key) for event in kept}
        whole = {(event.kind, event.key) for event in kept if event.weekly_until and event.weekly_until >= self.at}
        yield from kept
        for event in self.after.events:
            if event.first < self.starts or (event.kind, event.key) in whole or set(event.calendars) - known:
                continue
            again = (event.kind, event.key) in keys
            yield replace(event, key=f"{event.key} from {self.starts}") if again else event

    def _cut(self, event: Event) -> Event:
        """End what comes every week where it is another by the later charter."""
        if event.weekly_until is None or event.at is None or event.weekly_until < self.at:
            return event
        if any(self._is_same(event, one) for one in self.after.events):
            return event
        zone = zone_of(event.zone or self._later.timezone)
        begins = local(event.at, zone)
        weeks = (self.starts - _ONE_DAY - begins.date()).days // 7
        last = begins.date() + timedelta(weeks=weeks)
        return replace(event, last=last, weekly_until=instant(last, begins.hour * 60 + begins.minute, zone))

    def _is_same(self, event: Event, other: Event) -> bool:
        return (event.kind, event.key, event.item, event.zone) == (other.kind, other.key, other.item, other.zone)
