"""Tiny builders: a project from a dict of files, the smallest agency, the specimen, a browser."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charter import pipeline, shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

os.environ["CHARTER_SECRET"] = hashlib.sha256(
    b"tests"
).hexdigest()  # commands make none in the project, and CI has none
AGENCY = """\
schema: 1
agency: {name: Northlight, timezone: America/Denver, paths: readable}
calendars:
  office: {hours: {mon-fri: 09:00-17:00}}
channels:
  email: {address: hello@northlight.example}
  phone: {number: "+1 303 555 0100"}
requests:
  question: {name: A question}
  urgent: {name: Urgent}
people:
  maya: {name: Maya Ortiz, role: Account lead}
handbook: [commitments]
"""
TIER = """\
name: Growth
commitments:
  question: {first_reply: 1 business day, finish: {target: 5 business days, strength: aim}}
"""
CLIENT = """\
name: Harbor & Pine
tier: growth
representative: maya
"""
SMALL = {
    "content/agency.yaml": AGENCY,
    "content/tiers/growth.yaml": TIER,
    "content/clients/harbor.yaml": CLIENT,
}
"""The smallest project there can be, file by file."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is into the golden files")


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Write a project: the smallest one, with these files added or (None) left out."""

    def write(files: dict[str, str | bytes | None] | None = None, **texts: str | None) -> Path:
        named = {f"content/{name.replace('__', '/')}.yaml": text for name, text in texts.items()}
        for name, text in {**SMALL, **named, **(files or {})}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


@pytest.fixture(scope="session")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the specimen agency, as `charter init` makes it."""
    root = tmp_path_factory.mktemp("specimen")
    shutil.copytree(shipped.content(), root / "content")
    return root


@pytest.fixture
def load() -> Callable[[Path], pipeline.Loaded]:
    return pipeline.load


def find_chromium() -> str | None:
    """Find a Chromium: the system's, Chrome, or the one Playwright has downloaded."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"):
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        path = Path(play.chromium.executable_path)
        return str(path) if path.exists() else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Without one the test is skipped; where CHARTER_REQUIRE_BROWSER is set, it fails."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        (pytest.fail if os.environ.get("CHARTER_REQUIRE_BROWSER") else pytest.skip)(
            "no Chromium or Chrome found on this machine"
        )
    arguments = [
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=[*arguments, *(["--no-sandbox"] if root else [])])
        yield chromium
        chromium.close()
