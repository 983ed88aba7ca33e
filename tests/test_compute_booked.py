"""Appointments with their last moments, the next date of meetings and reports, and until when clients have time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import AGENCY, CLIENT, TIER
from test_compute_examples import DAY, facts, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.compute import Facts

    Project = Callable[..., Path]

MANNERS = "appointments: {cancel: 1 business day, reschedule: 4 business hours}\n"


def found(project: Project, tier: str, client: str = "", day: date = DAY, agency: str = AGENCY) -> Facts:
    return facts(project(agency=agency, tiers__growth=TIER + tier, clients__harbor=CLIENT + client), day=day)


def said(at: int | None) -> str | None:
    return None if at is None else shown(at)


@pytest.mark.parametrize(
    ("rules", "cancel", "move"),
    [
        ("cancel: 1 business day, reschedule: 4 business hours", "Fri 12-04 17:00", "Fri 12-04 14:00"),
        ('cancel: "24 hours, any day"', "Sun 12-06 10:00", None),
        ("cancel: 1 clear business day", "Thu 12-03 17:00", None),
        ("reschedule: 18:00 on the previous business day", None, "Fri 12-04 18:00"),
        ("late: 10 minutes", None, None),
    ],
)
def test_a_booked_call_can_be_cancelled_and_moved_until_then(
    project: Project, rules: str, cancel: str | None, move: str | None
) -> None:
    those = found(project, f"appointments: {{{rules}}}\n", "booked: [{what: call, at: 2026-12-07 10:00}]\n").booked
    assert [(one.what, shown(one.at), said(one.cancel), said(one.move)) for one in those] == [
        ("call", "Mon 12-07 10:00", cancel, move)
    ]


def test_calls_come_in_order_and_without_those_that_are_over(project: Project) -> None:
    dates = ("2026-12-21 09:30", "2026-11-25 08:00", "2026-11-24 10:00", "2026-12-08 10:00")
    booked = ", ".join(f"{{what: call, at: {one}}}" for one in dates)
    those = found(project, MANNERS, f"booked: [{booked}]\n").booked
    assert [shown(one.at) for one in those] == ["Wed 11-25 08:00", "Tue 12-08 10:00", "Mon 12-21 09:30"]


def test_a_call_stands_on_the_clock_of_the_agency(project: Project) -> None:
    client = "timezone: Europe/London\nbooked: [{what: call, at: 2026-12-08 10:00}]\n"
    assert [shown(one.at) for one in found(project, MANNERS, client).booked] == ["Tue 12-08 10:00"]


@pytest.mark.parametrize(
    ("day", "at"),
    [("2026-11-25", "Tue 12-08 10:00"), ("2026-11-30", "Tue 12-08 10:00"), ("2026-12-01", "Tue 12-15 10:00")],
)
def test_without_one_it_is_the_second_tuesday_ahead(project: Project, day: str, at: str) -> None:
    those = found(project, MANNERS, day=date.fromisoformat(day))
    assert those.booked == ()
    assert those.example_call is not None
    assert shown(those.example_call.at) == at


def test_a_tuesday_that_is_closed_is_none(project: Project) -> None:
    closed = "{hours: {mon-fri: 09:00-17:00}, closures: [{name: Away, on: 2026-12-08}]}"
    call = found(project, MANNERS, agency=AGENCY.replace("{hours: {mon-fri: 09:00-17:00}}", closed)).example_call
    assert call is not None
    assert shown(call.at) == "Tue 12-15 10:00"


@pytest.mark.parametrize(
    ("tier", "hours"), [("", "mon-fri: 09:00-17:00"), ("appointments: {late: 10 minutes}\n", "mon-fri: 09:00-17:00"),
                        (MANNERS, "sat: 09:00-17:00")]
)  # fmt: skip
def test_no_example_where_nothing_is_to_be_worked_out(project: Project, tier: str, hours: str) -> None:
    assert found(project, tier, agency=AGENCY.replace("mon-fri: 09:00-17:00", hours)).example_call is None


@pytest.mark.parametrize(
    ("rhythm", "day"),
    [
        ("on: second tuesday", date(2026, 12, 8)),
        ("every: 1 month, on: business day 3", date(2026, 12, 3)),
        ('on: "day 6, or the business day before"', date(2026, 12, 4)),
        ("on: day 6", None),  # a Sunday
        ("every: 3 months, on: second tuesday", None),  # in which of the three months nobody has said
        ("on: first 4 business days", None),
        ("every: 2 weeks", None),
    ],
)
def test_the_next_date_of_a_meeting_and_of_a_report(project: Project, rhythm: str, day: date | None) -> None:
    those = found(project, f"meetings: [{{name: look back, {rhythm}}}]\nreports: [{{name: numbers, {rhythm}}}]\n")
    assert (those.meetings, those.reports) == ((day,), (day,))


@pytest.mark.parametrize(
    ("within", "dues"),
    [
        ("3 business days", ["Wed 12-02 17:00"]),
        ("4 business hours", ["Mon 11-30 12:30"]),
        ("'24 hours, any day'", ["Sat 11-28 16:30"]),
        ("as agreed", None),
    ],
)
def test_the_time_of_clients_counts_from_friday_afternoon(
    project: Project, within: str, dues: list[str] | None
) -> None:
    those = found(
        project, f"duties: [{{what: texts, within: {within}}}, {{what: a login}}]\n"
        f"feedback: [{{what: a design, within: {within}}}]\n",
    )  # fmt: skip
    for one in (those.duties[0], those.feedback[0]):
        assert (one and [shown(each.latest) for each in one.due]) == dues
        assert one is None or shown(one.start) == "Fri 11-27 16:30"
    assert those.duties[1] is None
