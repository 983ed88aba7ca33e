"""A charter and a day -> facts that the pages state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.compute.booked import booked_calls, example_call, next_dates
from charter.compute.calendars import met_calendars, promised_seasons, without_the_past
from charter.compute.closures import Dated, coming_closures
from charter.compute.duties import counted
from charter.compute.events import events
from charter.compute.examples import worked_rows
from charter.compute.seam import joined
from charter.compute.timelines import clocks_of
from charter.compute.visible import visible_channels, visible_people
from charter.compute.week import DayHours, Together, around_the_world, the_weeks, together, zones_apart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from charter.compute.booked import Call
    from charter.compute.duties import Counted
    from charter.compute.event import Event
    from charter.compute.examples import WorkedRows
    from charter.compute.timelines import Clocks
    from charter.compute.zones import Apart
    from charter.model.agency import Channel, Person
    from charter.model.calendars import Calendar, Peak
    from charter.model.charter import Charter
    from charter.worktime import WeeklyHours


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for one client on one day."""

    day: date
    channels: Mapping[str, Channel]
    people: Mapping[str, Person]
    calendars: Mapping[str, Calendar]
    """All calendars as this client meets them, without the seasons that are over."""
    seasons: Mapping[str, Peak]
    """The parts of the year in which something else is promised to this client, without those that are over."""
    closures: tuple[Dated, ...]
    clocks: Clocks
    """The timelines of the client's calendars, on which dates are worked out."""
    worked: WorkedRows
    """Each row worked out where intuition fails, by request class and number of the row."""
    booked: tuple[Call, ...]
    """The client's appointments ahead."""
    example_call: Call | None
    """Where none is booked: a call that could be, with the last instants to cancel and to move it."""
    meetings: tuple[date | None, ...]
    """The next date of each meeting, where one follows from its rhythm."""
    reports: tuple[date | None, ...]
    """The same of each report."""
    duties: tuple[Counted | None, ...]
    """Until when, for each duty of the client, where it has a time."""
    feedback: tuple[Counted | None, ...]
    """The same for each answer to work."""
    weeks: Mapping[str, tuple[DayHours, ...]]
    """The hours of the dates of the week, by calendar: the usual one, and those in use that are unlike it."""
    apart: Mapping[str, Apart]
    """How far the client's clock is ahead, by calendar."""
    together: Together | None
    """When client and agency are both at work."""
    somebody: WeeklyHours | None
    """When some team is there, by the client's clock, where teams are in several zones."""
    events: tuple[Event, ...]
    """Everything with a date ahead, in order: what the client's calendar states."""
    turn: date | None = None
    """The next day from which another charter stands, if one is announced."""


def facts(charter: Charter, day: date, later: Sequence[tuple[date, Charter]] = ()) -> Facts:
    """Work out what the pages of one client say on a day.

    `later` are the charters that are announced, each with its first day, in order: what lies in their time is worked
    out by them.
    """
    known = _facts(charter, day)
    if not later:
        return known
    (starts, following), *rest = later
    return joined(known, facts(following, starts, rest), starts)


def _facts(charter: Charter, day: date) -> Facts:
    clocks = clocks_of(charter, day)
    met = met_calendars(charter)
    apart = zones_apart(charter, met, day)
    calls = booked_calls(clocks, day)
    closures = coming_closures(clocks, met, day)
    return Facts(
        day,
        visible_channels(charter),
        visible_people(charter),
        {ident: without_the_past(calendar, day) for ident, calendar in met.items()},
        promised_seasons(charter, day),
        closures,
        clocks,
        worked_rows(clocks, day),
        calls,
        None if calls else example_call(clocks, day),
        next_dates(charter.meetings, clocks, day),
        next_dates(charter.reports, clocks, day),
        counted(charter.duties, clocks, day),
        counted(charter.feedback, clocks, day),
        the_weeks(clocks, day),
        apart,
        together(charter, met[charter.usual_calendar], day),
        around_the_world(charter, met, apart, day),
        events(clocks, met, closures, day),
    )
