"""The agency in the words of schema.org, in the head of each page: true to the page, harmless, small."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from conftest import AGENCY, CLIENT
from files import DAY, loaded
from told import each_client, read

from charter import pipeline
from charter.compute import facts as facts_of
from charter.compute.seasons import coming
from charter.model.calendars import Peak
from charter.render import page
from charter.render.linked_data import linked_data

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
TERMS: dict[str, dict[str, str]] = {
    "Organization": {"name": "text", "url": "url", "logo": "url", "contactPoint": "ContactPoint"},
    "ContactPoint": {
        "contactType": "text",
        "telephone": "telephone",
        "email": "email",
        "url": "url",
        "availableLanguage": "language",
        "hoursAvailable": "OpeningHoursSpecification",
    },
    "OpeningHoursSpecification": {
        "dayOfWeek": "day",
        "opens": "time",
        "closes": "time",
        "validFrom": "date",
        "validThrough": "date",
    },
}
"""The properties of schema.org that occur, by type, and what each may hold."""
FORMS = {
    "text": r"(?s).+",
    "url": r"https?://\S+",
    "telephone": r"\+\d{6,18}",
    "email": r"\S+@\S+",
    "language": r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?",
    "day": "|".join(DAYS),
    "time": r"([01]\d|2[0-3]):[0-5]\d",
    "date": r"\d{4}-\d\d-\d\d",
}


def faults(node: Any, expected: str) -> list[str]:
    """Find what is no term of schema.org, or no value of its type."""
    if expected in FORMS:
        return [] if isinstance(node, str) and re.fullmatch(FORMS[expected], node) else [f"{node} is no {expected}"]
    if set(node) == {"@id"}:
        return []
    if node.get("@type") != expected:
        return [f"{node} is no {expected}"]
    found = []
    for key, value in node.items():
        if not key.startswith("@"):
            kind = TERMS[expected].get(key)
            values = value if isinstance(value, list) else [value]
            found += [fault for one in values for fault in (faults(one, kind) if kind else [f"{key} is no term"])]
    return found


def filled(project: pipeline.Loaded, client: str, day: date = DAY) -> tuple[dict[str, Any], dict[str, str]]:
    """Give the data, and the pages that carry it."""
    charter, theme = project.clients[client].charter, project.theme
    facts = facts_of(charter, day)
    data = linked_data(charter, facts, theme)
    values = {**page.page_values(charter, facts, theme, []), "linked": data}
    return data, {name: text.decode() for name, text in page.render(charter, facts, theme, values).items()}


def hours(data: dict[str, Any], number: int = 0) -> list[dict[str, Any]]:
    """Give the hours of a contact point, what it refers to in full."""
    known = {one["@id"]: one for point in data["contactPoint"] for one in point.get("hoursAvailable", ())
             if "@id" in one and len(one) > 1}  # fmt: skip
    return [known.get(one.get("@id"), one) for one in data["contactPoint"][number]["hoursAvailable"]]


@each_client
def test_every_term_is_one_of_schema_org(root: str, client: str) -> None:
    data, _ = filled(loaded(root), client)
    assert data["@context"] == "https://schema.org"
    assert faults(data, "Organization") == []


@each_client
def test_every_reference_leads_to_hours_that_stand_there_once(root: str, client: str) -> None:
    data, _ = filled(loaded(root), client)
    every = [one for point in data["contactPoint"] for one in point.get("hoursAvailable", ()) if "@id" in one]
    full = [one["@id"] for one in every if len(one) > 1]
    assert len(full) == len(set(full))
    assert {one["@id"] for one in every} == set(full)


@each_client
def test_both_pages_carry_it_and_it_is_small(root: str, client: str) -> None:
    data, pages = filled(loaded(root), client)
    for text in pages.values():
        [block] = BLOCK.findall(text)
        assert json.loads(block) == data
        assert len(gzip.compress(block.encode())) < 2_000
        assert len(gzip.compress(text.encode())) <= 24_000


@each_client
def test_it_names_nobody_and_nothing_that_the_pages_do_not(root: str, client: str) -> None:
    data, pages = filled(loaded(root), client)
    shown = read({name: html5lib.parse(text, namespaceHTMLElements=False) for name, text in pages.items()}).casefold()
    for point in data["contactPoint"]:
        for key in ("contactType", "telephone", "email", "url"):
            assert point.get(key, "").casefold() in shown


class TestPlace:
    def test_whatever_is_written_cannot_leave_the_block(self, project: Callable[..., Path]) -> None:
        name = """</script><!-- <script> "Quoted" & 'it' \\ 🏡 شركة"""
        agency = AGENCY.replace("name: Northlight", f"name: {json.dumps(name, ensure_ascii=False)}")
        data, pages = filled(pipeline.load(project(agency=agency)), "harbor")
        for text in pages.values():
            [block] = BLOCK.findall(text)
            assert "<" not in block
            assert json.loads(block)["name"] == data["name"] == name
            html5lib.HTMLParser(strict=True).parse(text)

    def test_a_page_without_it_is_a_page_all_the_same(self, project: Callable[..., Path]) -> None:
        project_ = pipeline.load(project())
        charter, theme = project_.clients["harbor"].charter, project_.theme
        facts = facts_of(charter, DAY)
        values = {**page.page_values(charter, facts, theme, []), "linked": None}
        assert b"ld+json" not in page.render(charter, facts, theme, values)["index.html"]


class TestAgency:
    def test_the_logo_has_a_whole_address_or_none(self, project: Callable[..., Path]) -> None:
        logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
        agency = AGENCY + "brand: {logo: logo.svg}\n"
        files = {"content/logo.svg": logo, "content/agency.yaml": agency}
        assert "logo" not in filled(pipeline.load(project(files)), "harbor")[0]
        files["content/agency.yaml"] = agency.replace("{name: N", "{site: https://clients.example/, name: N")
        found = filled(pipeline.load(project(files)), "harbor")[0]["logo"]
        assert re.fullmatch(r"https://clients\.example/assets/logo\.[0-9a-f]{12}\.svg", found)

    def test_each_channel_is_a_contact_point(self, project: Callable[..., Path]) -> None:
        data, _ = filled(pipeline.load(project()), "harbor")
        assert [(one["contactType"], one.get("email"), one.get("telephone")) for one in data["contactPoint"]] == [
            ("Email", "hello@northlight.example", None),
            ("Phone", None, "+13035550100"),
        ]

    def test_a_channel_that_the_client_does_not_see_is_none(self, project: Callable[..., Path]) -> None:
        agency = AGENCY.replace("  phone: {", "  phone: {visibility: internal, ")
        data, _ = filled(pipeline.load(project(agency=agency)), "harbor")
        assert [one["contactType"] for one in data["contactPoint"]] == ["Email"]

    def test_the_languages_of_a_channel(self, project: Callable[..., Path]) -> None:
        agency = AGENCY.replace("[commitments]", "[commitments, hours]") + "spoken: {en: {}, es: {channels: phone}}\n"
        data, _ = filled(pipeline.load(project(agency=agency)), "harbor")
        assert [one["availableLanguage"] for one in data["contactPoint"]] == [["en"], ["en", "es"]]


class TestHours:
    def of(self, project: Callable[..., Path], calendar: str, number: int = 0, more: str = "") -> list[dict[str, Any]]:
        agency = AGENCY.replace("{hours: {mon-fri: 09:00-17:00}}", calendar) + more
        found = hours(filled(pipeline.load(project(agency=agency)), "harbor")[0], number)
        return [{key: value for key, value in one.items() if not key.startswith("@")} for one in found]

    def test_days_of_equal_hours_are_one(self, project: Callable[..., Path]) -> None:
        assert self.of(project, '{hours: {mon-tue: "09:00-12:00, 13:00-17:00", fri: 09:00-15:00}}') == [
            {"dayOfWeek": ["Monday", "Tuesday"], "opens": "09:00", "closes": "12:00"},
            {"dayOfWeek": ["Monday", "Tuesday"], "opens": "13:00", "closes": "17:00"},
            {"dayOfWeek": ["Friday"], "opens": "09:00", "closes": "15:00"},
        ]

    @pytest.mark.parametrize(
        ("written", "opens", "closes"),
        [
            ("24 hours", "00:00", "23:59"),
            ("22:00-06:00+1", "22:00", "06:00"),
            ("18:00-24:00", "18:00", "00:00"),
            ("08:00-08:00+1", "08:00", "07:59"),
        ],
    )
    def test_nights(self, project: Callable[..., Path], written: str, opens: str, closes: str) -> None:
        [found] = self.of(project, f"{{hours: {{sat: {written}}}}}")
        assert (found["opens"], found["closes"]) == (opens, closes)

    def test_around_the_clock(self, project: Callable[..., Path]) -> None:
        agency = AGENCY.replace("phone: {", "phone: {calendar: 24/7, ")
        [found] = hours(filled(pipeline.load(project(agency=agency)), "harbor")[0], 1)
        assert (set(found["dayOfWeek"]), found["opens"], found["closes"]) == (DAYS, "00:00", "23:59")

    def test_closures_have_dates(self, project: Callable[..., Path]) -> None:
        calendar = """{hours: {mon: 09:00-17:00}, closures: [{on: 2026-12-24, hours: 09:00-12:00, name: Early close},
            {from: 2026-12-25, to: 2027-01-01, name: Winter break}]}"""
        assert self.of(project, calendar)[1:] == [
            {"opens": "09:00", "closes": "12:00", "validFrom": "2026-12-24", "validThrough": "2026-12-24"},
            {"opens": "00:00", "closes": "00:00", "validFrom": "2026-12-25", "validThrough": "2027-01-01"},
        ]

    def test_a_closure_of_one_channel_is_that_channels(self, project: Callable[..., Path]) -> None:
        closed = "{on: 2026-12-24, name: Repairs, channels: phone}"
        calendar = f"{{hours: {{mon: 09:00-17:00}}, closures: [{closed}]}}"
        assert len(self.of(project, calendar, 0)) == 1
        assert self.of(project, calendar, 1)[1]["validFrom"] == "2026-12-24"

    def test_seasons_have_dates(self, project: Callable[..., Path]) -> None:
        season = "{name: Summer, from: 06-01, to: 08-31, hours: {fri: 09:00-12:00, sat: closed}}"
        calendar = f"{{hours: {{mon-sat: 09:00-17:00}}, seasons: [{season}]}}"
        valid = {"validFrom": "2027-06-01", "validThrough": "2027-08-31"}
        assert self.of(project, calendar)[1:] == [
            {"dayOfWeek": ["Friday"], "opens": "09:00", "closes": "12:00", **valid},
            {"dayOfWeek": ["Saturday"], "opens": "00:00", "closes": "00:00", **valid},
        ]


@pytest.mark.parametrize(
    ("starts", "ends", "day", "first", "last"),
    [
        ("06-01", "08-31", date(2026, 5, 31), date(2026, 6, 1), date(2026, 8, 31)),
        ("06-01", "08-31", date(2026, 8, 31), date(2026, 6, 1), date(2026, 8, 31)),
        ("06-01", "08-31", date(2026, 9, 1), date(2027, 6, 1), date(2027, 8, 31)),
        ("12-15", "01-10", date(2026, 1, 5), date(2025, 12, 15), date(2026, 1, 10)),
        ("12-15", "01-10", date(2026, 1, 11), date(2026, 12, 15), date(2027, 1, 10)),
        ("02-01", "02-29", date(2027, 1, 1), date(2027, 2, 1), date(2027, 2, 28)),
        ("02-29", "03-31", date(2027, 1, 1), date(2027, 3, 1), date(2027, 3, 31)),
        ("2027-01-11", "2027-04-15", date(2026, 1, 1), date(2027, 1, 11), date(2027, 4, 15)),
    ],
)
def test_a_part_of_the_year_is_the_nearest_one_that_is_not_over(
    starts: str, ends: str, day: date, first: date, last: date
) -> None:
    assert coming(Peak.model_validate({"name": "Peak", "from": starts, "to": ends}), day) == (first, last)


def test_former_clients_find_no_department(project: Callable[..., Path]) -> None:
    department = "{name: Billing, handles: [invoices], why: They know., number: '+1 303 555 0177'}"
    files = {"departments": f"billing: {department}\n"}
    now, _ = filled(pipeline.load(project(**files)), "harbor")
    assert now["contactPoint"][-1] == {
        "@type": "ContactPoint",
        "contactType": "Billing",
        "telephone": "+13035550177",
    }
    after, _ = filled(pipeline.load(project(**files, clients__harbor=CLIENT + "state: former\n")), "harbor")
    assert "Billing" not in json.dumps(after)
