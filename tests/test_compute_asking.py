"""Which row holds for a message: by channel, severity, language, season, day of the month and time of arrival."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from conftest import AGENCY

from charter import compute, pipeline
from charter.compute import Sent, answers
from charter.worktime.zones import epoch, local, zone_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

DENVER = zone_of("America/Denver")
WORLD = AGENCY + "seasons: {peak: {name: Peak, from: 01-15, to: 04-15}}\n"
TIER = """\
name: Growth
commitments:
  question:
    - {channel: phone, first_reply: 1 business hour}
    - {severity: urgent, first_reply: 2 business hours}
    - {language: es, first_reply: 3 business hours}
    - {only_if: [you ask for it], first_reply: 4 business hours}
    - {season: peak, first_reply: 5 business hours}
    - {arrives_by: day 7, first_reply: 6 business hours}
    - {first_reply: 7 business hours}
  urgent:
    - {arrives: before 14:00, first_reply: same business day}
    - {first_reply: next business day by 12:00}
"""


@pytest.fixture
def asked(project: Project) -> Callable[..., str]:
    charter = pipeline.load(project(agency=WORLD, tiers__growth=TIER)).clients["harbor"].charter
    assert charter

    def ask(when: str, request: str = "question", **more: str) -> str:
        at = epoch(datetime.fromisoformat(when).replace(tzinfo=DENVER))
        clocks = compute.clocks_of(charter, date(2026, 11, 25))
        return str(next(iter(answers(clocks, Sent(at, request, **more)))).promise.target)

    return ask


@pytest.mark.parametrize(
    ("when", "more", "target"),
    [
        ("2026-12-16 10:00", {}, "7 business hours"),
        ("2026-12-16 10:00", {"channel": "phone"}, "1 business hour"),
        ("2026-12-16 10:00", {"severity": "urgent"}, "2 business hours"),
        ("2026-12-16 10:00", {"language": "es"}, "3 business hours"),
        ("2027-01-14 10:00", {}, "7 business hours"),
        ("2027-01-15 10:00", {}, "5 business hours"),
        ("2027-04-15 23:00", {}, "5 business hours"),
        ("2026-12-07 23:59", {}, "6 business hours"),
        ("2026-12-08 00:00", {}, "7 business hours"),
    ],
)
def test_the_first_row_that_holds_counts(
    asked: Callable[..., str], when: str, more: dict[str, str], target: str
) -> None:
    assert asked(when, **more) == target


@pytest.mark.parametrize(
    ("when", "target"),
    [
        ("2026-12-04 13:59", "same business day"),
        ("2026-12-04 14:00", "next business day by 12:00"),
        ("2026-12-05 10:00", "same business day"),
        ("2026-12-05 20:00", "same business day"),
        ("2026-12-06 20:00", "same business day"),
    ],
)
def test_what_arrives_on_a_closed_day_counts_for_the_next_business_day(
    asked: Callable[..., str], when: str, target: str
) -> None:
    assert asked(when, "urgent") == target


def test_later_is_never_due_earlier_over_a_weekend(project: Project) -> None:
    charter = pipeline.load(project(agency=WORLD, tiers__growth=TIER)).clients["harbor"].charter
    assert charter
    clocks = compute.clocks_of(charter, date(2026, 11, 25))
    start = epoch(datetime(2026, 12, 3, tzinfo=DENVER))
    dues = [answers(clocks, Sent(start + hour * 3600, "urgent"))[0].latest for hour in range(24 * 7)]
    assert dues == sorted(dues, key=lambda due: due or 0)
    assert f"{local(dues[-1] or 0, DENVER):%a %H:%M}" == "Thu 12:00"


def test_a_promise_has_no_date_before_the_day_from_which_it_holds(project: Project) -> None:
    tier = "name: Growth\ncommitments: {question: {first_reply: {target: 1 business day, from: 2027-03-01}}}\n"
    charter = pipeline.load(project(tiers__growth=tier)).clients["harbor"].charter
    assert charter
    clocks = compute.clocks_of(charter, date(2027, 2, 26))
    dated = {}
    for day in (26, 27, 28, 29):
        at = epoch(datetime(2027, 2, 26, 10, tzinfo=DENVER)) + (day - 26) * 24 * 3600
        found = answers(clocks, Sent(at, "question"))[0]
        dated[day] = (bool(found.due), found.begins_later)
    assert dated == {26: (False, True), 27: (False, True), 28: (False, True), 29: (True, False)}
