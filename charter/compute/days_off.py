"""Days off as events: closures, public holidays, days of every month, and closures that were withdrawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.compute.booked import on_agencys_clock
from charter.compute.calendars import concerns
from charter.compute.closures import HORIZON, Dated
from charter.compute.event import Event, Kind
from charter.compute.rhythms import dates_of
from charter.compute.visible import calendars_in_use
from charter.worktime.schedule import Schedule
from charter.worktime.time_of_day import DAY
from charter.worktime.timeline import Timeline
from charter.worktime.zones import instant, local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from charter.compute.timelines import Clocks
    from charter.model.calendars import Calendar, Closure, Recurring
    from charter.model.charter import Charter
    from charter.worktime import Spans


def days_off(clocks: Clocks, met: Mapping[str, Calendar], closures: tuple[Dated, ...], day: date) -> Iterator[Event]:
    """Give the days off of the year from a day on; the withdrawn ones too, until they have passed."""
    keys = _keys(clocks.charter)
    for those, withdrawn in ((closures, False), (_withdrawn(clocks.charter, day), True)):
        for dated in those:
            key = keys[dated.name, dated.first, dated.last] if dated.closure else dated.first.isoformat()
            yield from _off(dated, key, clocks, withdrawn=withdrawn)
            if dated.last_requests:
                last = dated.last_requests.date()
                at = on_agencys_clock(dated.last_requests, clocks)
                yield Event(Kind.LAST_REQUESTS, key, dated.name, last, last, at, withdrawn=withdrawn)
    yield from _every_month(clocks, met, day)


def _keys(charter: Charter) -> dict[tuple[str, date, date], str]:
    """Tell closures of one name in a year apart by their order, those that are past or withdrawn among them.

    So none takes the place of another when that one is over.
    """
    every = _closures(charter)
    named = {(closure.name, closure.first, closure.last): closure.id for _, closure in every}
    seen: Counter[tuple[str, int]] = Counter()
    keys = {}
    for (name, first, last), ident in sorted(named.items(), key=lambda item: item[0]):
        seen[name, first.year] += 1
        count = seen[name, first.year]
        keys[name, first, last] = ident or f"{name} {first.year}" + (f" {count}" if count > 1 else "")
    return keys


def _closures(charter: Charter) -> list[tuple[str, Closure]]:
    return [
        (ident, closure)
        for ident in calendars_in_use(charter)
        for closure in charter.calendars[ident].closures
        if concerns(closure, charter)
    ]


def _withdrawn(charter: Charter, day: date) -> tuple[Dated, ...]:
    found: dict[tuple[str, date, date, Spans], list[str]] = {}
    items = {}
    for ident, closure in _closures(charter):
        if closure.withdrawn and closure.last >= day and closure.first <= day + HORIZON:
            key = (closure.name, closure.first, closure.last, closure.hours)
            found.setdefault(key, []).append(ident)
            items[key] = closure
    return tuple(Dated(key[1], key[2], key[0], items[key], tuple(those)) for key, those in found.items())


def _off(dated: Dated, key: str, clocks: Clocks, *, withdrawn: bool) -> Iterator[Event]:
    kind = Kind.CLOSURE if dated.closure else Kind.HOLIDAY
    hours = dated.closure.hours if dated.closure and dated.first == dated.last else ()
    event = Event(
        kind, key, dated.name, dated.first, dated.last,
        calendars=dated.calendars, item=dated.closure, withdrawn=withdrawn,
    )  # fmt: skip
    yield from _timed(event, hours, clocks)


def _timed(event: Event, hours: Spans, clocks: Clocks) -> Iterator[Event]:
    """Give a day off with its times: each stretch that is still open on it is an event of its own."""
    if not hours:
        yield _whole(event, clocks)
    zone = zone_of(clocks.schedules[event.calendars[0]].zone)
    for number, span in enumerate(hours, 1):
        key = event.key if number == 1 else f"{event.key} part {number}"
        at, ends = (instant(event.first, minutes, zone) for minutes in (span.start, span.end))
        yield replace(event, key=key, at=at, ends=ends)


def _whole(event: Event, clocks: Clocks) -> Event:
    """Give whole days off their times where the hours that we are closed fall on other dates of the client's.

    Whole days have no zone: every calendar shows them on its reader's own dates. In Auckland nobody is missed on the
    Thursday that is off in Denver, but on its Friday morning. So it becomes the time in which we would be open. Where
    that lies on the same dates, whole days are true for the client too, and easier to read.
    """
    here = clocks.charter.timezone
    schedules = [clocks.schedules[ident] for ident in event.calendars]
    if all(schedule.zone == here for schedule in schedules):
        return event
    stretches = [_would_be_open(schedule, event.first, event.last) for schedule in schedules]
    at, ends = min(at for at, _ in stretches), max(ends for _, ends in stretches)
    first, last = (local(moment, zone_of(here)).date() for moment in (at, ends - 1))
    return event if event.first <= first and last <= event.last else replace(event, at=at, ends=ends)


@lru_cache(maxsize=4096)
def _would_be_open(schedule: Schedule, first: date, last: date) -> tuple[int, int]:
    """Give the first opening and the last closing of some dates if nothing closed them; else all of their time."""
    usual = Timeline(Schedule(schedule.zone, schedule.week, schedule.seasons, inverted=schedule.inverted), first, last)
    if usual.starts:
        return usual.starts[0], usual.ends[-1]
    return instant(first, 0, usual.zone), instant(last, DAY, usual.zone)


def _every_month(clocks: Clocks, met: Mapping[str, Calendar], day: date) -> Iterator[Event]:
    """Give the days of every month that close what would be open; what several calendars have in common is one."""
    found: dict[tuple[str, date, Spans], tuple[str, Recurring, list[str]]] = {}
    for ident in calendars_in_use(clocks.charter):
        for one in met[ident].recurring:
            for place, date_ in dates_of(one.every, clocks.of(ident), day):
                if _closes(clocks.schedules[ident], one, date_):
                    key = f"{one.id or one.name} {place}"
                    found.setdefault((one.name, date_, one.hours), (key, one, []))[2].append(ident)
    for (name, date_, hours), (key, one, calendars) in found.items():
        event = Event(Kind.CLOSURE, key, name, date_, date_, calendars=tuple(calendars), item=one)
        yield from _timed(event, hours, clocks)


def _closes(schedule: Schedule, one: Recurring, date_: date) -> bool:
    """Whether it is this that counts on a date, and not a closure or a holiday; nor are days on which nobody works."""
    found = schedule.exception(date_)
    return bool(schedule.pattern(date_)) and (found is None or found == (one.name, one.hours))
