"""Whom to ask for a lost passphrase: what a locked page may say of the agency, which is alike for all its clients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charter.source import Node

_LAST = 1_000_000
_SEEN_BY_ALL = "client"


@dataclass(frozen=True, slots=True)
class Ask:
    """A way to the agency."""

    address: str = ""
    number: str = ""
    url: str = ""


def ask(agency: Node) -> Ask:
    """Give the way that the agency prefers, as its own file says it: of those that every client may see.

    A client's own file can change a channel for that client alone, and must not show through a page that is locked.
    """
    channels = agency.at(("channels",))
    seen = (
        [one for one in channels.group.values() if _text(one, "visibility") in {"", _SEEN_BY_ALL}] if channels else []
    )
    seen.sort(key=lambda one: int(rank) if (rank := _text(one, "preferred")).isdecimal() else _LAST)
    return Ask(*(_text(seen[0], way) for way in ("address", "number", "url"))) if seen else Ask()


def _text(channel: Node, key: str) -> str:
    node = channel.child(key)
    return node.text if node else ""
