"""Conditions of arrival: what is accepted, what is refused, and that values survive printing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from time_strategies import arrivals

from charter.worktime import Arrival, BadText, TimeOfDay, Window, parse_arrival

TWO, FOUR = TimeOfDay(14 * 60), TimeOfDay(16 * 60)
MIDNIGHT = TimeOfDay(0)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("before 14:00", "before 14:00"),
        ("Before 2pm", "before 14:00"),
        ("after 14:00", "from 14:00"),
        ("from 14:00", "from 14:00"),
        ("from 9 to 14", "from 09:00 to 14:00"),
        ("from 9–14", "from 09:00 to 14:00"),
        ("mon-thu before 16:00, fri before 14:00", "mon-thu before 16:00, fri before 14:00"),
        ("fri before 14:00; Monday to Thursday before 16:00", "mon-thu before 16:00, fri before 14:00"),
        ("mon, wed before 16:00", "mon,wed before 16:00"),
        ("mon before 16:00, tue before 16:00", "mon-tue before 16:00"),
        ("before 9:00 and after 17:00", "before 09:00, from 17:00"),
        ("on sat-sun", "on sat-sun"),
        ("sat, sun", "on sat-sun"),
        ("on fri-mon", "on mon,fri-sun"),
        ("on sat-sun; fri from 14:00", None),
        ("fri from 14:00, on sat-sun", "fri from 14:00, on sat-sun"),
        ("on fri before 14:00", "fri before 14:00"),
    ],
)
def test_arrivals(text, canonical):
    if canonical:
        assert str(parse_arrival(text)) == canonical
    else:
        with pytest.raises(BadText):
            parse_arrival(text)


def test_an_arrival_is_a_value():
    windows = (Window((0, 1, 2, 3), MIDNIGHT, FOUR), Window((4,), MIDNIGHT, TWO))
    assert parse_arrival("fri before 14:00, mon-thu before 16:00") == Arrival(windows)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("on mon, wed before 16:00", "two ways", "`mon,wed before 16:00` or `wed before 16:00, on mon`"),
        ("mon before 12, mon before 14", "same time twice", "`mon before 14:00`"),
        ("mon-fri before 12, on fri", "same time twice", "`on fri`"),
        ("before 0:00", "no time", "`before 14:00`"),
        ("from 17 to 9", "no time", "`from 14:00`"),
        ("before 17.30", "`17.30`", "`17:30`"),
        ("before 12pm", "noon or midnight", "`12:00` for noon"),
        ("mno before 14:00", "not a time of arrival", "Did you mean `mon`?"),
        ("weekends", "not a time of arrival", "`sat-sun`"),
        ("out of hours", "not a time of arrival", "from 17:00"),
        ("mornings", "not a time of arrival", "`on sat-sun`"),
        ("", "empty text", "`before 14:00`"),
    ],
)
def test_refused_arrivals(text, message, hint):
    with pytest.raises(BadText) as caught:
        parse_arrival(text)
    assert message in caught.value.message
    assert hint in caught.value.hint


@given(arrivals())
def test_a_printed_arrival_reads_back(arrival):
    assert parse_arrival(str(arrival)) == arrival


@given(arrivals(), st.integers(0, 6), st.integers(0, 1439))
def test_an_arrival_covers_the_minutes_of_its_windows(arrival, day, minute):
    covered = [w for w in arrival.windows if day in w.days and minute in range(w.start.minutes, w.end.minutes)]
    assert arrival.covers(day, minute) == (len(covered) == 1)


@given(st.integers(0, 1439), st.integers(0, 6), st.integers(1, 1439))
def test_before_and_after_leave_no_minute_out(minute, day, limit):
    clock = TimeOfDay(limit)
    before, after = parse_arrival(f"before {clock}"), parse_arrival(f"after {clock}")
    assert before.covers(day, minute) != after.covers(day, minute)
