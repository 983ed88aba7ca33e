"""Each change is told with its own reason; a reason that all of a day share is told once."""

from __future__ import annotations

import re

import pytest
from lives import AFTER, BEFORE, DANA, SITED, files, life

SECOND = "  - {what: commitments.question.finish, why: Reviews take longer now., approved: maya, from: 2026-12-28}\n"
SLOWER = AFTER.replace("4 business days", "9 business days") + SECOND
MAIL = {"agency": SITED, "clients__harbor": DANA}


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def told(project, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr("lives.AFTER", SLOWER)
    return files(life(project), forms=("pages", "calendar", "feed"))


def test_the_notice_gives_each_change_its_reason(told: dict[str, str]) -> None:
    notice = plain(told["expectations.html"]).partition("From December 28, 2026:")[2]
    first, second = notice.index("first reply"), notice.index("finished work")
    assert first < notice.index("We would rather keep it.") < second < notice.index("Reviews take longer now.")


def test_the_page_of_changes_gives_each_change_its_reason(told: dict[str, str]) -> None:
    coming = plain(told["changes.html"]).partition("What is coming")[2].partition("Release 2 of")[0]
    assert coming.count("Why: We would rather keep it.") == coming.count("Why: Reviews take longer now.") == 1
    assert coming.count("We would rather keep it.") == 1


def test_calendars_and_feeds_give_each_change_its_reason(told: dict[str, str]) -> None:
    calendar = told["calendar.ics"].replace("\r\n ", "")
    assert re.search(r"first reply\..*We would rather keep it\..*finished work\..*Reviews take longer now\.", calendar)
    assert told["changes.atom"].count("<xhtml:dd>Reviews take longer now.") + told["changes.atom"].count(
        "<dd>Reviews take longer now."
    ) in {1, 2}


def test_a_reason_that_is_the_only_one_is_told_once(project) -> None:
    page = plain(files(life(project))["changes.html"])
    coming = page.partition("What is coming")[2].partition("Release 2 of")[0]
    assert coming.count("We would rather keep it.") == 1
    assert "Why:" not in coming
    assert BEFORE != AFTER
