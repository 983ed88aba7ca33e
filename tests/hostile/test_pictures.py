"""Logos and fonts that would do more than be looked at, or that a few bytes unfold to gigabytes."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from fontTools.fontBuilder import FontBuilder

from charter.render.picture import Picture, UnsafePictureError, read_picture
from charter.render.typeface_sizes import MOST, bounded

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inside}</svg>'


def svg(inside: str = '<path d="M0 0h9v9z"/>', box: str = "0 0 120 40") -> str:
    return SVG.format(inside=inside, box=box)


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\6\0\0\0"


def jpg(width: int, height: int) -> bytes:
    frame = struct.pack(">HBHH", 8, 8, height, width) + b"\1"
    return b"\xff\xd8\xff\xe0\0\4ab\xff\xff\xdb\0\2\xff\xc0" + frame


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\0\0\0\0" + body


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg []>' + svg(), "utf-16", "UTF-8"),
        ('<?xml version="1.0" encoding="utf-7"?>' + svg(), "", "instruction"),
        ('<?xml version="1.0" encoding="bogus"?>' + svg(), "", "instruction"),
        ('<?xml-stylesheet href="//elsewhere.example/x.css"?>' + svg(), "", "instruction"),
        ('<?xml version="1.0"?><?xml-stylesheet href="x.css"?>' + svg(), "", "instruction"),
        (svg("<style><title/>@import '//elsewhere.example/x.css';</style>"), "", "style"),
        (svg('<style>path{fill:image-set("//elsewhere.example/x" 1x)}</style>'), "", "style"),
        (svg('<path fill="image(//elsewhere.example/x)"/>'), "", "fill"),
        (svg('<set attributeName="href" to="javascript:alert(1)"/>'), "", "set"),
        (svg("<g>" * 10) + "</g>", "", "not valid"),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(data: str, name: str, words: str) -> None:
    with pytest.raises(UnsafePictureError, match=words):
        read_picture(data.encode(name or "utf-8"), "logo.svg")


@pytest.mark.parametrize(
    "box", ["0 0 1.2.3 4", "0 0 ... 4", f"0 0 {'9' * 400} 4", "0 0 nan inf", "0 0 -1 4", "a b c d"]
)
def test_measures_that_are_no_numbers_are_left_open(box: str) -> None:
    assert 0 in vars_of(read_picture(svg(box=box).encode(), "logo.svg"))


def vars_of(picture: Picture) -> tuple[int, int]:
    return picture.width, picture.height


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(64, 32), (64, 32)),
        (jpg(64, 32), (64, 32)),
        (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 64, 32)), (64, 32)),
        (webp(b"VP8L", b"\x2f" + struct.pack("<I", 63 | 31 << 14) + b"\0" * 5), (64, 32)),
        (webp(b"VP8X", b"\0\0\0\0" + (63).to_bytes(3, "little") + (31).to_bytes(3, "little")), (64, 32)),
    ],
)
def test_each_kind_says_how_large_it_is(data: bytes, size: tuple[int, int]) -> None:
    assert vars_of(read_picture(data, "logo")) == size


@pytest.mark.parametrize("data", [png(60_000, 60_000), jpg(65_535, 1), webp(b"VP8X", b"\0\0\0\0" + b"\xff" * 6)])
def test_a_picture_that_unfolds_to_gigabytes_is_refused(data: bytes) -> None:
    with pytest.raises(UnsafePictureError, match="pixels"):
        read_picture(data, "logo")


@pytest.mark.parametrize(
    "data", [png(1, 1)[:20], b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xd9" + b"\xff" * 50, b"RIFF", webp(b"VP8X", b"")]
)
def test_a_picture_that_is_cut_off_is_refused_or_has_no_measures(data: bytes) -> None:
    try:
        assert max(vars_of(read_picture(data, "logo"))) <= 4_000
    except UnsafePictureError as refused:
        assert "damaged" in str(refused)  # noqa: PT017  either is good


def font(flavor: str) -> bytes:
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef"])
    made.setupCharacterMap({})
    made.setupGlyf({".notdef": made_glyph()})
    made.setupHorizontalMetrics({".notdef": (500, 0)})
    made.setupHorizontalHeader()
    made.setupOS2()
    made.setupNameTable({"familyName": "A" * 3_000, "styleName": "Regular"})
    made.setupPost()
    made.font.flavor = flavor
    data = BytesIO()
    made.font.save(data)
    return data.getvalue()


def made_glyph() -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    return TTGlyphPen(None).glyph()


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_an_ordinary_font_may_be_unfolded(flavor: str) -> None:
    data = font(flavor)
    assert len(bounded(data)) == len(data)


def test_a_font_that_unfolds_to_gigabytes_is_not_unfolded() -> None:
    import brotli

    data = font("woff2")
    length = struct.unpack(">I", data[20:24])[0]
    bomb = brotli.compress(b"\0" * (MOST * 2), quality=5)
    start = data.index(brotli_of(data, length))
    with pytest.raises(ValueError, match=str(MOST)):
        bounded(data[:20] + struct.pack(">I", len(bomb)) + data[24:start] + bomb)


def brotli_of(data: bytes, length: int) -> bytes:
    """Find the folded tables of a font: they are the last part of it, filled up to four bytes."""
    import brotli

    for end in range(len(data), len(data) - 4, -1):
        try:
            brotli.decompress(data[end - length : end])
        except brotli.error:
            continue
        return data[end - length :]
    raise AssertionError


def test_a_table_that_unfolds_to_gigabytes_is_not_unfolded() -> None:
    data = bytearray(font("woff"))
    bomb = zlib.compress(b"\0" * (MOST * 2))
    for start in range(44, 44 + 20 * struct.unpack(">H", data[12:14])[0], 20):
        if data[start : start + 4] == b"name":
            data[start + 4 : start + 16] = struct.pack(">III", len(data), len(bomb), len(bomb) * 2)
    with pytest.raises(ValueError, match=str(MOST)):
        bounded(bytes(data) + bomb)
