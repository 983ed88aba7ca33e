"""What the two pages of a client say, and what they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest
from conftest import AGENCY, CLIENT, TIER
from sites import DAY, pages

from charter import compute, pipeline
from charter.render import everything

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    Project = Callable[..., Path]

FULL = AGENCY.replace(
    "[commitments]", "[team, hours, channels, commitments, urgent, appointments, scope, questions, money]"
)


def tree(text: str) -> Element:
    """Read a page, with every rule of HTML held against it."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def undated(element: Element) -> str:
    """What an element says apart from worked examples, which have tests of their own."""
    return " ".join("".join(_undated(element)).split())


def _undated(element: Element) -> Iterator[str]:
    if element.tag == "details" or (element.tag == "small" and element.find("time") is not None):
        return
    yield element.text or ""
    for child in element:
        yield from _undated(child)
        yield child.tail or ""


def by_id(document: Element, ident: str) -> Element:
    return next(element for element in document.iter() if element.get("id") == ident)


def rows(document: Element, table: str) -> list[list[str]]:
    found = next(element for element in document.iter("table") if table in element.get("class", "").split())
    said = [[undated(cell) for cell in row] for row in found.iter("tr")]
    return [row for row in said if any(row)]


# --- the frame


def test_a_page_says_whose_it_is_and_keeps_to_itself(project: Project) -> None:
    document = tree(pages(project())["expectations.html"])
    head = {meta.get("name"): meta.get("content") for meta in document.iter("meta")}
    assert words(next(document.iter("title"))) == "What to expect – Northlight for Harbor & Pine"
    assert head["robots"] == "noindex, nofollow, noarchive"
    assert head["referrer"] == "no-referrer"
    assert "Harbor & Pine" in head["description"]
    assert (document.get("lang"), document.get("dir")) == ("en", "ltr")
    assert [link.get("href") for link in document.iter("a") if link.get("aria-current") == "page"] == [
        "expectations.html"
    ]
    assert "As of Wednesday, November 25, 2026." in words(next(document.iter("footer")))


def test_a_page_reads_from_right_to_left_where_its_language_does(project: Project) -> None:
    document = tree(pages(project(agency=AGENCY.replace("timezone:", "languages: [ar], timezone:")))["index.html"])
    assert (document.get("lang"), document.get("dir")) == ("ar", "rtl")


def test_pages_know_nothing_of_another_client(project: Project) -> None:
    alone = pages(project())
    beside = pages(project(clients__secret="name: Secret Falls\ntier: growth\nrepresentative: maya\n"))
    assert beside == alone


# --- the handbook


def test_sections_stand_in_the_agencys_order_and_the_empty_ones_are_left_out(project: Project) -> None:
    document = tree(pages(project(agency=FULL))["index.html"])
    ids = [element.get("id") for element in document.iter("h2") if element.get("id") != "on-this-page"]
    contents = [link.get("href") for nav in document.iter("nav") if nav.get("class") == "toc" for link in nav.iter("a")]
    assert ids == ["team", "hours", "channels", "commitments", "files"]
    assert contents == [f"#{ident}" for ident in ids if ident != "files"]


def test_one_or_two_sections_need_no_contents(project: Project) -> None:
    document = tree(pages(project(agency=AGENCY.replace("[commitments]", "[hours, commitments]")))["index.html"])
    assert "toc" not in [nav.get("class") for nav in document.iter("nav")]


# --- prose


def test_prose_stands_before_the_data_and_is_filled_for_the_client(project: Project) -> None:
    prose = "We write to **{{ client.name }}** at once.\n\n{% if client.former %}\nGone.\n{% endif %}\n"
    document = tree(pages(project({"content/prose/en/commitments.md": prose}))["index.html"])
    section = next(document.iter("section"))
    assert [element.tag for element in section] == ["h2", "p", "table", "dl"]
    assert words(section[1]) == "We write to Harbor & Pine at once."


def test_a_section_of_prose_alone_is_a_section(project: Project) -> None:
    root = project(
        {"content/prose/en/welcome.md": "Hello."}, agency=AGENCY.replace("[commitments]", "[welcome, after]")
    )
    assert [words(section) for section in tree(pages(root)["index.html"]).iter("section")][:-1] == ["Welcome Hello."]


