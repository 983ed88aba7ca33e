"""Rows by time of arrival: whatever is sent later is never due earlier, early closes and closed days included."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from charter import pipeline
from charter.compute import Sent
from charter.compute.asking import answers
from charter.compute.timelines import clocks_of
from charter.worktime.working import Happens
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
    "noon to two": (
        "{arrives: from 12:00 to 14:00, first_reply: same business day}",
        "{first_reply: next business day by 10:00}",
    ),
    "days": (
        "{arrives: before 14:00, first_reply: 2 business days}",
        "{first_reply: 3 business days}",
    ),
    "mornings": (
        "{arrives: before 10:00, first_reply: same business day by 13:00}",
        "{first_reply: next business day by 13:00}",
    ),
}
DENVER = zone_of("America/Denver")
START_DAY = 20
START = instant(date(2026, 11, START_DAY), 0, DENVER)
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
        loaded = pipeline.load(root)
        assert not loaded.blocking(), name
        charter = loaded.clients["harbor"].charter
        assert charter
        made[name] = clocks_of(charter, date(2026, 11, 20))
    return made


def due(clocks, at: int) -> int:
    [answer] = answers(clocks, Sent(at, "urgent"))
    return answer.latest


@pytest.mark.parametrize("name", ["same day or by noon", "both halves", "by weekday", "mornings", "days"])
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
        ("noon to two", "25 12:30", "27 10:00"),  # it has closed: as whoever writes after the usual closing
        ("noon to two", "24 12:30", "24 17:30"),
        ("mornings", "28 20:00", "30 13:00"),  # a weekend is the early morning of Monday
        ("mornings", "30 16:00", "01 13:00"),
        ("days", "27 14:30", "02 17:30"),
        ("days", "28 10:00", "02 17:30"),  # received on Monday, from which its days count
        ("days", "30 10:00", "02 17:30"),
    ],
)
def test_dates(clocks, name: str, sent: str, due_at: str) -> None:
    def at(moment: str) -> int:
        day, hours, minutes = map(int, moment.replace(":", " ").split())
        return instant(date(2026, 11 if day >= START_DAY else 12, day), hours * 60 + minutes, DENVER)

    assert due(clocks[name], at(sent)) == at(due_at)


def test_a_weekend_is_received_on_the_next_business_day(clocks) -> None:
    [answer] = answers(clocks["days"], Sent(instant(date(2026, 11, 28), 10 * 60, DENVER), "urgent"))
    [received] = [step for step in answer.working if step.happens == Happens.RECEIVED]
    assert received.days == (date(2026, 11, 30), date(2026, 11, 30))
    assert str(answer.promise.target) == "2 business days"
