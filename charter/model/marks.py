"""Marks on the types of fields: what a text names, what is translated, who may see it, how lists are written."""

from __future__ import annotations

from typing import Any

from pydantic import BeforeValidator


class Ref:
    """Marks a text that names something written elsewhere, such as a channel or a person."""

    def __init__(self, kind: str, *also: str) -> None:
        self.kind, self.also = kind, also


class Wording:
    """Marks a text for people's eyes: it is translated where the client reads another language."""


class Internal:
    """Marks a field for the agency's own eyes: it is emptied before anything is made for a client.

    `said` is what people are told of that, in place of its usual words.
    """

    def __init__(self, said: str = "No client sees it.") -> None:
        self.said = said


class OneOrMany:
    """Marks a list that is one value: a single item may stand without brackets, a list replaces a list."""


class Whole:
    """Marks a value that a later layer replaces as a whole, such as the hours of a week."""


def _list(raw: Any) -> Any:  # noqa: ANN401
    return raw if isinstance(raw, list | tuple) else [raw]


Many = BeforeValidator(_list)
"""Lets a single item stand without brackets."""
