"""One brand colour in, the colours of every page out, in light, in dark and on paper.

Contrast is a matter of lightness: a colour keeps its hue and moves in lightness until it can be read on every
ground it may stand on. The brand itself is never changed; what is written on it is white or black.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import NamedTuple

from charter.render.colour import Oklch, contrast, oklch, parse, printed

WHITE, BLACK = "#ffffff", "#000000"

SOFT, TEXT, EDGE = 5.5, 5.0, 3.1
"""Least contrast of secondary text, links and states, borders: WCAG 2.2 asks 4.5 (1.4.3) and 3 (1.4.11)."""

TINT = 0.03
"""The share of the brand's chroma in grounds and text: a trace, so that greys belong to the brand."""

_HALVINGS = 12
"""Of an interval of at most 1 in lightness: ends within 0.0003, under a step of 8 bits."""


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of one mode, as `#rrggbb`. `accent` decorates and carries no text; nor does `rule`."""

    paper: str
    panel: str
    ink: str
    soft: str
    link: str
    edge: str
    rule: str
    brand: str
    on_brand: str
    brand_edge: str
    accent: str
    focus: str
    ok: str
    warn: str
    stop: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of a page, for readers who prefer light and for those who prefer dark."""

    light: Shades
    dark: Shades


class _Mode(NamedTuple):
    """Where each colour starts, as OKLCH lightness, and the end it moves to when it cannot be read there."""

    paper: float
    panel: float
    ink: float
    ink_ratio: float
    soft: float
    edge: float
    rule: float
    state: float
    end: float


# Dark is not black: white on black glares, and shades above the paper could not be told apart.
_LIGHT = _Mode(0.985, 0.955, 0.22, 12.0, soft=0.47, edge=0.62, rule=0.88, state=0.5, end=0.0)
_DARK = _Mode(0.175, 0.235, 0.93, 11.0, soft=0.74, edge=0.56, rule=0.34, state=0.76, end=1.0)

_STATE_CHROMA = 0.14
_OK_HUE, _WARN_HUE, _STOP_HUE = 150.0, 70.0, 27.0
"""Green, amber and red mean the same for every brand."""

_PRINT = {
    "--paper": WHITE,
    "--panel": WHITE,
    "--ink": BLACK,
    "--soft": BLACK,
    # Browsers leave grounds out of print, and white words would be left on white paper.
    "--brand": WHITE,
    "--on-brand": BLACK,
    "--focus": BLACK,
}


@lru_cache(maxsize=256)
def tokens(color: str, accent: str | None = None) -> Tokens:
    """Give the colours of a brand. Its second colour, the accent, is for decoration alone."""
    brand = parse(color)
    second = parse(accent) if accent is not None else brand
    return Tokens(light=_shades(brand, second, _LIGHT), dark=_shades(brand, second, _DARK))


def stylesheet(brand: Tokens) -> str:
    """Write the colours as CSS custom properties: plain light values, then both modes, then print.

    A browser without `light-dark()` would lose every colour, since a custom property never falls back to the
    line before it: hence `@supports`. In a dark system print would be pale on white: hence the last block,
    which writes its values out, so that no paper hangs on how a browser prints `light-dark()`.
    """
    light, dark = _properties(brand.light), _properties(brand.dark)
    both = {name: f"light-dark({light[name]}, {dark[name]})" for name in light if light[name] != dark[name]}
    return (
        _block(":root", {"color-scheme": "light dark", **light})
        + _nested("@supports (color: light-dark(#fff, #000))", both)
        + _nested("@media print", {"color-scheme": "light", **light, **_PRINT})
    )


def _shades(brand: str, accent: str, mode: _Mode) -> Shades:
    """Grounds first; then all that stands on them."""
    own = oklch(brand)
    tint = own._replace(chroma=own.chroma * TINT)
    paper, panel = (printed(tint._replace(lightness=ground)) for ground in (mode.paper, mode.panel))
    legible = _Legible((paper, panel), mode.end)
    ink = legible.shade(tint._replace(lightness=mode.ink), mode.ink_ratio)
    edge = legible.shade(tint._replace(lightness=mode.edge), EDGE)
    ok, warn, stop = (
        legible.shade(Oklch(mode.state, _STATE_CHROMA, hue), TEXT) for hue in (_OK_HUE, _WARN_HUE, _STOP_HUE)
    )
    return Shades(
        paper=paper,
        panel=panel,
        ink=ink,
        soft=legible.shade(tint._replace(lightness=mode.soft), SOFT),
        link=legible.shade(own, TEXT),
        edge=edge,
        rule=printed(tint._replace(lightness=mode.rule)),
        brand=brand,
        on_brand=_on(brand),
        brand_edge=brand if legible.reaches(brand, EDGE) else edge,
        accent=accent,
        # WCAG technique C40: a ring of ink with a halo of paper, one of which is seen on any ground.
        focus=ink,
        ok=ok,
        warn=warn,
        stop=stop,
    )


def _on(brand: str) -> str:
    """White where it can be read (WCAG 1.4.3), else black: one of the two always has 4.58, the root of 21."""
    return WHITE if contrast(WHITE, brand) >= 4.5 else BLACK  # noqa: PLR2004


class _Legible(NamedTuple):
    """What can be read on every one of some grounds, moving towards black (end 0) or white (end 1)."""

    grounds: tuple[str, ...]
    end: float

    def reaches(self, color: str, ratio: float) -> bool:
        """Say whether a colour, as printed, has the ratio on every ground."""
        return all(contrast(color, ground) >= ratio for ground in self.grounds)

    def shade(self, ideal: Oklch, ratio: float) -> str:
        """Give the ideal, or else the nearest shade of it that was measured to have the ratio."""
        best = printed(ideal)
        if self.reaches(best, ratio):
            return best
        fails, reaches = ideal.lightness, self.end
        best = printed(ideal._replace(lightness=reaches))
        for _ in range(_HALVINGS):
            middle = (fails + reaches) / 2
            candidate = printed(ideal._replace(lightness=middle))
            if self.reaches(candidate, ratio):
                best, reaches = candidate, middle
            else:
                fails = middle
        return best


def _properties(shades: Shades) -> dict[str, str]:
    return {f"--{field.name.replace('_', '-')}": getattr(shades, field.name) for field in fields(shades)}


def _block(selector: str, properties: dict[str, str], indent: str = "") -> str:
    lines = "".join(f"{indent}  {name}: {value};\n" for name, value in properties.items())
    return f"{indent}{selector} {{\n{lines}{indent}}}\n"


def _nested(condition: str, properties: dict[str, str]) -> str:
    return f"{condition} {{\n{_block(':root', properties, '  ')}}}\n"
