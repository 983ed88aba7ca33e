"""A law of rows by time of arrival: where they make sense, whatever is sent later is never due earlier."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from conftest import SMALL
from hypothesis import given, settings
from hypothesis import strategies as st

from charter import pipeline
from charter.compute import Sent
from charter.compute.asking import answers
from charter.compute.timelines import clocks_of
from charter.model.promises import Promise, Row
from charter.worktime import Amount, Arrival, Clock, Duration, RelativeDay, Span, TimeOfDay, Unit, WeeklyHours, Window
from charter.worktime.schedule import Schedule, SeasonHours, Special
from charter.worktime.zones import instant, local, zone_of

HOUR = 60
HALF_HOUR, SPAN = 30 * 60, 21 * 24 * 60 * 60
MONDAY = date(2026, 3, 2)
"""The American clocks change on the Sunday of its week, the European ones three weeks later."""
ZONES = ["America/Denver", "Europe/London", "Asia/Kathmandu"]
laws = settings(deadline=None, max_examples=int(os.environ.get("CHARTER_LAW_EXAMPLES", "120")))


@st.composite
def open_days(draw):
    """The hours of a day, with a break or without, on which we never open after noon."""
    opens, closes = draw(st.integers(6, 11)), draw(st.integers(12, 22))
    if draw(st.booleans()):
        return (Span(opens * HOUR, closes * HOUR),)
    return Span(opens * HOUR, 12 * HOUR), Span(13 * HOUR, max(closes, 14) * HOUR)


@st.composite
def schedules(draw):
    """A week with days off, a season of shorter days, and single dates that are closed, or open at other hours."""
    days = draw(st.lists(st.just(()) | open_days(), min_size=5, max_size=5))
    week = WeeklyHours(*days, *draw(st.sampled_from([((), ()), ((Span(10 * HOUR, 14 * HOUR),), ())])))
    week = week._replace(wed=week.wed or (Span(9 * HOUR, 17 * HOUR),))
    early = st.integers(9, 13).map(lambda hour: (Span(8 * HOUR, hour * HOUR),))
    dates = st.integers(0, 20).map(lambda number: MONDAY + timedelta(days=number))
    special = [
        Special(day, day, hours)
        for day, hours in draw(st.dictionaries(dates, st.just(()) | early | open_days(), max_size=4)).items()
    ]
    seasons = [SeasonHours("03-09", "03-31", ((draw(st.integers(0, 4)), draw(early)),))] if draw(st.booleans()) else []
    return Schedule(draw(st.sampled_from(ZONES)), week, tuple(seasons), tuple(special))


@st.composite
def rows(draw, week):
    """Rows that make sense in a week: the last one takes a business day more than all others.

    Each time of arrival begins while we are open, and what is answered by an hour has arrived before it. The last row
    answers no later than the first ones do on the next day.
    """
    closing = min(spans[-1].end for spans in week if spans) // HOUR
    limits = sorted({*draw(st.sets(st.integers(1, closing - 1), max_size=2)), draw(st.integers(1, 23))})
    by = draw(st.none() | st.integers(limits[-1], 23))
    until = draw(st.just(by) | st.integers(1, by or closing))
    days = draw(st.integers(0, 3))
    early = [
        _row(_target(days, _at(by)), Window(start=_at(start), end=_at(end))) for start, end in pairwise([0, *limits])
    ]
    last = draw(st.none() | st.just(Window(start=_at(limits[-1]))))
    return (*early, _row(_target(days + 1, _at(until)), last))


def _target(days, by):
    return Duration(Amount(None, days, Unit.DAY, Clock.BUSINESS), by) if days > 1 else RelativeDay(days, by)


def _at(hour):
    return None if hour is None else TimeOfDay(hour * HOUR)


def _row(target, window):
    return Row(arrives=window and Arrival((window,)), first_reply=(Promise(target=target),))


@st.composite
def worlds(draw):
    schedule = draw(schedules())
    return schedule, draw(rows(schedule.week))


@pytest.fixture(scope="module")
def clocks(tmp_path_factory):
    root = tmp_path_factory.mktemp("laws")
    for name, text in SMALL.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    charter = pipeline.load(root).clients["harbor"].charter
    assert charter
    return clocks_of(charter, MONDAY)


@laws
@given(worlds())
def test_what_is_sent_later_is_never_due_earlier(clocks, world):
    schedule, rows = world
    charter = clocks.charter.model_copy(update={"commitments": {"urgent": rows}})
    own = replace(clocks, charter=charter, schedules={**clocks.schedules, "office": schedule})
    start = instant(MONDAY, 0, zone_of(schedule.zone))
    dues = [(answers(own, Sent(at, "urgent"))[0].latest, at) for at in range(start, start + SPAN, HALF_HOUR)]
    later = [(said(one, schedule), said(other, schedule)) for one, other in pairwise(dues) if one > other]
    assert later == []


def said(due, schedule):
    by, sent = (f"{local(at, zone_of(schedule.zone)):%a %d %H:%M}" for at in due)
    return f"{sent}: {by}"
