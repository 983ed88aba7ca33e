"""The work itself: steps with dates, what comes out, feedback, waiting, and the order in which things are done."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import PositiveInt

from charter.model.base import Item, Part
from charter.model.marks import Many
from charter.model.parties import Who, Whom
from charter.model.terms import Price
from charter.model.values import Day, LengthText, MonthDayText, NoticeText, RequestRef, Url, WaitText, WithinText, Words


class Goal(Item):
    """What the work is for."""

    KEY = "goal"
    SHORT = "goal"

    goal: Words
    """What should come about: 40 qualified leads a month."""
    by: Day | None = None
    """By when."""
    measured: Words | None = None
    """How both sides see that it is reached."""


class Step(Item):
    """One step of the work, such as those of the first weeks."""

    KEY = "what"

    what: Words
    """What happens."""
    who: Who = Who.WE
    """Who does it: we, you or both."""
    when: Words | None = None
    """When, in words: in week one."""
    by: Day | None = None
    """By which day."""


class Deliverable(Item):
    """Something that comes out of the work."""

    KEY = "what"
    SHORT = "what"

    what: Words
    """What it is: a plan for the quarter."""
    form: Words | None = None
    """In what form it comes: a PDF of two pages."""
    when: Words | None = None
    """When, in words: in the first week of the quarter."""
    by: Day | None = None
    """By which day."""
    yours: Words | None = None
    """What you may do with it: it is yours, with its source files."""


class Silence(StrEnum):
    """What it means when nobody answers in time."""

    APPROVED = "approved"
    WAITING = "waiting"


class FeedbackRound(Item):
    """How often a kind of work can be changed, and how long there is to say so."""

    KEY = "what"

    what: Words
    """The kind of work: a design."""
    rounds: PositiveInt | None = None
    """How many rounds of changes are part of it."""
    within: WithinText | None = None
    """How long you have to answer: 3 business days."""
    silence: Silence | None = None
    """What it means when you do not: `approved`, or `waiting` until you do."""
    then: Words | None = None
    """What happens then, in words: we remind you once before."""
    more: Price | None = None
    """What each further round costs."""


class SilenceStep(Part):
    """What happens when the client does not answer for so long."""

    after: WaitText
    """How long it has been quiet: 5 business days."""
    state: Words | None = None
    """What the work is called then: on hold."""
    then: Words
    """What happens: your place in the plan goes to somebody else."""
    fee: Price | None = None
    """What it costs to start again."""
    fee_note: Words | None = None
    """What it costs, in words: 15% of what is left to do."""


class Queue(Part):
    """What is done first."""

    SHORT = "order"

    order: Annotated[tuple[Words, ...], Many]
    """Whose or which work comes first, the first one first."""
    why: Words | None = None
    """By what rule: whoever wrote first, within each of them."""


class Duty(Item):
    """Something that the client does, so that a promise can be kept."""

    KEY = "what"

    what: Words
    """What you do: send texts and photos."""
    within: WithinText | None = None
    """How soon: 3 business days."""
    of: Words | None = None
    """What that is counted from: our question."""
    if_missed: Words | None = None
    """What happens otherwise: the date moves by as many days."""
    holds_up: Annotated[tuple[RequestRef, ...], Many] = ()
    """The request classes whose promises depend on it."""


class Meeting(Item):
    """A meeting that comes again and again."""

    KEY = "name"

    name: Words
    """What it is: review of your goals."""
    every: LengthText | None = None
    """How often: 3 months."""
    on: MonthDayText | None = None
    """The day of the month: first tuesday."""
    length: LengthText | None = None
    """How long it lasts: 90 minutes."""
    attendees: Annotated[tuple[Whom, ...], Many] = ()
    """Who of us takes part."""
    agenda: NoticeText | None = None
    """How long before you send your topics: 2 business days."""
    note: Words | None = None
    """What else a client should know."""


class Report(Item):
    """A report that comes again and again."""

    KEY = "name"

    name: Words
    """What it is: monthly report."""
    every: LengthText | None = None
    """How often: 1 month."""
    on: MonthDayText | None = None
    """The day of the month: day 15, or the business day before."""
    says: tuple[Words, ...] = ()
    """What it tells you."""
    how: Words | None = None
    """How it comes: by e-mail."""


class Measure(Item):
    """How the agency measures whether it keeps its word."""

    KEY = "what"

    what: Words
    """What is measured: replies in time."""
    how: Words | None = None
    """How: from the times of all messages, not a sample."""
    every: LengthText | None = None
    """How often: 3 months."""
    published: Words | None = None
    """Where you read it: in your report."""
    url: Url | None = None
    """The web address of that."""
