"""Every field of every part of a charter has a weight: whoever adds a field says what it is worth for the client."""

from __future__ import annotations

import pytest

from charter.diff import weights
from charter.diff.weights import WEIGHTS, Weight, weigh
from charter.model.base import Part
from charter.model.charter import Charter
from charter.model.kinds import Shape, fields


def parts_of(part, found):
    if part not in found:
        found.add(part)
        for kind in fields(part).values():
            inner = kind
            while inner.item:
                inner = inner.item
            if inner.part:
                parts_of(inner.part, found)
    return found


PARTS = sorted(parts_of(Charter, set()), key=lambda part: part.__name__)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_has_a_weight(part):
    assert set(fields(part)) - set(WEIGHTS[part]) == set(), "say in charter/diff what they are worth"
    assert set(WEIGHTS[part]) - {*fields(part), "id"} == set(), "there are no such fields"


def test_no_weight_is_for_what_no_charter_holds():
    assert {part.__name__ for part in set(WEIGHTS) - set(PARTS)} == set()


def test_a_field_has_one_weight():
    class Leaf(Part):
        name: str = ""

    with pytest.raises(ValueError, match="name"):
        weigh(Leaf, plain="name", words="name")
    assert Leaf not in WEIGHTS


def test_every_weight_is_explained():
    words = {word.strip(",") for line in weights.__doc__.splitlines() for word in line.split("  ")[0].split()}
    assert {weight.value for weight in Weight} <= words


def test_texts_and_colours_are_no_promises():
    assert not Weight.WORDS.is_promise
    assert not Weight.LOOK.is_promise


def test_whatever_can_be_weighed_is_of_a_kind_that_can():
    """Single values that count up or down are numbers, times or prices, never texts for the eye."""
    scaled = {Weight.MORE, Weight.SIZED, Weight.ENDLESS, Weight.LESS, Weight.SOON}
    for part in PARTS:
        for key, kind in fields(part).items():
            if WEIGHTS[part][key] in scaled:
                assert not kind.is_wording, f"{part.__name__}.{key}"
                assert kind.shape in {Shape.LEAF, Shape.PART}, f"{part.__name__}.{key}"
