"""Colours by the names that calendars know them by: those of CSS (RFC 7986, 5.9)."""

from __future__ import annotations

from functools import cache
from math import cos, hypot, radians, sin

from charter.render.colour import oklch, parse

_NAMES = {
    "black": "#000000",
    "gray": "#808080",
    "silver": "#c0c0c0",
    "white": "#ffffff",
    "maroon": "#800000",
    "red": "#ff0000",
    "tomato": "#ff6347",
    "saddlebrown": "#8b4513",
    "chocolate": "#d2691e",
    "orange": "#ffa500",
    "gold": "#ffd700",
    "khaki": "#f0e68c",
    "olive": "#808000",
    "yellow": "#ffff00",
    "yellowgreen": "#9acd32",
    "darkgreen": "#006400",
    "seagreen": "#2e8b57",
    "lime": "#00ff00",
    "darkslategray": "#2f4f4f",
    "teal": "#008080",
    "turquoise": "#40e0d0",
    "skyblue": "#87ceeb",
    "steelblue": "#4682b4",
    "dodgerblue": "#1e90ff",
    "blue": "#0000ff",
    "royalblue": "#4169e1",
    "navy": "#000080",
    "midnightblue": "#191970",
    "indigo": "#4b0082",
    "purple": "#800080",
    "orchid": "#da70d6",
    "crimson": "#dc143c",
    "hotpink": "#ff69b4",
    "pink": "#ffc0cb",
}


@cache
def nearest(color: str) -> str:
    """Give the name of the colour that eyes find most like one."""
    x, y, z = _seen(parse(color))

    def distance(name: str) -> float:
        a, b, c = _seen(_NAMES[name])
        return hypot(a - x, b - y, c - z)

    return min(_NAMES, key=distance)


def _seen(color: str) -> tuple[float, float, float]:
    """Place a colour where distances are differences that eyes see: Oklab."""
    lightness, chroma, hue = oklch(color)
    return lightness, chroma * cos(radians(hue)), chroma * sin(radians(hue))
