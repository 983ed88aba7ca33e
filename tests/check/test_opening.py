"""What comparing takes a calendar's days to be, where they are the rest of those of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import AGENCY

from charter import pipeline
from charter.check.opening import never_closes, opening_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.model.charter import Charter

HOURS = 60


def read(project: Callable[..., Path], office: str) -> Charter:
    calendars = f"  office: {{{office}}}\n  nights: {{outside: office}}\n"
    root = project(agency=AGENCY.replace("  office: {hours: {mon-fri: 09:00-17:00}}\n", calendars))
    return pipeline.load(root).clients["harbor"].charter


def test_nights_are_as_long_as_the_office_is_closed(project) -> None:
    opening = opening_of(read(project, "hours: {mon-fri: 09:00-17:00}"), "nights")
    assert (opening.shortest, opening.longest, opening.per_week) == (16 * HOURS, 24 * HOURS, 7)


def test_a_season_of_the_office_is_one_of_the_nights(project) -> None:
    season = "seasons: [{name: Fair, from: 06-01, to: 06-30, hours: {fri: 06:00-22:00}}]"
    opening = opening_of(read(project, f"hours: {{mon-fri: 09:00-17:00}}, {season}"), "nights")
    assert opening.shortest == 8 * HOURS


def test_so_is_a_day_of_every_month(project) -> None:
    monthly = "recurring: [{name: Fair, every: first friday, hours: 04:00-22:00}]"
    opening = opening_of(read(project, f"hours: {{mon-fri: 09:00-17:00}}, {monthly}"), "nights")
    assert opening.shortest == 6 * HOURS


def test_the_rest_of_nothing_never_closes(project) -> None:
    charter = read(project, "hours: {mon-sun: closed}, holidays: US")
    assert never_closes(charter, "nights")
    assert not never_closes(charter, "office")
