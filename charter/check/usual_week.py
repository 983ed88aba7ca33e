"""A week of the usual hours alone, in which promises are compared: no season, holiday, closure or change of clocks."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.worktime.due import due
from charter.worktime.timeline import BeyondHorizon, timeline
from charter.worktime.zones import local

if TYPE_CHECKING:
    from charter.worktime import Arrival, Target
    from charter.worktime.schedule import Schedule
    from charter.worktime.timeline import Timeline

MONDAY = date(2026, 1, 19)
"""No zone changes its clocks in the weeks around it."""
_BEFORE, _AFTER = timedelta(days=7), timedelta(days=42)
HOUR, WEEK = 60 * 60, 7 * 24 * 60 * 60
"""Seconds. Nobody minds what is less than an hour apart."""


def usual(schedule: Schedule) -> Schedule:
    """Give the weekly hours alone."""
    return replace(schedule, seasons=(), special=(), monthly=(), holidays="", open_holidays=frozenset())


def usual_hours(schedule: Schedule) -> Timeline:
    """Give the weekly hours as a timeline, some weeks of them."""
    return timeline(usual(schedule), MONDAY - _BEFORE, MONDAY + _AFTER)


def all_moments(hours: Timeline) -> range:
    """Give every half hour of the week."""
    start = hours.knows_from + WEEK
    return range(start, start + WEEK, HOUR // 2)


def open_moments(hours: Timeline) -> list[int]:
    """Give every half hour of the week at which somebody is there."""
    return [at for at in all_moments(hours) if hours.is_open(at)]


def latest(target: Target, at: int, hours: Timeline) -> int | None:
    """Give the last instant at which a target is met that counts from an instant, or None where nobody knows."""
    with suppress(BeyondHorizon):
        return next((one.latest for one in reversed(due(target, at, hours))), None)
    return None


@lru_cache(maxsize=4096)
def sooner_example(
    target: Target, other: Target, schedule: Schedule, arrives: Arrival | None
) -> tuple[str, str, str] | None:
    """Give a message for which another target is due sooner, where that is so for most: when it is sent, and both times.

    Before closing it may be so for what is no contradiction: an hour goes on in the morning, the same day is over.
    """
    hours = usual_hours(schedule)
    sent = [at for at in open_moments(hours) if arrives is None or _covers(arrives, at, hours)]
    found = [(at, latest(target, at, hours), latest(other, at, hours)) for at in sent]
    sooner = [(at, own, its) for at, own, its in found if own is not None and its is not None and own - its >= HOUR]
    if 2 * len(sooner) <= len(sent):
        return None
    at, own, its = sooner[0]
    return said(at, hours), said(own, hours), said(its, hours)


def _covers(arrives: Arrival, at: int, hours: Timeline) -> bool:
    moment = local(at, hours.zone)
    return arrives.covers(moment.weekday(), moment.hour * 60 + moment.minute)


def said(at: int, hours: Timeline) -> str:
    """Write an instant of a week."""
    return f"{local(at, hours.zone):%A, %H:%M}"
