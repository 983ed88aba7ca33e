"""What is kept between builds, or only for one: damaged, half written or left behind, it does no harm and goes."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from crashing import in_child, room, tree
from hypothesis import given
from hypothesis import strategies as st

from charter.artifact import Artifact
from charter.publish import disk, publish
from charter.shelf import Shelf

KEY, OTHER = (sha256(name).hexdigest() for name in (b"one", b"other"))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "site.shelf")


@given(damage=st.binary(max_size=90))
def test_whatever_lies_on_the_shelf_is_what_was_put_there_or_nothing(damage):
    with room() as base:
        shelf = Shelf(base / "shelf")
        shelf.put(KEY, b"a packet")
        assert shelf.get(KEY) == b"a packet"
        (base / "shelf" / f"{KEY}.kept").write_bytes(damage)
        assert shelf.get(KEY) is None


@pytest.mark.parametrize(
    "lost", [lambda data: data[:-1], lambda data: data[:70] + bytes(len(data) - 70), lambda _: b""]
)
def test_a_shelf_after_the_power_went(shelf, lost):
    """A file can have its length and not its bytes."""
    shelf.put(KEY, b"a packet of some length")
    path = shelf.folder / f"{KEY}.kept"
    path.write_bytes(lost(path.read_bytes()))
    assert shelf.get(KEY) is None


def test_a_shelf_is_tidied_of_its_own_files_only(shelf):
    for key in (KEY, OTHER):
        shelf.put(key, b"data")
    (shelf.folder / f"{KEY}.4711-1").write_bytes(b"half")
    for name in ("notes.txt", f"{OTHER}.txt", "x.kept"):
        (shelf.folder / name).write_text("theirs")
    (shelf.folder / f"{OTHER[:-1]}0.kept").mkdir()
    later = Shelf(shelf.folder)
    assert later.get(KEY) == b"data"
    later.tidy()
    left = {path.name for path in shelf.folder.iterdir()}
    assert left == {f"{KEY}.kept", "notes.txt", f"{OTHER}.txt", "x.kept", f"{OTHER[:-1]}0.kept"}


def test_a_shelf_on_a_full_disk_leaves_nothing_half(shelf, monkeypatch):
    shelf.put(OTHER, b"data")

    def full(self, _data):
        self.open("wb").close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    shelf.put(KEY, b"data")
    assert [path.name for path in shelf.folder.iterdir()] == [f"{OTHER}.kept"]


SCRATCH = "from charter.render.scratch import put, scratch; put('a.png', b'x'); print(scratch(), flush=True); "


def scratch_of(temporary, then):
    done = subprocess.run(
        [sys.executable, "-c", SCRATCH + then],
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    return Path(done.stdout.strip())


def test_the_scratch_of_a_killed_program_is_cleared_by_the_next(tmp_path):
    """Only that: not one that is in use, nor anything that only has such a name."""
    (tmp_path / "charter-of-rights").mkdir()
    (tmp_path / "charter-of-rights" / "text").write_text("theirs")
    (tmp_path / "charter-link").symlink_to(tmp_path / "charter-of-rights")
    killed = scratch_of(tmp_path, "import os; os.kill(os.getpid(), 9)")
    assert (killed / "a.png").exists()
    running = subprocess.Popen(
        [sys.executable, "-c", SCRATCH + "input()"],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    used = Path(running.stdout.readline().strip())
    assert not killed.exists()
    assert not scratch_of(tmp_path, "").exists()
    assert (used / "a.png").exists()
    running.communicate("\n")
    assert {path.name for path in tmp_path.iterdir()} == {"charter-of-rights", "charter-link"}
    assert tree(tmp_path / "charter-of-rights") == {"text": b"theirs"}


def test_a_site_that_was_away_is_put_back_and_that_is_said(tmp_path, monkeypatch):
    """Where two names cannot be exchanged, a build can be killed between two renames."""
    site, told = tmp_path / "site", []
    publish(site, [Artifact("a", b"1")])

    def between(_one, _other):
        site.rename(tmp_path / ".charter" / "site.old")
        os._exit(9)

    monkeypatch.setattr(disk, "exchange", between)
    assert in_child(lambda: publish(site, [Artifact("a", b"2")]) and 0) == 9
    monkeypatch.undo()
    assert not site.exists()
    publish(site, [Artifact("a", b"1")], tell=told.append)
    assert tree(site) == {"a": b"1"}
    [line] = told
    assert line.startswith(f"An earlier build of {site} was interrupted; what it left is cleared away, and ")
    assert line.endswith("the site was away since then and is back.")
    publish(site, [Artifact("a", b"3")], tell=told.append)
    assert len(told) == 1
