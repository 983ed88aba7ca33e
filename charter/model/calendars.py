"""When people are at work: weekly hours, seasons and closures."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads the annotation
from typing import Annotated, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from charter.model.base import Day, DayOfYear, Days, Item, Moment, Part, Week, Words, Zone
from charter.model.forms import parsed, pattern
from charter.worktime import BadText, Span, parse_spans


class Season(Item):
    """A part of the year with other hours."""

    KEY = "name"

    name: Words
    """What you call it, such as Summer Fridays."""
    starts: Annotated[DayOfYear, Field(alias="from")]
    """Its first day each year, month-day: 06-01."""
    ends: Annotated[DayOfYear, Field(alias="to")]
    """Its last day each year, month-day: 08-31."""
    hours: Days
    """The weekly hours that differ then; days not named keep their usual hours."""


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
    last_requests: Moment | None = None
    """The latest moment for requests that should be done before it."""

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


class Calendar(Part):
    """When people are at work."""

    name: Words | None = None
    """What clients call these hours, such as Office hours."""
    timezone: Zone | None = None
    """The time zone of these hours; the agency's where none is given."""
    hours: Week
    """Opening hours by weekday: {mon-thu: "08:30-12:30, 13:30-17:30", fri: 08:30-15:00}."""
    holidays: Annotated[
        str | None,
        pattern(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "a country or region", "its ISO code, such as `US-CO` or `GB-ENG`"),
    ] = None
    """Whose public holidays are days off: ISO country and subdivision, such as US-CO."""
    holidays_name: Words | None = None
    """What clients call these holidays: public holidays of Colorado."""
    seasons: tuple[Season, ...] = ()
    """Parts of the year with other hours."""
    closures: tuple[Closure, ...] = ()
    """Days on which you are closed, or close early."""
