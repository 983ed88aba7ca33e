"""What of a charter does not stand in `charter.json`, field by field, each with the reason."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from charter.model.agency import Agency, Brand, Channel, Department, Fonts, Person
from charter.model.appointments import Booked
from charter.model.base import Item, Part
from charter.model.calendars import Calendar, Closure, Region
from charter.model.changes import ChangeNote
from charter.model.charter import Charter, Client, Contact
from charter.model.kinds import internal
from charter.model.promises import METRICS, Expected, Promise, Row
from charter.model.remedies import ComplaintStep
from charter.model.terms import BySize, Tier

if TYPE_CHECKING:
    from collections.abc import Mapping

_HANDLE = "a name for later layers of the files, which no client reads"

LEFT_OUT: Mapping[type[Part], Mapping[str, str]] = {
    Item: {"id": _HANDLE},
    Charter: {
        "schema": "the version of the agency's files; this file has a version of its own",
        "brand": "how the pages look",
        "tier": "stands as `plan`",
        "calendar": "`usual` stands at the calendar itself",
        "handbook": "the order of the pages",
    },
    Agency: {"languages": "what it writes for others", "paths": "its address is known to whoever reads it"},
    Brand: dict.fromkeys(Brand.model_fields, "how the pages look"),
    Fonts: dict.fromkeys(Fonts.model_fields, "how the pages look"),
    Booked: {"withdrawn": "what does not take place is not there"},
    ChangeNote: dict.fromkeys(
        ("what", "why", "approved", "from", "agreed"), "what is announced stands as `coming`, in the client's words"
    ),
    Expected: dict.fromkeys(Expected.model_fields, "tests of the promises, for the agency"),
    Tier: {"id": "the name of a file"},
    Client: {
        "id": "the name of a file",
        "representative": "stands at the top, as the person",
        "timezone": "stands at the top",
        "language": "stands at the top",
        "website": "no page shows it",
        "hours": "the pages say which hours both sides have in common, as `together`",
        "region": "the calendars follow it already",
        "sizes": "each stands as `yours` at what depends on it",
        "booked": "stands at the top, with its last moments",
        "access": "who reads it has come in",
        "rotation": "stands in the address alone",
    },
    Contact: {"visibility": "who is not to be seen is not there"},
    Person: {
        "department": "no page shows it",
        "backup": "stands at the top, as the person",
        "languages": "no page shows it",
        "visibility": "who is not to be seen is not there",
    },
    Department: {
        "channels": "part of its `ways`",
        "address": "part of its `ways`",
        "number": "part of its `ways`",
        "visibility": "what is not to be seen is not there",
    },
    Calendar: {
        "holidays_name": "stands as `holidays`",
        "holiday_names": "holidays stand among the `closures` under these names",
        "regions": "the hours are those of the client's region",
        "closures": "stand at the top, with those of all calendars and the public holidays",
    },
    Region: {"hours": "the hours are those of the client's region"},
    Closure: {
        "on": "`from` and `to` are the same day",
        "withdrawn": "what does not take place is not there",
    },
    Channel: {
        "preferred": "they stand in this order",
        "visibility": "what is not to be seen is not there",
    },
    Row: dict.fromkeys(METRICS, "stands among its `promises`"),
    Promise: {"text": "stands as the words of the target"},
    BySize: {"size": "the key of a number that stands as `yours`"},
    ComplaintStep: {"id": ""},  # steps are counted from one another
}
"""The fields that are left out of a part, and of what is built on it; one without a reason is told all the same.

Those for the agency's own eyes are left out besides, by their marks in the model.
"""


@cache
def left_out(part: type[Part]) -> frozenset[str]:
    """Give the names of the fields of a part that are not told."""
    reasons = {key: why for one in reversed(part.__mro__) for key, why in LEFT_OUT.get(one, {}).items()}
    own = {part.model_fields[name].alias or name for name in internal(part)}
    return frozenset(key for key, why in reasons.items() if why) | own
