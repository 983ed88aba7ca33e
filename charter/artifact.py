"""A finished file of the site, before anybody has written it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """The bytes of one file and its place in the site: a relative path with `/` between its parts."""

    path: str
    data: bytes
