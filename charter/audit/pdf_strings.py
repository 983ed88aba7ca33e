"""Strings of a PDF, as they are written in it (ISO 32000-1, 7.3.4)."""

from __future__ import annotations

import re

INNER = rb"(?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*"
"""What stands between the brackets of a string, which may hold brackets itself."""
DIGITS = re.compile(rb"[^0-9A-Fa-f]")
STRING = re.compile(rb"\((" + INNER + rb")\)|<([0-9A-Fa-f\s]{4,})>", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def literal(written: bytes | None, digits: bytes | None) -> str:
    """Give a string as a text: UTF-16 or UTF-8 where it says so, else Latin."""
    raw = hexadecimal(digits) if digits is not None else unescaped(written or b"")
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
