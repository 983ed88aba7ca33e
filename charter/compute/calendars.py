"""Calendars as one client meets them: in whose zone they are, and whose hours, seasons and closures count."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from charter.compute.visible import visible_channels, visible_departments

if TYPE_CHECKING:
    from charter.model.calendars import Calendar, Closure, Peak, Recurring, Season
    from charter.model.charter import Charter


def met_calendars(charter: Charter) -> dict[str, Calendar]:
    """Give all calendars as this client meets them: in which zone they are, and whose hours and holidays count.

    The hours are those of the client's region, else of its country, else the usual ones. Closures of channels and
    departments that the client does not have are left out. A calendar with the holidays of the client keeps the word
    `client` where nobody has written which region the client is in.
    """
    met = {ident: _met(calendar, charter) for ident, calendar in charter.calendars.items()}
    outside = {ident: met[calendar.outside] for ident, calendar in met.items() if calendar.outside in met}
    return met | {
        ident: met[ident].model_copy(update={"timezone": other.timezone, "hours": other.hours.inverse()})
        for ident, other in outside.items()
    }


def _met(calendar: Calendar, charter: Charter) -> Calendar:
    region = charter.client.region or ""
    there = calendar.regions.get(region) or calendar.regions.get(region.partition("-")[0])
    zone = calendar.timezone or charter.agency.timezone
    return calendar.model_copy(
        update={
            "timezone": charter.timezone if zone == "client" else zone,
            "hours": there.hours if there else calendar.hours,
            "regions": {},
            "holidays": (region or "client") if calendar.holidays == "client" else calendar.holidays,
            "closures": tuple(
                closure for closure in calendar.closures if concerns(closure, charter) and not closure.withdrawn
            ),
            "recurring": tuple(closure for closure in calendar.recurring if concerns(closure, charter)),
        }
    )


def concerns(closure: Closure | Recurring, charter: Charter) -> bool:
    """Whether something closes that this client has: everything does, or one of the named departments or channels."""
    if not (closure.departments or closure.channels):
        return True
    return any(ident in visible_departments(charter) for ident in closure.departments) or any(
        ident in visible_channels(charter) for ident in closure.channels
    )


def without_the_past(calendar: Calendar, day: date) -> Calendar:
    return calendar.model_copy(
        update={"seasons": tuple(season for season in calendar.seasons if not is_over(season, day))}
    )


def is_over(season: Season | Peak, day: date) -> bool:
    """Whether a season of one year has ended; one of every year comes again."""
    yearly = len("06-01")
    return len(season.ends) > yearly and date.fromisoformat(season.ends) < day


def promised_seasons(charter: Charter, day: date) -> dict[str, Peak]:
    """Give the seasons for which some row of the commitments holds, without those that are over."""
    named = {row.season for rows in charter.commitments.values() for row in rows}
    return {ident: season for ident, season in charter.seasons.items() if ident in named and not is_over(season, day)}
