"""Two clocks beside each other, the dates of a week by both, and the days off that lie ahead."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import AGENCY, CLIENT

from charter import compute, pipeline
from charter.compute.closures import Dated
from charter.compute.week import DayHours, week_of
from charter.compute.zones import Apart, Stretch, apart, by_clock, nearest, shared, somebody, unbroken
from charter.worktime import parse_week
from charter.worktime.regions import region_name
from charter.worktime.schedule import Schedule, Special
from charter.worktime.zones import local, zone_of

NEW_YEAR = date(2026, 1, 1)
NINE_TO_FIVE = parse_week({"mon-fri": "09:00-17:00"})


@pytest.mark.parametrize(
    ("zone", "other", "usual", "others"),
    [
        ("Europe/London", "America/New_York", -300,
         [("2026-03-08", "2026-03-28", -240), ("2026-10-25", "2026-10-31", -240)]),
        ("America/New_York", "Europe/London", 300,
         [("2026-03-08", "2026-03-28", 240), ("2026-10-25", "2026-10-31", 240)]),
        ("America/Denver", "America/New_York", 120, []),
        ("America/Denver", "America/Phoenix", -60,
         [("2025-11-02", "2026-03-07", 0), ("2026-11-01", "2027-03-13", 0)]),
        ("Asia/Kathmandu", "Asia/Kolkata", -15, []),
        ("Europe/London", "Asia/Kathmandu", 285,
         [("2025-10-26", "2026-03-28", 345), ("2026-10-25", "2027-03-27", 345)]),
        ("Australia/Sydney", "Australia/Lord_Howe", 0, [("2026-04-05", "2026-10-03", 30)]),
        ("Pacific/Auckland", "America/New_York", -960,
         [("2025-11-03", "2026-03-08", -1080), ("2026-03-09", "2026-04-04", -1020),
          ("2026-09-27", "2026-11-01", -1020), ("2026-11-02", "2027-03-14", -1080)]),  # by Auckland's dates
        ("Europe/London", "Europe/Lisbon", 0, []),
        ("UTC", "UTC", 0, []),
    ],
)  # fmt: skip
def test_how_far_clocks_are_apart_and_when_it_is_otherwise(
    zone: str, other: str, usual: int, others: list[tuple[str, str, int]]
) -> None:
    stretches = tuple(Stretch(date.fromisoformat(one), date.fromisoformat(last), m) for one, last, m in others)
    assert apart(zone, other, NEW_YEAR) == Apart(usual, stretches)


def test_an_exception_reads_the_same_while_it_lasts() -> None:
    before, within = (apart("Europe/London", "America/New_York", date(2026, 3, day)).others[0] for day in (1, 20))
    assert before == within
    assert apart("Europe/London", "America/New_York", date(2026, 3, 29)).others[0].first == date(2026, 10, 25)


def test_only_clocks_that_never_differ_are_the_same() -> None:
    assert apart("Europe/London", "Europe/Lisbon", NEW_YEAR).same
    assert not apart("America/Denver", "America/Phoenix", NEW_YEAR).same


@pytest.mark.parametrize(
    ("ours", "yours", "minutes", "both"),
    [
        ({"mon-fri": "09:00-17:00"}, {"mon-fri": "09:00-17:00"}, 120, {"mon-fri": "11:00-17:00"}),
        ({"mon-fri": "09:00-17:00"}, {"mon-fri": "09:00-17:00"}, -345, {"mon-fri": "09:00-11:15"}),
        ({"mon-fri": "08:00-12:00, 13:00-17:00"}, {"mon-wed": "09:00-15:00"}, 60, {"mon-wed": "09:00-13:00, 14:00-15:00"}),
        ({"mon-sun": "24 hours"}, {"fri": "22:00-06:00+1"}, 90, {"fri": "22:00-06:00+1"}),
        ({"mon-fri": "09:00-17:00"}, {"mon-sun": "24 hours"}, -960, {"sun": "17:00-01:00+1", "mon-thu": "17:00-01:00+1"}),
        ({"sun": "20:00-04:00+1"}, {"mon": "00:00-12:00"}, 0, {"mon": "00:00-04:00"}),
        ({"mon-fri": "09:00-17:00"}, {"mon-fri": "09:00-17:00"}, 840, {}),
    ],
)  # fmt: skip
def test_when_both_are_at_work(ours: dict[str, str], yours: dict[str, str], minutes: int, both: dict[str, str]) -> None:
    assert shared(parse_week(ours), parse_week(yours), minutes) == parse_week(both)


@pytest.mark.parametrize("minutes", [-960, -345, -60, 0, 15, 630, 840])
@pytest.mark.parametrize("hours", [{"mon-fri": "09:00-17:00"}, {"fri-sun": "22:00-06:00+1"}, {"mon-sun": "24 hours"}])
def test_hours_by_another_clock_and_back_are_the_same(hours: dict[str, str], minutes: int) -> None:
    week = parse_week(hours)
    assert by_clock(by_clock(week, minutes), -minutes) == week


def test_those_who_never_meet_come_nearest_at_an_opening_or_a_closing() -> None:
    near = nearest(NINE_TO_FIVE, NINE_TO_FIVE, -960)  # Sydney, and a client in New York
    assert near is not None
    assert (near.opens, near.ours, near.yours) == (True, (1, 9 * 60), (0, 17 * 60))
    near = nearest(NINE_TO_FIVE, NINE_TO_FIVE, -540)
    assert near is not None
    assert (near.opens, near.ours, near.yours) == (False, (0, 17 * 60), (0, 8 * 60))
    assert nearest(parse_week({}), NINE_TO_FIVE, 0) is None


def test_somebody_is_there_only_when_it_holds_all_year() -> None:
    sydney, york = (apart(zone, "America/New_York", NEW_YEAR) for zone in ("Australia/Sydney", "America/New_York"))
    teams = ((parse_week({"mon-fri": "08:00-18:00"}), york), (NINE_TO_FIVE, sydney))
    # Sydney's 9 to 5 is 5 pm to 1 am in one half of the year, and 7 pm to 3 am in the other.
    assert somebody(teams, NEW_YEAR) == parse_week(
        {"mon-thu": "08:00-18:00, 19:00-01:00+1", "fri": "08:00-18:00", "sun": "19:00-01:00+1"}
    )


def test_a_day_without_its_breaks() -> None:
    week = parse_week({"mon": "08:00-12:00, 13:00-17:00", "fri": "08:00-12:00"})
    assert unbroken(week) == parse_week({"mon": "08:00-17:00", "fri": "08:00-12:00"})


def test_the_part_of_a_country_by_its_name() -> None:
    names = {"US-CO": "Colorado", "GB-ENG": "England", "NZ-AUK": "Auckland", "DE-BY": "Bayern", "FR-971": "Guadeloupe"}
    assert {code: region_name(code) for code in names} == names
    assert [region_name(code) for code in ("US", "XX-YY", "US-XX")] == ["", "", ""]


# --- the dates of a week


def week(schedule: Schedule, day: date) -> list[DayHours]:
    return list(week_of(schedule, "en", day))


def clock(one: DayHours, zone: str) -> list[str]:
    return [f"{local(at, zone_of(zone)):%a %H:%M}" for stretch in one.open for at in stretch]


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-27", "2026-11-23"),
        ("2026-11-28", "2026-11-30"),
        ("2026-11-29", "2026-11-30"),
    ],
)
def test_on_a_weekend_it_is_the_week_to_come(day: str, monday: str) -> None:
    found = week(Schedule("UTC", NINE_TO_FIVE), date.fromisoformat(day))
    assert found[0].day == date.fromisoformat(monday)
    assert (found[-1].day.weekday(), found[-1].last.weekday()) == (5, 6)


def test_exceptions_have_their_names_and_closed_days_of_one_name_are_one() -> None:
    early = Special(date(2026, 11, 25), date(2026, 11, 25), parse_week({"mon": "09:00-12:00"}).mon, "Early close")
    away = Special(date(2026, 11, 27), date(2026, 12, 1), (), "Away")
    found = week(Schedule("UTC", NINE_TO_FIVE, special=(early, away), holidays="US"), date(2026, 11, 25))
    assert [(one.day.day, one.last.day, clock(one, "UTC"), one.name) for one in found[2:]] == [
        (25, 25, ["Wed 09:00", "Wed 12:00"], "Early close"),
        (26, 26, [], "Thanksgiving Day"),
        (27, 27, [], "Away"),
        (28, 29, [], ""),
    ]


def test_a_night_stands_on_its_evening_and_keeps_its_real_end() -> None:
    schedule = Schedule("America/Denver", parse_week({"sat": "22:00-06:00+1", "sun": "closed"}))
    found = week(schedule, date(2026, 10, 30))
    assert [clock(one, "America/Denver") for one in found] == [[], ["Sat 22:00", "Sun 06:00"], []]
    opens, closes = found[1].open[0]
    assert closes - opens == 9 * 3600


def test_the_rest_of_a_night_whose_evening_was_an_exception_stands_on_its_own_date() -> None:
    closed = Special(date(2026, 11, 24), date(2026, 11, 24))
    found = week(Schedule("UTC", parse_week({"mon-fri": "22:00-06:00+1"}), special=(closed,)), date(2026, 11, 24))
    assert clock(found[2], "UTC") == ["Wed 00:00", "Wed 06:00", "Wed 22:00", "Thu 06:00"]


# --- the days off ahead

CALENDARS = """\
calendars:
  office:
    hours: {mon-fri: 09:00-17:00}
    holidays: US-CO
    open_holidays: [Veterans Day]
    closures: [{name: Winter break, from: 2026-12-24, to: 2027-01-01}]
  late: {hours: {mon-fri: 09:00-21:00}, holidays: US-CO}
