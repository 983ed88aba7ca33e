"""Which closures lie ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from charter.compute.calendars import met_calendars
from charter.compute.visible import calendars_in_use

if TYPE_CHECKING:
    from datetime import date

    from charter.model.calendars import Closure
    from charter.model.charter import Charter

HORIZON = timedelta(days=365)
"""How far ahead closures are listed: a year, so that every yearly one is there once."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A closure of one calendar that lies ahead."""

    calendar: str
    closure: Closure


def coming_closures(charter: Charter, day: date) -> tuple[Dated, ...]:
    """Give the closures of the calendars in use that are not over and begin within a year, in order."""
    calendars = met_calendars(charter)
    found = [
        Dated(ident, closure)
        for ident in calendars_in_use(charter)
        for closure in calendars[ident].closures
        if closure.last >= day and closure.first <= day + HORIZON
    ]
    return tuple(sorted(found, key=lambda dated: (dated.closure.first, dated.closure.last, dated.calendar)))
