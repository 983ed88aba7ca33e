"""`calendar.ics` as a file: sound for an independent reader, the same as the pages, the same over builds."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import html5lib
import pytest
from conftest import AGENCY, CLIENT
from feeds import CALLS, by_summary, events, made, office, uid_of
from files import DAY, ROOTS, everything, files, loaded
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from charter import compute
from charter.compute.event import Kind
from charter.model.calendars import Recurring
from charter.render.calendar_zones import time_zone
from charter.render.lines import Lines, plain
from charter.render.places import unique
from charter.worktime.zones import zone_of

FORMS = frozenset({"pages", "calendar"})


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
        speech = loaded(name).theme.speech(charter.language, charter.timezone)
        caption = speech.gettext("Days on which we are closed, or close early")
        tables = [table for table in page.iter("table") if table.findtext("caption") == caption]
        rows = [row for table in tables for row in table.iter("tr")]
        listed = Counter(row.find("th").text for row in rows if row.find("td") is not None)
        off = [one for one in facts.events if one.kind in {Kind.CLOSURE, Kind.HOLIDAY} and not is_monthly(one)]
        assert Counter((one.first, one.last, one.name) for one in off) == Counter(
            (one.first, one.last, one.name) for one in facts.closures
        )
        if "hours" in charter.handbook:
            assert listed == Counter(speech.day_range(one.first, one.last) for one in off)
        said = {uid_of(event): event for event in events(those["calendar.ics"])}
        assert len(said) == len(facts.events)
        for one in off:
            event = said[f"{unique(charter, one.kind, one.key)}@charter"]
            if one.at is None:
                assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (one.first, one.last + timedelta(days=1))


def is_monthly(event) -> bool:
    return isinstance(event.item, Recurring)


CLOSED_TWICE = "closures: [{name: Team day, on: 2026-12-02}, {name: Team day, on: 2026-12-09}]"


@pytest.mark.parametrize(
    ("agency", "name"),
    [
        (office(CLOSED_TWICE), "Team day"),
        (AGENCY + "meetings: [{name: Review, on: first and third tuesday}]\n", "Review"),
    ],
)
def test_what_is_ahead_keeps_its_uid_when_what_was_before_is_over(project, agency: str, name: str) -> None:
    before, after = (
        {
            one.decoded("DTSTART"): uid_of(one)
            for one in events(made(project, agency, day=day))
            if name in one["SUMMARY"]
        }
        for day in (DAY, date(2026, 12, 5))
    )
    both = before.keys() & after.keys()
    assert both
    assert before.keys() - after.keys()
    assert {day: before[day] for day in both} == {day: after[day] for day in both}


def test_an_id_is_worth_more_than_a_name(project) -> None:
    closures = "closures: [{id: winter, name: Winter break, on: 2026-12-28}]"
    one = events(made(project, office(closures)))
    other = events(made(project, office(closures.replace("Winter break", "Holidays").replace("12-28", "12-29"))))
    assert list(map(uid_of, one)) == list(map(uid_of, other))


def test_one_clients_change_leaves_the_others_alone(project) -> None:
    others = {"content/clients/other.yaml": CLIENT.replace("Harbor & Pine", "Other")}
    one = files(project(others), {"calendar", "contacts"}, "other")
    other = files(project(others, clients__harbor=CLIENT + CALLS), {"calendar", "contacts"}, "other")
    assert one == other


def test_later_builds_never_go_back(project) -> None:
    one, other = (by_summary(made(project, client=CALLS, day=day)) for day in (DAY, DAY + timedelta(days=1)))
    name = "Strategy call with Northlight"
    assert one[name]["UID"] == other[name]["UID"]
    assert one[name]["SEQUENCE"] < other[name]["SEQUENCE"]
    assert one[name].decoded("DTSTAMP") < other[name].decoded("DTSTAMP")


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
    block = Lines(list(time_zone(zone, date(2025, 6, 1), date(2028, 6, 1)))).text
    [read] = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{block}END:VCALENDAR\r\n").walk("VTIMEZONE")
    tz = read.to_tz(lookup_tzid=False)
    wall = at.astimezone(zone_of(zone))
    assert wall.replace(tzinfo=tz, fold=0).utcoffset() == wall.replace(fold=0).utcoffset() or wall.fold


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_is_read_again(text: str) -> None:
    lines = Lines(["BEGIN:VCALENDAR", "BEGIN:VEVENT"])
    lines.add("SUMMARY", text)
    lines.add("X-NOTE", "x", altrep=text)
    lines.lines += ["END:VEVENT", "END:VCALENDAR"]
    assert max(len(line) for line in lines.text.encode().split(b"\r\n")) <= 75
    found = Calendar.from_ical(lines.text)
    [event] = found.walk("VEVENT")
    assert not event.errors
    assert str(event["SUMMARY"]) == plain(text)


def test_kinds_have_words() -> None:
    from charter.render.calendar_words import _FORMS

    assert set(_FORMS) == set(Kind)
