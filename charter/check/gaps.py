"""Whether something is missing, or was written and could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charter.check.rule import Subject
    from charter.problem import KeyPath


def is_read(subject: Subject, path: KeyPath) -> bool:
    """Whether all that was written at a place could be typed; what cannot be is left out, and seems to be missing."""
    written, read = subject.tree.at(path), subject.decoded.tree.at(path)
    return (written.plain() if written else None) == (read.plain() if read else None)
