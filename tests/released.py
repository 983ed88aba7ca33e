"""Releases for tests: everything that a project promises on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter import history, pipeline

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def release_all(root: Path, day: date, note: str = "What we promise.") -> list[history.Release]:
    """Release every client whose promises have changed, as `charter release` does."""
    loaded = pipeline.load(root, today=lambda _zone: day)
    assert not loaded.blocking(), loaded.problems
    made = [
        history.release_of(one.standing, one.charter, history.Frozen(day, note))
        for one in loaded.clients.values()
        if one.standing.needs_release
    ]
    for one in made:
        history.record(root, one)
    return made
