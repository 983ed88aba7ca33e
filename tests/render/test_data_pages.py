"""`charter.json` beside the pages: it says what they say, and nothing that they keep from the client."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest
from files import loaded
from told import VALIDATOR, each_client, read, said, times, told_of, with_class, without_working

from charter.model.base import Part
from charter.model.kinds import Shape, fields
from charter.worktime import parse_target


def plain(text: str) -> str:
    """Leave out what templates may change: capitals, spaces, the full stop at the end."""
    return re.sub(r"\s+", "", text.casefold()).rstrip(".")


def strings(value: Any) -> set[str]:
    """Give all texts and numbers of a JSON value."""
    if isinstance(value, dict):
        return {text for one in value.values() for text in strings(one)}
    if isinstance(value, list):
        return {text for one in value for text in strings(one)}
    return {value} if isinstance(value, str) else set()


def authored(part: Part) -> set[str]:
    """Give the texts for people's eyes, names, addresses and numbers that stand in a charter."""
    return {text for key, kind in fields(type(part)).items() for text in _authored(_of(part, key), kind)}


def _of(part: Part, key: str) -> Any:
    name = next(name for name, info in type(part).model_fields.items() if (info.alias or name) == key)
    return getattr(part, name)


def _authored(value: Any, kind: Any) -> set[str]:
    if isinstance(value, Part):
        return authored(value)
    if kind.shape in {Shape.TABLE, Shape.LIST} and value:
        items = value.values() if isinstance(value, dict) else value
        return {text for one in items for text in _authored(one, kind.item)}
    return {value} if type(value) is str and not kind.ref and len(value) >= 12 else set()


@each_client
def test_all_that_people_wrote_is_told_where_a_page_shows_it_and_nowhere_else(root: str, client: str) -> None:
    charter, data, pages = told_of(root, client)
    shown, here = plain(read(pages)), {plain(text) for text in strings(data)}
    texts = {text for text in map(plain, authored(charter)) if text}
    zones = {charter.timezone, charter.agency.timezone, *(one.timezone or "" for one in charter.calendars.values())}
    for_machines = {plain(one) for one in (*zones, charter.agency.site or "")}
    assert {text for text in texts & here if text not in shown} - for_machines == set()
    assert {text for text in texts - here if text in shown and not any(text in other for other in here)} == set()


@each_client
def test_every_promise_reads_as_the_page_has_it_row_by_row(root: str, client: str) -> None:
    _, data, pages = told_of(root, client)
    cells = [said(cell.find("b")).casefold() for cell in with_class(pages["index.html"], "p", "promise")]
    if not cells:
        pytest.skip("the handbook has no table of promises")
    told = [promise["target"]["said"].casefold() for row in data["commitments"] for promise in row["promises"]]
    assert sorted(told) == sorted(cells)


@each_client
def test_every_date_and_time_of_the_pages_is_there(root: str, client: str) -> None:
    _, data, pages = told_of(root, client)
    instants = {text for text in strings(data) if re.match(r"\d{4}-\d\d-\d\d", text)}
    at = {datetime.fromisoformat(text).timestamp() for text in instants if "T" in text}
    for text in {text for page in pages.values() for text in times(page)}:
        if "T" in text:
            moment = datetime.fromisoformat(text).timestamp()
            assert moment in at or moment + 60 in at, text  # the end of a day is said a minute earlier
        else:
            assert text in instants


@each_client
def test_every_number_of_the_pages_is_there(root: str, client: str) -> None:
    """But for how a date comes about, clock times by 12 hours, those of the week by a second clock, and `251 to 1,000`."""
    _, data, pages = told_of(root, client)
    pages = {name: without_working(page) for name, page in pages.items()}
    text = " ".join(text for page in pages.values() for text in page.find("body").itertext())
    shown = {int(run) for run in re.findall(r"\d+", text)}
    here = {int(run) for run in re.findall(r"\d+", json.dumps(data))}
    here |= {hour - 12 for hour in here if 12 < hour < 24} | {11, 59}
    here |= {step["up_to"] + 1 for one in data.get("by_size", ()) for step in one["steps"] if "up_to" in step}
    assert shown - here == set()


@each_client
def test_nothing_of_another_client_is_there(root: str, client: str) -> None:
    _, data, _ = told_of(root, client)
    text = json.dumps(data, ensure_ascii=False)
    others = [one.charter.client for ident, one in loaded(root).clients.items() if ident != client and one.charter]
    assert not [one.name for one in others if one.name in text or one.id in text]


@each_client
def test_it_has_the_published_shape(root: str, client: str) -> None:
    _, data, _ = told_of(root, client)
    assert [(list(fault.absolute_path), fault.message) for fault in VALIDATOR.iter_errors(data)] == []


@each_client
def test_targets_are_in_the_words_of_the_grammar(root: str, client: str) -> None:
    _, data, _ = told_of(root, client)
    targets = [promise["target"] for row in data.get("commitments", ()) for promise in row["promises"]]
    assert [one["words"] for one in targets if one["kind"] != "text"] == [
        str(parse_target(one["words"])) for one in targets if one["kind"] != "text"
    ]