def test_prose_without_a_translation_stands_in_the_agencys_language_and_says_so(project: Project) -> None:
    agency = AGENCY.replace("timezone:", "languages: [en, es], timezone:").replace("[commitments]", "[welcome]")
    loaded = pipeline.load(
        project({"content/prose/en/welcome.md": "Hello."}, agency=agency, clients__harbor=CLIENT + "language: es\n")
    )
    charter = loaded.clients["harbor"].charter
    [handbook, _] = everything(charter, compute.facts(charter, DAY), loaded.theme, {"pages"})
    assert '<div lang="en"><p>Hello.</p></div>' in handbook.data.decode()


def test_prose_names_only_channels_that_the_client_may_see(project: Project) -> None:
    prose = "{% if channels.line.number %}\nCall {{ channels.line.number }}.\n{% else %}\nWrite to {{ channels.email.address }}.\n{% endif %}\n"
    line = '  line: {number: "+1 303 555 0199", calendar: 24/7, visibility: private}\n'
    agency = AGENCY.replace("requests:", line + "requests:").replace("[commitments]", "[welcome]")
    handbook = pages(project({"content/prose/en/welcome.md": prose}, agency=agency))["index.html"]
    assert "Write to hello@northlight.example." in handbook
    assert "0199" not in handbook


# --- promises


def test_reply_and_finish_stand_in_columns_of_their_own(project: Project) -> None:
    document = tree(pages(project())["index.html"])
    assert rows(document, "promises") == [
        ["What you send", "First reply", "Done"],
        ["A question", "Within 1 business day Target", "Within 5 business days Aim"],
    ]


def test_each_time_of_arrival_has_its_row_and_says_what_it_is_for(project: Project) -> None:
    tier = (
        "name: Growth\ncommitments:\n  urgent:\n"
        "    - {arrives: before 14:00, first_reply: same business day}\n    - {first_reply: 1 business day}\n"
    )
    document = tree(pages(project(tiers__growth=tier))["index.html"])
    assert [row[0] for row in rows(document, "promises")] == [
        "What you send",
        "Urgent before 2 pm",
        "Urgent at any other time",
    ]
    assert by_id(document, "promise-urgent") is not by_id(document, "promise-urgent-2")


def test_what_a_promise_depends_on_stands_below_its_row(project: Project) -> None:
    tier = (
        "name: Growth\ncommitments:\n  question:\n    first_reply: 1 business day\n    finish:\n"
        "      {target: 3 business days, starts: complete request, pauses: waiting for the client,"
        " unless: [photos come later], note: Not in May.}\n"
    )
    document = tree(pages(project(tiers__growth=tier))["index.html"])
    assert rows(document, "promises")[2] == [
        (
            "Done: The clock starts when we have everything we need from you. It stops while we wait for you. "
            "This does not hold if: photos come later. Not in May."
        )
    ]


@pytest.mark.parametrize(
    ("target", "terms"),
    [
        ("4 business hours", ["Business hours", "Examples", "Target"]),
        ("next business day by 12:00", ["Business days", "Examples", "Target"]),
        ("24 hours, any day", ["Day or night", "Examples", "Target"]),
        ("as agreed", []),
    ],
)
def test_only_the_words_that_the_table_uses_are_explained(project: Project, target: str, terms: list[str]) -> None:
    tier = f"name: Growth\ncommitments: {{question: {{first_reply: '{target}'}}}}\n"
    document = tree(pages(project(tiers__growth=tier))["index.html"])
    explained = next((element for element in document.iter("dl") if element.get("class") == "terms"), None)
    assert [words(term) for term in explained.iter("dt")] == terms if explained is not None else not terms


# --- the essentials


def quick(root: Path) -> list[list[str]]:
    return rows(tree(pages(root)["expectations.html"]), "quick")


def test_the_short_table_marks_only_what_is_not_as_firm_as_the_rest(project: Project) -> None:
    tier = (
        "name: Growth\ncommitments:\n"
        "  question: {acknowledge: 1 business hour, first_reply: 1 business day, finish: {aim: 5 business days}}\n"
        "  urgent: {first_reply: 1 business hour}\n"
    )
    root = project(tiers__growth=tier)
    assert quick(root) == [
        ["What you send", "First reply", "Done"],
        ["A question", "Within 1 business day", "Within 5 business days Aim"],
        ["Urgent", "Within 1 business hour", "–"],
    ]
    document = tree(pages(root)["expectations.html"])
    short = next(element for element in document.iter("ul") if element.get("class") == "short")
    assert [words(item) for item in short] == [
        "Dates and times here are Denver time.",
        "A reply is not yet the finished work.",
        "Hours count while we are open; days count from the day after you write.",
        "All other times – We plan our work so that we meet it.",
        "Aim – This is how it usually goes. It is not a promise.",
    ]


