"""Whatever others keep in a site, of whatever kind and mode, is theirs, and stays as it is."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest
from crashing import die_at, in_child, litter, room, said_by_publishing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charter.artifact import Artifact
from charter.publish import publish

pytestmark = pytest.mark.slow

FOLDERS = ("", "harbor/", "assets/", "harbor/own/", "theirs/", "theirs/deep/", ".well-known/")
NAMES = ("a", ".hidden", "index.html~", "site.json", "with blank", "ümlaut", "-rf", "CNAME", "x\ty", "*", "site.next")
PLACES = st.builds(str.__add__, st.sampled_from(FOLDERS), st.sampled_from(NAMES))
KINDS = st.sampled_from(["file", "empty", "folder", "fifo", "socket", "link", "dangling", "outward", "hard"])
MODES = st.sampled_from([0o644, 0o600, 0o400, 0o000, 0o777, 0o4755, 0o1777, 0o2750])
THEIRS = st.dictionaries(PLACES, st.tuples(KINDS, MODES), max_size=6)
OURS = st.dictionaries(
    st.sampled_from(["harbor/index.html", "harbor/packet.pdf", "assets/a.1.css", "assets/a.2.css", "pine/index.html"]),
    st.sampled_from([b"one", b"two", b""]),
    max_size=5,
)


def put(path: Path, kind: str, mode: int, outside: Path) -> None:
    """Make one thing of others."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "file" | "empty":
            path.write_text("theirs" if kind == "file" else "")
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "socket":
            bind(path)
        case "hard":
            os.link(outside / "file", path)
            return
        case _:
            path.symlink_to({"link": "harbor", "dangling": "nowhere", "outward": outside}[kind])
            return
    path.chmod(mode)


def bind(path: Path) -> None:
    """Make a socket, by a short way: its path may have a hundred letters at most."""
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)
    os.chdir(here)


def facts(root: Path):
    """All that can be told of each thing in a tree: kind, mode, owner, times, bytes or target; not of folders' times."""
    found = {}
    for path in sorted(root.rglob("*")):
        known = path.lstat()
        is_file, is_folder = stat.S_ISREG(known.st_mode), stat.S_ISDIR(known.st_mode)
        found[path.relative_to(root).as_posix()] = (
            known.st_mode,
            known.st_uid,
            None if is_folder else (known.st_ino, known.st_mtime_ns, known.st_nlink),
            path.read_bytes() if is_file else str(path.readlink()) if path.is_symlink() else "",
        )
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(theirs=THEIRS, ours=st.lists(OURS, min_size=2, max_size=4), killed=st.integers(0, 40))
def test_only_what_is_ours_is_ever_touched(theirs, ours, killed):
    with room() as base:
        site, outside = base / "out" / "site", base / "outside"
        outside.mkdir()
        (outside / "file").write_text("prey")
        publish(site, [Artifact(name, data) for name, data in ours[0].items()])
        placed = {}
        for name, (kind, mode) in sorted(theirs.items()):
            if not os.path.lexists(site / name) and not any(up.is_symlink() for up in (site / name).parents):
                put(site / name, kind, mode, outside)
                placed[name] = kind
        before, prey = facts(site), facts(outside)
        for turn, texts in enumerate(ours[1:]):
            made = [Artifact(name, data) for name, data in texts.items()]
            if killed:
                in_child(lambda made=made, n=killed + turn: die_at(n, base) or said_by_publishing(site, made))
            publish(site, made)
            after = facts(site)
            assert {name: after.get(name) for name in placed} == {name: before[name] for name in placed}
            plain = {name for name, fact in after.items() if stat.S_ISREG(fact[0])} - placed.keys()
            assert plain == texts.keys()
            assert {name: after[name][3] for name in plain} == texts
            assert facts(outside) == prey
            assert litter(site) == []
