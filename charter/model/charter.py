"""The charter of one client: all that the client may expect and is asked for."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003  pydantic reads the annotation
from typing import Annotated, Literal

from pydantic import Field, PositiveInt, ValidationInfo, field_validator

from charter.model.agency import Access, Agency, Brand, Channel, Department, NotChannel, Person, Visibility
from charter.model.appointments import Appointments, Booked
from charter.model.base import Item, Part
from charter.model.calendars import Calendar, ClosureNotice, Maintenance, Peak, Territory
from charter.model.changes import ChangeNote
from charter.model.marks import Internal, Many, Ref, Wording
from charter.model.promises import Expected, Rows
from charter.model.relation import (
    Afterwards,
    Cover,
    Leaving,
    PlanChange,
    Resource,
    Spoken,
    Stage,
    Standing,
    State,
)
from charter.model.remedies import Authority, Complaints, Escalation, Handover, Remedy
from charter.model.requests import AfterHours, Axis, Request, Triage
from charter.model.terms import Billing, BySize, Estimate, Included, Price, Rate, Tier
from charter.model.together import Expectation, Message, Questions, Scope
from charter.model.values import Day, Email, Id, Language, PersonRef, Phone, Text, Url, Week, Words, Zone
from charter.model.work import (
    Deliverable,
    Duty,
    FeedbackRound,
    Goal,
    Measure,
    Meeting,
    Queue,
    Report,
    SilenceStep,
    Step,
)
from charter.worktime import BadText


class Contact(Item):
    """Somebody at the client's."""

    KEY = "name"

    name: Text
    """Full name."""
    role: Words | None = None
    """What they do."""
    email: Email | None = None
    """Their e-mail address."""
    number: Phone | None = None
    """Their telephone number."""
    approves: bool = False
    """Whether they may approve work and estimates."""
    visibility: Visibility = Visibility.CLIENT
    """`internal`: never shown, for your own eyes. What stands in a client's file is `private` to that client anyway."""


class Client(Part):
    """The client itself."""

    id: Id
    """The file name."""
    name: Text
    """The client's name."""
    representative: PersonRef
    """The named person of this client."""
    timezone: Zone | None = None
    """The client's time zone; the agency's where none is given."""
    language: Language | None = None
    """The language the client reads; the agency's first where none is given."""
    state: State = State.ACTIVE
    """Where the relation stands: onboarding, active, inactive or former."""
    since: Day | None = None
    """The day it began."""
    until: Day | None = None
    """The day it ends or ended."""
    website: Url | None = None
    """The client's website."""
    contacts: tuple[Contact, ...] = ()
    """The people at the client's who may ask and approve."""
    goals: tuple[Goal, ...] = ()
    """What the work is for, with dates."""
    booked: tuple[Booked, ...] = ()
    """The appointments that are booked."""
    hours: Week | None = None
    """The client's own office hours by weekday, in the client's time zone."""
    milestones: tuple[Step, ...] = ()
    """The dates of the work that is under way."""
    preferences: tuple[Words, ...] = ()
    """What this client likes done in its own way."""
    region: Territory | None = None
    """The country or region the client is in, whose public holidays count in calendars that follow the client."""
    sizes: dict[Id, PositiveInt] = Field(default_factory=dict)
    """How large the client is, by whatever terms depend on it: {subscriptions: 180}."""
    phase: Words | None = None
    """For which part of the work the representative is there: until the launch."""
    access: Access = Access.LINK
    """What opens the pages: `link`, their address alone; `passphrase`, one that `charter passphrase` makes, besides."""
    rotation: PositiveInt = 1
    """Raise it by one to give the client's pages a new address and new encryption; the old ones stop."""

    @field_validator("until")
    @classmethod
    def _ends_after_it_began(cls, until: date | None, info: ValidationInfo) -> date | None:
        since = info.data.get("since")
        if until and since and until < since:
            raise BadText(f"`{until}` lies before the first day, {since}.", "Exchange the two, or correct the year.")
        return until


