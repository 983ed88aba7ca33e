"""Calendars of small projects, read again by the parser of `icalendar`, which lists every fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import AGENCY, CLIENT
from files import DAY, files
from icalendar import Calendar, Event

if TYPE_CHECKING:
    from datetime import date

OFFICE = "office: {hours: {mon-fri: 09:00-17:00}}"
CALLS = """\
timezone: Europe/Berlin
booked: [{what: Strategy call, at: 2026-12-08 10:00}]
appointments: {book: {length: 45 minutes}, cancel: {notice: 1 business day}, reschedule: {notice: 4 business hours}}
"""


def events(data: bytes) -> list[Event]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def by_summary(data: bytes) -> dict[str, Event]:
    return {str(event["SUMMARY"]): event for event in events(data)}


def uid_of(event: Event) -> str:
    return str(event["UID"])


def made(project, agency: str = "", client: str = "", day: date = DAY) -> bytes:
    root = project(agency=agency or AGENCY, clients__harbor=CLIENT + client)
    return files(root, {"calendar"}, day=day)["calendar.ics"]


def office(more: str) -> str:
    return AGENCY.replace(OFFICE, f"office: {{hours: {{mon-fri: 09:00-17:00}}, {more}}}")
