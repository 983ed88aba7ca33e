"""Whole sites, as they were found good: the smallest project to the byte, the specimen as a reader hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldens import all_heard, build, compare

from charter import shipped

if TYPE_CHECKING:
    import pytest


def test_the_smallest_project_to_the_byte(project, request: pytest.FixtureRequest) -> None:
    compare("smallest", build(project()), request)


def test_the_specimen_as_it_is_heard(request: pytest.FixtureRequest) -> None:
    compare("specimen", all_heard(build(shipped.content().parent)), request)
