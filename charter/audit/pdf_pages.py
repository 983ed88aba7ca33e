"""What the pages of a PDF show, as a reader shows it: by the table in each font that says which letter a sign stands for.

The order is that in which the page is painted. Where signs are moved far apart there is a space, and a new place begins
a new line.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from charter.audit.opening import UnreadableError
from charter.audit.pdf_strings import DIGITS, ends, hexadecimal, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.audit.opening import Budget, Piece

Tables = dict[int, dict[bytes, str]]
"""Which letters the signs of each font stand for, by the number of the font's object."""

_TOKEN = re.compile(
    rb"/(?P<name>[^\s/<>\[\]()]+)|(?P<digits><[0-9A-Fa-f\s]*>)|(?P<back>-[\d.]+)|(?P<bracket>\()|(?P<opens>\[)"
    rb"|(?<![^\s\])>])(?P<does>Tf|TJ|Tj|Do|Td|TD|Tm|T\*|ET|['\"])"
)
"""What there is to read in a page. Whatever else it says paints no letters."""
_SPACE = -180
"""Signs that are moved so far apart, in thousandths of their size, have a space between them."""
_MAPPED = re.compile(rb"(begin|end)(bfchar|bfrange)")
_SHOWS = frozenset({b"TJ", b"Tj", b"'", b'"'})
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_NESTED = 4
"""Forms that are painted by forms stand so deep inside each other at most."""
_DAMAGED = (ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError, RecursionError,
            TypeError, ValueError, zlib.error)  # fmt: skip
"""What pypdf may stumble over in a damaged file."""
_WIDEST = 0xFFFF


