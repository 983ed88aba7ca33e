"""What is said of the relation, mistyped in every part of it; and what editors make of it when it is right."""

from __future__ import annotations

import pytest
from test_schema import FILE, found
from test_schema_export import refusals

CASES = [
    ("lifecycle: {gone: {means: x}}", "bad-value", 13, "`gone` is not one of the words that can stand here."),
    ("lifecycle: {former: {}}", "missing-key", 13, "`means` is missing for `lifecycle.former`."),
    ("escalation: [{to: {}}]", "incomplete", 15, "Nobody is named here."),
    ("escalation: [{to: {persn: maya}}]", "unknown-key", 20, "Charter does not know `persn` here, so nobody would see it."),
    ("escalation: {to: maya}", "shape", 1, "Under `escalation` belongs a list. Who takes over when it does not go on, step by step."),
    ("escalation: [{after: 1 day, to: maya}]", "bad-value", 22, "`1 day` can be read in two ways."),
    ("silence: [{after: same business day, then: We call.}]", "bad-value", 19, "`same business day` is not a notice we know how to count."),
    ("remedies: {a: {name: x, when: y}}", "incomplete", 12, "This remedy gives nothing."),
    ("remedies: {a: {name: x, when: y, percent: 10%}}", "incomplete", 12, "This remedy gives a part of nothing."),
    ("remedies: {a: {name: x, when: y, percent: 10, of: z}}", "bad-value", 43, "`10` is not a percentage."),
    ("remedies: {a: {name: x, when: y, gives: z, automatic: perhaps}}", "bad-value", 55, "`perhaps` is neither yes nor no."),
    ("remedies: {A B: {name: x, when: y, gives: z}}", "bad-id", 12, "`A B` is not an id."),
    ("complaints: {steps: [{what: x, follows: A B}]}", "bad-value", 41, "`A B` is not an id."),
    ("spoken: {french: {calendar: office}}", "bad-id", 10, "`french` is not a language tag."),
    ("spoken: {fr: office}", "shape", 10, "Under `spoken.fr` belongs a group of keys."),
    ("seasons: {tax: {name: Tax, from: 03-01}}", "missing-key", 11, "`to` is missing for `seasons.tax`."),
    ("seasons: {tax: {name: Tax, from: March, to: 04-15}}", "bad-value", 34, "`March` is not a day of the year."),
    ("by_size: [{what: x, by: y, steps: []}]", "empty-value", 28, "`by_size[0].steps` is empty."),
    ("by_size: [{what: x, by: y, steps: [{up_to: many, gives: z}]}]", "bad-value", 44, "`many` is not a whole number."),
    ("rate: {amount: 3, currency: USD, bands: [{name: x}]}", "incomplete", 42, "A band of hours has either `hours:` or `outside:`."),
    ("rate: {amount: 3, currency: USD, bands: [{name: x, hours: evenings}]}", "bad-value", 59, "Hours are written by weekday: {mon-thu: 09:00-17:00, fri: 09:00-15:00}."),
    ("rate: {amount: 3, currency: USD, discounts: [{who: x, percent: half}]}", "bad-value", 64, "`half` is not a percentage."),
    ("billing: {due_on: day 40}", "bad-value", 19, "`day 40` is no day of a month."),
    ("billing: {due: net 30}", "bad-value", 16, "`net 30` is not a length of time."),
    ("estimate: {above: 300}", "shape", 12, "Under `estimate.above` belongs a group of keys."),
    ("feedback: [{what: x, silence: no}]", "bad-value", 31, "`no` is not one of the words that can stand here."),
    ("triage: {set_by: them}", "bad-value", 18, "`them` is not one of the words that can stand here."),
    ("meetings: [{name: x, attendees: [{}]}]", "incomplete", 34, "Nobody is named here."),
    ("meetings: [{name: x, every: quarterly}]", "bad-value", 29, "`quarterly` is not a length of time."),
    ("standing: {is_a: treaty}", "bad-value", 18, "`treaty` is not one of the words that can stand here."),
    ("conduct: Be kind", "shape", 1, "Under `conduct` belongs a list. How both sides treat each other."),
    ("maintenance: [{what: x, hours: {sat: 21:00-03:00}}]", "bad-hours", 38, "`21:00-03:00` closes before it opens."),
    ("plan_changes: [{what: x, limit: 2}]", "shape", 26, "Under `plan_changes[0].limit` belongs a group of keys. How often it can be done."),
    ("messages: {cancel: {name: x, subject: y}}", "missing-key", 12, "`body` is missing for `messages.cancel`."),
    ("commitments: {question: {language: english}}", "bad-value", 36, "`english` is not a language tag."),
    ("requests: {question: {name: A question, axis: kind}}", "bad-value", 47, "`kind` is not one of the words that can stand here."),
    ("client: {id: harbor, name: Harbor, representative: maya, sizes: {agents: many}}", "bad-value", 74, "`many` is not a whole number."),
    ("calendars: {office: {hours: {mon: closed}, regions: {Colorado: {hours: {mon: closed}}}}}", "bad-id", 54, "`Colorado` is not a country or region."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "column", "message"), CASES, ids=[text[:60] for text, *_ in CASES])
