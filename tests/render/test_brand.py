"""Any brand colour gives pages that can be read. The second opinion on colours is coloraide's."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from charter.render.brand import Shades, Tokens, stylesheet, tokens
from charter.render.colour import Oklch, contrast, oklch, parse, printed

AWKWARD = [
    "#ffd400",
    "#00ff66",
    "#0000ff",
    "#ff69b4",
    "#f2f2f2",
    "#111111",
    "#808080",
    "#e4002b",
    "#ffffff",
    "#000000",
]

LEAST = {"soft": 5.5, "link": 5, "ok": 5, "warn": 5, "stop": 5, "edge": 3.1, "brand_edge": 3.1}
"""The ratio each token has on paper and on panel, in both modes."""

INK = {"light": {"ink": 12, "focus": 12}, "dark": {"ink": 11, "focus": 11}}

TOLERANCE = 0.001
"""Coloraide's sRGB white is a few digits longer than WCAG's: the two differ by less than this."""

STEPS = [*range(0, 256, 15), 1, 8, 127, 250]
"""Both ends and their neighbours, where gamut and rounding pinch, and an even spread between."""

colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@cache
def oracle(one: str, other: str) -> float:
    return Color(one).contrast(Color(other), method="wcag21")


def modes(brand: Tokens) -> list[tuple[Shades, dict[str, float]]]:
    return [(brand.light, LEAST | INK["light"]), (brand.dark, LEAST | INK["dark"])]


def unreadable(color: str) -> list[str]:
    """Name every token of a brand that is under its ratio, by the oracle."""
    return [
        f"{color}: {name} {getattr(shades, name)} on {ground}"
        for shades, least in modes(tokens(color))
        for name, ratio in least.items()
        for ground in (shades.paper, shades.panel)
        if oracle(getattr(shades, name), ground) < ratio - TOLERANCE
    ] + [
        f"{color}: {shades.on_brand} on the brand"
        for shades, _ in modes(tokens(color))
        if oracle(shades.on_brand, color) < 4.5 - TOLERANCE
    ]


@pytest.mark.parametrize("color", AWKWARD)
def test_an_awkward_brand_can_be_read(color):
    assert unreadable(color) == []


def test_every_brand_of_a_grid_can_be_read():
    grid = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in product(STEPS, repeat=3)]
    assert len(grid) > 9000
    assert [line for color in grid for line in unreadable(color)] == []


@given(colors)
def test_any_brand_can_be_read_by_our_own_measure(color):
    for shades, least in modes(tokens(color)):
        grounds = (shades.paper, shades.panel)
        worst = {name: min(contrast(getattr(shades, name), ground) for ground in grounds) for name in least}
        assert {name for name in least if worst[name] < least[name]} == set()
        assert contrast(shades.on_brand, shades.brand) >= 4.5


AS_IT_IS = {
    "#ffd400": ("#000000", "dark link, dark brand_edge"),
    "#00ff66": ("#000000", "dark link, dark brand_edge"),
    "#0000ff": ("#ffffff", "light link, light brand_edge"),
    "#ff69b4": ("#000000", "dark link, dark brand_edge"),
    "#f2f2f2": ("#000000", "dark link, dark brand_edge"),
    "#111111": ("#ffffff", "light link, light brand_edge"),
    "#808080": ("#000000", "light brand_edge, dark brand_edge"),
    "#e4002b": ("#ffffff", "light brand_edge, dark brand_edge"),
    "#ffffff": ("#000000", "dark link, dark brand_edge"),
    "#000000": ("#ffffff", "light link, light brand_edge"),
}
"""The text on each awkward brand, and the tokens that are the brand itself."""


@pytest.mark.parametrize("color", AWKWARD)
def test_the_brand_is_used_as_it_is_wherever_it_can_be(color):
    brand = tokens(color)
    both = {"light": brand.light, "dark": brand.dark}
    same = [f"{mode} {name}" for mode in both for name in ("link", "brand_edge") if getattr(both[mode], name) == color]
    assert (brand.light.on_brand, ", ".join(same)) == AS_IT_IS[color]
    assert brand.dark.on_brand == brand.light.on_brand
    assert brand.light.brand == brand.dark.brand == color


@given(colors)
def test_a_link_is_the_brand_exactly_when_the_brand_can_be_read(color):
    for shades, _ in modes(tokens(color)):
        readable = min(contrast(color, shades.paper), contrast(color, shades.panel)) >= 5
        assert (shades.link == color) is readable


@pytest.mark.parametrize("color", ["#e4002b", "#ffd400", "#0b6e4f", "#ff69b4"])
def test_a_moved_link_keeps_the_hue_of_the_brand(color):
    """Few degrees apart, which 8 bits cost a strong colour; compared as a circle."""
    for shades, _ in modes(tokens(color)):
        turn = abs(oklch(shades.link).hue - oklch(color).hue)
        assert min(turn, 360 - turn) < 2


@given(colors)
def test_dark_is_not_black_and_light_is_nearly_white(color):
    brand = tokens(color)
    wanted = [
        (brand.light.paper, 0.985),
        (brand.dark.paper, 0.175),
        (brand.dark.panel, 0.235),
        (brand.dark.ink, 0.93),
    ]
    for shade, lightness in wanted:
        assert oklch(shade).lightness == pytest.approx(lightness, abs=0.004)
        assert oklch(shade).chroma < 0.015


def test_the_accent_decorates_and_drives_nothing():
    plain, second = tokens("#0b6e4f"), tokens("#0b6e4f", "#FC0")
    assert plain.light.accent == "#0b6e4f"
    assert second.light.accent == second.dark.accent == "#ffcc00"
    assert second.light.link == plain.light.link


def test_a_colour_is_three_or_six_digits_in_either_case():
    assert tokens("#E02") == tokens("#ee0022")
    assert parse("#AbC") == "#aabbcc"


@pytest.mark.parametrize(
    "text", ["", "red", "e4002b", "#e4002", "#e4002b80", "#ggg", " #fff", "#fff\n", "#١٢٣", "rgb(1,2,3)"]
)
def test_anything_else_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"is not a colour: write # and 3 or 6 hexadecimal digits, such as"):
        tokens(text)
    with pytest.raises(ValueError, match="is not a colour"):
        tokens("#fff", text)


@given(colors)
def test_there_and_back_through_oklch_is_the_same_colour(color):
    assert printed(oklch(color)) == color
    theirs = Color(color).convert("oklch")
    ours = oklch(color)
    assert ours.lightness == pytest.approx(theirs["lightness"], abs=1e-4)
    assert ours.chroma == pytest.approx(theirs["chroma"], abs=1e-4)
    assert Color("oklch", [*ours]).convert("srgb").to_string(hex=True, fit="clip") == Color(color).to_string(
        hex=True, compress=False
    )


@given(st.floats(0, 1), st.floats(0, 0.4), st.floats(0, 360, exclude_max=True))
def test_a_colour_out_of_reach_loses_chroma_alone(lightness, chroma, hue):
    """Every channel is within one step of 8 bits of coloraide's own reduction of chroma."""
    theirs = Color("oklch", [lightness, chroma, hue]).fit("srgb", method="oklch-chroma", jnd=0).convert("srgb")
    ours = Color(printed(Oklch(lightness, chroma, hue)))
    assert [*ours[:3]] == pytest.approx([*theirs[:3]], abs=1.5 / 255)


