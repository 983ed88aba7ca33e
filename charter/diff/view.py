"""A charter as its client meets it on a day: what two charters are compared by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charter.compute.calendars import promised_seasons
from charter.compute.timelines import Clocks, clocks_of
from charter.compute.visible import calendars_in_use, visible_channels, visible_people
from charter.model.charter import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charter.model.charter import Charter
    from charter.worktime.schedule import Schedule

    DaysOff = Mapping[str, tuple[tuple[date, str], ...]]
    """Public holidays on which nobody works, with their names, by calendar."""


@dataclass(frozen=True, slots=True)
class View:
    """A charter without what its client never sees, and the timelines of its calendars around a day."""

    charter: Charter
    clocks: Clocks
    day: date

    def schedule(self, calendar: str) -> Schedule | None:
        """Give the schedule of a calendar by its id, if there is one."""
        return self.clocks.schedules.get(calendar)


def view_of(charter: Charter, day: date, days_off: DaysOff | None = None) -> View:
    """Give a charter as its client meets it, with public holidays as they are known, or as they were."""
    clocks = clocks_of(charter, day)
    if days_off is not None:
        dated = {ident: replace(one, days_off=days_off.get(ident)) for ident, one in clocks.schedules.items()}
        clocks = replace(clocks, schedules=dated)
    return View(seen(charter, day), clocks, day)


def seen(charter: Charter, day: date) -> Charter:
    """Leave out what the client never sees or meets: private channels and people, calendars and seasons of others."""
    used = calendars_in_use(charter)
    update = {
        "channels": visible_channels(charter),
        "people": visible_people(charter),
        "calendars": {ident: calendar for ident, calendar in charter.calendars.items() if ident in used},
        "seasons": promised_seasons(charter, day),
    }
    if charter.client.state == State.FORMER:
        update |= {"departments": {}}
    return charter.model_copy(update=update)
