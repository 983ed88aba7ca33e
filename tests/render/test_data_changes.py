"""Releases and changes in `charter.json`: what there is, and that it is what the pages say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from goldens import heard
from lives import DAY, STARTS, WITH_MAIL, files, life
from told import VALIDATOR

from charter import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]


def data(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    VALIDATOR.validate(found)
    return found


def test_before_the_first_release_nothing_of_it_is_there(project: Project) -> None:
    found = data(files(project(agency=WITH_MAIL), forms={"data"})["charter.json"])
    assert not {"release", "changes", "coming"} & found.keys()


def test_it_names_the_release_and_its_digest(project: Project) -> None:
    root = life(project)
    release = pipeline.load(root, today=lambda _: DAY).clients["harbor"].standing.release
    assert data(files(root, forms={"data"})["charter.json"])["release"] == {
        "number": 2,
        "date": "2026-11-20",
        "effective": "2026-12-28",
        "note": "More calls, and a check each month.",
        "digest": release.meaning,
    }


def test_what_is_coming_has_its_day_and_reason(project: Project) -> None:
    [coming] = data(files(life(project), forms={"data"})["charter.json"])["coming"]
    assert coming["from"] == "2026-12-28"
    assert coming["reasons"] == ["We would rather keep it."]
    [change] = coming["changes"]
    assert change["about"] == "A question: first reply"
    assert change["verdict"] == "worse"
    assert (change["now"], change["before"]) == ("within 2 business days", "within 1 business day")


def test_on_its_day_it_is_a_change_of_the_release_alone(project: Project) -> None:
    found = data(files(life(project), STARTS, {"data"})["charter.json"])
    assert "coming" not in found
    [worse] = [change for change in found["changes"] if change["verdict"] == "worse"]
    assert (worse["from"], worse["why"]) == ("2026-12-28", "We would rather keep it.")


def test_all_of_it_stands_on_the_page(project: Project) -> None:
    made = files(life(project), forms={"data", "pages"})
    found, page = data(made["charter.json"]), heard(made["changes.html"]).casefold()
    for change in (*found["changes"], *found["coming"][0]["changes"]):
        for key in ("about", "now", "before", "example"):
            assert change.get(key, "").casefold() in page
