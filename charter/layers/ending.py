"""An engagement that is over by its date: from the day after, the client is a former one, whoever edits the file or not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from charter.model.charter import Client
from charter.model.kinds import fields
from charter.model.relation import State
from charter.source import Node

if TYPE_CHECKING:
    from datetime import date

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WHILE_IT_LASTS = frozenset({"booked", "goals", "milestones", "phase"})
"""What a client's file says of the work under way."""


def ended(node: Node, day: date | None) -> Node:
    """Give what a client's file says on a day: after its last day, only who the client is, and that it is a former one.

    What was agreed for this client beside the plan was agreed for the time of the work. A file that says
    `state: former` itself is left as it is written.
    """
    until, state = node.child("until"), node.child("state")
    if day is None or until is None or not _DAY.fullmatch(until.text) or until.text >= day.isoformat():
        return node
    if state and state.text == State.FORMER:
        return node
    own = (set(fields(Client)) | {"tier"}) - _WHILE_IT_LASTS
    kept = {key: value for key, value in node.group.items() if key in own}
    return replace(node, value={**kept, "state": Node(State.FORMER.value, until.place, until.key, replaced=state)})
