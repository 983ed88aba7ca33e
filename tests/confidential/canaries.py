"""Words that stand nowhere else, in every field that takes text: where one of them turns up, that field has been shown."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from readings import readings

from charter.layers import AGENCY_ONLY, HOMES
from charter.model.agency import Channel, Person
from charter.model.base import NOTE, Part
from charter.model.charter import Charter, Client, Contact
from charter.model.kinds import Kind, Shape, fields

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = "abcdefgh"
HIDDEN = "h"
"""The letter of canaries in what no client may see, whoever's charter it stands in."""
TABLES = ("calendars", "channels", "requests", "departments", "people", "seasons", "remedies")
"""What other fields of a charter name; in each client's file there is one of each, under a canary."""
_WORD = re.compile(r"(?=zq([a-h])\d{5}x)")
_NUMBER = re.compile(r"(?=97739779([0-7])\d{3})")
_LEAVE = {
    "Band": {"outside"},
    "Calendar": {"outside", "regions", "open_holidays", "holiday_names"},
    "Charter": {"calendar", "brand", "schema", "agency", "tier", "client"},
    "Client": {"id", "state", "until", "region", "tier", "rotation", "access"},
    "Closure": {"from", "to", "withdrawn", "hours"},
    "Promise": {"text", "from"},
    "Recurring": {"hours"},
}
"""What of a part stands out of the way of the rest: another field says the same, or excludes it."""
_SAMPLES = [
    "1", "2027-01-11", "06-01", "2026-12-17 12:00", "en", "America/Denver", "US-CO", "USD", "4 business hours",
    "10 minutes", "before 14:00", "yes", "40%", "day 15", "09:00-17:00", "mon 12:30", {"mon-fri": "09:00-17:00"},
]  # fmt: skip


class Canaries:
    """Makes canaries of one letter and counts them; those for the agency's own eyes have a letter of their own."""

    def __init__(self, letter: str) -> None:
        self.letter, self.made, self._next = letter, 0, count(1)
        self.named = {table: self.word() for table in TABLES}

    def word(self) -> str:
        self.made += 1
        return f"zq{self.letter}{next(self._next):05}x"

    def digits(self) -> str:
        self.made += 1
        return f"97739779{LETTERS.index(self.letter)}{next(self._next) % 1000:03}"

    def client(self) -> dict[str, Any]:
        """Fill a client's file: its own keys, and all those of a charter that a client may override."""
        known = {key: kind for part in (Charter, Client) for key, kind in keys(part).items()}
        filled = {key: self.fill(kind) for key, kind in known.items() if key not in AGENCY_ONLY | HOMES}
        tables = {table: {self.named[table]: next(iter(filled[table].values()))} for table in TABLES}
        hidden = {"channels": self.hidden(Channel), "people": self.hidden(Person)}
        for table, one in hidden.items():
            tables[table] |= {self._note(): one}
        contacts = [*filled["contacts"], self.hidden(Contact)]
        return {**filled, **tables, "contacts": contacts, "tier": "growth"}

    def hidden(self, part: type[Part]) -> dict[str, Any]:
        """Fill something that no client may see."""
        return {**self._hidden().fill(Kind(Shape.PART, part=part)), "visibility": "internal"}

    def fill(self, kind: Kind) -> Any:
        """Fill a place of the model with all that may stand there."""
        if kind.shape is Shape.PART and kind.part:
            return {key: self.fill(one) for key, one in keys(kind.part).items()} | {NOTE: [self._note(), self._note()]}
        if kind.shape is Shape.LIST and kind.item:
            return [self.fill(kind.item)]
        if kind.shape is Shape.TABLE and kind.item:
            key = self.named[kind.key_ref.kind] if kind.key_ref else self._leaf(kind.form)
            return {key: self.fill(kind.item)}
        return self.named.get(kind.ref.kind, "team") if kind.ref else self._leaf(kind.form)

    def _hidden(self) -> Canaries:
        """Give canaries of the hidden letter that are counted here."""
        other = Canaries.__new__(Canaries)
        other.__dict__ = {**self.__dict__, "letter": HIDDEN}
        return other

    def _note(self) -> str:
        self.made += 1
        return f"zq{HIDDEN}{next(self._next):05}x"

    def _leaf(self, form: Any) -> Any:
        makes: tuple[Callable[[], str], ...] = (
            self.word,
            lambda: f"{self.word()}@{self.word()}.example",
            lambda: f"https://{self.word()}.example/{self.word()}",
            lambda: f"+{self.digits()}",
            self.digits,
        )
        for make in makes:
            before, value = self.made, make()
            if fits(form, value):
                return value
            self.made = before
        words = list(form) if hasattr(form, "__members__") else []
        return next(str(one) if isinstance(one, str) else one for one in [*words, *_SAMPLES] if fits(form, one))


def keys(part: type[Part]) -> dict[str, Kind]:
    """Give the keys of a part that can stand together, but for notes."""
    rivals = set(part.ONE_OF) - {part.SHORT} if part.SHORT in part.ONE_OF else set()
    left = rivals | _LEAVE.get(part.__name__, set()) | {NOTE}
    return {key: kind for key, kind in fields(part).items() if key not in left}


def fits(form: Any, value: Any) -> bool:
    """Whether a value may stand in a field."""
    try:
        TypeAdapter(form).validate_python(value)
    except ValidationError:
        return False
    return True


def letters(data: bytes) -> set[str]:
    """Give the letters of the canaries that can be read in a file."""
    text = readings(data)
    return {found[1] for found in _WORD.finditer(text)} | {LETTERS[int(found[1])] for found in _NUMBER.finditer(text)}


def canaries(data: bytes) -> set[str]:
    """Give the canaries that can be read in a file."""
    text = readings(data)
    return {text[at : at + 9] for at in (found.start() for found in _WORD.finditer(text))}
