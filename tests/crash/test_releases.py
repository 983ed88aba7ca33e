"""Releases and acknowledgements are written once and whole, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from datetime import date

import pytest
from conftest import CLIENT
from crashing import BEFORE, DAY, die_at, ended, in_child, room, started, tree, write_project

from charter import history, pipeline
from charter.history import Frozen
from charter.problem import CharterError

pytestmark = pytest.mark.slow
MADE = date.fromisoformat(DAY)


@pytest.fixture
def root():
    with room() as base:
        yield write_project(base / "agency", BEFORE)


def releases(root, note="What we promise."):
    loaded = pipeline.load(root, today=lambda _zone: MADE)
    assert not loaded.blocking(), loaded.problems
    return [
        history.release_of(one.standing, one.charter, Frozen(MADE, note))
        for one in loaded.clients.values()
        if one.standing.needs_release
    ]


def recorded(root, release, act=history.record, *more):
    """Record in this process: 0, or 2 where the command would say why not."""
    try:
        act(root, release, *more)
    except CharterError as error:
        return 1 if "\n" in str(error) else 2
    return 0


@pytest.mark.parametrize(
    "act", [(history.record,), (history.acknowledge, "Dana Whitfield", MADE)], ids=["release", "ack"]
)
def test_a_kill_at_every_step(root, act):
    """Finished or absent, never half; the same command again finishes it, and leaves nothing else."""
    release, *_ = releases(root)
    assert recorded(root, release, *act) == 0
    whole = tree(root / "history")
    for number in range(1, 100):
        if number % 2 == 0:
            shutil.rmtree(root / "history")
        elif (root / "history" / release.client).exists():
            for name in whole:
                (root / "history" / name).unlink()
        code = in_child(lambda n=number: die_at(n, root) or recorded(root, release, *act))
        assert code in {0, -signal.SIGKILL}
        found = {name: data for name, data in tree(root / "history").items() if ".half" not in name}
        assert found in ({}, whole)
        if number % 2 == 0 and act[0] is history.record:
            assert not history.read(root).problems
        if not found:
            assert recorded(root, release, *act) == 0
            assert tree(root / "history") == whole
        assert (root / "history" / release.client).stat().st_mode & 0o777 == 0o755
        if code == 0:
            break
    assert number > 5


def test_a_half_file_of_a_killed_release_is_no_reason_to_refuse_the_next(root):
    """Numbers of processes come again, in containers nearly always."""
    release, *_ = releases(root)
    folder = root / "history" / release.client
    folder.mkdir(parents=True)
    half = root / "history" / f".{release.client}.half"
    half.mkdir()
    (half / "1.json").write_text('{"half')
    path = history.record(root, release)
    assert [file.name for file in folder.iterdir()] == [path.name]
    assert list((root / "history").iterdir()) == [folder]


def test_two_releases_at_once(root):
    """One is written, the other is refused; neither overwrites, nor is mixed into, the other."""
    for turn in range(20):
        either = [releases(root, note)[0] for note in ("This one.", "That one, with a longer note.")]
        codes = [ended(child) for child in [started(lambda r=one: recorded(root, r)) for one in either]]
        assert sorted(codes) == [0, 2], turn
        won = either[codes.index(0)]
        kept = history.read(root)
        assert not kept.problems
        assert kept.of(won.client).latest.note == won.note
        folder = root / "history" / won.client
        assert [path.name for path in folder.iterdir()] == ["1.json"]
        shutil.rmtree(folder)


def test_two_places_make_equal_releases():
    """The same promises on the same day are the same bytes, so that a release can be made again to be checked."""
    made = []
    for _ in range(2):
        with room() as base:
            root = write_project(base / "agency", BEFORE)
            for one in releases(root):
                history.record(root, one)
            made.append(tree(root / "history"))
    assert len(made[0]) == len([name for name in BEFORE if name.startswith("clients/")])
    assert made[0] == made[1]


@pytest.mark.parametrize("fault", ["ENOSPC", "EIO", "EROFS", "EDQUOT"])
def test_a_full_or_failing_disk(root, fault, monkeypatch):
    """One line that names the file; nothing half, and no folder that looks as if promises were gone."""
    release, *_ = releases(root)

    def refused(_descriptor):
        raise OSError(getattr(errno, fault), os.strerror(getattr(errno, fault)))

    monkeypatch.setattr("os.fsync", refused)
    with pytest.raises(CharterError) as caught:
        history.record(root, release)
    place = root / "history" / release.client / "1.json"
    assert str(caught.value) == f"{place} cannot be written: {os.strerror(getattr(errno, fault))}."
    assert list((root / "history").iterdir()) == []
    monkeypatch.undo()
    assert history.record(root, release) == place


def test_a_release_that_was_killed_between_two_clients(root):
    """Those who have theirs keep it; the next release is for the others."""
    first, *others = releases(root)
    history.record(root, first)
    again = releases(root, "The rest.")
    assert {one.client for one in again} == {one.client for one in others}
    for one in again:
        history.record(root, one)
    assert releases(root) == []
    write_project(root, {**BEFORE, "clients/later": CLIENT.replace("Harbor & Pine", "Later On")})
    assert [one.client for one in releases(root)] == ["later"]
