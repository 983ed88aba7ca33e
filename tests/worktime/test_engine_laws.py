"""Laws of business time that hold for every schedule, start and amount."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from time_strategies import DAY, nights, spans, times, weeks

from charter.worktime import (
    Amount,
    Clock,
    Duration,
    Edge,
    Notice,
    Percentiles,
    RelativeDay,
    Span,
    Step,
    Unit,
    WeeklyHours,
    Words,
)
from charter.worktime.due import due, latest_before, received
from charter.worktime.schedule import Schedule, Special
from charter.worktime.timeline import BeyondHorizon, Timeline

ONE = timedelta(days=1)
FIRST, LAST = date(2026, 2, 20), date(2026, 4, 20)
"""Two months with both changes of clocks of spring, American and European, and the autumn of the south."""
ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham"]

laws = settings(deadline=None, max_examples=int(os.environ.get("CHARTER_LAW_EXAMPLES", "120")))


@lru_cache(maxsize=512)
def known(schedule, first=FIRST, last=LAST):
    return Timeline(schedule, first, last)


@st.composite
def night_weeks(draw):
    """Weeks of nights that end before the next evening begins."""
    night = draw(nights())
    quiet = Span(night.start, min(night.end, DAY + night.start))
    return WeeklyHours(*draw(st.lists(st.sampled_from([(quiet,), ()]), min_size=7, max_size=7)))


@st.composite
def specials(draw):
    """Some days that are closed, or open at hours of their own."""
    first = FIRST + draw(st.integers(0, (LAST - FIRST).days)) * ONE
    return Special(first, first + draw(st.integers(0, 4)) * ONE, draw(st.just(()) | spans()))


schedules = st.builds(
    Schedule,
    zone=st.sampled_from(ZONES),
    week=(weeks() | night_weeks() | st.just(WeeklyHours(*[(Span(0, DAY),)] * 7))).filter(any),
    special=st.lists(specials(), max_size=2).map(tuple),
)
timelines = schedules.map(known)
moments = st.integers(10 * 86400, 40 * 86400)
"""Seconds after the first midnight, far from both ends."""
seconds = st.integers(0, 40 * 3600)
cut_offs = st.none() | times
bys = st.none() | times | st.sampled_from(Edge)
counted = st.sampled_from([(Unit.MINUTE, 2000), (Unit.HOUR, 60), (Unit.DAY, 9)])


@st.composite
def amounts(draw, *, ranges=True):
    unit, most = draw(counted)
    clock = Clock.BUSINESS if unit is Unit.DAY else draw(st.sampled_from(Clock))
    high = draw(st.integers(2, most))
    return Amount(draw(st.none() | st.integers(1, high - 1)) if ranges else None, high, unit, clock)


@st.composite
def notices(draw):
    amount = draw(amounts(ranges=False))
    return Notice(amount, draw(bys), draw(st.booleans())) if amount.in_business_days else Notice(amount)


@st.composite
def durations(draw):
    amount = draw(amounts(ranges=False))
    return Duration(amount, draw(bys), draw(cut_offs)) if amount.in_business_days else Duration(amount)


@st.composite
def targets(draw):
    amount = draw(amounts())
    if amount.in_business_days:
        return draw(
            st.just(Duration(amount, draw(bys), draw(cut_offs)))
            | st.just(RelativeDay(draw(st.integers(0, 1)), draw(bys), draw(cut_offs)))
        )
    return draw(st.sampled_from([Duration(amount), Words.IMMEDIATELY]))


def answer(ask, *given):
    """Ask, and set the case aside where the answer lies outside the two months."""
    try:
        return ask(*given)
    except BeyondHorizon:
        assume(False)
        raise


# Hours and minutes.


@laws
@given(timelines, moments, seconds, seconds)
def test_adding_more_never_ends_earlier(hours, at, one, other):
    start, less, more = hours.knows_from + at, min(one, other), max(one, other)
    assert answer(hours.add, start, less) <= answer(hours.add, start, more)


@laws
@given(timelines, moments, moments, seconds)
def test_starting_later_never_ends_earlier(hours, one, other, amount):
    early, late = sorted((hours.knows_from + one, hours.knows_from + other))
    assert answer(hours.add, early, amount) <= answer(hours.add, late, amount)
    assert answer(hours.subtract, early, amount) <= answer(hours.subtract, late, amount)


@laws
@given(timelines, moments, seconds)
def test_between_undoes_adding_and_subtracting(hours, at, amount):
    start = hours.knows_from + at
    assert hours.between(start, answer(hours.add, start, amount)) == amount
    assert hours.between(answer(hours.subtract, start, amount), start) == amount


@laws
@given(timelines, moments, seconds.filter(bool))
def test_adding_ends_as_early_as_it_can_and_subtracting_as_late(hours, at, amount):
    start = hours.knows_from + at
    assert hours.between(start, answer(hours.add, start, amount) - 1) == amount - 1
    assert hours.between(answer(hours.subtract, start, amount) + 1, start) == amount - 1


@laws
@given(timelines, moments, seconds.filter(bool))
def test_subtracting_undoes_adding_where_it_is_open(hours, at, amount):
    start = answer(hours.next_open, hours.knows_from + at)
    assert hours.subtract(answer(hours.add, start, amount), amount) == start
    back = answer(hours.subtract, start, amount)
    assert hours.is_open(back)
    assert start >= hours.add(back, amount)
    assert hours.between(hours.add(back, amount), start) == 0


@laws
@given(timelines, moments, seconds, seconds.filter(bool))
def test_adding_in_two_steps_is_adding_at_once(hours, at, one, other):
    start = hours.knows_from + at
    assert answer(hours.add, answer(hours.add, start, one), other) == answer(hours.add, start, one + other)


@laws
@given(timelines, moments, moments, moments)
def test_a_stretch_may_be_split_anywhere(hours, one, two, three):
    start, middle, end = sorted(hours.knows_from + at for at in (one, two, three))
    assert hours.between(start, middle) + hours.between(middle, end) == hours.between(start, end)
    assert hours.between(end, start) == -hours.between(start, end)
    assert sum(closes - opens for opens, closes in hours.within(start, end)) == hours.between(start, end)


@laws
@given(schedules, st.integers(1, DAY - 1))
def test_hours_written_in_two_spans_are_the_same_hours(schedule, cut):
    def halved(pieces):
        return tuple(
            half
            for one in pieces
            for half in ([Span(one.start, cut), Span(cut, one.end)] if one.start < cut < one.end else [one])
        )

    schedule = replace(schedule, zone="Asia/Kathmandu")  # elsewhere the cut may fall where the clocks leave an hour out
    whole, parts = known(schedule), known(replace(schedule, week=WeeklyHours(*map(halved, schedule.week))))
    assert list(whole.intervals) == list(parts.intervals)
    assert whole.days_between(FIRST, LAST) == parts.days_between(FIRST, LAST)


@laws
@given(timelines)
def test_intervals_are_in_order_and_apart(hours):
    edges = [edge for interval in hours.intervals for edge in interval]
    assert edges == sorted(set(edges))
    assert all(hours.knows_from <= edge <= hours.knows_until for edge in edges)


@laws
@given(timelines)
def test_business_days_open_and_close_with_the_hours(hours):
    for day in hours.days_between(FIRST, LAST - ONE):
        assert hours.is_open(day.opens)
        assert day.opens < day.closes
        assert hours.between(day.closes - 1, day.closes) == 1


# Promises.


@laws
@given(timelines, targets(), moments)
def test_nothing_is_due_before_it_arrives(hours, target, at):
    start = hours.knows_from + at
    for one in answer(due, target, start, hours):
        assert one.latest >= start
        assert one.earliest is None or start <= one.earliest <= one.latest


@laws
@given(timelines, targets(), moments, moments)
def test_what_arrives_later_is_never_due_earlier(hours, target, one, other):
    early, late = sorted((hours.knows_from + one, hours.knows_from + other))
    first, second = answer(due, target, early, hours)[0], answer(due, target, late, hours)[0]
    assert first.latest <= second.latest


@laws
@given(timelines, durations(), st.integers(1, 5), moments)
def test_more_is_never_due_earlier(hours, duration, more, at):
    start = hours.knows_from + at
    longer = replace(duration, amount=replace(duration.amount, high=duration.amount.high + more))
    assert answer(due, duration, start, hours)[0].latest <= answer(due, longer, start, hours)[0].latest


@laws
@given(timelines, amounts(ranges=False), moments)
def test_percentiles_rise(hours, amount, at):
    steps = tuple(Step(percent, replace(amount, high=amount.high + extra)) for percent, extra in ((50, 0), (100, 2)))
    half, whole = answer(due, Percentiles(steps), hours.knows_from + at, hours)
    assert half.latest <= whole.latest


@laws
@given(timelines, cut_offs, moments)
def test_nothing_counts_as_received_before_its_day(hours, cut_off, at):
    start = hours.knows_from + at
    assert hours.date_of(start) <= answer(received, start, cut_off, hours)


@laws
@given(timelines, notices(), moments, moments)
def test_notice_ends_before_the_event_and_moves_with_it(hours, notice, one, other):
    early, late = sorted((hours.knows_from + one, hours.knows_from + other))
    first, second = answer(latest_before, notice, early, hours), answer(latest_before, notice, late, hours)
    assert first < early
    assert first <= second


@laws
@given(timelines, st.integers(1, 4), bys, moments)
def test_clear_days_begin_a_day_earlier(hours, count, by, at):
    clear = Notice(Amount(None, count, Unit.DAY, Clock.BUSINESS), by, clear=True)
    longer = Notice(Amount(None, count + 1, Unit.DAY, Clock.BUSINESS), by)
    event = hours.knows_from + at
    assert answer(latest_before, clear, event, hours) == answer(latest_before, longer, event, hours)


# What is known.


@laws
@given(schedules, targets(), st.integers(0, 25), st.integers(30, 45), moments)
def test_knowing_more_days_changes_no_answer(schedule, target, skipped, length, at):
    first = FIRST + skipped * ONE
    short, long = Timeline(schedule, first, min(first + length * ONE, LAST)), known(schedule)
    start = long.knows_from + at
    assert answer(due, target, start, short) == due(target, start, long)
    assert answer(short.is_open, start) == long.is_open(start)
    assert answer(short.closing, start) == long.closing(start)
    assert answer(short.subtract, start, 3600) == long.subtract(start, 3600)
    assert answer(short.day_before, short.date_of(start), 3) == long.day_before(long.date_of(start), 3)
