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
    from charter.problem import Place

CHARTER = Kind(Shape.PART, part=Charter)
"""The kind of a whole charter, where every walk of a tree begins."""
AGENCY_ONLY = frozenset({"schema", "agency", "brand"})
"""What is one for all clients and cannot be overridden."""


def place_agency(files: dict[str, Node]) -> Node:
    """Put the three files of the agency into one layer."""
    root = files["agency"]
    own = {key: node for key, node in root.group.items() if key not in HOMES}
    others = {name: node for name, node in files.items() if name != "agency"}
    return replace(root, value={**own, **others})


def place_tier(ident: str, node: Node) -> Node:
    """Put a tier's own fields under `tier`; the rest of its file speaks of the charter."""
    return _place(node, "tier", Tier, ident)


def place_state(node: Node) -> Node:
    """Give what a state's file says of the charter, which is all of it; a state has no keys of its own."""
    return replace(node, value={key: value for key, value in node.group.items() if key not in HOMES})


def place_client(ident: str, node: Node) -> Node:
    """Put a client's own fields under `client`; the rest of its file, but for its tier, speaks of the charter."""
    rest = {key: value for key, value in node.group.items() if key != "tier"}
    return _place(replace(node, value=rest), "client", Client, ident)


def with_own_plan(tree: Node, named: Node | None) -> Node:
    """Give a client's tree in which the id of the plan stands where the client's file names it."""
    plan = tree.child("tier")
    if named is None or plan is None:
        return tree
    return replace(tree, value={**tree.group, "tier": replace(plan, value={**plan.group, "id": named})})


def _place(node: Node, home: str, part: type[Part], ident: str) -> Node:
    own = set(fields(part)) - {"id"}
    inside = {"id": Node(ident, node.place)} if ident else {}
    inside |= {key: value for key, value in node.group.items() if key in own}
    rest = {key: value for key, value in node.group.items() if key not in own | HOMES}
    return replace(node, value={**rest, home: replace(node, value=inside)})


HOMES = frozenset({"tier", "client"})
"""Where Charter puts what a tier and a client say of themselves; nobody writes these groups."""


def misplaced(node: Node, kind: str) -> list[Problem]:
    """Find what stands in the file of a tier, a state or a client and belongs elsewhere, or nowhere."""
    dropped = node.group["drop"].words if "drop" in node.group else []
    problems = [_for_all(word.text, word.place, "Take it out.") for word in dropped if word.text in AGENCY_ONLY]
    for key, value in node.group.items():
        if key in AGENCY_ONLY:
            problems.append(_for_all(key, value.anchor, "Move it to content/agency.yaml."))
        elif key in HOMES and not (kind == "client" and key == "tier"):
            problems.append(_no_group(key, value))
    return problems


def _for_all(key: str, place: Place, hint: str) -> Problem:
    message = f"`{key}` is the same for all clients, so it cannot be changed here."
    return Problem("agency-only", place, message, hint)


def said_twice(files: dict[str, Node]) -> list[Problem]:
    """Find what stands in agency.yaml and has a file of its own, too, or belongs to tiers and clients."""
    problems = []
    for key, value in files["agency"].group.items():
        if key in files and key != "agency":
            message = f"`{key}` stands here and in content/{key}.yaml, and only one of them can count."
            problems.append(Problem("duplicate-key", value.anchor, message, f"Move all of it to content/{key}.yaml."))
        elif key in HOMES:
            problems.append(_no_group(key, value))
    return problems


def _no_group(key: str, value: Node) -> Problem:
    hint = f"Write its keys into a file in content/{key}s, without `{key}:` around them."
    return Problem("unknown-key", value.anchor, f"Charter does not know `{key}` here, so nobody would see it.", hint)
