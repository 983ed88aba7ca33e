"""A client whose last day is over: told where changes are told, asked for nothing, and nobody's homework."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from lives import AFTER, BEFORE, DANA, WITH_MAIL, files, released

from charter import history
from charter.cli import cli

UNTIL = date(2026, 12, 15)
AFTERWARDS = UNTIL + timedelta(days=1)
ENDS = f"{DANA}until: {UNTIL}\n"


@pytest.fixture
def root(project):
    texts = {"agency": WITH_MAIL, "clients__harbor": ENDS}
    root = project(**texts, tiers__growth=BEFORE)
    released(root, date(2026, 10, 1), "What we promise.")
    return root


def run(root, *words):
    return CliRunner().invoke(cli, [*words, "--project", str(root)], catch_exceptions=False)


def test_the_page_of_changes_says_so_and_asks_for_no_agreement(root):
    before, after = (files(root, day) for day in (UNTIL, AFTERWARDS))
    assert "Our work together ended" not in before["changes.html"]
    assert "mailto:" in before["changes.html"]
    assert "Our work together ended on Tuesday, December 15, 2026." in after["changes.html"]
    assert "What we promised for it held until then" in after["changes.html"]
    assert "mailto:" not in after["changes.html"]


def test_the_feed_says_so_once(root):
    feeds = [files(root, day, forms=("feed",))["changes.atom"] for day in (UNTIL, AFTERWARDS, date(2027, 2, 1))]
    assert [feed.count("<entry>") for feed in feeds] == [1, 2, 2]
    assert feeds[1] == feeds[2]


def test_nobody_has_anything_to_do(root):
    assert "not acknowledged" in run(root, "status", "--as-of", str(UNTIL)).output
    status = run(root, "status", "--as-of", str(AFTERWARDS)).output
    assert "former since 2026-12-15" in status
    assert "unreleased" not in status
    assert "acknowledged" not in status


def test_a_dispute_about_a_day_after_the_end_is_not_answered_by_the_old_plan(root):
    asked = ["--sent", "2026-12-14 09:00", "--request", "question"]
    during = run(root, "show", "harbor", "--on", "2026-12-14", *asked).output
    after = run(root, "show", "harbor", "--on", "2026-12-20", "--sent", "2026-12-20 09:00", "--request", "question")
    assert "by " in during
    assert "First reply" in during
    assert "First reply" not in after.output
    assert "No release says what is promised to this client since." in after.output


def test_what_was_coming_is_told_with_its_own_day(project):
    texts = {"agency": WITH_MAIL, "clients__harbor": DANA}
    root = project(**texts, tiers__growth=BEFORE)
    released(root, date(2026, 10, 1), "What we promise.")
    later = "  - {what: commitments.question.finish, why: We are fewer., approved: maya, from: 2027-01-11}\n"
    project(**texts, tiers__growth=AFTER.replace("4 business days", "6 business days") + later)
    released(root, date(2026, 11, 20), "Two changes.")
    days = [[one.starts for one in history.foreseen(history.read(root).of("harbor"), day)] for day in (
        date(2026, 11, 19), date(2026, 11, 20), date(2026, 12, 28), date(2027, 1, 11))]  # fmt: skip
    assert days == [[], [date(2026, 12, 28), date(2027, 1, 11)], [date(2027, 1, 11)], []]
    shown = run(root, "show", "harbor", "--on", "2026-12-28").output
    assert "From 2027-01-11 on, announced with release 2" in shown
    assert "2026-12-28 on" not in shown
