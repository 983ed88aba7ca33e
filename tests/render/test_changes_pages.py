"""The life of a charter on its pages: the page of changes, the notice, the section, the footer, the link to agree."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest
from goldens import heard
from lives import BEFORE, DANA, DAY, SECOND, SITED, STARTS, WITH_MAIL, files, life, released
from sections import section

from charter import history, pipeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

PAGES = ("index.html", "expectations.html", "changes.html")


def links(page: str) -> dict[str, str]:
    """Give the links of a page by their words."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return {" ".join("".join(link.itertext()).split()): link.get("href", "") for link in document.iter("a")}


class TestBeforeTheFirstRelease:
    def test_no_page_speaks_of_releases(self, project: Project) -> None:
        made = files(project(agency=WITH_MAIL), forms={"pages", "feed", "data"})
        assert sorted(made) == ["charter.json", "expectations.html", "index.html"]
        for page in made.values():
            assert "elease" not in page
            assert "changes" not in page


class TestThePage:
    def test_it_tells_what_is_coming_and_then_release_by_release(self, project: Project) -> None:
        page = files(life(project))["changes.html"]
        headings = re.findall(r"^## (.*)$", heard(page), re.MULTILINE)
        assert headings == ["What is coming", "Release 2 of November 20, 2026", "Release 1 of October 1, 2026"]

    def test_what_is_coming_has_its_day_and_its_reason(self, project: Project) -> None:
        told = section(files(life(project))["changes.html"], "coming")
        assert "From Monday, December 28, 2026 We would rather keep it." in told
        assert "A question: first reply Not as good as before" in told
        assert "From December 28, 2026 Within 2 business days Until then Within 1 business day" in told

    def test_its_example_is_of_a_message_after_that_day(self, project: Project) -> None:
        told = section(files(life(project))["changes.html"], "coming")
        [sent] = re.findall(r"If you write on \w+, (\w+ \d+, \d{4})", told)
        assert sent == "December 31, 2026"
        assert "without this change, it would be by" in told

    def test_a_release_tells_its_changes_better_ones_first_each_with_its_day(self, project: Project) -> None:
        told = section(files(life(project))["changes.html"], "release-2")
        assert "More calls, and a check each month." in told
        assert "A question: finished work Better for you From November 20, 2026 Within 4 business days (Aim)" in told
        assert "What your plan includes: strategy call, how much" in told
        assert "From November 20, 2026 New – 1 per month" in told
        assert told.endswith("Announced, from December 28, 2026: A question: first reply.")

    def test_the_first_release_says_that_it_is(self, project: Project) -> None:
        told = section(files(life(project))["changes.html"], "release-1")
        assert "The first release: with it, your charter began. What we promise." in told

    def test_what_was_announced_is_no_longer_coming_on_its_day(self, project: Project) -> None:
        root = life(project)
        eve, day = (files(root, STARTS - timedelta(days=number))["changes.html"] for number in (1, 0))
        assert section(eve, "coming")
        assert not section(day, "coming")
        told = section(day, "release-2")
        assert (
            "A question: first reply Not as good as before From December 28, 2026 Within 2 business days Before" in told
        )
        assert "Why: We would rather keep it." in told

    def test_no_key_of_a_file_is_on_it(self, project: Project) -> None:
        page = heard(files(life(project))["changes.html"])
        for key in ("commitments", "first_reply", "includes.", "neutral", "not comparable", "growth"):
            assert key not in page


class TestEveryPage:
    def test_its_footer_names_the_release(self, project: Project) -> None:
        made = files(life(project))
        for name in PAGES:
            assert links(made[name])["Release 2 of November 20, 2026"] == "changes.html"

    def test_it_leads_to_the_page_of_changes(self, project: Project) -> None:
        made = files(life(project))
        for name in PAGES:
            assert links(made[name])["What has changed"] == "changes.html"

    def test_it_names_the_feed_where_there_is_one(self, project: Project) -> None:
        root = life(project)
        link = '<link rel="alternate" type="application/atom+xml"'
        assert all(link in page for page in files(root, forms={"pages", "feed"}).values() if "<html" in page)
        assert not any(link in page for page in files(root).values())

    def test_only_scripts_of_the_site_may_run(self, project: Project) -> None:
        for name, page in files(life(project)).items():
            assert "default-src 'none'; script-src 'self' file:; style-src" in page, name


