"""What `charter.json` makes of single values: time, hours and money, in words and for machines.

Each stands there both as people of the agency write it, which the grammar of targets reads back, and in parts that no
program has to parse.
"""

from __future__ import annotations

from typing import Annotated, Literal

from charter.model.base import Part
from charter.model.forms import Form
from charter.model.values import Text
from charter.worktime import Clock, Unit

_TIME = r"([01]\d|2[0-4]):[0-5]\d"
TimeOfDayText = Annotated[str, Form(_TIME, ("08:30", "24:00"))]
ByText = Annotated[str, Form(f"{_TIME}|open|close", ("12:00", "close"))]
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"
"""The form of an instant in ISO 8601, with its distance from UTC."""
MomentText = Annotated[str, Form(MOMENT, ("2026-12-24T16:30:00-07:00",))]
"""An instant: ISO 8601 with its distance from UTC."""
DurationText = Annotated[str, Form(r"P(\d+[DWM]|T\d+[HM])", ("PT24H", "P6W"))]
CalendarId = Annotated[str, Form("", ("office", "24/7"))]
"""One of `calendars`, or `24/7`, `24/5` or `client`, which need no description."""
DayName = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
TargetKind = Literal["duration", "relative day", "interval", "percentiles", "word", "text"]


class AmountData(Part):
    """So much time."""

    least: int | None = None
    """The near end, where it is a range."""
    amount: int
    """How much, at the most."""
    unit: Unit
    """What is counted."""
    clock: Clock | None = None
    """How it is counted: in business time, or on any day; nothing for what has one meaning only."""
    iso: DurationText | None = None
    """The same by ISO 8601, where that says exactly this: it has no word for business hours and days."""


class ShareData(Part):
    """One step of a target by percentiles."""

    percent: int
    """Of how many of a hundred it is true."""
    within: AmountData
    """Within which time."""


class TargetData(Part):
    """A target: how long something takes at the most."""

    words: Text
    """It in the words of the agency's files, in English: 1-2 business days by 12:00."""
    said: Text
    """It in the client's language, as the page says it."""
    kind: TargetKind
    """Its form; a `text` is in the agency's own words, and nobody counts it."""
    amount: AmountData | None = None
    """How much time."""
    days: int | None = None
    """Of a relative day: 0 is the same business day, 1 is the next one."""
    by: ByText | None = None
    """When on the last day, by the clock of its calendar."""
    cut_off: TimeOfDayText | None = None
    """What arrives at this time or later counts as received on the next business day."""
    steps: tuple[ShareData, ...] = ()
    """The steps of percentiles."""
    or_as_agreed: bool = False
    """Whether both sides may agree on something else."""


class NoticeData(Part):
    """How long before something at the latest, or how much time has passed."""

    words: Text
    """It in the words of the agency's files, in English: 1 business day by 18:00."""
    said: Text
    """It in the client's language."""
    amount: AmountData
    """How much time."""
    by: ByText | None = None
    """When on that day, by the agency's clock."""
    clear: bool = False
    """Whether neither the day of the message nor the day itself counts."""


class LengthData(Part):
    """A length of time."""

    words: Text
    """It in English: 30 minutes."""
    said: Text
    """It in the client's language."""
    amount: int
    """How much."""
    unit: Unit
    """Of what."""
    iso: DurationText
    """The same by ISO 8601."""


class RhythmData(Part):
    """A day that comes every month."""

    words: Text
    """It in the words of the agency's files, in English: first and third wednesday."""
    said: Text
    """It in the client's language."""


class WindowData(Part):
    """Some times of the week."""

    days: tuple[DayName, ...]
    """The days of the week."""
    opens: TimeOfDayText
    """The time with which it begins."""
    closes: TimeOfDayText
    """The time before which it ends."""


class ArrivalData(Part):
    """The times of arrival for which something holds."""

    words: Text
    """It in the words of the agency's files, in English: before 14:00."""
    said: Text
    """It in the client's language."""
    windows: tuple[WindowData, ...]
    """The times, by the clock of the calendar."""


class SpanData(Part):
    """Opening hours without a pause."""

    opens: TimeOfDayText
    """When it opens."""
    closes: TimeOfDayText
    """When it closes; 24:00 is the end of the day."""
    next_day: bool = False
    """Whether it closes on the day after."""


class NamedDaysData(Part):
    """Opening hours of the days that are named; the others are not spoken of. No hours: closed."""

    mon: tuple[SpanData, ...] | None = None
    """Monday."""
    tue: tuple[SpanData, ...] | None = None
    """Tuesday."""
    wed: tuple[SpanData, ...] | None = None
    """Wednesday."""
    thu: tuple[SpanData, ...] | None = None
    """Thursday."""
    fri: tuple[SpanData, ...] | None = None
    """Friday."""
    sat: tuple[SpanData, ...] | None = None
    """Saturday."""
    sun: tuple[SpanData, ...] | None = None
    """Sunday."""


class WeekData(Part):
    """Opening hours by day of the week. No hours: closed."""

    mon: tuple[SpanData, ...]
    """Monday."""
    tue: tuple[SpanData, ...]
    """Tuesday."""
    wed: tuple[SpanData, ...]
    """Wednesday."""
    thu: tuple[SpanData, ...]
    """Thursday."""
    fri: tuple[SpanData, ...]
    """Friday."""
    sat: tuple[SpanData, ...]
    """Saturday."""
    sun: tuple[SpanData, ...]
    """Sunday."""


VALUES: frozenset[type[Part]] = frozenset(
    {
        *(AmountData, ShareData, TargetData, NoticeData, LengthData, RhythmData, WindowData, ArrivalData),
        *(SpanData, NamedDaysData, WeekData),
    }
)
"""The shapes of single values: no client shows in them."""
