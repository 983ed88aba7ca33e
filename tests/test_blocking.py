"""Whose findings stand in the way of which client."""

from __future__ import annotations

from charter import pipeline

OTHER = "name: Other\ntier: growth\nrepresentative: maya\n"


def test_a_clients_mistake_in_what_is_shared_is_its_own(project):
    """The finding stands in the agency's file: the client's own has taken away what is named there."""
    departments = "web: {name: Web, handles: [pages], why: they made it, lead: maya}\n"
    root = project(
        departments=departments,
        clients__other=OTHER + "people: {maya: {visibility: internal}}\n",
    )
    loaded = pipeline.load(root)
    found = [problem.place.file for problem in loaded.blocking()]
    assert found
    assert loaded.blocking(("other",))
    assert loaded.blocking(("harbor",)) == []


def test_what_every_client_has_stands_in_the_way_of_each(project):
    root = project(
        departments="web: {name: Web, handles: [pages], why: they made it, lead: nobody}\n", clients__other=OTHER
    )
    loaded = pipeline.load(root)
    assert len(loaded.blocking(("harbor",))) == len(loaded.blocking(("other",))) == len(loaded.blocking()) > 0


def test_what_is_found_without_any_client_stands_in_the_way_of_all(project):
    root = project({"content/prose/en/commitments.md": "{{ nonsense }}\n"}, clients__other=OTHER)
    assert pipeline.load(root).blocking(("harbor",))
