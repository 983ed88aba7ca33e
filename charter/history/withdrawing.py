"""What was announced and is taken back before its day: for the client, nothing changes, neither then nor now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charter.diff import Change, Verdict, changes, view_of
from charter.history.ledger import charter_of
from charter.history.waiting import Waiting, announced, key_of

if TYPE_CHECKING:
    from datetime import date

    from charter.history.ledger import Ledger
    from charter.model.charter import Charter


def withdrawn(found: tuple[Change, ...], ledger: Ledger, charter: Charter, day: date) -> tuple[Change, ...]:
    """Mark the changes since the last release that only take back what waits: what stands today stays as it is."""
    waits = tuple(announced(ledger, day))
    latest = ledger.latest
    if latest is None or not waits:
        return found
    stands = Waiting(ledger, charter_of(latest), waits).published(day)
    other = {key_of(one) for one in changes(view_of(stands, day), view_of(charter, day))}
    back = {key for one in waits for key in one.what} - other
    return tuple(taken_back(one) if key_of(one) in back else one for one in found)


def taken_back(change: Change) -> Change:
    """Give a change that takes back what was announced: it was never kept otherwise, so it is neither better nor worse."""
    return replace(change, verdict=Verdict.NEUTRAL, examples=(), effects=(), is_move=False, is_withdrawn=True)
