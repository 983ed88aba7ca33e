"""What both sides expect of each other: pairs, questions, and what is part of the service."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from charter.model.base import Item, Part
from charter.model.values import ChannelRef, RequestRef, Url, Words
from charter.worktime import BadText


class Expectation(Item):
    """A pair: what the client may expect, and what is asked in return."""

    KEY = "about"

    about: Words
    """What it is about: Honesty."""
    we: Words
    """What you may expect of us."""
    you: Words
    """What we ask of you."""


class Question(Item):
    """A question that helps, or one that is better not asked."""

    KEY = "ask"

    ask: Words
    """The question, as a client would ask it."""
    why: Words
    """Why it helps, or why the answer would not."""
    instead: Words | None = None
    """The better question."""


class Questions(Part):
    """Questions worth asking, and questions better not asked."""

    helpful: tuple[Question, ...] = ()
    """Questions that help both sides."""
    better_not: tuple[Question, ...] = ()
    """Questions whose answer is of no use, each with the reason and a better one."""

    @model_validator(mode="after")
    def _something_instead(self) -> Self:
        for question in self.better_not:
            if question.instead is None:
                message = f"“{question.ask}” is better not asked, and nothing says what to ask instead."
                raise BadText(message, "Add `instead:` with the better question.")
        return self


class ScopeItem(Item):
    """Something that is or is not part of the service."""

    KEY = "what"
    SHORT = "what"

    what: Words
    """What it is."""
    why: Words | None = None
    """Why."""
    instead: Words | None = None
    """Where to get it: another plan, an estimate, somebody else, something free."""
    url: Url | None = None
    """The web address of that."""


class Scope(Part):
    """What the service includes and what it does not."""

    included: Annotated[tuple[ScopeItem, ...], Field(alias="in")] = ()
    """What is part of it."""
    excluded: Annotated[tuple[ScopeItem, ...], Field(alias="out")] = ()
    """What is not, and where to get it instead."""


class Message(Part):
    """A message that is ready to send, for a moment in which nobody likes to look for words."""

    name: Words
    """What it is for: I cannot come."""
    how: ChannelRef | None = None
    """The channel to send it by."""
    request: RequestRef | None = None
    """The request class that it reports; its checklist, what to send along, then stands below the text."""
    subject: Words
    """Its subject line."""
    body: Words
    """Its text; [square brackets] are for the client to fill in."""
