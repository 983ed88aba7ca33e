"""What changes in a state of the relation: a layer between the tier and the client, and what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest

from charter import pipeline
from charter.provenance import chain

PREMIER = "name: Premier\nincludes: [{id: call, what: A call}]\ncommitments: {urgent: 2 business hours}\n"
FORMER = "name: Former & Gone\ntier: growth\nrepresentative: maya\nstate: former\nuntil: 2026-08-31\n"
STATE = "commitments: {question: {first_reply: 3 business days}}\n"


def found(loaded) -> list[tuple[str, str]]:
    return [(problem.rule, problem.place.file) for problem in loaded.problems]


def test_a_state_lies_between_the_tier_and_the_client(project, load) -> None:
    own = "commitments: {question: {finish: 2 business days}}\n"
    loaded = load(project(states__former=STATE, clients__old=FORMER, clients__older=FORMER + own))
    assert found(loaded) == []
    harbor, old, older = (loaded.clients[ident].tree for ident in ("harbor", "old", "older"))
    reply, finish = (("commitments", "question", key) for key in ("first_reply", "finish"))
    assert [tree.at(reply).text for tree in (harbor, old, older)] == [
        "1 business day",
        "3 business days",
        "3 business days",
    ]
    assert old.at(reply) is older.at(reply), "what clients share is laid once"
    assert [old.at(reply).place.file, old.at(reply).replaced.place.file] == [
        "content/states/former.yaml",
        "content/tiers/growth.yaml",
    ]
    assert older.at((*finish, "target")).text == "2 business days"
    assert list(chain(old, "commitments.question.first_reply"))[1:] == [
        "    content/states/former.yaml:1:26  (state former)",
        "      instead of 1 business day  content/tiers/growth.yaml:3:14  (tier growth)",
    ]


def test_whoever_names_no_state_is_active(project, load) -> None:
    loaded = load(project(states__active=STATE))
    assert loaded.clients["harbor"].tree.at(("commitments", "question", "first_reply")).text == "3 business days"
    assert found(loaded) == [], "what a state makes later is not the client's own doing"


def test_a_state_speaks_the_language_of_the_client(project, load) -> None:
    agency = (
        (project() / "content/agency.yaml")
        .read_text()
        .replace("America/Denver,", "America/Denver, languages: [en, es],")
    )
    files = {"agency": agency, "clients__old": FORMER + "language: es\n"}
    named = "channels: {email: {for: ideas}}\n"
    loaded = load(project(**files, states__former=named))
    assert ("missing-translation", "content/states/former.yaml") in found(loaded)
    translated = {"content/states/former.es.yaml": "channels: {email: {for: ideas nuevas}}\n"}
    loaded = load(project(translated, **files))
    assert not [one for one in found(loaded) if "states" in one[1]]
    assert loaded.clients["old"].charter.channels["email"].use == "ideas nuevas"


@pytest.mark.parametrize("state", ["commitments: {drop: urgent}\n", "includes: [{id: call, amount: 2}]\n"])
@pytest.mark.parametrize("old", [FORMER, FORMER.replace("growth", "premier"), None])
def test_a_state_may_speak_of_what_only_some_tiers_have(project, load, state: str, old: str | None) -> None:
    loaded = load(project(tiers__premier=PREMIER, states__former=state, clients__old=old))
    assert [one for one in found(loaded) if "states" in one[1]] == []


@pytest.mark.parametrize("old", [FORMER, FORMER.replace("growth", "premier"), None])
@pytest.mark.parametrize(
    ("state", "rule"),
    [
        ("commitments: {drop: ugent}\n", "nothing-to-drop"),
        ("includes: [{id: cal, amount: 2}]\n", "nothing-to-change"),
        ("name: Former\n", "unknown-key"),
        ("brand: {color: '#0b5c4a'}\n", "agency-only"),
        ("commitments: {question: 24 hours}\n", "unstated-clock"),
    ],
)
def test_a_mistake_in_a_state_is_found_once_whoever_is_in_it(project, load, old, state: str, rule: str) -> None:
    loaded = load(project(tiers__premier=PREMIER, states__former=state, clients__old=old))
    assert [one for one in found(loaded) if "states" in one[1]] == [(rule, "content/states/former.yaml")]


def test_what_an_unreadable_file_might_say_is_not_held_against_a_state(project, load) -> None:
    broken = "name: [\n"
    files = {"states__former": "commitments: {drop: emergency}\n", "clients__old": FORMER}
    loaded = load(project(**files, tiers__premier=broken))
    assert {file for _, file in found(loaded)} == {"content/tiers/premier.yaml"}
    own = FORMER + "commitments: {drop: urgent}\n"
    loaded = load(project(tiers__premier=None, states__former=broken, clients__old=own))
    assert {file for _, file in found(loaded)} == {"content/states/former.yaml"}


def test_a_state_that_is_none_is_one_finding(project, load) -> None:
    state = "commitments: {urgent: 1 business day}\n"
    own = FORMER.replace("former", "fromer") + "commitments: {drop: urgent}\n"
    loaded = load(project(states__former=state, clients__old=own))
    assert found(loaded) == [("bad-value", "content/clients/old.yaml")]


ENDING = "name: Ending\ntier: growth\nrepresentative: maya\nuntil: 2026-11-24\ncommitments: {question: {first_reply: 1 business hour}}\n"


@pytest.mark.parametrize(
    ("day", "state", "reply"),
    [("2026-11-24", "active", "1 business hour"), ("2026-11-25", "former", "3 business days")],
)
def test_a_client_is_a_former_one_from_the_day_after_its_last(project, day: str, state: str, reply: str) -> None:
    former = "commitments: {question: {drop: [finish], first_reply: 3 business days}}\n"
    root = project(states__former=former, clients__ending=ENDING)
    loaded = pipeline.load(root, today=lambda _zone: date.fromisoformat(day))
    assert not loaded.problems
    charter = loaded.clients["ending"].charter
    assert (charter.client.state, str(charter.commitments["question"][0].first_reply[0].target)) == (state, reply)


def test_what_will_be_wrong_after_the_last_day_is_found_before(project) -> None:
    broken = "commitments: {question: {first_reply: nobody knows}}\n"
    root = project(states__former=broken, clients__ending=ENDING)
    loaded = pipeline.load(root, today=lambda _zone: date(2026, 11, 20))
    assert {problem.place.file for problem in loaded.problems} == {"content/states/former.yaml"}
