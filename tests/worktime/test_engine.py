"""What promises come to: the worked examples that the field has published, and the edges where its tools part."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from charter.worktime import (
    TimeOfDay,
    parse_month_day,
    parse_notice,
    parse_spans,
    parse_target,
    parse_week,
)
from charter.worktime.due import Due, due, latest_before, received
from charter.worktime.month_days import days_in_month
from charter.worktime.schedule import Schedule, Special
from charter.worktime.timeline import BeyondHorizon, Timeline, timeline
from charter.worktime.zones import instant, local, zone_of

LONDON = Schedule("Europe/London", parse_week({"mon-fri": "9:00-17:30"}))
NINE_TO_FIVE = Schedule("Europe/London", parse_week({"mon-fri": "9:00-17:00"}))
NIGHTS = Schedule("Europe/London", parse_week({"mon-sun": "22:00-06:00+1"}))
ALWAYS = Schedule("Europe/London", parse_week({"mon-sun": "24 hours"}))
WEEKDAYS = Schedule("Europe/London", parse_week({"mon-fri": "24 hours"}))


def days(schedule, first="2026-01-01", last="2026-12-31"):
    return timeline(schedule, date.fromisoformat(first), date.fromisoformat(last))


def at(text, zone="Europe/London"):
    """Read `2026-01-05 10:00` by the clocks of a zone."""
    moment = datetime.fromisoformat(text)
    return instant(moment.date(), moment.hour * 60 + moment.minute, zone_of(zone))


def wall(found, zone="Europe/London"):
    """Write an instant by the clocks of a zone; 24:00 is the next day's 00:00."""
    return f"{local(found, zone_of(zone)):%Y-%m-%d %H:%M}"


def utc(found):
    return f"{datetime.fromtimestamp(found, UTC):%d %H:%M}"


# An agency in London, 09:00-17:30 Monday to Friday, in the weeks of 5 and 12 January 2026. The sentences say the rule.

WORKED = [
    ("4 business hours", "2026-01-09 16:30", "2026-01-12 12:00"),  # open time only: Friday 4:30 pm, Monday noon
    ("24 hours, any day", "2026-01-09 16:30", "2026-01-10 16:30"),  # day or night, weekends included
    ("1 business day", "2026-01-09 10:00", "2026-01-12 17:30"),  # Friday, Saturday or Sunday: Monday's close
    ("1 business day", "2026-01-10 10:00", "2026-01-12 17:30"),
    ("1 business day", "2026-01-11 10:00", "2026-01-12 17:30"),
    ("2 business days", "2026-01-05 10:00", "2026-01-07 17:30"),  # Monday: Wednesday's close
    ("1 business day by 12:00", "2026-01-05 10:00", "2026-01-06 12:00"),
    ("same business day, cut-off 14:00", "2026-01-05 13:59", "2026-01-05 17:30"),
    ("same business day, cut-off 14:00", "2026-01-05 14:00", "2026-01-06 17:30"),
    ("1 business day, cut-off 15:00", "2026-01-09 15:01", "2026-01-13 17:30"),  # Friday 3:01 pm counts as Monday
    ("1 business day, cut-off 15:00", "2026-01-09 14:59", "2026-01-12 17:30"),
    ("1 business day, cut-off 15:00", "2026-01-10 11:00", "2026-01-13 17:30"),  # so does Saturday
    ("every 2 business days", "2026-01-05 10:00", "2026-01-07 17:30"),
    ("1 hour, any day", "2026-01-10 23:30", "2026-01-11 00:30"),
    ("2 weeks", "2026-01-12 10:00", "2026-01-26 17:30"),  # ten business days: Monday 12 to Monday 26 January
    ("1 month", "2026-01-31 10:00", "2026-03-02 17:30"),  # 28 February is a Saturday
    ("10 days, any day", "2026-01-05 10:00", "2026-01-15 17:30"),
    ("5 days, any day", "2026-01-05 10:00", "2026-01-12 17:30"),  # a Saturday moves to the next business day
    ("immediately", "2026-01-09 18:00", "2026-01-12 09:00"),
]


@pytest.mark.parametrize(("target", "arrives", "answer"), WORKED)
def test_the_sentence_and_its_example(target, arrives, answer):
    assert wall(due(parse_target(target), at(arrives), days(LONDON))[0].latest) == answer


