"""The project's secret: made once, never guessable, never told, never committed."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner
from conftest import AGENCY
from hypothesis import given
from hypothesis import strategies as st

from charter.check.exposure import exposed
from charter.cli import cli
from charter.problem import CharterError
from charter.secret import FILE, VARIABLE, Secret, secret_of

GOOD = "Zk3vQ9pL2xR8sT1uW7yB4nM6cD5fG0hJ"
PHRASE = "kzvm-tqbf-hwrn-xpdg-jscy"
texts = st.text(max_size=20)


def test_it_is_made_once_and_for_its_owner_alone(tmp_path):
    first = secret_of(tmp_path, {})
    assert first.is_new
    mode = (tmp_path / FILE).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert stat.S_IMODE((tmp_path / FILE).parent.stat().st_mode) == 0o700
    again = secret_of(tmp_path, {})
    assert not again.is_new
    assert again.derive("path", "harbor") == first.derive("path", "harbor")
    assert [one.name for one in (tmp_path / FILE).parent.iterdir()] == ["secret"]


def test_the_environment_comes_first(tmp_path):
    assert secret_of(tmp_path, {VARIABLE: GOOD}).derive("a") == Secret(GOOD.encode()).derive("a")
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("bad", ["short", "a" * 64, "charter-charter-charter-charter-charter"[:24], "0123456789" * 4])
def test_one_that_could_be_guessed_is_refused(tmp_path, bad):
    with pytest.raises(CharterError, match="hard to guess"):
        secret_of(tmp_path, {VARIABLE: bad})
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(bad)
    with pytest.raises(CharterError, match="hard to guess") as told:
        secret_of(tmp_path, {})
    assert bad not in str(told.value)


def test_an_empty_variable_is_none(tmp_path):
    """CI systems set a variable whose secret nobody has stored to an empty text."""
    with pytest.raises(CharterError, match="is not set"):
        secret_of(tmp_path, {VARIABLE: "", "CI": "true"})


@pytest.mark.parametrize("runs", ["true", "1", "woodpecker"])
def test_no_ci_machine_makes_one(tmp_path, runs):
    with pytest.raises(CharterError, match="would change with every run"):
        secret_of(tmp_path, {"CI": runs})
    assert not (tmp_path / FILE).exists()
    assert secret_of(tmp_path, {"CI": "false"}).is_new


def test_what_cannot_be_read_is_a_sentence(tmp_path):
    (tmp_path / FILE).mkdir(parents=True)
    with pytest.raises(CharterError, match="cannot be read"):
        secret_of(tmp_path, {})
    (tmp_path / FILE).rmdir()
    (tmp_path / FILE).write_bytes(b"\xff" * 40)
    with pytest.raises(CharterError, match="it is no text"):
        secret_of(tmp_path, {})


def test_where_none_can_be_kept_the_variable_is_named(tmp_path):
    (tmp_path / ".charter").write_text("a file in the way")
    with pytest.raises(CharterError, match=VARIABLE):
        secret_of(tmp_path, {})


def test_builds_that_begin_at_once_agree_on_one(tmp_path):
    code = (
        "import sys; from pathlib import Path; from charter.secret import secret_of; "
        "print(secret_of(Path(sys.argv[1]), {}).derive('a').hex())"
    )

    def one(_):
        return subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True).stdout

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(one, range(6)))) == 1
    assert [one.name for one in (tmp_path / FILE).parent.iterdir()] == ["secret"]


def test_what_a_killed_build_left_is_in_nobodys_way(tmp_path):
    (tmp_path / ".charter").mkdir()
    (tmp_path / f".charter/secret.{os.getpid()}").write_text("half")
    assert secret_of(tmp_path, {}).is_new


def test_where_files_have_one_name_only_it_is_made_all_the_same(tmp_path, monkeypatch):
    def link(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    first = secret_of(tmp_path, {})
    assert first.is_new
    assert not secret_of(tmp_path, {}).is_new
    assert [one.name for one in (tmp_path / FILE).parent.iterdir()] == ["secret"]


def test_it_never_shows():
    secret = Secret(GOOD.encode())
    assert GOOD not in repr(secret)
    assert GOOD not in str(vars(type(secret)))


@given(st.lists(texts, max_size=3), st.lists(texts, max_size=3), texts, texts)
def test_other_words_give_other_bytes(ones, others, purpose, other):
    secret = Secret(GOOD.encode())
    same = (purpose, *ones) == (other, *others)
    assert (secret.derive(purpose, *ones) == secret.derive(other, *others)) == same


def git(root, *words):
    who = ("-c", "user.name=Maya", "-c", "user.email=maya@northlight.example")
    subprocess.run(["git", "-C", root, *who, *words], capture_output=True, check=True)


@pytest.fixture
def repository(project):
    root = project({".gitignore": "/site/\n/.charter/\n", FILE: f"{GOOD}\n"})
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A charter")
    return root


def found(root):
    return [(one.place.file, one.message) for one in exposed(root, {})]


def test_a_secret_that_stays_here_is_fine(repository):
    assert found(repository) == []


def test_where_there_is_no_git_nothing_is_found(project):
    assert found(project({FILE: GOOD})) == []


def test_a_committed_secret_is_found(repository):
    git(repository, "add", "-f", FILE)
    assert [file for file, _ in found(repository)] == [FILE]
    assert "is under version control" in found(repository)[0][1]


def test_its_text_is_found_wherever_it_stands(repository):
    (repository / "ci.yml").write_text(f"build:\n  env: {{CHARTER_SECRET: {GOOD}}}\n")
    git(repository, "add", "ci.yml")
    assert [file for file, _ in found(repository)] == ["ci.yml"]
    assert [one.place.file for one in exposed(repository, {VARIABLE: "x" * 40})] == []


def test_a_secret_that_the_next_commit_would_take_is_found(repository):
    (repository / ".gitignore").write_text("/site/\n")
    assert [file for file, _ in found(repository)] == [".gitignore"]


def test_passphrases_that_the_next_commit_would_take_are_found(repository):
    (repository / ".gitignore").write_text("/site/\n/.charter/secret\n")
    (repository / ".charter/passphrases").write_text("harbor: bcdf-ghjk-mnpq-rstv-wxyz\n")
    assert found(repository) == [
        (".gitignore", ".charter/passphrases would be under version control with the next `git add`.")
    ]


def test_no_output_shows_it(repository, monkeypatch):
    monkeypatch.setenv(VARIABLE, GOOD)
    (repository / "content/people.yaml").write_text(f"maya: {{name: {GOOD}, role: Lead}}\n")
    git(repository, "add", "-f", FILE, "content/people.yaml")
    for form in ("text", "json", "github", "gitlab", "sarif", "junit"):
        done = CliRunner().invoke(cli, ["check", "--format", form, "--project", str(repository)])
        assert done.exit_code == 1
        assert "committed-secret" in done.output
        assert GOOD not in done.output


def test_a_passphrase_in_a_shared_file_is_found_and_not_shown(repository, monkeypatch):
    (repository / "passes.txt").write_text(f"harbor: {PHRASE}\n")
    (repository / "notes.txt").write_text(f"Harbor opens with {PHRASE}, they said.\n")
    git(repository, "add", "passes.txt", "notes.txt")
    monkeypatch.setenv("CHARTER_PASSPHRASES", str(repository / "passes.txt"))
    done = CliRunner().invoke(cli, ["check", "--project", str(repository)])
    assert done.exit_code == 1
    assert "A client's passphrase stands in notes.txt" in done.output
    assert "A client's passphrase stands in passes.txt" in done.output
    assert PHRASE not in done.output


def test_a_folder_that_looks_like_a_repository_runs_nothing(repository):
    """Git would take it for one, and run the command that its configuration names."""
    inner = repository / "clients" / "agency"
    (inner / "objects").mkdir(parents=True)
    (inner / "refs").mkdir()
    (inner / "HEAD").write_text("ref: refs/heads/main\n")
    ran = repository / "ran"
    (inner / "config").write_text(
        f'[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = "touch {ran};"\n'
    )
    shutil.copytree(repository / "content", inner / "content")
    (inner / ".charter").mkdir()
    (inner / FILE).write_text(GOOD)
    for words in (["check"], ["diff", "HEAD", "."], ["status"]):
        CliRunner().invoke(cli, [*words, "--project", str(inner)])
    assert not ran.exists()
    subprocess.run(["git", "-C", inner, "status"], capture_output=True, check=False)
    assert ran.exists(), "git itself would run it"


def test_a_lost_secret_moves_no_client(project, monkeypatch):
    monkeypatch.delenv(VARIABLE)
    monkeypatch.delenv("CI", raising=False)
    root = project({"content/agency.yaml": AGENCY.replace(", paths: readable", "")})
    assert CliRunner().invoke(cli, ["build", "--project", str(root)]).exit_code == 0
    before = sorted(one.name for one in (root / "site").iterdir())
    (root / FILE).unlink()
    for words in (["build"], ["links"]):
        with pytest.raises(CharterError, match=r"(put|Put) it back"):
            CliRunner().invoke(cli, [*words, "--project", str(root)], catch_exceptions=False)
    assert not (root / FILE).exists()
    assert sorted(one.name for one in (root / "site").iterdir()) == before


def test_a_secret_in_a_file_that_git_will_take_is_found(repository):
    (repository / "content/notes.txt").write_text(f"\n\n{GOOD}\n")
    assert [file for file, _ in found(repository)] == ["content/notes.txt"]
