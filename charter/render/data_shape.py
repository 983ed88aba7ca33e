"""The shape of `charter.json`: what it says of whom, from top to bottom."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from charter.model.agency import NotChannel
from charter.model.appointments import Appointments
from charter.model.base import Part
from charter.model.calendars import ClosureNotice, Maintenance, Peak
from charter.model.charter import Contact
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
from charter.model.requests import AfterHours, Triage
from charter.model.terms import Billing, Estimate, Included, Price, Rate
from charter.model.together import Expectation, Message, Questions, Scope
from charter.model.values import Id, Language, Text, Url, Words, Zone
from charter.model.work import Deliverable, Goal, Measure, Queue, SilenceStep, Step
from charter.render.data_changes import ChangeData, ComingData, ReleaseData
from charter.render.data_hours import CalendarData, ClosureData, TogetherData
from charter.render.data_people import ChannelData, DepartmentData, PersonData, RequestData
from charter.render.data_promises import CommitmentData
from charter.render.data_values import WeekData
from charter.render.data_work import BySizeData, CallData, DutyData, FeedbackData, MeetingData, ReportData


class AgencyData(Part):
    """The agency."""

    name: Text
    """Its name."""
    url: Url | None = None
    """Its website."""
    site: Url | None = None
    """Where its clients read their pages, without what stands there for each."""
    timezone: Zone
    """The time zone of its dates and hours."""


class PlanData(Part):
    """The client's plan."""

    name: Words
    """What it is called."""
    means: Words | None = None
    """Whom it is for."""


class ClientData(Part):
    """The client."""

    name: Text
    """The client's name."""
    state: State
    """Where the relation stands."""
    since: date | None = None
    """The day it began or begins."""
    until: date | None = None
    """The day it ends or ended."""
    phase: Words | None = None
    """For which part of the work the representative is there."""
    contacts: tuple[Contact, ...] = ()
    """The people at the client's who may ask and approve."""
    goals: tuple[Goal, ...] = ()
    """What the work is for."""
    milestones: tuple[Step, ...] = ()
    """The dates of the work that is under way."""
    preferences: tuple[Words, ...] = ()
    """What this client likes done in its own way."""


