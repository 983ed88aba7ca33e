"""The texts of a PDF: what its pages show, and what its objects say, whether or not a page leads to them.

Its objects are read off the bytes one after the other, so that a damaged list of them, or an older state of the file
that is kept in it, hides nothing.
"""

from __future__ import annotations

import base64
import re
import zlib
from typing import TYPE_CHECKING

from charter.audit.opening import UnreadableError
from charter.audit.pdf_pages import pages
from charter.audit.pdf_strings import decoded, ends, hexadecimal, hexadecimals, strings, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.audit.opening import Budget, Piece

_OBJECT = re.compile(rb"(\d{1,8})\s+\d{1,5}\s+obj\b")
_STREAM = re.compile(rb"(?<!end)stream\r?\n?")
_ACTIVE = re.compile(
    rb"/S\s*/(JavaScript|Launch|SubmitForm|ImportData|GoToR|GoToE|Rendition|Movie|Sound)\b|/(RichMedia)\b"
)
_FILTER = re.compile(rb"/Filter\s*(?:\[([^\]\[]{0,999})\]|/(\w+))")
_LOCKED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_PLAIN = re.compile(rb"\(([^\\()]{4,})\)|(?<=%)[^\r\n]{5,}")
_INSTEAD = re.compile(rb"/(?:Alt|ActualText|E|T|Title|Lang)\s*(?=\()")
_PIXELS = frozenset({b"DCTDecode", b"JPXDecode", b"CCITTFaxDecode", b"JBIG2Decode"})
_FILES = (b"%PDF", b"\x89PNG", b"PK\x03\x04", b"\x1f\x8b")


def pdf_parts(data: bytes, budget: Budget) -> Iterator[Piece]:
    """Give all texts in a PDF, by page or by object."""
    if _LOCKED.search(data):
        raise UnreadableError("it is a PDF with a password")
    yield from _objects(data, budget)
    yield from pages(data, budget)


def _objects(data: bytes, budget: Budget) -> Iterator[Piece]:
    starts = [*_OBJECT.finditer(data)]
    ends = [*(one.start() for one in starts[1:]), len(data)][: len(starts)]
    yield "its head", data[: starts[0].start() if starts else None].decode("latin-1")
    for one, end in zip(starts, ends, strict=True):
        name, body = f"object {int(one[1])}", data[one.end() : end]
        stream = _STREAM.search(body)
        if stream is None:
            yield from _strings(name, body)
            continue
        about, last = body[: stream.start()], body.rfind(b"endstream")
        yield from _strings(name, about)
        yield from _stream(name, about, body[stream.end() : last if last >= 0 else None], budget)
        yield from _strings(name, body[last:] if last >= 0 else b"")


def _stream(name: str, about: bytes, raw: bytes, budget: Budget) -> Iterator[Piece]:
    content = unpacked(about, raw, budget)
    if content is None or b"/XRef" in about:
        return
    if b"/ObjStm" in about:
        yield from _strings(name, content)
    elif b"/Metadata" in about or b"/EmbeddedFile" in about or content.startswith(_FILES) or b"DCTDecode" in about:
        yield name, content
    elif b"/Image" not in about:
        yield from _told(name, content)


def _told(name: str, content: bytes) -> Iterator[Piece]:
    """Give what a stream says besides the signs it paints: those are read page by page."""
    if b"\0" in content:
        yield name, content
        return
    found = [one[0].decode("latin-1") for one in _PLAIN.finditer(content)]
    places = [one.end() for one in _INSTEAD.finditer(content)]
    closed = ends(content) if places else {}
    found += [decoded(unescaped(content[at + 1 : closed[at] - 1])) for at in places if at in closed]
    found += hexadecimals(content)
    if found:
        yield name, "\n".join(found)


def unpacked(about: bytes, raw: bytes, budget: Budget) -> bytes | None:
    """Undo the filters of a stream; a picture stays as it is, and None is what cannot be undone here."""
    named = _FILTER.search(about)
    for one in re.findall(rb"\w+", (named[1] or named[2] or b"") if named else b""):
        if one in _PIXELS:
            return raw
        found = _undone(one, raw, budget)
        if found is None:
            return None
        raw = found
    return raw


def _undone(name: bytes, raw: bytes, budget: Budget) -> bytes | None:
    if name in {b"FlateDecode", b"Fl"}:
        try:
            found = zlib.decompressobj().decompress(raw, max(budget.left, 0) + 1)
        except zlib.error as error:
            raise UnreadableError("it is a PDF that ends too early or is damaged") from error
        budget.take(len(found))
        return found
    if name in {b"ASCIIHexDecode", b"AHx"}:
        return hexadecimal(re.sub(rb"[^0-9A-Fa-f]", b"", raw))
    if name in {b"ASCII85Decode", b"A85"}:
        try:
            return base64.a85decode(raw.strip().removesuffix(b"~>").removeprefix(b"<~"))
        except ValueError:
            return None
    return None


def _strings(name: str, body: bytes) -> Iterator[Piece]:
    """Give the texts in brackets, then the remarks and names, whose letters may be written as numbers."""
    for one in _ACTIVE.finditer(body):
        yield f"an action in {name}", (one[1] or one[2]).decode()
    if found := [*strings(body)]:
        yield name, "\n".join(found)
    if b"%" in body or b"#" in body:
        yield name, b"\0" + _IN_NAME.sub(lambda one: bytes.fromhex(one[1].decode()), body)
