"""The scripts of the pages: `when.min.js` is what a minifier makes of `when.js`, which is the one to read and change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from charter import shipped

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = {"when": 6000, "seen": 700, "unlock": 4000}


@pytest.fixture
def scripts() -> Path:
    return shipped.templates() / "assets"


@pytest.mark.parametrize("name", MOST_BYTES)
def test_what_is_shipped_is_made_of_what_is_read(scripts: Path, name: str, request: pytest.FixtureRequest) -> None:
    minify = pytest.importorskip("minify", reason="has no wheel for this machine")
    made = minify.string("application/javascript", (scripts / f"{name}.js").read_text("utf-8")) + "\n"
    if request.config.getoption("--update-golden"):
        (scripts / f"{name}.min.js").write_text(made, "utf-8")
    assert (scripts / f"{name}.min.js").read_text("utf-8") == made


@pytest.mark.parametrize(("name", "most"), MOST_BYTES.items())
def test_a_phone_loads_little_of_it(scripts: Path, name: str, most: int) -> None:
    assert (scripts / f"{name}.min.js").stat().st_size < most
