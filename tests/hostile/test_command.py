"""The program itself on broken projects, with little memory and little time: exit codes, what it prints, what stays."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from broken_world import small_world
from mutating import KINDS, mutations

resource = pytest.importorskip("resource")
COUNT = int(os.environ.get("CHARTER_MUTATIONS", "600")) // 50
SEED = int(os.environ.get("CHARTER_SEED", "1"))
MEMORY = 1 << 30
SECONDS = 10
DAY = ("--as-of", "2026-11-25")
TREE = Path(__file__).parents[2]


def little_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def charter(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program on a project."""
    return subprocess.run(
        [sys.executable, "-m", "charter", *words, "--project", root, *DAY],
        env={**os.environ, "PYTHONPATH": str(TREE)},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS * 6,  # of a machine that does other things, too; the limit is on the processor's time
        preexec_fn=lambda: (little_memory(), resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))),
    )


def site(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()
    }


def assert_decent(done: subprocess.CompletedProcess[str], what: object) -> None:
    """A clear end: an exit code that is one of ours, no traceback, nothing that a terminal would obey."""
    said = done.stdout + done.stderr
    assert done.returncode in {0, 1, 2}, (what, said[-500:])
    assert "Traceback" not in said, (what, said[-1500:])
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said), (what, said[:500])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    root = tmp_path_factory.mktemp("published")
    texts = small_world(root)
    assert charter(root, "build").returncode == 0
    return root, texts


@pytest.mark.parametrize("number", range(COUNT))
def test_a_broken_project_ends_well_and_leaves_what_was_published(
    published: tuple[Path, dict[str, str]], number: int
) -> None:
    root, texts = published
    mutation = list(mutations(texts, len(KINDS), SEED))[number * 997 % len(KINDS)]
    file, before = root / mutation.file, site(root)
    whole = file.read_bytes()
    file.write_bytes(mutation.data)
    try:
        done = charter(root, "build")
    finally:
        file.write_bytes(whole)
    assert_decent(done, mutation)
    assert (done.returncode == 0) or site(root) == before, mutation
    assert (done.returncode == 0) or re.search(r"\w", done.stderr)


FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_lets_a_value_speak_for_itself(tmp_path: Path, form: str) -> None:
    small_world(tmp_path)
    with (tmp_path / "content/agency.yaml").open("a", encoding="utf-8") as file:
        file.write('"\\e[2Jx\\r\\n::add-mask::x": y\n"::stop-commands::x": y\n"]]>%0A<b>": "\\u202e"\n')
    done = charter(tmp_path, "check", "--format", form)
    assert_decent(done, form)
    assert done.returncode == 1
    lines = [line for line in done.stdout.splitlines() if line.lstrip().startswith("::")]
    assert all(re.match(r"::(error|warning) file=", line) for line in lines)
    assert bool(lines) == (form == "github")


ODD_NAMES = ("a\nb.yaml", "a\x1b[2Jb.yaml", "::add-mask::x.yaml", b"\xff\xfe.yaml", "x" * 250 + ".yaml", "%2e%2e.yaml",
             "nul.yaml", "CON.yaml", "..yaml", "a..yaml", "index.yaml", "assets.yaml", "\u202elmay.yaml", "a .yaml")  # fmt: skip


def test_no_name_of_a_file_does_harm(tmp_path: Path) -> None:
    small_world(tmp_path)
    folder = os.fsencode(tmp_path / "content/clients")
    for name in ODD_NAMES:
        with contextlib.suppress(OSError), open(os.path.join(folder, os.fsencode(name)), "wb") as file:  # noqa: PTH118, PTH123
            file.write(b"name: X\ntier: premier\nrepresentative: maya\n")
    for form in ("text", "github"):
        done = charter(tmp_path, "check", "--format", form)
        assert_decent(done, form)
        assert done.returncode == 1
        assert not [line for line in done.stdout.splitlines() if re.match(r"::(?!error|warning)", line)]
