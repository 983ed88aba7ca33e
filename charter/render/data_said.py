"""Values of the model -> what `charter.json` makes of them, in the client's language and for machines."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from charter.render.data_values import (
    AmountData,
    ArrivalData,
    LengthData,
    NamedDaysData,
    NoticeData,
    RhythmData,
    ShareData,
    SpanData,
    TargetData,
    WeekData,
    WindowData,
)
from charter.worktime import (
    Amount,
    Arrival,
    BusinessDays,
    Clock,
    DayOfMonth,
    Duration,
    Interval,
    Length,
    Notice,
    NthWeekdays,
    Percentiles,
    RelativeDay,
    Span,
    Target,
    Text,
    Unit,
    WeeklyHours,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from charter.model.base import Part
    from charter.render.data_values import DayName, TargetKind
    from charter.render.language import Speech
    from charter.worktime import MonthDay, Spans

_ISO = {Unit.MINUTE: "PT{}M", Unit.HOUR: "PT{}H", Unit.DAY: "P{}D", Unit.WEEK: "P{}W", Unit.MONTH: "P{}M"}
_KINDS: dict[type, TargetKind] = {
    Duration: "duration",
    RelativeDay: "relative day",
    Interval: "interval",
    Percentiles: "percentiles",
    Words: "word",
    Text: "text",
}

_DAYS: tuple[DayName, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_shared = lru_cache(maxsize=8192)
"""Clients have most values in common, so each is made once."""


def amount_data(amount: Amount) -> AmountData:
    """Say an amount in parts. ISO 8601 knows elapsed time only."""
    exact = amount.clock is Clock.ANY_DAY and amount.low is None
    return AmountData.model_construct(
        least=amount.low,
        amount=amount.high,
        unit=amount.unit,
        clock=amount.clock,
        iso=_ISO[amount.unit].format(amount.high) if exact else None,
    )


@_shared
def target_data(target: Target, speech: Speech, zone: str = "") -> TargetData:
    """Say a target. `zone` is named beside clock times where the client's clock is another one."""
    amount = getattr(target, "amount", None)
    by, cut_off = getattr(target, "by", None), getattr(target, "cut_off", None)
    return TargetData.model_construct(
        words=str(target),
        said=speech.target(target, zone),
        kind=_KINDS[type(target)],
        amount=amount_data(amount) if amount else None,
        days=target.days if isinstance(target, RelativeDay) else None,
        by=None if by is None else str(by),
        cut_off=None if cut_off is None else str(cut_off),
        steps=tuple(
            ShareData.model_construct(percent=step.percent, within=amount_data(step.amount))
            for step in getattr(target, "steps", ())
        ),
        or_as_agreed=getattr(target, "or_as_agreed", False),
    )


@_shared
def notice_data(notice: Notice, speech: Speech, *, passed: bool = False) -> NoticeData:
    """Say a notice, or how much time has `passed`."""
    return NoticeData.model_construct(
        words=str(notice),
        said=speech.wait(notice) if passed else speech.notice(notice),
        amount=amount_data(notice.amount),
        by=None if notice.by is None else str(notice.by),
        clear=notice.clear,
    )


@_shared
def length_data(length: Length, speech: Speech) -> LengthData:
    """Say a length of time."""
    return LengthData.model_construct(
        words=str(length),
        said=speech.length(length),
        amount=length.count,
        unit=length.unit,
        iso=_ISO[length.unit].format(length.count),
    )


@_shared
def rhythm_data(day: MonthDay, speech: Speech) -> RhythmData:
    """Say a day of every month."""
    return RhythmData.model_construct(words=str(day), said=speech.monthly(day))


@_shared
def arrival_data(arrival: Arrival, speech: Speech) -> ArrivalData:
    """Say times of arrival."""
    windows = (
        WindowData.model_construct(
            days=tuple(_DAYS[day] for day in window.days), opens=str(window.start), closes=str(window.end)
        )
        for window in arrival.windows
    )
    return ArrivalData.model_construct(words=str(arrival), said=speech.arrival(arrival), windows=tuple(windows))


@_shared
def span_data(span: Span) -> SpanData:
    """Say hours without a pause."""
    return SpanData.model_construct(opens=str(span.opens), closes=str(span.closes), next_day=span.past_midnight)


def spans_data(spans: Iterable[Span]) -> tuple[SpanData, ...]:
    """Say the hours of a day."""
    return tuple(map(span_data, spans))


@_shared
def week_data(week: WeeklyHours) -> WeekData:
    """Say the hours of a week."""
    hours: dict[str, Any] = dict(zip(_DAYS, map(spans_data, week), strict=True))
    return WeekData.model_construct(**hours)


def named_days_data(named: Mapping[int, Spans]) -> NamedDaysData:
    """Say the hours of some days of the week."""
    hours: dict[str, Any] = {_DAYS[day]: spans_data(spans) for day, spans in sorted(named.items())}
    return NamedDaysData.model_construct(**hours)


SAID: dict[type, tuple[type[Part], Callable[[Any, Speech], Part]]] = {
    **dict.fromkeys(_KINDS, (TargetData, target_data)),
    Notice: (NoticeData, notice_data),
    Length: (LengthData, length_data),
    **dict.fromkeys((DayOfMonth, BusinessDays, NthWeekdays), (RhythmData, rhythm_data)),
    Arrival: (ArrivalData, arrival_data),
    Span: (SpanData, lambda span, _speech: span_data(span)),
    WeeklyHours: (WeekData, lambda week, _speech: week_data(week)),
    dict: (NamedDaysData, lambda named, _speech: named_days_data(named)),
}
"""What stands for a value of the model, by its type: the shape, and what makes it."""


def said(value: Any, speech: Speech) -> Part:  # noqa: ANN401  any of these types
    """Make what stands for a value of the model."""
    return SAID[type(value)][1](value, speech)
