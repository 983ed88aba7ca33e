"""The command: what it prints, its exit codes, and what it keeps to itself."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from audited import build, found_in_sealed, leaks, specimen_told
from click.testing import CliRunner
from conftest import AGENCY

from charter.cli import cli
from charter.problem import CharterError
from charter.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from charter.audit import Told

WILLOW = "{name: Willow & Fir Realty, tier: growth, representative: maya}"
KESTREL = "{name: Kestrel & Lowe, tier: growth, representative: maya}"


@pytest.fixture
def here(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of two clients whose addresses can be read, with its site."""
    agency = AGENCY.replace("timezone:", "paths: readable, timezone:", 1)
    names = {"clients__harbor": None, "clients__willow-and-fir": WILLOW, "clients__kestrel-and-lowe": KESTREL}
    root = project(agency=agency, **names)
    build(root, root / "site")
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795608000")
    return root


@pytest.fixture
def known() -> Told:
    """What is known of the specimen."""
    return specimen_told()


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["audit", *words])


@pytest.mark.usefixtures("here")
def test_a_clean_site_is_told_of_in_a_sentence() -> None:
    done = run()
    assert done.exit_code == 0, done.output
    assert done.stdout.endswith("that lead to a client or are internal: no file tells of another client.\n")
    assert "of 2 clients read, " in done.stdout
    assert run("--quiet").stdout == ""


def leak(here: Path) -> None:
    page = here / "site/kestrel-and-lowe/index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", "<!-- Willow & Fir Realty -->\n</main>"), "utf-8")


def test_a_leak_is_shown_where_it_is(here: Path) -> None:
    leak(here)
    done = run()
    assert done.exit_code == 1
    assert "error  client-told" in done.stdout
    assert "The name of `willow-and-fir`: “Willow & Fir Realty”." in done.stdout
    assert "<!-- Willow & Fir Realty -->" in done.stdout
    assert ": 1 leak.\n" in done.stdout


def test_redacted_it_names_nobody(here: Path) -> None:
    leak(here)
    for form in ("text", *FORMATS):
        done = run("--redact", "--format", form)
        assert done.exit_code == 1
        assert not {word for word in ("Willow", "willow", "kestrel", "Kestrel") if word in done.stdout}


def test_for_programs(here: Path) -> None:
    leak(here)
    [one] = json.loads(run("--format", "json").stdout)["findings"]
    assert (one["rule"], one["file"]) == ("client-told", "site/kestrel-and-lowe/index.html")


@pytest.mark.usefixtures("here")
def test_without_a_site_it_says_what_to_do() -> None:
    done = run("nowhere")
    assert isinstance(done.exception, CharterError)
    assert "Make one: `charter build`." in str(done.exception or done.output)


def test_whoever_builds_is_not_told_of(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL", "nora.builder@builders.example")
    (here / "site/assets/x.css").write_text("/* nora.builder@builders.example */")
    done = run()
    assert done.exit_code == 1
    assert "build-machine" in done.stdout


class TestSealed:
    """The files of a client which only a passphrase opens."""

    def test_they_are_counted_and_named(self, known: Told, tmp_path: Path) -> None:
        done = found_in_sealed(known, tmp_path, b"<p>ciphertext</p>", None)
        assert done.sealed == ["kestrel-and-lowe/charter.json"]
        assert [one.rule for one in done.leaks if one.rule != "audit-blind"] == []

    def test_nothing_stands_in_clear(self, known: Told, tmp_path: Path) -> None:
        done = found_in_sealed(known, tmp_path, b"For Kestrel & Lowe", None)
        assert [one.rule for one in done.leaks if one.rule != "audit-blind"] == ["told-in-clear"]

    def test_what_can_be_opened_is_no_script(self, known: Told, tmp_path: Path) -> None:
        data = b'{"url": "https://elsewhere.example/x", "name": "Kestrel & Lowe"}'
        done = found_in_sealed(known, tmp_path, b"locked", data, ".locked.js")
        assert [one.rule for one in done.leaks if one.rule != "audit-blind"] == []

    def test_what_can_be_opened_is_looked_into(self, known: Told, tmp_path: Path) -> None:
        done = found_in_sealed(known, tmp_path, b"locked", b"Kestrel & Lowe, not Harbor & Pine Realty")
        assert done.sealed == []
        [leak] = [one for one in done.leaks if one.rule != "audit-blind"]
        assert (leak.rule, leak.inside, leak.column) == ("client-told", "what the passphrase opens", 21)


def test_notes_of_the_agency_are_in_no_file(known: Told, tmp_path: Path) -> None:
    charter = known.folders["kestrel-and-lowe"]
    noted = charter.model_copy(
        update={"client": charter.client.model_copy(update={"internal": ("pays late every time",)})}
    )
    told = replace(known, folders={**known.folders, "kestrel-and-lowe": noted})
    folder = tmp_path / "site/kestrel-and-lowe"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<p>Kestrel &amp; Lowe pays late, every time</p>")
    assert "internal-told" in {one.rule for one in leaks(tmp_path / "site", told)}
