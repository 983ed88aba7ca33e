"""Files that are none: links, pipes, folders and whole disks where a text, a picture or a template is expected."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from broken_world import small_world
from test_command import assert_decent, charter

PLACES = (
    "content/agency.yaml",
    "content/clients/another.yaml",
    "content/tiers/premier.yaml",
    "content/prose/en/welcome.md",
    "content/brand/logo.svg",
    "templates/base.html",
    "templates/sections/money.html",
    "templates/locale/en.po",
    "templates/assets/charter.css",
    "templates/packet/theme.typ",
    "templates/packet/fonts/a.ttf",
    "history/saguaro-and-stone/1.json",
    ".charter/secret",
    ".charter/passphrases",
)


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def nowhere(path: Path) -> None:
    path.symlink_to("/nowhere/at/all")


def outside(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def disk(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5 << 30)


ODD = (circle, nowhere, outside, endless, os.mkfifo, Path.mkdir, disk)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("whole")
    small_world(root)
    return root


@pytest.mark.parametrize("number", range(len(PLACES)))
def test_what_is_no_ordinary_file_is_told_and_never_read_to_its_end(tmp_path: Path, whole: Path, number: int) -> None:
    """Each place has one odd file that moves on from place to place; a large run tries all of them."""
    many = len(ODD) if "CHARTER_MUTATIONS" in os.environ else 1
    for make in [ODD[(number + step * 3) % len(ODD)] for step in range(many)]:
        root = tmp_path / make.__name__
        shutil.copytree(whole, root)
        path = root / PLACES[number]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        make(path)
        done = charter(root, "check")
        assert_decent(done, (make.__name__, path))
        assert "root:" not in done.stdout + done.stderr
        assert done.returncode in told(path, make), (make.__name__, path, done.stdout, done.stderr)


def told(path: Path, make: object) -> set[int]:
    """Give the exit codes that are right: what may be absent may be a folder, and what nobody asks for may be anything."""
    if path.parent.name in {"assets", "locale", ".charter"}:
        return {0, 1, 2}
    return {1, 2} if "outside" not in str(make) or path.parts[-3] == "content" else {0, 1, 2}


def test_a_link_in_a_circle_is_a_finding_beside_the_others(tmp_path: Path) -> None:
    small_world(tmp_path)
    for name in ("clients/round.yaml", "prose/en/round.md"):
        circle(tmp_path / "content" / name)
    done: subprocess.CompletedProcess[str] = charter(tmp_path, "check")
    assert done.returncode == 1
    assert done.stdout.count("no ordinary file") == 2


def test_a_font_that_is_none_is_named(tmp_path: Path) -> None:
    small_world(tmp_path)
    font = tmp_path / "templates/packet/fonts/mine.ttf"
    font.parent.mkdir(parents=True)
    font.write_bytes(b"\0\1\0\0 no font")
    done = charter(tmp_path, "build")
    assert_decent(done, font)
    assert done.returncode == 2
    assert "mine.ttf is no font that can be read" in done.stderr


@pytest.mark.parametrize(
    "text", ["", "no main here", "{% extends 'shipped/base.html' %}{% block main %}{% endblock %}"]
)
def test_pages_of_own_templates_without_their_parts_are_told(tmp_path: Path, text: str) -> None:
    small_world(tmp_path)
    template = tmp_path / "templates/base.html"
    template.parent.mkdir(parents=True)
    template.write_text(text)
    assert_decent(charter(tmp_path, "build"), text)


LOOPS = {
    "itself": "{% include 'sections/money.html' %}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "wrong": "{{ 1 // 0 }}{{ client.nothing.there }}",
    "import": "{% import 'sections/money.html' as m %}",
}


@pytest.mark.parametrize("name", LOOPS)
def test_templates_that_go_round_in_circles_show_no_traceback(tmp_path: Path, name: str) -> None:
    small_world(tmp_path)
    template = tmp_path / "templates/sections/money.html"
    template.parent.mkdir(parents=True)
    template.write_text(LOOPS[name])
    done = charter(tmp_path, "build")
    assert_decent(done, name)
    assert done.returncode in {1, 2}
    assert "money.html" in done.stdout + done.stderr
