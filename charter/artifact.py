"""A finished file of the site, before anybody has written it."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category


@dataclass(frozen=True, slots=True)
class Artifact:
    """The bytes of one file and its place in the site: a relative path with `/` between its parts.

    Raises `ValueError` for a path that does not stay inside the site on every file system.
    """

    path: str
    data: bytes

    def __post_init__(self) -> None:
        proper(self.path)


def proper(path: str) -> str:
    """Give back a path that stays inside the site on every file system, or raise `ValueError`.

    Paths are built from parts that the schema has checked; this is the containment assert behind it, and it knows
    what other systems fold or cut off: drives and streams (`:`), trailing dots and blanks, invisible characters.
    """
    if all(_is_proper(part) for part in path.split("/")):
        return path
    raise ValueError(f"{path!r} is not a proper path inside a site")


def _is_proper(part: str) -> bool:
    if part in {"", ".", ".."} or part[-1] in ". ":
        return False
    return not any(letter in "\\:" or category(letter).startswith("C") for letter in part)
