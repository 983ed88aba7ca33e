"""When people are at work: weekly hours, seasons and closures."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads the annotation
from typing import Annotated, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from charter.model.base import NOTE, Item, Part
from charter.model.forms import parsed, pattern
from charter.model.marks import Internal, Many, Ref
from charter.model.values import (
    ChannelRef,
    Day,
    Days,
    DepartmentRef,
    LengthText,
    Moment,
    MonthDayText,
    NoticeText,
    SeasonDay,
    Text,
    Week,
    Words,
    Zone,
    ZoneOrClient,
)
from charter.worktime import BadText, Span, WeeklyHours, parse_spans

_TERRITORY = r"[A-Z]{2}(-[A-Z0-9]{1,3})?"
Territory = Annotated[str, pattern(_TERRITORY, "a country or region", "its ISO code, such as `US-CO` or `GB-ENG`")]
"""A country or a part of it (ISO 3166)."""


def _season_goes_forward(ends: str, info: ValidationInfo) -> str:
    """Refuse a last day that is written otherwise than the first, or lies before it in the same years."""
    starts = info.data.get("starts") or ends
    if len(starts) != len(ends):
        raise BadText(
            f"`{ends}` and the first day, `{starts}`, are written in two ways.",
            "Write both with the year, or both without.",
        )
    if len(ends) > len("06-01") and ends < starts:
        raise BadText(f"`{ends}` lies before the first day, {starts}.", "Exchange the two, or correct the year.")
    return ends


class Season(Item):
    """A part of the year with other hours."""

    KEY = "name"

    name: Words
    """What you call it, such as Summer Fridays."""
    starts: Annotated[SeasonDay, Field(alias="from")]
    """Its first day: each year, 06-01, or once, 2027-01-11."""
    ends: Annotated[SeasonDay, Field(alias="to")]
    """Its last day, written as the first one is: 08-31."""
    hours: Days
    """The weekly hours that differ then; days not named keep their usual hours."""

    _goes_forward = field_validator("ends")(_season_goes_forward)


class Closure(Item):
    """Days on which the agency is closed, or open for a part of the day only."""

    KEY = "name"
    REPEATS = True

    name: Words
    """Why, in the client's words: Winter break."""
    on: Day | None = None
    """The one day it covers."""
    starts: Annotated[Day | None, Field(alias="from")] = None
    """Its first day."""
    ends: Annotated[Day | None, Field(alias="to")] = None
    """Its last day."""
    hours: Annotated[tuple[Span, ...], parsed(parse_spans, "08:30-12:00", "closed")] = ()
    """The hours you keep on that day; none means closed."""
    open_for: Words | None = None
    """What somebody is there for all the same: emergencies only."""
    departments: Annotated[tuple[DepartmentRef, ...], Many] = ()
    """The departments that close; all of them where none is named."""
    channels: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels that close; all of them where none is named."""
    last_requests: Moment | None = None
    """The latest moment for requests that should be done before it."""
    announced: Annotated[Day | None, Internal()] = None
    """The day on which you told your clients of it."""
    withdrawn: bool = False
    """Whether you work on these days after all; clients' calendars then say so until they have passed."""

    @model_validator(mode="after")
    def _one_day_or_a_range(self) -> Self:
        if (self.on is None) == (self.starts is None):
            raise BadText("A closure has either `on:` (one day) or `from:` and `to:`.", "Write one of the two.")
        if self.starts and self.ends is None:
            raise BadText("A closure with `from:` needs a `to:`.", "Add its last day, or write `on:` for a single day.")
        return self

    @field_validator("ends")
    @classmethod
    def _ends_after_it_starts(cls, ends: date | None, info: ValidationInfo) -> date | None:
        starts = info.data.get("starts")
        if ends and starts and ends < starts:
            raise BadText(f"`{ends}` lies before the first day, {starts}.", "Exchange the two, or correct the year.")
        return ends

    @property
    def first(self) -> Day:
        """The first day it covers."""
        return self.on or self.starts  # type: ignore[return-value]  # one of them is there, see above

    @property
    def last(self) -> Day:
        """The last day it covers."""
        return self.on or self.ends  # type: ignore[return-value]


