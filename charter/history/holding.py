"""What holds while a change for the worse is announced: the old promise, in a charter that is otherwise the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from charter.diff.paths import restored
from charter.model.base import Part
from charter.model.kinds import Shape, fields
from charter.model.writing import read_charter, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.diff import Change
    from charter.model.agency import Channel
    from charter.model.calendars import Calendar
    from charter.model.charter import Charter
    from charter.model.kinds import Kind
    from charter.model.promises import Row

_TABLES = ("calendars", "channels", "requests", "departments", "people", "remedies", "seasons")
"""What other parts of a charter name: whoever brings a promise back brings back what it names."""
_LIVE = ("goals", "booked", "milestones", "contacts", "access", "rotation")
"""What a client's own file says of the present, whatever was promised when."""
_HOSTED = ("site", "paths", "url")
"""Where the agency and its pages are on the web."""


def held(charter: Charter, old: Charter, changes: Iterable[Change]) -> Charter:
    """Give a charter in which these changes have not happened yet."""
    found = _mixed(charter, old, changes)
    return found or as_it_was(charter, old)  # what was promised does not fit into the rest any more, so all of it waits


def brought(charter: Charter, new: Charter, changes: Iterable[Change]) -> Charter:
    """Give a charter that waits, in which these changes to a new one have happened already, if they fit into it."""
    return _mixed(charter, new, changes) or charter


def _mixed(charter: Charter, other: Charter, changes: Iterable[Change]) -> Charter | None:
    """Give a charter with what stands in another one where these changes are; nothing where it does not fit together."""
    found = charter
    for change in reversed(
        tuple(changes)
    ):  # of two items of one name, the second one first: names count from the front
        found = _undone(found, other, change)
    found = _with_what_it_names(found, other)
    try:
        return read_charter(written(found))
    except ValidationError:
        return None


def as_it_was(charter: Charter, old: Charter) -> Charter:
    """Give the old charter whole, with what is of the present: people, addresses, days off, appointments, goals."""
    live = {name: getattr(charter.client, name) for name in _LIVE}
    return old.model_copy(
        update={
            "client": old.client.model_copy(update=live),
            "brand": charter.brand,
            "agency": old.agency.model_copy(update={name: getattr(charter.agency, name) for name in _HOSTED}),
            "handbook": charter.handbook,
            "people": {**old.people, **{ident: one for ident, one in charter.people.items() if ident in old.people}},
            "channels": {ident: _reached(one, charter.channels.get(ident)) for ident, one in old.channels.items()},
            "calendars": {ident: _closed(one, charter.calendars.get(ident)) for ident, one in old.calendars.items()},
        }
    )


def _reached(channel: Channel, now: Channel | None) -> Channel:
    """Give a channel the address and number under which somebody answers now."""
    return channel.model_copy(update={name: getattr(now, name) for name in ("address", "number", "url")} if now else {})


def _closed(calendar: Calendar, now: Calendar | None) -> Calendar:
    """Give a calendar the days off of now, which concern everybody."""
    return calendar.model_copy(update={"closures": now.closures} if now else {})


def _undone(charter: Charter, old: Charter, change: Change) -> Charter:
    path = change.path
    if path[0] == "commitments":
        return _promise(charter, old, str(path[1]), str(path[2]))
    if path[0] == "calendars" and path[2:3] == ("hours",):
        charter = restored(charter, old, (*path[:2], "regions"))
    if path[0] == "calendars" and path[2:3] == ("closures",):
        return restored(charter, old, path[:3])
    return restored(charter, old, path)


def _promise(charter: Charter, old: Charter, request: str, metric: str) -> Charter:
    """Bring back a metric of a request class; where rows are others, all of them, for they belong together."""
    rows, older = (one.commitments.get(request, ()) for one in (charter, old))
    if [_holds_for(row) for row in rows] != [_holds_for(row) for row in older]:
        return restored(charter, old, ("commitments", request))
    mixed = tuple(row.model_copy(update={metric: getattr(was, metric)}) for row, was in zip(rows, older, strict=True))
    return charter.model_copy(update={"commitments": {**charter.commitments, request: mixed}})


def _holds_for(row: Row) -> tuple[object, ...]:
    return (row.arrives, row.arrives_by, row.calendar, row.channel, row.severity, row.language, row.season, row.only_if)


def _with_what_it_names(charter: Charter, old: Charter) -> Charter:
    """Bring back what a charter names and no longer has, such as the channel of an old promise."""
    for _ in _TABLES:  # what comes back may name something itself
        missing = {
            (table, name)
            for table, name in _named(charter)
            if name not in getattr(charter, table) and name in getattr(old, table)
        }
        if not missing:
            break
        for table, name in sorted(missing):
            own = getattr(charter, table)
            charter = charter.model_copy(update={table: {**own, name: getattr(old, table)[name]}})
    return charter


def _named(part: Part) -> Iterator[tuple[str, str]]:
    """Give the tables and keys that texts of a part name."""
    for key, kind in fields(type(part)).items():
        name = next(name for name, info in type(part).model_fields.items() if (info.alias or name) == key)
        yield from _names_in(kind, getattr(part, name))


def _names_in(kind: Kind, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  whatever the model holds
    if isinstance(value, Part):
        yield from _named(value)
    elif kind.shape is Shape.TABLE and kind.item:
        if kind.key_ref and kind.key_ref.kind in _TABLES:
            yield from ((kind.key_ref.kind, str(key)) for key in value)
        for one in value.values():
            yield from _names_in(kind.item, one)
    elif isinstance(value, tuple) and kind.item:
        for one in value:
            yield from _names_in(kind.item, one)
    elif isinstance(value, str) and kind.ref and kind.ref.kind in _TABLES:
        yield kind.ref.kind, value
