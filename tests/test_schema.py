"""Typing a tree: every kind of mistake at its place and in plain words, and what is sound becomes the same charter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.model.charter import Charter
from charter.problem import Place, Problem
from charter.schema import decode
from charter.source import Node
from charter.source.reader import parse

FILE = "content/clients/harbor.yaml"
WHOLE = """\
schema: 1
agency: {name: Northlight, timezone: America/Denver}
tier: {id: growth, name: Growth}
client: {id: harbor, name: Harbor, representative: maya}
calendars: {office: {hours: {mon-fri: 09:00-17:00}}}
channels: {email: {address: hello@northlight.example}}
requests: {question: {name: A question}}
people: {maya: {name: Maya Ortiz, role: Account lead}}
"""


def found(text: str) -> list[Problem]:
    """Decode a whole charter in which these lines stand in the place of those that start with the same key."""
    key = text.split(":", maxsplit=1)[0] + ":"
    lines = [line for line in WHOLE.splitlines(keepends=True) if not line.startswith(key)]
    tree, problems = parse(text + "".join(lines), FILE)
    assert tree is not None
    assert problems == []
    return list(decode(tree).problems)


CASES = [
    ("schema: 2", "bad-value", 9, "`2` is not one of the words that can stand here."),
    ("agency: {name: Northlight, timezone: America/Denver, languages: []}", "empty-value", 54, "`agency.languages` is empty."),
    ("departments: {support: {name: Support, handles: [], why: It is quick}}", "empty-value", 40, "`departments.support.handles` is empty."),
    ("client: {id: harbor, name: Harbor, representative: maya, contacts: [{name: Dana, approves: perhaps}]}", "bad-value", 92, "`perhaps` is neither yes nor no."),
    ("channels: {email: {address: hello@northlight.example, preferred: 0}}", "bad-value", 66, "`0` is too small a number."),
    ("tier: {id: growth, name: Growth, order: -1}", "bad-value", 41, "`-1` is too small a number."),
    ("client: {id: harbor, name: Harbor, representative: maya, since: 2026-03-01, until: 2025-03-01}", "bad-value", 84, "`2025-03-01` lies before the first day, 2026-03-01."),
    ("client: {id: harbor, name: Harbor, representative: maya, since: 2026-02-30}", "bad-value", 65, "`2026-02-30` is no day of the calendar."),
    ("client: {id: harbor, name: Harbor, representative: maya, since: [2026-02-01]}", "bad-value", 58, "One text belongs here, not a list or a group of keys."),
    ('client: {id: harbor, name: " ", representative: maya}', "bad-value", 28, "There is nothing to read here."),
    ("appointments: soon", "shape", 1, "Under `appointments` belongs a group of keys. How appointments are made, moved and missed."),
    ("appointments: {late: {grace: [10 minutes]}}", "bad-value", 23, "One text belongs here, not a list or a group of keys."),
    ("commitments: [a]", "shape", 1, "Under `commitments` belongs a group of keys. What is promised, by request class."),
    ("commitments: {question: {first_reply: {target: 1 business day, strength: aims}}}", "bad-value", 74, "`aims` is not one of the words that can stand here."),
    ("commitments: {question: {first_reply: [{note: soon}]}}", "missing-key", 40, "`target` is missing for `commitments.question.first_reply[0]`."),
    ("commitments: {question: {finish: {target: 1 business day, pauses: [waiting]}}}", "bad-value", 68, "`waiting` is not one of the words that can stand here."),
    ("calendars: {office: {hours: {mon: 22:00-06:00+1, tue: 05:00-09:00}}}", "bad-hours", 35, "`22:00-06:00+1` runs into `05:00-09:00` of the next day (tue)."),
    ("calendars: {office: {hours: {mon: closed}, seasons: [{name: Summer, from: 13-01, to: 08-31, hours: {fri: closed}}]}}", "bad-value", 75, "`13-01` is no day of the calendar."),
    ("calendars: {office: {hours: {mon: closed}, closures: [{name: Fair, on: 2026-12-24, from: 2026-12-24, to: 2026-12-25}]}}", "incomplete", 55, "A closure has either `on:` (one day) or `from:` and `to:`."),
    ("calendars: {office: {hours: {mon: closed}, closures: [{name: Fair, from: 2026-12-24, to: 2026-12-20}]}}", "bad-value", 90, "`2026-12-20` lies before the first day, 2026-12-24."),
    ("calendars: {office: {hours: {mon: closed}, closures: [{name: Fair, on: 2026-12-24, last_requests: 2026-12-17}]}}", "bad-value", 99, "`2026-12-17` is not a date and time."),
    ("calendars: {office: {hours: {mon: closed}, holidays: Colorado}}", "bad-value", 54, "`Colorado` is not a country or region."),
    ("calendars: {}", "empty-value", 1, "`calendars` is empty."),
    ("questions: {better_not: [{ask: How many?, why: No use}]}", "incomplete", 1, "“How many?” is better not asked, and nothing says what to ask instead."),
    ("expectations: [Honesty]", "shape", 16, "Under `expectations[0]` belongs a group of keys."),
    ("first_steps: [{what: Kickoff, who: they}]", "bad-value", 36, "`they` is not one of the words that can stand here."),
    ("handbook: welcome", "shape", 1, "Under `handbook` belongs a list. The sections of the handbook, in order."),
    ("handbook: [{welcome: money}]", "shape", 12, "Under `handbook[0]` belongs one text."),
    ("brand: {color: green}", "bad-value", 16, "`green` is not a colour."),
    ("brand: {logo: ../logo.svg}", "bad-value", 15, "`../logo.svg` is not a file inside `content`."),
    ("scope: {in: [{what: Work, urll: https://a.example}]}", "unknown-key", 27, "Charter does not know `urll` here, so nobody would see it."),
    ("not_channels: [{name: Fax, why: it is off}]", "missing-key", 16, "`instead` is missing for `not_channels[0]`."),
    ("people: {maya: {name: Maya, role: Lead, called: [M]}}", "shape", 41, "Under `people.maya.called` belongs one text. What everybody says: the first word of the name, unless you write it."),
    ("rate: {amount: 1e5, currency: USD}", "bad-value", 16, "`1e5` is not an amount."),
    ("first_steps: [{id: Kick Off, what: A call}]", "bad-value", 20, "`Kick Off` is not an id."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "column", "message"), CASES, ids=[text[:60] for text, *_ in CASES])
def test_a_mistake_is_found_at_its_place(text: str, rule: str, column: int, message: str) -> None:
    [problem] = found(text + "\n")
    place = problem.place
    assert (problem.rule, place.file, place.line, place.column) == (rule, FILE, 1, column)
    assert problem.message.startswith(message)
    assert problem.hint


def test_all_mistakes_of_a_charter_are_found_at_once() -> None:
    text = "people:\n  maya: {name: Maya, rool: Lead, languages: [english]}\n  ben: {name: [Ben], role: Writer}\n"
    assert [(problem.rule, problem.place.line, problem.place.column) for problem in found(text)] == [
        ("bad-value", 2, 46),
        ("unknown-key", 2, 22),
        ("shape", 3, 9),
    ]


def planted(value: Any, line: int = 1) -> Node:
    """Make a tree of plain values, each with a place of its own."""
    place = Place(FILE, line)
    if isinstance(value, dict):
        return Node({key: planted(one, line * 10 + at) for at, (key, one) in enumerate(value.items())}, place)
    if isinstance(value, list):
        return Node([planted(one, line * 10 + at) for at, one in enumerate(value)], place)
    return Node(value, place)


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=12)
IDS = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
TARGETS = st.sampled_from(
    ["4 business hours", "1-2 business days", "24 hours, any day", "as agreed", "every 2 business days"]
)
CELLS = st.one_of(
    TARGETS,
    st.fixed_dictionaries(
        {"target": TARGETS}, optional={"strength": st.sampled_from(["aim", "legal"]), "unless": WORDS}
    ),
    st.fixed_dictionaries({"text": WORDS}),
    st.lists(TARGETS, min_size=1, max_size=2),
)
ROWS = st.dictionaries(st.sampled_from(["first_reply", "update", "finish"]), CELLS, max_size=3)
HOURS = st.dictionaries(
    st.sampled_from(["mon", "tue", "wed-fri"]), st.sampled_from(["09:00-17:00", "closed"]), min_size=1
)
CHARTERS = st.fixed_dictionaries(
    {
        "schema": st.just("1"),
        "agency": st.fixed_dictionaries({"name": WORDS, "timezone": st.sampled_from(["Europe/Berlin", "Asia/Tokyo"])}),
        "tier": st.fixed_dictionaries({"id": IDS, "name": WORDS}, optional={"order": st.sampled_from(["0", "3"])}),
        "client": st.fixed_dictionaries({"id": IDS, "name": WORDS, "representative": IDS}, optional={"since": st.just("2026-11-30")}),
        "calendars": st.dictionaries(IDS, st.fixed_dictionaries({"hours": HOURS}), min_size=1, max_size=2),
        "channels": st.dictionaries(IDS, st.just({"url": "https://a.example"}), min_size=1, max_size=2),
        "requests": st.dictionaries(IDS, st.fixed_dictionaries({"name": WORDS}, optional={"not": st.lists(WORDS)}), min_size=1),
        "people": st.dictionaries(IDS, st.fixed_dictionaries({"name": WORDS, "role": WORDS}), max_size=2),
    },
    optional={
        "commitments": st.dictionaries(IDS, st.one_of(TARGETS, ROWS, st.lists(ROWS, max_size=2)), max_size=2),
        "scope": st.fixed_dictionaries({"in": st.lists(st.one_of(WORDS, st.fixed_dictionaries({"what": WORDS, "why": WORDS})))}),
        "fee": st.fixed_dictionaries({"amount": st.sampled_from(["1", "199.95"]), "currency": st.just("USD")}),
    },
)  # fmt: skip


@settings(deadline=None)
@given(CHARTERS)
def test_a_sound_tree_becomes_the_charter_that_its_values_say(values: dict[str, Any]) -> None:
    decoded = decode(planted(values))
    assert decoded.problems == ()
    assert decoded.is_sound
    assert decoded.charter == Charter.model_validate(values)


@settings(deadline=None)
@given(CHARTERS, st.sampled_from(["2026-13-01", "soon"]))
def test_a_faulty_value_is_named_and_hides_nothing_else(values: dict[str, Any], day: str) -> None:
    faulty = {**values, "client": {**values["client"], "until": day}}
    tree = planted(faulty)
    decoded = decode(tree)
    assert [problem.place for problem in decoded.problems] == [tree.group["client"].group["until"].place]
    assert decoded.charter == Charter.model_validate(values)
    assert not decoded.is_sound
