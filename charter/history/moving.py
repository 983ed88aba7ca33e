"""Moves to another plan or state: which changes they bring about, and which would have come without them.

A move causes what would be otherwise without it. So the client's charter is laid once more over the plan that it comes
from, with the files of today: what is the same in that charter was changed beside the move, and needs a note of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charter.diff import changes, view_of
from charter.history.ledger import charter_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from charter.diff import Change
    from charter.history.ledger import Ledger
    from charter.model.charter import Charter
    from charter.model.relation import State

MOVES = frozenset({"tier", "state"})
"""What a note names that owns up to a move: to another plan, or to another state of the relation."""


def moves(before: Charter, charter: Charter) -> frozenset[str]:
    """Say by which of both a client has moved between two charters."""
    own, states = (before.tier.id, charter.tier.id), (before.client.state, charter.client.state)
    return frozenset(move for move, (was, now) in (("tier", own), ("state", states)) if was != now)


def left(ledger: Ledger, charter: Charter, day: date) -> tuple[str, State] | None:
    """Give the plan and the state of the last release, if the client has another of them now."""
    latest = ledger.until(day).latest
    if latest is None or not moves(charter_of(latest), charter):
        return None
    before = charter_of(latest)
    return before.tier.id, before.client.state


def marked(
    found: Iterable[Change], before: Charter, charter: Charter, unmoved: Charter | None, day: date
) -> tuple[Change, ...]:
    """Mark the changes that a move brings about: all of them where nobody knows what would be without it."""
    if not moves(before, charter):
        return tuple(found)
    if unmoved is None:
        return tuple(replace(one, is_move=True) for one in found)
    caused = {(one.path, one.route) for one in changes(view_of(unmoved, day), view_of(charter, day))}
    return tuple(replace(one, is_move=(one.path, one.route) in caused) for one in found)
