"""When a promise is not kept: who takes over, what the client gets, and where a complaint goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest
from conftest import CLIENT
from sites import AGENCY, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from xml.etree.ElementTree import Element

    Project = Callable[..., Path]

LINE = '  line: {name: Complaints, address: listen@northlight.example}\n  night: {number: "+1 303 555 0199", visibility: private}\n'
PEOPLE = (
    "  owen: {name: Owen Hart, role: Managing director, email: owen@northlight.example}\n"
    "  amir: {name: Amir Haddad, role: Night duty, visibility: private}\n"
)
WRONG = (
    AGENCY.replace("[commitments]", "[when-it-goes-wrong]")
    .replace("requests:", LINE + "requests:")
    .replace("handbook:", PEOPLE + "handbook:")
)
DEPARTMENTS = "support: {name: Help & support, handles: [logins], why: They know., address: help@northlight.example}\n"


def words(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def section(root: Path, ident: str = "when-it-goes-wrong") -> Element:
    """Give a section of the handbook, read with every rule of HTML held against it."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(pages(root)["index.html"])
    return next(found for found in document.iter("section") if found.get("aria-labelledby") == ident)


def with_class(element: Element, tag: str, name: str) -> Iterable[Element]:
    return (found for found in element.iter(tag) if name in (found.get("class") or "").split())


def steps(element: Element) -> list[str]:
    return [words(step) for ladder in with_class(element, "ol", "steps") for step in ladder]


def remedy(project: Project, written: str) -> str:
    root = project(agency=WRONG + f"remedies:\n  late: {{name: money back, when: we miss it, {written}}}\n")
    found = next(found for found in section(root).iter("div") if found.get("id") == "remedy-late")
    return words(found)


# --- remedies


def test_a_remedy_that_comes_by_itself_says_so_and_what_lateness_costs(project: Project) -> None:
    said = remedy(
        project,
        "amount: {amount: 40, currency: USD}, automatic: yes, pay_by: 10 business days, late: {amount: 40, currency: USD}",
    )
    assert said == (
        "Money back When: we miss it. You get $40. You need not ask."
        " You have it within 10 business days. If it comes later, you get $40 more."
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("percent: 10%, of: your next invoice", "You get 10% of your next invoice. Ask us for it."),
        ("gives: an hour of work for free", "You get an hour of work for free."),
        ("amount: {amount: 9.76, currency: USD, per: day}", "You get $9.76 per day. It grows for as long as it lasts."),
        ("gives: a call, after: 2 business days", "It is due when the delay is longer than 2 business days."),
        (
            "gives: a call, claim: write to billing, claim_within: 1 month",
            "To get it: write to billing. You can ask for it within 1 month.",
        ),
        ("gives: a call, granted_by: owen", "Owen Hart decides about it."),
        ("gives: a call, cap: {amount: 500, currency: USD}", "You get $500 at the most."),
        ("percent: 5%, of: the invoice, cap_percent: 50%", "You get 50% of the invoice at the most."),
        ("gives: a call, unless: [you are away, it rains]", "This does not hold if: you are away or it rains."),
        ("gives: a call, stops: you miss the visit", "It ends when: you miss the visit."),
    ],
)
def test_each_part_of_a_remedy_is_a_plain_sentence(project: Project, written: str, said: str) -> None:
    assert said in remedy(project, written)


def test_a_remedy_without_asking_says_nothing_of_how_to_ask(project: Project) -> None:
    assert "ask us" not in remedy(project, "gives: a call, automatic: yes").lower()


# --- escalation, handover, authority


def test_each_step_up_says_when_who_takes_over_and_how_to_reach_them(project: Project) -> None:
    ladder = (
        "escalation:\n"
        "  - {after: 1 business day, to: {department: support}, automatic: yes}\n"
        "  - {when: the fix did not hold, to: owen, how: phone, note: He has the time.}\n"
        "  - {when: you need more, to: {role: the board}}\n"
    )
    assert steps(section(project(agency=WRONG + ladder, departments=DEPARTMENTS))) == [
        (
            "After you have waited 1 business day Help & support takes over."
            " This happens by itself. You need not ask. help@northlight.example"
        ),
        "When: the fix did not hold. Owen Hart takes over. He has the time. Use: Phone",
        "When: you need more. The board takes over.",
    ]


def test_somebody_the_client_does_not_meet_goes_by_the_role(project: Project) -> None:
    said = words(section(project(agency=WRONG + "escalation: [{when: it is night, to: amir, how: line}]\n")))
    assert "Night duty takes over. Use: Complaints" in said
    assert "Amir" not in said


def test_who_does_not_know_leads_to_somebody_who_does(project: Project) -> None:
    handover = "handover: {says: we do not know yet, within: 1 business day, keeps: tell it all from the start}\n"
    assert words(section(project(agency=WRONG + handover))).endswith(
        "You hear: We do not know yet. That person speaks to you within 1 business day."
        " What you need not do again: tell it all from the start."
    )


def test_who_may_decide_what_stands_with_its_limit(project: Project) -> None:
    authority = (
        "authority:\n  - {what: a refund, who: owen, up_to: {amount: 500, currency: USD}}\n"
        "  - {what: another date, who: {department: support}}\n"
    )
    found = section(project(agency=WRONG + authority, departments=DEPARTMENTS))
    assert [words(row) for lines in with_class(found, "dl", "lines") for row in lines] == [
        "A refund Owen Hart, up to $500",
        "Another date Help & support",
    ]


# --- complaints

COMPLAINTS = """\
complaints:
  to: owen
  how: line
  steps:
    - {id: heard, what: you hear that we have it, within: 5 business days, of: the day it arrives}
    - {what: an answer in writing, within: 10 business days, follows: heard, who: {role: somebody who was not part of it}}
    - {what: you say whether it is settled}
  outside: [{name: The board of trade, why: When we do not agree., url: https://trade.example/complaints}]
"""


def test_each_step_of_a_complaint_has_its_clock_and_what_it_is_counted_from(project: Project) -> None:
    assert steps(section(project(agency=WRONG + COMPLAINTS))) == [
        "Within 5 business days, counted from the day it arrives You hear that we have it",
        (
            "Within 10 business days, counted from the end of step 1 An answer in writing"
            " Somebody who was not part of it does this."
        ),
        "You say whether it is settled",
    ]


def test_a_complaint_has_a_reader_a_channel_and_somebody_outside(project: Project) -> None:
    said = words(section(project(agency=WRONG + COMPLAINTS)))
    assert "Your complaint goes to: Owen Hart. Use: Complaints" in said
    assert said.endswith("The board of trade When we do not agree. trade.example/complaints")


def test_a_channel_that_is_never_shown_is_not_shown_here(project: Project) -> None:
    handbook = pages(project(agency=WRONG + "complaints: {how: [night, email]}\n"))["index.html"]
    assert "0199" not in handbook
    assert "hello@northlight.example" in handbook


def test_a_former_client_who_drops_them_reads_nothing_of_remedies(project: Project) -> None:
    agency = WRONG + "remedies: {late: {name: Money back, when: we miss it, gives: a call}}\n" + COMPLAINTS
    former = CLIENT + "state: former\nuntil: 2026-08-31\ndrop: [remedies]\n"
    said = words(section(project(agency=agency, clients__harbor=former)))
    assert "Money back" not in said
    assert "How to complain" in said
