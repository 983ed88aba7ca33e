"""A charter as its client may see it: what is for the agency's own eyes is not in it at all.

Templates, prose and the formats of files are given nothing else, so none of them can show by mistake what a client must
not see. What names a channel or a person that is not there is mended, so that nothing leads nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from charter.compute.visible import visible_channels, visible_departments, visible_people
from charter.model.agency import Visibility
from charter.model.base import NOTE, Part
from charter.model.calendars import Closure, Recurring
from charter.model.kinds import Shape, fields, internal
from charter.model.parties import Whom
from charter.model.relation import Spoken

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from charter.model.charter import Charter
    from charter.model.kinds import Kind
    from charter.model.promises import Row

_SHOWN = frozenset({"channels", "people", "departments"})
"""The tables of which a client may not see all."""
_Some = TypeVar("_Some", bound=Part)
_ONLY_FOR: Mapping[type[Part], tuple[str, ...]] = {
    Closure: ("departments", "channels"),
    Recurring: ("departments", "channels"),
    Spoken: ("channels",),
}
"""Parts that hold for everything where they name nothing: one that names only what is not seen must not become such."""


def seen(charter: Charter) -> Charter:
    """Leave out all that the client of a charter may not see: notes, and whatever is internal or private to others."""
    shown: dict[str, Mapping[str, object]] = {
        "channels": visible_channels(charter),
        "people": visible_people(charter),
        "departments": visible_departments(charter),
    }
    tables = {table: {ident: one for ident, one in getattr(charter, table).items() if ident in those}
              for table, those in shown.items()}  # fmt: skip
    met = {ident: _met(rows, shown["channels"]) for ident, rows in charter.commitments.items()}
    found = _Eyes(charter, shown).part(charter.model_copy(update={**tables, "commitments": met}))
    assert found is not None  # noqa: S101  a whole charter is never left out
    return found


def _met(rows: tuple[Row, ...], channels: Container[str]) -> tuple[Row, ...]:
    """Leave out rows for channels that the client does not have, unless that nothing is offered is all there is to say."""
    return tuple(row for row in rows if row.channel is None or row.channel in channels) or rows


def without_notes(charter: Charter) -> Charter:
    """Leave out what the agency has noted for itself, and nothing else."""
    if not _has_notes(charter):
        return charter
    found = _Eyes(None, {}).part(charter)
    assert found is not None  # noqa: S101
    return found


def _has_notes(charter: Charter) -> bool:
    """Whether there is any note; most charters have none, and thousands of them are compared at once."""
    left: list[Any] = [charter]
    while left:
        one = left.pop()
        if isinstance(one, Part):
            if one.internal:
                return True
            values = one.__dict__
            left += [values[name] for name in _plan(type(one)).held if values[name]]
        else:
            left += one.values() if isinstance(one, dict) else one
    return False


class _Plan(NamedTuple):
    """What to look at in parts of one type: fields for the agency's eyes, what names something, and what holds parts."""

    own: tuple[tuple[str, Any], ...]
    names: tuple[tuple[str, str, bool], ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Eyes:
    """The eyes of one client: `shown` are the ids that it may see, by table. Without a charter, only notes are hidden."""

    charter: Charter | None
    shown: Mapping[str, Container[str]]

    def part(self, part: _Some) -> _Some | None:
        """Give a part as it is seen, itself where all of it is; None where it is not seen at all."""
        if self.charter and getattr(part, "visibility", None) is Visibility.INTERNAL:
            return None
        own, names, held = _plan(type(part))
        update = {name: empty for name, empty in own if getattr(part, name) != empty and (self.charter or name == NOTE)}
        for name, table, is_needed in names if self.charter else ():
            value = getattr(part, name)
            if value and (left := self._named(value, table, is_needed=is_needed)) != value:
                update[name] = left
        for name in held:
            value = getattr(part, name)
            if value and name not in update and (left := self._held(value)) is not value:
                update[name] = left
        return self._mended(part, update) if update else part

    def _named(self, value: Any, table: str, *, is_needed: bool) -> Any:  # noqa: ANN401  an id, or several
        shown = self.shown[table]
        if isinstance(value, tuple):
            return tuple(ident for ident in value if ident in shown)
        return value if value in shown else "" if is_needed else None

    def _held(self, value: Any) -> Any:  # noqa: ANN401  a part, several, or a table of them
        if isinstance(value, Part):
            return self.part(value)
        if isinstance(value, dict):
            left = {key: self._held(one) for key, one in value.items()}
            is_same = all(left[key] is one for key, one in value.items())
            return value if is_same else {key: one for key, one in left.items() if one is not None}
        found = [self._held(one) for one in value]
        is_same = all(one is other for one, other in zip(found, value, strict=True))
        return value if is_same else tuple(one for one in found if one is not None)

    def _mended(self, part: _Some, update: dict[str, Any]) -> _Some | None:
        if isinstance(part, Whom) and self.charter and {"person", "department"} & update.keys():
            update["role"] = part.role or self._role(part.person or "", self.charter)
        left = part.model_copy(update=update)
        was, now = ([one for name in _ONLY_FOR.get(type(part), ()) for one in getattr(it, name)] for it in (part, left))
        return left if now or not was else None

    @staticmethod
    def _role(ident: str, charter: Charter) -> str:
        """Say what somebody does whom the client does not meet; of who is internal, and of departments, not even that."""
        person = charter.people.get(ident)
        is_known = person and person.visibility is not Visibility.INTERNAL
        return person.role if person and is_known else charter.agency.name


@cache
def _plan(part: type[Part]) -> _Plan:
    names = {info.alias or name: (name, info) for name, info in part.model_fields.items()}
    own, refs, held = [], [], []
    for key, kind in fields(part).items():
        name, info = names[key]
        ref = (kind.item or kind).ref
        if name in internal(part):
            own.append((name, info.get_default(call_default_factory=True)))
        elif ref and ref.kind in _SHOWN:
            refs.append((name, ref.kind, info.is_required()))
        elif _holds_parts(kind):
            held.append(name)
    return _Plan(tuple(own), tuple(refs), tuple(held))


def _holds_parts(kind: Kind) -> bool:
    return kind.shape is Shape.PART or (kind.item is not None and _holds_parts(kind.item))