"""
TIER = "name: Growth\ncommitments: {question: {first_reply: {target: 1 business day, calendar: late}}}\n"


def days_off(project, day: date, language: str = "en", region: str = "US-CO") -> list[Dated]:
    agency = AGENCY.replace("calendars:\n  office: {hours: {mon-fri: 09:00-17:00}}\n", CALENDARS)
    agency = agency.replace("Denver,", "Denver, languages: [en, de],").replace("US-CO", region)
    root = project(agency=agency, tiers__growth=TIER, clients__harbor=CLIENT + f"language: {language}\n")
    loaded = pipeline.load(root)
    return list(compute.facts(loaded.clients["harbor"].charter, day).closures)


def test_holidays_and_closures_are_one_list(project) -> None:
    found = days_off(project, date(2026, 11, 27))
    assert [(f"{one.first:%m-%d}", one.name, one.calendars) for one in found][:4] == [
        ("12-24", "Winter break", ("office",)),
        ("12-25", "Christmas Day", ("late",)),  # in the office, the winter break says it
        ("01-01", "New Year's Day", ("late",)),
        ("01-18", "Martin Luther King Jr. Day", ("office", "late")),
    ]
    names = [one.name for one in found]
    assert "Independence Day" not in names  # it is a Sunday; its Monday is a day off
    assert "Independence Day (observed)" in names
    assert [one.calendars for one in found if one.name == "Veterans Day"] == [("late",)]
    assert all(one.first < date(2027, 11, 28) for one in found)


@pytest.mark.parametrize(("language", "name"), [("de", "Karfreitag"), ("en", "Good Friday")])
def test_holidays_have_their_names_in_the_clients_language(project, language: str, name: str) -> None:
    found = {one.first: one.name for one in days_off(project, date(2026, 11, 20), language, "DE-BY")}
    assert found[date(2027, 3, 26)] == name


def test_a_holiday_is_listed_until_it_is_over(project) -> None:
    assert [days_off(project, date(2026, 11, day))[0].name for day in (26, 27)] == ["Thanksgiving Day", "Winter break"]
