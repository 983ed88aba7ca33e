"""Facts -> files. One module a format; each says in one function what it makes of a charter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.render import page
from charter.render.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.artifact import Artifact
    from charter.compute import Facts
    from charter.model.charter import Charter

FORMATS: dict[str, Callable[[Charter, Facts, Theme], list[Artifact]]] = {"pages": page.render}
"""What is made of every charter, by name."""

__all__ = ["FORMATS", "Theme"]
