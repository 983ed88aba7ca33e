"""How long a site of many clients takes: `python tests/bench/bench_site.py [--clients N] [--only NAME ...] [--json FILE]`.

Every measure runs in a process of its own, and stands beside yardsticks of the same run: copying the finished site,
`plain.py`, and Hugo with the same files. Their ratios are by the processor's time for each client, and can be compared
between machines. Nothing here fails because a machine is slow.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version
from math import isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import DAY, SPECIMEN
from hugo_site import found_hugo
from world import CHARTER, Cost, World, ended, until, used

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    cost: Cost
    clients: int = 0
    """For so many clients; none where it does not depend on them."""
    beside: str = ""


def edit(path: Path, old: str, new: str) -> None:
    """Change the first place where a file says it."""
    text = path.read_text("utf-8")
    assert old in text, f"{path} says nothing of {old}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def cold(world: World) -> Iterator[Row]:
    yield Row("first build", world.cold, world.clients)


def helping(world: World) -> Iterator[Row]:
    world.run(*CHARTER, "--help")
    empty, shown = world.run(sys.executable, "-c", "pass"), world.run(*CHARTER, "--help")
    yield Row("`--help`", shown, beside=f"{shown.cpu / empty.cpu:.1f} × an empty Python")


def fresh(world: World) -> Iterator[Row]:
    _ = world.cold
    yield Row("nothing edited", world.build(), world.clients)


def edits(world: World) -> Iterator[Row]:
    _ = world.cold
    edit(world.client, "name: ", "name: New ")
    yield Row("one client edited", world.build(), world.clients)
    edit(world.project / "content/tiers/growth.yaml", "199.95", "209.95")
    yield Row("one plan edited", world.build(), world.clients)
    section = Path("templates/sections/welcome.html")
    (world.project / section.parent).mkdir(parents=True)
    shutil.copy(SPECIMEN.parent / section, world.project / section)
    with (world.project / section).open("a") as file:
        file.write("<hr>\n")
    yield Row("one template edited", world.build(), world.clients)


def checking(world: World) -> Iterator[Row]:
    yield Row("`check`", world.run(*CHARTER, "check", "--project", world.project), world.clients)


def memory(world: World) -> Iterator[Row]:
    twice = world.other("twice", 2 * world.clients)
    ratio = twice.cold.peak / world.cold.peak
    yield Row("first build, twice the clients", twice.cold, twice.clients, f"{ratio:.2f} × the memory")


def printing(world: World) -> Iterator[Row]:
    few = world.other("few", max(2, min(world.clients // 10, 40)), CHARTER)
    yield Row("first build with packets", few.cold, few.clients)
    yield Row("nothing edited, with packets", few.build(), few.clients)
    cost = few.run(sys.executable, __file__, "--print", few.project)
    found = json.loads(few.log.read_text("utf-8").splitlines()[-1])
    said = f"{found['own']:.2f} packets a second and core, the engine alone {found['engine']:.2f}"
    yield Row("packets alone", cost, beside=said)


def serving(world: World) -> Iterator[Row]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    page, began = f"http://127.0.0.1:{port}/{world.client.stem}/", time.perf_counter()
    process = world.start(*world.charter, "serve", "--project", world.project, "--port", port)
    try:
        ready = until(page, "<h1")
        edit(world.client, "name: ", "name: Renamed ")
        before, edited = used(process.pid), time.perf_counter()
        seen, after = until(page, "Renamed"), used(process.pid)
    finally:
        process.terminate()
        whole = ended(process, began)
    edit(world.client, "name: Renamed ", "name: ")
    yield Row("`serve` until the first page", Cost(ready - began, before, nan), world.clients)
    took = Cost(seen - edited, after - before, whole.peak)
    yield Row("`serve`, one client edited, until its page is new", took, world.clients)


MEASURES: dict[str, Callable[[World], Iterator[Row]]] = {
    "help": helping,
    "cold": cold,
    "fresh": fresh,
    "edits": edits,
    "check": checking,
    "serve": serving,
    "packets": printing,
    "memory": memory,
}


def rates(project: Path) -> dict[str, float]:
    """Give how many packets a second one core makes: with their pages, and the engine alone from the same input."""
    from charter import pipeline
    from charter.render import everything
    from charter.render.press import Press

    loaded = pipeline.load(project, today=lambda _zone: DAY)
    assert loaded.theme
    press, said = loaded.theme.press, []
    own = press.print

    def noted(*given: object, **more: object) -> bytes:
        said.append((given, more))
        return own(*given, **more)

    press.print = noted
    work = [(one, one.shown, pipeline.facts_of(one, one.shown, DAY)) for one in loaded.clients.values()]

    def made(one: pipeline.Resolved, *shown: object) -> None:
        everything(*shown, loaded.theme, {"pages", "packet"}, standing=one.standing)

    made(*work[0])
    took = _timed(lambda: [made(*one) for one in work[1:]])
    bare = Press(press.files, press.fonts)
    bare._forget()  # noqa: SLF001  the engine remembers what it has just laid out
    bare.print(*said[0][0], **said[0][1])
    alone = _timed(lambda: [bare.print(*given, **more) for given, more in said[1:]])
    return {"own": (len(work) - 1) / took, "engine": (len(said) - 1) / alone}


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def machine(hugo: str) -> str:
    """Name the machine and what runs on it."""
    names = ("pyyaml", "jinja2", "markdown", "pydantic", "babel", "typst")
    said = [
        f"{os.cpu_count()} cores",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
    ]
    said += [f"{name} {version(name)}" for name in ("charter", *names)]
    shown = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout if hugo else ""
    return ", ".join([*said, " ".join(shown.split()[:2]).split("-")[0] or "no Hugo"])


def table(rows: list[Row], yardsticks: dict[str, Cost], clients: int) -> str:
    """Write the rows as a table in Markdown; the yardsticks come last, each also measured by the others."""
    heads = ["", "clients", "wall s", "CPU s", "peak MiB", "CPU ms a client"]
    heads += [*(f"÷ {name}" for name in yardsticks), "beside"]
    lines = [heads, ["---", *["---:"] * (len(heads) - 2), "---"]]
    for row in [*rows, *(Row(f"*{name}*", cost, clients) for name, cost in yardsticks.items())]:
        cost, many = row.cost, row.clients
        each = cost.cpu / many if many else nan
        found = [row.name, str(many or "–"), _figure(cost.wall, 2), _figure(cost.cpu, 2), _figure(cost.peak, 0)]
        found += [_figure(each * 1000, 1), *(_figure(each / (one.cpu / clients), 2) for one in yardsticks.values())]
        lines.append([*found, row.beside])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def told(row: Row) -> Row:
    """Say on the terminal what has been measured so far: a large run takes long."""
    sys.stderr.write(f"{row.name}: {row.cost.wall:.1f} s, {row.cost.cpu:.1f} s of the processor\n")
    return row


def _figure(number: float, places: int) -> str:
    return "–" if isnan(number) else f"{number:.{places}f}"


def main() -> None:
    """Measure what the command line asks for, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES), help="measure only these")
    parser.add_argument("--json", type=Path, help="write the figures into a file, too")
    parser.add_argument("--hugo", help="Hugo's program; an empty word leaves it out")
    parser.add_argument("--print", type=Path, metavar="PROJECT", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.print:
        sys.stdout.write(json.dumps(rates(asked.print)))
        return
    with tempfile.TemporaryDirectory() as home:
        hugo = found_hugo(Path(home) / "venv") if asked.hugo is None else asked.hugo
        world = World(Path(home), asked.clients, hugo)
        rows = [told(row) for name in asked.only for row in MEASURES[name](world)]
        said = machine(hugo)
        sys.stdout.write(f"{said}\n\n{table(rows, world.yardsticks, asked.clients)}\n")
        if asked.json:
            figures = {"machine": said, "clients": asked.clients, "rows": [asdict(row) for row in rows]}
            figures["yardsticks"] = {name: asdict(cost) for name, cost in world.yardsticks.items()}
            asked.json.write_text(json.dumps(figures, indent=1), "utf-8")


if __name__ == "__main__":
    main()
