"""A small project with a life: a first release, a second one that gives and announces, and what is read on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from conftest import AGENCY, CLIENT

from charter import history, pipeline
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

FIRST, SECOND, DAY, STARTS = date(2026, 10, 1), date(2026, 11, 20), date(2026, 11, 25), date(2026, 12, 28)
SITE = "https://clients.northlight.example"
SITED = AGENCY.replace("name: Northlight,", f"name: Northlight, site: '{SITE}',").replace(
    "[commitments]", "[commitments, changes]"
)
WITH_MAIL = SITED.replace("role: Account lead}", "role: Account lead, email: maya@northlight.example}")
BEFORE = """\
name: Growth
includes: [{what: strategy call, amount: 1, per: month}]
commitments:
  question: {first_reply: 1 business day, finish: {target: 5 business days, strength: aim}}
"""
AFTER = """\
name: Growth
includes: [{what: strategy call, amount: 2, per: month}, {what: a check of your site, amount: 1, per: month}]
commitments:
  question: {first_reply: 2 business days, finish: {target: 4 business days, strength: aim}}
changes:
  - {what: commitments.question.first_reply, why: We would rather keep it., approved: maya, from: 2026-12-28}
"""
DANA = CLIENT + "contacts: [{name: Dana Whitfield, email: dana@harbor.example, approves: yes}]\n"


def released(root: Path, day: date, note: str) -> None:
    """Make a release for every client that needs one."""
    loaded = pipeline.load(root, today=lambda _: day)
    assert [problem for problem in loaded.problems if problem.severity is Severity.ERROR] == []
    for one in loaded.clients.values():
        assert one.standing
        assert one.charter
        if one.standing.needs_release:
            history.record(root, history.release_of(one.standing, one.charter, history.Frozen(day, note)))


def life(project: Callable[..., Path], **texts: str) -> Path:
    """Write a project with two releases and a change that is coming; `texts` are files in place of the usual ones."""
    those = {"agency": WITH_MAIL, "clients__harbor": DANA} | texts
    root = project(**those, tiers__growth=BEFORE)
    released(root, FIRST, "What we promise.")
    project(**those, tiers__growth=AFTER)
    released(root, SECOND, "More calls, and a check each month.")
    return root


def files(root: Path, day: date = DAY, forms: Collection[str] = ("pages",), client: str = "harbor") -> dict[str, str]:
    """Give the files of a client as they are on a day, by name."""
    loaded = pipeline.load(root, today=lambda _: day)
    made = dict(pipeline.render(loaded, day, forms=forms))[client]
    return {one.path.rpartition("/")[2]: one.data.decode() for one in made if not one.path.endswith(".pdf")}
