"""Links to the other forms of a charter, and messages that are ready to send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from conftest import AGENCY, CLIENT
from files import UNPRINTABLE, files

from charter import shipped
from charter.render import ALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

SITED = AGENCY.replace("name: Northlight,", "name: Northlight, site: 'https://clients.northlight.example',")


def linked(page: str) -> list[str]:
    """Give what the block of files leads to."""
    [block] = re.findall(r'<section class="section files screen".*?</section>', page, re.DOTALL)
    return re.findall(r'href="([^"]*)"', block)


@pytest.mark.parametrize("page", ["index.html", "expectations.html"])
def test_pages_lead_to_the_files_that_there_are(project: Project, page: str) -> None:
    made = files(project(), ALL)
    found = linked(made[page].decode())
    assert found == ["packet.pdf", "calendar.ics", "contacts.vcf", "contacts-outlook.vcf", "charter.json"]
    assert set(found) <= set(made)


def test_they_lead_to_no_file_that_is_not_made(project: Project) -> None:
    made = files(project(), {"pages", "packet", "calendar"})
    assert linked(made["index.html"].decode()) == ["packet.pdf", "calendar.ics"]


def test_a_client_without_a_packet_is_offered_none(project: Project) -> None:
    made = files(project(clients__harbor=CLIENT.replace("Harbor & Pine", UNPRINTABLE)), ALL)
    assert "packet.pdf" not in made
    assert "packet.pdf" not in linked(made["index.html"].decode())


def test_a_calendar_on_the_web_can_be_subscribed_to(project: Project) -> None:
    made = files(project(agency=SITED), ALL)
    assert "webcal://clients.northlight.example/harbor/calendar.ics" in linked(made["expectations.html"].decode())


DAYS_OFF = AGENCY.replace("09:00-17:00}}", "09:00-17:00}, closures: [{name: Break, on: 2026-12-24}]}")


@pytest.mark.parametrize(
    ("agency", "client", "said"),
    [
        (
            DAYS_OFF,
            "booked: [{what: Call, at: 2026-12-08 10:00}]\n",
            "Our days off and your appointments, for your calendar",
        ),
        (DAYS_OFF, "", "Our days off, for your calendar"),
        (DAYS_OFF, "booked: [{what: Call, at: 2026-12-08 10:00}]\nstate: former\n", "Our days off, for your calendar"),
        (AGENCY + "meetings: [{name: Review, on: first tuesday}]\n", "", "Your appointments, for your calendar"),
        (AGENCY, "goals: [{goal: 40 leads, by: 2027-03-31}]\n", "The dates of our work together, for your calendar"),
        (AGENCY, "", "A calendar for you, still without dates"),
    ],
)
def test_a_link_to_the_calendar_says_what_is_in_it(project: Project, agency: str, client: str, said: str) -> None:
    page = files(project(agency=agency, clients__harbor=CLIENT + client), ALL)["expectations.html"].decode()
    assert f'<a href="calendar.ics">{said}</a>' in page


# --- messages that are ready to send


def with_message(message: str) -> str:
    agency = AGENCY.replace("urgent: {name: Urgent}", "urgent: {name: Urgent, send: [what you see, the page]}")
    agency = agency.replace("[commitments]", "[channels, commitments]")
    return f"{agency}messages: {{broken: {{name: It is broken, how: email, {message}}}}}\n"


def mailto(page: bytes) -> list[str]:
    return re.findall(r'href="(mailto:[^"]*\?[^"]*)"', page.decode())


def test_a_message_goes_on_with_the_checklist_of_its_request(project: Project) -> None:
    agency = with_message("request: urgent, subject: 'Broken & more', body: \"Hello,\\nit's gone.\"")
    made = files(project(agency=agency), {"pages"})
    page = made["index.html"].decode()
    assert "gone.<br><br>- What you see: [ ]<br>- The page: [ ]" in page
    body = (
        "Hello%2C%0D%0Ait%27s%20gone.%0D%0A%0D%0A-%20What%20you%20see%3A%20%5B%20%5D%0D%0A-%20The%20page%3A%20%5B%20%5D"
    )
    assert f"mailto:hello@northlight.example?subject=Broken%20%26%20more&amp;body={body}" in page
    assert mailto(made["index.html"]) == mailto(made["expectations.html"])


@pytest.mark.parametrize("text", ["50% & more? #1 +1", "a/b=c;d", "naïve “quotes” – 北京", "<b>bold</b>"])
def test_a_link_says_what_the_page_says(project: Project, text: str) -> None:
    made = files(project(agency=with_message(f"subject: '{text}', body: '{text}'")), {"pages"})
    [link] = mailto(made["index.html"])
    assert link.isascii()
    assert re.fullmatch(r"mailto:hello@northlight\.example\?subject=[\w.%~-]*&amp;body=[\w.%~-]*", link)
    assert [unquote(part.partition("=")[2]) for part in link.partition("?")[2].split("&amp;")] == [text, text]


def test_a_text_that_is_too_long_for_a_link_is_there_to_copy(project: Project) -> None:
    made = files(project(agency=with_message(f"subject: Broken, body: '{'It is broken. ' * 150}'")), {"pages"})
    assert mailto(made["index.html"]) == ["mailto:hello@northlight.example?subject=Broken"]
    assert "It is broken. " * 149 in made["index.html"].decode()


def test_links_are_short_enough_for_every_mail_program() -> None:
    made = files(shipped.content().parent, {"pages"}, "harbor-and-pine")
    links = [link for link in mailto(made["index.html"]) if "body=" in link]
    assert len(links) == 4
    assert max(map(len, links)) < 1900