@pytest.mark.parametrize(
    ("notice", "event", "latest"),
    [
        ("1 business day by 12:00", "2026-01-12 10:00", "2026-01-09 12:00"),  # a call on Monday: Friday noon
        ("24 hours, any day", "2026-01-12 10:00", "2026-01-11 10:00"),
        ("4 business hours", "2026-01-12 10:00", "2026-01-09 14:30"),
        ("1 clear business day", "2026-01-12 10:00", "2026-01-08 17:30"),  # CPR 2.8; Corfield v Howard 2024
        ("1 business day", "2026-01-12 10:00", "2026-01-09 17:30"),
        ("1 business day", "2026-01-11 10:00", "2026-01-09 17:30"),  # an event on a closed day
        ("2 weeks", "2026-01-26 10:00", "2026-01-12 10:00"),
        ("1 month", "2026-03-31 10:00", "2026-02-28 10:00"),
        ("3 days, any day", "2026-03-31 10:00", "2026-03-28 10:00"),  # the same clock time, over a change
    ],
)
def test_the_latest_time_before(notice, event, latest):
    assert wall(latest_before(parse_notice(notice), at(event), days(LONDON))) == latest


@pytest.mark.parametrize(
    ("arrives", "answer"),
    [  # ServiceNow's "end of next business day", EU Regulation 1182/71, Excel, pandas `BDay`
        ("2026-01-05 10:00", "2026-01-06 17:00"),
        ("2026-01-05 08:00", "2026-01-06 17:00"),
        ("2026-01-09 18:00", "2026-01-12 17:00"),
        ("2026-01-10 11:00", "2026-01-12 17:00"),
    ],
)
def test_one_business_day_ends_with_the_next_one(arrives, answer):
    assert wall(due(parse_target("1 business day"), at(arrives), days(NINE_TO_FIVE))[0].latest) == answer


HALF = Special(date(2026, 1, 6), date(2026, 1, 6), parse_spans("9:00-12:00"))
CLOSED = Special(date(2026, 1, 6), date(2026, 1, 6), name="Stocktaking")
SPLIT = Schedule("Europe/London", parse_week({"mon-fri": "9:00-13:00, 14:00-17:00"}))


@pytest.mark.parametrize(
    ("schedule", "target", "arrives", "answer"),
    [
        pytest.param(NINE_TO_FIVE, "1 business hour", "01-05 20:00", "01-06 10:00", id="out of hours: Zendesk, Jira"),
        pytest.param(NINE_TO_FIVE, "1 business hour", "01-05 17:00", "01-06 10:00", id="at closing: biz"),
        pytest.param(NINE_TO_FIVE, "1 business hour", "01-05 16:59", "01-06 09:59", id="a minute before closing"),
        pytest.param(NINE_TO_FIVE, "1 business hour", "01-05 09:00", "01-05 10:00", id="at opening"),
        pytest.param(NINE_TO_FIVE, "1 business hour", "01-05 08:59", "01-05 10:00", id="a minute before opening"),
        pytest.param(NINE_TO_FIVE, "8 business hours", "01-05 09:00", "01-05 17:00", id="ends at closing: Freshdesk"),
        pytest.param(NINE_TO_FIVE, "8 business hours", "01-09 17:00", "01-12 17:00", id="not at the next opening"),
        pytest.param(SPLIT, "4 business hours", "01-05 09:00", "01-05 13:00", id="ends at the lunch break"),
        pytest.param(SPLIT, "5 business hours", "01-05 09:00", "01-05 15:00", id="split hours: working_hours"),
        pytest.param(WEEKDAYS, "48 business hours", "01-09 17:00", "01-13 17:00", id="24 x 5: ServiceNow"),
        pytest.param(ALWAYS, "48 business hours", "01-09 17:00", "01-11 17:00", id="24 x 7: as elapsed"),
        pytest.param(ALWAYS, "24 hours", "01-09 17:00", "01-10 17:00", id="no clock needed"),
        pytest.param(NIGHTS, "8 business hours", "01-05 22:00", "01-06 06:00", id="past midnight: OSM 22:00-26:00"),
        pytest.param(NIGHTS, "1 business day", "01-05 10:00", "01-07 06:00", id="the night ends the business day"),
        pytest.param(WEEKDAYS, "1 business day", "01-08 10:00", "01-10 00:00", id="24:00 ends the business day"),
    ],
)
def test_the_edges_of_opening(schedule, target, arrives, answer):
    assert wall(due(parse_target(target), at(f"2026-{arrives}"), days(schedule))[0].latest) == f"2026-{answer}"


