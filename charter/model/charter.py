"""The charter of one client: all that the client may expect and is asked for."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads the annotation
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from charter.model.agency import Agency, Brand, Channel, Department, NotChannel, Person, Request
from charter.model.appointments import Appointments
from charter.model.base import (
    Day,
    Email,
    Id,
    Item,
    Language,
    Part,
    PersonRef,
    Phone,
    Ref,
    Text,
    Url,
    Wording,
    Words,
    Zone,
)
from charter.model.calendars import Calendar
from charter.model.promises import Rows
from charter.model.terms import Included, Price, Tier
from charter.model.together import Expectation, Questions, Scope
from charter.worktime import BadText


class State(StrEnum):
    """Where the relation with a client stands."""

    ONBOARDING = "onboarding"
    ACTIVE = "active"
    INACTIVE = "inactive"
    FORMER = "former"


class Who(StrEnum):
    """Who does a thing."""

    WE = "we"
    YOU = "you"
    BOTH = "both"


class Contact(Item):
    """Somebody at the client's."""

    KEY = "name"

    name: Text
    """Full name."""
    role: Text | None = None
    """What they do."""
    email: Email | None = None
    """Their e-mail address."""
    number: Phone | None = None
    """Their telephone number."""
    approves: bool = False
    """Whether they may approve work and estimates."""


class Goal(Item):
    """What the work is for."""

    KEY = "goal"
    SHORT = "goal"

    goal: Text
    """What should come about: 40 qualified leads a month."""
    by: Day | None = None
    """By when."""


class FirstStep(Item):
    """One step of the first weeks."""

    KEY = "what"

    what: Words
    """What happens."""
    who: Who = Who.WE
    """Who does it: we, you or both."""
    when: Words | None = None
    """When, in words: in week one."""
    by: Day | None = None
    """By which day."""


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
    preferences: tuple[Text, ...] = ()
    """What this client likes done in its own way."""

    @field_validator("until")
    @classmethod
    def _ends_after_it_began(cls, until: date | None, info: ValidationInfo) -> date | None:
        since = info.data.get("since")
        if until and since and until < since:
            raise BadText(f"`{until}` lies before the first day, {since}.", "Exchange the two, or correct the year.")
        return until


class Charter(Part):
    """Everything one client may expect and is asked for, resolved: agency < tier < client."""

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
    rate: Price | None = None
    """What work beyond that costs."""
    commitments: dict[Annotated[str, Ref("requests")], Rows] = Field(default_factory=dict)
    """What is promised, by request class."""
    appointments: Appointments = Appointments()
    """How appointments are made, moved and missed."""
    expectations: tuple[Expectation, ...] = ()
    """What each side may expect of the other."""
    questions: Questions = Questions()
    """Questions that help, and questions better not asked."""
    scope: Scope = Scope()
    """What is and is not part of the service."""
    first_steps: tuple[FirstStep, ...] = ()
    """What happens in the first weeks."""

    @property
    def usual_calendar(self) -> str:
        """The id of the calendar that counts where nothing else is said."""
        return self.calendar or next(iter(self.calendars))

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


__all__ = ["Charter", "Client", "Contact", "FirstStep", "Goal", "State", "Who", "Wording"]
