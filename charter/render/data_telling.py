"""A charter, its facts and a language -> plain values for JSON, field by field.

What stands in `charter.json` is read off the types: a field of the model is in it under the name people write, unless
`data_left_out` names it. What has nothing in it is left out of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from charter.model.base import Part
from charter.model.kinds import Kind, fields
from charter.model.parties import Whom
from charter.model.relation import Spoken, Stage, State
from charter.model.terms import Band, Period, Price, Rate
from charter.render.data_left_out import left_out
from charter.render.data_said import SAID, notice_data, said
from charter.render.data_values import VALUES
from charter.render.filters import in_words
from charter.worktime import Notice
from charter.worktime.zones import instant, local, zone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from charter.compute import Facts
    from charter.model.charter import Charter
    from charter.render.language import Speech

Plain = dict[str, Any]
_EMPTY: tuple[Any, ...] = ("", [], {})
_AFTER = "after"
"""The key under which an amount of time has passed; under all others it is left."""
KEYS: dict[type[Part], str] = {Stage: "state", Spoken: "language"}
"""What names the entries of a table; `id` for all others."""


@dataclass(frozen=True, slots=True)
class Field:
    """How one field of a part is told: its name in Python and in JSON, what it holds, and whether it is always there."""

    name: str
    key: str
    kind: Kind
    needed: bool
    """Whether it stands there even if it is empty."""


@cache
def told(part: type[Part]) -> tuple[Field, ...]:
    """Give the fields of a part that stand in the file."""
    kinds = fields(part)
    named = ((name, info.alias or name, info) for name, info in part.model_fields.items())
    omitted = left_out(part)
    return tuple(
        Field(name, key, kinds[key], info.is_required() or info.default is None)
        for name, key, info in named
        if key not in omitted
    )


@dataclass(frozen=True)
class Telling:
    """What one client is told, and in which language."""

    charter: Charter
    facts: Facts
    speech: Speech

    @cached_property
    def former(self) -> bool:
        """Whether the work together has ended."""
        return self.charter.client.state is State.FORMER

    def has(self, section: str) -> bool:
        """Whether the handbook has a section."""
        return section in self.charter.handbook

    def instant(self, at: int) -> str:
        """Write an instant by the client's clock, with its distance from UTC."""
        return local(at, zone_of(self.charter.timezone)).isoformat()

    def agency_moment(self, moment: datetime) -> str:
        """Write a moment of the files, which is on the agency's clock."""
        zone = zone_of(self.charter.agency.timezone)
        return local(instant(moment.date(), moment.hour * 60 + moment.minute, zone), zone).isoformat()

    def channel(self, ident: str) -> str:
        """Name a channel that the client sees."""
        return self.facts.channels[ident].name or in_words(ident)

    def visible(self, idents: Iterable[str]) -> tuple[str, ...]:
        """Keep the ids of channels that the client sees."""
        return tuple(ident for ident in idents if ident in self.facts.channels)

    def whom(self, whom: Whom) -> str:
        """Name somebody as the client knows them; whom the client does not meet has only a role here."""
        if whom.person:
            return self.charter.people[whom.person].name
        return self.charter.departments[whom.department].name if whom.department else str(whom.role)

    def part(self, part: Part) -> Plain:
        """Tell a part, field by field."""
        found: Plain = {}
        for field in told(type(part)):
            value = getattr(part, field.name)
            if value is None:
                continue
            if field.key == _AFTER and isinstance(value, Notice):
                value = notice_data(value, self.speech, passed=True)
            value = self._value(value, field.kind)
            if value is not None and (field.needed or value not in _EMPTY):
                found[field.key] = value
        extra = EXTRA.get(type(part))
        return found | {name: make(self, part) for name, (_, make) in extra.items()} if extra else found

    def _value(self, value: Any, kind: Kind) -> Any:  # noqa: ANN401  JSON
        form = type(value)
        if form is str:
            return self._named(value, kind.ref.kind) if kind.ref else value
        if form is tuple:
            item = kind.item or kind
            return [one for one in (self._value(one, item) for one in value) if one is not None]
        if form in VALUES:
            return _plain(value)
        if isinstance(value, Part):
            return self.whom(value) if isinstance(value, Whom) else self.part(value)
        return self._table(value, kind.item) if form is dict and kind.item else self._leaf(value)

    def _leaf(self, value: Any) -> Any:  # noqa: ANN401
        if type(value) in SAID:
            return _plain(said(value, self.speech))
        if isinstance(value, datetime):
            return self.agency_moment(value)
        if isinstance(value, date):
            return value.isoformat()
        return f"{value:f}" if isinstance(value, Decimal) else value

    def _table(self, table: dict[str, Any], item: Kind) -> list[Plain]:
        key = KEYS.get(item.part, "id") if item.part else "id"
        return [{key: ident, **self._value(value, item)} for ident, value in table.items()]

    def _named(self, ident: str, kind: str) -> str | None:
        """Tell a name of something: its id, or nothing where the client does not see it. A remedy goes by its name."""
        if kind == "remedies":
            remedy = self.charter.remedies.get(ident)
            return remedy.name if remedy else None
        seen = {"channels": self.facts.channels, "departments": self.charter.departments}.get(kind)
        return ident if seen is None or ident in seen else None


@lru_cache(maxsize=8192)
def _plain(value: Part) -> Plain:
    """Tell a value; clients have many in common."""
    found: Plain = {}
    for field in told(type(value)):
        one = getattr(value, field.name)
        if type(one) is tuple:
            one = [_plain(each) if type(each) in VALUES else each for each in one]
        elif type(one) in VALUES:
            one = _plain(one)
        if one is not None and (field.needed or one not in _EMPTY):
            found[field.key] = one
    return found


def _price(telling: Telling, price: Any) -> str:  # noqa: ANN401  a part of the type it is registered for
    return _said_price(telling.speech, str(price.amount), price.currency, price.per)


@lru_cache(maxsize=8192)
def _said_price(speech: Speech, amount: str, currency: str, per: Period) -> str:
    return speech.price(Price.model_construct(amount=Decimal(amount), currency=currency, per=per))


def _band_price(telling: Telling, band: Any) -> Plain | None:  # noqa: ANN401
    rate = telling.charter.rate
    if rate is None:
        return None
    times = rate.amount * band.times if band.times is not None else rate.amount
    amount = band.amount if band.amount is not None else times
    return telling.part(Price.model_construct(amount=amount, currency=rate.currency, per=rate.per))


EXTRA: dict[type[Part], dict[str, tuple[tuple[str, Any], Callable[[Telling, Any], Any]]]] = {
    Price: {"said": (("It in the client's language: $199.95 per month.", str), _price)},
    Rate: {"said": (("It in the client's language: $125 per hour.", str), _price)},
    Band: {"price": (("What work costs in these hours.", Price), _band_price)},
}
"""What is told of a part besides its fields: its meaning and type, and what makes it."""