@pytest.mark.parametrize(
    ("special", "target", "answer"),
    [
        pytest.param(CLOSED, "8 business hours", "01-07 16:00", id="a holiday stops the clock: Zendesk"),
        pytest.param(CLOSED, "1 business day", "01-07 17:00", id="and is no business day"),
        pytest.param(HALF, "8 business hours", "01-07 13:00", id="special hours: Plain"),
        pytest.param(HALF, "1 business day", "01-06 12:00", id="a half day is a business day"),
        pytest.param(CLOSED, "30 hours, any day", "01-06 22:00", id="elapsed time knows no holiday: Freshdesk"),
    ],
)
def test_a_date_of_its_own(special, target, answer):
    """Asked on Monday 5 January at 16:00."""
    schedule = Schedule("Europe/London", NINE_TO_FIVE.week, special=(special,))
    assert wall(due(parse_target(target), at("2026-01-05 16:00"), days(schedule))[0].latest) == f"2026-{answer}"


def test_a_holiday_cuts_a_night_at_its_own_midnights():
    """Zendesk's two pieces, opening_hours.js and opening-hours-py."""
    hours = days(Schedule("Europe/London", NIGHTS.week, special=(CLOSED,)), "2026-01-05", "2026-01-08")
    assert [(wall(start)[5:], wall(end)[5:]) for start, end in hours.intervals] == [
        ("01-05 00:00", "01-05 06:00"),
        ("01-05 22:00", "01-06 00:00"),
        ("01-07 00:00", "01-07 06:00"),  # what is left of the night of the holiday
        ("01-07 22:00", "01-08 06:00"),
        ("01-08 22:00", "01-09 00:00"),  # where the days that are known end
    ]
    assert wall(hours.business_day(date(2026, 1, 5)).closes) == "2026-01-06 00:00"
    assert hours.business_day(date(2026, 1, 6)) is None
    assert wall(hours.business_day(date(2026, 1, 8)).closes) == "2026-01-09 06:00"


def test_special_hours_after_a_night_are_not_its_closing():
    early = Special(date(2026, 1, 6), date(2026, 1, 6), parse_spans("5:00-12:00"))
    hours = days(Schedule("Europe/London", NIGHTS.week, special=(early,)))
    assert wall(hours.business_day(date(2026, 1, 5)).closes) == "2026-01-06 00:00"


# Changes of the clocks.


@pytest.mark.parametrize(
    ("zone", "week", "day", "pieces"),
    [
        pytest.param("Europe/London", "22:00-06:00+1", "2026-03-28", ["28 22:00-29 05:00"], id="a spring night: 7 h"),
        pytest.param("Europe/London", "22:00-06:00+1", "2026-10-24", ["24 21:00-25 06:00"], id="an autumn night: 9 h"),
        pytest.param("Europe/London", "24 hours", "2026-10-25", ["24 23:00-26 00:00"], id="a Sunday of 25 hours"),
        pytest.param("Europe/London", "1:30-5:00", "2026-10-25", ["25 00:30-25 05:00"], id="twice: the first"),
        pytest.param("Europe/London", "0:00-1:30", "2026-10-25", ["24 23:00-25 00:30"], id="closes twice: the first"),
        pytest.param("Europe/London", "1:30-5:00", "2026-03-29", ["29 01:30-29 04:00"], id="missing: an hour later"),
        pytest.param("Europe/London", "1:30-2:10", "2026-03-29", [], id="closes before it opens: no opening"),
        pytest.param("Europe/London", "1:50-1:55, 2:00-2:30", "2026-03-29", ["29 01:00-29 01:30", "29 01:50-29 01:55"], id="the second span comes first"),
        pytest.param("Australia/Lord_Howe", "1:00-3:00", "2026-04-05", ["04 14:00-04 16:30"], id="half an hour more"),
        pytest.param("America/Sao_Paulo", "0:00-4:00", "2018-11-04", ["04 03:00-04 06:00"], id="no midnight"),
        pytest.param("America/Sao_Paulo", "23:00-24:00", "2018-02-17", ["18 01:00-18 03:00"], id="an hour before midnight, twice"),
        pytest.param("America/Havana", "0:00-2:00", "2025-11-02", ["02 04:00-02 07:00"], id="midnight twice"),
        pytest.param("Asia/Kathmandu", "9:00-17:00", "2026-11-01", ["01 03:15-01 11:15"], id="a quarter to six"),
        pytest.param("Pacific/Apia", "24 hours", "2011-12-30", [], id="a date that was left out"),
    ],
)  # fmt: skip
def test_openings_over_a_change_of_clocks(zone, week, day, pieces):
    """An end is a clock time made an instant once (RFC 5545, 3.3.5); between the ends real minutes count."""
    first = date.fromisoformat(day)
    hours = Timeline(Schedule(zone, parse_week({"mon-sun": "closed"}), special=(Special(first, first),)), first, first)
    assert not list(hours.intervals)
    one = parse_week({("mon", "tue", "wed", "thu", "fri", "sat", "sun")[first.weekday()]: week})
    hours = Timeline(Schedule(zone, one), first, date.fromordinal(first.toordinal() + 1))
    assert [f"{utc(start)}-{utc(end)}" for start, end in hours.intervals] == pieces


