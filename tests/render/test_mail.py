"""`charter mail`: drafts that every mail program reads as they are meant, in the client's words."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from conftest import AGENCY, CLIENT
from files import UNPRINTABLE
from lives import DAY, life, released

from charter import history, pipeline, shipped
from charter.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

    from click.testing import Result

    Project = Callable[..., Path]

PEOPLE = (
    "contacts: [{name: Ben, email: ben@harbor.example},"
    " {name: 'Whitfield, Dana', email: dana@harbor.example, approves: yes}]\n"
)
HARBOR = CLIENT + PEOPLE
OWN = "role: Account lead, email: maya@northlight.example}"
WITH_MAIL = AGENCY.replace("role: Account lead}", OWN)


def invoke(root: Path, *words: str, client: str = "harbor") -> Result:
    return CliRunner().invoke(cli, ["mail", client, "--project", str(root), "-o", "-", "--as-of", "2026-11-25", *words])


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert not [part for part in message.walk() if part.defects]
    assert not [value for value in message.values() if value.defects]
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    return message  # type: ignore[return-value]


def written(root: Path, *words: str, client: str = "harbor") -> EmailMessage:
    done = invoke(root, *words, client=client)
    assert done.exit_code == 0, done.output
    return read(done.stdout_bytes)


def plain(message: EmailMessage) -> str:
    return message.get_body(["plain"]).get_content().replace("\r\n", "\n")


def addresses(message: EmailMessage) -> list[str]:
    return [one.addr_spec for one in message["To"].addresses]


def test_it_is_a_draft_to_those_who_approve_first(project: Project) -> None:
    message = written(project(agency=WITH_MAIL, clients__harbor=HARBOR))
    assert str(message["From"]) == "Maya Ortiz <maya@northlight.example>"
    assert addresses(message) == ["dana@harbor.example", "ben@harbor.example"]
    assert message["To"].addresses[0].display_name == "Whitfield, Dana"
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Welcome to Northlight: how we work together"
    assert message["Date"] is None
    files = {part.get_filename(): part.get_content_type() for part in message.iter_attachments()}
    assert files == {"northlight-packet.pdf": "application/pdf", "northlight.ics": "text/calendar"}


def test_its_calendar_is_whole() -> None:
    message = written(shipped.content().parent, client="casa-montano")
    [calendar] = [part for part in message.iter_attachments() if part.get_content_subtype() == "calendar"]
    data = calendar.get_payload(decode=True)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert "días".encode() in plain(message).encode()
    assert message["Subject"].startswith("Te damos la bienvenida")


def test_it_is_the_same_whoever_writes_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(agency=WITH_MAIL, clients__harbor=HARBOR)
    first = invoke(root).stdout_bytes
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert invoke(root).stdout_bytes == first


@pytest.mark.parametrize(
    ("channel", "reply"),
    [
        ("address: hello@northlight.example", None),
        ("address: hello@northlight.example, preferred: 1", "Northlight <hello@northlight.example>"),
        ("address: maya@northlight.example, preferred: 1", None),
    ],
)
def test_answers_go_where_the_agency_prefers_mail(project: Project, channel: str, reply: str | None) -> None:
    agency = WITH_MAIL.replace("address: hello@northlight.example", channel)
    message = written(project(agency=agency, clients__harbor=HARBOR))
    assert message["Reply-To"] == reply


def test_without_an_address_of_its_own_it_comes_from_the_channel(project: Project) -> None:
    message = written(project(clients__harbor=HARBOR))
    assert str(message["From"]) == "Maya Ortiz <hello@northlight.example>"


def test_both_bodies_say_the_same(project: Project) -> None:
    agency = WITH_MAIL.replace("name: Northlight,", "name: Northlight, site: 'https://clients.northlight.example',")
    message = written(project(agency=agency, clients__harbor=HARBOR))
    text = plain(message)
    html = message.get_body(["html"]).get_content()
    assert "- How fast we reply (https://clients.northlight.example/harbor/expectations.html#replies)" in text
    assert "Maya Ortiz, Account lead\nNorthlight\nmaya@northlight.example\n" in text
    words = set(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", html.partition("<body")[2].partition(">")[2])))
    assert words <= set(re.findall(r"\w+", text))


def test_it_leads_only_to_what_there_is(project: Project) -> None:
    text = plain(written(project(agency=WITH_MAIL, clients__harbor=HARBOR)))
    assert "- How fast we reply\n- Who to ask about what\n" in text
    assert "Three things" not in text
    assert "cancel an appointment" not in text
    full = plain(written(shipped.content().parent, client="harbor-and-pine"))
    assert "Three things" in full
    assert "expectations.html#appointments" in full


def test_the_greeting_names_one_person(project: Project) -> None:
    root = project(agency=WITH_MAIL, clients__harbor=HARBOR)
    one = written(root, "--to", "BEN@harbor.example")
    assert plain(one).startswith("Hello Ben,\n")
    assert str(one["To"]) == "Ben <BEN@harbor.example>"
    assert plain(written(root)).startswith("Hello,\n")


SITED = WITH_MAIL.replace("name: Northlight,", "name: Northlight, site: 'https://clients.northlight.example',")
PAIRS = "expectations: [{about: Content, we: We tell you what we need., you: You send it.}]\nhandbook: [together]\n"


@pytest.mark.parametrize(
    ("agency", "client", "said"),
    [
        (WITH_MAIL, CLIENT, "Your welcome packet is attached to this mail, as a PDF. In it you read what you may"),
        (
            SITED,
            CLIENT.replace("Harbor & Pine", UNPRINTABLE),
            "Your welcome handbook is on the web, at the address below. In",
        ),
        (
            WITH_MAIL,
            CLIENT.replace("Harbor & Pine", UNPRINTABLE),
            "We have written a welcome handbook for you. In it you read",
        ),
    ],
)
def test_it_names_what_comes_with_it(project: Project, agency: str, client: str, said: str) -> None:
    text = plain(written(project(agency=agency, clients__harbor=client + PEOPLE)))
    assert f"Hello,\n\n{said}" in text
    assert ("packet" in text) == (UNPRINTABLE not in client)


def test_it_speaks_of_what_is_asked_only_where_something_is(project: Project) -> None:
    without = plain(written(project(agency=WITH_MAIL, clients__harbor=HARBOR)))
    asked = WITH_MAIL.replace("handbook: [commitments]\n", PAIRS)
    assert "what you may expect of us" in without
    assert "we ask" not in without
    assert "what we ask of you" in plain(written(project(agency=asked, clients__harbor=HARBOR)))


def test_it_says_what_the_calendar_brings(project: Project) -> None:
    root = project(agency=WITH_MAIL, clients__harbor=HARBOR)
    assert "calendar" not in plain(written(root))
    booked = HARBOR + "booked: [{what: Call, at: 2026-12-08 10:00}]\n"
    text = plain(written(project(agency=WITH_MAIL, clients__harbor=booked)))
    assert "The calendar file puts your appointments into your calendar." in text
    full = plain(written(shipped.content().parent, client="harbor-and-pine"))
    assert "The calendar file puts our days off and your appointments into your calendar." in full


def test_a_greeting_in_german_ends_before_the_text_begins(project: Project) -> None:
    speech = pipeline.load(project()).theme.speech("de", "Europe/Berlin")
    assert (speech.gettext("Hello,"), speech.gettext("Hello %(name)s,")) == ("Guten Tag!", "Guten Tag %(name)s!")


class TestChanged:
    def test_it_says_what_changed_and_what_is_coming(self, project: Project) -> None:
        message = written(life(project), "--kind", "changed")
        text = plain(message)
        assert message["Subject"] == "Your charter with Northlight has changed"
        assert "This is how it stands on Wednesday, November 25, 2026." in text
        assert (
            "From December 28, 2026: We would rather keep it.\n"
            "- A question: first reply – Not as good as before\n"
            "  From December 28, 2026: within 2 business days\n"
            "  Until then: within 1 business day\n"
        ) in text
        assert (
            "Release 2 of November 20, 2026: More calls, and a check each month.\n- A question: finished work" in text
        )
        assert "What your plan includes: a check of your site – Better for you\n" in text

    def test_it_asks_for_an_answer_until_there_is_one(self, project: Project) -> None:
        root = life(project)
        release = pipeline.load(root, today=lambda _: DAY).clients["harbor"].standing.release
        assert f"An answer to this mail is enough.\nCheck number: {release.meaning[:12]}\n" in plain(
            written(root, "--kind", "changed")
        )
        history.acknowledge(root, release, "Dana Whitfield", DAY)
        assert "Check number" not in plain(written(root, "--kind", "changed"))

    def test_what_was_announced_is_part_of_the_release_on_its_day(self, project: Project) -> None:
        text = plain(written(life(project), "--kind", "changed", "--as-of", "2026-12-28"))
        assert "Until then" not in text
        assert (
            "A question: first reply – Not as good as before\n  From December 28, 2026: within 2 business days" in text
        )
        assert "Why: We would rather keep it." in text

    def test_before_the_first_release_it_is_refused(self, project: Project) -> None:
        done = invoke(project(agency=WITH_MAIL, clients__harbor=HARBOR), "--kind", "changed")
        assert "Nothing was released for Harbor & Pine yet" in str(done.exception)
        assert "`charter release`" in str(done.exception)

    def test_where_nothing_has_changed_it_is_refused(self, project: Project) -> None:
        root = project(agency=WITH_MAIL, clients__harbor=HARBOR)
        released(root, DAY, "What we promise.")
        done = invoke(root, "--kind", "changed")
        assert "Release 1 of Harbor & Pine changed nothing" in str(done.exception)


def test_nobody_is_welcomed_who_has_left() -> None:
    done = invoke(shipped.content().parent, client="juniper-ridge")
    assert "no longer a client" in str(done.exception)


def test_a_project_has_words_of_its_own(project: Project) -> None:
    own = '{% extends "shipped/mail/welcome.html" %}{% block close %}<p>See you soon.</p>{% endblock %}'
    root = project({"templates/mail/welcome.html": own}, agency=WITH_MAIL, clients__harbor=HARBOR)
    assert plain(written(root)).rstrip().endswith("See you soon.")


def test_nobody_to_write_to_is_said_with_the_mend(project: Project) -> None:
    done = invoke(project(agency=WITH_MAIL))
    assert "Add one under `contacts:` in content/clients/harbor.yaml" in str(done.exception)


def test_a_mail_without_a_pdf_says_so_and_does_not_speak_of_one(project: Project) -> None:
    people = CLIENT.replace("Harbor & Pine", UNPRINTABLE) + PEOPLE
    done = invoke(project(agency=WITH_MAIL, clients__harbor=people))
    assert f"There is no PDF of {UNPRINTABLE}" in done.stderr
    assert "PDF" not in plain(read(done.stdout_bytes))


@pytest.mark.parametrize(
    "address", ["a@", "@", "a@b", "a@b@c.de", ".a@b.de", "a..b@c.de", "a b@c.de", "<a@b.de>", "a@b.de,"]
)
def test_what_is_no_address_is_refused(project: Project, address: str) -> None:
    done = invoke(project(agency=WITH_MAIL), "--to", address)
    assert f"{address} is no e-mail address" in str(done.exception)


def test_an_address_that_mail_programs_cannot_write_to_is_said_with_its_file(project: Project) -> None:
    people = "contacts: [{name: Jürgen, email: jürgen@harbor.example}]\n"
    said = str(invoke(project(agency=WITH_MAIL, clients__harbor=CLIENT + people)).exception)
    assert "in front of the @" in said
    assert "content/clients/harbor.yaml" in said


@pytest.mark.parametrize(
    ("domain", "known"),
    [("Exämple.de", "xn--exmple-cua.de"), ("straße.de", "xn--strae-oqa.de"), ("例え.jp", "xn--r8jz45g.jp")],
)
def test_domains_are_written_as_the_domain_system_has_them(project: Project, domain: str, known: str) -> None:
    assert addresses(written(project(agency=WITH_MAIL), "--to", f"dana@{domain}")) == [f"dana@{known}"]


@pytest.mark.parametrize(
    "name",
    [
        "Dana\\r\\nBcc: all@example.com",
        "Dana \\x0b\\u2028Bcc: x@example.com",
        '\\"Dana\\" <x@example.com>',
        "Ünïcödé, Näme; " * 12,
        "Dana, Whitfield; (Ms.) " * 12,
        "x@example.com, Dana",
        "=?utf-8?q?Dana=0D=0ABcc:_x@example.com?=",
        "王小明, 房产 " * 15,
    ],
)
def test_no_name_begins_a_header_of_its_own(project: Project, name: str) -> None:
    people = f'contacts: [{{name: "{name}", email: dana@harbor.example}}]\n'
    done = invoke(project(agency=WITH_MAIL, clients__harbor=CLIENT + people))
    if done.exit_code == 1:
        return  # the file itself is refused
    message = read(done.stdout_bytes)
    assert set(message.keys()) == {"From", "To", "X-Unsent", "Subject", "MIME-Version", "Content-Type"}
    assert addresses(message) == ["dana@harbor.example"]


def test_a_long_subject_is_read_back_whole(project: Project) -> None:
    name = "Ünïversal & Sons, Marketing for the Patient " * 12
    agency = WITH_MAIL.replace("name: Northlight,", f"name: '{name.strip()}',")
    message = written(project(agency=agency, clients__harbor=HARBOR))
    assert message["Subject"] == f"Welcome to {name.strip()}: how we work together"
    assert max(len(part.get_filename()) for part in message.iter_attachments()) < 80
