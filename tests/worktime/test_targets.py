"""The grammar of targets: what is accepted, what is refused and how it is mended, what survives printing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from time_strategies import durations, targets

from charter.worktime import (
    Amount,
    BadText,
    Clock,
    Duration,
    Edge,
    Interval,
    Percentiles,
    RelativeDay,
    Step,
    Text,
    TimeOfDay,
    Unit,
    Words,
    amounts,
    by_clock,
    needs_clock,
    parse_target,
    readings,
)

BUSINESS_DAY = Amount(None, 1, Unit.DAY, Clock.BUSINESS)
NOON = TimeOfDay(12 * 60)
THREE = TimeOfDay(15 * 60)

VALUES = [
    ("4 business hours", Duration(Amount(None, 4, Unit.HOUR, Clock.BUSINESS))),
    ("15 minutes, any day", Duration(Amount(None, 15, Unit.MINUTE, Clock.ANY_DAY))),
    ("24-48 hours", Duration(Amount(24, 48, Unit.HOUR, None))),
    ("2 weeks", Duration(Amount(None, 2, Unit.WEEK, None))),
    ("1 business day by 12:00", Duration(BUSINESS_DAY, NOON)),
    ("1 business day by close, cut-off 15:00", Duration(BUSINESS_DAY, Edge.CLOSE, THREE)),
    ("1 business day, or as agreed", Duration(BUSINESS_DAY, or_as_agreed=True)),
    ("same business day, cut-off 15:00", RelativeDay(0, None, THREE)),
    ("next business day by open", RelativeDay(1, Edge.OPEN)),
    ("every business day", Interval(BUSINESS_DAY)),
    ("90% in 1 business day", Percentiles((Step(90, BUSINESS_DAY),))),
    ("as agreed", Words.AS_AGREED),
    ("immediately", Words.IMMEDIATELY),
    ("not offered", Words.NOT_OFFERED),
]

ACCEPTED = [
    ("1 Business  HOUR", "1 business hour"),
    ("1 business hours", "1 business hour"),
    ("4 business hour", "4 business hours"),
    ("30 business minutes", "30 business minutes"),
    ("24 hours any day", "24 hours, any day"),
    ("7 days , any day", "7 days, any day"),
    ("within 4 business hours", "4 business hours"),
    ("1–2 business days", "1-2 business days"),
    ("1 — 2 business days", "1-2 business days"),
    ("1 to 2 business days.", "1-2 business days"),
    ("24\u00a0hours,\tany\nday", "24 hours, any day"),
    ("24-48 business hours", "24-48 business hours"),
    ("1-2 months", "1-2 months"),
    ("2 business days, by 9am", "2 business days by 09:00"),
    ("2 business days by noon, cutoff at 15:00", "2 business days by 12:00, cut-off 15:00"),
    ("1 business day with a cut off of 3pm", "1 business day, cut-off 15:00"),
    ("the next business day by 12:00", "next business day by 12:00"),
    ("same business day by 17:00, cut-off 14:00", "same business day by 17:00, cut-off 14:00"),
    ("next business day by 12:00, cut-off 15:00", "next business day by 12:00, cut-off 15:00"),
    ("every 2 business days", "every 2 business days"),
    ("every 1 hour", "every hour"),
    ("every hour", "every hour"),
    ("every week", "every week"),
    ("every 20 minutes, any day", "every 20 minutes, any day"),
    ("every hour, any day", "every hour, any day"),
    (
        "50 % within 10 business days, 85% in 20 business days and 100% in 30 business days, or as agreed",
        "50% in 10 business days, 85% in 20 business days, 100% in 30 business days, or as agreed",
    ),
    (
        "80% in 30 minutes, any day, 100% in 4 hours, any day",
        "80% in 30 minutes, any day, 100% in 4 hours, any day",
    ),
    ("80% in 10 business hours, 100% in 1 business day", "80% in 10 business hours, 100% in 1 business day"),
    ("As Agreed", "as agreed"),
]

REFUSED = [
    ("1 day", "two ways", "Write `1 business day` or `24 hours, any day`."),
    ("3 days", "two ways", "`3 business days` or `3 days, any day`"),
    ("1-2 days", "two ways", "`1-2 business days` or `24-48 hours, any day`"),
    ("3 days, or as agreed", "two ways", "`3 business days, or as agreed`"),
    ("5-2 business days", "backwards", "`2-5 business days`"),
    ("5–2 Business Days by 12:00", "`5–2 Business Days by 12:00`", "`2-5 business days by 12:00`"),
    ("2-2 business days", "not a range", "`2 business days`"),
    ("0 business hours", "no time at all", "`1 business hour`"),
    ("0-2 business days", "begins at nothing", "`2 business days`"),
    ("99999 business days", "more than", "`10 business days`"),
    ("9" * 5000 + " hours", "more than", "`10 hours`"),
    ("4 business hours, any day", "both ways", "`4 business hours` or `4 hours, any day`"),
    ("2 business weeks", "“business”", "`2 weeks`"),
    ("2 weeks, any day", "business days", "`2 weeks` or `14 days, any day`"),
    ("4 business hours by 12:00", "clock time", "`4 business hours` or `1 business day by 12:00`"),
    ("2 weeks, cut-off 12:00", "clock time", "`2 weeks`"),
    ("1 business day by 17.30", "`17.30`", "`17:30`"),
    ("1 business day by end of day", "not a clock time", "by close"),
    ("same business day by 12:00, cut-off 14:00", "before the cut-off", "`same business day, cut-off 14:00`"),
    (
        "same business day by 14:00, cut-off 14:00",
        "before the cut-off",
        "`next business day by 14:00, cut-off 14:00`",
    ),
    ("same business day by open", "over before", "`next business day by open`"),
    ("every day", "two ways", "`every business day` or `every 24 hours, any day`"),
    ("every 3 days", "two ways", "`every 3 business days` or `every 3 days, any day`"),
    ("every week, or as agreed", "ending", "`every week`"),
    ("every other business day", "another way", "`every 2 business days`"),
    ("daily", "two ways", "`every business day`"),
    ("weekly", "another way", "`every week`"),
    ("85% in 20 weeks, 50% in 10 weeks", "rise", "`50% in 10 weeks, 85% in 20 weeks`"),
    ("50% in 10 weeks, 50% in 20 weeks", "rise", "higher percentage"),
    (
        "50% in 90 business minutes, 60% in 1 business hour",
        "rise",
        "`50% in 1 business hour, 60% in 90 business minutes`",
    ),
    ("120% in 2 weeks", "outside", "`100%`"),
    ("0% in 2 weeks", "outside", "`1%`"),
    ("50% in 1-2 weeks", "range", "`50% in 2 weeks`"),
    ("50% in 1 day", "two ways", "`50% in 1 business day` or `50% in 24 hours, any day`"),
    ("50% in 4 business hours, 60% in 9 hours, any day", "two clocks", "any day"),
    ("4h", "another way", "`4 business hours` or `4 hours, any day`"),
    ("4 hrs", "`4 hrs`", "`4 business hours` or `4 hours, any day`"),
    ("2bd", "another way", "`2 business days`"),
    ("24-48h", "another way", "`24-48 business hours` or `24-48 hours, any day`"),
    ("24h - 48h", "another way", "`24-48 business hours`"),
    ("1d", "another way", "`1 business day` or `24 hours, any day`"),
    ("two working days", "another way", "`2 business days`"),
    ("5 calendar days", "another way", "`5 days, any day`"),
    ("1.5 business hours", "another way", "`90 business minutes`"),
    ("1h30", "another way", "`90 business minutes` or `90 minutes, any day`"),
    ("half an hour", "another way", "`30 business minutes`"),
    ("1 or 2 business days", "another way", "`1-2 business days`"),
    ("1 year", "another way", "`12 months`"),
    ("1 business day (cut-off 15:00)", "another way", "`1 business day, cut-off 15:00`"),
    ("24 hours to 2 business days", "two units", "one unit"),
    ("4 busines hours", "a word that we do not know", "Did you mean `4 business hours`?"),
    ("4 hous", "a word that we do not know", "Did you mean `4 business hours` or `4 hours, any day`?"),
    ("nxt bussiness day", "a word that we do not know", "Did you mean `next business day`?"),
    ("ASAP", "`ASAP` names no time", "{text: ASAP}"),
    ("As soon as we see it", "no time", "{text: As soon as we see it}"),
    ("promptly", "no time", "4 business hours"),
    ("right away", "no time", "`immediately`"),
    ("EOD", "which day", "`same business day` or `next business day`"),
    ("end of day", "which day", "`same business day`"),
    ("end of the next business day", "another way", "`next business day`"),
    ("tomorrow", "two ways", "`next business day` or `24 hours, any day`"),
    ("24/7", "not how long", "calendar: 24/7"),
    ("best effort", "no time", "`as agreed`"),
    ("n/a", "another way", "`not offered`"),
    ("30 seconds", "shorter", "{text: '30 seconds'}"),
    ("4", "how much of what", "4 business hours"),
    ("", "An empty text", "next business day"),
    ("when: the moon, full", "not a target", "{text: 'when: the moon, full'}"),
    ("it's up to Dana", "not a target", "{text: 'it''s up to Dana'}"),
    ("surprise me", "not a target", "every 2 business days"),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_a_target_is_a_value(text, value):
    assert parse_target(text) == value
    assert str(value) == text


@pytest.mark.parametrize(("text", "canonical"), ACCEPTED)
def test_spellings_come_to_one_canonical_text(text, canonical):
    assert str(parse_target(text)) == canonical


@pytest.mark.parametrize(("text", "message", "hint"), REFUSED)
def test_a_refusal_says_why_and_how_to_mend_it(text, message, hint):
    with pytest.raises(BadText) as caught:
        parse_target(text)
    assert message in caught.value.message
    assert hint in caught.value.hint


@given(targets)
def test_a_printed_target_reads_back(target):
    assert parse_target(str(target)) == target


@given(targets)
def test_a_target_reads_back_in_capitals_and_with_long_dashes(target):
    assert parse_target(str(target).upper().replace("-", " – ")) == target


@given(st.text() | st.text(alphabet="0123456789 -,%:abdehinorstuy", max_size=30))
def test_any_text_is_a_target_or_is_refused_with_a_hint(text):
    try:
        target = parse_target(text)
    except BadText as fault:
        message, hint = fault.message, fault.hint
    else:
        message, hint = ".", "none needed"
        assert parse_target(str(target)) == target
    assert message.endswith(".")
    assert hint


@given(targets)
def test_both_readings_of_a_target_are_targets_that_need_no_clock(target):
    for clock, reading in zip(Clock, readings(target), strict=True):
        assert parse_target(reading) == by_clock(target, clock)
        assert not needs_clock(parse_target(reading))


@given(durations())
def test_only_hours_and_minutes_lack_a_clock(target):
    (amount,) = amounts(target)
    assert needs_clock(target) == (amount.clock is None and amount.unit in {Unit.HOUR, Unit.MINUTE})


@pytest.mark.parametrize(
    ("text", "business", "any_day"),
    [
        ("24 hours", "24 business hours", "24 hours, any day"),
        (
            "24-48 hours, or as agreed",
            "24-48 business hours, or as agreed",
            "24-48 hours, any day, or as agreed",
        ),
        ("every hour", "every business hour", "every hour, any day"),
        (
            "50% in 1 hour, 90% in 2 weeks",
            "50% in 1 business hour, 90% in 2 weeks",
            "50% in 1 hour, any day, 90% in 2 weeks",
        ),
        ("2 weeks", "2 weeks", "2 weeks"),
        ("next business day", "next business day", "next business day"),
    ],
)
def test_readings(text, business, any_day):
    assert readings(parse_target(text)) == (business, any_day)


def test_free_words_are_a_target_that_is_never_counted():
    words = Text("as soon as we see it")
    assert str(words) == "as soon as we see it"
    assert amounts(words) == ()
    assert not needs_clock(words)
    with pytest.raises(BadText):
        Text("  ")


def test_targets_are_frozen_and_hashable():
    assert len({parse_target(text) for text, _ in VALUES}) == len(VALUES)
    with pytest.raises(AttributeError):
        parse_target("1 business day").by = NOON


def test_a_long_text_is_quoted_short():
    with pytest.raises(BadText) as caught:
        parse_target("word " * 100)
    assert len(caught.value.message) < 120
