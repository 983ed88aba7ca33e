"""When a promise is not kept: what the client gets, who may decide it, and where a complaint goes."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from charter.model.base import Item, Part
from charter.model.marks import Many
from charter.model.parties import Whom
from charter.model.terms import Price
from charter.model.values import ChannelRef, Percent, Url, WaitText, WithinText, Words
from charter.worktime import BadText


class Remedy(Part):
    """What the client gets when a promise is missed, as a rule that needs no asking where it is automatic."""

    name: Words
    """What you call it: money back for a missed emergency."""
    when: Words
    """What brings it about, in a sentence: we miss a reply that we guaranteed."""
    amount: Price | None = None
    """An amount; `per: day` makes it grow with each day."""
    percent: Percent | None = None
    """Or so much of something: 10%."""
    of: Words | None = None
    """What that is a part of: your next invoice."""
    gives: Words | None = None
    """Or something else, in words: an hour of work for free."""
    after: WaitText | None = None
    """How late it must be before it is due: 2 business days."""
    automatic: bool = False
    """Whether you get it without asking."""
    claim: Words | None = None
    """How to ask for it, where it is not automatic."""
    claim_within: WithinText | None = None
    """How long you may ask for it: 1 month."""
    pay_by: WithinText | None = None
    """How soon you have it: 10 business days."""
    late: Price | None = None
    """What is added when it comes later than that."""
    cap: Price | None = None
    """The most that you get."""
    cap_percent: Percent | None = None
    """The most that you get, as a part of what `of:` names: 50%."""
    unless: Annotated[tuple[Words, ...], Many] = ()
    """When it is not due."""
    stops: Words | None = None
    """What ends it: you miss the visit."""
    granted_by: Whom | None = None
    """Who may grant it, where it is not automatic."""

    @model_validator(mode="after")
    def _gives_something(self) -> Self:
        if not (self.amount or self.percent or self.gives):
            raise BadText("This remedy gives nothing.", "Add `amount:`, `percent:` with `of:`, or `gives:` in words.")
        if self.percent and not self.of:
            raise BadText("This remedy gives a part of nothing.", "Add `of:`, such as `of: your next invoice`.")
        return self


class Escalation(Part):
    """One step up: when somebody else takes over, and who."""

    after: WaitText | None = None
    """How long you have waited: 1 business day."""
    when: Words | None = None
    """Or what has happened: the fix did not hold."""
    to: Whom
    """Who takes over: a person, a department or a role."""
    how: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels that reach them."""
    automatic: bool = False
    """Whether it happens by itself, so that you need not ask."""
    note: Words | None = None
    """What else a client should know."""


class Authority(Item):
    """Something that somebody may decide, so that nobody has to ask around."""

    KEY = "what"

    what: Words
    """What is decided: a refund."""
    who: Whom
    """Who may decide it."""
    up_to: Price | None = None
    """Up to which amount."""


class Handover(Part):
    """What happens when whoever you ask does not know, or may not decide: you are led to somebody who can."""

    says: Words
    """What you hear: we do not know yet, and this person does."""
    within: WithinText | None = None
    """How soon the other one speaks to you: 1 business day."""
    keeps: Words | None = None
    """What you need not do again: tell it all from the start."""


class ComplaintStep(Item):
    """One step of a complaint: what happens, how soon, and counted from what."""

    KEY = "what"

    what: Words
    """What happens: somebody who was not part of it looks into it."""
    within: WithinText | None = None
    """How soon: 5 business days."""
    of: Words | None = None
    """What that is counted from: the day your complaint arrives."""
    follows: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] | None = None
    """Or the earlier step it is counted from, by its `id:`."""
    who: Whom | None = None
    """Who does it."""


class Body(Item):
    """Somebody outside the agency who listens to complaints."""

    KEY = "name"

    name: Words
    """Its name."""
    why: Words | None = None
    """When to turn to it."""
    url: Url | None = None
    """Its web address."""


class Complaints(Part):
    """Where to complain, and what happens then, step by step."""

    how: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels for it."""
    to: Whom | None = None
    """Who reads it."""
    steps: tuple[ComplaintStep, ...] = ()
    """What happens then, in order."""
    outside: tuple[Body, ...] = ()
    """Who outside the agency listens, when we do not agree."""
