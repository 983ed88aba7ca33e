"""Lengths and notices: what is accepted, what is refused and how it is mended, what survives printing."""

from __future__ import annotations

import pytest
from hypothesis import given
from time_strategies import lengths, notices

from charter.worktime import (
    Amount,
    BadText,
    Clock,
    Length,
    Notice,
    TimeOfDay,
    Unit,
    needs_clock,
    parse_length,
    parse_notice,
    readings,
)

BUSINESS_DAY = Amount(None, 1, Unit.DAY, Clock.BUSINESS)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("1 business day", "1 business day"),
        ("4 Business Hours", "4 business hours"),
        ("24 hours, any day", "24 hours, any day"),
        ("24 hours before, any day", "24 hours, any day"),
        ("at least 1 business day before", "1 business day"),
        ("2 business days’ notice", "2 business days"),
        ("1 business day before, by 12:00", "1 business day by 12:00"),
        ("18:00 on the previous business day", "1 business day by 18:00"),
        ("by 6pm on the business day before", "1 business day by 18:00"),
        ("the previous business day by noon", "1 business day by 12:00"),
        ("1 clear business day", "1 clear business day"),
        ("2 clear business days by 12:00", "2 clear business days by 12:00"),
        ("7 days, any day", "7 days, any day"),
        ("2 weeks", "2 weeks"),
        ("24 hours", "24 hours"),
    ],
)
def test_notices(text, canonical):
    assert str(parse_notice(text)) == canonical


def test_a_notice_is_a_value():
    assert parse_notice("1 clear business day by 12:00") == Notice(BUSINESS_DAY, TimeOfDay(720), clear=True)
    assert parse_notice("1 business day") == Notice(BUSINESS_DAY)


def test_a_bare_notice_keeps_both_readings():
    notice = parse_notice("24 hours")
    assert needs_clock(notice)
    assert readings(notice) == ("24 business hours", "24 hours, any day")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("1 day", "two ways", "`1 business day` or `24 hours, any day`"),
        ("the day before", "two ways", "`1 business day` or `24 hours, any day`"),
        ("one day before", "another way", "`1 business day` or `24 hours, any day`"),
        ("24h", "another way", "`24 business hours` or `24 hours, any day`"),
        ("1-2 business days", "range", "`2 business days`"),
        ("2 clear days", "which days", "`2 clear business days`"),
        ("1 clear business hour", "clear days", "`1 business hour`"),
        ("4 business hours by 12:00", "clock time", "`1 business day by 12:00`"),
        ("1 busines day", "a word that we do not know", "Did you mean `1 business day`?"),
        ("0 business days", "no time", "`1 business day`"),
        ("every week", "not a notice", "1 clear business day"),
    ],
)
def test_refused_notices(text, message, hint):
    with pytest.raises(BadText) as caught:
        parse_notice(text)
    assert message in caught.value.message
    assert hint in caught.value.hint


@given(notices())
def test_a_printed_notice_reads_back(notice):
    assert parse_notice(str(notice)) == notice


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30 minutes", Length(30, Unit.MINUTE)),
        ("1 Hour", Length(1, Unit.HOUR)),
        ("10 days", Length(10, Unit.DAY)),
        ("6 weeks", Length(6, Unit.WEEK)),
        ("6\u00a0months", Length(6, Unit.MONTH)),
    ],
)
def test_lengths(text, length):
    assert parse_length(text) == length


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("45 min", "another way", "`45 minutes`"),
        ("1h30", "another way", "`90 minutes`"),
        ("1.5 hours", "another way", "`90 minutes`"),
        ("1 year", "another way", "`12 months`"),
        ("30-45 minutes", "range", "`45 minutes`"),
        ("2 business days", "no difference", "`2 days`"),
        ("24 hours, any day", "no difference", "`24 hours`"),
        ("0 minutes", "no time", "`1 minute`"),
        ("99999 weeks", "too long", "`10 weeks`"),
        ("1 minuet", "a word that we do not know", "Did you mean `1 minute`?"),
        ("a while", "not a length", "`30 minutes`"),
        ("", "empty text", "`30 minutes`"),
    ],
)
def test_refused_lengths(text, message, hint):
    with pytest.raises(BadText) as caught:
        parse_length(text)
    assert message in caught.value.message
    assert hint in caught.value.hint


@given(lengths)
def test_a_printed_length_reads_back(length):
    assert parse_length(str(length)) == length
