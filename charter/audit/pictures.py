"""What pictures and fonts say besides what they show: remarks, places of the camera, names of their makers."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from charter.audit.opening import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.audit.opening import Budget, Piece

_MARK = 0xFF
_NAMED = {0xE1: "its EXIF or XMP data", 0xED: "its IPTC data", 0xFE: "its remark"}
_WEBP = {b"EXIF": "its EXIF data", b"XMP ": "its XMP data", b"ICCP": "its colour profile"}
_PIXELS = frozenset({b"IDAT", b"fdAT", b"PLTE", b"tRNS"})


def remarks(data: bytes, budget: Budget) -> Iterator[Piece]:
    """Give all texts in a picture, by what they stand in; its points hold none."""
    if data.startswith(b"\x89PNG"):
        yield from _png(data, budget)
    elif data.startswith(b"\xff\xd8"):
        yield from _jpeg(data)
    elif data.startswith(b"RIFF"):
        yield from _webp(data)
    else:
        yield "its remarks", data


def _png(data: bytes, budget: Budget) -> Iterator[Piece]:
    at, kind = 8, b""
    while at + 8 <= len(data) and kind != b"IEND":
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        name = f"its {kind.decode('latin-1')} block"
        if kind in {b"zTXt", b"iTXt", b"iCCP"}:
            yield name, body
            yield name, _inflated(body, budget)
        elif kind not in _PIXELS:
            yield name, body
        at += 12 + size
    if kind != b"IEND":
        raise UnreadableError("it is a picture that ends too early")
    yield "what follows the picture", data[at:]


def _inflated(body: bytes, budget: Budget) -> bytes:
    """Unpack what a block holds after its head, wherever that ends."""
    start = body.find(b"\x78")
    while start >= 0:
        try:
            found = zlib.decompressobj().decompress(body[start:], max(budget.left, 0) + 1)
        except zlib.error:
            start = body.find(b"\x78", start + 1)
            continue
        budget.take(len(found))
        return found
    return b""


def _jpeg(data: bytes) -> Iterator[Piece]:
    at = 2
    while at + 4 <= len(data) and data[at] == _MARK:
        marker = data[at + 1]
        if marker in {0xD9, 0xDA}:
            break
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        yield _NAMED.get(marker, f"its block {marker:X}"), data[at + 4 : at + 2 + size]
        at += 2 + max(size, 2)
    end = data.rfind(b"\xff\xd9")
    if end < 0:
        raise UnreadableError("it is a picture that ends too early")
    yield "what follows the picture", data[end + 2 :]


def _webp(data: bytes) -> Iterator[Piece]:
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack("<4sI", data[at : at + 8])
        if kind in _WEBP:
            yield _WEBP[kind], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    yield "what follows the picture", data[at:]


def font_names(data: bytes) -> Iterator[Piece]:
    """Give the names and licences that stand in a font."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(io.BytesIO(data), fontNumber=0, lazy=True)
        records = font["name"].names if "name" in font else []
        yield from (("its table of names", record.toUnicode(errors="replace")) for record in records)
        if "meta" in font:
            yield from (("its table meta", str(value)) for value in font["meta"].data.values())
    except (TTLibError, struct.error, AssertionError, KeyError, ValueError, zlib.error, ImportError) as error:
        raise UnreadableError("it is a font that ends too early or is damaged") from error
