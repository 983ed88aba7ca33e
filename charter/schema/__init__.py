"""A merged tree -> a typed charter, or all that is wrong with it, each at its place and in plain words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from charter.model.charter import Charter
from charter.schema.sayings import problems_of
from charter.schema.spot import Spot
from charter.source import Node

if TYPE_CHECKING:
    from collections.abc import Collection

    from charter.problem import KeyPath, Problem

__all__ = ["Decoded", "Spot", "decode"]

_ROUNDS = 5
"""How often faulty values are left out: a promise without its target goes next, then the row without a promise."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A charter, the tree it was typed from, and what was wrong with the tree as it was written.

    With problems, the charter is what remains without the faulty values (None, if they were needed): good for finding
    more that is wrong in the same run, never for publishing.
    """

    charter: Charter | None
    tree: Node
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether the charter says all that was written."""
        return self.charter is not None and not self.problems


def decode(tree: Node) -> Decoded:
    """Type a merged tree, finding all that is wrong with it."""
    problems: tuple[Problem, ...] = ()
    for _ in range(_ROUNDS):
        try:
            return Decoded(Charter.model_validate(tree.plain()), tree, problems)
        except ValidationError as error:
            details = error.errors(include_url=False)
        problems = problems or tuple(problem for detail in details for problem in problems_of(detail, tree))
        spots = [Spot(tree, detail["loc"]) for detail in details]
        stood_in = [spot.missing for spot in spots if spot.path == ("client",)]
        faulty = {spot.path for spot in spots} - {("client",)}
        if () in faulty or ("tier",) in faulty:
            break
        tree = _with_stand_ins(_without(tree, faulty), stood_in)
    return Decoded(None, tree, problems)


def _with_stand_ins(tree: Node, missing: list[str | int]) -> Node:
    """Give a client what it must have and has not, so that the rest of its file can be looked at in the same run."""
    people = tree.child("people")
    values = {"representative": next(iter(people.group), "") if people else "", "name": "?"}
    place = tree.place
    client = {**tree.group["client"].group, **{str(key): Node(values.get(str(key), "?"), place) for key in missing}}
    return (
        replace(tree, value={**tree.group, "client": replace(tree.group["client"], value=client)}) if missing else tree
    )


def _without(node: Node, faulty: Collection[KeyPath], here: KeyPath = ()) -> Node:
    """Leave out the nodes at these paths."""
    if isinstance(node.value, str):
        return node
    if isinstance(node.value, list):
        items = enumerate(node.value)
        return replace(
            node, value=[_without(item, faulty, (*here, at)) for at, item in items if (*here, at) not in faulty]
        )
    group = node.value.items()
    return replace(
        node, value={key: _without(one, faulty, (*here, key)) for key, one in group if (*here, key) not in faulty}
    )
