"""The claim that a charter can say it all, row by row: a concept, how it is written, and what the client then reads.

The tables stand in `concepts/`. Each row is laid over the same small agency and built; the words must be where the row
says, and must not be there without it.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import html5lib
import pytest
import yaml

from charter import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 11, 25)
HERE = Path(__file__).parent / "concepts"
BASE: dict[str, Any] = yaml.load((HERE / "agency.yaml").read_text("utf-8"), yaml.BaseLoader)
FILES = {
    "agency": "content/agency.yaml",
    "tier": "content/tiers/growth.yaml",
    "inactive": "content/states/inactive.yaml",
    "former": "content/states/former.yaml",
    "client": "content/clients/harbor.yaml",
}
CONCEPTS = {str(number) for number in range(1, 82)}
CASES = {f"H{number}" for number in range(1, 35)}
ESSAYS = (32, 21, 21, 31, 27)
"""How many ideas each of the five essays has."""
NO_DATA = [(19, 31, 32), (3, 6, 7, 10, 21), (1, 2, 17, 20), (23, 29, 30), (2, 3, 9, 10, 25)]
"""Of each essay the ideas about tone, purpose, samples or the agency's own house, which no field can hold."""


class Row(NamedTuple):
    """One row of a table: what is written, in which section it appears, and the words the client reads there."""

    number: str
    concept: str
    written: str
    where: str
    reads: tuple[str, ...]


def cells(name: str) -> list[list[str]]:
    lines = [line for line in (HERE / f"{name}.md").read_text("utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]


def table(name: str) -> list[Row]:
    return [Row(*row[:2], row[2].strip("`"), row[3], tuple(row[4].split(" … "))) for row in cells(name)]


ROWS = [*table("concepts"), *table("cases")]


def laid(base: Any, over: Any) -> Any:
    """Lay one text of YAML over another, key by key; hours of a week replace hours, as they do in a project."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{key: laid(base.get(key) if key != "hours" else None, over[key]) for key in over}}
    return over


def files(written: str) -> dict[str, str]:
    """Give the files of the small agency with a row laid over them."""
    over = yaml.load("{" + written + "}", yaml.BaseLoader)
    assert over.keys() <= FILES.keys(), f"rows write into {', '.join(FILES)}"
    both = {kind: laid(BASE.get(kind), over.get(kind, {})) for kind in {**BASE, **over}}
    return {FILES[kind]: yaml.safe_dump(values, sort_keys=False, allow_unicode=True) for kind, values in both.items()}


def built(root: Path) -> dict[str, str]:
    """Give the pages of the client by file name, of a project with which nothing is wrong."""
    loaded = pipeline.load(root)
    assert not [f"{problem.place.file}: {problem.message} {problem.hint}" for problem in loaded.problems]
    made = dict(pipeline.render(loaded, DAY, forms={"pages"}))["harbor"]
    return {Path(one.path).name: one.data.decode() for one in made if one.path.endswith(".html")}


def said(made: dict[str, str], where: str) -> str:
    """Give the words of one section of a page: `commitments`, or `expectations: replies`."""
    page, _, ident = where.rpartition(": ")
    document = html5lib.parse(made[f"{page or 'index'}.html"], namespaceHTMLElements=False)
    found = [one for one in document.iter("section") if one.get("aria-labelledby") == ident]
    words = " ".join(" ".join(text for one in found for text in one.itertext()).split())
    return re.sub(r" (?=[.,:;)])", "", words)


def missing(text: str, reads: tuple[str, ...]) -> list[str]:
    """Give what a text does not say, or says out of order; what is ~~struck out~~ is missed where it is said."""
    missed, at = [], 0
    for words in reads:
        if words.startswith("~~"):
            missed += [words] if words.strip("~") in text else []
        elif (found := text.find(words, at)) < 0:
            missed.append(words)
        else:
            at = found + len(words)
    return missed


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the small agency by itself."""
    root = tmp_path_factory.mktemp("base")
    for name, text in files("").items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return built(root)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number} {row.concept}")
def test_a_row_is_written_and_read(row: Row, project: Callable[..., Path], without: dict[str, str]) -> None:
    text = said(built(project(files(row.written))), row.where)
    assert not missing(text, row.reads), text
    assert missing(said(without, row.where), row.reads), "this is there without the row"


def test_every_concept_and_every_hard_case_has_a_row() -> None:
    concepts, cases = ({row.number for row in table(name)} for name in ("concepts", "cases"))
    count = f"{len(concepts)} concepts and {len(cases)} hard cases in {len(ROWS)} rows"
    assert (concepts, cases) == (CONCEPTS, CASES), count


def test_every_idea_that_is_data_is_carried_by_concepts() -> None:
    ideas = {idea: set(concepts.split(", ")) for idea, _, concepts in cells("ideas")}
    data = [
        f"{essay}.{number}"
        for essay, (most, none) in enumerate(zip(ESSAYS, NO_DATA, strict=True))
        for number in range(1, most + 1)
        if number not in none
    ]
    assert list(ideas) == data, f"{len(ideas)} of {len(data)} ideas"
    assert set().union(*ideas.values()) <= CONCEPTS
