"""The sections of prose, each compiled once, and what a client's prose may name."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from charter.model.charter import State
from charter.render.prose import Prose, compile_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from charter.compute import Facts
    from charter.model.agency import Channel, Person
    from charter.model.charter import Charter
    from charter.problem import Problem
    from charter.render.language import Speech
    from charter.source.project import Prose as Written

_PERSON = ("name", "short_name", "role", "email", "number")
_CHANNEL = ("name", "address", "number", "url")
PROSE_NAMES = frozenset(
    {
        *("agency.name", "agency.url"),
        *("client.name", "client.website", "client.onboarding", "client.inactive", "client.former"),
        *("tier.name", "tier.means", "fee", "rate"),
        *(f"{who}.{what}" for who in ("representative", "backup") for what in _PERSON),
    }
)
"""The names that prose may use, besides `channels.<id>.address` and the like for each channel there is."""


def compile_all(
    prose: Mapping[tuple[str, str], Written], channels: Iterable[str]
) -> tuple[dict[tuple[str, str], Prose], list[Problem]]:
    """Compile all prose, by language and section. What is faulty is a problem, and left out."""
    names = PROSE_NAMES | {f"channels.{ident.replace('-', '_')}.{what}" for ident in channels for what in _CHANNEL}
    compiled: dict[tuple[str, str], Prose] = {}
    problems: list[Problem] = []
    for key, written in prose.items():
        section, found = _compiled(written.text, written.file, names)
        compiled |= {key: section} if section.template_source else {}
        problems += found
    return compiled, problems


@lru_cache(maxsize=1024)
def _compiled(text: str, file: str, names: frozenset[str]) -> tuple[Prose, list[Problem]]:
    """A preview compiles again only what was edited."""
    return compile_prose(text, file, names)


def prose_values(charter: Charter, facts: Facts, speech: Speech) -> dict[str, Any]:
    """Give a client's value for each name; what the client has not is empty, so that prose can ask for it."""
    client = charter.client
    return {
        "agency": SimpleNamespace(name=charter.agency.name, url=charter.agency.url or ""),
        "client": SimpleNamespace(
            name=client.name,
            website=client.website or "",
            **{state.value: client.state == state for state in State},
        ),
        "tier": SimpleNamespace(name=charter.tier.name, means=charter.tier.means or ""),
        "fee": speech.price(charter.fee) if charter.fee else "",
        "rate": speech.price(charter.rate) if charter.rate else "",
        "representative": _person(charter.representative),
        "backup": _person(charter.backup),
        "channels": _Channels(facts.channels),
    }


def _person(person: Person | None) -> SimpleNamespace:
    return SimpleNamespace(**{name: getattr(person, name, None) or "" for name in _PERSON})


class _Channels:
    """The channels that the client may see; any other one has no name, no number and no address."""

    def __init__(self, seen: Mapping[str, Channel]) -> None:
        self._seen = seen

    def __getattr__(self, ident: str) -> SimpleNamespace:
        channel = self._seen.get(ident.replace("_", "-"))
        return SimpleNamespace(**{name: getattr(channel, name, None) or "" for name in _CHANNEL})
