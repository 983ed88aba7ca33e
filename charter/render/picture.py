"""Logos: which pictures are safe to publish, and how large they are.

A picture is only ever shown through `<img>`, where no browser runs scripts or follows links. It can still be opened by
itself, so an SVG that could do anything but draw is refused.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_MAGIC = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "webp": b"RIFF"}
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWING = {
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "style"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern"),
}
_OUTSIDE = re.compile(
    r"url\((?!['\"]?#)|(?:image|image-set|src|element|cross-fade)\(|@import|\\|javascript:|data:", re.IGNORECASE
)
_HEAD = re.compile(
    r"\s*<\?xml\s+(?:(?!\?>|encoding).)*(?:encoding\s*=\s*[\"'](?:utf-8|us-ascii)[\"'](?:(?!\?>).)*)?\?>",
    re.IGNORECASE | re.DOTALL,
)
"""The first line of an XML file. Another encoding would let a browser read another file than we do."""
_NUMBER = re.compile(r"\s*([0-9]{1,9}(?:\.[0-9]*)?)(?:px)?\s*", re.ASCII)
_MOST_PIXELS = 4000
"""Of a side: a small file can unfold to gigabytes."""
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG behind which its measures stand: ITU-T T.81, table B.1."""


class UnsafePictureError(ValueError):
    """A picture that cannot be published. Its text goes on from the file's name."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Picture:
    """The kind of a picture and its measures, 0 where the file does not say."""

    kind: str
    width: int = 0
    height: int = 0


def read_picture(data: bytes, name: str) -> Picture:
    """Tell the kind and measures of a picture. Raises `UnsafePictureError`."""
    for kind, magic in _MAGIC.items():
        if data.startswith(magic):
            return _of_pixels(kind, data)
    if name.lower().endswith(".svg"):
        return _read_svg(data)
    raise UnsafePictureError("is not a picture that browsers show", "Use an svg, png, jpg or webp file.")


def _of_pixels(kind: str, data: bytes) -> Picture:
    try:
        width, height = {"png": _png, "jpg": _jpg, "webp": _webp}[kind](data)
    except (struct.error, IndexError) as error:
        raise UnsafePictureError("is damaged: it does not say how large it is", "Export it again.") from error
    if max(width, height) > _MOST_PIXELS:
        why = f"has {width} × {height} pixels, which is more than a phone can unfold"
        raise UnsafePictureError(
            why, f"Make it at most {_MOST_PIXELS} pixels wide and high; 800 are plenty for a logo."
        )
    return Picture(kind, width, height)


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpg(data: bytes) -> tuple[int, int]:
    """Walk from marker to marker to the frame."""
    at = 2
    while data[at] == 0xFF:  # noqa: PLR2004  every marker begins so
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        at += 1 if marker == 0xFF else 2 + length  # noqa: PLR2004  a marker may be padded
    raise IndexError(at)


def _webp(data: bytes) -> tuple[int, int]:
    """Read the first chunk: RFC 9649, 2.5 to 2.7."""
    kind, body = data[12:16], data[20:30]
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", body[1:5])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", body[6:10])
    return width & 0x3FFF, height & 0x3FFF


def _read_svg(data: bytes) -> Picture:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnsafePictureError("is not stored as UTF-8", "Save it as plain SVG, with encoding UTF-8.") from error
    drawing = _HEAD.sub("", text, count=1)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UnsafePictureError("has a DOCTYPE", "Save it as plain SVG, without a DOCTYPE.")
    if "<?" in drawing:
        raise UnsafePictureError("has an instruction (`<?`) in it", "Save it as plain SVG, with encoding UTF-8.")
    try:
        root = ET.fromstring(drawing)  # noqa: S314  without a DOCTYPE there are no entities to expand
    except ET.ParseError as error:
        raise UnsafePictureError(f"is not valid SVG ({error})", "Export it again as plain SVG.") from error
    if root.tag != f"{_SVG}svg":
        raise UnsafePictureError("is not an SVG picture", "Export it again as plain SVG.")
    for element in root.iter():
        _check_element(element)
    return Picture("svg", *_measures(root))


def _check_element(element: ET.Element) -> None:
    name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else "a processing instruction"
    if name not in _DRAWING:
        raise UnsafePictureError(
            f"has `{name.rsplit('}', maxsplit=1)[-1]}` in it", "Export it again as plain SVG that only draws."
        )
    for attribute, value in element.attrib.items():
        plain = attribute.rsplit("}", maxsplit=1)[-1]
        if plain.lower().startswith("on") or _OUTSIDE.search(value) or (plain == "href" and not value.startswith("#")):
            raise UnsafePictureError(
                f"has `{plain}=` in it, which does more than draw", "Export it again as plain SVG."
            )
    if name == "style" and _OUTSIDE.search("".join(element.itertext())):
        raise UnsafePictureError("loads something from elsewhere in its `style`", "Export it again as plain SVG.")


def _measures(root: ET.Element) -> tuple[int, int]:
    box = root.get("viewBox", "").replace(",", " ").split()
    texts = box[2:] if len(box) == 4 else (root.get("width", ""), root.get("height", ""))  # noqa: PLR2004
    found = [_NUMBER.fullmatch(text) for text in texts]
    width, height = (round(float(number[1])) if number else 0 for number in found)
    return width, height
