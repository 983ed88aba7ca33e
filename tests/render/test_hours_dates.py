"""Hours as dates: days off by name, the week by two clocks, and when both sides are at work."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import AGENCY, CLIENT
from sections import section
from sites import pages

from charter import shipped
from charter.compute.zones import Apart, Stretch, apart
from charter.render.language import Speech
from charter.worktime import parse_arrival
from charter.worktime.zones import instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

EN = Speech.open("en", [shipped.templates() / "locale"], "US")
OFFICE = "office: {hours: {mon-fri: 09:00-17:00}}"
BASE = AGENCY.replace("[commitments]", "[hours, commitments]")
YORK = "timezone: America/New_York\n"


def said(project: Project, client: str = "", calendars: str = OFFICE, more: str = "") -> dict[str, str]:
    """Give the words of the section on hours of both pages."""
    agency = BASE.replace(OFFICE, calendars) + more
    both = pages(project(agency=agency, clients__harbor=CLIENT + client))
    return {name: section(text, "hours") for name, text in both.items()}


def office(more: str) -> str:
    return f"office: {{hours: {{mon-fri: 09:00-17:00}}, {more}}}"


# --- days off


def test_holidays_stand_among_the_closures_each_on_its_date(project: Project) -> None:
    closure = "closures: [{name: Winter break, from: 2026-12-24, to: 2027-01-01}]"
    both = said(project, calendars=office(f"holidays: US-CO, {closure}"))
    start = "Thu, Nov 26, 2026 Thanksgiving Day Thu, Dec 24, 2026 – Fri, Jan 1, 2027 Winter break"
    assert f"{start} Mon, Jan 18, 2027 Martin Luther King Jr. Day Mon, Feb 15, 2027" in both["index.html"]
    assert "Christmas Day" not in both["index.html"]
    assert f"Next closures {start} Mon, Jan 18, 2027 Martin Luther King Jr. Day" in both["expectations.html"]
    assert "Feb 15" not in both["expectations.html"]
    assert all("We are closed on the public holidays of Colorado." in text for text in both.values())


def test_holidays_are_called_as_the_agency_calls_them(project: Project) -> None:
    names = "holiday_names: {Thanksgiving Day: Turkey Day, Veterans Day: Armistice Day}"
    both = said(project, calendars=office(f"holidays: US-CO, open_holidays: [veterans day], {names}"))
    assert all("Thu, Nov 26, 2026 Turkey Day" in text for text in both.values())
    assert all("We work all the same on Armistice Day." in text for text in both.values())


def test_what_closes_all_calendars_names_none(project: Project) -> None:
    two = "office: {hours: {mon-fri: 09:00-17:00}, holidays: US}\n  late: {name: Late team, hours: {mon-fri: 12:00-20:00}, holidays: US, closures: [{name: Move, on: 2026-12-01}]}"
    spoken = "spoken: {en: {calendar: late}}\n"
    index = said(project, calendars=two, more=spoken)["index.html"]
    assert "Thu, Nov 26, 2026 Thanksgiving Day Tue, Dec 1, 2026 Move Late team" in index


@pytest.mark.parametrize(
    ("code", "name"),
    [("US-CO", "Colorado"), ("GB-ENG", "England"), ("GB", "United Kingdom"), ("US-XX", "XX, United States")],
)
def test_holidays_of_a_part_of_a_country_by_its_name(code: str, name: str) -> None:
    assert EN.holidays(code) == f"public holidays of {name}"


# --- the week


def test_each_date_of_the_week_has_the_hours_that_are_kept_by_both_clocks(project: Project) -> None:
    closures = "closures: [{name: Early close, on: 2026-11-25, hours: 09:00-12:00}], holidays: US"
    for text in said(project, YORK, office(closures)).values():
        assert (
            "Hours in the week of November 23, 2026 Day Hours, Denver time "
            "Mon, Nov 23 9 am to 5 pm 11 am to 7 pm New York time "
            "Tue, Nov 24 9 am to 5 pm 11 am to 7 pm New York time "
            "Wed, Nov 25 Early close 9 am to 12 noon 11 am to 2 pm New York time "
            "Thu, Nov 26 Thanksgiving Day Closed "
            "Fri, Nov 27 9 am to 5 pm 11 am to 7 pm New York time "
            "Sat, Nov 28 to Sun, Nov 29 Closed"
        ) in text


def test_one_clock_where_both_show_the_same(project: Project) -> None:
    for text in said(project).values():
        assert "Mon, Nov 23 9 am to 5 pm Tue, Nov 24" in text
        assert "When we are both at work" not in text
        assert "the same as yours" not in text


def test_another_date_by_the_clients_clock_is_named(project: Project) -> None:
    text = said(project, "timezone: Pacific/Auckland\n")["index.html"]
    assert "Mon, 23 Nov 9 am to 5 pm Tue, 24 Nov: 5 am to 1 pm Auckland time" in text


def test_other_calendars_have_their_week_where_it_is_another_one(project: Project) -> None:
    three = (
        OFFICE + "\n  desk: {name: Desk, hours: {mon-fri: 09:00-17:00}}"
        "\n  sydney: {name: Sydney hours, timezone: Australia/Sydney, hours: {mon-fri: 09:00-17:00}}"
    )
    spoken = "spoken: {en: {calendar: desk}, es: {calendar: sydney}}\n"
    both = said(project, calendars=three, more=spoken)
    week = "in the week of November 23, 2026"
    assert [f"{name} {week}" in both["index.html"] for name in ("Office", "Desk", "Sydney hours")] == [
        True,
        False,
        True,
    ]
    assert "Mon, Nov 23 9 am to 5 pm Sun, Nov 22: 3 pm to 11 pm Denver time" in both["index.html"]
    assert f"Sydney hours {week}" not in both["expectations.html"]


def test_hours_on_a_date_by_a_clock() -> None:
    monday = date(2026, 11, 30)
    sydney = zone_of("Australia/Sydney")
    day = [
        (instant(monday, start * 60, sydney), instant(monday, end * 60, sydney)) for start, end in ((9, 12), (13, 17))
    ]
    assert EN.hours_on(monday, day, "Australia/Sydney") == "9 am to 12 noon and 1 pm to 5 pm"
    assert EN.hours_on(monday, day, "America/New_York") == "Sun, Nov 29: 5 pm to 8 pm and 9 pm to 1 am the next day"
    assert EN.hours_on(monday, [], "UTC") == "Closed"
    whole = [(instant(monday, 0, sydney), instant(monday, 24 * 60, sydney))]
    assert EN.hours_on(monday, whole, "Australia/Sydney") == "24 hours"


# --- both at work


@pytest.mark.parametrize(
    ("client", "sentences"),
    [
        (YORK + "hours: {mon-fri: 10:00-19:00}\n",
         ["We are both at work Monday to Friday, 11 am to 7 pm New York time (9 am to 5 pm Denver time).",
          "New York time is 2 hours ahead of Denver time all year."]),
        (YORK,
         ["We are both at work Monday to Friday, 11 am to 5 pm New York time (9 am to 3 pm Denver time).",
          "We do not know your hours. We take these, by your clock: Monday to Friday, 9 am to 5 pm."]),
        ("hours: {mon-wed: 13:00-19:00}\n",
         ["We are both at work Monday to Wednesday, 1 pm to 5 pm Denver time."]),
        ("timezone: America/Boise\nhours: {mon-wed: 13:00-19:00}\n",
         ["All times are Denver time, the same as yours.",
          "We are both at work Monday to Wednesday, 1 pm to 5 pm Boise time."]),
        ("timezone: Asia/Kolkata\n",
         ["We are never at work at the same time.",
          "We come nearest here: Monday, 8:30 pm Kolkata time is Monday, 9 am Denver time, when we open."]),
    ],
)  # fmt: skip
def test_when_both_are_at_work(project: Project, client: str, sentences: list[str]) -> None:
    for text in said(project, client).values():
        assert [sentence for sentence in sentences if sentence not in text] == []
        assert ("We do not know your hours." in text) is ("hours:" not in client)


def test_weeks_in_which_clocks_are_otherwise_have_their_own_hours(project: Project) -> None:
    both = said(project, "timezone: Europe/London\nhours: {mon-fri: 09:00-17:30}\n")
    usual = "London time is usually 7 hours ahead of Denver time."
    weeks = ["Sun, 14 Mar – Sat, 27 Mar 2027: 6 hours ahead", "Sun, 31 Oct – Sat, 6 Nov 2027: 6 hours ahead"]
    overlap = "We are both at work Monday to Friday, 15:00 to 17:30 London time (09:00 to 11:30 Denver time)."
    assert f"{usual} {weeks[0]}. {overlap} {weeks[1]}. {overlap}" in both["index.html"]
    assert f"{usual} Other weeks: {'; '.join(weeks)}." in both["expectations.html"]


def test_what_is_otherwise_now_stands_on_the_short_page_too(project: Project) -> None:
    for text in said(project, "timezone: America/Phoenix\nhours: {mon-fri: 09:00-17:00}\n").values():
        assert (
            "We are usually both at work Monday to Friday, 9 am to 4 pm Phoenix time (10 am to 5 pm Denver time)."
            in text
        )
        assert (
            "Sun, Nov 1, 2026 – Sat, Mar 13, 2027: the same. "
            "We are both at work Monday to Friday, 9 am to 5 pm Phoenix time."
        ) in text


def test_teams_around_the_world_and_when_one_is_there(project: Project) -> None:
    two = (
        "office: {hours: {mon-fri: 07:00-16:00}}"
        "\n  east: {name: Eastern hours, timezone: America/New_York, hours: {mon-fri: 13:00-22:00}}"
    )
    teams = "departments:\n" + "".join(
        f"  {ident}: {{name: {ident}, handles: [{ident}], why: They know., channels: email, calendar: {calendar}}}\n"
        for ident, calendar in (("north", "office"), ("south", "east"))
    )
    index = said(project, YORK, two, teams)["index.html"]
    assert "one of our teams is there: Monday to Friday, 9 am to 10 pm, New York time." in index
    assert "Eastern hours in the week of" in index


# --- arrivals


@pytest.mark.parametrize(
    ("text", "minutes", "sentence"),
    [
        ("before 16:00", 120, "before 4 pm Denver time (6 pm New York time)"),
        ("from 14:00", 120, "from 2 pm Denver time (4 pm New York time)"),
        ("from 09:00 to 12:00", 120, "from 9 am to 12 noon Denver time (11 am to 2 pm New York time)"),
        ("mon-thu before 14:00, fri before 11:00", 120,
         "Monday to Thursday before 2 pm Denver time (4 pm New York time) or Friday before 11 am Denver time (1 pm New York time)"),
        ("on sat-sun", 120, "Saturday and Sunday, at any time, Denver time"),
        ("before 14:00", -960, "before 2 pm Denver time (10 pm New York time the day before)"),
        ("before 14:00", 660, "before 2 pm Denver time (1 am New York time the next day)"),
        ("before 14:00", 0, "before 2 pm"),
    ],
)  # fmt: skip
def test_a_time_of_arrival_by_both_clocks(text: str, minutes: int, sentence: str) -> None:
    said = EN.arrival_in(parse_arrival(text), "America/Denver", "America/New_York", Apart(minutes))
    assert said == sentence


def test_a_time_that_is_another_in_some_weeks_is_the_usual_one() -> None:
    some = Apart(420, (Stretch(date(2027, 3, 14), date(2027, 3, 27), 360),))
    said = EN.arrival_in(parse_arrival("before 09:00"), "America/Denver", "Europe/London", some)
    assert said == "before 9 am Denver time (usually 4 pm London time)"


def test_a_row_names_the_zone_of_its_calendar(project: Project) -> None:
    tier = "name: Growth\ncommitments:\n  question:\n    - {arrives: before 14:00, first_reply: same business day}\n    - {first_reply: 1 business day}\n"
    rendered = pages(project(agency=BASE, tiers__growth=tier, clients__harbor=CLIENT + YORK))
    for page in rendered.values():
        assert "before 2 pm Denver time (4 pm New York time)" in page
    assert (
        "before 2 pm</small>" in pages(project(agency=BASE, tiers__growth=tier, clients__harbor=CLIENT))["index.html"]
    )


# --- differences in words


@pytest.mark.parametrize(
    ("here", "there", "sentences"),
    [
        ("Europe/London", "America/New_York",
         ["New York time is usually 5 hours behind London time.",
          "Sun, Mar 8 – Sat, Mar 28, 2026: 4 hours behind", "Sun, Oct 25 – Sat, Oct 31, 2026: 4 hours behind"]),
        ("America/Denver", "America/Phoenix",
         ["Phoenix time is usually 1 hour behind Denver time.",
          "Sun, Nov 2, 2025 – Sat, Mar 7, 2026: the same", "Sun, Nov 1, 2026 – Sat, Mar 13, 2027: the same"]),
        ("Asia/Kolkata", "Asia/Kathmandu", ["Kathmandu time is 15 minutes ahead of Kolkata time all year."]),
        ("UTC", "Asia/Kathmandu", ["Kathmandu time is 5 hours and 45 minutes ahead of UTC all year."]),
        ("Australia/Sydney", "Australia/Lord_Howe",
         ["Lord Howe Island time is usually the same as Sydney time.", "Sun, Apr 5 – Sat, Oct 3, 2026: 30 minutes ahead"]),
    ],
)  # fmt: skip
def test_how_far_clocks_are_apart_in_words(here: str, there: str, sentences: list[str]) -> None:
    assert EN.apart(apart(here, there, date(2026, 1, 1)), there, here) == sentences
