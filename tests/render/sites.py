"""Rendered pages of small projects, as text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from conftest import AGENCY

from charter import pipeline
from charter.problem import Severity

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 25)
__all__ = ["AGENCY", "DAY", "pages"]


def pages(root: Path, client: str = "harbor") -> dict[str, str]:
    """Give the pages of a client by file name."""
    loaded = pipeline.load(root)
    assert not [problem for problem in loaded.problems if problem.severity == Severity.ERROR]
    rendered = dict(pipeline.render(loaded, DAY, forms={"pages"}))
    return {
        artifact.path.rpartition("/")[2]: artifact.data.decode()
        for artifact in rendered[client]
        if artifact.path.endswith(".html")
    }