def test_a_day_with_an_empty_first_opening_opens_with_its_second():
    hours = days(Schedule("Europe/London", parse_week({"sun": "1:30-2:10, 9:00-12:00"})))
    assert wall(hours.business_day(date(2026, 3, 29)).opens) == "2026-03-29 09:00"


def test_a_day_whose_second_span_comes_first_opens_with_it():
    hours = days(Schedule("Europe/London", parse_week({"sun": "1:50-1:55, 2:00-2:30"})))
    sunday = hours.business_day(date(2026, 3, 29))
    assert [utc(sunday.opens), utc(sunday.closes)] == ["29 01:00", "29 01:55"]


def test_a_day_with_only_an_empty_opening_is_no_business_day():
    hours = days(Schedule("Europe/London", parse_week({"sun": "1:30-2:10"})))
    assert hours.day_after(date(2026, 3, 22), 1).day == date(2026, 4, 5)


def test_elapsed_hours_over_a_change_of_clocks():
    answer = due(parse_target("24 hours, any day"), at("2026-03-28 12:00"), days(LONDON))[0].latest
    assert wall(answer) == "2026-03-29 13:00"


def test_a_zone_that_stopped_changing_its_clocks():
    """British Columbia kept its summer time in 2026; older time zone data is an hour off."""
    assert utc(at("2026-12-01 09:00", "America/Vancouver")) == "01 16:00"


# Ranges, percentiles, words.


def test_a_range_has_two_ends():
    answer = due(parse_target("1-2 business days"), at("2026-01-05 10:00"), days(LONDON))
    assert answer == (Due(at("2026-01-07 17:30"), at("2026-01-06 17:30")),)


def test_each_step_of_percentiles_is_due():
    target = parse_target("50% in 4 business hours, 100% in 8 business hours")
    found = due(target, at("2026-01-05 09:00"), days(LONDON))
    assert [(one.percent, wall(one.latest)[11:]) for one in found] == [(50, "13:00"), (100, "17:00")]


@pytest.mark.parametrize("words", ["as agreed", "not offered"])
def test_words_are_no_time(words):
    assert due(parse_target(words), at("2026-01-05 09:00"), days(LONDON)) == ()


@pytest.mark.parametrize(
    ("target", "arrives", "answer"),
    [
        ("same business day", "2026-01-05 17:29", "2026-01-05 17:30"),
        ("same business day", "2026-01-05 17:30", "2026-01-06 17:30"),  # at closing it is over
        ("same business day", "2026-01-05 07:00", "2026-01-05 17:30"),
        ("same business day", "2026-01-10 11:00", "2026-01-12 17:30"),
        ("same business day by 12:00", "2026-01-05 12:00", "2026-01-06 12:00"),
        ("next business day by open", "2026-01-05 10:00", "2026-01-06 09:00"),
        ("next business day", "2026-01-10 11:00", "2026-01-12 17:30"),
    ],
)
def test_relative_days(target, arrives, answer):
    assert wall(due(parse_target(target), at(arrives), days(LONDON))[0].latest) == answer


