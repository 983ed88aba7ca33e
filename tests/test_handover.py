"""`charter packet` and `charter mail`: files that open where they are sent, and that hold nothing else."""

from __future__ import annotations

import re
import zipfile
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from click.testing import CliRunner
from conftest import AGENCY, CLIENT

from charter import shipped
from charter.cli import cli
from charter.render.bundle import in_ascii

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

    Project = Callable[..., Path]

DAY = ["--as-of", "2026-11-25"]
PEOPLE = "contacts: [{name: Ben, email: ben@harbor.example}, {name: 'Whitfield, Dana', email: dana@harbor.example, approves: yes}]\n"
WITH_MAIL = AGENCY.replace("role: Account lead}", "role: Account lead, email: maya@northlight.example}")


def run(*words: str | Path, code: int = 0) -> bytes:
    done = CliRunner().invoke(cli, [*map(str, words), *DAY])
    assert done.exit_code == code, done.output
    return done.stdout_bytes


def packed(root: Path, client: str = "harbor", *words: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(run("packet", client, "--project", root, "-o", "-", *words)))


def written(root: Path, *words: str) -> EmailMessage:
    data = run("mail", "harbor", "--project", root, "-o", "-", *words)
    message = message_from_bytes(data, policy=default)
    assert not [part for part in message.walk() if part.defects]
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    return message  # type: ignore[return-value]


@pytest.fixture(scope="module")
def specimen() -> zipfile.ZipFile:
    return packed(shipped.content().parent, "harbor-and-pine")


def test_a_packet_holds_what_a_person_has_use_for(specimen: zipfile.ZipFile) -> None:
    names = {name.partition("/")[2] for name in specimen.namelist()}
    assert {name.partition("/")[0] for name in specimen.namelist()} == {"northlight-marketing-packet"}
    assert names >= {"index.html", "expectations.html", "packet.pdf", "calendar.ics", "contacts.vcf"}
    assert not {name for name in names if name.endswith(".json")}


def test_its_pages_find_all_they_need_beside_them(specimen: zipfile.ZipFile) -> None:
    folder = "northlight-marketing-packet/"
    names = set(specimen.namelist())
    for page in ("index.html", "expectations.html"):
        text = specimen.read(folder + page).decode()
        found = re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', text)
        assert {"packet.pdf", "calendar.ics"} <= set(found)
        assert {folder + one for one in found} <= names, page
        assert "../" not in "".join(found)


def test_it_says_nothing_of_other_clients(specimen: zipfile.ZipFile) -> None:
    others = {file.stem for file in (shipped.content() / "clients").glob("*.yaml")} - {"harbor-and-pine"}
    text = b"".join(specimen.read(name) for name in specimen.namelist()).decode("latin-1")
    assert not [one for one in others if one in text]


def test_it_is_the_same_whoever_packs_it(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project()
    first = run("packet", "harbor", "--project", root, "-o", "-")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert run("packet", "harbor", "--project", root, "-o", "-") == first


@pytest.mark.browser
def test_it_opens_from_disk(specimen: zipfile.ZipFile, tmp_path: Path, browser) -> None:
    specimen.extractall(tmp_path)
    page = browser.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((tmp_path / "northlight-marketing-packet/expectations.html").as_uri())
    assert page.locator(".firm img").evaluate("it => it.naturalWidth") > 0
    assert page.evaluate("getComputedStyle(document.querySelector('.band')).backgroundColor") == "rgb(11, 92, 74)"
    assert page.locator("#when").is_visible()
    page.close()
    assert failed == []


def test_the_pdf_alone_and_for_archives(project: Project) -> None:
    root = project()
    plain = run("packet", "harbor", "--project", root, "--pdf", "-o", "-")
    kept = run("packet", "harbor", "--project", root, "--archive", "-o", "-")
    for data, is_archive in ((plain, False), (kept, True)):
        with pikepdf.open(BytesIO(data)) as document:
            meta = document.Root.Metadata.read_bytes()
            assert b"pdfuaid:part" in meta
            assert (b"pdfaid:part" in meta) == is_archive


def test_files_have_names_and_are_written_whole(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(agency=WITH_MAIL, clients__harbor=CLIENT + PEOPLE)
    monkeypatch.chdir(tmp_path)
    assert b"Wrote harbor-packet.zip" in run("packet", "harbor", "--project", root)
    assert b"Wrote harbor-packet.pdf" in run("packet", "harbor", "--project", root, "--pdf")
    assert b"Wrote harbor-welcome.eml" in run("mail", "harbor", "--project", root)
    names = {file.name for file in tmp_path.iterdir() if file.is_file()}
    assert names >= {"harbor-packet.zip", "harbor-packet.pdf", "harbor-welcome.eml"}
    assert not [name for name in names if name.startswith(".harbor")]


def test_a_client_with_errors_is_handed_over_to_nobody(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(clients__harbor="name: Harbor\ntier: growth\nrepresentative: nobody\n")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["packet", "harbor", "--project", str(root), *DAY])
    assert done.exit_code == 1
    assert "Nothing was written." in done.output
    assert not list(tmp_path.glob("*.zip"))


def test_a_folder_that_is_not_there_is_said(project: Project, tmp_path: Path) -> None:
    where = str(tmp_path / "nowhere" / "x.zip")
    done = CliRunner().invoke(cli, ["packet", "harbor", "--project", str(project()), "-o", where, *DAY])
    assert str(done.exception).endswith("x.zip cannot be written: there is no such folder.")


def test_an_unknown_client_is_answered_with_the_one_that_was_meant(project: Project) -> None:
    done = CliRunner().invoke(cli, ["mail", "harbr", "--project", str(project()), *DAY])
    assert done.exit_code == 2
    assert "Did you mean `harbor`?" in done.output


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Northlight Marketing", "northlight-marketing"),
        ("Muñoz & Söhne", "munoz-sohne"),
        ("北京", "client"),
        ("../x", "x"),
    ],
)
def test_names_of_files_are_plain(name: str, plain: str) -> None:
    assert in_ascii(name) == plain


