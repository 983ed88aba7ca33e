"""Layers: what a later one changes, what it cannot, and that every value knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.layers import CHARTER, Merger, Translator
from charter.model.kinds import Kind, Shape
from charter.source import Node
from charter.source.reader import parse


def tree(text: str, file: str = "lower.yaml") -> Node:
    node, problems = parse(text, file)
    assert node is not None
    assert not problems
    return node


def merged(lower: str, upper: str) -> tuple[object, list[tuple[str, int, int]]]:
    merger = Merger()
    node = merger.merge(CHARTER, merger.merge(CHARTER, None, tree(lower)), tree(upper, "upper.yaml"))
    return node.plain(), [(problem.rule, problem.place.line, problem.place.column) for problem in merger.problems]


MERGES = {
    "a key changes, its neighbours stay": (
        "commitments: {question: {first_reply: 1 business day, finish: 5 business days}}",
        "commitments: {question: {first_reply: 4 business hours}}",
        {"commitments": {"question": {"first_reply": "4 business hours", "finish": "5 business days"}}},
    ),
    "a short form changes the target alone": (
        "commitments: {question: {finish: {target: 5 business days, strength: aim}}}",
        "commitments: {question: {finish: 3 business days}}",
        {"commitments": {"question": {"finish": {"target": "3 business days", "strength": "aim"}}}},
    ),
    "a target replaces a target, however either is spelled": (
        "commitments: {question: {finish: {aim: 5 business days, unless: [x]}}}",
        "commitments: {question: {finish: 3 business days}}",
        {"commitments": {"question": {"finish": {"target": "3 business days", "strength": "aim", "unless": ["x"]}}}},
    ),
    "a strength replaces a strength": (
        "commitments: {question: {finish: {aim: 5 business days}}}",
        "commitments: {question: {finish: {guarantee: 6 business days}}}",
        {"commitments": {"question": {"finish": {"target": "6 business days", "strength": "guarantee"}}}},
    ),
    "words replace a target": (
        "commitments: {question: {finish: 5 business days}}",
        "commitments: {question: {finish: {text: when it is right}}}",
        {"commitments": {"question": {"finish": {"text": "when it is right"}}}},
    ),
    "a target replaces words": (
        "commitments: {question: {finish: {text: when it is right, strength: aim}}}",
        "commitments: {question: {finish: 5 business days}}",
        {"commitments": {"question": {"finish": {"target": "5 business days", "strength": "aim"}}}},
    ),
    "a break every year is two breaks": (
        "calendars: {office: {closures: [{name: Break, on: 2026-12-24}, {name: Break, on: 2027-12-24}]}}",
        "fee: {amount: 1}",
        {
            "calendars": {
                "office": {"closures": [{"name": "Break", "on": "2026-12-24"}, {"name": "Break", "on": "2027-12-24"}]}
            },
            "fee": {"amount": "1"},
        },
    ),
    "a mapping adds to a short form": (
        "commitments: {question: {finish: 5 business days}}",
        "commitments: {question: {finish: {strength: aim}}}",
        {"commitments": {"question": {"finish": {"target": "5 business days", "strength": "aim"}}}},
    ),
    "the shortest form of a row": (
        "commitments: {question: {first_reply: 1 business day, update: every week}}",
        "commitments: {question: 4 business hours}",
        {"commitments": {"question": {"first_reply": "4 business hours", "update": "every week"}}},
    ),
    "a list with ids merges item by item": (
        "includes: [{what: call, amount: 1}, {what: report}]",
        "includes: [{what: call, amount: 2}, {what: audit}]",
        {"includes": [{"what": "call", "amount": "2"}, {"what": "report"}, {"what": "audit"}]},
    ),
    "a bare text is an id, too": (
        "includes: [call, report]",
        "includes: [{what: call, amount: 2}]",
        {"includes": [{"what": "call", "amount": "2"}, "report"]},
    ),
    "texts are their own ids": (
        "handbook: [welcome, team]",
        "handbook: [team, hours]",
        {"handbook": ["welcome", "team", "hours"]},
    ),
    "an id of its own names an item whatever its text is": (
        "first_steps: [{id: kickoff, what: Kickoff call, when: week one}, {id: plan, what: Your plan}]",
        "first_steps: [{id: kickoff, by: 2026-12-03}, {drop: plan}]",
        {"first_steps": [{"id": "kickoff", "what": "Kickoff call", "when": "week one", "by": "2026-12-03"}]},
    ),
    "drop removes from a group": (
        "commitments: {question: 1 business day, urgent: 2 business hours}",
        "commitments: {drop: [urgent]}",
        {"commitments": {"question": "1 business day"}},
    ),
    "drop takes one word without brackets": (
        "commitments: {question: 1 business day, urgent: 2 business hours}",
        "commitments: {drop: urgent}",
        {"commitments": {"question": "1 business day"}},
    ),
    "drop removes from a list": (
        "handbook: [welcome, money, team]",
        "handbook: [{drop: [money]}]",
        {"handbook": ["welcome", "team"]},
    ),
    "what is dropped may be written anew": (
        "scope: {in: [care, search], out: [photos]}",
        "scope: {in: [answers], drop: in}",
        {"scope": {"out": ["photos"], "in": ["answers"]}},
    ),
    "drop clears a field": (
        "commitments: {question: {first_reply: 1 business day, update: every week}}",
        "commitments: {question: {drop: update}}",
        {"commitments": {"question": {"first_reply": "1 business day"}}},
    ),
    "rows replace rows": (
        "commitments: {urgent: [{arrives: before 14:00, first_reply: same business day}, {first_reply: 1 business day}]}",
        "commitments: {urgent: [{first_reply: 2 business hours}]}",
        {"commitments": {"urgent": [{"first_reply": "2 business hours"}]}},
    ),
    "the hours of a week are one value": (
        "calendars: {office: {hours: {mon-fri: 9-17}, holidays: US-CO}}",
        "calendars: {office: {hours: {mon: 10-12}}}",
        {"calendars": {"office": {"hours": {"mon": "10-12"}, "holidays": "US-CO"}}},
    ),
}


@pytest.mark.parametrize(("lower", "upper", "result"), MERGES.values(), ids=MERGES)
def test_merging(lower: str, upper: str, result: object) -> None:
    assert merged(lower, upper) == (result, [])


@pytest.mark.parametrize(
    ("lower", "upper", "found"),
    [
        ("handbook: [welcome]", "handbook: [{drop: [welcom]}]", ("nothing-to-drop", 1, 20)),
        (
            "commitments: {question: 1 business day}",
            "commitments: {drop: [questoin]}",
            ("nothing-to-drop", 1, 22),
        ),
        ("includes: [call]", "includes: [report, report]", ("duplicate-item", 1, 20)),
        ("includes: [{id: call, what: A call}]", "includes: [{id: cal, amount: 2}]", ("nothing-to-change", 1, 17)),
        (
            "commitments: {urgent: [{first_reply: 1 business day}]}",
            "commitments: {urgent: {first_reply: 2 business hours}}",
            ("rows-by-one", 1, 15),
        ),
        (
            "commitments: {urgent: [{first_reply: 1 business day}]}",
            "commitments: {urgent: 2 business hours}",
            ("rows-by-one", 1, 15),
        ),
    ],
)
def test_what_cannot_be_merged_is_said_and_not_guessed(lower: str, upper: str, found: tuple[str, int, int]) -> None:
    assert merged(lower, upper)[1] == [found]


def test_a_value_remembers_what_it_replaced() -> None:
    merger = Merger()
    low = merger.merge(CHARTER, None, tree("fee: {amount: 100, currency: USD}", "agency.yaml"))
    mid = merger.merge(CHARTER, low, tree("fee: {amount: 200}", "tier.yaml"))
    top = merger.merge(CHARTER, mid, tree("fee: {amount: 150}", "client.yaml"))
    amount = top.at(("fee", "amount"))
    assert [node.place.file for node in (amount, amount.replaced, amount.replaced.replaced)] == [
        "client.yaml",
        "tier.yaml",
        "agency.yaml",
    ]
    assert top.at(("fee", "currency")).place.file == "agency.yaml"


TREES = st.recursive(
    st.text("abc", min_size=1, max_size=3),
    lambda inner: st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
    max_leaves=12,
).filter(lambda value: isinstance(value, dict))
ANY = Kind(Shape.TABLE)
object.__setattr__(ANY, "item", ANY)  # a table of tables, however deep


def node(value: object, file: str) -> Node:
    from charter.problem import Place

    inside = {key: node(child, file) for key, child in value.items()} if isinstance(value, dict) else value
    return Node(inside, Place(file))


def expected(lower: object, upper: object) -> object:
    """Say independently what merging comes to."""
    if isinstance(lower, dict) and isinstance(upper, dict):
        return {**lower, **{key: expected(lower.get(key), value) for key, value in upper.items()}}
    return upper


def leaves(tree: Node) -> list[Node]:
    return [tree] if isinstance(tree.value, str) else [leaf for child in tree.value.values() for leaf in leaves(child)]


@given(TREES, TREES)
def test_the_later_layer_wins_and_everything_else_stays(lower: dict, upper: dict) -> None:
    merger = Merger()
    result = merger.merge(ANY, merger.merge(ANY, None, node(lower, "lower")), node(upper, "upper"))
    assert result.plain() == expected(lower, upper)
    assert {leaf.place.file for leaf in leaves(result)} <= {"lower", "upper"}
    assert not merger.problems


@given(TREES)
def test_a_layer_over_itself_changes_nothing(value: dict) -> None:
    merger = Merger()
    once = merger.merge(ANY, None, node(value, "lower"))
    assert merger.merge(ANY, once, node(value, "upper")).plain() == once.plain() == value


TRANSLATED = [
    (
        "requests: {question: {name: A question, examples: [one, two]}}",
        "requests: {question: {name: Una pregunta, examples: [uno, dos]}}",
        None,
    ),
    ("includes: [call, {what: report, amount: 1}]", "includes: [llamada, {what: informe}]", None),
    ("includes: [{what: call, amount: 2}]", "includes: [{}]", None),
    (
        "requests: {question: {examples: [one, two]}}",
        "requests: {question: {examples: [uno]}}",
        "translation-shape",
    ),
    ("includes: [{what: call, amount: 2}]", "includes: [{amount: 3}]", "not-a-text"),
    ("requests: {question: {name: A question}}", "requests: {questoin: {name: x}}", "translation-of-nothing"),
    ("fee: {amount: 3, currency: USD}", "fee: {currency: EUR}", "not-a-text"),
]


@pytest.mark.parametrize(("base", "texts", "rule"), TRANSLATED)
def test_a_translation_changes_texts_and_no_facts(base: str, texts: str, rule: str | None) -> None:
    translator = Translator()
    translator.translate(CHARTER, tree(base), tree(texts, "lower.es.yaml"))
    assert [problem.rule for problem in translator.problems] == ([rule] if rule else [])


def test_a_translated_text_knows_its_file() -> None:
    translator = Translator()
    result = translator.translate(
        CHARTER,
        tree("includes: [call, {what: report, amount: 1}]"),
        tree("includes: [llamada, {what: informe}]", "x.es.yaml"),
    )
    assert result.plain() == {"includes": ["llamada", {"what": "informe", "amount": "1"}]}
    assert result.at(("includes", 1, "what")).place.file == "x.es.yaml"
    assert result.at(("includes", 1, "amount")).place.file == "lower.yaml"


def test_an_item_is_known_by_its_original_name_in_every_language() -> None:
    base = Translator().translate(
        CHARTER, tree("includes: [call, report]"), tree("includes: [llamada, informe]", "x.es.yaml")
    )
    merger = Merger()
    lower = merger.merge(CHARTER, None, base)
    result = merger.merge(CHARTER, lower, tree("includes: [{drop: call}, {what: informe, amount: 2}]", "client.yaml"))
    assert result.plain() == {"includes": [{"what": "informe", "amount": "2"}]}
    assert not merger.problems


def test_a_name_that_says_which_item_is_meant_leaves_its_translation_alone() -> None:
    base = Translator().translate(
        CHARTER, tree("includes: [{what: call, amount: 1}, report]"), tree("includes: [llamada, informe]", "x.es.yaml")
    )
    merger = Merger()
    lower = merger.merge(CHARTER, None, base)
    result = merger.merge(CHARTER, lower, tree("includes: [{what: call, amount: 2}, report]", "state.yaml"))
    assert result.plain() == {"includes": [{"what": "llamada", "amount": "2"}, "informe"]}
    again = merger.merge(CHARTER, lower, tree("includes: [{what: llamada, amount: 3}]", "client.yaml"))
    assert again.plain() == {"includes": [{"what": "llamada", "amount": "3"}, "informe"]}
    assert not merger.problems


def test_what_was_dropped_is_remembered_with_the_word_that_did_it() -> None:
    merger = Merger()
    lower = merger.merge(
        CHARTER, None, tree("channels: {email: {address: a@b.example}, phone: {number: '+1 303 555 0100'}}")
    )
    result = merger.merge(CHARTER, lower, tree("channels: {drop: [phone]}", "client.yaml"))
    assert [(word.text, str(word.place)) for word in result.at(("channels",)).dropped] == [
        ("phone", "client.yaml:1:19")
    ]