class Peak(Part):
    """A part of the year in which some promises are others: the weeks before a deadline, a term, a high season."""

    name: Words
    """What clients call it: the weeks of the tax return."""
    starts: Annotated[SeasonDay, Field(alias="from")]
    """Its first day: each year, 06-01, or once, 2027-01-11."""
    ends: Annotated[SeasonDay, Field(alias="to")]
    """Its last day, written as the first one is: 08-31."""

    _goes_forward = field_validator("ends")(_season_goes_forward)


class Recurring(Item):
    """Days of every month on which the agency is closed, or open for a part of the day only."""

    KEY = "name"

    name: Words
    """Why, in the client's words: staff training."""
    every: MonthDayText
    """The days: first and third wednesday."""
    hours: Annotated[tuple[Span, ...], parsed(parse_spans, "08:30-13:00", "closed")] = ()
    """The hours you keep on those days; none means closed."""
    open_for: Words | None = None
    """What somebody is there for all the same."""
    departments: Annotated[tuple[DepartmentRef, ...], Many] = ()
    """The departments that close; all of them where none is named."""
    channels: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels that close; all of them where none is named."""


class Region(Part):
    """How a calendar differs for clients of one country or region."""

    hours: Week
    """Opening hours by weekday there."""


class Calendar(Part):
    """When people are at work."""

    ONE_OF = frozenset({"hours", "outside"})

    name: Words | None = None
    """What clients call these hours, such as Office hours."""
    timezone: ZoneOrClient | None = None
    """The time zone of these hours; the agency's where none is given, `client` for that of each client."""
    hours: Week = WeeklyHours()
    """Opening hours by weekday: {mon-thu: "08:30-12:30, 13:30-17:30", fri: 08:30-15:00}."""
    outside: Annotated[str | None, Ref("calendars")] = None
    """All the time that is not in this other calendar, in place of `hours:`; its holidays and closures are in it, too."""
    regions: dict[Territory, Region] = Field(default_factory=dict)
    """The hours for clients of other countries or regions, by ISO code, where they differ."""
    holidays: Annotated[
        str | None, pattern(_TERRITORY + "|client", "a country or region", "its ISO code, such as `US-CO` or `GB-ENG`")
    ] = None
    """Whose public holidays are days off: ISO country and subdivision, such as US-CO, or `client`."""
    open_holidays: tuple[Text, ...] = ()
    """Public holidays on which you work all the same, by name: Columbus Day."""
    holiday_names: dict[Text, Words] = Field(default_factory=dict)
    """What clients call single holidays, by their names in English or in the country: {Columbus Day: Fall holiday}."""
    holidays_name: Words | None = None
    """What clients call these holidays: public holidays of Colorado."""
    holidays_note: Words | None = None
    """What else a client should know: a holiday on a Saturday moves to Friday."""
    seasons: tuple[Season, ...] = ()
    """Parts of the year with other hours."""
    recurring: tuple[Recurring, ...] = ()
    """Days of every month on which you are closed, or close early."""
    closures: tuple[Closure, ...] = ()
    """Days on which you are closed, or close early."""

    @property
    def worked_holidays(self) -> tuple[str, ...]:
        """The holidays on which you work all the same, as clients call them."""
        called = {name.casefold(): own for name, own in self.holiday_names.items()}
        return tuple(called.get(name.casefold(), name) for name in self.open_holidays)

    @model_validator(mode="after")
    def _hours_or_outside(self) -> Self:
        if self.outside is None and "hours" not in self.model_fields_set:
            raise BadText("A calendar has either `hours:` or `outside:`.", "Write one of the two.")
        if self.outside is not None and self.model_fields_set - {"name", "outside", NOTE}:
            raise BadText(
                "A calendar with `outside:` has the zone, the holidays and the closures of the other one.",
                "Write nothing else but its `name:`.",
            )
        return self


class ClosureNotice(Part):
    """How long before a closure clients are told of it."""

    SHORT = "notice"

    notice: NoticeText
    """How long before: 10 business days."""
    up_to: LengthText | None = None
    """For closures of this length at the most; any length where none is given."""


class Maintenance(Item):
    """A stretch of the week in which systems may be down because they are looked after."""

    KEY = "what"

    what: Words
    """What may be down: the client portal."""
    hours: Days
    """When: {sat: 21:00-03:00+1}."""
    timezone: Zone | None = None
    """The time zone of these hours; the agency's where none is given."""
    notice: NoticeText | None = None
    """How long before you hear of it."""
    note: Words | None = None
    """What else a client should know."""
