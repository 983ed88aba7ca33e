"""What golden tests share: a site built on a fixed day, its pages as a reader hears them, and the files they are held to.

`pytest --update-golden` writes what is into `golden/`; the difference is then read like any other change.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib

from charter import pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    import pytest

GOLDEN = Path(__file__).parent / "golden"
DAY = date(2026, 11, 25)
BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "caption", "tr", "summary", "figcaption", "title"}
MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "dt": ": ", "dd": "    ", "caption": "| "}


def build(root: Path) -> dict[str, str]:
    """Give the pages of a project by path; asset names without their digest, which the style sheet alone decides."""
    loaded = pipeline.load(root)
    assert not loaded.problems
    return pages(loaded)


def pages(loaded: pipeline.Loaded) -> dict[str, str]:
    """Give the pages of a project that was read already."""
    artifacts = [artifact for _, found in pipeline.render(loaded, DAY, forms={"pages"}) for artifact in found]
    html = {artifact.path: artifact.data.decode() for artifact in artifacts if artifact.path.endswith(".html")}
    return {path: re.sub(r"(assets/[\w-]+)\.[0-9a-f]{6,64}\.", r"\1.DIGEST.", text) for path, text in html.items()}


def all_heard(html: dict[str, str]) -> dict[str, str]:
    """Give all pages as a reader hears them."""
    return {path.replace(".html", ".txt"): heard(page) for path, page in html.items()}


def heard(page: str) -> str:
    """Give a page as a list of its blocks, one a line, with the cells of a row side by side."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    return "".join(f"{line}\n" for line in _blocks(document))


def _blocks(element: Element) -> Iterator[str]:
    for child in element:
        if not isinstance(child.tag, str) or child.get("hidden") is not None:
            continue
        if child.tag == "tr":
            yield "| " + " | ".join(_text(cell) for cell in child)
        elif child.tag in BLOCKS and not any(inner.tag in BLOCKS for inner in child.iter() if inner is not child):
            if text := _text(child):
                yield MARKS.get(child.tag, "") + text
        else:
            own = " ".join([child.text or "", *(inner.tail or "" for inner in child)]).split()
            if own and child.tag not in {"style", "script"}:
                yield _text(child)
            else:
                yield from _blocks(child)


def _text(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def compare(folder: str, made: dict[str, str], request: pytest.FixtureRequest) -> None:
    """Hold what was made to the files of a folder of `golden/`, none more and none less."""
    if request.config.getoption("--update-golden"):
        for old in (GOLDEN / folder).rglob("*.*"):
            old.unlink()
        for path, text in made.items():
            (GOLDEN / folder / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / folder / path).write_text(text, "utf-8")
    kept = {
        path.relative_to(GOLDEN / folder).as_posix(): path.read_text("utf-8") for path in (GOLDEN / folder).rglob("*.*")
    }
    assert sorted(made) == sorted(kept)
    for path, text in made.items():
        assert text.split("\n") == kept[path].split("\n"), path
