"""Where the keys of each kind of file belong in a charter, and which of them belong elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charter.model.charter import Charter, Client
from charter.model.kinds import Kind, Shape, fields
from charter.model.terms import Tier
from charter.problem import Problem
from charter.source import Node

if TYPE_CHECKING:
    from charter.model.base import Part

CHARTER = Kind(Shape.PART, part=Charter)
"""The kind of a whole charter, where every walk of a tree begins."""
AGENCY_ONLY = frozenset({"schema", "agency", "brand"})
"""What is one for all clients and cannot be overridden."""


def place_agency(files: dict[str, Node]) -> Node:
    """Put the three files of the agency into one layer."""
    root = files["agency"]
    others = {name: node for name, node in files.items() if name != "agency"}
    return replace(root, value={**root.group, **others})


def place_tier(ident: str, node: Node) -> Node:
    """Put a tier's own fields under `tier`; the rest of its file speaks of the charter."""
    return _place(node, "tier", Tier, ident)


def place_client(ident: str, node: Node) -> Node:
    """Put a client's own fields under `client`; the rest of its file, but for its tier, speaks of the charter."""
    rest = {key: value for key, value in node.group.items() if key != "tier"}
    return _place(replace(node, value=rest), "client", Client, ident)


def _place(node: Node, home: str, part: type[Part], ident: str) -> Node:
    own = set(fields(part)) - {"id"}
    inside = {"id": Node(ident, node.place)} if ident else {}
    inside |= {key: value for key, value in node.group.items() if key in own}
    rest = {key: value for key, value in node.group.items() if key not in {*own, home}}
    return replace(node, value={**rest, home: replace(node, value=inside)})


def misplaced(node: Node) -> list[Problem]:
    """Find what stands in a tier's or client's file and is one for the whole agency."""
    hint = "Move it to content/agency.yaml."
    return [
        Problem(
            "agency-only", value.anchor, f"`{key}` is the same for all clients, so it cannot be changed here.", hint
        )
        for key, value in node.group.items()
        if key in AGENCY_ONLY
    ]
