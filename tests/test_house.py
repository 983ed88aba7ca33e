"""The rules of the house, as tests: who may enter which room, how large a room may be, what everything must carry."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from charter.model import agency, appointments, calendars, charter, promises, terms, together
from charter.model.base import Part
from charter.model.kinds import meanings

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "charter"
MODULES = sorted(PACKAGE.rglob("*.py"))
PARTS = sorted(
    {
        part
        for module in (agency, appointments, calendars, charter, promises, terms, together)
        for part in vars(module).values()
        if isinstance(part, type) and issubclass(part, Part)
    }
    - {Part},
    key=lambda part: part.__name__,
)


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_the_floors_stand_on_those_below() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", "pyproject.toml"]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("yaml", {"charter.source.reader", "charter.source.text"}),
        ("jinja2", {"charter.render.theme", "charter.render.prose", "charter.render.overrides"}),
        ("markdown", {"charter.render.prose"}),
        ("click", {"charter.cli"}),
        ("livereload", {"charter.serve"}),
        ("tornado", {"charter.serve"}),
    ],
)
def test_each_library_has_its_room(library: str, rooms: set[str]) -> None:
    uses = re.compile(rf"^\s*(?:import|from) {library}\b", re.MULTILINE)
    allowed = {
        path
        for path in MODULES
        if any(name(path) == room or name(path).startswith((f"{room}_", f"{room}.")) for room in rooms)
    }
    assert {name(path) for path in MODULES if uses.search(path.read_text("utf-8"))} <= {name(path) for path in allowed}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_rooms_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 50
    ]
    assert not long


def test_there_is_no_drawer_for_everything() -> None:
    assert not [
        path for path in MODULES if {"utils", "util", "helpers", "common", "misc"} & set(path.with_suffix("").parts)
    ]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_has_a_meaning(part: type[Part]) -> None:
    assert not [field for field, meaning in meanings(part).items() if not meaning.endswith((".", "?", "!"))]


def test_every_module_imports_alone() -> None:
    """Import each one in an interpreter that knows none of the others yet, so that no order of imports is needed."""
    names = [name(path) for path in MODULES if path.name != "__main__.py"]
    script = (
        "import importlib, sys\n"
        f"for name in {names!r}:\n"
        "    for loaded in [m for m in sys.modules if m.split('.')[0] == 'charter']: del sys.modules[loaded]\n"
        "    importlib.import_module(name)\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_help_starts_without_anything_heavy() -> None:
    script = (
        "import sys\nfrom charter.cli import cli\n"
        "try: cli(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'pydantic', 'jinja2', 'babel', 'markdown', 'yaml', 'rich', 'tornado'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "[]"


@pytest.mark.parametrize(
    "command", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]], ids=" ".join
)
def test_style_and_types(command: list[str]) -> None:
    run = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:]
