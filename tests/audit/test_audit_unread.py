"""Clients whose file cannot be read whole, or is gone: an audit says what it cannot know, and searches for what it can."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from audited import build
from click.testing import CliRunner
from conftest import AGENCY
from released import release_all

from charter.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Finding = tuple[str, str]

YARDS = """\
name: Quibblestone Yards
tier: growth
representative: maya
website: https://quibblestone.example
contacts: [{name: Zelda Quibble, email: zelda@quibble.example, number: "+1 207 555 0162"}]
"""
KESTREL = "name: Kestrel & Lowe\ntier: growth\nrepresentative: maya\n"
BLIND = ("audit-blind", "content/clients/yards.yaml")
TOLD = ("client-told", "site/kestrel/index.html")
BROKEN = {
    "a plan that is none": YARDS.replace("growth", "grwth"),
    "a key that is none": YARDS + "nme: x\n",
    "a day that is none": YARDS + "since: never\n",
    "a key that stands twice": YARDS + "tier: growth\n",
    "a version that is none": YARDS + "schema: 99\n",
}
SPOKEN = ["Quibblestone Yards", "Quibblestone", "quibblestone.example", "Zelda Quibble", "(207) 555-0162"]


@pytest.fixture
def here(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of two clients, with a release of each and its site."""
    root = project(agency=AGENCY, clients__harbor=None, clients__yards=YARDS, clients__kestrel=KESTREL)
    build(root, root / "site")
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795608000")
    return root


def plant(root: Path, text: str) -> None:
    page = root / "site/kestrel/index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", f"<p>{text}</p></main>"), "utf-8")


def found(*words: str) -> list[Finding]:
    done = CliRunner().invoke(cli, ["audit", "--format", "json", *words])
    assert done.exit_code in {0, 1}, done.output
    return [(one["rule"], one["file"]) for one in json.loads(done.stdout)["findings"]]


@pytest.mark.parametrize("written", BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_cannot_be_read_whole_is_no_proof(here: Path, written: str) -> None:
    (here / "content/clients/yards.yaml").write_text(written)
    assert found() == [BLIND]


@pytest.mark.parametrize("written", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("spoken", SPOKEN)
def test_what_it_does_say_is_searched_for(here: Path, written: str, spoken: str) -> None:
    (here / "content/clients/yards.yaml").write_text(written)
    plant(here, spoken)
    assert found() == [BLIND, TOLD]


def test_a_value_that_is_wrong_is_searched_for_as_it_is_written(here: Path) -> None:
    (here / "content/clients/yards.yaml").write_text(YARDS.replace("zelda@", "zelda@@"))
    plant(here, "zelda@@quibble.example")
    assert found() == [BLIND, TOLD]


@pytest.mark.parametrize("name", ["Yards.yaml", "yards.yml"])
def test_a_file_with_a_wrong_name_is_no_proof(here: Path, name: str) -> None:
    (here / "content/clients/yards.yaml").rename(here / "content/clients" / name)
    assert ("audit-blind", f"content/clients/{name}") in found()


def test_a_file_that_ends_too_early_is_searched_for_by_its_release(here: Path) -> None:
    release_all(here, date(2026, 11, 20))
    (here / "content/clients/yards.yaml").write_text("name: [\n")
    plant(here, "Zelda Quibble")
    assert found() == [BLIND, TOLD]


def test_it_is_told_in_words(here: Path) -> None:
    (here / "content/clients/yards.yaml").write_text(YARDS + "nme: x\n")
    done = CliRunner().invoke(cli, ["audit"])
    assert done.exit_code == 1
    assert "content/clients/yards.yaml:6" in done.stdout
    assert "This file cannot be read whole" in done.stdout
    assert done.stdout.endswith(
        ": no leak was seen.\nThe audit is blind in 1 place, so there may be more than it sees.\n"
    )
    assert "ards" not in CliRunner().invoke(cli, ["audit", "--redact"]).stdout


class TestGone:
    @pytest.mark.parametrize("spoken", SPOKEN)
    def test_who_has_left_is_searched_for_by_the_last_release(self, here: Path, spoken: str) -> None:
        release_all(here, date(2026, 11, 20))
        (here / "content/clients/yards.yaml").unlink()
        plant(here, spoken)
        assert {one for one in found() if one[0] != "unknown-file"} == {TOLD}

    def test_the_files_that_remain_are_nobodys(self, here: Path) -> None:
        release_all(here, date(2026, 11, 20))
        (here / "content/clients/yards.yaml").unlink()
        names = {path.name for path in (here / "site/yards").iterdir()}
        assert sorted(found()) == sorted(("unknown-file", f"site/yards/{name}") for name in names)

    def test_a_new_name_of_the_file_is_the_same_client(self, here: Path) -> None:
        release_all(here, date(2026, 11, 20))
        (here / "content/clients/yards.yaml").rename(here / "content/clients/quibblestone.yaml")
        (here / "site/yards").rename(here / "site/quibblestone")
        build(here, here / "site")
        assert found() == []


def test_a_client_who_must_mend_a_promise_first_is_read_whole(here: Path) -> None:
    (here / "content/clients/yards.yaml").write_text(YARDS.replace("maya", "nobody"))
    assert found() == []
    plant(here, "Zelda Quibble")
    assert found() == [TOLD]
