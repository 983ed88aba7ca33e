"""Who the agency is and where it can be reached: brand, channels, departments, people."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, PositiveInt, model_validator

from charter.model.base import Item, Part
from charter.model.forms import pattern
from charter.model.marks import Many
from charter.model.values import (
    CalendarRef,
    ChannelRef,
    DepartmentRef,
    Email,
    Language,
    Path,
    PersonRef,
    Phone,
    Text,
    Url,
    Words,
    Zone,
)
from charter.worktime import BadText

Site = Annotated[
    str,
    pattern(
        r"https?://[^\s<>\"?#]+",
        "the web address of a site: pages and files are links that begin with it, so it has no question mark and no #",
        "only what the addresses of all pages begin with, such as `https://example.com`",
    ),
]


class Paths(StrEnum):
    """How a client's folder in the site is named."""

    UNGUESSABLE = "unguessable"
    """By the project's secret: whoever was not told the address cannot find it."""
    READABLE = "readable"
    """By the client's id: whoever guesses that a client is one finds its pages."""


class Access(StrEnum):
    """What opens a client's pages: their address alone, or a passphrase besides."""

    LINK = "link"
    PASSPHRASE = "passphrase"  # noqa: S105  a word of the YAML


class Agency(Part):
    """The agency itself."""

    name: Text
    """The name clients know you by."""
    url: Url | None = None
    """Your website."""
    site: Site | None = None
    """Where your clients read what you publish: the web address of the built site, https://clients.northlight.example."""
    paths: Paths = Paths.UNGUESSABLE
    """How each client's folder in the site is named; `readable` is for sites behind a login of their own."""
    timezone: Zone
    """The time zone your dates and hours are in, by IANA name: America/Denver."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    """The languages you write charters in; the first one is what you wrote these files in."""


class Fonts(Part):
    """Font files of the brand (woff2), inside `content/`."""

    body: Path | None = None
    """The font of the text."""
    heading: Path | None = None
    """The font of the headings."""


Color = Annotated[
    str,
    pattern(r"#(?:[0-9a-fA-F]{3}){1,2}", "a colour", 'six digits after a # in quotation marks, such as `"#0b5c4a"`'),
]


class LogoGround(StrEnum):
    """What a logo is drawn to stand on."""

    PAPER = "paper"
    BAND = "band"


class Brand(Part):
    """How the pages look; readable contrast is computed from the one colour."""

    color: Color = "#1d4f6e"
    """The brand's main colour."""
    accent: Color | None = None
    """A second colour, for decoration only; never for text."""
    logo: Path | None = None
    """The logo's file inside `content/` (svg, png, jpg or webp)."""
    logo_on: LogoGround = LogoGround.BAND
    """Whether the logo is drawn for the coloured `band` or for white `paper`."""
    fonts: Fonts = Fonts()
    """Font files of the brand; without them the reader's own system font is used."""


class Visibility(StrEnum):
    """Who may see a thing: every client, only the clients whose charter uses it, or nobody outside."""

    CLIENT = "client"
    PRIVATE = "private"
    INTERNAL = "internal"


class Channel(Part):
    """A way to reach the agency."""

    name: Words | None = None
    """What clients call it; without it, the id in words."""
    address: Email | None = None
    """The e-mail address."""
    number: Phone | None = None
    """The telephone number, with the country."""
    url: Url | None = None
    """The web address."""
    use: Annotated[Words | None, Field(alias="for")] = None
    """What it is for, in the client's words."""
    calendar: CalendarRef | None = None
    """When somebody watches it; the usual calendar where none is given."""
    preferred: PositiveInt | None = None
    """Its place in the order of what you prefer: 1 is first."""
    visibility: Visibility = Visibility.CLIENT
    """`private`: shown only to clients whose charter routes something to it. `internal`: never shown."""

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.address or self.number or self.url):
            raise BadText("A channel needs an `address:`, a `number:` or a `url:`.", "Add the one that reaches you.")
        return self


class NotChannel(Item):
    """A way that clients might try and that nobody watches."""

    KEY = "name"

    name: Words
    """What it is, such as Social media messages."""
    why: Words
    """Why it is no way to reach you."""
    instead: ChannelRef
    """The channel to use instead."""


class Elsewhere(Item):
    """Something a department does not do, and who does."""

    KEY = "what"
    SHORT = "what"

    what: Words
    """What it does not do."""
    ask: DepartmentRef | None = None
    """The department that does it."""


class Department(Part):
    """A department: what it handles and why asking it directly is good for the client."""

    name: Words
    """What clients call it."""
    handles: Annotated[tuple[Words, ...], Field(min_length=1)]
    """What to ask it about, in the client's words."""
    counter_examples: Annotated[tuple[Elsewhere, ...], Field(alias="not")] = ()
    """What it does not do, and who does."""
    why: Words
    """Why asking it directly is good for the client."""
    channels: Annotated[tuple[ChannelRef, ...], Many] = ()
    """The channels that reach it, best first."""
    address: Email | None = None
    """Its own e-mail address."""
    number: Phone | None = None
    """Its own telephone number."""
    calendar: CalendarRef | None = None
    """Its hours, where they differ from the usual ones."""
    lead: PersonRef | None = None
    """The person who answers for it."""
    visibility: Visibility = Visibility.CLIENT
    """`private`: shown only to clients whose representative or stand-in works there. `internal`: never shown."""


class Person(Part):
    """Somebody who works here."""

    name: Text
    """Full name."""
    called: Text | None = None
    """What everybody says: the first word of the name, unless you write it."""
    role: Words
    """What they do, in the client's words."""
    about: Words | None = None
    """One sentence a client would like to know."""
    department: DepartmentRef | None = None
    """Where they work."""
    backup: PersonRef | None = None
    """Who stands in for them."""
    email: Email | None = None
    """Their e-mail address."""
    number: Phone | None = None
    """Their telephone number."""
    ask: tuple[Words, ...] = ()
    """What to ask them about."""
    counter_examples: Annotated[tuple[Elsewhere, ...], Field(alias="not")] = ()
    """What not to ask them about, and the department that answers it."""
    languages: tuple[Language, ...] = ()
    """The languages they speak with clients."""
    visibility: Visibility = Visibility.CLIENT
    """`private`: shown only to clients they work for. `internal`: never shown."""

    @property
    def short_name(self) -> str:
        """What everybody says."""
        return self.called or re.split(r"\s", self.name, maxsplit=1)[0]
