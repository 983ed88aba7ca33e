"""The JSON Schema of `charter.json`, read off the types that are written; one file for all clients, which knows none."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from charter.model.forms import Form
from charter.model.kinds import Kind, Shape, meanings
from charter.model.parties import Whom
from charter.render.data_said import SAID
from charter.render.data_shape import Data
from charter.render.data_telling import EXTRA, KEYS, Field, told
from charter.render.data_values import MOMENT

if TYPE_CHECKING:
    from charter.model.base import Part

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time", "pattern": f"^{MOMENT}$"},
    Decimal: {"type": "string", "pattern": r"^\d+(\.\d+)?$"},
}


def schema_file() -> bytes:
    """Write the schema, the same bytes for the same shape."""
    return (json.dumps(json_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


@cache
def json_schema() -> Schema:
    """Give the JSON Schema of `charter.json`."""
    parts: dict[str, Schema] = {}
    top = _group(Data, parts)
    head = {"$schema": _DRAFT, "title": "Charter: charter.json", "description": _first_line(Data)}
    return {**head, **top, "$defs": {name: parts[name] for name in sorted(parts)}}


def _part(part: type[Part], parts: dict[str, Schema]) -> Schema:
    """Refer to the schema of a part, and write it when it is needed first."""
    name = part.__name__.removesuffix("Data")
    if name not in parts:
        parts[name] = {}  # a part may hold itself
        parts[name] = {"description": _first_line(part), **_group(part, parts)}
    return {"$ref": f"#/$defs/{name}"}


def _group(part: type[Part], parts: dict[str, Schema], key: str = "") -> Schema:
    """Write the group of keys of a part; `key` names it in a table."""
    properties = {key: {"type": "string", "description": "What names it."}} if key else {}
    for field in told(part):
        properties[field.key] = {**_kind(field.kind, parts), "description": meanings(part)[field.key]}
    for name, ((meaning, form), _) in EXTRA.get(part, {}).items():
        properties[name] = {**(_PLAIN.get(form) or _part(form, parts)), "description": meaning}
    required = sorted([*([key] if key else []), *(field.key for field in told(part) if _is_always(part, field))])
    group = {"type": "object", "properties": properties, "additionalProperties": False}
    return group | ({"required": required} if required else {})


def _is_always(part: type[Part], field: Field) -> bool:
    """Whether a field is always there; what names something else is not, where the client does not see that."""
    seen = field.kind.ref is None or field.kind.ref.kind not in {"channels", "departments", "remedies"}
    return part.model_fields[field.name].is_required() and seen


def _kind(kind: Kind, parts: dict[str, Schema]) -> Schema:
    if kind.part is Whom:
        return {"type": "string"}
    if kind.shape == Shape.PART and kind.part:
        return _part(kind.part, parts)
    if kind.shape == Shape.LIST and kind.item:
        return {"type": "array", "items": _kind(kind.item, parts)}
    if kind.shape == Shape.TABLE and kind.item:
        return {"type": "array", "items": _entry(kind.item, parts)}
    return _leaf(kind.form, parts)


def _entry(item: Kind, parts: dict[str, Schema]) -> Schema:
    """Write the schema of an entry of a table, which carries its name."""
    part = item.part
    if part is None:
        raise TypeError("a table of charter.json holds parts")
    name = part.__name__
    if name not in parts:
        parts[name] = {}
        parts[name] = {"description": _first_line(part), **_group(part, parts, KEYS.get(part, "id"))}
    return {"$ref": f"#/$defs/{name}"}


def _leaf(form: Any, parts: dict[str, Schema]) -> Schema:  # noqa: ANN401  a type form has no type
    """Say what one value looks like."""
    shape: Schema = {}
    while get_origin(form) is Annotated:
        form, *marks = get_args(form)
        shape |= _shape(marks)
    if get_origin(form) in {Union, UnionType}:
        form = get_args(form)[0]
    if get_origin(form) is Literal:
        values = get_args(form)
        return {"const": values[0]} if len(values) == 1 else {"enum": list(values)}
    if get_origin(form) is tuple:
        return {"type": "array", "items": _leaf(get_args(form)[0], parts)}
    form = get_origin(form) or form
    if form in SAID:
        return _part(SAID[form][0], parts)
    if issubclass(form, Enum):
        return {"enum": [one.value for one in form]}
    return {**_PLAIN[form], **(shape if form is str else {})}


def _shape(marks: list[Any]) -> Schema:
    """Say the form of a text of our own; texts of the agency are whatever it wrote."""
    found = next((mark for mark in marks if isinstance(mark, Form)), None)
    if found is None:
        return {}
    shape = dict(found.shape)
    if "pattern" in shape:
        shape["pattern"] = f"^({shape['pattern']})$"
    return shape


def _first_line(part: type[Part]) -> str:
    return (part.__doc__ or "").split("\n", maxsplit=1)[0]
