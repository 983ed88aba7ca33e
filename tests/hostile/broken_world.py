"""A small world to break: the specimen agency with one client and one plan, and what comes of it after each harm."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from charter import pipeline, shipped
from charter.problem import CharterError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from charter.artifact import Artifact

DAY = date(2026, 11, 25)
CLIENT = "saguaro-and-stone"
FORMS = frozenset({"pages", "calendar", "contacts", "data"})
_KEPT = ("agency.yaml", "departments.yaml", "people.yaml", "tiers/premier.yaml", f"clients/{CLIENT}.yaml")


def small_world(root: Path) -> dict[str, str]:
    """Write the specimen in English with one client and one plan, and give its texts by name."""
    content = shipped.content()
    kept = [*(content / name for name in _KEPT), *content.glob("prose/en/*.md"), *content.glob("brand/*")]
    for path in kept:
        to = root / "content" / path.relative_to(content)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)
    texts = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*.*") if path.is_file()}
    return {name: text for name, text in texts.items() if name.endswith((".yaml", ".md"))}


@dataclass
class Outcome:
    """What came of a project: findings, or files, or the one sentence of an error; and how long it took."""

    problems: list[Problem] = field(default_factory=list)
    artifacts: list[Artifact] = field(default_factory=list)
    error: str = ""
    seconds: float = 0.0


def outcome(root: Path, forms: frozenset[str] = FORMS) -> Outcome:
    """Load a project, and make one client's files if nothing stands in the way."""
    found, begun = Outcome(), time.process_time()
    try:
        loaded = pipeline.load(root, today=lambda _zone: DAY)
        found.problems = loaded.problems
        if not loaded.blocking():
            found.artifacts = [one for _, those in pipeline.render(loaded, DAY, (), forms) for one in those]
    except CharterError as error:
        found.error = str(error)
    found.seconds = time.process_time() - begun
    return found
