"""How fast packets are printed, and in how much memory: `python tests/bench/bench_packets.py [CLIENTS] [THREADS]`.

The yardstick of the same run is the engine alone: as many packets of as many pages of plain text, printed by one
thread. So a ratio of 1 is as much work a packet as the engine needs for bare words; two threads should come near half.
Each client differs in name and hours, so that nothing is taken from a shelf. Nothing here fails because a machine is slow.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

from charter import compute, pipeline, shipped
from charter.render import everything
from charter.render.press import Press
from charter.shelf import Shelf

DAY = date(2026, 11, 25)
PLAIN = {
    "theme.typ": (
        b'#let packet(data) = { set document(title: "Plain"); set text(font: "Source Sans 3"); '
        b"for page in range(data.pages) { if page > 0 { pagebreak() }; lorem(450) } }"
    )
}


def corpus(folder: Path, clients: int) -> pipeline.Loaded:
    """Read the specimen with so many clients of the plan that promises most, each with a name of its own."""
    shutil.copytree(shipped.content(), folder / "content")
    model = (folder / "content/clients/harbor-and-pine.yaml").read_text("utf-8")
    for file in (folder / "content/clients").iterdir():
        file.unlink()
    for number in range(clients):
        text = model.replace("Harbor & Pine Realty", f"Harbor & Pine Realty {number}")
        (folder / f"content/clients/client-{number}.yaml").write_text(text, "utf-8")
    return pipeline.load(folder)


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{line}\n")


def timed(work) -> tuple[float, float]:
    """Give the seconds by the clock and of the processor."""
    began, worked = perf_counter(), process_time()
    work()
    return perf_counter() - began, process_time() - worked


def main(clients: int = 40, threads: int = os.cpu_count() or 1) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        loaded = corpus(Path(name), clients)
        theme = loaded.theme
        assert theme
        charters = [one.charter for one in loaded.clients.values() if one.charter]
        facts = [compute.facts(charter, DAY) for charter in charters]

        def made(number: int) -> int:
            forms = {"pages", "packet"}
            return sum(len(one.data) for one in everything(charters[number], facts[number], theme, forms))

        first, _ = timed(lambda: made(0))
        plain = Press(PLAIN, theme.press.fonts)
        pages = 25
        yardstick, _ = timed(
            lambda: [plain.print(b'{"pages": %d, "n": %d}' % (pages, n), {}, DAY) for n in range(clients)]
        )
        rows = [(f"the engine alone, {pages} pages of words", clients, yardstick, yardstick)]
        one, cpu = timed(lambda: [made(number) for number in range(1, clients)])
        rows.append(("pages and packet, 1 thread", clients - 1, one, cpu))
        theme.press._printed.clear()  # noqa: SLF001  so that nothing is taken from memory
        with ThreadPoolExecutor(threads) as pool:
            many, cpu = timed(lambda: list(pool.map(made, range(1, clients))))
        rows.append((f"pages and packet, {threads} threads", clients - 1, many, cpu))
        theme.press._printed.clear()  # noqa: SLF001
        theme.press.shelf = Shelf(Path(name) / "shelf")
        list(map(made, range(1, clients)))
        theme.press._printed.clear()  # noqa: SLF001
        kept, cpu = timed(lambda: [made(number) for number in range(1, clients)])
        rows.append(("the same from the shelf", clients - 1, kept, cpu))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{clients} clients, {threads} threads, {os.cpu_count()} cores; the first packet took {first:.2f} s")
    say(f"{'':44}{'a second':>10}{'ms each':>10}{'CPU ms':>10}{'ratio':>8}")
    for what, count, seconds, cpu_seconds in rows:
        each = seconds / count
        ratio = each / (yardstick / clients)
        say(f"{what:44}{count / seconds:10.1f}{each * 1000:10.1f}{cpu_seconds / count * 1000:10.1f}{ratio:8.2f}")
    say(f"most memory: {memory:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
