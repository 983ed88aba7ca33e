"""What a row of the commitments says: whom and when it holds for, what it depends on, and what a miss is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest
from conftest import AGENCY
from sites import pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.etree.ElementTree import Element

    Project = Callable[..., Path]

FULL = AGENCY.replace(
    "  question: {name: A question}\n  urgent: {name: Urgent}\n",
    "  question: {name: A question, alias: Q1}\n  urgent: {name: Urgent}\n",
).replace("handbook: [commitments]", "handbook: [commitments, when-it-goes-wrong]") + (
    "seasons:\n"
    "  tax: {name: the weeks of the tax return, from: 2027-01-11, to: 2027-04-15}\n"
    "remedies:\n"
    "  credit: {name: money back, when: we miss a reply, gives: an hour of work, automatic: yes}\n"
)


def written(project: Project, row: str, agency: str = FULL) -> dict[str, str]:
    return pages(project(agency=agency, tiers__growth=f"name: Growth\ncommitments:\n  question: {row}\n"))


def tree(text: str) -> Element:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def table(text: str) -> str:
    return " ".join(words(found) for found in tree(text).iter("table") if found.get("class") in {"promises", "quick"})


def links(text: str, ending: str) -> list[str | None]:
    return [link.get("href") for link in tree(text).iter("a") if (link.get("href") or "").endswith(ending)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{finish: {target: 5 business days, begins: your last missing file}}",
         "Done: The clock starts with your last missing file."),
        ("{first_reply: {target: 1 business day, from: 2027-01-01}}", "First reply: Holds from January 1, 2027."),
        ("{first_reply: {target: 1 business day, from: 2026-01-01}}", "First reply: Holds since January 1, 2026."),
        ("{first_reply: {target: 1 business day, remedy: credit}}", "First reply: If we miss it: money back."),
        ("{severity: urgent, first_reply: 1 business day}", "A question (Q1) How bad it is: Urgent"),
        ("{language: es, first_reply: 1 business day}", "A question (Q1) Written in Spanish"),
        ("{season: tax, first_reply: 1 business day}",
         "A question (Q1) the weeks of the tax return (January 11, 2027 to April 15, 2027)"),
        ("{only_if: [you ask for it, you can be reached], first_reply: 1 business day}",
         "Only if: you ask for it and you can be reached."),
        ("{assign: 4 business hours}", "Who does it"),
        ("{see_visitor: 10 business minutes}", "We see you"),
        ("{plan: 3 business days}", "How and when"),
    ],
)  # fmt: skip
def test_the_table_of_the_handbook_says_it(project: Project, row: str, said: str) -> None:
    assert said in table(written(project, row)["index.html"])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{first_reply: {target: 1 business day, from: 2027-01-01}}", "Holds from January 1, 2027."),
        ("{first_reply: {target: 1 business day, remedy: credit}}", "If we miss it: money back."),
        ("{severity: urgent, first_reply: 1 business day}", "How bad it is: Urgent"),
        ("{only_if: you ask for it, first_reply: 1 business day}", "Conditions"),
    ],
)
def test_the_short_table_says_it_in_a_small_note(project: Project, row: str, said: str) -> None:
    assert said in table(written(project, row)["expectations.html"])


def test_a_promise_that_holds_already_is_no_news_on_the_short_page(project: Project) -> None:
    short = written(project, "{first_reply: {target: 1 business day, from: 2026-01-01}}")["expectations.html"]
    assert "Holds" not in table(short)


def test_a_remedy_is_a_link_to_where_it_stands_in_full(project: Project) -> None:
    both = written(project, "{first_reply: {target: 1 business day, remedy: credit}}")
    assert links(both["index.html"], "#remedy-credit") == ["#remedy-credit"]
    assert links(both["expectations.html"], "#remedy-credit") == ["index.html#remedy-credit"]


def test_a_remedy_without_its_section_is_no_link(project: Project) -> None:
    agency = FULL.replace(", when-it-goes-wrong", "")
    both = written(project, "{first_reply: {target: 1 business day, remedy: credit}}", agency)
    assert "If we miss it: money back." in table(both["index.html"])
    assert not links(both["index.html"], "#remedy-credit")
    assert not links(both["expectations.html"], "#remedy-credit")


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        (
            "[{arrives: before 12:00, first_reply: 4 business hours}, {first_reply: 1 business day}]",
            "at any other time",
        ),
        ("[{season: tax, first_reply: 2 business days}, {first_reply: 1 business day}]", "at any other time"),
        ("[{severity: urgent, first_reply: 4 business hours}, {first_reply: 1 business day}]", "in all other cases"),
    ],
)
def test_the_last_row_says_what_is_left_for_it(project: Project, rows: str, last: str) -> None:
    assert table(written(project, rows)["index.html"]).count(last) == 1


def test_a_row_of_its_own_kind_is_not_for_all_the_rest(project: Project) -> None:
    rows = "[{severity: urgent, first_reply: 4 business hours}, {language: es, first_reply: 1 business day}]"
    said = table(written(project, rows)["index.html"])
    assert "in all other cases" not in said
    assert "at any other time" not in said


def test_our_clock_stands_still_but_not_for_a_promise_with_other_hours(project: Project) -> None:
    usual = written(project, "{first_reply: 4 business hours}")
    other = written(project, "{first_reply: 4 business hours, finish: {target: 48 hours, calendar: 24/7}}")
    note = "A promise that names other hours is counted in those."
    assert "Our clock stands still outside these hours." in usual["index.html"]
    assert note not in usual["index.html"] + usual["expectations.html"]
    assert note in other["index.html"]
    assert note in other["expectations.html"]


# --- two ways to sort


AXES = AGENCY.replace(
    "  question: {name: A question}\n  urgent: {name: Urgent}\n",
    "  question: {name: A question, axis: type}\n  urgent: {name: Urgent, axis: severity}\n  visit: {name: A visit}\n",
)


def captions(text: str, kind: str) -> list[str]:
    return [
        words(caption)
        for found in tree(text).iter("table")
        if found.get("class") == kind
        for caption in found.iter("caption")
    ]


def test_where_both_axes_occur_each_has_a_table_with_its_own_columns(project: Project) -> None:
    tier = "name: Growth\ncommitments: {question: 1 business day, urgent: {call_back: 1 business hour}, visit: 1 business day}\n"
    both = pages(project(agency=AXES, tiers__growth=tier))
    titles = ["By what you want", "By how bad it is", "Anything else"]
    assert captions(both["index.html"], "promises") == titles
    assert captions(both["expectations.html"], "quick") == titles
    assert [len(list(head.iter("th"))) for head in tree(both["index.html"]).iter("thead")] == [2, 2, 2]


def test_one_axis_alone_is_one_table(project: Project) -> None:
    tier = "name: Growth\ncommitments: {question: 1 business day, visit: 1 business day}\n"
    both = pages(project(agency=AXES, tiers__growth=tier))
    assert captions(both["index.html"], "promises") == ["What you hear from us, and by when"]
    assert captions(both["expectations.html"], "quick") == ["Our promises"]
