"""Whom a mail is from and for, with addresses that every mail program can write to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from charter.problem import CharterError
from charter.render.headers import Mailbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charter.compute import Facts
    from charter.model.charter import Charter

_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_PLAIN = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:[a-z0-9-]+\.)+[a-z0-9-]+", re.ASCII | re.IGNORECASE)
"""An address as all mail programs know it: RFC 5321, 4.1.2, without quotes and numbers of computers."""


def sender(charter: Charter, facts: Facts) -> Mailbox:
    """Give the representative's address, else the agency's preferred one."""
    person = charter.representative
    own = person.email or next((one.address for one in facts.channels.values() if one.address), None)
    if own is None:
        raise CharterError(
            f"{person.name} has no e-mail address, and neither has any channel, so nobody could send this."
            " Add an `email:` for this person in content/people.yaml."
        )
    return _mailbox(person.name, own, "Correct it in content/people.yaml.")


def answers(charter: Charter, facts: Facts) -> Mailbox | None:
    """Give the address to which answers go, where the agency prefers one of its own to all other ways."""
    preferred = next(iter(facts.channels.values()), None)
    if preferred is None or not (preferred.preferred and preferred.address):
        return None
    return _mailbox(charter.agency.name, preferred.address, "Correct it under `channels:` in content/agency.yaml.")


def recipients(charter: Charter, to: Sequence[str]) -> list[Mailbox]:
    """Give these addresses, with the names of people who are known, else the client's people, who approve first."""
    if to:
        names = {person.email.lower(): person.name for person in charter.client.contacts if person.email}
        mend = "Write one, such as dana@example.com."
        return [_mailbox(names.get(one.lower(), ""), one, mend) for one in dict.fromkeys(to)]
    where = f"under `contacts:` in content/clients/{charter.client.id}.yaml, or name one with --to."
    people = [person for person in charter.client.contacts if person.email]
    if not people:
        raise CharterError(f"Nobody at {charter.client.name} has an e-mail address. Add one {where}")
    ranked = sorted(people, key=lambda person: not person.approves)
    return [_mailbox(person.name, str(person.email), f"Correct it {where}") for person in ranked]


def _mailbox(name: str, address: str, mend: str) -> Mailbox:
    """Join a name and an address that a mail can be sent to; the mend is for one that it cannot."""
    local, _, domain = address.rpartition("@")
    plain = f"{local}@{'.'.join(map(_encoded, domain.split('.')))}"
    if not _PLAIN.fullmatch(plain):
        letters = "" if local.isascii() else " Many mail programs know no letters but a to z in front of the @."
        raise CharterError(f"{address} is no e-mail address that every mail program can write to.{letters} {mend}")
    return Mailbox(name, plain)


def _encoded(label: str) -> str:
    """Write a part of a domain in ASCII, as the domain system has it (RFC 5891): `exämple` -> `xn--exmple-cua`."""
    return label if label.isascii() else f"xn--{normalize('NFC', label.lower()).encode('punycode').decode()}"
