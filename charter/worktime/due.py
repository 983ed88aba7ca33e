"""When a promise falls due: a target, the instant from which it counts, and the hours it counts in -> instants.

The rules are those that the field shares (Zendesk, Jira Service Management, ServiceNow, contract law); where they part,
the stricter promise is taken. Words that are no time, such as `as agreed`, never become a date.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from charter.worktime.amounts import Amount, Clock, Unit
from charter.worktime.targets import By, Duration, Edge, Interval, Percentiles, RelativeDay, Target, Words
from charter.worktime.time_of_day import TimeOfDay
from charter.worktime.zones import instant, local

if TYPE_CHECKING:
    from charter.worktime.notice import Notice
    from charter.worktime.schedule import Schedule
    from charter.worktime.timeline import BusinessDay, Timeline

_SECONDS = {Unit.MINUTE: 60, Unit.HOUR: 60 * 60}
_ONE_DAY = timedelta(days=1)
_WEEK = 7
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Due:
    """By when a promise is kept. `earliest` is the near end of a range; `percent` says of how many of a hundred."""

    latest: int
    earliest: int | None = None
    percent: int | None = None


def due(target: Target, at: int, hours: Timeline) -> tuple[Due, ...]:
    """Give the instants by which a target is met that counts from an instant; none for words that are no time.

    Percentiles give one for each step, and an interval its first time. Raises `BeyondHorizon`.
    """
    match target:
        case Duration():
            count = _Count(at, received(at, target.cut_off, hours), target.by, hours)
            return (count.range(target.amount),)
        case RelativeDay():
            return (Due(_relative(target, at, hours)),)
        case Interval():
            return (_Count(at, hours.date_of(at), None, hours).range(target.amount),)
        case Percentiles():
            count = _Count(at, hours.date_of(at), None, hours)
            return tuple(Due(count.after(step.amount, step.amount.high), percent=step.percent) for step in target.steps)
        case Words.IMMEDIATELY:
            return (Due(hours.next_open(at)),)
    return ()


def received(at: int, cut_off: TimeOfDay | None, hours: Timeline) -> date:
    """Give the date on which something counts as received.

    With a cut-off, what arrives at it or later, or on a day that is no business day, is received on the next one.
    """
    day = hours.date_of(at)
    if cut_off is None:
        return day
    if hours.business_day(day) and at < instant(day, cut_off.minutes, hours.zone):
        return day
    return hours.day_after(day, 1).day


@dataclass(frozen=True, slots=True)
class _Count:
    """Counts forward from an instant, and in days from the date on which it was received."""

    at: int
    day: date
    by: By | None
    hours: Timeline

    def range(self, amount: Amount) -> Due:
        earliest = None if amount.low is None else self.after(amount, amount.low)
        return Due(self.after(amount, amount.high), earliest)

    def after(self, amount: Amount, count: int) -> int:
        if amount.unit in _SECONDS:
            seconds = count * _SECONDS[amount.unit]
            return self.hours.add(self.at, seconds) if amount.clock is Clock.BUSINESS else self.at + seconds
        return _kept_by(self._day_after(amount, count), self.by, self.hours)

    def _day_after(self, amount: Amount, count: int) -> BusinessDay:
        """A week is as many business days as the schedule has; a date that is none moves to the next one."""
        if amount.unit is Unit.DAY and amount.clock is Clock.BUSINESS:
            return self.hours.day_after(self.day, count)
        if amount.unit is Unit.WEEK:
            return self.hours.day_after(self.day, count * max(self.hours.schedule.days_a_week, 1))
        day = self.day + count * _ONE_DAY if amount.unit is Unit.DAY else add_months(self.day, count)
        return self.hours.business_day(day) or self.hours.day_after(day, 1)


def _relative(target: RelativeDay, at: int, hours: Timeline) -> int:
    """Same business day: that of receipt if its time has not passed; otherwise, as for next, the one after."""
    day = received(at, target.cut_off, hours)
    today = hours.business_day(day)
    if target.days == 0 and today:
        by = _kept_by(today, target.by, hours)
        if at < by:
            return by
    return _kept_by(hours.day_after(day, max(target.days, 1)), target.by, hours)


def _kept_by(day: BusinessDay, by: By | None, hours: Timeline) -> int:
    """Give the instant on a business day by which a promise is kept: on a day that closes before `by`, at its closing.

    Nobody is there after closing to keep it, and a message that waits for the next opening would be late. A time at
    which no day of the week is still open was meant as it stands: by midnight.
    """
    at = clock_time(day, by, hours)
    return at if is_after_hours(by, hours.schedule) else min(at, day.closes)


def is_after_hours(by: By | None, schedule: Schedule) -> bool:
    """Whether `by` is a time at which we have closed on every day of the week."""
    return isinstance(by, TimeOfDay) and by.minutes > schedule.latest_closing


def clock_time(day: BusinessDay, by: By | None, hours: Timeline) -> int:
    """Give the instant on a business day that `by` names; its last closing where nothing is named."""
    if isinstance(by, TimeOfDay):
        return instant(day.day, by.minutes, hours.zone)
    return day.opens if by is Edge.OPEN else day.closes


def latest_before(notice: Notice, event: int, hours: Timeline) -> int:
    """Give the last instant at which a notice before an event is in time. Raises `BeyondHorizon`.

    Business days end at closing unless the notice names a time; `clear` days lie whole between both dates (CPR 2.8).
    """
    amount, count = notice.amount, notice.amount.high
    if amount.unit in _SECONDS:
        seconds = count * _SECONDS[amount.unit]
        return hours.subtract(event, seconds) if amount.clock is Clock.BUSINESS else event - seconds
    day = hours.date_of(event)
    if amount.unit is Unit.DAY and amount.clock is Clock.BUSINESS:
        return _day_before(notice, count + notice.clear, event, hours)
    if amount.unit is Unit.MONTH:
        day = add_months(day, -count)
    else:
        day -= count * (_WEEK if amount.unit is Unit.WEEK else 1) * _ONE_DAY
    wall = local(event, hours.zone)
    return instant(day, wall.hour * 60 + wall.minute, hours.zone)


def _day_before(notice: Notice, count: int, event: int, hours: Timeline) -> int:
    """Give the time on a business day before that of an event; one that a night leads past the event is too late."""
    day = hours.date_of(event)
    at = clock_time(hours.day_before(day, count), notice.by, hours)
    return at if at < event else clock_time(hours.day_before(day, count + 1), notice.by, hours)


def add_months(day: date, count: int) -> date:
    """Give the same day some months later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
