"""Releases that vanish: what is left of `history/` shows it, or else the last commit does."""

from __future__ import annotations

import os
import shutil

import pytest
from click.testing import CliRunner
from test_life import PROMISE, Life, released

from charter.cli import cli

DAY = ("--as-of", "2026-11-25")
SOONER = PROMISE.replace("4 business", "3 business")


@pytest.fixture
def life(project) -> Life:
    found = Life(project({"content/tiers/growth.yaml": PROMISE}))
    released(found)
    found.write("content/tiers/growth.yaml", SOONER)
    assert found.run("release", "--note", "Sooner.", "--as-of", "2026-11-12").exit_code == 0
    return found


def test_an_emptied_folder_is_found(life: Life) -> None:
    for path in (life.root / "history/harbor").iterdir():
        path.unlink()
    done = life.run("check", *DAY)
    assert done.exit_code == 1
    assert "history/harbor:1:1  error  history-changed" in done.output
    assert "This folder is empty" in done.output


def test_a_first_release_that_was_interrupted_is_made_anew(life: Life) -> None:
    shutil.rmtree(life.root / "history/harbor")
    (life.root / "history/harbor").mkdir()
    (life.root / "history/harbor/.1.json.half").write_text("{")
    assert life.run("release", "--note", "Once more.", *DAY).exit_code == 0


@pytest.mark.parametrize("what", ["history/harbor/2.json", "history/harbor", "history"])
def test_what_was_committed_and_is_gone_is_found(life: Life, what: str) -> None:
    life.commit("As it was")
    assert life.run("check", *DAY).exit_code == 0
    path = life.root / what
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    done = life.run("check", *DAY)
    assert done.exit_code == 1
    assert "history/harbor/2.json:1:1  error  history-changed" in done.output
    assert "It is missing although it was committed." in done.output
    assert "git restore --source=HEAD -- history/harbor/2.json" in done.output


def test_a_release_that_was_made_once_more_is_found(life: Life) -> None:
    life.commit("As it was")
    (life.root / "history/harbor/2.json").unlink()
    shutil.rmtree(life.root / "history/harbor")
    done = life.run("release", "--note", "Nothing but this.", *DAY)
    assert (done.exit_code, "Nothing was released." in done.output) == (1, True)


def test_another_file_than_the_one_that_was_committed_is_found(life: Life) -> None:
    life.commit("As it was")
    kept = life.root / "history/harbor"
    kept.rename(life.root / "aside")
    (life.root / ".git").rename(life.root / "git")
    for number, promise in enumerate((PROMISE, SOONER), 1):
        life.write("content/tiers/growth.yaml", promise)
        assert life.run("release", "--note", "Written anew.", "--as-of", f"2026-11-1{number}").exit_code == 0
    (life.root / "git").rename(life.root / ".git")
    done = life.run("check", *DAY)
    assert done.exit_code == 1
    assert done.output.count("It is another file than the one that was committed.") == 2


def test_what_a_commit_takes_out_may_go(life: Life) -> None:
    life.commit("As it was")
    (life.root / "history/harbor/2.json").unlink()
    life.commit("It was a slip")
    assert life.run("check", *DAY).exit_code == 0


def test_new_releases_and_other_repositories_are_no_matter(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    life.commit("As it was")
    life.write("content/tiers/growth.yaml", SOONER.replace("3 business", "2 business"))
    assert life.run("release", "--note", "Sooner still.", *DAY).exit_code == 0
    monkeypatch.setenv("GIT_DIR", os.devnull)
    assert life.run("check", *DAY).exit_code == 0
    monkeypatch.setenv("PATH", "")
    assert life.run("check", *DAY).exit_code == 0


def broken(life: Life) -> None:
    life.write("content/clients/ridge.yaml", "name: Ridge\ntier: growth\nrepresentative: maya\n")
    assert life.run("release", "--note", "For Ridge.", *DAY).exit_code == 0
    first = life.root / "history/harbor/1.json"
    first.write_text(first.read_text("utf-8").replace("The first one", "Another one"), "utf-8")
    life.write("content/tiers/growth.yaml", SOONER.replace("3 business", "2 business"))


def run(life: Life, *words: str):
    return CliRunner().invoke(cli, [*words, "--project", str(life.root)], catch_exceptions=False)


def test_diff_tells_of_a_broken_history_and_goes_on_with_the_others(life: Life) -> None:
    broken(life)
    done = run(life, "diff", *DAY)
    assert done.exit_code == 1
    assert "its seal is broken" in done.stderr
    assert "ridge\n" in done.stdout
    assert "harbor\n" not in done.stdout
    assert "Not compared, for their history is broken: harbor." in done.stdout


def test_a_comparison_that_asks_no_history_minds_none(life: Life) -> None:
    life.commit("As it was")
    broken(life)
    done = run(life, "diff", "HEAD", ".", *DAY)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "harbor\n" in done.stdout


def test_status_tells_of_a_broken_history(life: Life) -> None:
    broken(life)
    done = run(life, "status", *DAY)
    assert done.exit_code == 1
    assert "its seal is broken" in done.stderr
    assert "! harbor  its history is broken" in done.stdout
    assert "ridge" in done.stdout
    hidden = run(life, "status", "--redact", *DAY)
    assert hidden.exit_code == 1
    assert "harbor" not in hidden.output.casefold()
