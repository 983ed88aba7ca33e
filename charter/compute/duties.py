"""What the client owes, with a date: texts within five days of being asked, an answer to a design in time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.compute.examples import moments
from charter.worktime import Interval
from charter.worktime.due import Due, due
from charter.worktime.timeline import BeyondHorizon

if TYPE_CHECKING:
    from datetime import date

    from charter.compute.timelines import Clocks
    from charter.model.work import Duty, FeedbackRound


@dataclass(frozen=True, slots=True)
class Counted:
    """From an instant, until when: an example."""

    start: int
    due: tuple[Due, ...]


def counted(
    those: tuple[Duty, ...] | tuple[FeedbackRound, ...], clocks: Clocks, day: date
) -> tuple[Counted | None, ...]:
    """Work out the time that a client has for each, from the first special instant ahead; None where there is no date.

    The client's time is counted as the agency's own is: in the usual calendar.
    """
    return tuple(_counted(one, clocks, day) for one in those)


def _counted(one: Duty | FeedbackRound, clocks: Clocks, day: date) -> Counted | None:
    if one.within is None or isinstance(one.within, Interval):
        return None
    hours = clocks.of(clocks.charter.usual_calendar)
    start = moments(day, hours)[0][1]
    with suppress(BeyondHorizon):
        found = due(one.within, start, hours)
        return Counted(start, found) if found else None
    return None
