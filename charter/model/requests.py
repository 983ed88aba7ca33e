"""What clients send: request classes by severity or by kind, and who decides which one a thing is."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from charter.model.base import Item, Part
from charter.model.marks import Many
from charter.model.parties import Who
from charter.model.values import ChannelRef, Text, Words


class Axis(StrEnum):
    """The two ways to sort what clients send: by how bad it is, or by what is wanted."""

    SEVERITY = "severity"
    TYPE = "type"


class Request(Part):
    """A request class: a kind of thing that a client sends."""

    name: Words
    """What clients call it."""
    alias: Text | None = None
    """A short name that stands beside it, such as P1."""
    axis: Axis | None = None
    """Whether it is a `severity` or a `type` of request; only where you have both."""
    means: Words | None = None
    """What it is, in one sentence that goes on from the name: you want to know something."""
    examples: tuple[Words, ...] = ()
    """What belongs to it."""
    counter_examples: Annotated[tuple[Words, ...], Field(alias="not")] = ()
    """What looks like it and is not."""
    set_by: Who | None = None
    """Who decides that something belongs here: we, you or both."""
    route: ChannelRef | None = None
    """The channel it should come by."""
    subject: Words | None = None
    """How to begin the subject line: URGENT."""
    send: tuple[Words, ...] = ()
    """What to send along, so that work can start at once."""
    otherwise: Words | None = None
    """Whom to call first where life or property is in danger: 911."""


class Triage(Part):
    """Who decides which request class a thing belongs to, and who may change that."""

    set_by: Who
    """Who decides first: we, you or both."""
    may_change: Who | None = None
    """Who may change it later."""
    why: Words | None = None
    """Why it is changed, and how you hear of it."""
    priorities: tuple[Words, ...] = ()
    """The names of an order of the client's own, which changes no promise: high, low."""
    priorities_mean: Words | None = None
    """What that order is good for."""


class AfterHours(Item):
    """What happens with one kind of thing outside opening hours."""

    KEY = "what"

    what: Words
    """What comes outside opening hours: an emergency."""
    happens: Words
    """What happens with it: somebody on duty calls you back."""
    how: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels to use."""
    cost: Words | None = None
    """What it costs, in words; the rate's bands say how much."""


__all__ = ["AfterHours", "Axis", "Request", "Triage"]
