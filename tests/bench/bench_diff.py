"""How long it takes to compare charters: `python tests/bench/bench_diff.py [CLIENTS]`.

The yardstick of the same run is to read one client: its files layered and typed, as every command does before anything
is compared. Clients of one plan share rows and hours, so the first of a plan pays and the others hardly do; a comparison
should cost them no more than reading them. Nothing here fails because a machine is slow.
"""

from __future__ import annotations

import copy
import sys
from datetime import date
from statistics import median
from time import perf_counter

from charter import schema, shipped, source
from charter.diff import changes, view_of
from charter.diff.compared import compared
from charter.layers import Layering
from charter.model.writing import read_charter, written

DAY = date(2026, 11, 25)


def nothing(_: dict) -> None:
    """Leave all as it is."""


def friday(plain: dict) -> None:
    """Friday closes earlier."""
    plain["calendars"]["office"]["hours"]["fri"] = "08:30-12:00"


def closure(plain: dict) -> None:
    """One more day off."""
    plain["calendars"]["office"].setdefault("closures", []).append({"on": "2027-03-05", "name": "Party"})


def target(plain: dict) -> None:
    """Another promise of the plan."""
    plain["commitments"]["question"] = [{"first_reply": "2 business days"}]


def fee(plain: dict) -> None:
    """Another price."""
    plain["fee"]["amount"] = "250"


def timed(work) -> tuple[float, object]:
    began = perf_counter()
    found = work()
    return perf_counter() - began, found


def read() -> tuple[float, list]:
    """Read the specimen; give the seconds a client, and the charters."""
    project = source.read(shipped.content().parent)

    def typed():
        layering = Layering(project)
        return [schema.decode(layering.client(ident, node).tree).charter for ident, node in project.clients.items()]

    typed()
    took, charters = timed(typed)
    return took / len(charters), [charter for charter in charters if charter]


def named(charter, number: int, edit):
    """Give a charter of another name before and after an edit, sharing nothing in memory with the others."""
    plain = copy.deepcopy(written(charter))
    plain["client"]["name"] = f"Client {number}"
    old = read_charter(plain)
    edit(plain)
    return old, read_charter(plain)


def main(clients: int = 200) -> None:
    """Print the table."""
    yardstick, charters = read()
    charter = next(one for one in charters if one.fee)
    line = f"{'':32}{'first, ms':>12}{'others, ms':>12}{'ratio':>8}{'a second':>10}\n"
    sys.stdout.write(f"reading a client takes {yardstick * 1000:.1f} ms\n{line}")
    for edit in (nothing, friday, closure, target, fee):
        compared.cache_clear()
        pairs = [named(charter, number, edit) for number in range(clients)]
        took = [timed(lambda pair=pair: changes(*(view_of(one, DAY) for one in pair)))[0] for pair in pairs]
        other = median(took[1:])
        name = edit.__doc__.rstrip(".")
        row = f"{name:32}{took[0] * 1000:12.1f}{other * 1000:12.2f}{other / yardstick:8.2f}{1 / other:10.0f}\n"
        sys.stdout.write(row)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