def test_a_class_without_a_reply_shows_what_it_has(project: Project) -> None:
    tier = TIER + "  urgent: {answer_call: 2 business hours}\n"
    assert quick(project(tiers__growth=tier)) == [
        ["What you send", "We pick up", "First reply", "Done"],
        ["A question", "–", "Within 1 business day", "Within 5 business days Aim"],
        ["Urgent", "Within 2 business hours", "–", "–"],
    ]


@pytest.mark.parametrize(
    ("handbook", "head"), [("commitments", "A question Conditions"), ("hours", "A question First reply: Not in May.")]
)
def test_conditions_are_a_link_away_or_stand_there(project: Project, handbook: str, head: str) -> None:
    tier = "name: Growth\ncommitments: {question: {first_reply: {target: 1 business day, note: Not in May.}}}\n"
    root = project(agency=AGENCY.replace("[commitments]", f"[{handbook}]"), tiers__growth=tier)
    assert quick(root)[1] == [head, "Within 1 business day"]
    if handbook == "commitments":
        rendered = pages(root)
        assert 'href="index.html#promise-question"' in rendered["expectations.html"]
        assert by_id(tree(rendered["index.html"]), "promise-question") is not None


def test_the_essentials_show_the_first_five_pairs_and_the_next_three_closures(project: Project) -> None:
    pairs = "".join(f"  - {{about: Thing {n}, we: We {n}., you: You {n}.}}\n" for n in range(7))
    closures = ", ".join(f"{{name: Break {n}, on: 2026-12-0{n}}}" for n in range(1, 6))
    agency = AGENCY.replace("09:00-17:00}}", f"09:00-17:00}}, closures: [{closures}]}}") + f"expectations:\n{pairs}"
    rendered = pages(project(agency=agency.replace("[commitments]", "[hours, together]")))
    short, full = tree(rendered["expectations.html"]), tree(rendered["index.html"])
    assert (len(rows(short, "pairs")), len(rows(full, "pairs"))) == (1 + 5, 1 + 7)
    assert (len(rows(short, "closures")), len(rows(full, "closures"))) == (3, 1 + 5)


def test_a_department_shows_each_way_and_the_short_page_the_best_one(project: Project) -> None:
    departments = (
        "account: {name: Accounts, why: They know., handles: [goals, plans, reports], channels: [phone, email]}\n"
        "billing: {name: Billing, why: They can., handles: [invoices], channels: [email, phone], address: pay@x.example}\n"
        "legal: {name: Legal, why: They must., handles: [law], number: +1 303 555 0177}\n"
    )
    agency = AGENCY.replace("[commitments]", "[departments]")
    rendered = pages(project(agency=agency, departments=departments))
    lists = [e for e in tree(rendered["index.html"]).iter("ul") if e.get("class") == "contacts"]
    assert [words(item) for item in lists] == [
        "Phone +1 303 555 0100 Email hello@northlight.example",
        "Email pay@x.example Phone +1 303 555 0100",
        "Telephone +1 303 555 0177",
    ]
    assert rows(tree(rendered["expectations.html"]), "ask")[1:] == [
        ["Accounts", "Goals · plans", "+1 303 555 0100"],
        ["Billing", "Invoices", "pay@x.example"],
        ["Legal", "Law", "+1 303 555 0177"],
    ]


@pytest.mark.parametrize(
    ("rules", "fact"),
    [
        (
            "{cancel: 1 business day, reschedule: 4 business hours}",
            "If you cannot come Cancel 1 business day before Move 4 business hours before",
        ),
        ("{cancel: 1 business day}", "If you cannot come Cancel 1 business day before"),
        ("{reschedule: 4 business hours}", "If you cannot come Move 4 business hours before"),
    ],
)
def test_who_cannot_come_reads_both_notices(project: Project, rules: str, fact: str) -> None:
    document = tree(pages(project(tiers__growth=TIER + f"appointments: {rules}\n"))["expectations.html"])
    glance = next(element for element in document.iter("dl") if element.get("class") == "glance")
    assert " ".join(map(words, glance[-1])) == fact


