"""What a change of hours is for the client: time that is lost or won, and promises that are kept at other instants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.compute.timelines import clocks_of, schedule_of
from charter.compute.visible import calendars_in_use
from charter.diff.change import Change, Verdict, together
from charter.diff.instants import YEAR
from charter.diff.promises import effects
from charter.diff.view import View
from charter.worktime.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from charter.model.calendars import Calendar
    from charter.worktime.schedule import Schedule

_ONE_DAY = timedelta(days=1)


def following(view: View, ident: str) -> set[str]:
    """Give the calendars whose hours follow a calendar: itself, what lies outside of it, and the client's own days."""
    found = {ident, *(name for name, calendar in view.charter.calendars.items() if calendar.outside == ident)}
    return found | ({"client"} if ident == view.charter.usual_calendar else set())


def variant(
    view: View, calendars: Mapping[str, Calendar], holidays_of: Mapping[str, View], usual: str | None = None
) -> View:
    """Give a charter with other calendars, each with its holidays as some charter knows them."""
    own = view.charter.calendars
    update = {"calendars": {**own, **calendars}, "calendar": usual or view.charter.usual_calendar}
    charter = view.charter.model_copy(update=update)
    fresh = clocks_of(charter, view.day)
    schedules = {}
    for name, schedule in fresh.schedules.items():
        known = holidays_of.get(name, view).schedule(name)
        schedules[name] = replace(schedule, days_off=known.days_off if known else None)
    return View(charter, replace(fresh, schedules=schedules), view.day)


def with_days_off(view: View, ident: str, day: date, name: str) -> View:
    """Give a charter in which one date is a public holiday of a calendar, or none is."""
    schedules = dict(view.clocks.schedules)
    own = schedules[ident]
    known = dict(own.days_off if own.days_off is not None else _days_off(own, view.day))
    known = {date: each for date, each in known.items() if date != day} | ({day: name} if name else {})
    for each in following(view, ident) - {"client"}:
        schedules[each] = replace(schedules[each], days_off=tuple(sorted(known.items())))
    return replace(view, clocks=replace(view.clocks, schedules=schedules))


@lru_cache(maxsize=256)
def _days_off(schedule: Schedule, day: date) -> tuple[tuple[date, str], ...]:
    """Give the public holidays of a schedule in the years around a day."""
    dates = (date(day.year - 1, 1, 1) + number * _ONE_DAY for number in range(4 * YEAR))
    return tuple((one, name) for one in dates if (name := schedule.holiday(one)))


@dataclass(frozen=True)
class Turn:
    """A change of the hours of a calendar, in both charters: the older one with and without it, and the newer one with and without it.

    `calendars` are those that follow the hours. `parts`: the departments and channels that keep hours of their own for
    it. `until`: a date behind all of it.
    """

    ident: str
    old: tuple[View, View]
    new: tuple[View, View]
    calendars: Collection[str]
    parts: Iterable[str] = ()
    until: date | None = None


def judged(change: Change, turn: Turn) -> Change:
    """Judge a change of hours: time that is lost, time that is won, or else what promises make of it."""
    day = turn.old[0].day
    last = max(turn.until or day, day + YEAR * _ONE_DAY)
    hours = [
        (_hours(without, ident, part), _hours(with_it, ident, part))
        for without, with_it in (turn.old, turn.new)
        for ident in _met(without, turn.ident)
        for part in ("", *turn.parts)
    ]
    opened = [verdict for was, now in hours for verdict in _opened(was, now, day, last)]
    moved = tuple(effects(*turn.old, turn.calendars))
    verdicts = opened or [effect.verdict for effect in (*moved, *effects(*turn.new, turn.calendars))]
    is_promise = bool(verdicts) or change.verdict is not Verdict.NEUTRAL
    return replace(change, verdict=together([change.verdict, *verdicts]), effects=moved, is_promise=is_promise)


def _met(view: View, ident: str) -> set[str]:
    """Give the calendar of a change, or those outside of it, where the client meets them alone."""
    used = set(calendars_in_use(view.charter))
    return {ident} if ident in used else following(view, ident) & used


def _hours(view: View, ident: str, part: str) -> Schedule:
    """Give the hours of a calendar, or those that a department or a channel keeps in it."""
    own = view.clocks.schedules[ident]
    if not part:
        return own
    return replace(schedule_of(view.charter.calendars[ident], part=part), zone=own.zone, days_off=own.days_off)


def compared_hours(old: View, new: View, one: str, other: str) -> list[Verdict]:
    """Judge the hours of one calendar against those of another one."""
    was, now = old.clocks.schedules[one], new.clocks.schedules[other]
    return list(_opened(was, now, old.day, old.day + YEAR * _ONE_DAY))


def _opened(was: Schedule, now: Schedule, first: date, last: date) -> Iterator[Verdict]:
    if _lost(was, now, first, last):
        yield Verdict.WORSE
    if _lost(now, was, first, last):
        yield Verdict.BETTER


@lru_cache(maxsize=4096)
def _lost(was: Schedule, now: Schedule, first: date, last: date) -> bool:
    """Whether some time is open in one schedule and not in the other."""
    if was == now:
        return False
    one, other = (timeline(schedule, first, last) for schedule in (was, now))
    return any(other.within(start, end) != [(start, end)] for start, end in one.intervals)
