"""`charter init`: a project that is whole, with what CI systems are to do with it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from charter import shipped
from charter.cli import cli
from charter.scaffold import CI


def test_it_holds_the_specimen_and_what_ci_systems_read(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["init", str(tmp_path / "new")])
    assert done.exit_code == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        "content",
        ".github",
        ".gitlab-ci.yml",
        ".gitignore",
    }
    for name, place in CI.items():
        assert (tmp_path / "new" / place).read_bytes() == (shipped.templates() / "ci" / name).read_bytes()
        assert str(tmp_path / "new" / place) in done.output


def test_every_shipped_file_for_ci_has_its_place() -> None:
    assert set(CI) == {path.name for path in (shipped.templates() / "ci").iterdir()}


def test_a_folder_that_holds_anything_gets_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert CliRunner().invoke(cli, ["init", str(tmp_path)]).exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
