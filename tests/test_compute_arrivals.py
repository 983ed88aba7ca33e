"""Rows by time of arrival: whatever is sent later is never due earlier, early closes and closed days included."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from charter import pipeline
from charter.compute import Sent
from charter.compute.asking import answers
from charter.compute.timelines import clocks_of
from charter.worktime.zones import instant, local, zone_of

AGENCY = """\
schema: 1
agency: {name: Northlight, timezone: America/Denver}
calendars:
  office:
    hours: {mon-thu: 09:00-17:30, fri: 09:00-15:00}
    holidays: US
    closures: [{name: Early close, on: 2026-11-25, hours: 09:00-12:00}, {name: Party, on: 2026-12-01, hours: 11:00-13:00}]
channels: {email: {address: hello@northlight.example}}
requests: {urgent: {name: Urgent}}
people: {maya: {name: Maya Ortiz, role: Account lead}}
handbook: [commitments]
"""
ROWS = {
    "same day or by noon": (
        "{arrives: before 14:00, first_reply: same business day}",
        "{first_reply: next business day by 12:00}",
    ),
    "both halves": (
        "{arrives: before 14:00, first_reply: same business day}",
        "{arrives: from 14:00, first_reply: next business day by 10:00}",
    ),
    "by weekday": (
        "{arrives: 'mon-thu before 14:00, fri before 11:00', first_reply: same business day}",
        "{first_reply: next business day by 12:00}",
    ),
    "hours": (
        "{arrives: before 12:00, first_reply: same business day by 16:00}",
        "{first_reply: 4 business hours}",
    ),
    "three": (
        "{arrives: before 10:00, first_reply: same business day by 13:00}",
        "{arrives: 10:00 to 14:00, first_reply: same business day}",
        "{first_reply: next business day}",
    ),
}
DENVER = zone_of("America/Denver")
START = instant(date(2026, 11, 20), 0, DENVER)
SPAN = 16 * 24 * 60


@pytest.fixture(scope="module")
def clocks(tmp_path_factory):
    made = {}
    for name, rows in ROWS.items():
        root = tmp_path_factory.mktemp("rows")
        (root / "content/tiers").mkdir(parents=True)
        (root / "content/clients").mkdir()
        (root / "content/agency.yaml").write_text(AGENCY)
        lines = "".join(f"    - {row}\n" for row in rows)
        (root / "content/tiers/growth.yaml").write_text(f"name: Growth\ncommitments:\n  urgent:\n{lines}")
        (root / "content/clients/harbor.yaml").write_text("name: Harbor\ntier: growth\nrepresentative: maya\n")
        charter = pipeline.load(root).clients["harbor"].charter
        assert charter, name
        made[name] = clocks_of(charter, date(2026, 11, 20))
    return made


def due(clocks, at: int) -> int:
    [answer] = answers(clocks, Sent(at, "urgent"))
    return answer.latest


@pytest.mark.parametrize("name", ["same day or by noon", "both halves", "by weekday"])
def test_what_is_sent_later_is_never_due_earlier(clocks, name: str) -> None:
    dues = [(due(clocks[name], START + minute * 60), minute) for minute in range(0, SPAN, 5)]
    worse = [(at, later) for (one, at), (other, later) in pairwise(dues) if other < one]
    assert [f"{local(START + at * 60, DENVER):%a %d %H:%M}" for at, _ in worse] == []


@pytest.mark.parametrize(
    ("name", "sent", "due_at"),
    [
        ("same day or by noon", "25 11:59", "25 12:00"),
        ("same day or by noon", "25 13:00", "27 12:00"),  # closed at noon: as whoever writes after two
        ("same day or by noon", "25 14:30", "27 12:00"),
        ("same day or by noon", "24 23:00", "25 12:00"),
        ("same day or by noon", "25 02:00", "25 12:00"),
        ("hours", "25 10:00", "25 12:00"),  # by four, on a day that closes at noon
        ("hours", "27 10:00", "27 15:00"),
        ("three", "25 13:00", "27 15:00"),
    ],
)
def test_dates(clocks, name: str, sent: str, due_at: str) -> None:
    def at(moment: str) -> int:
        day, hours, minutes = map(int, moment.replace(":", " ").split())
        return instant(date(2026, 11, day), hours * 60 + minutes, DENVER)

    assert due(clocks[name], at(sent)) == at(due_at)
