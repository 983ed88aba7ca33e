"""How a text becomes a value, and what it looks like: validators that editors can be told of.

The form is said once, here, and holds for reading a file and for its JSON Schema.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import AfterValidator
from pydantic_core import core_schema

from charter.worktime import BadText, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema


class Parsed:
    """Types a value with `parse`, which raises `ValueError` (with a `hint`, if it has one) when it cannot.

    The parsed type is a value of another room; pydantic neither looks into it nor needs to. `shape` says in the words
    of JSON Schema what may be written.
    """

    def __init__(self, parse: Callable[[Any], Any], **shape: Any) -> None:  # noqa: ANN401  JSON
        self.parse, self.shape = parse, shape

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return self.shape


def parsed(parse: Callable[[str], Any], *examples: str, form: str = "") -> Parsed:
    """Type a text with `parse`; what is no text is refused, a value that is typed already is kept."""

    def validate(raw: Any) -> Any:  # noqa: ANN401
        return parse(raw) if isinstance(raw, str) else _refuse_shape(raw)

    return Parsed(validate, **Form(form, examples).shape)


def _refuse_shape(raw: Any) -> Any:  # noqa: ANN401
    if isinstance(raw, list | dict):
        raise ValueError("one text belongs here, not a list or a group of keys")  # noqa: TRY004  pydantic collects these
    return raw


@dataclass(frozen=True)
class Form:
    """Says what a text looks like, for editors: the form all of it has, if it has one, and examples."""

    regex: str = ""
    examples: tuple[str, ...] = ()

    @property
    def shape(self) -> dict[str, Any]:
        """The form in the words of JSON Schema."""
        shape: dict[str, Any] = {"type": "string"}
        shape |= {"pattern": self.regex} if self.regex else {}
        return shape | ({"examples": list(self.examples)} if self.examples else {})

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), **self.shape}


@dataclass(frozen=True)
class Pattern(AfterValidator):
    """A validator that says the form it demands."""

    form: Form = Form()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return self.form.__get_pydantic_json_schema__(schema, handler)


def pattern(regex: str, what: str, how: str) -> Pattern:
    """Accept only text of a form: `what` it is, and `how` to write it, where `{}` is what was written."""

    def validate(text: str) -> str:
        if not re.fullmatch(regex, text):
            raise BadText(f"{quoted(text)} is not {what}.", f"Write {how.replace('{}', text[:60])}.")
        return text

    examples = re.findall(r'`"?([^`"{}]+)"?`', how)
    return Pattern(validate, Form(regex, tuple(examples)))
