"""What is called later is later: the rules of comparing against a slow clock that walks minute by minute."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from charter.check.comparing import is_later
from charter.check.notices import is_beyond, is_longer_notice
from charter.check.opening import Opening
from charter.worktime import (
    Clock,
    Edge,
    Notice,
    RelativeDay,
    Unit,
    Words,
    is_always_open,
    parse_length,
    parse_notice,
    parse_target,
    parse_week,
)

DAY = 24 * 60
"""Minutes. Where days have 24 hours, the end of one is the beginning of the next."""
WEEKS = {
    "office": parse_week({"mon-thu": "08:30-12:30, 13:30-17:30", "fri": "08:30-15:00"}),
    "long": parse_week({"mon-fri": "07:00-20:00", "sat": "09:00-15:00"}),
    "plain": parse_week({"mon-fri": "09:00-17:00"}),
    "short": parse_week({"mon": "10:00-12:00", "wed": "13:00-18:00"}),
    "24/5": parse_week({"mon-fri": "24 hours"}),
    "24/7": parse_week({"mon-sun": "24 hours"}),
}

DATES = range(140)
ARRIVALS = [
    day * DAY + minute
    for day in range(7, 28)
    for minute in (0, 1, 500, 510, 539, 540, 541, 600, 719, 720, 779, 899, 900, 1019, 1020, 1049, 1050, 1200, 1439)
]


def opening(name: str) -> Opening:
    week = WEEKS[name]
    days = frozenset(spans for spans in week if spans)
    return Opening(name, days, sum(map(bool, week)), is_always_open(week))


def spans_of(name: str, date: int):
    """Give the hours of a date; Monday 16 and Thursday 19 are holidays."""
    return () if name != "24/7" and date in {14, 17} else WEEKS[name][date % 7]


@cache
def open_minutes(name: str) -> list[int]:
    return [
        date * DAY + minute for date in DATES for span in spans_of(name, date) for minute in range(span.start, span.end)
    ]


@cache
def business_days(name: str) -> list[int]:
    return [date for date in DATES if spans_of(name, date)]


def moment(name: str, date: int, by) -> int:
    spans = spans_of(name, date)
    if by is None or by is Edge.CLOSE:
        return date * DAY + spans[-1].end
    return date * DAY + (spans[0].start if by is Edge.OPEN else by.minutes)


def due(name: str, target, arrival: int) -> int:
    """Give the minute at which a target is due: the rules of business time, in their plainest form."""
    if target is Words.IMMEDIATELY:
        return open_minutes(name)[bisect_left(open_minutes(name), arrival)]
    if isinstance(target, RelativeDay):
        return due_day(name, target, target.days, arrival)
    amount = target.amount
    if amount.unit in {Unit.MINUTE, Unit.HOUR}:
        count = amount.high * (60 if amount.unit is Unit.HOUR else 1)
        if amount.clock is not Clock.BUSINESS:
            return arrival + count
        return open_minutes(name)[bisect_left(open_minutes(name), arrival) + count - 1] + 1
    if amount.unit is Unit.DAY and amount.clock is Clock.ANY_DAY:
        return arrival + amount.high * DAY
    days = amount.high * (sum(map(bool, WEEKS[name])) if amount.unit is Unit.WEEK else 1)
    return due_day(name, target, days, arrival)


def due_day(name: str, target, count: int, arrival: int) -> int:
    dates, date, minute = business_days(name), *divmod(arrival, DAY)
    if target.cut_off is not None and (date not in dates or minute >= target.cut_off.minutes):
        date = next(day for day in dates if day > date)
        minute = 0
    if count == 0 and date in dates and date * DAY + minute < moment(name, date, None):
        return moment(name, date, target.by)
    return moment(name, dates[bisect_left(dates, date + 1) + max(count, 1) - 1], target.by)


names = st.sampled_from(sorted(WEEKS))
counts = st.integers(1, 12)
tails = st.sampled_from(["", "", " by 12:00", " by open", " by close", " by 14:30"])
cut_offs = st.sampled_from(["", "", ", cut-off 11:00", ", cut-off 14:00"])
hours = st.builds("{} business hours".format, counts) | st.builds("{} hours, any day".format, st.integers(1, 80))
minutes = st.builds("{} business minutes".format, st.integers(1, 1500))
days = st.builds("{} business days{}{}".format, st.integers(1, 4), tails, cut_offs)
relative = st.builds("next business day{}{}".format, tails, cut_offs) | st.builds(
    "same business day{}".format, cut_offs
)
others = st.sampled_from(["1 week", "2 weeks", "1 days, any day", "3 days, any day", "immediately"])


def read(text: str):
    return parse_target(text.replace("1 days, any day", "24 hours, any day"))


targets = (hours | minutes | days | relative | others).map(read)


@settings(max_examples=300, deadline=None)
@given(targets, targets, names, names)
def test_what_is_later_is_never_due_earlier(one, other, name, other_name) -> None:
    assume(is_later(one, other, opening(name), opening(other_name)))
    ends = [(due(name, one, arrival), due(other_name, other, arrival)) for arrival in ARRIVALS]
    assert all(late >= early for late, early in ends)
    assert name.startswith("24/") or any(late > early for late, early in ends)


@settings(max_examples=200, deadline=None)
@given(targets, targets, names)
def test_two_targets_are_not_both_later(one, other, name) -> None:
    assert not (is_later(one, other, opening(name)) and is_later(other, one, opening(name)))


LATER = [
    ("office", "2 business hours", "90 business minutes"),
    ("office", "1 business hour", "1 hour, any day"),
    ("office", "2 business days", "8 business hours"),
    ("office", "1 business day", "4 business hours"),
    ("office", "1 business day", "4 hours, any day"),
    ("office", "next business day", "same business day"),
    ("office", "2 business days", "next business day by 12:00"),
    ("office", "next business day", "next business day by 12:00"),
    ("office", "1 business day, cut-off 12:00", "1 business day"),
    ("office", "16 business hours", "1 business day"),
    ("office", "2 weeks", "9 business days"),
    ("office", "1 business hour", "immediately"),
    ("office", "every 2 business days", "every 90 business minutes"),
    ("24/7", "2 hours", "1 hour, any day"),
    ("client", "2 business days", "12 hours, any day"),
]
UNDECIDED = [
    ("office", "4 business hours", "24 hours, any day"),
    ("office", "72 hours, any day", "4 business hours"),
    ("office", "next business day by 12:00", "same business day"),
    ("office", "1 business day", "7 business hours"),
    ("office", "8 business hours", "1 business day"),
    ("office", "1 business day or as agreed", "1 business hour"),
    ("office", "as agreed", "1 business hour"),
    ("office", "not offered", "1 business hour"),
    ("office", "every 2 business days", "1 business hour"),
    ("24/7", "1 business hour", "1 hour, any day"),
    ("client", "1 business hour", "1 hour, any day"),
    ("client", "5 business days", "4 business hours"),
]


def known(name: str) -> Opening:
    return Opening(name, frozenset(), 0, never_closes=False) if name == "client" else opening(name)


@pytest.mark.parametrize(("name", "one", "other"), LATER)
def test_this_is_later(name: str, one: str, other: str) -> None:
    assert is_later(parse_target(one), parse_target(other), known(name))
    assert not is_later(parse_target(other), parse_target(one), known(name))


@pytest.mark.parametrize(("name", "one", "other"), UNDECIDED)
def test_this_is_not_plain(name: str, one: str, other: str) -> None:
    assert not is_later(parse_target(one), parse_target(other), known(name))


def ends(name: str, notice: Notice, event: int) -> int:
    """Give the last minute at which a notice can be given."""
    amount = notice.amount
    if amount.unit in {Unit.MINUTE, Unit.HOUR}:
        count = amount.high * (60 if amount.unit is Unit.HOUR else 1)
        if amount.clock is not Clock.BUSINESS:
            return event - count
        return open_minutes(name)[bisect_left(open_minutes(name), event) - count]
    days = amount.high * (sum(map(bool, WEEKS[name])) if amount.unit is Unit.WEEK else 1) + notice.clear
    dates = business_days(name)
    return moment(name, dates[bisect_left(dates, event // DAY) - days], notice.by)


notices = st.builds("{} business days{}".format, st.integers(1, 3), tails) | st.builds(
    "{} clear business days".format, st.integers(1, 2)
)
notices = (notices | st.builds("{} business hours".format, counts) | minutes | hours | st.just("1 week")).map(
    parse_notice
)
EVENTS = [at for at in ARRIVALS if at >= 21 * DAY]


@settings(max_examples=300, deadline=None)
@given(notices, notices, names)
def test_a_longer_notice_never_ends_later(one, other, name) -> None:
    assume(name != "short" and is_longer_notice(one, other, opening(name)))
    both = [(ends(name, one, event), ends(name, other, event)) for event in EVENTS]
    assert all(earlier <= later for earlier, later in both)
    assert name.startswith("24/") or any(earlier < later for earlier, later in both)


@pytest.mark.parametrize(
    ("notice", "length", "beyond"),
    [
        ("3 weeks", "2 weeks", True),
        ("1 week", "2 weeks", False),
        ("11 business days", "2 weeks", True),
        ("10 business days", "2 weeks", False),
        ("3 business days", "2 days", True),
        ("72 hours, any day", "2 days", True),
        ("48 hours, any day", "2 days", False),
        ("2 business hours", "90 minutes", True),
        ("2 business hours", "3 hours", False),
        ("5 business days", "1 month", False),
    ],
)
def test_a_notice_may_reach_beyond_what_can_be_booked(notice: str, length: str, beyond: bool) -> None:
    assert is_beyond(parse_notice(notice), parse_length(length), opening("office")) is beyond
