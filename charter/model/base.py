"""What all parts of a charter share: frozen, strict about keys, a meaning on each field, short forms.

The docstring below a field is its one-line meaning: documentation, JSON Schema description and help text in one.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

from charter.model.marks import Internal, Many
from charter.model.values import Id, Text

NOTE = "internal"
"""The field of every part that holds notes for the agency's own eyes."""


class Part(BaseModel):
    """One part of a charter, as a value."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, arbitrary_types_allowed=True)

    SHORT: ClassVar[str] = ""
    """The field that a bare text stands for: `4 business hours` is `{target: 4 business hours}`."""
    SPELLINGS: ClassVar[dict[str, tuple[str, str]]] = {}
    """Keys that say two things at once, the short field and another: `{aim: ...}` has the strength aim."""
    ONE_OF: ClassVar[frozenset[str]] = frozenset()
    """Fields of which a part has one: writing another replaces the one inherited."""
    KEY: ClassVar[str] = ""
    """The field that identifies an item of a list, so that lists of several layers merge item by item."""
    REPEATS: ClassVar[bool] = False
    """Whether several items of one list may have the same name, such as a winter break every year."""

    internal: Annotated[tuple[Text, ...], Many, Internal()] = ()
    """A note for your own eyes, or several: it is in no file for clients, and in no release."""

    @model_validator(mode="before")
    @classmethod
    def _lengthen(cls, raw: Any) -> Any:  # noqa: ANN401  pydantic hands over whatever was written
        return {cls.SHORT: raw} if isinstance(raw, str) and cls.SHORT else cls.lengthen(raw)

    @classmethod
    def lengthen(cls, raw: Any) -> Any:  # noqa: ANN401
        """Write other short forms of this part out in full."""
        return raw


def fallbacks(language: str) -> tuple[str, ...]:
    """Give the languages whose texts do for a reader: `es-MX`, then `es` (RFC 4647, lookup)."""
    return tuple(dict.fromkeys((language, language.split("-", maxsplit=1)[0])))


class Item(Part):
    """A part that stands in lists."""

    id: Id | None = None
    """A short name of your own, by which later layers change or drop the item whatever its text is."""
