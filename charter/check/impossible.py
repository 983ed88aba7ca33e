"""Promises that the hours they are counted in cannot keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.comparing import all_promises, calendar_of
from charter.check.opening import Opening, opening_of
from charter.check.rule import Found, Subject, rule
from charter.problem import Severity
from charter.worktime import Clock, Duration, RelativeDay, TimeOfDay, Unit, Words, amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.calendars import Calendar
    from charter.model.charter import Charter
    from charter.model.promises import Row
    from charter.worktime import Target


@rule("impossible-promise")
def impossible_promise(subject: Subject) -> Iterator[Found]:
    """A promise can be kept in the hours that it is counted in.

    By six in the evening, where everybody leaves at five, means by five; by eight, where nobody comes before nine, is
    missed every time. A promise in business time on a calendar that is never open has no date at all. And what may
    still arrive at one cannot be due at noon of the same day.

    Bad: `next business day by 18:00`, with hours until 17:00. Good: `next business day by 17:00`.
    """
    charter = subject.charter
    for path, row, promise in all_promises(charter):
        ident = calendar_of(charter, row, promise)
        found = _never_open(charter, ident, promise.target) or _outside(
            promise.target, opening_of(charter, ident)
        ) or _over_already(promise.target, row)  # fmt: skip
        if found:
            yield Found((*path, "target"), *found)


def _never_open(charter: Charter, ident: str, target: Target) -> tuple[str, str] | None:
    calendar = charter.calendars.get(ident)
    if calendar is None or _opens(calendar) or not _needs_hours(target):
        return None
    message = f"`{target}` counts in `{ident}`, which is never open, so it never falls due."
    return message, f"Give `{ident}` opening hours, or count in another calendar."


def _opens(calendar: Calendar) -> bool:
    weeks = [calendar.hours, *(region.hours for region in calendar.regions.values())]
    named = [spans for season in calendar.seasons for spans in season.hours.values()]
    single = [*(one.hours for one in calendar.closures), *(one.hours for one in calendar.recurring)]
    return any(spans for week in weeks for spans in week) or any([*named, *single])


def _needs_hours(target: Target) -> bool:
    """Whether it falls due in opening hours only; hours that run day and night do without."""
    if target is Words.IMMEDIATELY or isinstance(target, RelativeDay):
        return True
    return any(one.clock is Clock.BUSINESS or one.unit not in {Unit.MINUTE, Unit.HOUR} for one in amounts(target))


def _outside(target: Target, opening: Opening) -> tuple[str, str] | None:
    by = target.by if isinstance(target, Duration | RelativeDay) else None
    if not isinstance(by, TimeOfDay) or not opening.days:
        return None
    if all(by.minutes <= spans[0].start for spans in opening.days):
        first = _time(min(spans[0].start for spans in opening.days))
        return f"`{target}` is due before anybody is there: `{opening.ident}` opens at {first}.", _between(opening)
    if all(by.minutes > spans[-1].end for spans in opening.days):
        last = _time(max(spans[-1].end for spans in opening.days))
        return f"`{target}` is due when nobody is there any more: `{opening.ident}` closes at {last}.", _between(
            opening
        )
    return None


def _between(opening: Opening) -> str:
    first, last = min(spans[0].start for spans in opening.days), max(spans[-1].end for spans in opening.days)
    return f"Write a time after {_time(first)} and up to {_time(last)}, or count in a calendar that is open then."


def _over_already(target: Target, row: Row) -> tuple[str, str] | None:
    """Find what is due on the day on which it arrives, and may arrive when that time is over."""
    if not isinstance(target, RelativeDay) or target.days or not isinstance(target.by, TimeOfDay):
        return None
    windows = row.arrives.windows if row.arrives else ()
    late = next((one for one in windows if one.start >= target.by or target.by < one.end < _MIDNIGHT), None)
    if late is None:
        return None
    message = f"What arrives in `{late}` is promised by {target.by} of the same day, which may be over by then."
    return message, f"Write `next business day by {target.by}`, or a later time after `by`."


_MIDNIGHT = TimeOfDay(24 * 60)


@rule("cut-off-outside-hours", Severity.WARNING)
def cut_off_outside_hours(subject: Subject) -> Iterator[Found]:
    """A cut-off lies within opening hours.

    A cut-off says until when a message counts as received the same day. Before opening nothing counts, so the day is
    lost for everybody; after closing somebody would have to be there to receive it.

    Bad: `1 business day, cut-off 18:00`, with hours until 17:00. Good: `1 business day, cut-off 16:00`.
    """
    charter = subject.charter
    for path, row, promise in all_promises(charter):
        target = promise.target
        cut_off = target.cut_off if isinstance(target, Duration | RelativeDay) else None
        opening = opening_of(charter, calendar_of(charter, row, promise))
        if cut_off and opening.days and all(
            cut_off.minutes <= spans[0].start or cut_off.minutes > spans[-1].end for spans in opening.days
        ):  # fmt: skip
            message = f"Nobody is there at {cut_off}, when `{opening.ident}` is closed, and what arrives until then counts as received."
            yield Found((*path, "target"), message, _between(opening))


def _time(minutes: int) -> str:
    return str(TimeOfDay(minutes)) if minutes <= _MIDNIGHT.minutes else f"{TimeOfDay(minutes - _MIDNIGHT.minutes)}+1"
