"""A client moves to another plan: one note for all that the move causes, and no note for what it does not."""

from __future__ import annotations

import re
from datetime import date

import pytest
from test_life import Life

from charter import pipeline

AGENCY_NOTE = (
    "changes: [{{what: calendars.office.hours, why: Fridays are for training., approved: maya, from: {day}}}]\n"
)
GROWTH = """\
name: Growth
fee: {amount: 100, currency: USD, per: month}
includes: [{what: strategy call, amount: 2, per: month}]
commitments:
  question: {first_reply: 4 business hours, finish: 5 business days}
  urgent: {first_reply: 1 business hour}
appointments: {cancel: {notice: 1 business day}}
"""
SMALL = """\
name: Small
fee: {amount: 120, currency: USD, per: month}
includes: [{what: strategy call, amount: 1, per: month}]
commitments:
  question: {first_reply: 2 business days, finish: 9 business days}
  urgent: {first_reply: 2 business hours}
appointments: {cancel: {notice: 2 business days}}
"""
CLIENT = "name: Harbor & Pine\ntier: growth\nrepresentative: maya\ncontacts: [{name: Dana Whitfield, approves: yes}]\n"
MOVED = CLIENT.replace("growth", "small")
DAY, AGREED = "2026-11-25", "agreed: Dana Whitfield"


def note(what: str, day: str, agreed: str = f", {AGREED}") -> str:
    return f"  - {{what: {what}, why: Why {what}., approved: maya, from: {day}{agreed}}}\n"


def on(life: Life, day: str):
    """What is published on a day."""
    loaded = pipeline.load(life.root, today=lambda _zone: date.fromisoformat(day))
    return loaded.clients["harbor"].standing.charter


@pytest.fixture
def life(project) -> Life:
    files = {"tiers__growth": GROWTH, "tiers__small": SMALL, "clients__harbor": CLIENT}
    found = Life(project(**files))
    assert found.run("release", "--note", "The first one.", "--as-of", "2026-11-01").exit_code == 0
    return found


def test_a_move_without_a_note_is_one_finding(life: Life) -> None:
    life.write("content/clients/harbor.yaml", MOVED)
    done = life.run("check", "--as-of", DAY)
    assert done.exit_code == 1
    found = re.findall(r"^(content\S+)  (\w+)  (\S+)$", done.output, re.MULTILINE)
    assert found == [("content/clients/harbor.yaml:2:7", "error", "silent-downgrade")]
    assert "moves from the plan Growth to Small" in done.output
    assert "5 promises" in done.output or "6 promises" in done.output
    assert f"`changes: [{{what: tier, why: ..., approved: ..., from: {DAY}}}]`" in done.output


def test_a_move_decides_the_day_of_all_that_it_causes(life: Life) -> None:
    changes = "changes:\n" + note("tier", "2026-12-31") + note("fee", "2027-01-20")
    life.write("content/clients/harbor.yaml", MOVED + changes)
    checked = life.run("check", "--as-of", DAY)
    assert (checked.exit_code, "note-of-nothing" in checked.output) == (0, True), checked.output
    assert "the move to another plan decides from when" in checked.output
    assert life.run("release", "--note", "You move.", "--as-of", DAY).exit_code == 0
    for day, fee in (("2026-12-30", "100"), ("2026-12-31", "120")):
        assert str(on(life, day).fee.amount) == fee
    page = life.page("2026-11-26", "changes.html")
    assert re.findall(r'<h3 id="from-([0-9-]+)">', page) == ["2026-12-31"]


def test_a_move_hides_nothing_that_is_worse_without_it(life: Life) -> None:
    """The hours of the agency get fewer in the same edit, for all clients: that has nothing to do with the move."""
    agency = (life.root / "content/agency.yaml").read_text("utf-8")
    life.write("content/agency.yaml", agency.replace("mon-fri", "mon-thu"))
    life.write("content/clients/harbor.yaml", MOVED + "changes:\n" + note("tier", "2026-12-31"))
    done = life.run("check", "--as-of", DAY)
    assert re.findall(r"^(content\S+)  error  (\S+)$", done.output, re.MULTILINE) == [
        ("content/agency.yaml:4:12", "silent-downgrade")
    ]


def test_what_a_client_loses_by_its_own_file_is_no_move(life: Life) -> None:
    own = "commitments: {question: {first_reply: 9 business days}}\n"
    life.write("content/clients/harbor.yaml", MOVED + own + "changes:\n" + note("tier", "2026-12-31"))
    done = life.run("check", "--as-of", DAY)
    assert re.findall(r"error  (\S+)$", done.output, re.MULTILINE) == ["silent-downgrade"]
    assert "`commitments.question.first_reply`" in done.output


@pytest.mark.parametrize(("hours_from", "move_from"), [("2026-12-10", "2026-12-31"), ("2026-12-31", "2026-12-10")])
def test_a_move_and_what_is_worse_beside_it_hold_each_from_its_day(life: Life, hours_from: str, move_from: str) -> None:
    agency = (life.root / "content/agency.yaml").read_text("utf-8")
    fewer = agency.replace("mon-fri", "mon-thu") + AGENCY_NOTE.format(day=hours_from)
    life.write("content/agency.yaml", fewer)
    life.write("content/clients/harbor.yaml", MOVED + "changes:\n" + note("tier", move_from))
    assert life.run("release", "--note", "You move.", "--as-of", DAY).exit_code == 0
    for day in ("2026-12-09", "2026-12-10", "2026-12-30", "2026-12-31"):
        charter = on(life, day)
        assert (charter.tier.name == "Small") == (day >= move_from), day
        assert (str(charter.commitments["question"][0].first_reply[0].target) == "2 business days") == (
            day >= move_from
        )
        assert (not charter.calendars["office"].hours.fri) == (day >= hours_from), day


def test_what_is_better_beside_a_move_holds_at_once(life: Life) -> None:
    agency = (life.root / "content/agency.yaml").read_text("utf-8")
    life.write("content/agency.yaml", agency.replace("09:00-17:00", "08:00-17:00"))
    life.write("content/clients/harbor.yaml", MOVED + "changes:\n" + note("tier", "2026-12-31"))
    assert life.run("release", "--note", "You move.", "--as-of", DAY).exit_code == 0
    charter = on(life, "2026-11-26")
    assert (str(charter.calendars["office"].hours), charter.tier.name) == (
        "mon-fri 08:00-17:00; sat-sun closed",
        "Growth",
    )


def test_a_move_that_is_taken_back_before_its_day_never_was(life: Life) -> None:
    life.write("content/clients/harbor.yaml", MOVED + "changes:\n" + note("tier", "2026-12-31"))
    assert life.run("release", "--note", "You move.", "--as-of", "2026-11-20").exit_code == 0
    life.write("content/clients/harbor.yaml", CLIENT)
    assert life.run("check", "--strict", "--as-of", DAY).exit_code == 0
    told = life.run("diff", "--as-of", DAY).output
    assert "worse" not in told
    assert "better" not in told
    assert life.run("release", "--note", "You stay.", "--as-of", DAY).exit_code == 0
    for day in ("2026-11-26", "2026-12-31"):
        assert on(life, day).tier.name == "Growth"
