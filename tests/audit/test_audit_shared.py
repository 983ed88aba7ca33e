"""What several clients have alike leads to none of them, and what only sounds like another client's does not either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from audited import build, told
from conftest import AGENCY, TIER

from charter.audit import inspect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.audit import Leak

WILLOW = "name: Willow & Fir Realty\ntier: growth\nrepresentative: maya\n"
KESTREL = "name: Kestrel & Lowe\ntier: growth\nrepresentative: maya\n"
QUIBBLESTONE = "name: Quibblestone Yards\ntier: growth\nrepresentative: maya\n"

OWN = """\
channels:
  line: {name: Your own line, number: "+1 602 555 0999", for: what cannot wait}
  chat: {name: Chat, url: https://rooms.example/quibblestone, for: chat}
  post: {name: Post, address: yards@northlight.example, for: post}
people: {zoe: {name: Zoe Abernathy, role: Designer, email: zoe@northlight.example}}
"""
PRIVATE = AGENCY.replace("  phone:", '  emergency: {number: "+1 303 555 0199", visibility: private}\n  phone:').replace(
    "people:", "people:\n  amir: {name: Amir Haddad, role: Duty, visibility: internal}", 1
)


@pytest.fixture
def found(project: Callable[..., Path]) -> Callable[..., list[Leak]]:
    """Build a small project of some clients, plant a text in a page of the last one, and give what an audit finds."""

    def leaks_of(planted: str = "", agency: str = AGENCY, **clients: str) -> list[Leak]:
        root = project(
            agency=agency, clients__harbor=None, **{f"clients__{name}": text for name, text in clients.items()}
        )
        page = build(root, root / "site") / [*clients][-1] / "index.html"
        page.write_text(page.read_text("utf-8").replace("</main>", f"<p>{planted}</p></main>"), "utf-8")
        return inspect(root / "site", told(root)).leaks

    return leaks_of


def rules(found: list[Leak]) -> set[tuple[str, str]]:
    return {(leak.rule, leak.of) for leak in found}


class TestAlike:
    @pytest.mark.parametrize("number", ["+1 303 555 0100", "+1 (303) 555-0100"])
    def test_a_contact_with_a_number_of_the_agency(self, found: Callable[..., list[Leak]], number: str) -> None:
        contact = f'contacts: [{{name: Zelda Quibble, number: "{number}"}}]\n'
        assert found(willow=WILLOW + contact, kestrel=KESTREL) == []

    def test_two_clients_with_one_contact(self, found: Callable[..., list[Leak]]) -> None:
        contact = "contacts: [{name: Zelda Quibble, email: zelda@quibble.example, number: '+1 207 555 0162'}]\n"
        assert found(willow=WILLOW + contact, kestrel=KESTREL + contact) == []

    def test_the_contact_of_two_in_the_page_of_a_third(self, found: Callable[..., list[Leak]]) -> None:
        contact = "contacts: [{name: Zelda Quibble, email: zelda@quibble.example, number: '+1 207 555 0162'}]\n"
        [leak] = found("(207) 555-0162", willow=WILLOW + contact, fir=WILLOW + contact, kestrel=KESTREL)
        assert leak.rule == "client-told"

    def test_a_contact_of_one_with_the_own_line_of_another(self, found: Callable[..., list[Leak]]) -> None:
        contact = "contacts: [{name: Amir Haddad, number: '+1 602 555 0999'}]\n"
        line = "channels: {line: {name: Line, number: '+1 (602) 555-0999', for: anything, visibility: private}}\n"
        routed = "commitments: {urgent: {channel: line, first_reply: 1 business day}}\n"
        assert found(agency=PRIVATE, willow=WILLOW + contact, kestrel=KESTREL + line + routed) == []


class TestTheFirstWord:
    def test_a_rare_one_leads_to_its_client(self, found: Callable[..., list[Leak]]) -> None:
        assert rules(found("As for Quibblestone", yards=QUIBBLESTONE, kestrel=KESTREL)) == {("client-told", "yards")}

    def test_without_its_capital_it_is_a_word(self, found: Callable[..., list[Leak]]) -> None:
        assert found("a wall of quibblestone", yards=QUIBBLESTONE, kestrel=KESTREL) == []

    def test_one_that_the_agency_uses_is_a_word(self, found: Callable[..., list[Leak]]) -> None:
        agency = AGENCY.replace("name: A question", "name: A question, means: Quibblestone or not")
        assert found("Quibblestone", agency, yards=QUIBBLESTONE, kestrel=KESTREL) == []

    def test_two_clients_may_share_it(self, found: Callable[..., list[Leak]]) -> None:
        assert found(yards=QUIBBLESTONE, lofts=QUIBBLESTONE.replace("Yards", "Lofts")) == []


class TestWays:
    @pytest.mark.parametrize(
        "written",
        [
            "(602) 555-0999",
            "rooms.example/quibblestone",
            "yards@northlight.example",
            "Zoe Abernathy",
            "zoe@northlight.example",
        ],
    )
    def test_what_a_client_has_alone_leads_to_it(self, found: Callable[..., list[Leak]], written: str) -> None:
        assert rules(found(written, yards=QUIBBLESTONE + OWN, kestrel=KESTREL)) == {("client-told", "yards")}
        assert found(written, kestrel=KESTREL, yards=QUIBBLESTONE + OWN) == []

    def test_where_many_have_a_room_leads_to_nobody(self, found: Callable[..., list[Leak]]) -> None:
        assert found("see rooms.example", yards=QUIBBLESTONE + OWN, kestrel=KESTREL) == []

    def test_two_clients_may_have_the_same(self, found: Callable[..., list[Leak]]) -> None:
        assert found(yards=QUIBBLESTONE + OWN, kestrel=KESTREL + OWN) == []

    @pytest.mark.parametrize(
        ("opened", "written"),
        [
            ("channels: {emergency: {visibility: client}}\n", "303-555-0199"),
            ("people: {amir: {visibility: client}}\n", "Amir Haddad"),
        ],
    )
    def test_what_one_client_opens_for_itself_stays_shut_for_others(
        self, found: Callable[..., list[Leak]], opened: str, written: str
    ) -> None:
        assert {leak.rule for leak in found(written, PRIVATE, willow=WILLOW + opened, kestrel=KESTREL)} == {
            "internal-told"
        }
        assert found(written, PRIVATE, kestrel=KESTREL, willow=WILLOW + opened) == []

    def test_what_a_plan_opens_is_for_its_clients(
        self, found: Callable[..., list[Leak]], project: Callable[..., Path]
    ) -> None:
        project(tiers__gold=TIER + "channels:\n  gold: {name: Gold, number: '+1 303 555 0177', for: anything}\n")
        gold = WILLOW.replace("growth", "gold")
        [leak] = found("303-555-0177", willow=gold, kestrel=KESTREL)
        assert (leak.rule, leak.why) == (
            "internal-told",
            "It belongs to a channel `gold`, which not all clients have. Only some clients may see it.",
        )
        assert found("303-555-0177", kestrel=KESTREL, willow=gold) == []

    def test_who_calls_itself_the_agency_does_not_become_it(self, found: Callable[..., list[Leak]]) -> None:
        claims = WILLOW + "agency: {name: Willow & Fir Realty}\n"
        assert "client-told" in {leak.rule for leak in found("Willow &amp; Fir Realty", willow=claims, kestrel=KESTREL)}