def pages(data: bytes, budget: Budget) -> Iterator[Piece]:
    """Give the text of each page, and where its links lead."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        fonts: Tables = {}
        yield from _by_itself(reader.trailer["/Root"].get_object())
        for number, page in enumerate(reader.pages, 1):
            budget.enter()
            contents = page.get_contents()
            shown = _shown(contents.get_data() if contents is not None else b"", page.get("/Resources"), fonts, 0)
            yield f"page {number}", shown
            yield from _by_itself(page)
            yield from _links(number, page)
    except (PyPdfError, *_DAMAGED) as error:
        raise UnreadableError("it is a PDF that ends too early or is damaged") from error


def _by_itself(holder: Any) -> Iterator[Piece]:  # noqa: ANN401  pypdf's own
    """Give where a packet or a page goes by itself when it is opened."""
    actions = [holder.get("/OpenAction"), *((holder["/AA"].get_object()).values() if "/AA" in holder else ())]
    for one in actions:
        action = one.get_object() if one is not None else None
        if isinstance(action, dict) and action.get("/S") == "/URI":
            yield "an action on opening", str(action.get("/URI"))


def _links(number: int, page: Any) -> Iterator[Piece]:  # noqa: ANN401  pypdf's own
    annotations = page.get("/Annots")
    for one in annotations.get_object() if annotations else ():
        action = one.get_object().get("/A")
        target = action.get_object().get("/URI") if action else None
        if target:
            yield f"a link on page {number}", str(target)


def _shown(content: bytes, resources: Any, fonts: Tables, depth: int) -> str:  # noqa: ANN401
    """Give the text that a page or a form on it shows, in the order in which it is painted."""
    resources = resources.get_object() if resources else {}
    table, text = {b"": ""}, []
    for does, name, signs in _done(content):
        if does == b"Tf":
            table = _table(resources, name, fonts)
        elif does == b"Do":
            text.append(_form(resources, name, fonts, depth))
        elif does in _SHOWS:
            text.append(_spelt(signs, table))
        else:
            text.append("\n")
    return re.sub(r"\n+", "\n", "".join(text))


def _done(content: bytes) -> Iterator[tuple[bytes, str, list[bytes]]]:
    """Give what is done on a page, one after the other: with which font or form, and with which strings and moves."""
    closed, at, name = ends(content), 0, ""
    signs: list[bytes] = []
    while found := _TOKEN.search(content, at):
        at = found.end()
        kind, written = found.lastgroup, found[0]
        if kind == "name":
            name = found["name"].decode("latin-1")
        elif kind == "does":
            yield written, name, signs
            signs = []
        elif kind == "opens":
            signs = []
        elif kind != "bracket":
            signs.append(written)
        elif found.start() in closed:
            at = closed[found.start()]
            signs.append(content[found.start() : at])


def _form(resources: Any, name: str, fonts: Tables, depth: int) -> str:  # noqa: ANN401
    objects = resources.get("/XObject")
    form = objects.get_object().get(f"/{name}") if objects else None
    form = form.get_object() if form is not None else None
    if form is None or form.get("/Subtype") != "/Form" or depth > _NESTED:
        return ""
    return _shown(form.get_data(), form.get("/Resources") or resources, fonts, depth + 1)


def _table(resources: Any, name: str, fonts: Tables) -> dict[bytes, str]:  # noqa: ANN401
    """Give which letters the signs of a font stand for; a font that does not say so is read as Latin."""
    listed = resources.get("/Font")
    listed = listed.get_object() if listed is not None else None
    if listed is None or f"/{name}" not in listed:
        return {}
    key = getattr(listed.raw_get(f"/{name}"), "idnum", 0)
    if not key or key not in fonts:
        mapped = listed[f"/{name}"].get_object().get("/ToUnicode")
        fonts[key] = letters_of(mapped.get_object().get_data()) if mapped is not None else {}
    return fonts[key]


def letters_of(table: bytes) -> dict[bytes, str]:
    """Read the table of a font: sign by sign, or in ranges (ISO 32000-1, 9.10.3)."""
    letters: dict[bytes, str] = {}
    marks = [*_MAPPED.finditer(table)]
    for begins, ends_there in pairwise(marks):
        if begins[1] != b"begin":
            continue
        tokens = [*_HEX.finditer(table, begins.end(), ends_there.start())]
        if begins[2] == b"bfchar":
            pairs = zip(tokens[::2], tokens[1::2], strict=False)
            letters |= {_bytes(sign): _utf16(letter) for sign, letter in pairs}
        else:
            _ranges(tokens, letters)
    return letters


def _ranges(tokens: list[re.Match[bytes]], letters: dict[bytes, str]) -> None:
    at = 0
    while at + 2 < len(tokens):
        low, high = _bytes(tokens[at]), _bytes(tokens[at + 1])
        first, last = int.from_bytes(low, "big"), min(int.from_bytes(high, "big"), int.from_bytes(low, "big") + _WIDEST)
        if tokens[at + 2][2]:
            end = next((one for one in range(at + 3, len(tokens)) if tokens[one][3]), len(tokens))
            for code, token in zip(range(first, last + 1), tokens[at + 3 : end], strict=False):
                letters[code.to_bytes(len(low), "big")] = _utf16(token)
            at = end + 1
        else:
            start = _utf16(tokens[at + 2])
            for code in range(first, last + 1):
                letters[code.to_bytes(len(low), "big")] = (
                    start[:-1] + chr(ord(start[-1]) + code - first) if start else ""
                )
            at += 3


def _bytes(token: re.Match[bytes]) -> bytes:
    return hexadecimal(token[1] or b"")


def _utf16(token: re.Match[bytes]) -> str:
    return _bytes(token).decode("utf-16-be", "replace")


def _spelt(signs: list[bytes], table: dict[bytes, str]) -> str:
    """Give the letters that strings of signs stand for, with a space where they are moved far apart."""
    return "".join(
        _letters(one, table) if one[:1] in {b"(", b"<"} else " " if _number(one) < _SPACE else "" for one in signs
    )


def _number(written: bytes) -> float:
    try:
        return float(written)
    except ValueError:
        return 0


def _letters(written: bytes, table: dict[bytes, str]) -> str:
    raw = hexadecimal(DIGITS.sub(b"", written)) if written.startswith(b"<") else unescaped(written[1:-1])
    if not table:
        return raw.decode("latin-1")
    size = len(next(iter(table))) or 1
    return "".join([table.get(raw[at : at + size], "\ufffd") for at in range(0, len(raw), size)])