def test_a_mail_is_a_draft_to_those_who_approve_first(project: Project) -> None:
    message = written(project(agency=WITH_MAIL, clients__harbor=CLIENT + PEOPLE))
    assert str(message["From"]) == "Maya Ortiz <maya@northlight.example>"
    assert [one.addr_spec for one in message["To"].addresses] == ["dana@harbor.example", "ben@harbor.example"]
    assert message["To"].addresses[0].display_name == "Whitfield, Dana"
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Welcome to Northlight: how we work together"
    assert message["Date"] is None
    files = {part.get_filename(): part.get_content_type() for part in message.iter_attachments()}
    assert files == {"northlight-packet.pdf": "application/pdf", "northlight.ics": "text/calendar"}


def test_both_bodies_say_the_same(project: Project) -> None:
    agency = WITH_MAIL.replace("name: Northlight,", "name: Northlight, site: 'https://clients.northlight.example',")
    message = written(project(agency=agency, clients__harbor=CLIENT + PEOPLE))
    plain = message.get_body(["plain"]).get_content().replace("\r\n", "\n")
    html = message.get_body(["html"]).get_content()
    assert "- How fast we reply (https://clients.northlight.example/harbor/expectations.html#replies)" in plain
    assert "Maya Ortiz, Account lead\nNorthlight\nmaya@northlight.example\n" in plain
    words = set(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", html.partition("<body")[2].partition(">")[2])))
    assert words <= set(re.findall(r"\w+", plain))


def test_the_greeting_names_one_person(project: Project) -> None:
    root = project(agency=WITH_MAIL, clients__harbor=CLIENT + PEOPLE)
    assert "Hello Ben," in written(root, "--to", "ben@harbor.example").get_body(["plain"]).get_content().replace(
        "\r\n", "\n"
    )
    assert written(root).get_body(["plain"]).get_content().replace("\r\n", "\n").startswith("Hello,\n")


def test_a_mail_about_a_change_says_the_day(project: Project) -> None:
    message = written(project(agency=WITH_MAIL, clients__harbor=CLIENT + PEOPLE), "--kind", "changed")
    assert message["Subject"] == "Your charter with Northlight has changed"
    assert "Wednesday, November 25, 2026" in message.get_body(["plain"]).get_content().replace("\r\n", "\n")


def test_a_project_has_words_of_its_own(project: Project) -> None:
    own = '{% extends "shipped/mail/welcome.html" %}{% block close %}<p>See you soon.</p>{% endblock %}'
    root = project({"templates/mail/welcome.html": own}, agency=WITH_MAIL, clients__harbor=CLIENT + PEOPLE)
    assert written(root).get_body(["plain"]).get_content().replace("\r\n", "\n").rstrip().endswith("See you soon.")


def test_nobody_to_write_to_is_said_with_the_mend(project: Project) -> None:
    done = CliRunner().invoke(cli, ["mail", "harbor", "--project", str(project(agency=WITH_MAIL)), *DAY])
    assert "Add one under `contacts:` in content/clients/harbor.yaml" in str(done.exception)


HOSTILE = [
    "Dana\\r\\nBcc: all@example.com",
    "Dana \\x0b\\u2028Bcc: x@example.com",
    '\\"Dana\\" <x@example.com>',
    "Ünïcödé, Näme; " * 12,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_begins_a_header_of_its_own(project: Project, name: str) -> None:
    people = f'contacts: [{{name: "{name}", email: dana@harbor.example}}]\n'
    done = CliRunner().invoke(
        cli,
        [
            "mail",
            "harbor",
            "--project",
            str(project(agency=WITH_MAIL, clients__harbor=CLIENT + people)),
            "-o",
            "-",
            *DAY,
        ],
    )
    if done.exit_code == 1:
        return  # the file itself is refused
    message = message_from_bytes(done.stdout_bytes, policy=default)
    assert set(message.keys()) == {"From", "To", "X-Unsent", "Subject", "MIME-Version", "Content-Type"}
    assert [one.addr_spec for one in message["To"].addresses] == ["dana@harbor.example"]


def test_a_ready_message_goes_on_with_the_checklist_of_its_request(project: Project) -> None:
    agency = (
        AGENCY.replace("urgent: {name: Urgent}", "urgent: {name: Urgent, send: [what you see, the page]}").replace(
            "[commitments]", "[channels, commitments]"
        )
        + "messages: {broken: {name: It is broken, how: email, request: urgent, subject: 'Broken & more', body: \"Hello,\\nit's gone.\"}}\n"
    )
    root = project(agency=agency)
    page = packed(root).read("northlight-packet/index.html").decode()
    assert "gone.<br><br>- What you see: [ ]<br>- The page: [ ]" in page
    body = (
        "Hello%2C%0D%0Ait%27s%20gone.%0D%0A%0D%0A-%20What%20you%20see%3A%20%5B%20%5D%0D%0A-%20The%20page%3A%20%5B%20%5D"
    )
    assert f"mailto:hello@northlight.example?subject=Broken%20%26%20more&amp;body={body}" in page


def test_ready_links_are_short_enough_for_every_mail_program(specimen: zipfile.ZipFile) -> None:
    page = specimen.read("northlight-marketing-packet/index.html").decode()
    links = re.findall(r'href="(mailto:[^"]*body=[^"]*)"', page)
    assert len(links) == 4
    assert max(map(len, links)) < 1900
