"""The relation over time: who covers for whom, what changes, how it ends, how to come back, and which paper wins."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from charter.model.appointments import Limit
from charter.model.base import Item, Part
from charter.model.marks import Many
from charter.model.parties import Who, Whom
from charter.model.terms import Price
from charter.model.values import CalendarRef, ChannelRef, LengthText, NoticeText, Percent, Url, WithinText, Words


class State(StrEnum):
    """Where the relation with a client stands."""

    ONBOARDING = "onboarding"
    ACTIVE = "active"
    INACTIVE = "inactive"
    FORMER = "former"


class Stage(Part):
    """What one state of the relation means, and how one gets there."""

    means: Words
    """What it is, in one sentence."""
    after: LengthText | None = None
    """It begins when so much time has passed: 45 days."""
    of: Words | None = None
    """Of what: without a request from you."""
    changes: tuple[Words, ...] = ()
    """What is different then."""


class Notes(Part):
    """What is written down about a client, so that any colleague can help."""

    what: tuple[Words, ...] = ()
    """What is written down."""
    who: Words | None = None
    """Who may read it."""
    within: WithinText | None = None
    """How soon it is written down: same business day."""


class Cover(Part):
    """What happens when the people of a client are away."""

    notice: NoticeText | None = None
    """How long before a planned absence you hear of it: 5 business days."""
    handover: tuple[Words, ...] = ()
    """What is done before somebody leaves, step by step."""
    notes: Notes | None = None
    """What is written down, so that a colleague can go on."""


class Spoken(Part):
    """A language in which clients are served."""

    calendar: CalendarRef | None = None
    """When somebody speaks it; the usual hours where none is given."""
    channels: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels on which somebody speaks it; all of them where none is named."""
    otherwise: Words | None = None
    """What happens at other times: we answer in English, or the next day."""


class PlanChange(Item):
    """A change of the plan, and how long before it is asked for."""

    KEY = "what"

    what: Words
    """What changes: a smaller plan."""
    notice: NoticeText | None = None
    """How long before: 30 days, any day."""
    limit: Limit | None = None
    """How often it can be done."""
    note: Words | None = None
    """What else a client should know."""


class Afterwards(Item):
    """What still holds when the work is done, and for how long."""

    KEY = "what"

    what: Words
    """What it is: mistakes of ours are put right."""
    lasts: LengthText | None = None
    """How long: 30 days; for good where nothing is given."""
    of: Words | None = None
    """What that is counted from: the day your site goes live."""
    price: Price | None = None
    """What it costs; nothing where no price or discount is given."""
    discount: Percent | None = None
    """How much less than the rate it costs: 20%."""
    only_if: Words | None = None
    """When it holds: your site is still with us."""


class Leaving(Part):
    """How the work together ends, and how it may begin again."""

    who: Who | None = None
    """Who may end it: we, you or both."""
    notice: NoticeText | None = None
    """How long before: 30 days, any day."""
    gives: tuple[Words, ...] = ()
    """What is handed over to you."""
    within: WithinText | None = None
    """How soon: 10 business days."""
    elsewhere: Words | None = None
    """Who else may serve you better, and how we help you to get there."""
    returning: Words | None = None
    """On what terms you may come back."""


class Paper(StrEnum):
    """What kind of paper a charter is."""

    CHARTER = "charter"
    CONTRACT = "contract"


class Standing(Part):
    """What this charter is: a promise or a contract, which paper wins, who answers for it, and how it changes."""

    is_a: Paper = Paper.CHARTER
    """`charter`: it explains what you may expect; `contract`: it is part of what both sides signed."""
    wins: Annotated[tuple[Words, ...], Many] = ()
    """Which paper counts where two of them differ, the strongest first."""
    covers: Words | None = None
    """What it is for, and for whom."""
    responsible: Whom | None = None
    """Who answers for it."""
    review: LengthText | None = None
    """How often it is looked at: 6 months."""
    notice: NoticeText | None = None
    """How long before a change for the worse you hear of it: 30 days, any day."""


class Resource(Item):
    """Help that is free or cheap, also from others."""

    KEY = "name"

    name: Words
    """What it is: our guide to e-mail."""
    use: Annotated[Words | None, Field(alias="for")] = None
    """What it is good for."""
    url: Url | None = None
    """Its web address."""
    cost: Words | None = None
    """What it costs, in words; it is free where nothing is given."""