# --- who sees what


@pytest.mark.parametrize(
    ("commitment", "seen"), [("", False), ("  urgent: {first_reply: 1 hour, channel: line}\n", True)]
)
def test_a_private_number_is_seen_only_by_those_it_was_promised_to(
    project: Project, commitment: str, *, seen: bool
) -> None:
    line = '  line: {name: Night line, number: "+1 303 555 0199", calendar: 24/7, visibility: private}\n'
    agency = FULL.replace("requests:", line + "requests:").replace(
        "urgent: {name: Urgent}", "urgent: {name: Urgent, route: line}"
    )
    tier = TIER + commitment.replace("1 hour", "'1 hour, any day'")
    rendered = pages(project(agency=agency, tiers__growth=tier))
    assert all(("0199" in text) is seen for text in rendered.values())


def test_an_emergency_has_its_number_at_the_top(project: Project) -> None:
    agency = AGENCY.replace("urgent: {name: Urgent}", "urgent: {name: Urgent, means: leads are lost, route: phone}")
    tier = TIER + "  urgent: {first_reply: 1 business hour}\n"
    document = tree(pages(project(agency=agency, tiers__growth=tier))["expectations.html"])
    strip = next(document.iter("aside"))
    assert words(strip) == "Urgent – leads are lost. Call +1 303 555 0100"
    assert [link.get("href") for link in strip.iter("a")] == ["tel:+13035550100"]


def test_what_is_not_promised_is_not_explained_either(project: Project) -> None:
    line = '  line: {number: "+1 303 555 0199", calendar: 24/7, visibility: private}\n'
    agency = AGENCY.replace("requests:", line + "requests:").replace("[commitments]", "[commitments, urgent]")
    agency = agency.replace(
        "urgent: {name: Urgent}",
        "urgent: {name: Urgent, means: all is lost, examples: [a site that is down], route: line}",
    )
    tier = TIER + "  urgent: {first_reply: '1 hour, any day'}\n"
    promised = pages(project(agency=agency, tiers__growth=tier))
    dropped = pages(
        project(agency=agency, tiers__growth=tier, clients__harbor=CLIENT + "commitments: {drop: [urgent]}\n")
    )
    assert all("0199" in text for text in promised.values())
    assert "A site that is down" in promised["index.html"]
    assert all("0199" not in text and "Urgent" not in text for text in dropped.values())


def test_what_the_plan_does_not_cover_has_no_number_at_the_top(project: Project) -> None:
    agency = AGENCY.replace("urgent: {name: Urgent}", "urgent: {name: Urgent, route: phone}")
    document = tree(
        pages(project(agency=agency, tiers__growth=TIER + "  urgent: {first_reply: not offered}\n"))[
            "expectations.html"
        ]
    )
    assert not list(document.iter("aside"))


def test_an_internal_person_is_nowhere(project: Project) -> None:
    people = "  maya: {name: Maya Ortiz, role: Account lead}\n  amir: {name: Amir Haddad, role: Night duty, visibility: internal}\n"
    agency = FULL.replace("  maya: {name: Maya Ortiz, role: Account lead}\n", people)
    assert all("Amir" not in text for text in pages(project(agency=agency)).values())


# --- where the relation stands


STEPS = (
    "first_steps:\n  - {what: Access, who: you, by: 2026-11-20}\n"
    "  - {what: Kickoff call, who: both, by: 2026-12-03}\n  - {what: First report, who: we, when: in January}\n"
)
BEGUN = FULL.replace("[team,", "[first-steps, team,")


def banners(document: Element) -> list[str]:
    return [words(element) for element in document.iter("div") if element.get("class", "").startswith("callout")]


def test_a_new_client_reads_the_next_step_first(project: Project) -> None:
    rendered = pages(project(agency=BEGUN, clients__harbor=CLIENT + "state: onboarding\n" + STEPS))
    handbook, short = tree(rendered["index.html"]), tree(rendered["expectations.html"])
    steps = next(element for element in handbook.iter("ol") if element.get("class") == "steps")
    assert banners(handbook) == ["Just starting Next: Kickoff call, by Thursday, December 3, 2026."]
    assert [words(step) for step in steps] == [
        "by Friday, November 20, 2026 Access You do this",
        "by Thursday, December 3, 2026 Kickoff call We do this together",
        "in January First report We do this",
    ]
    assert banners(short) == []
    assert rows(short, "closures") == [["Thu, Dec 3, 2026", "Kickoff call We do this together"]]


