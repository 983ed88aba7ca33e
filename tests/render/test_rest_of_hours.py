"""A calendar that is the rest of another one: counted in, shown in words, and never taken for hours of its own."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import AGENCY, TIER
from sections import section
from sites import pages

from charter import pipeline
from charter.compute import asking
from charter.compute.timelines import clocks_of
from charter.worktime.zones import instant, zone_of

NIGHT = "office: {name: Office hours, hours: {mon-fri: 09:00-17:00}, closures: [{name: Team day, on: 2026-12-01}]}\n"
BOTH = NIGHT + "  night: {name: Nights and days off, outside: office}\n"
PAGES = AGENCY.replace("office: {hours: {mon-fri: 09:00-17:00}}\n", BOTH).replace(
    "[commitments]", "[hours, commitments]"
)
PROMISED = TIER + "  urgent: {calendar: night, first_reply: 2 business hours}\n"


def due(project, day: date, minutes: int) -> int:
    loaded = pipeline.load(project(agency=PAGES, tiers__growth=PROMISED))
    assert not loaded.problems
    charter = loaded.clients["harbor"].charter
    clocks = clocks_of(charter, date(2026, 11, 25))
    denver = zone_of("America/Denver")
    sent = instant(day, minutes, denver)
    [answer] = asking.answers(clocks, asking.Sent(sent, "urgent"))
    return answer.latest - instant(day, 0, denver)


@pytest.mark.parametrize(
    ("day", "sent", "due_at"),
    [
        (date(2026, 11, 30), 18 * 60, 20 * 60),
        (date(2026, 11, 30), 12 * 60, 19 * 60),  # by day it waits for the evening
        (date(2026, 11, 30), 8 * 60 + 30, 18 * 60 + 30),  # half an hour before opening, the rest after closing
        (date(2026, 12, 1), 12 * 60, 14 * 60),  # the office is closed, so these hours are open
        (date(2026, 11, 28), 23 * 60, 25 * 60),
    ],
)
def test_it_is_open_when_the_other_one_is_closed(project, day: date, sent: int, due_at: int) -> None:
    assert due(project, day, sent) == due_at * 60


def test_both_pages_say_it_in_words(project) -> None:
    made = pages(project(agency=PAGES, tiers__growth=PROMISED))
    for page in made.values():
        said = section(page, "hours")
        assert "Nights and days off" in said
        assert "All the time outside: Office hours. That is also on days on which we are closed." in said
        assert "midnight" not in said
