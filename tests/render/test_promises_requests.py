"""What is said of the things clients send: what belongs where, who decides, after hours, and messages ready to send."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import html5lib
import pytest
from conftest import AGENCY, CLIENT
from sections import section
from sites import pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

SECTIONS = AGENCY.replace("[commitments]", "[team, channels, commitments, urgent, departments]")
FORMER = CLIENT + "state: former\n"


def links(text: str) -> list[str]:
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return [link.get("href") or "" for link in document.iter("a")]


def asked(project: Project, question: str, **more: str) -> dict[str, str]:
    agency = SECTIONS.replace("question: {name: A question}", f"question: {{name: A question, {question}}}")
    return pages(project(agency=agency, **more))


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("alias: Q1, examples: [how]", "A question (Q1) This is"),
        ("set_by: you", "You decide what belongs here."),
        ("set_by: we", "We decide what belongs here."),
        ("set_by: both", "We decide together what belongs here."),
        ("subject: ASK", "Begin the subject line with: ASK"),
        ('otherwise: "911"', "If life or property is in danger, call this first: 911"),
    ],
)
def test_a_request_class_says_what_to_know_before_sending_it(project: Project, field: str, said: str) -> None:
    assert said in section(asked(project, field)["index.html"], "urgent")


def test_whom_to_call_first_stands_beside_the_number_for_emergencies(project: Project) -> None:
    short = asked(project, 'otherwise: "911", route: phone')["expectations.html"]
    assert "call this first: 911" in short


def test_requests_are_sorted_in_the_two_ways_there_are(project: Project) -> None:
    agency = SECTIONS.replace("{name: A question}", "{name: A question, axis: type, set_by: you}").replace(
        "{name: Urgent}", "{name: Urgent, axis: severity, set_by: we}"
    )
    tier = "name: Growth\ncommitments: {question: 1 business day, urgent: 2 business hours}\n"
    said = section(pages(project(agency=agency, tiers__growth=tier))["index.html"], "urgent")
    assert (said.index("By what you want") < said.index("A question") < said.index("By how bad it is")) < said.index(
        "Urgent"
    )


# --- who decides, and after hours

TRIAGE = "triage: {set_by: you, may_change: we, why: We tell you why., priorities: [high, low], priorities_mean: It is for us.}\n"
AFTER = """\
after_hours:
  - {what: an emergency, happens: somebody calls you back, how: phone, cost: twice the rate}
  - {what: anything else, happens: It waits.}
"""


def test_who_decides_is_said_once_for_all(project: Project) -> None:
    said = section(pages(project(agency=SECTIONS + TRIAGE))["index.html"], "urgent")
    assert "You decide first. We may change it later. We tell you why." in said
    assert "an order of your own: high and low. It changes none of our promises. It is for us." in said


def test_what_happens_after_hours(project: Project) -> None:
    both = pages(project(agency=SECTIONS + AFTER))
    said = section(both["index.html"], "urgent")
    assert "An emergency Somebody calls you back. Reach us by: Phone What it costs: twice the rate" in said
    assert "Anything else It waits." in said
    short = section(both["expectations.html"], "hours")
    assert (
        "When we are closed An emergency Somebody calls you back. Reach us by: Phone Anything else It waits." in short
    )


def test_a_former_client_has_nobody_on_duty_and_no_messages_to_send(project: Project) -> None:
    both = pages(project(agency=SECTIONS + AFTER + MESSAGES, clients__harbor=FORMER))
    assert "When we are closed" not in both["index.html"] + both["expectations.html"]
    assert "Messages ready to send" not in both["index.html"]


# --- messages

MESSAGES = r"""
messages:
  cannot-come:
    name: You cannot come
    how: email
    subject: "No call on [day] & 50% off?"
    body: "Hello,\nI can’t come on [day]/[time] + more.\nBest"
  down: {name: It is down, how: phone, subject: Down, body: It does not load.}
  copy: {name: To copy, subject: A subject, body: A text.}
"""


def test_a_message_opens_in_the_mail_program_with_everything_in_it(project: Project) -> None:
    index = pages(project(agency=SECTIONS + MESSAGES))["index.html"]
    [link] = [link for link in links(index) if link.startswith("mailto:") and "subject" in link]
    EmailMessage()["To"] = unquote(urlsplit(link).path)
    assert link.startswith(
        "mailto:hello@northlight.example?subject=No%20call%20on%20%5Bday%5D%20%26%2050%25%20off%3F&body="
    )
    assert not set(link) & set(" []\r\n’+")
    assert parse_qs(urlsplit(link).query)["body"] == ["Hello,\r\nI can’t come on [day]/[time] + more.\r\nBest"]


def test_an_address_with_a_plus_is_still_the_same_address(project: Project) -> None:
    agency = (SECTIONS + MESSAGES).replace("hello@northlight", "hello+a&b@northlight")
    [link] = [link for link in links(pages(project(agency=agency))["index.html"]) if "subject" in link]
    assert unquote(urlsplit(link).path) == "hello+a&b@northlight.example"


def test_other_messages_are_there_to_copy(project: Project) -> None:
    said = section(pages(project(agency=SECTIONS + MESSAGES))["index.html"], "channels")
    assert "It is down Subject: Down It does not load. Send it by: Phone" in said
    assert said.endswith("To copy Subject: A subject A text.")


# --- what not to ask somebody

PERSON = SECTIONS.replace(
    "role: Account lead", "role: Account lead, not: [{what: invoices, ask: billing}, the weather]"
) + ("departments:\n  billing: {name: Billing, handles: [invoices], why: They see them., channels: email}\n")


def test_what_not_to_ask_a_person_and_who_answers_it(project: Project) -> None:
    index = pages(project(agency=PERSON))["index.html"]
    assert "Please do not ask Maya about invoices (ask Billing ) or the weather" in section(index, "team")
    assert "#department-billing" in links(index)


def test_a_department_without_its_section_is_named_and_no_link(project: Project) -> None:
    index = pages(project(agency=PERSON.replace(", departments]", "]")))["index.html"]
    assert "invoices (ask Billing)" in section(index, "team")
    assert "#department-billing" not in links(index)
