"""Two sites of one agency, processes that die at a chosen moment, and what must be true of a site afterwards."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import AGENCY, CLIENT, TIER

from charter.artifact import Artifact
from charter.problem import CharterError
from charter.publish import publish

SECRET = {"CHARTER_SECRET": "zXw3nQ7rT1vB9kLm5pYc8sHd2fGj4aUe"}
KILLS = int(os.environ.get("CHARTER_KILLS", "0"))
"""So many kills more than in an ordinary run; with any, every crash point of the longer tests is tried."""
DAY = "2026-11-25"
FOREIGN = {"theirs.txt": b"theirs", "harbor/note.txt": b"theirs too", "own/deep/file": b"deep"}
_CHANGES = {
    *("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.chown"),
    *("os.truncate", "os.utime", "os.scandir", "os.listdir", "os.setxattr", "os.listxattr"),
}
"""The events by which Python says that it is about to touch a disk (the audit events of PEP 578)."""
_REFERENCE = re.compile(r'(?:href|src)="(?![a-z]+:|#|//)([^"?#]+)')

BEFORE = {
    "agency": AGENCY.replace("name: Northlight,", "name: Northlight,\n  url: https://northlight.example,"),
    "tiers/growth": TIER,
    "clients/harbor": CLIENT,
    "clients/pine": CLIENT.replace("Harbor & Pine", "Pine Street"),
    "clients/dune": CLIENT.replace("Harbor & Pine", "Dune Lofts"),
    "clients/goes": CLIENT.replace("Harbor & Pine", "Goes Away"),
}
AFTER = {
    **{name: text for name, text in BEFORE.items() if name != "clients/goes"},
    "agency": BEFORE["agency"] + "brand: {color: '#7a1f3d'}\n",
    "tiers/growth": TIER.replace("1 business day", "2 business days"),
    "clients/comes": CLIENT.replace("Harbor & Pine", "Comes New"),
}


def write_project(root: Path, texts: dict[str, str]) -> Path:
    """Write a project whole; what it does not have any more is taken away."""
    for path in (root / "content").rglob("*.yaml"):
        path.unlink()
    for name, text in texts.items():
        path = root / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@cache
def two_sites():
    """All files of the agency before and after a change that concerns every client, as the command makes them."""
    with room() as base:
        made = []
        for texts in (BEFORE, AFTER):
            write_project(base / "agency", texts)
            assert the_builder().run(*build(base / "agency")) == (0, "")
            made.append([Artifact(name, data) for name, data in sorted(tree(base / "agency" / "site").items())])
    return made


def build(root: Path, *more: str) -> tuple[str, ...]:
    """Give the command that builds a project, as quietly as it can."""
    return ("build", "--project", str(root), "--as-of", DAY, "-q", *more)


def bytes_of(artifacts):
    return {artifact.path: artifact.data for artifact in artifacts}


def tree(root: Path):
    """Give the bytes of all plain files under a folder."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file() and root.exists()}


def plant(site: Path):
    """Put files of others into a site."""
    for name, data in FOREIGN.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)


def litter(site: Path):
    """Name what a finished build has no use for beside a site, and half files of its shelf."""
    home = site.parent / ".charter"
    known = {f"{site.name}.{end}" for end in ("json", "lock", "shelf")} | {"secret"}
    beside = {path.name for path in site.parent.iterdir()} - {site.name, ".charter", "content", "templates", "history"}
    shelf = home / f"{site.name}.shelf"
    halves = {path.name for path in shelf.iterdir() if path.suffix != ".kept"} if shelf.is_dir() else set()
    return sorted({path.name for path in home.iterdir()} - known | beside | halves)


def assert_whole(site: Path, *states):
    """Every client's folder is wholly one of the states, the whole site too, and no page lacks what it shows."""
    found = {name: data for name, data in tree(site).items() if name not in FOREIGN}
    for client in {name.partition("/")[0] for name in found}:
        folder = {name: data for name, data in found.items() if name.startswith(f"{client}/")}
        wanted = [{n: d for n, d in state.items() if n.startswith(f"{client}/")} for state in states]
        assert folder in wanted, f"{client} is torn"
    assert found in states
    for name, data in found.items():
        for reference in _REFERENCE.findall(data.decode()) if name.endswith(".html") else ():
            target = site / reference[1:] if reference.startswith("/") else (site / name).parent / reference
            assert target.exists(), f"{name} shows {reference}, which is not there"


def in_child(run) -> int:
    """Run something in a process of its own. Gives its exit code, or minus the signal that ended it."""
    return ended(started(run))


def started(run) -> int:
    """Start a process of its own, and give its number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = run() or 0
        except BaseException:  # noqa: BLE001  a child of a test must never go on as the test
            with suppress(BaseException):
                traceback.print_exc()
        os._exit(code)
    return child


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die_at(number: int, within: Path) -> None:
    """Let this process be killed the moment before its n-th step on a disk within a folder."""
    left = number

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in _CHANGES and any(_is_within(argument, within) for argument in arguments[:2]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _is_within(argument: object, folder: Path) -> bool:
    if not isinstance(argument, str | bytes | os.PathLike):
        return False
    return os.fsdecode(argument).startswith(f"{folder}/")


def said_by_publishing(site: Path, artifacts, *, said: Path | None = None, traced: bool = False) -> int:
    """Publish as the command does: 0, or 2 and a sentence in a file."""
    if traced:
        _wait_for_tracer()
    try:
        publish(site, artifacts, patience=60)
    except CharterError as error:
        if said:
            said.write_text(str(error))
        return 2
    return 0


def _wait_for_tracer() -> None:
    for _ in range(2000):
        try:
            if not re.search(r"^TracerPid:\s*0$", Path("/proc/self/status").read_text(), re.MULTILINE):
                return
        except OSError:  # the first thing that was made to fail
            return
        time.sleep(0.005)
    os._exit(99)


def traced(site: Path, made, injected: str, said: Path | None = None) -> int:
    """Publish under strace, which makes something happen at a system call. Gives the exit code."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    child = started(lambda: said_by_publishing(site, made, said=said, traced=True))
    call = injected.partition(":")[0]
    watch = subprocess.Popen(
        ["strace", "-qq", "-f", "-p", str(child), "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={injected}"],
        stderr=subprocess.DEVNULL,
    )
    code = ended(child)
    watch.wait(30)
    if code == 99:
        pytest.skip("this machine lets no process be traced")
    return code


@contextmanager
def room(prefix: str = "crash-"):
    """A folder in memory where there is one, so that a thousand builds wait for no disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(prefix=prefix, dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder).resolve()


class Builder:
    """A process that has everything loaded and starts builds as copies of itself: a start in a hundredth of a second."""

    def __init__(self) -> None:
        command = [sys.executable, "-W", "ignore", str(Path(__file__).with_name("builder.py"))]
        here = Path(__file__).parent
        self._process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self,
        *args: str,
        die_at: int = 0,
        within: Path | None = None,
        kill_after: float = 0,
        env: dict[str, str] | None = None,
    ) -> tuple[int, str]:
        """Run a command in its own process. Gives its exit code (or minus a signal), and all that it said."""
        asked = {
            "args": args,
            "die_at": die_at,
            "within": str(within or ""),
            "kill_after": kill_after,
            "env": {**SECRET, **(env or {})},
        }
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        code, said = json.loads(self._process.stdout.readline())
        return code, said

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


@cache
def the_builder() -> Builder:
    """Give one for all tests, since it takes as long to start as a whole build."""
    builder = Builder()
    atexit.register(builder.close)
    return builder
