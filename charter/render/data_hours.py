"""Hours in `charter.json`: calendars, days off, the week of the build, and the time that both sides have in common."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from charter.compute import calendars_in_use
from charter.model.base import Part
from charter.model.calendars import Recurring, Season
from charter.model.values import Id, Text, Words, Zone
from charter.render.data_said import spans_data, week_data
from charter.render.data_values import CalendarId, MomentText, SpanData, WeekData
from charter.render.filters import in_words
from charter.worktime import Span
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    from charter.compute import Dated
    from charter.compute.week import DayHours, Overlap
    from charter.render.data_telling import Telling

_DAY = 24 * 60


class DayData(Part):
    """A date, or several closed ones beside each other, and when it is open."""

    first: Annotated[date, Field(alias="from")]
    """The date, or the first one."""
    last: Annotated[date, Field(alias="to")]
    """The last one."""
    name: Words | None = None
    """What makes it unlike others of its weekday."""
    hours: tuple[SpanData, ...]
    """The hours, by the clock of the calendar; none: closed."""


class CalendarData(Part):
    """When people are at work."""

    id: Id
    """By which other parts name it."""
    name: Words
    """What these hours are called."""
    timezone: Zone
    """The time zone of these hours."""
    usual: bool
    """Whether these are the hours that count where nothing else is said."""
    hours: WeekData
    """Opening hours by day of the week, outside seasons and days off."""
    outside: CalendarId | None = None
    """The calendar of which these hours are all the other time, its days off included."""
    holidays: Words | None = None
    """The public holidays on which it is closed, in words."""
    open_holidays: tuple[Words, ...] = ()
    """Public holidays on which it is open all the same."""
    holidays_note: Words | None = None
    """What else there is to know about them."""
    seasons: tuple[Season, ...] = ()
    """Parts of the year with other hours."""
    recurring: tuple[Recurring, ...] = ()
    """Days of every month on which it is closed, or closes early."""
    week: tuple[DayData, ...] = ()
    """The dates of the week of the build, where these hours have a table of their own."""


class ClosureData(Part):
    """Days on which it is closed, or open for a part of the day only."""

    first: Annotated[date, Field(alias="from")]
    """Its first day."""
    last: Annotated[date, Field(alias="to")]
    """Its last day."""
    name: Words
    """Why."""
    public_holiday: bool
    """Whether it is a public holiday."""
    calendars: tuple[CalendarId, ...]
    """The calendars in which it is one."""
    hours: tuple[SpanData, ...] = ()
    """The hours that are kept all the same, by the clock of the calendar; none: closed."""
    open_for: Words | None = None
    """What somebody is there for all the same."""
    departments: tuple[Text, ...] = ()
    """The names of the departments that close, where not all of them do."""
    channels: tuple[Text, ...] = ()
    """The names of the channels that close, where not all of them do."""
    last_requests: MomentText | None = None
    """The latest moment for requests that should be done before it."""


class OverlapData(Part):
    """When client and agency are both at work, by the client's clock."""

    first: Annotated[date | None, Field(alias="from")] = None
    """The first day on which it is so; nothing for what is usual."""
    last: Annotated[date | None, Field(alias="to")] = None
    """The last day on which it is so."""
    minutes_ahead: int
    """How many minutes the client's clock is ahead of the agency's."""
    hours: WeekData
    """The hours that both have in common."""


class TogetherData(Part):
    """The time that client and agency have in common."""

    assumed: WeekData | None = None
    """The client's hours, where nobody wrote them and they are taken to be so."""
    usual: OverlapData
    """When both are usually at work."""
    others: tuple[OverlapData, ...] = ()
    """When it is otherwise."""


def calendars(telling: Telling) -> tuple[CalendarData, ...]:
    """Tell the calendars that the client meets."""
    return tuple(_calendar(telling, ident) for ident in calendars_in_use(telling.charter))


def _calendar(telling: Telling, ident: str) -> CalendarData:
    it = telling.facts.calendars[ident]
    zone = it.timezone or telling.charter.agency.timezone
    return CalendarData.model_construct(
        id=ident,
        name=it.name or in_words(ident),
        timezone=zone,
        usual=ident == telling.charter.usual_calendar,
        hours=week_data(it.hours),
        outside=it.outside if it.outside in telling.facts.calendars else None,
        holidays=_holidays(telling, ident),
        open_holidays=tuple(map(telling.speech.holiday, it.worked_holidays)) if it.holidays else (),
        holidays_note=it.holidays_note,
        seasons=it.seasons,
        recurring=it.recurring,
        week=tuple(_day(one, zone) for one in telling.facts.weeks.get(ident, ())),
    )


def _holidays(telling: Telling, ident: str) -> str | None:
    it, say = telling.facts.calendars[ident], telling.speech
    if not it.holidays:
        return None
    if it.holidays_name:
        return it.holidays_name
    followed = telling.charter.calendars[ident].holidays == "client"
    return say.gettext("public holidays where you are") if followed else say.holidays(it.holidays)


def _day(it: DayHours, zone: str) -> DayData:
    spans = tuple(_span(opens, closes, zone) for opens, closes in it.open)
    return DayData.model_construct(first=it.day, last=it.last, name=it.name or None, hours=spans_data(spans))


def _span(opens: int, closes: int, zone: str) -> Span:
    start, end = (local(at, zone_of(zone)) for at in (opens, closes))
    days = (end.date() - start.date()).days
    return Span(start.hour * 60 + start.minute, end.hour * 60 + end.minute + days * _DAY)


def closures(telling: Telling) -> tuple[ClosureData, ...]:
    """Tell the days off that lie ahead: closures and public holidays, in order."""
    return tuple(_closure(telling, dated) for dated in telling.facts.closures)


def _closure(telling: Telling, dated: Dated) -> ClosureData:
    it, departments = dated.closure, telling.charter.departments
    return ClosureData.model_construct(
        first=dated.first,
        last=dated.last,
        name=dated.name,
        public_holiday=it is None,
        calendars=dated.calendars,
        hours=spans_data(it.hours) if it else (),
        open_for=it.open_for if it else None,
        departments=tuple(departments[one].name for one in it.departments if one in departments) if it else (),
        channels=tuple(map(telling.channel, telling.visible(it.channels))) if it else (),
        last_requests=telling.agency_moment(dated.last_requests) if dated.last_requests else None,
    )


def together(telling: Telling) -> TogetherData | None:
    """Tell when both sides are at work, where that is a question."""
    it = telling.facts.together
    if it is None:
        return None
    return TogetherData.model_construct(
        assumed=week_data(it.client_week) if it.assumed else None,
        usual=_overlap(it.usual),
        others=tuple(map(_overlap, it.others)),
    )


def _overlap(it: Overlap) -> OverlapData:
    return OverlapData.model_construct(
        first=it.stretch.first if it.stretch else None,
        last=it.stretch.last if it.stretch else None,
        minutes_ahead=it.minutes,
        hours=week_data(it.hours),
    )
