"""Where files lie: addresses that begin with that of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import AGENCY

from charter import pipeline
from charter.render.places import CALENDAR, HANDBOOK, address, webcal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]


def sited(site: str) -> str:
    return AGENCY.replace("name: Northlight,", f"name: Northlight, site: '{site}',")


@pytest.mark.parametrize("site", ["https://a.example", "https://a.example/", "https://a.example/clients/"])
def test_addresses_begin_with_the_site(project: Project, site: str) -> None:
    charter = pipeline.load(project(agency=sited(site))).clients["harbor"].charter
    assert address(charter, HANDBOOK) == f"{site.rstrip('/')}/harbor/"
    assert address(charter, CALENDAR) == f"{site.rstrip('/')}/harbor/calendar.ics"
    assert webcal(charter) == f"webcal{site.rstrip('/').removeprefix('https')}/harbor/calendar.ics"


@pytest.mark.parametrize("site", ["https://a.example/?client=1", "https://a.example/#clients", "https://a.example?"])
def test_a_site_to_which_nothing_can_be_added_is_refused(project: Project, site: str) -> None:
    [problem] = pipeline.load(project(agency=sited(site))).problems
    assert f"`{site}` is not the web address of a site" in problem.message
    assert "such as `https://example.com`" in problem.hint
