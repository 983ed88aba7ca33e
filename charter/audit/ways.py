"""The ways to the agency: each address, number and name of a channel, a person or a department, and who has opened it.

What the agency's own files say is open to all. What a plan, a state or a client's file says or opens is so for those
alone whose charter it is in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.model.agency import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.agency import Channel, Department, Person
    from charter.model.charter import Charter
    from charter.source import Node

CLIENTS = "content/clients/"
_SOME = ("content/tiers/", "content/states/")
_KINDS = {"channels": "channel", "people": "person", "departments": "department"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way: what it leads to, who may see that, and the files that say the one and the other."""

    value: str
    what: str
    visibility: Visibility
    file: str
    opened: str
    is_name: bool = False

    @property
    def is_open(self) -> bool:
        """Whether whoever has this charter may see it."""
        return self.visibility is Visibility.CLIENT

    @property
    def is_own(self) -> bool:
        """Whether it stands in a client's own file."""
        return self.file.startswith(CLIENTS)

    @property
    def is_of_agency(self) -> bool:
        """Whether it is open, and no client's file has a part in that."""
        return self.is_open and not self.is_own and not self.opened.startswith(CLIENTS)

    @property
    def is_for_all(self) -> bool:
        """Whether it is open to all clients, whatever their plan and their state."""
        return self.is_of_agency and not self.file.startswith(_SOME) and not self.opened.startswith(_SOME)

    @property
    def secrecy(self) -> str:
        """Say why not all may see it; nothing where nothing is said against it."""
        if not self.is_open:
            is_known = self.is_name and self.visibility is Visibility.PRIVATE
            return "" if is_known else f"{self.what}, which is `{self.visibility}`"
        return f"{self.what}, which not all clients have" if self.file.startswith(_SOME) else ""


def ways(charter: Charter, tree: Node | None) -> Iterator[Way]:
    """Give all ways in a charter. Without the tree that it was made of, all of it is the agency's."""
    for group, kind in _KINDS.items():
        for ident, one in getattr(charter, group).items():
            node = tree.at((group, ident)) if tree else None
            opened = _file(node, "visibility") if node and node.child("visibility") else ""
            for name, value in _named(one):
                what = f"{kind} `{ident}`"
                yield Way(value, what, one.visibility, _file(node, name), opened, is_name=name == "name")


def values(one: Channel | Person | Department) -> list[str]:
    """Give a name of a person, addresses and numbers; what a channel or a department is called is no secret."""
    return [value for _, value in _named(one)]


def _named(one: Channel | Person | Department) -> Iterator[tuple[str, str]]:
    names = {"address", "number", "url", "email", *({"name"} if hasattr(one, "role") else ())}
    for name in sorted(names):
        if isinstance(value := getattr(one, name, None), str):
            yield name, value


def _file(node: Node | None, name: str) -> str:
    """Give the file in which a field was written, or all of what it is a field of in short."""
    return (node.child(name) or node).place.file if node else ""
