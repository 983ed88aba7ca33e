"""Every time that a charter states, wherever it stands: how soon something happens, how long before, after how long."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

from charter.model.base import Part
from charter.model.kinds import fields
from charter.worktime import Notice, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.kinds import Kind
    from charter.problem import KeyPath

_TIMES = (Notice, *get_args(Target))


def times(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Target | Notice]]:
    """Give all targets and notices below a value of the model, with their key paths."""
    if isinstance(value, Part):
        for name, key in _timed(type(value)):
            yield from times(getattr(value, name), (*path, key))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from times(item, (*path, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from times(item, (*path, str(key)))
    elif isinstance(value, _TIMES):
        yield path, value


@cache
def _timed(part: type[Part]) -> tuple[tuple[str, str], ...]:
    """Give the fields of a part that hold times somewhere, so that no others need be walked through."""
    kinds = fields(part)
    named = ((name, info.alias or name) for name, info in part.model_fields.items())
    return tuple((name, key) for name, key in named if _is_timed(kinds[key]))


def _is_timed(kind: Kind) -> bool:
    if kind.part:
        return bool(_timed(kind.part))
    if kind.item:
        return _is_timed(kind.item)
    return next(iter(get_args(kind.form)), kind.form) in _TIMES  # of a union, a kind knows the first type
