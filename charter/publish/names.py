"""Names inside a site: which two of them are one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unicodedata import normalize

from charter.problem import CharterError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Spellings:
    """The names taken so far. Two that differ only in case or in composition of accents are one on many disks."""

    def __init__(self) -> None:
        self._taken: dict[str, tuple[str, str]] = {}

    def add(self, path: str) -> None:
        """Take a path, or raise where it, or a folder of it, is another path in other letters."""
        for folder in folders(path):
            spelled, owner = self._taken.setdefault(_fold(folder), (folder + "/", path))
            if spelled != folder + "/":
                _clash(owner, path)
        if (folded := _fold(path)) in self._taken:
            _clash(self._taken[folded][1], path)
        self._taken[folded] = (path, path)


def folders(path: str) -> Iterator[str]:
    """Give the folders that hold a path, innermost first: `a/b` and `a` for `a/b/c`."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _fold(path: str) -> str:
    return path.lower() if path.isascii() else normalize("NFC", normalize("NFD", path).casefold())


def _clash(one: str, other: str) -> None:
    raise CharterError(
        f"Two files want one place in the site: {printable(one)} and {printable(other)}. "
        "Many systems do not tell these names apart: give one of the two clients another path."
    )


def printable(path: object) -> str:
    """Write a path for a message. Names on disk may hold anything, and a terminal obeys control characters."""
    text = os.fsdecode(path) if isinstance(path, bytes) else str(path)
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
