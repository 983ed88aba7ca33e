"""What the fields of the model are made of, read off their types: the rules of merging, translating and linking.

A `Kind` is the answer to "what may stand here": the model is declared once, and layers, checks and messages follow it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from charter.model.base import Part
from charter.model.forms import Parsed
from charter.model.marks import Internal, Many, OneOrMany, Ref, Whole, Wording


class Shape(StrEnum):
    """The shapes a value can have."""

    PART = "part"
    TABLE = "table"
    LIST = "list"
    LEAF = "leaf"


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand at a place. `item` is what a table or list holds; `part` the model of a part.

    `without_brackets`: a single item of a list may stand alone. `form`: the type of a leaf, or of the keys of a table.
    """

    shape: Shape
    part: type[Part] | None = None
    item: Kind | None = None
    ref: Ref | None = None
    key_ref: Ref | None = None
    wording: bool = False
    one_or_many: bool = False
    without_brackets: bool = field(default=False, compare=False)
    form: Any = field(default=str, compare=False)

    def child(self, step: str | int) -> Kind:
        """Give the kind one step below; a plain leaf where the model knows nothing of it."""
        if self.part and isinstance(step, str):
            return fields(self.part).get(step, LEAF)
        return self.item or LEAF

    @property
    def inside(self) -> Kind:
        """The kind of a single item, where one may stand without brackets; else the kind itself."""
        return self.item if self.one_or_many and self.item else self

    @property
    def short(self) -> str:
        """The field that a bare text stands for, or nothing."""
        return self.part.SHORT if self.part else ""

    @property
    def is_wording(self) -> bool:
        """Whether a text here is for people's eyes, and so for translation."""
        if self.shape == Shape.LIST and self.item and not self.one_or_many:
            return self.item.is_wording  # a single one may stand without brackets
        return self.wording or (self.part is not None and bool(self.short) and fields(self.part)[self.short].is_wording)


LEAF = Kind(Shape.LEAF)


@cache
def fields(part: type[Part]) -> dict[str, Kind]:
    """Give the kinds of a part's fields by the names people write."""
    return {
        info.alias or name: _kind(Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation)
        for name, info in part.model_fields.items()
    }


@cache
def meanings(part: type[Part]) -> dict[str, str]:
    """Give the one-line meanings of a part's fields by the names people write."""
    return {info.alias or name: (info.description or "").splitlines()[0] for name, info in part.model_fields.items()}


@cache
def internal(part: type[Part]) -> dict[str, str]:
    """Give a part's fields that are for the agency's own eyes, and what is told of that; all others clients may see."""
    marks = ((name, mark) for name, info in part.model_fields.items() for mark in info.metadata)
    return {name: mark.said for name, mark in marks if isinstance(mark, Internal)}


def _kind(annotation: Any, marks: tuple[object, ...] = ()) -> Kind:  # noqa: ANN401  a type form has no type
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(args[0], (*marks, *args[1:]))
    if origin in {Union, UnionType}:
        return _kind(next(arg for arg in args if arg is not type(None)), marks)
    if any(isinstance(mark, Whole) for mark in marks):
        return _leaf(annotation, marks)
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return Kind(Shape.PART, part=annotation)
    return _collection(origin, args, marks) or _leaf(annotation, marks)


def _collection(origin: Any, args: tuple[Any, ...], marks: tuple[object, ...]) -> Kind | None:  # noqa: ANN401
    if origin is dict:
        return Kind(Shape.TABLE, item=_kind(args[1]), key_ref=_kind(args[0]).ref, form=args[0])
    if origin is tuple and args[1:] == (Ellipsis,) and not any(isinstance(mark, Parsed) for mark in marks):
        one_or_many = any(isinstance(mark, OneOrMany) for mark in marks)
        return Kind(Shape.LIST, item=_kind(args[0]), one_or_many=one_or_many, without_brackets=Many in marks)
    return None


def _leaf(annotation: Any, marks: tuple[object, ...]) -> Kind:  # noqa: ANN401
    ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
    form = Annotated[annotation, *marks] if marks else annotation
    return Kind(Shape.LEAF, ref=ref, wording=any(isinstance(mark, Wording) for mark in marks), form=form)
