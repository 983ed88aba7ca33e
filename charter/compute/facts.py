"""A charter and a day -> facts that the pages state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.compute.calendars import met_calendars, promised_seasons, without_the_past
from charter.compute.closures import Dated, coming_closures
from charter.compute.examples import all_examples
from charter.compute.timelines import clocks_of
from charter.compute.visible import visible_channels, visible_people

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charter.compute.examples import Examples
    from charter.compute.timelines import Clocks
    from charter.model.agency import Channel, Person
    from charter.model.calendars import Calendar, Peak
    from charter.model.charter import Charter


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
    examples: Examples
    """Each promise worked out where intuition fails, by request class, number of the row, metric and number."""


def facts(charter: Charter, day: date) -> Facts:
    """Work out what the pages of one client say on a day."""
    clocks = clocks_of(charter, day)
    return Facts(
        day,
        visible_channels(charter),
        visible_people(charter),
        {ident: without_the_past(calendar, day) for ident, calendar in met_calendars(charter).items()},
        promised_seasons(charter, day),
        coming_closures(charter, day),
        clocks,
        all_examples(clocks, day),
    )
