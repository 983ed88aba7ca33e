"""Rows in which slips of the pen are as good as mended: a condition with another letter is the same condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.diff.wording import slips
from charter.model.promises import METRICS
from charter.worktime import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from charter.model.promises import Promise, Row

    Rows = tuple[Row, ...]


def aligned(old: Rows, new: Rows, *, same_language: bool) -> tuple[Rows, Rows]:
    """Give the rows of both charters with one wording of what differs by a slip, or by the language alone."""
    one, other = (list(dict.fromkeys(_texts(rows))) for rows in (old, new))
    gone, come = [text for text in one if text not in other], [text for text in other if text not in one]
    pairs = slips(gone, come) if same_language else _told_otherwise(gone, come)
    if not pairs:
        return old, new
    alike = {text: min(pair) for pair in pairs.items() for text in pair}
    return tuple(_row(row, alike) for row in old), tuple(_row(row, alike) for row in new)


def _told_otherwise(gone: list[str], come: list[str]) -> dict[str, str]:
    return dict(zip(gone, come, strict=True)) if len(gone) == len(come) else {}


def _texts(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield from row.only_if
        for promise in (promise for metric in METRICS for promise in getattr(row, metric)):
            yield from (*promise.unless, *filter(None, (promise.begins, promise.text)))


def _row(row: Row, alike: Mapping[str, str]) -> Row:
    cells = {metric: tuple(_promise(promise, alike) for promise in getattr(row, metric)) for metric in METRICS}
    return row.model_copy(update={"only_if": tuple(alike.get(text, text) for text in row.only_if), **cells})


def _promise(promise: Promise, alike: Mapping[str, str]) -> Promise:
    update: dict[str, object] = {"unless": tuple(alike.get(text, text) for text in promise.unless)}
    if promise.begins:
        update["begins"] = alike.get(promise.begins, promise.begins)
    if promise.text:
        update["text"] = alike.get(promise.text, promise.text)
        update["target"] = Text(str(update["text"]))
    return promise.model_copy(update=update)
