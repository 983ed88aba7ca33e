"""`charter next`: the day on which pages change by themselves, against the facts of each day until then."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from charter import pipeline, shipped
from charter.cli import cli
from charter.compute import Facts, facts
from charter.compute.changes import next_changes

WORLDS = [shipped.content().parent, *sorted((Path(__file__).parent / "worlds").iterdir())]
DAY = date(2026, 11, 25)
ONE_DAY = timedelta(days=1)
QUIET = """\
name: Growth
commitments:
  question: {first_reply: as agreed}
"""


@cache
def charters():
    return {
        f"{root.name}/{ident}": one.charter for root in WORLDS for ident, one in pipeline.load(root).clients.items()
    }


def stated(charter, day: date) -> Facts:
    """Give the facts of a day but for the day and the timelines around it."""
    return replace(facts(charter, day), day=DAY, clocks=None, events=())


@settings(max_examples=40, deadline=None)
@given(client=st.sampled_from(sorted(charters())), days=st.integers(0, 500))
def test_facts_are_the_same_until_the_day_that_is_said_and_others_on_it(client: str, days: int) -> None:
    charter = charters()[client]
    day = DAY + days * ONE_DAY
    changes = next_changes(charter, day)
    assert changes
    assert len({change.day for change in changes}) == 1
    until = changes[0].day
    before = stated(charter, day)
    assert all(stated(charter, day + number * ONE_DAY) == before for number in range((until - day).days))
    turns = {*(step.by + ONE_DAY for step in charter.first_steps if step.by), charter.client.since}
    assert stated(charter, until) != before or until in turns


@pytest.fixture
def quiet(project, load):
    """The charter of a client whose pages state no time at all, with more of it."""

    def read(client: str = "", agency: str = "", tier: str = QUIET):
        own = "name: Harbor & Pine\ntier: growth\nrepresentative: maya\n" + client
        root = project(tiers__growth=tier, clients__harbor=own)
        path = root / "content" / "agency.yaml"
        path.write_text(path.read_text().replace("{hours: {mon-fri: 09:00-17:00}}", f"{{hours: {{}}{agency}}}"))
        return load(root).clients["harbor"].charter

    return read


def said(charter, day: date = DAY) -> list[tuple[str, str]]:
    """Give what changes, but for the beginning of weeks."""
    for _ in range(60):
        changes = next_changes(charter, day)
        told = [(change.day.isoformat(), change.reason) for change in changes if change.reason != "a week begins"]
        if told or not changes:
            return told
        day = changes[0].day
    return []


@pytest.mark.parametrize(
    ("written", "change"),
    [
        ({"agency": ", closures: [{name: Fair, on: 2026-11-27}]"}, ("2026-11-28", "“Fair” is over")),
        (
            {"agency": ", closures: [{name: Fair, on: 2027-11-30}]"},
            ("2026-11-30", "“Fair” comes within the year that is listed"),
        ),
        (
            {"agency": ", seasons: [{name: Late, from: 2026-11-01, to: 2026-11-28, hours: {}}]"},
            ("2026-11-29", "a season with other hours is over"),
        ),
        ({"client": "since: 2026-12-01\n"}, ("2026-12-01", "the work together begins")),
        (
            {"client": "first_steps: [{what: Access, by: 2026-12-02}]\n"},
            ("2026-12-03", "the day of a first step is over: Access"),
        ),
        (
            {"tier": QUIET.replace("as agreed", "{target: as agreed, from: 2026-12-03}")},
            ("2026-12-03", "a promise begins to hold: as agreed"),
        ),
        ({"client": "booked: [{what: Call, at: 2026-12-02 10:00}]\n"}, ("2026-12-03", "an appointment is over")),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_a_change_has_a_reason(quiet, written: dict[str, str], change: tuple[str, str]) -> None:
    assert change in said(quiet(**written))


def test_examples_move_on(project, load) -> None:
    charter = load(project()).clients["harbor"].charter
    assert ("2026-11-26", "examples move on to the days ahead") in said(charter)


def test_what_changes_later_than_asked_is_left_out(project, load) -> None:
    charter = load(project()).clients["harbor"].charter
    assert next_changes(charter, DAY, DAY) == ()
    assert next_changes(charter, DAY, DAY + ONE_DAY) == next_changes(charter, DAY)


class TestCommand:
    def run(self, root: Path, *words: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(cli, ["next", "--project", str(root), "--as-of", "2026-11-25", *words])
        return done.exit_code, done.stdout, done.stderr

    def test_it_says_the_day_and_why(self, specimen: Path) -> None:
        code, out, err = self.run(specimen)
        assert (code, err) == (0, "")
        first, *reasons = out.splitlines()
        assert first == "Thursday 2026-11-26: the pages change, so build again on that day (America/Denver time)."
        assert "  “Early close before Thanksgiving” is over (5 clients)" in reasons

    def test_it_is_the_first_of_all_clients(self, project) -> None:
        base = "tier: growth\nrepresentative: maya\n"
        root = project(clients__a=f"name: A\n{base}since: 2026-11-26\n", clients__b=f"name: B\n{base}")
        assert "  the work together begins (a)\n" in self.run(root)[1]

    def test_json_has_the_instant_in_the_zone_of_the_agency(self, specimen: Path) -> None:
        value = json.loads(self.run(specimen, "--format", "json")[1])
        assert (value["day"], value["at"]) == ("2026-11-26", "2026-11-26T00:00:00-07:00")
        assert {"reason": "“Early close before Thanksgiving” is over"}.items() <= value["reasons"][1].items()

    def test_nothing_to_publish_is_an_error(self, project) -> None:
        code, out, err = self.run(project(clients__harbor="name: Harbor\n"))
        assert (code, out) == (1, "")
        assert err.endswith("No client can be published, so no page can change.\n")
