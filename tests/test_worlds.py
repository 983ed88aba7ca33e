"""Three whole projects unlike the specimen: a studio of two, a software vendor with four plans, a public body.

Each is checked without a finding, built, and held to a few facts that clients would look for; then to `golden/`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from goldens import all_heard, compare, pages

from charter import pipeline

WORLDS = Path(__file__).parent / "worlds"
NAMES = sorted(folder.name for folder in WORLDS.iterdir())
each_world = pytest.mark.parametrize("name", NAMES)


@cache
def loaded(name: str) -> pipeline.Loaded:
    return pipeline.load(WORLDS / name)


@cache
def heard(name: str) -> dict[str, str]:
    return {path: text for path, text in all_heard(pages(loaded(name))).items() if "/" in path}


def handbook(name: str, client: str) -> str:
    return heard(name)[f"{client}/index.txt"]


def row(page: str, head: str) -> str:
    """Give the one row of a table that begins so."""
    (found,) = [line for line in page.splitlines() if line.startswith(f"| {head} |")]
    return found


@each_world
def test_a_world_has_no_finding_at_all(name: str) -> None:
    assert [str(problem) for problem in loaded(name).problems] == []
    assert loaded(name).accepted == []


@each_world
def test_every_client_has_both_pages(name: str) -> None:
    assert sorted(heard(name)) == sorted(
        f"{client}/{page}.txt" for client in loaded(name).clients for page in ("index", "expectations")
    )


@each_world
def test_a_world_as_it_is_heard(name: str, request: pytest.FixtureRequest) -> None:
    compare(name, heard(name), request)


class TestStudio:
    def test_all_of_it_is_thirty_lines_without_prose(self) -> None:
        files = [path for path in (WORLDS / "studio").rglob("*") if path.is_file()]
        assert {path.suffix for path in files} == {".yaml"}
        lines = [line.strip() for path in files for line in path.read_text("utf-8").splitlines()]
        assert len([line for line in lines if line and not line.startswith("#")]) <= 30
        assert max(map(len, lines)) <= 120

    def test_that_is_enough_for_a_handbook(self) -> None:
        page = handbook("studio", "marsh-bakery")
        for heading in ("When we are open", "How to reach us", "How fast we reply", "What it costs"):
            assert f"## {heading}\n" in page
        assert "Within 4 business hours Target" in row(page, "Something is broken")
        assert "£90 per month" in page
        assert "Mon, 21 Dec 2026 – Fri, 1 Jan 2027" in page

    def test_and_for_a_page_of_expectations(self) -> None:
        page = heard("studio")["marsh-bakery/expectations.txt"]
        assert "Cancel 1 business day before" in page
        assert "Call +44 20 7946 0958" in page

    def test_one_client_has_more_than_the_plan(self) -> None:
        assert "Within 2 business hours" in row(handbook("studio", "long-acre-vets"), "Something is broken")


class TestVendor:
    def test_an_outage_by_telephone_is_answered_at_any_hour_and_by_portal_in_office_hours(self) -> None:
        page = handbook("vendor", "kestrel-air")
        by_phone = row(page, "Outage (P1) Support line around the clock, every day")
        by_portal = row(page, "Outage (P1) Support portal")
        assert "Within 30 minutes Guaranteed Within 10 minutes Aim" in by_phone
        assert "Within 1 business hour Target" in by_portal

    def test_update_intervals_have_units_of_their_own(self) -> None:
        page = handbook("vendor", "kestrel-air")
        rows = ("Outage (P1) Support portal", "Degraded (P2)", "Impaired (P3)", "Cosmetic (P4)")
        intervals = ("Every 2 business hours", "Every 4 business hours", "Every 2 business days", "Every week")
        for head, interval in zip(rows, intervals, strict=True):
            assert interval in row(page, head)

    def test_the_plan_without_support_says_so_and_leads_to_no_private_line(self) -> None:
        page = handbook("vendor", "open-tide")
        assert row(page, "Outage (P1)") == "| Outage (P1) | Not part of your plan"
        assert "212 555" not in page
        assert "support.tidewater.example" not in page

    def test_hours_are_those_of_the_client(self) -> None:
        there, here = handbook("vendor", "kowhai"), handbook("vendor", "brueckner")
        assert "All times are Auckland time. We are closed on the public holidays where you are." in there
        assert "| Monday to Friday | 9 am to 5 pm" in there
        assert "| Montag bis Freitag | 09:00 bis 18:00 Uhr" in here

    def test_coverage_that_must_be_asked_for_says_so(self) -> None:
        page = handbook("vendor", "kowhai")
        assert "Only if: you ask for it and somebody of yours can be reached at all hours." in page

    def test_one_table_has_two_clocks_and_cut_offs_by_weekday(self) -> None:
        page = handbook("vendor", "plain-coffee")
        assert "Within 4 business hours" in row(page, "Outage (P1) in all other cases Around the clock on weekdays")
        assert "Not part of your plan" in row(page, "Outage (P1) Written in German")
        assert "Within 8 business hours, or as agreed with you" in row(page, "Degraded (P2)")
        early, late = (
            "Impaired (P3) Monday to Thursday before 4 pm New York time (1 pm Los Angeles time) or Friday before 2 pm New York time (11 am Los Angeles time)",
            "Impaired (P3) at any other time",
        )
        assert "The same business day" in row(page, early)
        assert "By 12 noon New York time on the next business day" in row(page, late)

    def test_maintenance_crosses_midnight(self) -> None:
        assert "Saturday 9 pm to 3 am the next day, New York time" in handbook("vendor", "kestrel-air")

    def test_contacts_go_by_size(self) -> None:
        page = handbook("vendor", "kestrel-air")
        assert "40 contacts" in row(page, "251 to 1,000 You have 620, so this holds for you.")

    def test_work_at_other_hours_has_its_price(self) -> None:
        page = handbook("vendor", "kowhai")
        assert "$270 per hour" in page
        assert "$900 per hour" in page


class TestPublic:
    def test_percentiles_change_with_the_season(self) -> None:
        page = handbook("public", "market-traders")
        usual = "50% within 10 business days, 85% within 20 business days and 100% within 30 business days"
        peak = "50% within 10 business days, 85% within 25 business days and 100% within 40 business days"
        assert usual in row(page, "A new licence at any other time")
        assert peak in row(page, "A new licence the festival season (15 May to 31 July)")

    def test_the_law_stands_beside_the_own_target(self) -> None:
        page = handbook("public", "market-traders")
        assert "Within 60 days, weekends and holidays included By law" in row(page, "A new licence at any other time")
        assert "Holds from 4 January 2027." in page

    def test_money_comes_unasked_and_grows(self) -> None:
        page = handbook("public", "market-traders")
        assert "You get £40.\nYou need not ask." in page
        assert "If it comes later, you get £40 more." in page
        assert "You get £9.76 per day." in page
        assert "It ends when: you miss a visit that was agreed." in page

    def test_two_wednesdays_a_month_end_early(self) -> None:
        page = handbook("public", "market-traders")
        assert "open 09:00 to 13:00 on the first Wednesday of the month. Still open for: lost licences." in page
        assert "open 09:00 to 13:00 on the third Wednesday of the month. Still open for: handing in papers." in page

    def test_steps_of_a_complaint_are_counted_from_what_they_say(self) -> None:
        page = handbook("public", "market-traders")
        for anchor in ("the day it arrives", "the end of step 1", "the day you ask for it"):
            assert f"counted from {anchor}" in page

    def test_missed_appointments_climb_a_ladder(self) -> None:
        page = handbook("public", "market-traders")
        assert "After 5 minutes: We call you.\nAfter 10 minutes: We call you once more." in page
        assert "If it happens 2 times within 6 months: We write to you." in page
        assert "Tell us by 18:00 on the business day before." in page

    def test_partners_wait_less(self) -> None:
        page = handbook("public", "chamber-of-commerce")
        assert "80% within 10 business minutes" in page
