"""What a site says to its host and to strangers: the same for any clients, and nothing of them."""

from __future__ import annotations

import json
import re
from datetime import date

import html5lib
import pytest
from conftest import AGENCY, CLIENT

from charter import pipeline
from charter.render.hosting import HEADERS

DAY = date(2026, 11, 25)
SITED = AGENCY.replace("name: Northlight,", "name: Northlight, site: 'https://a.example/clients/',")


def shared(root):
    loaded = pipeline.load(root)
    made = dict(pipeline.render(loaded, DAY, forms=()))
    return {one.path: one.data for one in made[""] if not one.path.startswith("assets/")}


@pytest.fixture
def files(project):
    return shared(project(agency=SITED))


def test_they_are_the_same_for_other_clients(project, files):
    others = {
        "content/clients/zebra.yaml": CLIENT.replace("Harbor & Pine", "Zebra"),
        "content/clients/harbor.yaml": None,
    }
    assert shared(project(others, agency=SITED)) == files
    assert not any(word in data.lower() for data in files.values() for word in (b"harbor", b"pine"))


def test_headers_say_the_same_everywhere(files):
    netlify = dict(re.findall(r"^  ([\w-]+): (.+)$", files["_headers"].decode(), re.MULTILINE))
    apache = dict(re.findall(r'^  Header always set ([\w-]+) "(.+)"$', files[".htaccess"].decode(), re.MULTILINE))
    vercel = {one["key"]: one["value"] for one in json.loads(files["vercel.json"])["headers"][0]["headers"]}
    azure = json.loads(files["staticwebapp.config.json"])["globalHeaders"]
    assert netlify == apache == vercel == azure == HEADERS
    assert "noindex" in HEADERS["X-Robots-Tag"]
    assert HEADERS["Referrer-Policy"] == "no-referrer"


def test_there_is_one_rule_for_all_paths(files):
    assert [line for line in files["_headers"].decode().splitlines() if not line.startswith(" ")] == ["/*"]


def test_robots_may_read_that_they_may_not_index(files):
    import urllib.robotparser

    rules = urllib.robotparser.RobotFileParser()
    rules.parse(files["robots.txt"].decode().splitlines())
    assert rules.can_fetch("Googlebot", "https://a.example/any/index.html")


@pytest.mark.parametrize(("name", "root"), [("index.html", ""), ("404.html", "/clients/")])
def test_strangers_find_a_page_that_tells_nothing(files, name, root):
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(files[name].decode())
    metas = {one.get("name"): one.get("content") for one in page.iter("meta") if one.get("name")}
    assert metas["robots"] == "noindex, nofollow, noarchive"
    assert metas["referrer"] == "no-referrer"
    links = [one.get("href") for one in page.iter("link")]
    assert all(href.startswith(f"{root}assets/") for href in links)
    assert not list(page.iter("script"))
    assert "There is no page here" in files[name].decode()


def test_every_page_asks_not_to_be_found(project):
    loaded = pipeline.load(project())
    made = dict(pipeline.render(loaded, DAY, forms={"pages"}))
    pages = [one for one in made["harbor"] if one.path.endswith(".html")]
    assert len(pages) == 2
    assert all(b'name="robots" content="noindex' in one.data and b'content="no-referrer"' in one.data for one in pages)
