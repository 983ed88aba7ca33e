"""The README is true: its commands exist, its examples are what the program prints, its YAML is accepted."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from charter import pipeline, report, shipped
from charter.cli import cli
from charter.model.charter import Charter
from charter.model.kinds import fields
from charter.worktime import parse_target

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def block(start: str) -> str:
    return next(body for _, body in BLOCKS if body.startswith(start))


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = r"""sed -n '/<!-- test command -->/,/^```$/p' README.md | sed -e '1,/^```/d' -e '/^```$/d'"""
    assert command in (ROOT / ".ci/run").read_text("utf-8")
    found = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert found.strip().endswith("-m pytest")
    assert found in TEXT


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
    assert pictures
    assert all((ROOT / picture).read_bytes().startswith(b"\x89PNG") for picture in pictures)


@pytest.mark.parametrize("start", ["$ charter why", "$ charter when"])
def test_a_command_prints_what_the_readme_shows(start: str) -> None:
    """Compare line by line; `...` stands for lines that are left out."""
    first, *shown = block(start).rstrip().split("\n")
    done = CliRunner().invoke(cli, [*shlex.split(first)[2:], "--project", str(shipped.content().parent)])
    printed = "\n".join(shown).replace("\n...", "\0").rstrip()
    assert re.fullmatch(re.escape(printed).replace("\0", "(?:\\n.*)*"), done.output.rstrip())


def test_a_finding_looks_as_the_readme_shows(tmp_path: Path) -> None:
    shutil.copytree(shipped.content(), tmp_path / "content")
    client = tmp_path / "content/clients/harbor-and-pine.yaml"
    client.write_text(client.read_text("utf-8").replace("America/New_York", "america/new york"), "utf-8")
    loaded = pipeline.load(tmp_path)
    [problem] = loaded.problems
    assert report.finding(problem, loaded.text_of).plain.rstrip() == block("content/clients/").rstrip()


def test_every_target_of_the_table_is_one() -> None:
    table = TEXT[TEXT.index("| Target | Reads |") :].split("\n\n")[0]
    targets = [text for row in table.split("\n")[2:] for text in re.findall(r"`([^`{]+)`", row.split("|")[1])]
    assert len(targets) >= 14
    for text in targets:
        assert str(parse_target(text)) == text


@pytest.mark.parametrize("body", [body for kind, body in BLOCKS if kind == "yaml"], ids=lambda body: body.split(":")[0])
def test_the_yaml_is_accepted(body: str, tmp_path: Path) -> None:
    """Lay each example over a client of the specimen; a whole client stands for itself."""
    shutil.copytree(shipped.content(), tmp_path / "content")
    values = yaml.safe_load(body)
    home = tmp_path / "content/clients/example.yaml"
    head = "" if "tier" in values else "name: Example\ntier: premier\nrepresentative: maya\nsizes: {agents: 12}\n"
    wrapped = body if set(values) <= set(fields(Charter)) | {"name"} or not head else None
    text = wrapped if wrapped is not None else "commitments:\n" + "".join(f"  {line}\n" for line in body.splitlines())
    home.write_text(head + text, "utf-8")
    assert [
        problem for problem in pipeline.load(tmp_path).problems if problem.place.file.endswith("example.yaml")
    ] == []


def test_the_rooms_named_are_there() -> None:
    rooms = set(re.findall(r"`(charter/[\w./]+)`", TEXT))
    assert len(rooms) > 8
    assert [room for room in rooms if not (ROOT / room).exists() and "<" not in room] == []


def test_python_is_new_enough() -> None:
    assert sys.version_info >= (3, 11)
