"""`charter packet` and `charter mail`: files that open where they are sent, and that hold nothing else."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from click.testing import CliRunner
from conftest import CLIENT
from render.files import UNPRINTABLE

from charter import shipped
from charter.cli import cli
from charter.render.bundle import in_ascii

if TYPE_CHECKING:
    from collections.abc import Callable

    Project = Callable[..., Path]

DAY = ["--as-of", "2026-11-25"]


def run(*words: str | Path, code: int = 0) -> bytes:
    done = CliRunner().invoke(cli, [*map(str, words), *DAY])
    assert done.exit_code == code, done.output
    return done.stdout_bytes


def packed(root: Path, client: str = "harbor", *words: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(run("packet", client, "--project", root, "-o", "-", *words)))


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
    kept = run("packet", "harbor", "--project", root, "--archive", "--pdf", "-o", "-")
    assert kept == run("packet", "harbor", "--project", root, "--archive", "-o", "-")
    for data, is_archive in ((plain, False), (kept, True)):
        with pikepdf.open(BytesIO(data)) as document:
            meta = document.Root.Metadata.read_bytes()
            assert b"pdfuaid:part" in meta
            assert (b"pdfaid:part" in meta) == is_archive


def test_files_have_names_and_are_written_whole(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(clients__harbor=CLIENT + "contacts: [{name: Ben, email: ben@harbor.example}]\n")
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
        ("Bjørn Weiß, Łódź", "bjorn-weiss-lodz"),
        ("a b " * 80, "-".join("ab" * 15)),
        ("北京", "client"),
        ("../x", "x"),
    ],
)
def test_names_of_files_are_plain(name: str, plain: str) -> None:
    assert in_ascii(name) == plain


def test_a_packet_without_a_pdf_says_so(project: Project) -> None:
    root = project(clients__harbor=CLIENT.replace("Harbor & Pine", UNPRINTABLE))
    done = CliRunner().invoke(cli, ["packet", "harbor", "--project", str(root), "-o", "-", *DAY])
    assert f"There is no PDF of {UNPRINTABLE}" in done.stderr
    names = {name.partition("/")[2] for name in zipfile.ZipFile(BytesIO(done.stdout_bytes)).namelist()}
    assert "packet.pdf" not in names
    assert {"index.html", "calendar.ics"} <= names
