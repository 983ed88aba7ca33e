"""Which dates: days of the month, public holidays and their observed days, seasons, and what beats what."""

from __future__ import annotations

from datetime import date

import pytest

from charter.worktime import parse_month_day, parse_named_days, parse_spans, parse_week
from charter.worktime.month_days import days_in_month, next_day
from charter.worktime.public_holidays import is_known, needs_part, public_holidays
from charter.worktime.schedule import Monthly, Schedule, SeasonHours, Special
from charter.worktime.timeline import BeyondHorizon, timeline

LONDON = Schedule("Europe/London", parse_week({"mon-fri": "9:00-17:30"}))


def days(schedule, first="2026-01-01", last="2026-12-31"):
    return timeline(schedule, date.fromisoformat(first), date.fromisoformat(last))


# Days of the month.

OFFICE = Schedule("America/Denver", parse_week({"mon-fri": "9:00-17:00"}), holidays="US-CO")


@pytest.mark.parametrize(
    ("rule", "month", "found"),
    [
        ("day 15", "2026-08", ["2026-08-15"]),
        ("day 15, or the business day before", "2026-08", ["2026-08-14"]),  # a Saturday
        ("day 15, or the business day after", "2026-08", ["2026-08-17"]),
        ("day 31", "2026-02", ["2026-02-28"]),
        ("last day", "2028-02", ["2028-02-29"]),
        ("last day, or the business day after", "2026-05", ["2026-06-01"]),  # a Sunday, into the next month
        ("day 1, or the business day before", "2026-08", ["2026-07-31"]),  # and into the one before
        ("business day 1", "2026-01", ["2026-01-02"]),  # after New Year's Day
        ("business day 3", "2026-07", ["2026-07-06"]),  # Friday 3 July is the observed Independence Day
        ("first 4 business days", "2026-09", ["2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04"]),
        ("last business day", "2026-05", ["2026-05-29"]),
        ("first and third wednesday", "2026-07", ["2026-07-01", "2026-07-15"]),
        ("last friday", "2026-07", ["2026-07-31"]),
        ("fifth monday", "2026-07", []),
    ],
)
def test_days_of_the_month(rule, month, found):
    year, number = map(int, month.split("-"))
    hours = days(OFFICE, "2026-01-01", "2028-12-31")
    assert [day.isoformat() for day in days_in_month(parse_month_day(rule), year, number, hours)] == found


@pytest.mark.parametrize(
    ("rule", "day", "found"),
    [
        ("day 15", "2026-08-15", "2026-08-15"),
        ("day 15", "2026-08-16", "2026-09-15"),
        ("last day, or the business day after", "2026-06-01", "2026-06-01"),  # that of May
        ("fifth monday", "2026-07-01", "2026-08-31"),
    ],
)
def test_the_next_day_of_a_rule(rule, day, found):
    hours = days(OFFICE, "2026-01-01", "2028-12-31")
    assert next_day(parse_month_day(rule), date.fromisoformat(day), hours).isoformat() == found


def test_the_next_day_may_lie_beyond_what_is_known():
    with pytest.raises(BeyondHorizon):
        next_day(parse_month_day("day 15"), date(2026, 8, 16), days(OFFICE, "2026-01-01", "2026-08-31"))


# Public holidays, seasons and what beats what.


def test_observed_days_are_days_off():
    """Independence Day of 2026 is a Saturday; the Friday before is the day off."""
    assert OFFICE.holiday(date(2026, 7, 3)) == "Independence Day (observed)"
    assert OFFICE.exception(date(2026, 7, 3)) == ("Independence Day (observed)", ())
    assert days(OFFICE).day_after(date(2026, 7, 2), 1).day == date(2026, 7, 6)


def test_a_country_alone_leaves_out_what_its_parts_have():
    """Easter Monday is a bank holiday in England and Wales, and none in all of the United Kingdom."""
    easter_monday = date(2026, 4, 6)
    assert public_holidays("GB-ENG", 2026)[easter_monday] == "Easter Monday"
    assert easter_monday not in public_holidays("GB", 2026)
    assert needs_part("GB")
    assert not needs_part("GB-ENG")


def test_regions_that_nobody_knows_have_no_holidays():
    assert public_holidays("GB-ATLANTIS", 2026) == {}
    assert [is_known(region) for region in ("GB-ENG", "GB-ATLANTIS", "XX", "US")] == [True, False, False, True]


@pytest.mark.parametrize("name", ["Columbus Day", "columbus day"])
def test_a_holiday_on_which_people_work(name):
    schedule = Schedule("America/New_York", OFFICE.week, holidays="US-NY", open_holidays=frozenset({name}))
    assert [schedule.holiday(date(2026, 10, 12)), schedule.holiday(date(2026, 11, 26))] == ["", "Thanksgiving Day"]


def test_working_on_a_holiday_means_its_observed_day_too():
    schedule = Schedule("America/Denver", OFFICE.week, holidays="US-CO", open_holidays=frozenset({"Independence Day"}))
    assert schedule.exception(date(2026, 7, 3)) is None


def test_holidays_are_named_in_the_language_asked_for():
    schedule = Schedule("Europe/Berlin", OFFICE.week, holidays="DE-BE")
    assert schedule.holiday(date(2026, 12, 25)) == "Erster Weihnachtstag"
    assert schedule.holiday(date(2026, 12, 25), "en") == "Christmas Day"
    assert schedule.holiday(date(2026, 12, 25), "sw") == "Erster Weihnachtstag"


WINTER = SeasonHours("12-15", "01-10", tuple(parse_named_days({"mon-fri": "10:00-14:00"}).items()))
ONCE = SeasonHours("2026-07-01", "2026-07-31", tuple(parse_named_days({"fri": "closed"}).items()))


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        ("2026-12-14", "9:00-17:30"),
        ("2026-12-15", "10:00-14:00"),
        ("2026-01-09", "10:00-14:00"),  # the season goes over New Year
        ("2026-01-12", "9:00-17:30"),
        ("2026-07-03", "closed"),
        ("2026-07-02", "9:00-17:30"),  # a day that the season does not name
        ("2027-07-02", "9:00-17:30"),  # it was once
    ],
)
def test_seasons(day, hours):
    schedule = Schedule("Europe/London", LONDON.week, seasons=(WINTER, ONCE))
    one = date.fromisoformat(day)
    assert list(schedule.days(one, one)) == [(one, parse_spans(hours), ())]


def test_what_is_said_of_a_date_beats_what_is_said_of_many():
    monthly = Monthly(parse_month_day("day 25"), parse_spans("9:00-10:00"), "Stocktaking")
    one = Special(date(2026, 12, 25), date(2026, 12, 25), parse_spans("11:00-12:00"), "Party")
    layers = Schedule("Europe/London", LONDON.week, seasons=(WINTER,), holidays="GB-ENG")
    assert layers.exception(date(2026, 12, 25)) == ("Christmas Day", ())
    layers = Schedule("Europe/London", LONDON.week, seasons=(WINTER,), holidays="GB-ENG", monthly=(monthly,))
    assert layers.exception(date(2026, 12, 25)) == ("Stocktaking", parse_spans("9:00-10:00"))
    layers = Schedule("Europe/London", LONDON.week, holidays="GB-ENG", monthly=(monthly,), special=(one,))
    assert layers.exception(date(2026, 12, 25)) == ("Party", parse_spans("11:00-12:00"))