def test_nobody_is_just_starting_whose_steps_are_all_past(project: Project) -> None:
    steps = "first_steps: [{what: Access, by: 2026-11-20}]\n"
    rendered = pages(project(agency=BEGUN, clients__harbor=CLIENT + "state: onboarding\n" + steps))
    assert all("Just starting" not in text for text in rendered.values())
    assert "What happens next" not in rendered["expectations.html"]


@pytest.mark.parametrize(("by", "shown"), [("2026-11-24", False), ("2026-11-25", True)])
def test_the_first_steps_of_a_client_of_long_standing_show_while_one_lies_ahead(
    project: Project, by: str, *, shown: bool
) -> None:
    client = CLIENT + f"first_steps: [{{what: Access, by: {by}}}, {{what: Kickoff, when: in week one}}]\n"
    prose = {"content/prose/en/first-steps.md": "The first weeks."}
    handbook = pages(project(prose, agency=BEGUN, clients__harbor=client))["index.html"]
    assert ("The first weeks." in handbook) is shown
    assert ("What happens first" in handbook) is shown


def test_a_former_client_is_not_spoken_to_as_a_present_one(project: Project) -> None:
    client = (
        CLIENT + "state: former\nsince: 2023-01-01\nuntil: 2026-08-31\nrate: {amount: 145, currency: USD, per: hour}\n"
    )
    rendered = pages(project(clients__harbor=client))
    for text in rendered.values():
        document = tree(text)
        banner = next(element for element in document.iter("div") if element.get("class", "").startswith("callout"))
        assert words(banner) == "Ended Our work together ended on Monday, August 31, 2026. Work costs $145 per hour."
        assert "Your representative" not in text
        assert "Your plan" not in text
        assert "Welcome handbook" not in text
        assert "Working together since" not in text
    assert "2023 to 2026" in rendered["index.html"]


def test_the_appointment_rules_of_both_sides_are_there(project: Project) -> None:
    tier = TIER + (
        "appointments:\n  cancel: {notice: 1 business day, how: [email], after: It counts as used.}\n"
        "  no_show: {after: 15 minutes, then: Book again., limit: {count: 2, within: 6 months, then: We talk.}}\n"
        "  we_cancel: {notice: 2 business days, remedy: You get the next slot.}\n"
    )
    rendered = pages(project(agency=AGENCY.replace("[commitments]", "[appointments]"), tiers__growth=tier))
    rules = next(e for e in tree(rendered["index.html"]).iter("dl") if e.get("class") == "rules")
    lines = next(e for e in tree(rendered["expectations.html"]).iter("dl") if e.get("class") == "lines")
    assert [undated(line) for line in lines] == [
        "Cancel or move Cancel 1 business day before. Use: Email",
        "Late or missed After 15 minutes the appointment counts as missed. It costs nothing.",
        "If we have to cancel You hear it at least 2 business days before.",
    ]
    assert [words(rule) for rule in rules] == [
        "Cancel Tell us at least 1 business day before. Use: Email Later than that: It counts as used.",
        (
            "Missed After 15 minutes the appointment counts as missed. Book again. It costs nothing. "
            "If it happens 2 times within 6 months: We talk."
        ),
        "If we have to cancel You hear it at least 2 business days before. You get the next slot.",
    ]


def test_prose_names_a_channel_with_a_hyphen(project) -> None:
    agency = AGENCY.replace("  email:", "  live-chat: {url: https://chat.northlight.example}\n  email:")
    prose = "Write to {{ channels.live-chat.url }}{% if channels.live-chat.number %} or call{% endif %}."
    root = project({"content/agency.yaml": agency, "content/prose/en/commitments.md": prose})
    assert "Write to https://chat.northlight.example." in pages(root)["index.html"]


def test_a_notice_that_counts_weekends_says_so(project) -> None:
    tier = 'name: Growth\nappointments: {cancel: "24 hours, any day"}\ncommitments: {question: 1 business day}\n'
    page = pages(project({"content/tiers/growth.yaml": tier}))["expectations.html"]
    assert "24 hours before, weekends and holidays included" in page.replace("\xa0", " ")
