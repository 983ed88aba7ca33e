"""What editors are told: every scaffolded file names the schema of its kind, which is there, and accepts it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from charter.cli import cli

if TYPE_CHECKING:
    from pathlib import Path


def run(*words: object) -> str:
    done = CliRunner().invoke(cli, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def scaffolded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("scaffold") / "agency"
    run("init", root)
    run("new", "client", "Cafe Aurora", "--project", root)
    return root


def schema_of(path: Path) -> dict[str, Any]:
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8"))
    assert named, path
    found: dict[str, Any] = json.loads((path.parent / named[1]).read_text("utf-8"))
    return found


def test_every_file_names_its_schema_and_is_accepted_by_it(scaffolded: Path) -> None:
    files = sorted((scaffolded / "content").rglob("*.yaml"))
    assert len(files) > 15
    for path in files:
        values = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        assert [error.message for error in Draft202012Validator(schema_of(path)).iter_errors(values)] == [], path


def test_a_typo_is_underlined_and_keys_can_be_completed(scaffolded: Path) -> None:
    schema = schema_of(scaffolded / "content/clients/cafe-aurora.yaml")
    values = {"name": "Cafe", "tier": "growth", "representative": "maya", "langauge": "en"}
    assert [error.path for error in Draft202012Validator(schema).iter_errors(values)]
    assert {"commitments", "language", "drop"} <= schema["properties"].keys()
    assert all(field["description"] for field in schema["properties"].values())


def test_a_project_without_schemas_gets_no_line_about_them(scaffolded: Path, tmp_path: Path) -> None:
    for name in ("content/agency.yaml", "content/people.yaml", "content/tiers/growth.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((scaffolded / name).read_text("utf-8"), "utf-8")
    run("new", "client", "Cafe Aurora", "--project", tmp_path)
    assert "yaml-language-server" not in (tmp_path / "content/clients/cafe-aurora.yaml").read_text("utf-8")
