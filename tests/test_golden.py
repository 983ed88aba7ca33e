"""Whole sites, as they were found good: the smallest project to the byte, the others as a reader hears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldens import DAY, all_heard, build, compare, pages
from lives import DANA, WITH_MAIL, files, life

from charter import pipeline, shipped

if TYPE_CHECKING:
    import pytest


def test_the_smallest_project_to_the_byte(project, request: pytest.FixtureRequest) -> None:
    compare("smallest", build(project()), request)


def test_the_specimen_as_it_is_heard(request: pytest.FixtureRequest) -> None:
    compare("specimen", all_heard(build(shipped.content().parent)), request)


def test_a_project_with_two_releases_and_a_change_that_is_coming(project, request: pytest.FixtureRequest) -> None:
    """In three languages; what the agency writes itself stands there in English."""
    agency = WITH_MAIL.replace("timezone: America/Denver", "timezone: America/Denver, languages: [en, es, de]")
    others = {
        f"clients__{name}": f"name: {name.title()}\ntier: growth\nrepresentative: maya\nlanguage: {language}\n{zone}"
        for name, language, zone in (("casa", "es", ""), ("haus", "de", "timezone: Europe/Berlin\n"))
    }
    root = life(project, agency=agency, clients__harbor=DANA, **others)
    loaded = pipeline.load(root, today=lambda _: DAY)
    feeds = {f"{client}/changes.atom": files(root, DAY, {"feed"}, client)["changes.atom"] for client in loaded.clients}
    compare(
        "life", all_heard(pages(loaded)) | {path: text.replace("><", ">\n<") for path, text in feeds.items()}, request
    )
