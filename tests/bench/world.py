"""A project of many clients, the processes that are measured on it, and the yardsticks beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from math import nan
from pathlib import Path

from corpus import DAY, write_project
from hugo_site import write_site

HERE = Path(__file__).parent
CHARTER = (sys.executable, "-m", "charter")
LEAN = (
    *(sys.executable, "-c"),
    "import charter.render; charter.render.ALL -= {'packet'}; import charter.cli; charter.cli.main()",
)
"""The program as it is, but that it makes no packets: those take so long that nothing else could be seen."""
COPY = (sys.executable, "-c", "import shutil, sys; shutil.copytree(*sys.argv[1:])")
PATIENCE = 3600  # seconds that a server may take to show an edit
REFUSALS = 1200  # so often a server may refuse to talk, before it lives
NOON = str(int(datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC).timestamp()))


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds by the clock and of the processor, and the most memory, in MiB."""

    wall: float
    cpu: float
    peak: float


def ended(process: subprocess.Popen[bytes], began: float) -> Cost:
    """Wait for the end of a process, and give what it and its children took."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


@dataclass
class World:
    """A project of so many clients, its site, and the yardsticks; each is made when it is first asked for."""

    home: Path
    clients: int
    hugo: str
    charter: tuple[str, ...] = LEAN
    bytecode: Path | None = None
    """Where Python keeps what it has compiled; beside the project, so that no run depends on an earlier one."""

    def __post_init__(self) -> None:
        """Build something small, so that all modules are compiled as those of an installed program are."""
        if self.bytecode is None:
            self.bytecode = self.home / "bytecode"
            _ = self.other("warm", 1).cold

    def start(self, *command: object) -> subprocess.Popen[bytes]:
        """Start a process; what it says goes into a file."""
        env = {**os.environ, "SOURCE_DATE_EPOCH": NOON, "NO_COLOR": "1", "PYTHONPYCACHEPREFIX": str(self.bytecode)}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        with self.log.open("wb") as out:
            return subprocess.Popen(list(map(str, command)), stdout=out, stderr=subprocess.STDOUT, env=env)

    @property
    def log(self) -> Path:
        """What the last process has said."""
        return self.home / "log"

    def run(self, *command: object) -> Cost:
        """Run a command to its end."""
        began = time.perf_counter()
        process = self.start(*command)
        cost = ended(process, began)
        if process.returncode:
            raise SystemExit(f"{command} failed:\n{self.log.read_text('utf-8', 'replace')[-2000:]}")
        return cost

    def build(self) -> Cost:
        """Build the site as it is now."""
        return self.run(*self.charter, "build", "--project", self.project)

    @cached_property
    def project(self) -> Path:
        """The folder of the project."""
        write_project(self.home / "project", self.clients)
        return self.home / "project"

    @property
    def client(self) -> Path:
        """The file of one client."""
        return min((self.project / "content" / "clients").iterdir())

    @cached_property
    def cold(self) -> Cost:
        """What the first build takes."""
        return self.build()

    @cached_property
    def yardsticks(self) -> dict[str, Cost]:
        """What the same takes otherwise: copying the site, the plain script, Hugo."""
        found, _ = {}, self.cold
        found["copy"] = self.run(*COPY, self.project / "site", self.home / "copy")
        found["plain"] = self.run(sys.executable, HERE / "plain.py", self.project, self.home / "plain")
        if self.hugo:
            write_site(self.project, self.home / "hugo")
            found["Hugo"] = self.run(self.hugo, "--quiet", "--source", self.home / "hugo")
        return found

    def other(self, name: str, clients: int, charter: tuple[str, ...] = LEAN) -> World:
        """Give a world of another size beside this one."""
        home = self.home / name
        home.mkdir()
        return World(home, clients, "", charter, self.bytecode)


def until(page: str, text: str) -> float:
    """Ask for a page until it says this, and give the moment."""
    end, refused = time.perf_counter() + PATIENCE, 0
    while time.perf_counter() < end and refused < REFUSALS:
        try:
            with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
                if text in answer.read().decode():
                    return time.perf_counter()
        except OSError:
            refused += 1
        time.sleep(0.05)
    raise SystemExit(f"{page} never said {text}")


def used(process: int) -> float:
    """Give the seconds of the processor that a running process has taken, where the system tells it."""
    path = Path(f"/proc/{process}/stat")
    if not path.exists():
        return nan
    fields = path.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
