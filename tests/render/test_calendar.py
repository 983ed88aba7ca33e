"""`calendar.ics`, read again by the parser of `icalendar`, which lists every fault, against what the pages and the files say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import html5lib
import pytest
from conftest import AGENCY, CLIENT
from files import DAY, ROOTS, everything, files, loaded
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from charter import compute
from charter.compute.events import Kind
from charter.render.calendar_zones import time_zone
from charter.worktime.zones import zone_of

FORMS = frozenset({"pages", "calendar"})
OFFICE = "office: {hours: {mon-fri: 09:00-17:00}}"


def events(data: bytes) -> list[Event]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def by_summary(data: bytes) -> dict[str, Event]:
    return {str(event["SUMMARY"]): event for event in events(data)}


def made(project, agency: str = "", client: str = "", day: date = DAY) -> bytes:
    root = project(agency=agency or AGENCY, clients__harbor=CLIENT + client)
    return files(root, {"calendar"}, day=day)["calendar.ics"]


@pytest.mark.parametrize("name", ROOTS)
def test_every_file_is_sound(name: str) -> None:
    for client, those in everything(name, FORMS).items():
        data = those["calendar.ics"]
        lines = data.split(b"\r\n")
        assert data.endswith(b"\r\n")
        assert b"\n" not in data.replace(b"\r\n", b"")
        assert max(map(len, lines)) <= 75
        [line.decode() for line in lines]  # no character is cut in two
        found = Calendar.from_ical(data)
        assert not [fault for part in found.walk() for fault in part.errors], client
        assert (found["VERSION"], found["METHOD"]) == ("2.0", "PUBLISH")
        uids = [str(event["UID"]) for event in found.walk("VEVENT")]
        assert len(uids) == len(set(uids))
        zones = {str(zone["TZID"]) for zone in found.walk("VTIMEZONE")}
        used = {
            one.params["TZID"]
            for event in found.walk("VEVENT")
            for one in event.values()
            if "TZID" in getattr(one, "params", {})
        }
        assert used <= zones


@pytest.mark.parametrize("name", ROOTS)
def test_days_off_are_those_of_the_page(name: str) -> None:
    for client, those in everything(name, FORMS).items():
        charter = loaded(name).clients[client].charter
        facts = compute.facts(charter, DAY)
        page = html5lib.parse(those["index.html"].decode(), namespaceHTMLElements=False)
        rows = [row for table in page.iter("table") if table.get("class") == "closures" for row in table.iter("tr")]
        listed = sum(1 for row in rows if row.find("td") is not None)
        days_off = [one for one in events(those["calendar.ics"]) if str(one["TRANSP"]) == "TRANSPARENT"]
        spans = {
            (one.decoded("DTSTART"), one.decoded("DTEND") - timedelta(days=1)) for one in days_off if "DTEND" in one
        }
        assert {(dated.first, dated.last) for dated in facts.closures} <= spans
        if "hours" in charter.handbook:
            assert listed >= len(facts.closures)


def test_a_closure_ends_on_the_day_after_its_last(project) -> None:
    closures = "closures: [{name: Winter break, from: 2026-12-24, to: 2027-01-01, last_requests: 2026-12-17 12:00}]"
    found = by_summary(
        made(project, AGENCY.replace(OFFICE, f"office: {{hours: {{mon-fri: 09:00-17:00}}, {closures}}}"))
    )
    event = found["Northlight is closed: Winter break"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 12, 24), date(2027, 1, 2))
    assert "send it by Thursday, December 17, 2026, 12 noon" in event["DESCRIPTION"]
    last = found["Last requests before: Winter break"]
    assert last.decoded("DTSTART") == datetime(2026, 12, 17, 12, tzinfo=zone_of("America/Denver"))


def test_an_early_close_says_the_hours_and_their_zone(project) -> None:
    closures = "closures: [{name: Early close, on: 2026-12-18, hours: 09:00-12:00}]"
    found = by_summary(
        made(project, AGENCY.replace(OFFICE, f"office: {{hours: {{mon-fri: 09:00-17:00}}, {closures}}}"))
    )
    assert list(found) == ["Northlight is open 9 am to 12 noon Denver time only: Early close"]


CALLS = """\
timezone: Europe/Berlin
booked: [{what: Strategy call, at: 2026-12-08 10:00}]
appointments: {book: {length: 45 minutes}, cancel: {notice: 1 business day}, reschedule: {notice: 4 business hours}}
"""


def test_a_call_is_on_the_clients_clock_with_its_last_moments(project) -> None:
    found = by_summary(made(project, client=CALLS))
    call = found["Strategy call with Northlight"]
    berlin = zone_of("Europe/Berlin")
    assert call.decoded("DTSTART") == datetime(2026, 12, 8, 18, tzinfo=berlin)
    assert call["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert call.decoded("DTEND") - call.decoded("DTSTART") == timedelta(minutes=45)
    assert str(call["TRANSP"]) == "OPAQUE"
    assert [str(alarm["ACTION"]) for alarm in call.walk("VALARM")] == ["DISPLAY"]
    assert "Cancel it by" in call["DESCRIPTION"]
    denver = zone_of("America/Denver")
    assert found["Last moment to cancel: Strategy call"].decoded("DTSTART") == datetime(2026, 12, 7, 17, tzinfo=denver)
    assert found["Last moment to move: Strategy call"].decoded("DTSTART") == datetime(2026, 12, 7, 14, tzinfo=denver)


def test_what_is_withdrawn_is_cancelled_and_closes_nothing(project) -> None:
    closures = "closures: [{name: Workshop, on: 2026-12-02, withdrawn: yes}]"
    agency = AGENCY.replace(OFFICE, f"office: {{hours: {{mon-fri: 09:00-17:00}}, {closures}}}")
    before = by_summary(made(project, agency.replace(", withdrawn: yes", ""), CALLS))
    after = by_summary(made(project, agency, CALLS.replace("10:00}", "10:00, withdrawn: yes}")))
    for name in ("Northlight is closed: Workshop", "Strategy call with Northlight"):
        assert str(before[name]["STATUS"]) == "CONFIRMED"
        assert str(after[name]["STATUS"]) == "CANCELLED"
        assert before[name]["UID"] == after[name]["UID"]
    root = project(agency=agency, clients__harbor=CLIENT + CALLS.replace("10:00}", "10:00, withdrawn: yes}"))
    facts = compute.facts(files_charter(root), DAY)
    assert facts.closures == ()
    assert facts.booked == ()
    assert facts.clocks.of("office").business_day(date(2026, 12, 2))


def files_charter(root):
    from charter import pipeline

    return pipeline.load(root).clients["harbor"].charter


def test_meetings_and_reports_come_for_a_year_and_keep_their_uid(project) -> None:
    agency = AGENCY + "meetings: [{name: Review, on: first tuesday}]\nreports: [{name: Report, on: day 15}]\n"
    found = [event for event in events(made(project, agency)) if "Review" in event["SUMMARY"]]
    assert [event.decoded("DTSTART") for event in found][:2] == [date(2026, 12, 1), date(2027, 1, 5)]
    assert len(found) == 12
    moved = events(made(project, agency.replace("first tuesday", "second tuesday")))
    uids = {str(event["UID"]) for event in moved if "Review" in event["SUMMARY"]}
    assert uids >= {str(event["UID"]) for event in found}


def test_later_builds_never_go_back(project) -> None:
    one, other = (by_summary(made(project, client=CALLS, day=day)) for day in (DAY, DAY + timedelta(days=1)))
    name = "Strategy call with Northlight"
    assert one[name]["UID"] == other[name]["UID"]
    assert one[name]["SEQUENCE"] < other[name]["SEQUENCE"]
    assert one[name].decoded("DTSTAMP") < other[name].decoded("DTSTAMP")


def test_a_former_client_has_days_off_only(project) -> None:
    more = CALLS + "state: former\nuntil: 2026-10-01\ngoals: [{goal: Leads, by: 2027-01-01}]\n"
    assert events(made(project, client=more)) == []


def test_steps_and_goals_have_their_dates(project) -> None:
    client = (
        "first_steps: [{what: send us photos, who: you, by: 2026-12-01}]\ngoals: [{goal: 40 leads, by: 2027-03-31}]\n"
    )
    found = by_summary(made(project, client=client))
    assert found["Send us photos (You do this)"].decoded("DTSTART") == date(2026, 12, 1)
    assert found["Goal: 40 leads"].decoded("DTSTART") == date(2027, 3, 31)


def test_uids_betray_nobody_and_differ_by_client(project) -> None:
    root = project(
        {"content/clients/other.yaml": CLIENT.replace("Harbor & Pine", "Other") + CALLS}, clients__harbor=CLIENT + CALLS
    )
    one, other = (files(root, {"calendar"}, client)["calendar.ics"] for client in ("harbor", "other"))
    assert not {str(event["UID"]) for event in events(one)} & {str(event["UID"]) for event in events(other)}
    assert b"harbor" not in b"".join(re.findall(rb"UID:.*", one))
    assert one == files(root, {"calendar"}, "harbor")["calendar.ics"]


HOSTILE = ["a, b; c: d\\n", 'x"y', "BEGIN:VEVENT", "é" * 80, "😀 " * 40, "שלום", "=0D=0A", "a\tb"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_leave_its_place(project, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    data = made(project, client=f"booked: [{{what: {quoted}, at: 2026-12-08 10:00}}]\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    [event] = [one for one in events(data) if str(one["TRANSP"]) == "OPAQUE"]
    assert " ".join(text.split())[1:] in " ".join(str(event["SUMMARY"]).split())


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Berlin", "Pacific/Chatham"]
)
@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, 300 * 24 * 4))
def test_a_time_zone_block_says_what_our_zones_say(zone: str, number: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + number * timedelta(minutes=15)
    tz = time_zone(zone, date(2026, 6, 1)).to_tz(lookup_tzid=False)
    wall = at.astimezone(zone_of(zone))
    assert wall.replace(tzinfo=tz, fold=0).utcoffset() == wall.replace(fold=0).utcoffset() or wall.fold


def test_kinds_have_words() -> None:
    from charter.render.calendar_words import _FORMS

    assert set(_FORMS) == set(Kind)
