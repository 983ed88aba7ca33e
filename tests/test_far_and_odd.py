"""Values that can be read and not worked with: years out of reach, seasons that go backwards, zones by a nickname."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from conftest import AGENCY

from charter import pipeline
from charter.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

OFFICE = "{hours: {mon-fri: 09:00-17:00}}"


def found(root: Path) -> list[tuple[str, str]]:
    return [(problem.rule, problem.message) for problem in pipeline.load(root).problems]


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        ("closures: [{name: For good, from: 2027-01-01, to: 9999-12-31}]", "too far away"),
        ("closures: [{name: Long ago, on: 0001-01-01}]", "too far away"),
        ("seasons: [{name: S, from: 2026-12-01, to: 02-01, hours: {mon: closed}}]", "written in two ways"),
        ("seasons: [{name: S, from: 2027-02-01, to: 2027-01-01, hours: {mon: closed}}]", "lies before the first day"),
        ("timezone: EST", "is not a time zone by its place"),
    ],
)
def test_what_cannot_be_worked_out_is_a_finding(project: Project, calendar: str, said: str) -> None:
    agency = AGENCY.replace(OFFICE, f"{OFFICE[:-1]}, {calendar}}}")
    [(rule, message)] = found(project(agency=agency))
    assert (rule, said in message) == ("bad-value", True)


def test_a_season_of_promises_goes_forward_too(project: Project) -> None:
    [(rule, message)] = found(
        project(agency=AGENCY + "seasons: {peak: {name: Peak, from: 2027-02-01, to: 2027-01-01}}\n")
    )
    assert (rule, "lies before" in message) == ("bad-value", True)


@pytest.mark.parametrize("calendar", ["extendd", "24/7", "client"])
@pytest.mark.parametrize("home", ["agency", "tiers__growth", "clients__harbor"])
def test_a_usual_calendar_that_is_none_is_no_crash(project: Project, calendar: str, home: str) -> None:
    files = {
        "agency": AGENCY,
        "tiers__growth": "name: Growth\ncommitments: {question: {first_reply: 1 business day}}\n",
        "clients__harbor": "name: Harbor\ntier: growth\nrepresentative: maya\n",
    }
    root = project(**{**files, home: files[home] + f"calendar: {calendar}\n"})
    assert "dangling-reference" in {rule for rule, _ in found(root)}
    for words in (["check"], ["build"], ["when", "harbor"], ["why", "harbor"]):
        done = CliRunner().invoke(cli, [*words, "--project", str(root)])
        assert done.exception is None or isinstance(done.exception, SystemExit), words


@pytest.mark.parametrize("words", [["check"], ["build"], ["next"], ["when", "harbor"]])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-01-01"])
def test_a_day_out_of_reach_is_wrong_usage(project: Project, words: list[str], day: str) -> None:
    done = CliRunner().invoke(cli, [*words, "--as-of", day, "--project", str(project())])
    assert done.exit_code == 2
    assert "too far away" in done.output


def test_a_test_that_expects_nothing_is_a_finding(project: Project) -> None:
    root = project(
        clients__harbor="name: H\ntier: growth\nrepresentative: maya\nexpect: [{request: question, sent: mon 10:00}]\n"
    )
    assert ("incomplete", "This test expects nothing.") in found(root)


@pytest.mark.parametrize(("amount", "mend"), [("1,250", "`1250`"), ("199,95", "`199.95`")])
def test_a_number_with_a_comma_is_mended_to_the_same_number(project: Project, amount: str, mend: str) -> None:
    root = project(tiers__growth=f"name: Growth\nfee: {{amount: {amount}, currency: USD, per: month}}\n")
    hints = [problem.hint for problem in pipeline.load(root).problems if problem.rule == "comma-in-text"]
    assert [mend in hint for hint in hints] == [True]


def test_a_client_without_a_plan_is_not_blamed_for_what_the_plan_would_say(project: Project) -> None:
    agency = AGENCY.replace("urgent: {name: Urgent}", "urgent: {name: Urgent, examples: [a form loses messages]}")
    root = project(agency=agency, clients__harbor="name: Harbor\ntier: Growth\nrepresentative: maya\n")
    assert [rule for rule, _ in found(root) if rule != "request-without-promise"] == ["unknown-tier"]
    assert all("none" not in message for _, message in found(root))
