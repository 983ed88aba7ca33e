"""A table of a page -> a table of the packet: its caption, head and rows, and how wide each column is.

Typst gives a long cell of an `auto` column all the width there is, and squeezes the others to nothing; so each column
gets its part of the width from what stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Node = dict[str, Any]

_LEAST, _MOST = 6, 46
"""Letters: a column is never narrower than the least, and what is longer than the most wraps."""
_TOO_LONG = 18
"""Letters of a word that would not fit into a narrow column, and of a row's name that should stay on one line."""


def arranged(table: Node) -> Node:
    """Give a table with its `caption`, `head` rows, `body` rows, and the widths `w` of its columns."""
    caption: list[Any] = next((part["c"] for part in _parts(table, "caption")), [])
    head = [row for part in _parts(table, "thead") for row in _parts(part, "tr")]
    body = [row for part in [table, *_parts(table, "tbody"), *_parts(table, "tfoot")] for row in _parts(part, "tr")]
    rows = [*head, *body]
    for row in rows:
        row["c"] = [cell for cell in row["c"] if isinstance(cell, dict)]
    if not head and body and all(cell["t"] == "th" for cell in body[0]["c"]) and len(body[0]["c"]) > 1:
        head, body = body[:1], body[1:]
    return {**table, "c": [], "caption": caption, "head": head, "body": body, "w": _widths(rows)}


def _parts(node: Node, tag: str) -> Iterator[Node]:
    return (child for child in node["c"] if isinstance(child, dict) and child["t"] == tag)


def _widths(rows: list[Node]) -> list[float]:
    """Give each column a part of the width: that of its longest cell, tempered, and room for its longest word."""
    columns: dict[int, list[Node]] = {}
    taken: dict[int, int] = {}
    for row in rows:
        at = 0
        for cell in row["c"]:
            while taken.get(at, 0):
                taken[at] -= 1
                at += 1
            span = cell.get("cs", 1)
            if span == 1:
                columns.setdefault(at, []).append(cell)
            if cell.get("rs", 1) > 1:
                taken |= dict.fromkeys(range(at, at + span), cell["rs"] - 1)
            at += span
    count = max(columns, default=0) + 1
    return [_width(columns.get(number, [])) for number in range(count)]


def _width(cells: list[Node]) -> float:
    texts = [_words(cell) for cell in cells]
    longest = max((min(len(text), _MOST) for text in texts), default=0)
    names = [text.replace(" ", "-") for cell, text in zip(cells, texts, strict=True) if cell["t"] == "th"]
    word = max((len(word) for text in [*texts, *names] for word in text.split()), default=0)
    return round(float(max(_LEAST, longest**0.75, min(word, _TOO_LONG) * 0.8)), 1)


def _words(node: Node | str) -> str:
    return node if isinstance(node, str) else " ".join(map(_words, node["c"]))