class Charter(Part):
    """Everything one client may expect and is asked for, resolved: agency < tier < state < client."""

    version: Annotated[Literal["1"], Field(alias="schema")]
    """The version of the language these files are written in."""
    agency: Agency
    """Who the agency is."""
    brand: Brand = Brand()
    """How the pages look."""
    tier: Tier
    """The client's plan."""
    client: Client
    """Who the client is."""
    calendar: Annotated[str, Ref("calendars")] | None = None
    """The usual calendar; the first one under `calendars:` where none is given."""
    calendars: Annotated[dict[Id, Calendar], Field(min_length=1)]
    """When people are at work."""
    channels: Annotated[dict[Id, Channel], Field(min_length=1)]
    """How to reach the agency."""
    not_channels: tuple[NotChannel, ...] = ()
    """What clients might try and nobody watches."""
    requests: Annotated[dict[Id, Request], Field(min_length=1)]
    """The kinds of things clients send."""
    triage: Triage | None = None
    """Who decides which request class a thing belongs to."""
    after_hours: tuple[AfterHours, ...] = ()
    """What happens outside opening hours, by kind of thing."""
    seasons: dict[Id, Peak] = Field(default_factory=dict)
    """Parts of the year in which some promises are others."""
    closure_notice: Annotated[tuple[ClosureNotice, ...], Many] = ()
    """How long before a closure clients are told, by its length."""
    maintenance: tuple[Maintenance, ...] = ()
    """When systems may be down because they are looked after."""
    spoken: dict[Language, Spoken] = Field(default_factory=dict)
    """The languages in which clients are served, and when."""
    departments: dict[Id, Department] = Field(default_factory=dict)
    """Who handles what."""
    people: dict[Id, Person]
    """Who works here."""
    handbook: tuple[Annotated[str, Ref("sections")], ...] = ()
    """The sections of the handbook, in order."""
    fee: Price | None = None
    """What the plan costs."""
    includes: tuple[Included, ...] = ()
    """What the fee includes."""
    rate: Rate | None = None
    """What work beyond that costs."""
    estimate: Estimate | None = None
    """The price before the work: when you get one, and who says yes."""
    billing: Billing | None = None
    """When invoices come, and when they are paid."""
    by_size: tuple[BySize, ...] = ()
    """What depends on the client's size."""
    commitments: dict[Annotated[str, Ref("requests")], Rows] = Field(default_factory=dict)
    """What is promised, by request class."""
    expect: Annotated[tuple[Expected, ...], Internal()] = ()
    """Tests of the promises, which `check` runs: for a message, by when they must be kept."""
    appointments: Appointments = Appointments()
    """How appointments are made, moved and missed."""
    remedies: dict[Id, Remedy] = Field(default_factory=dict)
    """What clients get when a promise is missed."""
    escalation: tuple[Escalation, ...] = ()
    """Who takes over when it does not go on, step by step."""
    authority: tuple[Authority, ...] = ()
    """Who may decide what."""
    handover: Handover | None = None
    """What happens when whoever you ask does not know."""
    complaints: Complaints | None = None
    """Where to complain, and what happens then."""
    expectations: tuple[Expectation, ...] = ()
    """What each side may expect of the other."""
    questions: Questions = Questions()
    """Questions that help, and questions better not asked."""
    scope: Scope = Scope()
    """What is and is not part of the service."""
    first_steps: tuple[Step, ...] = ()
    """What happens in the first weeks."""
    deliverables: tuple[Deliverable, ...] = ()
    """What comes out of the work."""
    feedback: tuple[FeedbackRound, ...] = ()
    """How often work can be changed, and how long there is to answer."""
    silence: tuple[SilenceStep, ...] = ()
    """What happens when the client does not answer, step by step."""
    queue: Queue | None = None
    """What is done first."""
    duties: tuple[Duty, ...] = ()
    """What the client does, so that promises can be kept."""
    meetings: tuple[Meeting, ...] = ()
    """Meetings that come again and again."""
    reports: tuple[Report, ...] = ()
    """Reports that come again and again."""
    measures: tuple[Measure, ...] = ()
    """How you measure whether you keep your word, and where that is published."""
    cover: Cover | None = None
    """What happens when the people of a client are away."""
    lifecycle: dict[State, Stage] = Field(default_factory=dict)
    """What each state of the relation means, and how one gets there."""
    plan_changes: tuple[PlanChange, ...] = ()
    """Changes of the plan, and how long before they are asked for."""
    afterwards: tuple[Afterwards, ...] = ()
    """What still holds when the work is done."""
    leaving: Leaving | None = None
    """How the work together ends, and how it may begin again."""
    resources: tuple[Resource, ...] = ()
    """Help that is free or cheap, also from others."""
    messages: dict[Id, Message] = Field(default_factory=dict)
    """Messages that are ready to send."""
    conduct: tuple[Words, ...] = ()
    """How both sides treat each other."""
    fair_use: tuple[Words, ...] = ()
    """What the fee does and does not buy: fair to you, and to all others."""
    accessibility: tuple[Words, ...] = ()
    """How everybody can reach and read you, whatever they can see, hear or use."""
    privacy: tuple[Words, ...] = ()
    """What you keep about clients, who sees it, and for how long."""
    standing: Standing | None = None
    """What this charter is, which paper wins, and how it changes."""
    changes: Annotated[tuple[ChangeNote, ...], Internal("Clients read what is coming, from when and why.")] = ()
    """The changes for the worse that you own up to, before they hold."""

    @field_validator("calendars")
    @classmethod
    def _outside(cls, calendars: dict[str, Calendar]) -> dict[str, Calendar]:
        """Give the calendars that are the rest of others their zone and their hours."""
        return {ident: _rest_of(ident, one, calendars) if one.outside else one for ident, one in calendars.items()}

    @property
    def usual_calendar(self) -> str:
        """The id of the calendar that counts where nothing else is said; the first, too, where it names none there is."""
        return self.calendar if self.calendar in self.calendars else next(iter(self.calendars))

    @property
    def by_urgency(self) -> tuple[str, ...]:
        """The ids of the request classes, the most urgent last, as they stand in their list.

        Severities that are numbered, P1 to P4, are in the order of their numbers, the first one the most urgent.
        """
        numbers = {ident: re.search(r"\d+", one.alias or "") for ident, one in self.requests.items()}
        severe = [ident for ident, one in self.requests.items() if one.axis is Axis.SEVERITY and numbers[ident]]
        ranked = sorted(severe, key=lambda ident: -int(numbers[ident][0]))  # type: ignore[index]  # they all have one
        return (*(ident for ident in self.requests if ident not in severe), *ranked)

    @property
    def language(self) -> str:
        """The language the client reads."""
        return self.client.language or self.agency.languages[0]

    @property
    def timezone(self) -> str:
        """The client's time zone."""
        return self.client.timezone or self.agency.timezone

    @property
    def representative(self) -> Person:
        """The named person of this client."""
        return self.people[self.client.representative]

    @property
    def backup(self) -> Person | None:
        """Who stands in for the representative."""
        return self.people[self.representative.backup] if self.representative.backup else None


__all__ = ["Charter", "Client", "Contact", "State", "Wording"]


def _rest_of(ident: str, calendar: Calendar, calendars: dict[str, Calendar]) -> Calendar:
    other = calendars.get(calendar.outside or "")
    if other is None:
        return calendar  # that the name is unknown is found elsewhere
    if other.outside is not None:
        message = f"`{ident}` is outside of `{calendar.outside}`, which is itself outside of another one."
        raise BadText(message, "Name a calendar that has `hours:`.")
    return calendar.model_copy(update={"timezone": other.timezone, "hours": other.hours.inverse()})
