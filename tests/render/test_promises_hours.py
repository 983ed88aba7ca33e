"""When people are there: the client's own hours, days of every month, partial closures, seasons, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import AGENCY, CLIENT
from sections import section
from sites import pages

from charter import shipped
from charter.render.language import Speech
from charter.worktime import parse_month_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

BASE = AGENCY.replace("[commitments]", "[hours, commitments]")
EN = Speech.open("en", [shipped.templates() / "locale"], "US")


def hours(text: str) -> str:
    """Give the words of the section on hours."""
    return section(text, "hours")


def said(project: Project, calendar: str, more: str = "", client: str = CLIENT) -> dict[str, str]:
    agency = BASE.replace(
        "office: {hours: {mon-fri: 09:00-17:00}}", f"office: {{hours: {{mon-fri: 09:00-17:00}}, {calendar}}}"
    )
    both = pages(project(agency=agency + more, clients__harbor=client))
    return {name: hours(text) for name, text in both.items()}


@pytest.mark.parametrize(
    ("calendar", "sentence"),
    [
        ("timezone: client", "All times are New York time."),
        ("holidays: client", "We are closed on the public holidays where you are."),
        ("holidays: client, holidays_name: days off in your town", "We are closed on the days off in your town."),
        ("holidays: US-CO, open_holidays: [Columbus Day, Veterans Day]", "We work all the same on Columbus Day and Veterans Day."),
        ("holidays: US-CO, holidays_note: a holiday on a Saturday moves to Friday", "A holiday on a Saturday moves to Friday."),
        ("recurring: [{name: Training, every: first and third wednesday, hours: 09:00-13:00}]",
         "Training: open 9 am to 1 pm on the first and third Wednesday of the month."),
        ("recurring: [{name: Training, every: last friday, open_for: emergencies only}]",
         "Training: closed on the last Friday of the month. Still open for: emergencies only."),
        ("seasons: [{name: Tax weeks, from: 2027-01-11, to: 2027-04-15, hours: {sat: 09:00-13:00}}]",
         "Tax weeks (January 11, 2027 to April 15, 2027): Saturday 9 am to 1 pm."),
        ("closures: [{name: Move, on: 2026-12-01, channels: phone}]", "Move Only this closes: Phone."),
        ("closures: [{name: Move, on: 2026-12-01, hours: 09:00-12:00, departments: billing}]", "Other hours only for: Billing."),
        ("closures: [{name: Move, on: 2026-12-01, open_for: emergencies only}]", "Still open for: emergencies only."),
    ],
)  # fmt: skip
def test_both_pages_say_it(project: Project, calendar: str, sentence: str) -> None:
    departments = "departments: {billing: {name: Billing, handles: [invoices], why: They see them., channels: email}}\n"
    for page in said(project, calendar, departments, CLIENT + "timezone: America/New_York\n").values():
        assert sentence in page


def test_a_season_that_is_over_is_not_shown(project: Project) -> None:
    season = "seasons: [{name: Old weeks, from: 2025-01-11, to: 2025-04-15, hours: {sat: 09:00-13:00}}]"
    assert not any("Old weeks" in page for page in said(project, season).values())


def test_the_hours_of_the_clients_region(project: Project) -> None:
    regions = "regions: {US: {hours: {mon-fri: 08:00-16:00}}, US-ME: {hours: {mon-fri: 10:00-18:00}}}"
    for region, opening in {"US-ME": "10 am to 6 pm", "US-CO": "8 am to 4 pm", "GB": "9 am to 5 pm"}.items():
        assert opening in said(project, regions, client=f"{CLIENT}region: {region}\n")["index.html"]


def test_how_long_before_a_closure_clients_hear_of_it(project: Project) -> None:
    notice = "closure_notice: [{notice: 5 business days, up_to: 2 days}, 20 business days]\n"
    index = said(project, "closures: [{name: Break, on: 2026-12-24}]", notice)["index.html"]
    assert "Before a closure of up to 2 days we tell you at least 5 business days before." in index
    assert "We tell you of a longer closure at least 20 business days before." in index


def test_one_notice_for_closures_of_any_length(project: Project) -> None:
    index = said(project, "closures: [{name: Break, on: 2026-12-24}]", "closure_notice: [5 business days]\n")[
        "index.html"
    ]
    assert "We tell you of a closure at least 5 business days before." in index


def test_when_systems_are_looked_after(project: Project) -> None:
    more = "maintenance: [{what: the portal, hours: {sat: 21:00-03:00+1}, notice: 5 business days, note: you can still write}]\n"
    index = said(project, "name: Office hours", more)["index.html"]
    assert "The portal May be down: Saturday 9 pm to 3 am the next day, Denver time." in index
    assert "We tell you at least 5 business days before. You can still write." in index


def test_languages_and_when_they_are_spoken(project: Project) -> None:
    more = "spoken: {en: {}, es: {calendar: 24/7, channels: [phone], otherwise: we answer in English}}\n"
    index = said(project, "name: Office hours", more)["index.html"]
    assert "English Spoken: Office hours" in index
    assert (
        "Spanish Spoken: around the clock, every day Reach us by: Phone At other times: we answer in English." in index
    )


def test_seasons_of_promises_are_shown_where_a_promise_names_them(project: Project) -> None:
    agency = (
        BASE
        + "seasons: {tax: {name: the tax weeks, from: 01-11, to: 04-15}, idle: {name: idle weeks, from: 06-01, to: 06-30}}\n"
    )
    tier = "name: Growth\ncommitments: {question: [{season: tax, first_reply: 2 business days}, {first_reply: 1 business day}]}\n"
    index = hours(pages(project(agency=agency, tiers__growth=tier))["index.html"])
    assert "The tax weeks (January 11 to April 15)" in index
    assert "idle" not in index.lower()


def test_teams_in_several_zones_each_have_their_hours_and_their_zone(project: Project) -> None:
    agency = BASE.replace(
        "channels:\n",
        "  sydney: {name: Sydney hours, timezone: Australia/Sydney, hours: {mon-fri: 09:00-17:00}}\nchannels:\n",
    )
    agency += "departments: {night: {name: Night team, handles: [alarms], why: They are awake., calendar: sydney, channels: email}}\n"
    both = {name: hours(text) for name, text in pages(project(agency=agency)).items()}
    assert "Who keeps these hours: Night team. All times are Sydney time." in both["index.html"]
    for page in both.values():
        assert page.index("Denver time") < page.index("Sydney hours") < page.index("Sydney time")
    former = pages(project(agency=agency, clients__harbor=CLIENT + "state: former\n"))
    assert "Sydney" not in former["index.html"] + former["expectations.html"]


# --- a day of every month, in words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("day 15", "on day 15 of the month"),
        ("last day", "on the last day of the month"),
        ("day 15, or the business day before", "on day 15 of the month, or on the last business day before it"),
        ("day 15, or the business day after", "on day 15 of the month, or on the next business day after it"),
        ("business day 3", "on business day 3 of the month"),
        ("last business day", "on the last business day of the month"),
        ("first 4 business days", "on one of the first 4 business days of the month"),
        ("business days 2-4", "on one of the business days 2 to 4 of the month"),
        ("first and third wednesday", "on the first and third Wednesday of the month"),
        ("last friday", "on the last Friday of the month"),
    ],
)
def test_a_day_of_every_month(day: str, words: str) -> None:
    assert EN.monthly(parse_month_day(day)) == words


def test_a_season_of_one_year_has_its_year() -> None:
    assert EN.season("2027-01-11", "2027-04-15") == "January 11, 2027 to April 15, 2027"
    assert (EN.month_day("02-29"), EN.month_day("2027-02-30")) == ("February 29", "2027-02-30")
