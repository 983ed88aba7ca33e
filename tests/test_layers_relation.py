"""Layers of what is said of the relation: remedies, steps, states, languages; merged, translated and told apart."""

from __future__ import annotations

import pytest
from test_layers import merged, tree

from charter.layers import CHARTER, Translator
from charter.provenance import chain

RELATION = {
    "steps without names are one value": (
        "silence: [{after: 5 business days, then: We ask.}, {after: 2 months, then: We stop.}]",
        "silence: [{after: 10 business days, then: We ask.}]",
        {"silence": [{"after": "10 business days", "then": "We ask."}]},
    ),
    "so are those of an escalation": (
        "escalation: [{after: 1 business day, to: maya}, {when: it is down, to: {role: the director}}]",
        "escalation: [{after: 2 business days, to: {department: support}}]",
        {"escalation": [{"after": "2 business days", "to": {"department": "support"}}]},
    ),
    "and those inside an appointment": (
        "appointments: {late: {grace: 10 minutes, steps: [{after: 5 minutes, then: We call.}]}}",
        "appointments: {late: {steps: [{after: 2 minutes, then: We write.}]}}",
        {"appointments": {"late": {"grace": "10 minutes", "steps": [{"after": "2 minutes", "then": "We write."}]}}},
    ),
    "the steps of a size are one value, and its neighbours stay": (
        "by_size: [{what: contacts, by: agents, steps: [{up_to: 5, gives: 1}, {gives: 2}]}, {what: start, by: agents, steps: [{gives: 3}]}]",
        "by_size: [{what: contacts, steps: [{gives: 9}]}]",
        {
            "by_size": [
                {"what": "contacts", "by": "agents", "steps": [{"gives": "9"}]},
                {"what": "start", "by": "agents", "steps": [{"gives": "3"}]},
            ]
        },
    ),
    "steps of a complaint have names": (
        "complaints: {steps: [{id: heard, what: We write back, within: 2 business days}, {what: We answer, follows: heard}]}",
        "complaints: {steps: [{id: heard, within: 1 business day}]}",
        {
            "complaints": {
                "steps": [
                    {"id": "heard", "what": "We write back", "within": "1 business day"},
                    {"what": "We answer", "follows": "heard"},
                ]
            }
        },
    ),
    "remedies merge by their ids": (
        "remedies: {late: {name: Money back, percent: 10%, of: your invoice}, down: {name: A day}}",
        "remedies: {late: {percent: 20%}, drop: down}",
        {"remedies": {"late": {"name": "Money back", "percent": "20%", "of": "your invoice"}}},
    ),
    "somebody else takes the place of somebody": (
        "remedies: {late: {granted_by: {department: billing}}, down: {granted_by: maya}}",
        "remedies: {late: {granted_by: maya}, down: {granted_by: {role: the director}}}",
        {"remedies": {"late": {"granted_by": {"person": "maya"}}, "down": {"granted_by": {"role": "the director"}}}},
    ),
    "messages, seasons, states and languages go by name": (
        "{messages: {cancel: {name: x}, chase: {name: y}}, seasons: {tax: {name: Tax}, fair: {name: Fair}}, lifecycle: {inactive: {means: x}, former: {means: y}}, spoken: {es: {calendar: office}, de: {calendar: office}}}",
        "{messages: {drop: cancel}, seasons: {drop: [tax]}, lifecycle: {drop: former}, spoken: {drop: de}}",
        {
            "messages": {"chase": {"name": "y"}},
            "seasons": {"fair": {"name": "Fair"}},
            "lifecycle": {"inactive": {"means": "x"}},
            "spoken": {"es": {"calendar": "office"}},
        },
    ),
    "sentences are added, and go by their text": (
        "conduct: [We are kind., We are brief.]",
        "conduct: [{drop: We are brief.}, We listen.]",
        {"conduct": ["We are kind.", "We listen."]},
    ),
}


@pytest.mark.parametrize(("lower", "upper", "result"), RELATION.values(), ids=RELATION)
def test_merging_what_is_said_of_the_relation(lower: str, upper: str, result: object) -> None:
    assert merged(lower, upper) == (result, [])


SPOKEN = [
    ("silence: [{after: 2 months, state: asleep, then: We stop.}]", "silence: [{state: dormido, then: Paramos.}]"),
    ("escalation: [{to: maya}, {to: {role: the director}}]", "escalation: [{}, {to: {role: la directora}}]"),
    ("remedies: {late: {name: Money, when: we are late}}", "remedies: {late: {name: Dinero, when: llegamos tarde}}"),
    ("complaints: {steps: [{id: a, what: We read, follows: b}]}", "complaints: {steps: [{what: Leemos}]}"),
    ("lifecycle: {former: {means: over, changes: [no fee]}}", "lifecycle: {former: {means: fin, changes: [sin cuota]}}"),
    ("by_size: [{what: x, by: agents, steps: [{gives: one}]}]", "by_size: [{by: agentes, steps: [{gives: uno}]}]"),
    ("queue: {order: [a, b], why: c}", "queue: {order: [d, e], why: f}"),
    ("includes: [{what: calls, rollover: none}]", "includes: [{what: llamadas, rollover: nada}]"),
    ("rate: {bands: [{name: nights, times: 2}]}", "rate: {bands: [{name: noches}]}"),
    ("messages: {cancel: {name: x, subject: y, body: z}}", "messages: {cancel: {name: a, subject: b, body: c}}"),
    ("seasons: {tax: {name: Tax, from: 03-01, to: 04-15}}", "seasons: {tax: {name: Renta}}"),
    ("spoken: {de: {otherwise: We write.}}", "spoken: {de: {otherwise: Escribimos.}}"),
    ("conduct: [We are kind.]", "conduct: [Somos amables.]"),
    ("standing: {wins: the contract}", "standing: {wins: el contrato}"),
    ("commitments: {question: {first_reply: 1 business day, only_if: you ask}}", "commitments: {question: {only_if: lo pides}}"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "texts"), SPOKEN, ids=[base[:40] for base, _ in SPOKEN])
def test_the_texts_of_the_relation_are_translated(base: str, texts: str) -> None:
    translator = Translator()
    result = translator.translate(CHARTER, tree(base), tree(texts, "lower.es.yaml"))
    assert not translator.problems
    assert result.plain() != tree(base).plain()


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("silence: [{after: 2 months, then: We stop.}]", "silence[0].after", "silence[0].after: 2 months"),
        ("escalation: [{to: maya}]", "escalation[0].to", "escalation[0].to: maya"),
        ("remedies: {late: {granted_by: {role: her}}}", "remedies.late", "remedies.late.granted_by.role: her"),
        ("lifecycle: {former: {means: over}}", "lifecycle.former.means", "lifecycle.former.means: over"),
        ("spoken: {pt-BR: {calendar: office}}", "spoken.pt-BR", "spoken.pt-BR.calendar: office"),
        ("complaints: {steps: [{what: x, follows: y}]}", "complaints.steps[0]", "complaints.steps[0].follows: y"),
    ],
)
def test_what_is_said_of_the_relation_tells_where_it_is_from(text: str, path: str, said: str) -> None:
    assert said in list(chain(tree(text), path))
