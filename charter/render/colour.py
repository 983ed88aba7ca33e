"""The arithmetic of colours: hex text, sRGB, OKLCH, and contrast as WCAG measures it.

OKLCH says how light, how strong and which hue, as eyes see them: lightness can move while the hue stays.
Source of its numbers: Björn Ottosson, "A perceptual color space for image processing" (Oklab, 2020,
matrices as corrected in 2021). Contrast: WCAG 2.2, "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

import re
from math import atan2, cbrt, cos, degrees, hypot, radians, sin
from typing import NamedTuple

Triple = tuple[float, float, float]

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

_LMS_OF_RGB = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LAB_OF_ROOTS = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_ROOTS_OF_LAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_RGB_OF_LMS = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_LUMINANCE = (0.2126, 0.7152, 0.0722)

_OUTSIDE = 1e-6
"""How far outside sRGB is still inside: above the error of the matrices, far below what 8 bits can show."""

_HALVINGS = 12
"""Of an interval of at most 0.4 in chroma: ends under 0.0001, which 8 bits cannot show."""


class Oklch(NamedTuple):
    """A colour as seen: lightness from 0 to 1, chroma from 0 (grey) to about 0.4, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def parse(text: str) -> str:
    """Read `#rgb` or `#rrggbb` and give it as `#rrggbb` in small letters. Nothing else is a colour here."""
    if not _HEX.fullmatch(text):
        raise ValueError(f"`{text}` is not a colour: write # and 3 or 6 hexadecimal digits, such as `#0b6e4f`.")
    digits = text[1:].lower()
    return "#" + (digits if len(digits) > 3 else "".join(digit * 2 for digit in digits))  # noqa: PLR2004


def oklch(color: str) -> Oklch:
    """Give the colour as lightness, chroma and hue."""
    lms = _through(_LMS_OF_RGB, _linear(color))
    lightness, a, b = _through(_LAB_OF_ROOTS, (cbrt(lms[0]), cbrt(lms[1]), cbrt(lms[2])))
    return Oklch(lightness, hypot(a, b), degrees(atan2(b, a)) % 360)


def printed(color: Oklch) -> str:
    """Give the colour as a screen can show it: lightness and hue stay, chroma shrinks until it fits sRGB."""
    rgb = _rgb(color)
    if not _fits(rgb):
        rgb = _rgb(color._replace(chroma=_widest_chroma(color)))
    return "#" + "".join(f"{_eight_bits(channel):02x}" for channel in rgb)


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2: of the 8-bit colour, so that no rounding comes after the measure."""
    return sum(weight * channel for weight, channel in zip(_LUMINANCE, _linear(color), strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2: from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _widest_chroma(color: Oklch) -> float:
    """Find the most chroma this lightness and hue can have in sRGB. Grey always fits."""
    fits, fails = 0.0, color.chroma
    for _ in range(_HALVINGS):
        middle = (fits + fails) / 2
        if _fits(_rgb(color._replace(chroma=middle))):
            fits = middle
        else:
            fails = middle
    return fits


def _rgb(color: Oklch) -> Triple:
    """Give linear light, which may lie outside sRGB."""
    hue = radians(color.hue)
    lab = (color.lightness, color.chroma * cos(hue), color.chroma * sin(hue))
    x, y, z = _through(_ROOTS_OF_LAB, lab)
    return _through(_RGB_OF_LMS, (x * x * x, y * y * y, z * z * z))


def _through(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    x, y, z = vector
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return (a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z)


def _fits(rgb: Triple) -> bool:
    return min(rgb) >= -_OUTSIDE and max(rgb) <= 1 + _OUTSIDE


def _linear(color: str) -> Triple:
    return (_LINEAR[int(color[1:3], 16)], _LINEAR[int(color[3:5], 16)], _LINEAR[int(color[5:7], 16)])


def _decoded(value: float) -> float:
    """The sRGB curve, IEC 61966-2-1, from the written value to light."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _eight_bits(light: float) -> int:
    """The same curve back, rounded to the 256 steps that are written."""
    inside = min(max(light, 0.0), 1.0)
    value = inside * 12.92 if inside <= 0.0031308 else 1.055 * inside ** (1 / 2.4) - 0.055  # noqa: PLR2004
    return round(value * 255)


_LINEAR = tuple(_decoded(step / 255) for step in range(256))
"""Light of each of the 256 steps: there are no others to compute."""