@given(colors, colors)
def test_contrast_is_coloraides(one, other):
    assert contrast(one, other) == pytest.approx(oracle(one, other), abs=TOLERANCE)
    assert contrast(one, other) == contrast(other, one)


def test_contrast_runs_from_one_to_twenty_one():
    assert contrast("#808080", "#808080") == 1
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def blocks(css: str) -> list[dict[str, str]]:
    return [dict(re.findall(r"([\w-]+): ([^;]+);", block)) for block in re.findall(r":root \{([^}]*)\}", css)]


def test_the_stylesheet_has_plain_values_first_then_both_modes_then_print():
    css = stylesheet(tokens("#e4002b"))
    plain, both, paper = blocks(css)
    assert " ".join(plain) == (
        "color-scheme --paper --panel --ink --soft --link --edge --rule --brand --on-brand --brand-edge "
        "--accent --focus --ok --warn --stop"
    )
    assert plain["color-scheme"] == "light dark"
    assert both["--paper"] == "light-dark(#fff8f8, #130f0f)"
    assert css.index("@supports (color: light-dark(#fff, #000)) {") < css.index("@media print {")
    assert paper["color-scheme"] == "light"
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize("color", AWKWARD)
def test_print_is_dark_on_white_whatever_the_system_prefers(color):
    plain, _, paper = blocks(stylesheet(tokens(color)))
    assert set(paper) == set(plain)
    assert paper["--paper"] == paper["--panel"] == "#ffffff"
    assert paper["--ink"] == paper["--soft"] == paper["--on-brand"] == "#000000"
    for name in ("--link", "--ok", "--warn", "--stop"):
        assert oracle(paper[name], "#ffffff") >= 5


def test_the_stylesheet_is_the_same_every_time():
    tokens.cache_clear()
    first = stylesheet(tokens("#0b6e4f", "#fc0"))
    tokens.cache_clear()
    assert stylesheet(tokens("#0b6e4f", "#fc0")) == first
