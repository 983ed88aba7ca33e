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
_OUTSIDE = re.compile(r"url\((?!['\"]?#)|@import|\\|javascript:|data:", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([\d.]+)(?:px)?\s*")


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
            return Picture(kind, *(struct.unpack(">II", data[16:24]) if kind == "png" and len(data) > 24 else ()))  # noqa: PLR2004
    if name.lower().endswith(".svg"):
        return _read_svg(data)
    raise UnsafePictureError("is not a picture that browsers show", "Use an svg, png, jpg or webp file.")


def _read_svg(data: bytes) -> Picture:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnsafePictureError("has a DOCTYPE", "Save it as plain SVG, without a DOCTYPE.")
    try:
        root = ET.fromstring(data)  # noqa: S314  without a DOCTYPE there are no entities to expand
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
    if name == "style" and _OUTSIDE.search(element.text or ""):
        raise UnsafePictureError("loads something from elsewhere in its `style`", "Export it again as plain SVG.")


def _measures(root: ET.Element) -> tuple[int, int]:
    box = root.get("viewBox", "").replace(",", " ").split()
    texts = box[2:] if len(box) == 4 else (root.get("width", ""), root.get("height", ""))  # noqa: PLR2004
    found = [_NUMBER.fullmatch(text) for text in texts]
    width, height = (round(float(number[1])) if number else 0 for number in found)
    return width, height