class Data(Part):
    """All that one client may expect and is asked for, on the day of the build. Keys without a value are left out."""

    address: Annotated[Text, Field(alias="$schema")]
    """Where this schema is, from the client's folder."""
    version: Annotated[Literal[1], Field(alias="schema")]
    """The version of this shape."""
    day: date
    """The day on which all of it was worked out."""
    language: Language
    """The language of all texts."""
    timezone: Zone
    """The client's time zone."""
    release: ReleaseData | None = None
    """The last release; there is none before the first one."""
    changes: tuple[ChangeData, ...] = ()
    """What that release changed; some of it may be coming still."""
    coming: tuple[ComingData, ...] = ()
    """What is announced, the next day first."""
    agency: AgencyData
    """The agency."""
    client: ClientData
    """The client."""
    plan: PlanData | None = None
    """The client's plan."""
    representative: PersonData
    """The named person of this client."""
    backup: PersonData | None = None
    """Who stands in for the representative."""
    people: tuple[PersonData, ...] = ()
    """Who else there is."""
    departments: tuple[DepartmentData, ...] = ()
    """Who handles what."""
    channels: tuple[ChannelData, ...]
    """How to reach the agency, its favourite way first."""
    not_channels: tuple[NotChannel, ...] = ()
    """What nobody watches."""
    messages: dict[Id, Message] = Field(default_factory=dict)
    """Messages that are ready to send."""
    calendars: tuple[CalendarData, ...]
    """When people are at work."""
    closures: tuple[ClosureData, ...] = ()
    """The days off of the coming year."""
    closure_notice: tuple[ClosureNotice, ...] = ()
    """How long before a closure clients are told."""
    together: TogetherData | None = None
    """The time that client and agency have in common."""
    somebody: WeekData | None = None
    """When some team is there, by the client's clock, where teams are in several zones."""
    seasons: dict[Id, Peak] = Field(default_factory=dict)
    """Parts of the year with promises of their own."""
    spoken: dict[Language, Spoken] = Field(default_factory=dict)
    """The languages in which clients are served."""
    maintenance: tuple[Maintenance, ...] = ()
    """When systems may be down because they are looked after."""
    after_hours: tuple[AfterHours, ...] = ()
    """What happens outside opening hours, by kind of thing."""
    requests: tuple[RequestData, ...] = ()
    """The kinds of things clients send."""
    triage: Triage | None = None
    """Who decides which request class a thing belongs to."""
    commitments: tuple[CommitmentData, ...] = ()
    """What is promised, row by row; of the rows for one request class, the first that fits holds."""
    appointments: Appointments = Appointments()
    """How appointments are made, moved and missed."""
    booked: tuple[CallData, ...] = ()
    """The appointments ahead."""
    example_call: CallData | None = None
    """Where none is booked: the last moments for one that could be."""
    fee: Price | None = None
    """What the plan costs."""
    includes: tuple[Included, ...] = ()
    """What the fee includes."""
    rate: Rate | None = None
    """What work beyond that costs."""
    estimate: Estimate | None = None
    """The price before the work."""
    billing: Billing | None = None
    """When invoices come, and when they are paid."""
    by_size: tuple[BySizeData, ...] = ()
    """What depends on the client's size."""
    remedies: dict[Id, Remedy] = Field(default_factory=dict)
    """What the client gets when a promise is missed."""
    escalation: tuple[Escalation, ...] = ()
    """Who takes over when it does not go on, step by step."""
    authority: tuple[Authority, ...] = ()
    """Who may decide what."""
    handover: Handover | None = None
    """What happens when whoever is asked does not know."""
    complaints: Complaints | None = None
    """Where to complain, and what happens then."""
    expectations: tuple[Expectation, ...] = ()
    """What each side may expect of the other."""
    duties: tuple[DutyData, ...] = ()
    """What the client does, so that promises can be kept."""
    conduct: tuple[Words, ...] = ()
    """How both sides treat each other."""
    questions: Questions = Questions()
    """Questions that help, and questions better not asked."""
    scope: Scope = Scope()
    """What is and is not part of the service."""
    fair_use: tuple[Words, ...] = ()
    """What the fee does and does not buy."""
    queue: Queue | None = None
    """What is done first."""
    first_steps: tuple[Step, ...] = ()
    """What happens in the first weeks."""
    deliverables: tuple[Deliverable, ...] = ()
    """What comes out of the work."""
    feedback: tuple[FeedbackData, ...] = ()
    """How often work can be changed, and how long there is to answer."""
    silence: tuple[SilenceStep, ...] = ()
    """What happens when the client does not answer, step by step."""
    meetings: tuple[MeetingData, ...] = ()
    """Meetings that come again and again."""
    reports: tuple[ReportData, ...] = ()
    """Reports that come again and again."""
    measures: tuple[Measure, ...] = ()
    """How the agency measures whether it keeps its word."""
    cover: Cover | None = None
    """What happens when the people of the client are away."""
    lifecycle: dict[State, Stage] = Field(default_factory=dict)
    """What each state of the relation means."""
    plan_changes: tuple[PlanChange, ...] = ()
    """Changes of the plan, and how long before they are asked for."""
    leaving: Leaving | None = None
    """How the work together ends, and how it may begin again."""
    afterwards: tuple[Afterwards, ...] = ()
    """What still holds when the work is done."""
    resources: tuple[Resource, ...] = ()
    """Help that is free or cheap."""
    accessibility: tuple[Words, ...] = ()
    """How everybody can reach and read the agency."""
    privacy: tuple[Words, ...] = ()
    """What is kept about clients."""
    standing: Standing | None = None
    """What this charter is, which paper wins, and how it changes."""
