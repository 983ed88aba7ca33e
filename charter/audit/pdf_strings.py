"""Strings of a PDF, as they are written in it (ISO 32000-1, 7.3.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DIGITS = re.compile(rb"[^0-9A-Fa-f]")
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_OPENING = re.compile(rb"\(|<[0-9A-Fa-f\s]{4,}>")
_BRACKET = re.compile(rb"[()]|\\.", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def ends(data: bytes) -> dict[int, int]:
    """Give where each string in brackets ends, by where it begins. A bracket that nothing closes is no string."""
    found: dict[int, int] = {}
    opened: list[int] = []
    at = 0
    while token := _BRACKET.search(data, at):
        at = token.end()
        if token[0] == b"(":
            opened.append(token.start())
        elif token[0] == b")":
            if opened:
                found[opened.pop()] = at
        elif not opened:
            at = token.start() + 1  # outside of strings, a backslash is like any other sign
    return found


def strings(data: bytes) -> Iterator[str]:
    """Give all strings; what stands behind a bracket that nothing closes is one as well, as some programs read it."""
    closed, at, is_open = ends(data), 0, False
    while found := _OPENING.search(data, at):
        at = closed.get(found.start(), 0) or found.end()
        if found[0] != b"(":
            yield decoded(hexadecimal(found[0][1:-1]))
        elif found.start() in closed:
            yield decoded(unescaped(data[found.start() + 1 : at - 1]))
        elif not is_open:
            is_open = True
            yield decoded(unescaped(data[at:]))


def hexadecimals(data: bytes) -> Iterator[str]:
    """Give all strings that are written in digits."""
    yield from (decoded(hexadecimal(found[1])) for found in _HEXADECIMAL.finditer(data))


def decoded(raw: bytes) -> str:
    """Give the bytes of a string as a text: UTF-16 or UTF-8 where they say so, else Latin."""
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if raw.startswith(mark):
            return raw.removeprefix(mark).decode(encoding, "replace")
    return raw.decode("latin-1")


def hexadecimal(digits: bytes) -> bytes:
    """Read bytes that are written in digits; a last one that is missing is a zero."""
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def unescaped(written: bytes) -> bytes:
    """Read bytes that are written in letters, some of them after a backslash."""
    return _ESCAPED.sub(_escaped, written) if b"\\" in written else written


def _escaped(found: re.Match[bytes]) -> bytes:
    what = found[1]
    if what[:1] in b"01234567":
        return bytes([int(what, 8) & 0xFF])
    return b"" if what.endswith(b"\n") else _LETTERS.get(what, what)
