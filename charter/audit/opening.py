"""Bytes -> the texts in them: what a program that knows the format would show, and what stands in the bytes in clear.

An archive is unpacked, a picture and a font give their remarks, a packet its pages; in everything else each run of
letters is a text. What is inside something else is opened as well, to a depth and a size that no honest file has.
"""

from __future__ import annotations

import base64
import gzip
import io
import re
import zipfile
import zlib
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 5
MOST_BYTES = 96 * 2**20
MOST_ENTRIES = 2000
_RUN = re.compile(
    r"(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]{2,76}={0,2}|[A-Za-z0-9+/_-]{16,}={0,2}",
)
_GZIP_HEAD, _GZIP_NAMED = 10, 0b11100
"""The head of a compressed file, and the bits that say that it has a name or a remark (RFC 1952)."""
_SHORT_RUN = 4096
_PLAIN = re.compile(rb"[\x09\x20-\x7e\xc2-\xf4\x80-\xbf]{5,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){5,}")
_WIDE_FIRST = re.compile(rb"(?:\x00[\x20-\x7e]){5,}")
_MAGIC = (b"%PDF", b"PK", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF", b"wOF", b"OTTO", b"\0\1\0\0")
_SPEAKS = re.compile(rb".{0,3}[\x09\x0a\x0d\x20-\x7e\xc2-\xf4\x80-\xbf]{8,}.{0,3}\Z|(?:[\x20-\x7e]\0){6,}", re.DOTALL)
"""What a text looks like that was written in base64, if for a byte or two at its ends."""
TAGGED = frozenset({"html", "htm", "xhtml", "svg", "xml", "atom", "rss"})
PLAIN = frozenset({"js", "css", "json", "mjs", "map"})


class UnreadableError(Exception):
    """Something that cannot be looked into; the text says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text in a file: what it is inside of (`page 3`, `entry a.txt`), and where that stands in a text around it.

    Many short texts are put together to one; `labels` say from where on it is inside of what.
    """

    text: str
    inside: str = ""
    line: int = 0
    column: int = 0
    form: str = ""
    labels: tuple[tuple[int, str], ...] = ()

    def spot(self, index: int) -> tuple[int, int, str]:
        """Give line and column of a place in the text, or of what the text is inside of, and what that is."""
        if self.line:
            at = bisect_right(self.labels, index, key=lambda label: label[0]) - 1
            return self.line, self.column, self.labels[at][1] if self.labels else self.inside
        start = self.text.rfind("\n", 0, index) + 1
        return self.text.count("\n", 0, index) + 1, index - start + 1, self.inside


class Budget:
    """How much of one file may still be unpacked."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.left, self.entries = most, MOST_ENTRIES

    def take(self, size: int) -> None:
        """Count bytes that were unpacked."""
        self.left -= size
        if self.left < 0:
            raise UnreadableError("it unpacks to more than a page of a charter can hold")

    def enter(self) -> None:
        """Count an entry of an archive."""
        self.entries -= 1
        if self.entries < 0:
            raise UnreadableError(f"it holds more than {MOST_ENTRIES} files")


def parts(data: bytes, name: str = "", inside: str = "", *, budget: Budget, depth: int = 0) -> Iterator[Part]:
    """Give all texts in some bytes. Raises `UnreadableError` where they end too early or never."""
    if depth > DEEPEST:
        raise UnreadableError("files stand inside each other too deep")
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        from charter.audit.pdf import pdf_parts

        yield from _opened(pdf_parts(data, budget), inside, budget, depth)
    elif data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from _opened(_zip(data, budget), inside, budget, depth)
    elif data.startswith(b"\x1f\x8b"):
        yield from _opened(_gzip(data, budget), inside, budget, depth)
    elif data.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")):
        from charter.audit.pictures import remarks

        yield from _opened(remarks(data, budget), inside, budget, depth)
    elif data[:4] in {b"wOFF", b"wOF2", b"OTTO", b"\x00\x01\x00\x00", b"true", b"ttcf"}:
        from charter.audit.pictures import font_names

        yield from _opened(font_names(data), inside, budget, depth)
        yield from _clear(data, inside)
    else:
        yield from _text(data, name, inside)


_APART = "\n\n\x01\n"
Piece = tuple[str, str | bytes]
"""What something inside a file is called, and what it is."""


def _opened(found: Iterator[Piece], inside: str, budget: Budget, depth: int) -> Iterator[Part]:
    """Open what is inside something; short texts are put together, so that they are searched at once."""
    texts: list[str] = []
    labels: list[tuple[int, str]] = []
    length = 0
    for name, piece in found:
        where = f"{inside}, {name}" if inside and name else inside or name
        if isinstance(piece, bytes):
            yield from parts(piece, name.removeprefix("entry "), where, budget=budget, depth=depth + 1)
        elif name.startswith("page "):
            yield Part(piece, where, 1, 1, "broken")
        elif name.startswith("an action"):
            yield Part(piece, where, 1, 1)
        elif piece:
            texts.append(piece)
            labels.append((length, where))
            length += len(piece) + len(_APART)
    if texts:
        yield Part(_APART.join(texts), inside, 1, 1, "listed", tuple(labels))


def _text(data: bytes, name: str, inside: str) -> Iterator[Part]:
    ending = name.rpartition(".")[2].lower()
    form = "tagged" if ending in TAGGED else "plain" if ending in PLAIN else "folded"
    text = decoded(data)
    if text is None:
        yield from _clear(data, inside)
    else:
        yield Part(text, inside, form="both" if form == "folded" and "<" in text else form)


def decoded(data: bytes) -> str | None:
    """Give bytes as a text, or None where they are none."""
    for encoding, mark in (("utf-8-sig", b""), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff")):
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not re.search(r"[\x00-\x08\x0e-\x1a]", text[:4096]):
                return text
    return None


def _clear(data: bytes, inside: str) -> Iterator[Part]:
    """Give what stands in bytes in clear: runs of letters, with or without a zero byte between them."""
    found = [run.decode("utf-8", "replace") for run in _PLAIN.findall(data)]
    found += [run.decode("utf-16-le") for run in _WIDE.findall(data)]
    found += [run.decode("utf-16-be") for run in _WIDE_FIRST.findall(data)]
    if found:
        yield Part("\n".join(found), inside, 1, 1, "clear")


def _zip(data: bytes, budget: Budget) -> Iterator[Piece]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "its remark", archive.comment
            for entry in archive.infolist():
                budget.enter()
                yield "its list", f"{entry.filename}\n{entry.comment.decode('utf-8', 'replace')}"
                if entry.flag_bits & 1:
                    raise UnreadableError(f"its entry {entry.filename} is locked with a password")
                with archive.open(entry) as stream:
                    content = stream.read(max(budget.left, 0) + 1)
                budget.take(len(content))
                yield f"entry {entry.filename}", content
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableError("it is an archive that ends too early or is damaged") from error


def _gzip(data: bytes, budget: Budget) -> Iterator[Piece]:
    if len(data) > _GZIP_HEAD and data[3] & _GZIP_NAMED:
        yield "its head", data[_GZIP_HEAD:512].decode("latin-1")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            content = stream.read(max(budget.left, 0) + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError("it is compressed and ends too early or is damaged") from error
    budget.take(len(content))
    yield "unpacked", content


def embedded(text: str, seen: set[str]) -> Iterator[tuple[int, bytes]]:
    """Give what is written in base64 in a text, with its place, but for what was `seen` before."""
    for run in _RUN.finditer(text):
        if run[0] in seen:
            continue
        seen.add(run[0])
        plain = re.sub(r"\s", "", run[0]).rstrip("=").replace("-", "+").replace("_", "/")
        for shift in range(4) if len(plain) <= _SHORT_RUN else (0,):
            cut = plain[shift:]
            cut = cut[: len(cut) - 1] if len(cut) % 4 == 1 else cut
            with suppress(ValueError):
                data = base64.b64decode(cut + "=" * (-len(cut) % 4))
                if len(data) > _SHORT_RUN or data.startswith(_MAGIC) or _SPEAKS.match(data):
                    yield run.start(), data
