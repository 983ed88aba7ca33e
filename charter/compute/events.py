"""Everything of a charter that has a date ahead: what a client's calendar states."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from charter.compute.booked import on_agencys_clock
from charter.compute.days_off import days_off
from charter.compute.event import Event, Kind
from charter.compute.rhythms import regular
from charter.model.charter import State
from charter.worktime import Unit
from charter.worktime.due import latest_before
from charter.worktime.timeline import BeyondHorizon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from charter.compute.closures import Dated
    from charter.compute.timelines import Clocks
    from charter.model.appointments import Booked, Move
    from charter.model.calendars import Calendar

_SECONDS = {Unit.MINUTE: 60, Unit.HOUR: 60 * 60}
_USUAL = 30 * 60
"""How long a call takes in a calendar where nothing is said."""


def events(clocks: Clocks, met: Mapping[str, Calendar], closures: tuple[Dated, ...], day: date) -> tuple[Event, ...]:
    """Give what lies ahead of a day, in order. A former client keeps the days off, and nothing of the work."""
    parts = [days_off(clocks, met, closures, day)]
    if clocks.charter.client.state != State.FORMER:
        parts += [_calls(clocks), regular(clocks, day), _dates(clocks)]
    found = [event for part in parts for event in part if event.last >= day]
    return tuple(_apart(sorted(found, key=lambda event: (event.first, event.at or 0, event.kind, event.key))))


def _apart(found: list[Event]) -> Iterator[Event]:
    """Number those that nothing else tells apart: two holidays on one date, in two regions."""
    seen: Counter[tuple[str, str]] = Counter()
    for event in found:
        seen[event.kind, event.key] += 1
        count = seen[event.kind, event.key]
        yield event if count == 1 else replace(event, key=f"{event.key} {count}")


def _calls(clocks: Clocks) -> Iterator[Event]:
    rules = clocks.charter.appointments
    for one in clocks.charter.client.booked:
        call = _call(one, clocks)
        cancel, move = _last(rules.cancel, call, clocks), _last(rules.reschedule, call, clocks)
        yield replace(call, cancel=cancel, move=move)
        for kind, last in ((Kind.CANCEL_BY, cancel), (Kind.MOVE_BY, move)):
            if last is not None:
                day = clocks.of(clocks.charter.usual_calendar).date_of(last)
                yield replace(call, kind=kind, first=day, last=day, at=last, ends=None)


def _call(one: Booked, clocks: Clocks) -> Event:
    at, day = on_agencys_clock(one.at, clocks), one.at.date()
    length = clocks.charter.appointments.book.length if clocks.charter.appointments.book else None
    takes = length.count * _SECONDS[length.unit] if length and length.unit in _SECONDS else _USUAL
    key = one.id or f"{one.what} {day}"
    return Event(Kind.CALL, key, one.what, day, day, at, at + takes, withdrawn=one.withdrawn)


def _last(move: Move | None, call: Event, clocks: Clocks) -> int | None:
    if move and call.at is not None:
        with suppress(BeyondHorizon):
            return latest_before(move.notice, call.at, clocks.of(clocks.charter.usual_calendar))
    return None


def _dates(clocks: Clocks) -> Iterator[Event]:
    """Give what has a date of its own: steps, deliverables, goals, and the work together itself."""
    charter, client = clocks.charter, clocks.charter.client
    for step in (*charter.first_steps, *client.milestones):
        if step.by:
            yield Event(Kind.STEP, step.id or step.what, step.what, step.by, step.by, who=step.who.value)
    for deliverable in charter.deliverables:
        if by := deliverable.by:
            yield Event(Kind.DELIVERABLE, deliverable.id or deliverable.what, deliverable.what, by, by)
    for goal in client.goals:
        if goal.by:
            yield Event(Kind.GOAL, goal.id or goal.goal, goal.goal, goal.by, goal.by)
    for kind, by in ((Kind.BEGINS, client.since), (Kind.ENDS, client.until)):
        if by:
            yield Event(kind, "", "", by, by)
