"""The files of small projects and of the specimen besides their pages, by name."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from charter import pipeline, shipped
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Collection

DAY = date(2026, 11, 25)
WORLDS = Path(__file__).parent.parent / "worlds"
ROOTS = {"specimen": shipped.content().parent, **{one.name: one for one in sorted(WORLDS.iterdir()) if one.is_dir()}}

UNPRINTABLE = "北京" * 100
"""A name of which no font that comes with Charter has a letter, and so long that there is no packet."""


def files(root: Path, forms: Collection[str], client: str = "harbor", day: date = DAY) -> dict[str, bytes]:
    """Give the files of a client by name, in some forms."""
    loaded = pipeline.load(root)
    assert not [problem for problem in loaded.problems if problem.severity == Severity.ERROR]
    made = dict(pipeline.render(loaded, day, forms=forms))
    return {artifact.path.rpartition("/")[2]: artifact.data for artifact in made[client]}


@cache
def loaded(name: str) -> pipeline.Loaded:
    """Read the specimen, or one of the worlds, once."""
    return pipeline.load(ROOTS[name])


@cache
def everything(name: str, forms: frozenset[str]) -> dict[str, dict[str, bytes]]:
    """Give all files of all clients of the specimen or of a world, by client and name."""
    made = pipeline.render(loaded(name), DAY, forms=forms)
    return {
        ident: {artifact.path.rpartition("/")[2]: artifact.data for artifact in artifacts}
        for ident, artifacts in made
        if ident
    }
