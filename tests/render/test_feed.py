"""`changes.atom`: what an independent reader finds in it, and what the standard (RFC 4287) asks for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import feedparser
import pytest
from lives import DAY, FIRST, SECOND, SITE, SITED, STARTS, WITH_MAIL, files, life, released
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def feed(root: Path, day: date = DAY) -> str:
    return files(root, day, {"feed"})["changes.atom"]


def read(text: str) -> feedparser.FeedParserDict:
    found = feedparser.parse(text.encode())
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_there_is_none_before_the_first_release(project: Project) -> None:
    assert files(project(agency=WITH_MAIL), forms={"feed"}) == {}


def test_a_reader_finds_what_is_coming_and_the_releases(project: Project) -> None:
    found = read(feed(life(project)))
    assert found.feed.title == "What has changed – Northlight for Harbor & Pine"
    assert found.feed.author == "Northlight"
    assert [entry.title for entry in found.entries] == [
        "From Monday, December 28, 2026",
        "Release 2 of November 20, 2026",
        "Release 1 of October 1, 2026",
    ]
    assert found.entries[0].summary == "We would rather keep it."
    assert "Not as good as before" in found.entries[0].content[0].value
    assert "within 2 business days" in found.entries[0].content[0].value
    assert "The first release" in found.entries[2].summary


def test_its_dates_are_those_of_the_releases(project: Project) -> None:
    root = life(project)
    for day in (DAY, DAY + timedelta(days=3)):
        found = read(feed(root, day))
        dates = [date(*entry.updated_parsed[:3]) for entry in found.entries]
        assert dates == [SECOND, SECOND, FIRST]
        assert date(*found.feed.updated_parsed[:3]) == SECOND


def test_an_entry_keeps_its_id_and_no_other_one_has_it(project: Project) -> None:
    root = life(project)
    ids = [entry.id for entry in read(feed(root)).entries]
    assert len({*ids, read(feed(root)).feed.id}) == 4
    assert [entry.id for entry in read(feed(root, STARTS)).entries] == ids[1:]
    for ident in ids:
        assert UUID(ident.removeprefix("urn:uuid:")).version == 5
        assert "harbor" not in ident


def test_it_names_addresses_where_the_pages_are_on_the_web(project: Project) -> None:
    found = read(feed(life(project)))
    assert found.feed.link == f"{SITE}/harbor/changes.html"
    assert found.entries[1].link == f"{SITE}/harbor/changes.html#release-2"


def test_it_names_none_where_they_are_not(project: Project) -> None:
    text = feed(life(project, agency=SITED.replace(f", site: '{SITE}'", "")))
    assert "href" not in text
    assert "links" not in read(text).entries[0]


@pytest.mark.parametrize("name", ["Harbor & Pine", "<b>A</b> ]]>", "Café ☕"])
def test_it_is_what_the_standard_asks_for(project: Project, name: str) -> None:
    client = f'name: "{name}"\ntier: growth\nrepresentative: maya\n'
    root = etree.fromstring(feed(life(project, clients__harbor=client)).encode())
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for needed in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{needed}")) == 1
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated"))
        assert {child.tag for child in element} <= {
            f"{ATOM}{tag}" for tag in ("id", "title", "updated", "author", "link", "entry", "summary", "content")
        }
    for content in root.iter(f"{ATOM}content"):
        assert content.get("type") == "xhtml"
        assert [child.tag for child in content] == [f"{XHTML}div"]
    for link in root.iter(f"{ATOM}link"):
        assert link.get("href").startswith("https://")
    assert root.findtext(f"{ATOM}title").endswith(name)


def test_it_is_in_the_language_of_the_client(project: Project) -> None:
    client = "name: Casa\ntier: growth\nrepresentative: maya\nlanguage: es\n"
    agency = SITED.replace("timezone: America/Denver", "timezone: America/Denver, languages: [en, es]")
    text = feed(life(project, agency=agency, clients__harbor=client))
    assert 'xml:lang="es"' in text
    assert read(text).entries[1].title == "Versión 2 del 20 de noviembre de 2026"


def test_a_third_release_is_one_entry_more(project: Project) -> None:
    root = life(project)
    before = [entry.id for entry in read(feed(root)).entries]
    tier = (root / "content/tiers/growth.yaml").read_text("utf-8")
    (root / "content/tiers/growth.yaml").write_text(tier.replace("amount: 2", "amount: 3"), "utf-8")
    released(root, DAY, "Another call.")
    after = read(feed(root))
    assert [entry.title for entry in after.entries][1] == "Release 3 of November 25, 2026"
    assert set(before[1:]) < {entry.id for entry in after.entries}
