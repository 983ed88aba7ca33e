"""The relation over time: absences, meetings, reports, changes of the plan, the end and after, and the small print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest
from conftest import CLIENT
from sites import AGENCY, pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.etree.ElementTree import Element

    Project = Callable[..., Path]

FULL = AGENCY.replace("[commitments]", "[team, commitments, reviews, after, about]")
FORMER = CLIENT + "state: former\nuntil: 2026-08-31\n"


def words(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def sections(root: Path) -> dict[str, Element]:
    """Give the sections of the handbook by id, read with every rule of HTML held against it."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(pages(root)["index.html"])
    return {found.get("aria-labelledby", ""): found for found in document.iter("section")}


def said(project: Project, ident: str, written: str, client: str = CLIENT) -> str:
    """Give what a section says of a piece of `agency.yaml`."""
    return words(sections(project(agency=FULL + written, clients__harbor=client))[ident])


def test_what_says_nothing_is_left_out(project: Project) -> None:
    assert set(sections(project(agency=FULL))) == {"team", "commitments", "files"}


# --- the team


def test_an_absence_is_told_handed_over_and_written_down(project: Project) -> None:
    cover = (
        "cover:\n  notice: 5 business days\n  handover: [both read the notes together, you meet the other one]\n"
        "  notes: {what: [what you asked, what we said], who: everybody here, within: same business day}\n"
    )
    assert (
        "When somebody is away You hear of a planned absence at least 5 business days before."
        " Before somebody leaves: Both read the notes together You meet the other one"
        " We write down: what you asked and what we said. It is written down the same business day."
        " Who may read it: everybody here."
    ) in said(project, "team", cover)


def test_the_representative_may_be_there_for_a_part_of_the_work(project: Project) -> None:
    phase = CLIENT + "phase: until the launch\n"
    sentence = "Maya Ortiz is there for you: until the launch."
    assert sentence in said(project, "team", "", phase)
    assert sentence not in said(project, "team", "", phase + "state: former\nuntil: 2026-08-31\n")


# --- meetings, reports, measures


def test_a_meeting_says_how_often_how_long_with_whom_and_when_topics_are_due(project: Project) -> None:
    meetings = (
        "meetings:\n  - {name: review of your goals, every: 3 months, on: first tuesday, length: 90 minutes,"
        " attendees: [maya, {role: our director}], agenda: 2 business days, note: Bring your numbers.}\n"
        "  - {name: a call, every: 1 month}\n  - {name: a visit, on: day 15}\n"
    )
    assert said(project, "reviews", meetings).partition("Meetings ")[2] == (
        "Review of your goals Every 3 months, on the first Tuesday of the month."
        " It lasts 90 minutes. You meet Maya Ortiz and our director."
        " Send your topics at least 2 business days before. Bring your numbers."
        " A call Every month. A visit On day 15 of the month. The next one: Tue, Dec 15 ."
    )


def test_a_report_says_when_and_how_it_comes_and_what_it_tells(project: Project) -> None:
    reports = "reports: [{name: monthly report, every: 1 month, says: [your leads, your costs], how: by e-mail}]\n"
    assert said(project, "reviews", reports).endswith(
        "Reports Monthly report Every month. How it comes: by e-mail. It tells you: your leads your costs"
    )


def test_a_measure_says_how_how_often_and_where_it_can_be_read(project: Project) -> None:
    measures = (
        "measures: [{what: replies in time, how: from all messages, every: 3 months,"
        " published: in your report, url: https://northlight.example/kept}]\n"
    )
    assert said(project, "reviews", measures).endswith(
        "Replies in time How we measure it: from all messages. We look at it every 3 months."
        " Where you can read it: in your report. northlight.example/kept"
    )


# --- stages and changes of the plan

LIFECYCLE = """\
lifecycle:
  active: {means: you have a plan}
  inactive: {means: your plan rests, after: 45 days, of: without a request from you, changes: [no fee]}
  former: {means: you have left}
"""


def test_the_stages_say_what_they_mean_and_where_the_client_is(project: Project) -> None:
    assert said(project, "after", LIFECYCLE).partition("work together ")[2] == (
        "ends The stages of our work together Active You are here You have a plan."
        " At rest Your plan rests. It begins after 45 days without a request from you. No fee"
        " Former client You have left."
    )


