"""What may be written where one value belongs, in the words of JSON Schema.

Charter reads every value as text; an editor reads `2` as a number and `yes` perhaps as a truth. So whatever such a
text would be accepted as is accepted as what an editor takes it for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

Schema = dict[str, Any]
_LIKE = {
    "number": ("1", "7.5", "+13035550100"),
    "boolean": ("true", "no"),
}
"""Texts that editors take for something else; `no` is a truth to some, and also a language."""
_TRUTHS = ["yes", "no", "Yes", "No", "on", "off", "true", "false"]


def leaf(form: Any) -> Schema:  # noqa: ANN401  a type form has no type
    """Say what may be written for a type of the model."""
    found = dict(_told(form))
    found.pop("title", None)
    if words := found.get("enum") or ([found["const"]] if "const" in found else []):
        return {"enum": [*words, *(int(word) for word in words if word.isdecimal())]}
    if found["type"] == "boolean":
        return {"enum": [True, False, *_TRUTHS]}
    if found["type"] == "integer":
        return {**found, "type": ["integer", "string"], "pattern": "^[0-9]+$"}
    if found["type"] == "string":
        found["type"] = _types(form)
    return _portable(found)


@cache
def _told(form: Any) -> Schema:  # noqa: ANN401
    told = _adapter(form).json_schema()
    told.pop("description", None)
    return told


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    return TypeAdapter(form)


def _types(form: Any) -> str | list[str]:  # noqa: ANN401
    others = [name for name, texts in _LIKE.items() if any(_accepts(form, text) for text in texts)]
    return ["string", *others] if others else "string"


def _accepts(form: Any, text: str) -> bool:  # noqa: ANN401
    try:
        _adapter(form).validate_python(text)
    except ValidationError:
        return False
    return True


def _portable(schema: Schema) -> Schema:
    """Write patterns so that they mean the same in all languages: in some, a letter is an English one."""
    for key, value in schema.items():
        if key == "pattern":
            schema = {**schema, key: anchored(value)}
        elif key == "propertyNames":
            schema = {**schema, key: _portable(value)}
    return schema


def anchored(regex: str) -> str:
    r"""Make a pattern match all of a text. `\w` becomes "no space", which is wider, but never refuses a good letter."""
    regex = regex.replace("[^\\W", "[^\\s").replace("\\w", "\\S").replace('\\"', '"')
    return re.sub(r"^|$", lambda found: "$" if found.start() else "^", f"(?:{regex})")
