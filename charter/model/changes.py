"""Changes for the worse that somebody owns up to before they hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from charter.model.base import Item
from charter.model.values import Day, PersonRef, Text, Words


class ChangeNote(Item):
    """A change for the worse that you own up to: clients read of it, and the old promise stands until its day."""

    KEY = "what"
    REPEATS = True

    what: Text
    """The promise that changes, by its key path: commitments.question.first_reply. `tier` is a move to another plan."""
    why: Words
    """Why, in a sentence for the client: we would rather promise what we can keep."""
    approved: PersonRef
    """Who of you has approved it."""
    starts: Annotated[Day, Field(alias="from")]
    """The day from which it holds; clients are told as long before as your charter says under `standing:`."""
    agreed: Text | None = None
    """Who of the client has agreed to it, so that no notice is needed; only in the client's own file."""
