"""What a charter means, as bytes: all that it promises and asks for, and nothing of how that is told."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from charter.diff.view import seen
from charter.diff.weights import WEIGHTS
from charter.model.base import Part
from charter.model.writing import Plain, said, written

if TYPE_CHECKING:
    from datetime import date

    from charter.model.charter import Charter


def digest(charter: Charter, day: date) -> str:
    """Give the SHA-256 of what a charter means to its client on a day, in hexadecimal digits.

    It is that of JSON with sorted keys of the promises alone: a name, an example or a colour that is another changes
    nothing.
    """
    usual = seen(charter.model_copy(update={"calendar": charter.usual_calendar}), day)
    return sha256(canonical(_meaning(usual), is_sorted=True))


def canonical(plain: Any, *, is_sorted: bool = False) -> bytes:  # noqa: ANN401  JSON
    """Write plain values as the one sequence of bytes that stands for them: JSON without spaces, in UTF-8.

    The order of keys is a part of it, unless they are sorted: the first of the calendars is the usual one.
    """
    return json.dumps(plain, ensure_ascii=False, sort_keys=is_sorted, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    """Give a digest in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _meaning(value: object) -> Plain:
    if isinstance(value, Part):
        weights = WEIGHTS[type(value)]
        return {key: _meaning(one) for key, one in said(value) if weights[key].is_promise}
    if isinstance(value, dict):
        return {str(key): _meaning(one) for key, one in value.items()}
    if isinstance(value, tuple) and value and isinstance(value[0], Part):
        return [_meaning(one) for one in value]
    return written(value)
