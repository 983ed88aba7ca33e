"""A table of a page -> a table of the packet: its caption, head and rows, and how wide each column is.

Typst gives a long cell of an `auto` column all the width there is, and squeezes the others to nothing; so each column
gets its part of the width from what stands in it, and never less than its longest word needs.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Node = dict[str, Any]

_LEAST, _MOST = 6, 56
"""Letters: a column is never narrower than the least, and what is longer than the most wraps."""
_ONE_LINE = 18
"""Letters of a cell that should stay on one line."""
_BREAKS = re.compile(r"\s+|(?<=[-–/])")
"""Where a line can end."""


def arranged(table: Node) -> Node:
    """Give a table with its `caption`, `head` rows, `body` rows, and of each column the width `w` and the least `m`."""
    caption: list[Any] = next((part["c"] for part in _parts(table, "caption")), [])
    head = [row for part in _parts(table, "thead") for row in _parts(part, "tr")]
    body = [row for part in [table, *_parts(table, "tbody"), *_parts(table, "tfoot")] for row in _parts(part, "tr")]
    rows = [*head, *body]
    for row in rows:
        row["c"] = [cell for cell in row["c"] if isinstance(cell, dict)]
    if not head and body and all(cell["t"] == "th" for cell in body[0]["c"]) and len(body[0]["c"]) > 1:
        head, body = body[:1], body[1:]
    columns = _columns(rows)
    widths = {"w": [_width(cells) for cells in columns], "m": [_longest_word(cells) for cells in columns]}
    return {**table, "c": [], "caption": caption, "head": head, "body": body, **widths}


def _parts(node: Node, tag: str) -> Iterator[Node]:
    return (child for child in node["c"] if isinstance(child, dict) and child["t"] == tag)


def _columns(rows: list[Node]) -> list[list[Node]]:
    """Give the cells of each column; one that spans several says nothing about any of them."""
    columns: dict[int, list[Node]] = {}
    taken: dict[int, int] = {}
    for row in rows:
        at, above = 0, {number for number, left in taken.items() if left}
        taken = {number: left - 1 for number, left in taken.items() if left}
        for cell in row["c"]:
            while at in above:
                at += 1
            span = cell.get("cs", 1)
            columns.setdefault(at + span - 1, [])
            if span == 1:
                columns[at].append(cell)
            if cell.get("rs", 1) > 1:
                taken |= dict.fromkeys(range(at, at + span), cell["rs"] - 1)
            at += span
    return [columns.get(number, []) for number in range(max(columns, default=0) + 1)]


def _width(cells: list[Node]) -> float:
    """Give the part of the width that a column wishes for: by its longest cell, tempered; short cells have one line."""
    longest = max((min(len(_words(cell)), _MOST) for cell in cells), default=0)
    return round(float(max(_LEAST, longest**0.82, min(longest, _ONE_LINE) * 0.8)), 1)


def _longest_word(cells: list[Node]) -> int:
    """Give the letters that a column must have room for: those of its longest word, or of a short row's name."""
    words = chain.from_iterable(_BREAKS.split(_words(cell)) for cell in cells)
    names = (min(len(_words(cell)), _ONE_LINE) for cell in cells if cell["t"] == "th")
    return max(_LEAST, *map(len, words), *names) if cells else _LEAST


def _words(node: Node | str) -> str:
    return node if isinstance(node, str) else " ".join(map(_words, node["c"]))
