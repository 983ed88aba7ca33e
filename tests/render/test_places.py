"""Where files lie: addresses that begin with that of the site."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from conftest import AGENCY, CLIENT

from charter import pipeline
from charter.cli import cli
from charter.problem import CharterError
from charter.render.places import CALENDAR, HANDBOOK, Places
from charter.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]


def sited(site: str) -> str:
    return AGENCY.replace("name: Northlight,", f"name: Northlight, site: '{site}',")


@pytest.mark.parametrize("site", ["https://a.example", "https://a.example/", "https://a.example/clients/"])
def test_addresses_begin_with_the_site(project: Project, site: str) -> None:
    charter = pipeline.load(project(agency=sited(site))).clients["harbor"].charter
    assert Places().address(charter, HANDBOOK) == f"{site.rstrip('/')}/harbor/"
    assert Places().address(charter, CALENDAR) == f"{site.rstrip('/')}/harbor/calendar.ics"
    assert Places().webcal(charter) == f"webcal{site.rstrip('/').removeprefix('https')}/harbor/calendar.ics"


@pytest.mark.parametrize("site", ["https://a.example/?client=1", "https://a.example/#clients", "https://a.example?"])
def test_a_site_to_which_nothing_can_be_added_is_refused(project: Project, site: str) -> None:
    [problem] = pipeline.load(project(agency=sited(site))).problems
    assert f"`{site}` is not the web address of a site" in problem.message
    assert "such as `https://example.com`" in problem.hint


HIDDEN = AGENCY.replace(", paths: readable", "")
PLACES = Places(Secret(b"Zk3vQ9pL2xR8sT1uW7yB4nM6cD5fG0hJ"))


def folder(root: Path, places: Places = PLACES) -> str:
    charter = pipeline.load(root).clients["harbor"].charter
    assert charter
    return places.folder(charter)


def test_nobody_guesses_a_clients_folder(project: Project) -> None:
    found = folder(project(agency=HIDDEN))
    assert re.fullmatch("[a-z2-7]{26}", found), "130 bits, in letters that every file system keeps apart"
    names = ("harbor", "Harbor & Pine", "harbor-and-pine", "harborandpine", "Northlight")
    guesses = {
        encode(hashlib.new(kind, name.encode()).digest()).decode().lower().rstrip("=")[:26]
        for name in names
        for kind in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "sha3_256")
        for encode in (base64.b32encode, base64.b16encode, base64.b64encode)
    }
    assert found not in guesses


def test_the_folder_stays_until_it_is_changed(project: Project) -> None:
    first = folder(project(agency=HIDDEN))
    assert folder(project(agency=HIDDEN, clients__harbor=CLIENT + "since: 2026-01-01\n")) == first
    assert folder(project(agency=HIDDEN.replace("Northlight", "Other"))) == first
    project(agency=HIDDEN, clients__harbor=CLIENT + "rotation: 2\n")
    changed = pipeline.load(project(agency=HIDDEN, clients__harbor=CLIENT + "rotation: 2\n")).clients["harbor"].charter
    assert changed
    assert PLACES.folder(changed) != first
    assert PLACES.folders(changed) == {"harbor", first, PLACES.folder(changed)}
    assert folder(project(agency=HIDDEN), Places(Secret(b"another secret of the same length!"))) != first


def test_readable_paths_are_asked_for(project: Project) -> None:
    assert folder(project()) == "harbor"
    assert folder(project(agency=HIDDEN)) != "harbor"


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--project", str(root)], catch_exceptions=False)


def test_the_site_has_no_path_that_tells_of_a_client(project: Project) -> None:
    root = project(agency=HIDDEN)
    assert run(root, "build", "--as-of", "2026-11-25").exit_code == 0
    paths = [path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*")]
    assert not any("harbor" in path or "pine" in path for path in paths)
    [where] = [path.parent for path in (root / "site").glob("*/expectations.html")]
    links = json.loads(run(root, "links", "--format", "json").output)
    assert links == {"harbor": {"folder": where.name, "address": None}}
    assert where.name in run(root, "links", "harbor").output


def test_a_new_address_ends_the_old_one(project: Project) -> None:
    root = project(agency=HIDDEN)
    run(root, "build", "--as-of", "2026-11-25")
    before = {path.parent.name for path in (root / "site").glob("*/index.html")}
    project(agency=HIDDEN, clients__harbor=CLIENT + "rotation: 2\n")
    assert run(root, "build", "--client", "harbor", "--as-of", "2026-11-25").exit_code == 0
    after = {path.parent.name for path in (root / "site").glob("*/index.html")}
    assert len(after) == 1
    assert not before & after


def test_a_secret_is_made_once_and_told_of(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CHARTER_SECRET", "CI"):
        monkeypatch.delenv(name, raising=False)
    root = project(agency=HIDDEN)
    first, second = (run(root, "build", "--as-of", "2026-11-25") for _ in range(2))
    assert "Made" in first.stderr
    assert "CHARTER_SECRET" in first.stderr
    assert (root / ".charter/secret").read_text().strip() not in first.output
    assert "Made" not in second.output
    assert "0 files written" in second.stdout


def test_ci_without_the_secret_publishes_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHARTER_SECRET")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(CharterError, match="CHARTER_SECRET is not set"):
        run(project(agency=HIDDEN), "build")
    assert run(project(), "build", "--as-of", "2026-11-25").exit_code == 0, "readable paths need no secret"
