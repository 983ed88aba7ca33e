"""The paths of changes: what stands at one, and a charter in which something else stands there.

A path names fields by the keys that people write, and items of lists by their id, or else by what they are called.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from charter.diff.walking import by_name
from charter.model.base import Part
from charter.model.kinds import Shape, fields

if TYPE_CHECKING:
    from charter.model.kinds import Kind
    from charter.problem import KeyPath


def value_at(part: Part, path: KeyPath) -> object:
    """Give what stands at a path of a charter, or None."""
    value: object = part
    for step in path:
        value = _below(value, str(step))
        if value is None:
            return None
    return value


def _below(value: object, step: str) -> object:
    if isinstance(value, Part):
        name = _names(type(value)).get(step)
        return getattr(value, name) if name else None
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, tuple):
        items = by_name(value) if value and isinstance(value[0], Part) else {str(item): item for item in value}
        return items.get(step)
    return None


_Part = TypeVar("_Part", bound=Part)


def restored(part: _Part, old: _Part, path: KeyPath) -> _Part:
    """Give a part in which, at a path, stands what stands there in an older one: a value, an item of a list, nothing."""
    key, rest = str(path[0]), path[1:]
    name, kind = _names(type(part))[key], fields(type(part))[key]
    value, was = getattr(part, name), getattr(old, name)
    return part.model_copy(update={name: _restored(kind, value, was, rest) if rest else was})


def _restored(kind: Kind, value: Any, was: Any, path: KeyPath) -> Any:  # noqa: ANN401
    """Give a value below a field with the older one at a path; where one of the two is missing, all of it is older."""
    if isinstance(value, Part) and isinstance(was, Part) and type(value) is type(was):
        return restored(value, was, path)
    if kind.shape is Shape.TABLE:
        return _in_table(value, was, path)
    if kind.shape is Shape.LIST and kind.item and kind.item.part:
        return tuple(_in_table(by_name(value), by_name(was), path).values())
    if kind.shape is Shape.LIST:
        return _in_texts(value, was, str(path[0]))
    return was


def _in_table(items: dict[str, Any], older: dict[str, Any], path: KeyPath) -> dict[str, Any]:
    key, rest = str(path[0]), path[1:]
    if rest and key in items and key in older:
        return {**items, key: restored(items[key], older[key], rest)}
    kept = {name: item for name, item in items.items() if name != key}
    return _in_order({**kept, key: older[key]}, older) if key in older else kept


def _in_order(items: dict[str, Any], older: dict[str, Any]) -> dict[str, Any]:
    """Put items into the order of the older ones; what is new comes last."""
    return {name: items[name] for name in (*older, *items) if name in items}


def _in_texts(items: tuple[Any, ...], older: tuple[Any, ...], text: str) -> tuple[Any, ...]:
    kept = [item for item in items if str(item) != text]
    gone = [item for item in older if str(item) == text]
    return tuple(sorted([*kept, *gone], key=lambda item: older.index(item) if item in older else len(older)))


@cache
def _names(part: type[Part]) -> dict[str, str]:
    return {info.alias or name: name for name, info in part.model_fields.items()}