def test_a_mistake_about_the_relation_is_found_at_its_place(text: str, rule: str, column: int, message: str) -> None:
    [problem] = found(text + "\n")
    place = problem.place
    assert (problem.rule, place.file, place.line, place.column) == (rule, FILE, 1, column)
    assert problem.message.startswith(message)
    assert problem.hint


RIGHT = """\
name: Harbor
tier: growth
representative: maya
region: US-CO
sizes: {agents: 18}
remedies:
  late: {name: Money, when: we are late, percent: 10%, of: your invoice, granted_by: maya}
  down: {name: Money, when: we are down, amount: {amount: 40, currency: USD, per: day}, automatic: yes, pay_by: 1 month}
  gone: {name: x, when: y, gives: z, granted_by: {department: billing}}
  drop: old
escalation: [{after: 1 business day, to: maya}, {when: it is down, to: {role: the director}, how: phone}]
silence: [{after: "45 days, any day", state: asleep, then: We stop.}]
authority: [{what: a refund, who: maya, up_to: {amount: 300, currency: USD}}, {drop: a gift}]
complaints: {to: {person: maya}, steps: [{id: heard, what: x, within: 2 business days}, {what: y, follows: heard}]}
lifecycle: {former: {means: over, after: 45 days, changes: [no fee]}, drop: [inactive]}
spoken: {es: {calendar: office, channels: phone}, no: {}}
seasons: {tax: {name: Tax, from: 03-01, to: 04-15}}
by_size: [{what: contacts, by: agents, size: agents, steps: [{up_to: 5, gives: one}, {gives: two}]}]
queue: [clients with a plan, everybody else]
meetings: [{name: review, every: 3 months, on: first tuesday, attendees: maya, agenda: 2 business days}]
standing: {is_a: charter, wins: the contract, responsible: maya, review: 6 months, notice: "30 days, any day"}
cover: {notice: 5 business days, notes: {within: same business day}}
"""


def test_editors_take_what_is_right() -> None:
    assert refusals("client", RIGHT.replace("queue: [", "queue: {order: [").replace("else]", "else]}")) == []
    assert refusals("client", "name: x\ntier: y\nrepresentative: z\nqueue: urgent things\n") == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("remedies: {late: {nam: x}}", "$.remedies.late"),
        ("silence: [{after: [x], then: y}]", "$.silence[0].after"),
        ("state: gone", "$.state"),
        ("meetings: {name: x}", "$.meetings"),
    ],
)
def test_editors_underline_what_is_wrong(text: str, path: str) -> None:
    assert any(
        refused.startswith(path) for refused in refusals("client", RIGHT.split("region", maxsplit=1)[0] + text + "\n")
    )


@pytest.mark.parametrize(
    "text",
    [
        "silence: [{state: dormido, then: Paramos.}]",
        "escalation: [{}, {to: {role: la directora}}]",
        "remedies: {late: {name: Dinero, when: llegamos tarde, of: tu factura}}",
        "lifecycle: {former: {means: fin, changes: [sin cuota]}}",
        "by_size: [{what: contactos, by: agentes, steps: [{gives: uno}, {gives: dos}]}]",
        "complaints: {steps: [{what: Leemos}, {}]}",
        "conduct: [Somos amables.]",
        "standing: {wins: el contrato}",
        "includes: [{what: llamadas, rollover: nada}]",
    ],
)
def test_editors_take_translations(text: str) -> None:
    assert refusals("translation", text) == []
