"""Clock times, days, opening hours and weeks: what is accepted, what is refused, what survives printing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from time_strategies import DAY, day_sets, nights, spans, times, weeks

from charter.worktime import (
    BadText,
    BadWeek,
    Span,
    TimeOfDay,
    WeeklyHours,
    groups,
    is_always_open,
    parse_days,
    parse_named_days,
    parse_spans,
    parse_week,
    print_days,
    print_spans,
    print_week,
)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("9", "09:00"),
        ("9:00", "09:00"),
        ("09:00", "09:00"),
        ("9am", "09:00"),
        ("5:30 PM", "17:30"),
        ("5:30 p.m.", "17:30"),
        ("noon", "12:00"),
        ("0:00", "00:00"),
        ("24:00", "24:00"),
    ],
)
def test_times(text, canonical):
    assert str(TimeOfDay.parse(text)) == canonical


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("17.30", "`17.30` is not written as a clock time", "`17:30`"),
        ("17h30", "not written", "`17:30`"),
        ("1730", "not written", "`17:30`"),
        ("9 o'clock", "not written", "`09:00`"),
        ("12pm", "noon or midnight", "`12:00` for noon, `00:00` for midnight"),
        ("midnight", "beginning or the end", "`24:00`"),
        ("25:00", "not on the clock", "`24:00`"),
        ("24:01", "not on the clock", "`24:00`"),
        ("9:60", "not on the clock", "`09:00`"),
        ("13pm", "not on the clock", "`17:30`"),
        ("nine", "not a clock time", "`09:00`"),
    ],
)
def test_refused_times(text, message, hint):
    with pytest.raises(BadText) as caught:
        TimeOfDay.parse(text)
    assert message in caught.value.message
    assert hint in caught.value.hint


@given(times)
def test_a_printed_time_reads_back(time):
    assert TimeOfDay.parse(str(time)) == time
    assert time.hour * 60 + time.minute == time.minutes


def test_a_day_has_1440_minutes():
    with pytest.raises(ValueError, match="1441"):
        TimeOfDay(1441)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("08:30-12:30, 13:30-17:30", "08:30-12:30, 13:30-17:30"),
        ("9-12 and 13-17", "09:00-12:00, 13:00-17:00"),
        ("9-17", "09:00-17:00"),
        ("9am – 5:30pm", "09:00-17:30"),
        ("from 9:00 to 17:30", "09:00-17:30"),
        ("9-12, 12-17", "09:00-17:00"),
        ("Closed", "closed"),
        ("24 hours", "24 hours"),
        ("00:00-24:00", "24 hours"),
        ("22:00-06:00 +1", "22:00-06:00+1"),
        ("22:00-00:00+1", "22:00-24:00"),
        ("8-8+1", "08:00-08:00+1"),
    ],
)
def test_spans(text, canonical):
    assert print_spans(parse_spans(text)) == canonical


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("22:00-06:00", "closes before it opens", "past midnight? Then write `22:00-06:00+1`"),
        (
            "9-5",
            "closes before it opens",
            "Write `09:00-17:00`. If it goes on past midnight, write `09:00-05:00+1`",
        ),
        ("22:00-00:00", "closes before it opens", "`22:00-24:00`"),
        ("9-9", "at the same time", "`24 hours`"),
        ("22-23+1", "longer than a day", "`22:00-23:00`"),
        ("9-12, 11-17", "overlap", "`09:00-17:00`"),
        ("13-17, 9-12", "order", "`09:00-12:00, 13:00-17:00`"),
        ("off", "`off` is not how", "`closed`"),
        ("24/7", "not how", "`24 hours`"),
        ("", "empty text", "`closed`"),
        ("9:00", "no opening and closing", "`09:00-17:30`"),
        ("9.00-17.30", "`9.00`", "`09:00`"),
        ("closed, 9-12", "no opening and closing", "`closed`"),
    ],
)
def test_refused_spans(text, message, hint):
    with pytest.raises(BadText) as caught:
        parse_spans(text)
    assert message in caught.value.message
    assert hint in caught.value.hint


@given(spans())
def test_printed_spans_read_back(hours):
    assert parse_spans(print_spans(hours)) == hours


@given(nights())
def test_a_printed_night_reads_back(night):
    assert parse_spans(str(night)) == (night,)
    assert night.past_midnight
    assert night.closes.minutes == night.end - DAY


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon", (0,)),
        ("Monday", (0,)),
        ("mon-thu", (0, 1, 2, 3)),
        ("mon, wed", (0, 2)),
        ("fri-mon", (0, 4, 5, 6)),
        ("sat to sun", (5, 6)),
        ("mon,wed-fri", (0, 2, 3, 4)),
    ],
)
def test_days(text, days):
    assert parse_days(text) == days


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("mno", "`mno` is not a day", "Did you mean `mon`?"),
        ("mon-tursday", "`tursday`", "Did you mean `thursday`?"),
        ("mon,mon", "mon twice", "`mon`"),
        ("mon-wed,tue", "tue twice", "`mon-wed`"),
        ("mon-mon", "same day", "`mon-sun`"),
        ("mon-tue-wed", "not a stretch", "`mon-thu`"),
        ("weekdays", "not written", "`mon-fri`"),
        ("weekend", "not written", "`sat-sun`"),
        ("", "empty text", "`mon-thu`"),
    ],
)
def test_refused_days(text, message, hint):
    with pytest.raises(BadText) as caught:
        parse_days(text)
    assert message in caught.value.message
    assert hint in caught.value.hint


@given(day_sets)
def test_printed_days_read_back(days):
    assert parse_days(print_days(days)) == days


OFFICE = {"mon-thu": "08:30-12:30, 13:30-17:30", "fri": "8:30-15:00"}


def test_a_week_is_seven_days_and_days_not_named_are_closed():
    week = parse_week(OFFICE)
    assert week.mon == (Span(510, 750), Span(810, 1050))
    assert week[4] == (Span(510, 900),)
    assert week.sat == week.sun == ()
    assert str(week) == "mon-thu 08:30-12:30, 13:30-17:30; fri 08:30-15:00; sat-sun closed"


def test_neighbouring_days_of_equal_hours_are_one_group():
    assert groups(parse_week(OFFICE)) == [
        ((0, 1, 2, 3), (Span(510, 750), Span(810, 1050))),
        ((4,), (Span(510, 900),)),
        ((5, 6), ()),
    ]


def test_a_season_changes_only_the_days_it_names():
    summer = parse_named_days({"fri": "08:30-12:00"})
    assert summer == {4: (Span(510, 720),)}
    week = parse_week(OFFICE)
    assert week.having(summer) == week._replace(fri=(Span(510, 720),))


def test_all_faults_of_a_week_are_told_at_once():
    with pytest.raises(BadWeek) as caught:
        parse_week({"mon-fri": "9-17", "fri": "9-12", "mno": "9-5", "sat": "9-5", "sun": "closed"})
    faults = {key: (fault.message, fault.hint) for key, fault in caught.value.faults}
    assert list(faults) == ["fri", "mno", "sat"]
    assert faults["fri"] == (
        "`fri` names fri, which `mon-fri` names already.",
        "Write `mon-thu` instead of `mon-fri`.",
    )
    assert "sat: `9-5` closes before it opens." in str(caught.value)


def test_a_day_named_twice_is_taken_out_of_the_longer_stretch():
    for hours, hint in [
        ({"sat": "9-12", "mon-sun": "9-17"}, "Write `mon-fri,sun` instead of `mon-sun`."),
        ({"mon": "9-12", "monday": "9-17"}, "Take `monday` or `mon` out."),
    ]:
        with pytest.raises(BadWeek) as caught:
            parse_week(hours)
        assert [fault.hint for _, fault in caught.value.faults] == [hint]


def test_a_night_must_not_run_into_the_next_day_s_hours():
    with pytest.raises(BadWeek) as caught:
        parse_week({"sun": "22:00-06:00+1", "mon": "05:00-07:00"})
    ((key, fault),) = caught.value.faults
    assert key == "sun"
    assert "runs into `05:00-07:00` of the next day (mon)" in fault.message


@pytest.mark.parametrize(
    ("hours", "always"),
    [
        ({"mon-sun": "24 hours"}, True),
        ({"mon-sun": "08:00-08:00+1"}, True),
        ({"mon-sun": "00:00-12:00, 12:00-24:00"}, True),
        ({"mon-fri": "24 hours"}, False),
        ({"mon-sun": "00:00-23:59"}, False),
        ({}, False),
    ],
)
def test_always_open(hours, always):
    assert is_always_open(parse_week(hours)) is always


@given(weeks())
def test_a_printed_week_reads_back(week):
    assert parse_week(print_week(week)) == week


@given(weeks())
def test_the_groups_of_a_week_make_it_up_again(week):
    assert WeeklyHours().having({day: hours for days, hours in groups(week) for day in days}) == week


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=12), max_size=3))
def test_any_mapping_is_a_week_or_is_refused(hours):
    try:
        week = parse_week(hours)
    except BadWeek as bad:
        faults = bad.faults
    else:
        faults = []
        assert parse_week(print_week(week)) == week
    assert {key for key, _ in faults} <= set(hours)
