"""A web font -> the same font, sure to unfold to no more than a font has: some hundred bytes can stand for gigabytes."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 16 << 20
"""Bytes of an unfolded font: far more than any that is small enough to be sent to a phone."""
_WOFF_HEAD, _WOFF2_HEAD, _ENTRY = 44, 48, 20
_REMARKS = 20
"""The last bytes of both heads say where the maker's remarks are, which nobody needs here."""


def bounded(data: bytes) -> bytes:
    """Give a font without its maker's remarks. Raises `ValueError` where it would unfold to too much."""
    head = _WOFF2_HEAD if data.startswith(b"wOF2") else _WOFF_HEAD
    parts = _of_woff2(data) if head == _WOFF2_HEAD else _of_woff(data)
    if sum(parts) > MOST:
        raise ValueError(MOST)
    return data[: head - _REMARKS] + b"\0" * _REMARKS + data[head:]


def _of_woff(data: bytes) -> Iterator[int]:
    """Give how much each table unfolds to (WOFF 1.0, section 5), none further than what is too much."""
    (count,) = struct.unpack(">H", data[12:14])
    for start in range(_WOFF_HEAD, _WOFF_HEAD + count * _ENTRY, _ENTRY):
        offset, length, original = struct.unpack(">III", data[start + 4 : start + 16])
        folded = data[offset : offset + length]
        yield original
        if length < original:
            yield len(zlib.decompressobj().decompress(folded, MOST + 1))


def _of_woff2(data: bytes) -> Iterator[int]:
    """Give how much all tables unfold to, which are folded as one (WOFF2, section 4), no further than what is too much."""
    import brotli  # type: ignore[import-untyped]
    from fontTools.ttLib.woff2 import WOFF2DirectoryEntry

    stream = BytesIO(data)
    stream.seek(_WOFF2_HEAD)
    (count,), (length,) = struct.unpack(">H", data[12:14]), struct.unpack(">I", data[20:24])
    for _ in range(count):
        entry = WOFF2DirectoryEntry()
        entry.fromFile(stream)
        yield entry.origLength
    yield len(brotli.Decompressor().process(stream.read(length), output_buffer_limit=MOST + 1))
