"""The data of the clients of the specimen and of the worlds, beside their pages without prose."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from files import DAY, ROOTS, loaded
from jsonschema import Draft202012Validator

from charter import pipeline
from charter.render.data_schema import json_schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from charter.model.charter import Charter

VALIDATOR = Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
CLIENTS = [(root, client) for root in ROOTS for client in loaded(root).clients]
each_client = pytest.mark.parametrize(("root", "client"), CLIENTS, ids=["/".join(one) for one in CLIENTS])


@cache
def without_prose(root: str) -> pipeline.Loaded:
    """Give a project whose pages say only what follows from its data."""
    found = loaded(root)
    return replace(found, theme=replace(found.theme, _prose={}))


@cache
def told_of(root: str, client: str) -> tuple[Charter, dict[str, Any], dict[str, Element]]:
    """Give a charter, its data, and its pages."""
    project = without_prose(root)
    artifacts = dict(pipeline.render(project, DAY, only=[client], forms={"pages", "data"}))[client]
    by_name = {artifact.path.rpartition("/")[2]: artifact.data.decode() for artifact in artifacts}
    pages = {
        name: html5lib.parse(text, namespaceHTMLElements=False) for name, text in by_name.items() if ".html" in name
    }
    return project.clients[client].charter, json.loads(by_name["charter.json"]), pages


def read(pages: dict[str, Element]) -> str:
    """Give the text of pages, with all addresses that they link to."""
    bodies = [page.find("body") for page in pages.values()]
    links = (link.get("href", "") for body in bodies for link in body.iter("a"))
    return " ".join([*(text for body in bodies for text in body.itertext()), *links])


def times(element: Element) -> Iterator[str]:
    """Give the instants and dates that an element marks, but for the steps by which they come about."""
    for child in element:
        if child.tag == "time":
            yield child.get("datetime")
        elif child.tag != "ol":
            yield from times(child)


def without_working(page: Element) -> Element:
    """Leave out how dates come about, the form and its script, and the second clock of the week."""
    page = deepcopy(page)
    seconds = [small for table in with_class(page, "table", "hours") for small in table.iter("small")]
    for parent in list(page.iter()):
        for child in list(parent):
            if child.tag in {"details", "script"} or child.get("id") == "when" or child in seconds:
                parent.remove(child)
    return page


def with_class(page: Element, tag: str, name: str) -> list[Element]:
    return [one for one in page.iter(tag) if name in one.get("class", "").split()]


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