def test_a_former_client_reads_of_that_stage_alone(project: Project) -> None:
    text = said(project, "after", LIFECYCLE, FORMER)
    assert text.endswith("Where we stand Former client You are here You have left.")


def test_a_change_of_the_plan_has_its_notice_and_its_limit(project: Project) -> None:
    changes = (
        "plan_changes:\n  - {what: a smaller plan, notice: 30 days any day,"
        " limit: {count: 2, within: 12 months, then: After that we talk.}, note: A larger one starts at once.}\n"
    )
    assert said(project, "after", changes).endswith(
        "A smaller plan Tell us at least 30 days before, weekends and holidays included."
        " You can do this 2 times within 12 months. After that we talk. A larger one starts at once."
    )
    assert "after" not in sections(project(agency=FULL + changes, clients__harbor=FORMER))


# --- the end, and after it

LEAVING = """\
leaving:
  who: both
  notice: 1 month
  gives: [your texts, all logins]
  within: 10 business days
  elsewhere: We tell you who serves you better.
  returning: You come back on the terms you had.
"""


def test_leaving_says_who_with_what_notice_what_is_handed_over_and_the_way_back(project: Project) -> None:
    assert said(project, "after", LEAVING).partition("to end it ")[2] == (
        "Both of us may end it. The other side hears of it at least 1 month before."
        " You take along: Your texts All logins You have all of it within 10 business days."
        " We tell you who serves you better. You come back on the terms you had."
    )


def test_a_former_client_reads_what_it_took_along_and_the_way_back(project: Project) -> None:
    assert said(project, "after", LEAVING, FORMER).partition("come back ")[2] == (
        "You took along: Your texts All logins You come back on the terms you had."
    )


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        (
            "lasts: 30 days, of: the day your site goes live",
            "It holds for 30 days, counted from the day your site goes live. It costs nothing.",
        ),
        ("lasts: 1 month", "It holds for 1 month. It costs nothing."),
        ("of: your last day", "It holds for good, counted from your last day. It costs nothing."),
        ("discount: 20%", "It holds for good. You pay 20% less than our rate."),
        ("price: {amount: 95, currency: USD, per: hour}", "It holds for good. It costs $95 per hour."),
        (
            "only_if: your site is with us",
            "It holds for good. It costs nothing. This holds only if: your site is with us.",
        ),
    ],
)
def test_what_holds_afterwards_says_how_long_and_what_it_costs(project: Project, written: str, holds: str) -> None:
    text = said(project, "after", f"afterwards: [{{what: mistakes of ours are put right, {written}}}]\n", FORMER)
    assert text.endswith(f"Mistakes of ours are put right {holds}")


def test_free_help_says_what_for_and_what_it_costs(project: Project) -> None:
    resources = (
        "resources:\n  - {name: our guide, for: the first hour, url: https://northlight.example/guide}\n"
        "  - {name: a course, cost: $20 a day}\n"
    )
    assert said(project, "after", resources).endswith(
        "Our guide Free For the first hour. northlight.example/guide A course $20 a day"
    )


# --- about the charter

STANDING = """\
standing:
  covers: all that you get of us
  wins: [our contract, this charter]
  responsible: maya
  review: 6 months
  notice: 30 days any day
"""


def test_the_charter_says_what_it_is_which_paper_wins_and_how_it_changes(project: Project) -> None:
    assert said(project, "about", STANDING).partition("About this charter ")[2] == (
        "What it is It says what you can expect. It is not a contract."
        " What it is for: all that you get of us. Maya Ortiz answers for it."
        " If two papers differ The first of these counts: Our contract This charter"
        " How it changes We go through it every 6 months."
        " You hear of a change for the worse at least 30 days before, weekends and holidays included."
    )


def test_a_charter_that_is_part_of_the_contract_says_so(project: Project) -> None:
    text = said(project, "about", "standing: {is_a: contract}\n")
    assert text.endswith("What it is It is part of what we both signed.")


def test_access_and_privacy_stand_in_plain_points(project: Project) -> None:
    text = said(
        project, "about", "accessibility: [You may call in place of writing.]\nprivacy: [We keep letters 3 years.]\n"
    )
    assert text.endswith(
        "So that everybody can reach and read us You may call in place of writing."
        " What we keep about you We keep letters 3 years."
    )
