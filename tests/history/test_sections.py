"""A section that the handbook leaves out takes no promise away, and is told of."""

from __future__ import annotations

import json

from test_life import Life, life, released

__all__ = ["life"]
DAY = ("--as-of", "2026-11-25")


def test_a_section_that_goes_is_told_of(life: Life) -> None:
    agency = (life.root / "content/agency.yaml").read_text("utf-8")
    life.write("content/agency.yaml", agency.replace("[commitments]", "[welcome, commitments, channels]"))
    released(life)
    life.write("content/agency.yaml", agency.replace("[commitments]", "[channels, welcome]"))
    assert "Handbook: How fast we reply: no longer there: neutral" in life.run("diff", *DAY).output
    assert "unreleased" in life.run("status", *DAY).output
    done = life.run("release", "--note", "A shorter handbook.", *DAY)
    assert "1 change (1 neutral)" in done.output, done.output
    page = life.page("2026-11-26", "changes.html").partition("release-2")[2]
    assert "Handbook: How fast we reply" in page
    assert "no longer there" in page.casefold()
    first, second = (json.loads((life.root / f"history/harbor/{n}.json").read_text("utf-8")) for n in (1, 2))
    assert first["meaning"] == second["meaning"], "what is promised is the same"


def test_another_order_of_sections_is_nothing(life: Life) -> None:
    agency = (life.root / "content/agency.yaml").read_text("utf-8")
    life.write("content/agency.yaml", agency.replace("[commitments]", "[commitments, channels]"))
    released(life)
    life.write("content/agency.yaml", agency.replace("[commitments]", "[channels, commitments]"))
    assert "No difference" in life.run("diff", *DAY).output
