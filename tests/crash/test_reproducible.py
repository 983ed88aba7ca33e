"""The same project, secret and day give the same bytes everywhere, so that anybody can make a site again and compare."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from crashing import DAY, SECRET, room, tree

from charter import shipped

pytestmark = pytest.mark.slow

NOON = "1795608000"
"""The day of the tests as seconds since 1970."""
COMMANDS = """\
import os, sys
os.umask(int(sys.argv[1], 8))
if len(sys.argv[2]) == 1:
    os.sched_setaffinity(0, {int(sys.argv[2])})
root, out, day, client = sys.argv[3:7]
from charter.cli import cli
def run(*words):
    cli.main([*words, "--project", root, "-q"], standalone_mode=False)
run("release", "--note", "What we promise.", "--as-of", "2026-10-01")
run("build", "--output", f"{out}/site", *day.split())
run("packet", client, "-o", f"{out}/packet.zip", *day.split())
run("mail", client, "-o", f"{out}/welcome.eml", *day.split())
"""


@dataclass(frozen=True)
class World:
    """What is different about a machine and whoever sits at it."""

    order: int
    """In which order files are copied: 1 or -1."""
    moment: int
    """When all files say that they were written."""
    mode: int
    mask: str
    processors: str
    day: str
    env: dict[str, str]


def made(work: Path, world: World) -> dict[str, bytes]:
    """Make all that there is of the specimen agency, and its releases, in a place and a world of its own."""
    root, out = work / "agency", work / "out"
    out.mkdir(parents=True)
    for path in sorted(shipped.content().rglob("*"))[:: world.order]:
        if path.is_file():
            target = root / "content" / path.relative_to(shipped.content())
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (world.moment, world.moment))
            target.chmod(world.mode)
    client = min(path.stem for path in (root / "content" / "clients").glob("*.yaml"))
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, world.mask, world.processors, str(root), str(out), world.day, client],
        cwd=out if world.order < 0 else root,
        env={"PATH": os.environ["PATH"], **SECRET, **world.env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (out / "site").rglob("*") if path.is_file()}
    assert modes == {0o644}
    return {**tree(out), **{f"history/{name}": data for name, data in tree(root / "history").items()}}


HERE = {
    "TZ": "America/Denver",
    "LANG": "C",
    "PYTHONHASHSEED": "1",
    "HOME": "/tmp",
    "USER": "maya",
    "COLUMNS": "80",
    "SOURCE_DATE_EPOCH": NOON,
}
THERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANGUAGE": "de:tr",
    "PYTHONHASHSEED": "4711",
    "PYTHONUTF8": "0",
    "HOME": "/nonexistent",
    "USER": "x",
    "LOGNAME": "y",
    "HOSTNAME": "z",
    "NO_COLOR": "1",
    "CI": "1",
    "SOURCE_DATE_EPOCH": NOON,
}


def test_two_worlds_make_the_same_bytes(tmp_path):
    """Pages, packets, calendars, a client's zip and mail, and releases, from two machines as different as can be."""
    here = made(tmp_path / "here", World(1, 1, 0o644, "022", "all", f"--as-of {DAY}", HERE))
    with room("there-") as base:
        world = World(-1, 4_070_908_800, 0o600, "077", "0", "", {**THERE, "TMPDIR": str(base)})
        there = made(base / "with blank and ümlaut", world)
    assert sorted(here) == sorted(there)
    assert [name for name in here if here[name] != there[name]] == []
    kinds = {Path(name).suffix for name in here}
    assert kinds >= {".html", ".pdf", ".ics", ".vcf", ".json", ".css", ".js", ".svg", ".zip", ".eml"}