class TestExpectations:
    def test_a_notice_near_the_top_says_what_is_coming(self, project: Project) -> None:
        page = files(life(project))["expectations.html"]
        said = heard(page)
        notice = "From December 28, 2026: A question: first reply – within 2 business days (until then: within 1 business day)."
        assert notice in said
        assert said.index(notice) < said.index("## ")
        assert links(page)["What changes then"] == "changes.html#from-2026-12-28"
        assert 'id="from-2026-12-28"' in files(life(project))["changes.html"]

    def test_there_is_none_where_nothing_is_coming(self, project: Project) -> None:
        assert "until then" not in files(life(project), STARTS)["expectations.html"]

    def test_the_old_promise_stands_until_then(self, project: Project) -> None:
        root = life(project)
        assert "Within 1 business day" in section(files(root)["expectations.html"], "replies")
        assert "Within 2 business days" in section(files(root, STARTS)["expectations.html"], "replies")


class TestHandbook:
    def test_its_section_has_what_is_coming_and_the_last_release(self, project: Project) -> None:
        page = files(life(project))["index.html"]
        told = section(page, "changes")
        assert told.startswith("What has changed We ask you to read release 2")
        assert "From Monday, December 28, 2026 We would rather keep it." in told
        assert "Release 2 of November 20, 2026" in told
        assert "Release 1" not in told
        assert links(page)["All releases"] == "changes.html"


class TestAgreement:
    def test_the_link_opens_a_mail_that_is_ready(self, project: Project) -> None:
        root = life(project)
        where = urlsplit(links(files(root)["changes.html"])["I have read release 2 and agree"])
        release = pipeline.load(root, today=lambda _: DAY).clients["harbor"].standing.release
        assert (where.scheme, where.path) == ("mailto", "maya@northlight.example")
        mail = parse_qs(where.query, strict_parsing=True)
        assert mail["subject"] == ["Harbor & Pine: we have read release 2 and agree"]
        assert mail["body"][0].splitlines()[:3] == [
            "Client: Harbor & Pine",
            "Release: 2 of November 20, 2026",
            f"Check number: {release.meaning[:12]}",
        ]

    def test_it_is_in_the_handbook_too(self, project: Project) -> None:
        assert "I have read release 2 and agree" in section(files(life(project))["index.html"], "changes")

    def test_it_goes_to_a_channel_where_the_representative_has_no_address(self, project: Project) -> None:
        found = links(files(life(project, agency=SITED))["changes.html"])
        assert found["I have read release 2 and agree"].startswith("mailto:hello@northlight.example?")

    def test_without_any_address_nothing_is_asked(self, project: Project) -> None:
        agency = SITED.replace("  email: {address: hello@northlight.example}\n", "")
        assert "agree" not in files(life(project, agency=agency))["changes.html"]

    def test_once_it_is_recorded_it_says_who_and_when(self, project: Project) -> None:
        root = life(project)
        release = pipeline.load(root, today=lambda _: DAY).clients["harbor"].standing.release
        history.acknowledge(root, release, "Dana Whitfield", date(2026, 11, 21))
        made = files(root)
        for name in ("index.html", "changes.html"):
            assert "Release 2 was acknowledged by Dana Whitfield on November 21, 2026." in heard(made[name])
            assert "mailto:maya@northlight.example?" not in made[name]

    @pytest.mark.parametrize("name", ['A & B <b>"x"</b>', "Café ☕ 100% #1?", "O'Neil; Söhne"])
    def test_any_name_comes_through(self, project: Project, name: str) -> None:
        client = DANA.replace("Harbor & Pine", json.dumps(name, ensure_ascii=False), 1)
        found = links(files(life(project, clients__harbor=client))["changes.html"])
        where = urlsplit(found["I have read release 2 and agree"])
        assert parse_qs(where.query)["subject"] == [f"{name}: we have read release 2 and agree"]


def test_an_improvement_alone_asks_for_nothing_new(project: Project) -> None:
    root = project(agency=WITH_MAIL, clients__harbor=DANA, tiers__growth=BEFORE)
    released(root, date(2026, 10, 1), "What we promise.")
    first = pipeline.load(root, today=lambda _: DAY).clients["harbor"].standing.release
    history.acknowledge(root, first, "Dana Whitfield", date(2026, 10, 2))
    project(agency=WITH_MAIL, clients__harbor=DANA, tiers__growth=BEFORE.replace("1 business day", "4 business hours"))
    released(root, SECOND, "Faster.")
    page = heard(files(root)["changes.html"])
    assert "Release 1 was acknowledged by Dana Whitfield" in page
    assert "I have read" not in page