@pytest.mark.parametrize(
    ("arrives", "counts"),
    [("2026-01-09 14:59", "2026-01-09"), ("2026-01-09 15:00", "2026-01-12"), ("2026-01-10 08:00", "2026-01-12")],
)
def test_a_cut_off_moves_the_day_of_receipt(arrives, counts):
    assert received(at(arrives), TimeOfDay(15 * 60), days(LONDON)) == date.fromisoformat(counts)


def test_notice_is_never_after_the_event():
    """A night that ends after the event, and midnight at the end of the day before, leave the business day before."""
    assert wall(latest_before(parse_notice("1 business day"), at("2026-01-06 03:00"), days(NIGHTS))) == (
        "2026-01-05 06:00"
    )
    assert wall(latest_before(parse_notice("1 business day by 24:00"), at("2026-01-06 00:00"), days(ALWAYS))) == (
        "2026-01-05 00:00"
    )


# Nothing at all, and what is not known.


def test_no_time_at_all_is_the_next_open_instant():
    hours = days(LONDON)
    assert [wall(hours.add(at(text), 0)) for text in ("2026-01-05 10:00", "2026-01-05 17:30", "2026-01-10 11:00")] == [
        "2026-01-05 10:00",
        "2026-01-06 09:00",
        "2026-01-12 09:00",
    ]
    assert hours.subtract(at("2026-01-05 20:00"), 0) == at("2026-01-05 20:00")
    assert hours.between(at("2026-01-05 20:00"), at("2026-01-05 20:00")) == 0


def test_time_to_closing_is_open_until_then():
    hours = days(LONDON)
    assert hours.is_open(at("2026-01-05 17:29"))
    assert not hours.is_open(at("2026-01-05 17:30"))
    assert hours.closing(at("2026-01-05 17:30")) == at("2026-01-06 17:30")


FIRST_WEEK = ("2026-01-05", "2026-01-09")


@pytest.mark.parametrize(
    "ask",
    [
        lambda hours: hours.add(at("2026-01-09 16:00"), 2 * 60 * 60),
        lambda hours: hours.subtract(at("2026-01-05 10:00"), 2 * 60 * 60),
        lambda hours: hours.next_open(at("2026-01-09 17:30")),
        lambda hours: hours.is_open(at("2026-01-10 00:00")),
        lambda hours: hours.is_open(at("2026-01-04 23:59")),
        lambda hours: hours.between(at("2026-01-05 10:00"), at("2026-01-10 00:01")),
        lambda hours: hours.day_after(date(2026, 1, 9), 1),
        lambda hours: hours.day_before(date(2026, 1, 5), 1),
        lambda hours: hours.day_before(date(2026, 2, 5), 1),
        lambda hours: due(parse_target("5 business days"), at("2026-01-05 10:00"), hours),
        lambda hours: due(parse_target("1 month"), at("2026-01-05 10:00"), hours),
        lambda hours: due(parse_target("1 business day, cut-off 15:00"), at("2026-01-09 16:00"), hours),
        lambda hours: latest_before(parse_notice("1 business day"), at("2026-01-05 10:00"), hours),
        lambda hours: days_in_month(parse_month_day("day 15"), 2026, 1, hours),
    ],
)
def test_what_lies_beyond_the_known_days_is_never_guessed(ask):
    with pytest.raises(BeyondHorizon):
        ask(days(LONDON, *FIRST_WEEK))


def test_the_last_evening_is_known_to_be_closed():
    hours = days(LONDON, *FIRST_WEEK)
    assert not hours.is_open(at("2026-01-09 20:00"))
    assert hours.between(at("2026-01-09 17:00"), at("2026-01-10 00:00")) == 30 * 60


def test_what_never_closes_has_no_closing():
    with pytest.raises(BeyondHorizon):
        days(ALWAYS).closing(at("2026-01-05 10:00"))


def test_of_closures_on_one_date_the_shortest_says_what_is_open() -> None:
    week = parse_week({"mon-fri": "09:00-17:00"})
    long_, short = (
        Special(date(2026, 12, 24), date(2026, 12, 31), (), "Break"),
        Special(date(2026, 12, 29), date(2026, 12, 29), parse_spans("10:00-11:00"), "Short day"),
    )
    for special in ((long_, short), (short, long_)):
        schedule = Schedule("Europe/London", week, special=special)
        assert schedule.exception(date(2026, 12, 29)) == ("Short day", parse_spans("10:00-11:00"))
        assert schedule.exception(date(2026, 12, 28)) == ("Break", ())
