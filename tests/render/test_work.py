"""The work itself: scope and order, feedback and silence, what the client does, what comes out and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import AGENCY, CLIENT, TIER
from sections import section
from sites import pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

SECTIONS = AGENCY.replace("[commitments]", "[commitments, deliverables, feedback, scope, together]")
FORMER = CLIENT + "state: former\nuntil: 2026-08-31\n"


def said(project: Project, ident: str, text: str, client: str = CLIENT) -> str:
    root = project(agency=SECTIONS, tiers__growth=TIER + text, clients__harbor=client)
    return section(pages(root)["index.html"], ident)


# --- scope


def test_what_the_fee_buys(project: Project) -> None:
    fair = "fair_use: [it buys a service, It does not buy a person.]\n"
    assert "Fair to you, and to all our clients It buys a service. It does not buy a person." in said(
        project, "scope", fair
    )
    assert said(project, "scope", fair + "queue: oldest first\n", FORMER).endswith("What we do first Oldest first")
    assert "Fair to you" not in said(project, "scope", fair + "queue: oldest first\n", FORMER)


def test_what_is_done_first(project: Project) -> None:
    queue = "queue: {order: [emergencies, work by the hour], why: whoever wrote first comes first}\n"
    assert "What we do first Emergencies Work by the hour Whoever wrote first comes first." in said(
        project, "scope", queue
    )
    assert "What we do first Oldest first" in said(project, "scope", "queue: oldest first\n")


# --- feedback


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("rounds: 2", "A design 2 – –"),
        ("rounds: 2, more: {amount: 90, currency: USD}", "2 Each further round: $90"),
        ("within: 3 business days", "A design – Within 3 business days Counted from"),
        ("silence: approved", "It counts as approved."),
        ("silence: waiting, then: we remind you", "The work waits until you answer. We remind you."),
    ],
)
def test_rounds_of_changes(project: Project, item: str, words: str) -> None:
    assert words in said(project, "feedback", f"feedback: [{{what: a design, {item}}}]\n")


def test_silence_has_its_steps(project: Project) -> None:
    steps = (
        "silence:\n  - {after: 5 business days, then: we remind you}\n"
        "  - {after: 45 business days, state: on hold, then: The work waits., fee: {amount: 50, currency: USD}}\n"
        "  - {after: 90 business days, then: We close it., fee_note: 15% of what is left to do}\n"
    )
    text = said(project, "feedback", steps)
    assert "after 5 business days We remind you. after 45 business days The work waits." in text
    assert "Your work is then called: on hold To start again costs $50." in text
    assert "We close it. What it costs: 15% of what is left to do." in text


def test_the_short_page_says_what_counts_as_a_yes(project: Project) -> None:
    agency = SECTIONS + (
        "expectations: [{about: Honesty, we: We are., you: Be so.}]\nfeedback:\n"
        "  - {what: a small change, within: 3 business days, silence: approved}\n"
        "  - {what: a design, within: 3 business days, silence: waiting}\n"
    )
    text = section(pages(project(agency=agency))["expectations.html"], "together")
    assert "Counts as approved if you do not answer within 3 business days: a small change" in text
    assert "a design" not in text


# --- both sides


@pytest.mark.parametrize(
    ("duty", "words"),
    [
        ("within: 3 business days, of: our question", "Within 3 business days, counted from our question."),
        ("within: 3 business days", "Send photos Within 3 business days."),
        ("of: our question", "Counted from our question."),
        ("if_missed: the date moves by as many days", "Otherwise: The date moves by as many days."),
        ("holds_up: question", "Our promises that depend on it: A question"),
    ],
)
def test_what_the_client_does(project: Project, duty: str, words: str) -> None:
    assert words in said(project, "together", f"duties: [{{what: send photos, {duty}}}]\n")


def test_only_promises_that_the_client_has_are_held_up(project: Project) -> None:
    assert "depend on it" not in said(project, "together", "duties: [{what: send photos, holds_up: urgent}]\n")


def test_how_both_sides_treat_each_other(project: Project) -> None:
    assert "How we treat each other Nobody shouts. We say sorry." in said(
        project, "together", "conduct: [nobody shouts, We say sorry.]\n"
    )


# --- what comes out


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("form: a letter of two pages", "A plan A letter of two pages."),
        ("when: in the first week", "A plan In the first week."),
        ("by: 2027-01-29", "A plan By Friday, January 29, 2027."),
        ("yours: you may change it", "A plan You may change it."),
    ],
)
def test_deliverables(project: Project, item: str, words: str) -> None:
    assert words in said(project, "deliverables", f"deliverables: [{{what: a plan, {item}}}]\n")


def test_the_dates_of_the_work_and_who_does_what(project: Project) -> None:
    client = "milestones: [{what: Photos, who: you, by: 2027-01-29}]\ngoals: [{goal: more leads, measured: we count}]\n"
    text = said(project, "deliverables", "", CLIENT + client)
    assert "The dates of your work by Friday, January 29, 2027 Photos You do this" in text
    assert "More leads How it is measured: We count." in text
    assert "The dates of your work" not in said(project, "deliverables", "", FORMER + client)
