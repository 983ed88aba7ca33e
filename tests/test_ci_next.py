"""`charter next --since`: whether the pages have changed by themselves, so that a daily run can decide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from charter.cli import cli

QUIET = {"tiers__growth": "name: Growth\ncommitments:\n  question: {first_reply: as agreed}\n"}
CALENDAR = "schema: 1\nagency: {name: Northlight, timezone: America/Denver}\ncalendars:\n  office: {hours: {}, closures: [{name: Fair, on: 2026-12-02}]}\n"
REST = "channels:\n  email: {address: hello@northlight.example}\nrequests:\n  question: {name: A question}\npeople:\n  maya: {name: Maya, role: Lead}\nhandbook: [commitments]\n"
"""The pages of this agency change on 3 December, for then its one closure is over, and at the beginning of weeks."""


@pytest.fixture
def root(project) -> Path:
    return project(agency=CALENDAR + REST, **QUIET)


def run(root: Path, *words: str, **env: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["next", "--project", str(root), *words], env=env)
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("since", "today", "code"),
    [
        ("2026-12-01", "2026-12-02", 0),
        ("2026-12-02", "2026-12-03", 1),
        ("yesterday", "2026-12-03", 1),
        ("yesterday", "2026-12-04", 0),
        ("2026-12-01", "2026-12-04", 1),
        ("2026-12-04", "2026-12-04", 0),
    ],
)
def test_the_exit_code_says_whether_they_have(root: Path, since: str, today: str, code: int) -> None:
    told = run(root, "--since", since, "--as-of", today, "--exit-code")
    assert told[0] == code
    assert ("the pages have changed, so build again now" in told[1]) == bool(code)
    assert run(root, "--since", since, "--as-of", today)[0] == 0


def test_yesterday_is_counted_where_the_agency_is(root: Path) -> None:
    """Three in the morning in London is still the evening before in Denver."""
    assert run(root, "--since", "yesterday", "--exit-code", SOURCE_DATE_EPOCH="1796266800")[0] == 0
    assert run(root, "--since", "yesterday", "--exit-code", SOURCE_DATE_EPOCH="1796284800")[0] == 1


def test_quiet_says_nothing(root: Path) -> None:
    assert run(root, "-q", "--since", "yesterday", "--as-of", "2026-12-03", "--exit-code") == (1, "")


def test_programs_get_the_day_of_the_change(root: Path) -> None:
    _, out = run(root, "--since", "yesterday", "--as-of", "2026-12-03", "--format", "json")
    assert json.loads(out)["day"] == "2026-12-03"


def test_without_a_day_to_count_from_the_exit_code_means_nothing(root: Path) -> None:
    code, out = run(root, "--exit-code")
    assert code == 2
    assert "Add `--since yesterday`" in out


def test_a_project_that_cannot_be_published_is_no_quiet_day(project) -> None:
    assert run(project(clients__harbor="name: Harbor\n"), "--since", "yesterday", "--exit-code")[0] == 1
