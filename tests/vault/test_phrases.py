"""Passphrases: where they come from, which of them are refused and in which words, and how a good one is made."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from conftest import AGENCY, CLIENT

from charter.cli import cli
from charter.problem import CharterError
from charter.vault import FILE, Guarded, keep, made, missing, phrases_of, variable_of, written
from charter.vault.making import ALPHABET
from charter.vault.strength import weakness

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

GOOD = "rbnj-gngy-fcwz-jdkx-zdkz"
HARBOR = Guarded("harbor", ("harbor", "Harbor & Pine", "Northlight", "Dana Whitfield"))
OTHER = Guarded("other-one", ("other-one", "Other", "Northlight"))
LOCKED = CLIENT + "access: passphrase\n"
DAY = ["--as-of", "2026-11-25"]


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def told(root: Path, environ: dict[str, str], *clients: Guarded, texts: dict[str, str] | None = None) -> str:
    with pytest.raises(CharterError) as fault:
        phrases_of(clients or (HARBOR,), root, environ, texts or {})
    return str(fault.value)


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    keep(tmp_path / FILE, "harbor", GOOD)
    assert phrases_of([HARBOR], tmp_path, {}, {}) == {"harbor": GOOD}
    assert phrases_of([HARBOR], tmp_path, {variable_of("harbor"): "blue kettle, seven rivers"}, {}) == {
        "harbor": "blue kettle, seven rivers"
    }
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("# for the build\n\nharbor : granite meadow: whistling\n")
    found = phrases_of([HARBOR], tmp_path, {"CHARTER_PASSPHRASES": str(elsewhere)}, {})
    assert found == {"harbor": "granite meadow: whistling"}


def test_a_variable_has_a_name_that_every_system_takes() -> None:
    assert variable_of("harbor-and-pine-2") == "CHARTER_PASSPHRASE_HARBOR_AND_PINE_2"


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("kxqzvbnmpwr", "has 11 letters"),
        ("abababababababab", "fewer than 6 different"),
        ("1212 1212 1212 1212", "fewer than 6 different"),
        ("correct horse battery staple", "tried first"),
        ("Password-Password1", "tried first"),
        ("LetMeInPlease123", "tried first"),
        ("abcdefghijklmnop", "tried first"),
        ("0987654321098", "tried first"),
        ("qwertyuiopasd", "tried first"),
        ("password password password password", "tried first"),
        ("Dana Whitfield 2026", "a name that everybody knows"),
        ("Harbor & Pine 2026", "a name that everybody knows"),
        ("harbor-harbor-harbor-pine", "tried first"),
        ("northlight-harbor", "a name that everybody knows"),
        ("1Northlight2026!", "a name that everybody knows"),
        ("kxqz\u200bvbnm-pwrt", "nobody can see"),
        ("kxqz\x07vbnm-pwrt", "nobody can see"),
    ],
)
def test_what_is_easily_guessed_is_refused_and_never_repeated(tmp_path: Path, phrase: str, why: str) -> None:
    message = told(tmp_path, {variable_of("harbor"): phrase})
    assert why in message
    assert phrase not in message
    assert "`charter passphrase harbor --replace`" in message


@pytest.mark.parametrize(
    "phrase", [GOOD, "blue kettle, seven rivers", "Der Fluss trägt Harbor fort", "水の音は静かに夜を越えて行く朝"]
)
def test_others_are_not(phrase: str) -> None:
    assert weakness(phrase, HARBOR.names) == ""


def test_all_that_is_wrong_is_one_message(tmp_path: Path) -> None:
    message = told(tmp_path, {variable_of("other-one"): "short"}, HARBOR, OTHER)
    head, first, second = message.splitlines()
    assert head.startswith("Nothing was published")
    assert first.strip() == (
        "harbor: it has none. `charter passphrase harbor` makes a good one and keeps it in .charter/passphrases; "
        "elsewhere, set CHARTER_PASSPHRASE_HARBOR to it."
    )
    assert second.strip().startswith("other-one: its passphrase has 5 letters")


def test_no_two_clients_have_the_same(tmp_path: Path) -> None:
    environ = {variable_of("harbor"): GOOD, variable_of("other-one"): f" {GOOD}  "}
    assert "`other-one` has the same passphrase" in told(tmp_path, environ, HARBOR, OTHER)


def test_none_stands_in_a_file_of_the_project(tmp_path: Path) -> None:
    message = told(tmp_path, {variable_of("harbor"): GOOD}, texts={"content/people.yaml": f"# {GOOD}"})
    assert "stands in content/people.yaml" in message
    assert GOOD not in message


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"harbor {GOOD}\n", ":1 is no passphrase"),
        (f"# ours\nharbor: {GOOD}\nharbor: {GOOD}x\n", ":3 is a second passphrase of `harbor`"),
        ("harbor:\n", ":1 is no passphrase"),
    ],
)
def test_a_file_that_is_wrong_says_where_and_shows_nothing(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "passphrases"
    path.write_text(text)
    with pytest.raises(CharterError, match=re.escape(why)) as fault:
        written(path)
    assert GOOD not in str(fault.value)


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "passphrases"
    path.write_bytes(b"harbor: \xff\xfe")
    with pytest.raises(CharterError, match="it is no text"):
        written(path)
    with pytest.raises(CharterError, match="cannot be read"):
        written(tmp_path)
    assert written(tmp_path / "none") == {}


@pytest.mark.skipif(os.name != "posix", reason="has no such rights")
def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    keep(tmp_path / FILE, "harbor", GOOD)
    (tmp_path / FILE).chmod(0o644)
    assert "`chmod 600" in told(tmp_path, {})


def test_keeping_one_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / FILE
    keep(path, "harbor", "first")
    path.write_text("# Ours.\n" + path.read_text() + "pine: third\n")
    keep(path, "harbor", "second")
    assert path.read_text() == "# Ours.\npine: third\nharbor: second\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["passphrases"]
    assert missing([HARBOR, OTHER], tmp_path, {}) == ["other-one"]


def test_where_none_can_be_kept_it_is_said(tmp_path: Path) -> None:
    (tmp_path / ".charter").write_text("a file in the way")
    with pytest.raises(CharterError, match="cannot be kept"):
        keep(tmp_path / FILE, "harbor", GOOD)


def test_a_new_one_is_made_of_chance() -> None:
    every = [made() for _ in range(500)]
    assert len(set(every)) == 500
    assert all(re.fullmatch(f"([{ALPHABET}]{{4}}-){{4}}[{ALPHABET}]{{4}}", one) for one in every)
    letters = Counter("".join(every).replace("-", ""))
    assert set(letters) == set(ALPHABET)
    assert max(letters.values()) < 1.4 * min(letters.values()), "each letter comes as often as any other"
    assert not any(weakness(one, HARBOR.names) for one in every)


def test_the_command_prints_it_once(project: Project) -> None:
    root = project(clients__harbor=LOCKED)
    done = run("passphrase", "harbor", "--project", root)
    assert done.exit_code == 0, done.output
    phrase = done.stdout.strip()
    assert written(root / FILE) == {"harbor": phrase}
    assert phrase not in done.stderr
    again = run("passphrase", "harbor", "--project", root)
    assert again.exit_code != 0
    assert phrase not in again.output + str(again.exception)
    assert "--replace" in str(again.exception)
    other = run("passphrase", "harbor", "--replace", "--project", root)
    assert written(root / FILE) == {"harbor": other.stdout.strip()} != {"harbor": phrase}
    assert "raise `rotation:`" in " ".join(other.stderr.split())


def test_the_command_says_what_is_left_to_do(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project()
    monkeypatch.setenv(variable_of("harbor"), GOOD)
    done = run("passphrase", "harbor", "--project", root)
    assert "Write `access: passphrase` into content/clients/harbor.yaml" in done.stderr
    assert "CHARTER_PASSPHRASE_HARBOR is set here and counts before this file" in done.stderr
    assert run("passphrase", "harbour", "--project", root).exit_code == 2


def test_without_one_nothing_is_published(project: Project) -> None:
    root = project(clients__harbor=LOCKED, clients__pine=CLIENT)
    done = run("build", "--project", root, *DAY)
    assert done.exit_code != 0
    assert "harbor: it has none" in str(done.exception)
    assert not (root / "site").exists()
    assert run("build", "--project", root, "--client", "pine", *DAY).exit_code == 0
    assert (root / "site/pine/index.html").exists()
    assert not (root / "site/harbor").exists()


def test_checking_asks_for_none_and_says_which_are_missing(project: Project) -> None:
    root = project(clients__harbor=LOCKED)
    done = run("check", "--project", root, *DAY)
    assert done.exit_code == 0, done.output
    assert "Without a passphrase on this machine" in done.stderr
    assert "harbor" not in run("check", "--redact", "--project", root, *DAY).stderr


def test_locked_pages_need_the_secret_even_where_addresses_do_not(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHARTER_SECRET")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv(variable_of("harbor"), GOOD)
    root = project(clients__harbor=LOCKED, agency=AGENCY)
    done = run("build", "--project", root, *DAY)
    assert done.exit_code == 0, done.output
    assert "Made" in done.stderr
    assert ".charter/secret: locked pages are made with it" in done.stderr
    assert "Made" not in run("build", "--project", root, *DAY).stderr
