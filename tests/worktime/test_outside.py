"""Hours that are the rest of others: open exactly when those are closed, on every date and through changes of clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_engine_laws import FIRST, LAST, ZONES, known, laws
from time_strategies import weeks

from charter.worktime import parse_spans, parse_week
from charter.worktime.schedule import Schedule, Special
from charter.worktime.timeline import Timeline

OFFICE = parse_week({"mon-thu": "08:30-12:30, 13:30-17:30", "fri": "08:30-15:00"})


@laws
@given(weeks(), st.sampled_from(ZONES), st.dates(FIRST, LAST), st.booleans(), st.integers(0, 10**9))
def test_one_of_both_is_open_at_every_instant(week, zone, closed, is_short, number) -> None:
    special = Special(closed, closed, parse_spans("10:00-12:00") if is_short else (), "x")
    base = Schedule(zone, week, special=(special,), holidays="US")
    here, there = known(base), known(replace(base, inverted=True))
    at = here.knows_from + number % (here.knows_until - here.knows_from)
    assert here.is_open(at) != there.is_open(at)


@laws
@given(weeks(), st.sampled_from(ZONES))
def test_both_together_are_all_the_time_there_is(week, zone) -> None:
    base = Schedule(zone, week)
    here, there = known(base), known(replace(base, inverted=True))
    both = sorted([*here.intervals, *there.intervals])
    assert both[0][0] == here.knows_from
    assert both[-1][1] == here.knows_until
    assert all(one[1] == other[0] for one, other in pairwise(both))


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 11, 23), "00:00-08:30, 12:30-13:30, 17:30-24:00"),
        (date(2026, 11, 25), "00:00-08:30, 12:00-24:00"),  # an early close
        (date(2026, 11, 26), "24 hours"),  # Thanksgiving
        (date(2026, 11, 28), "24 hours"),
    ],
)
def test_hours_of_a_date(day: date, hours: str) -> None:
    early = Special(date(2026, 11, 25), date(2026, 11, 25), parse_spans("08:30-12:00"), "Early close")
    outside = Schedule("America/Denver", OFFICE, special=(early,), holidays="US", inverted=True)
    [(_, spans, rest)] = outside.days(day, day)
    assert (spans, rest) == (parse_spans(hours), ())
    assert Timeline(outside, day, day).business_day(day)


def test_a_night_that_ends_in_the_morning_is_taken_off_that_morning() -> None:
    night = parse_week({"mon-fri": "22:00-06:00+1"})
    assert night.inverse() == parse_week(
        {"mon": "00:00-22:00", "tue-fri": "06:00-22:00", "sat": "06:00-24:00", "sun": "24 hours"}
    )
