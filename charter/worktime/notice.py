"""Lengths and notices, as appointments have them: `30 minutes`, `6 weeks`; `1 business day by 12:00`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from charter.worktime.amounts import AMOUNT, MOST, Amount, Clock, Unit, read_amount
from charter.worktime.bad_text import Said, write
from charter.worktime.target_grammar import BY, read_by
from charter.worktime.targets import By, print_tail

_LENGTH = re.compile(r"(?P<low>[0-9]+(?:-| to ))?(?P<count>[0-9]+) (?P<unit>minute|hour|day|week|month)s?")
_NOTICE = re.compile(AMOUNT + BY)
_PREVIOUS = re.compile(r"(?:the )?(?:previous business day|business day before)" + BY)
_ON_PREVIOUS = re.compile(r"(?:by )?(?P<by>[^,]+?) on the (?:previous business day|business day before)")
_BEFORE = re.compile(r"(?<=[a-z])'?(?: before(?:hand)?| in advance| ahead| notice)(?=,|$| by )")


@dataclass(frozen=True, slots=True)
class Length:
    """A plain length of time without a clock: `30 minutes`, `6 weeks`."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'s' * (self.count != 1)}"


@dataclass(frozen=True, slots=True)
class Notice:
    """How long before an event at the latest: `4 business hours`, `1 business day by 12:00`.

    `amount` is never a range. `by` and `clear` occur with business days only; `1 clear business day`
    leaves whole business days between: neither the day of the notice nor that of the event counts.
    """

    amount: Amount
    by: By | None = None
    clear: bool = False

    def __str__(self) -> str:
        amount = str(self.amount).replace(" ", " clear ", 1) if self.clear else str(self.amount)
        return amount + print_tail(self.by, None)


def read_length(said: Said) -> Length | None:
    """Read a length, or give None if it has another form. Raises `BadText` for nothing and for too much."""
    found = _LENGTH.fullmatch(said.plain)
    if not found:
        return None
    if found["low"]:
        raise said.bad("is a range, and a length is one", write(said.plain.removeprefix(found["low"])))
    count, unit = int(found["count"][:9]), Unit(found["unit"])
    if not 1 <= count <= MOST:
        raise said.bad(
            "is no time at all" if count == 0 else "is too long",
            write(str(Length(1 if count == 0 else 10, unit))),
        )
    return Length(count, unit)


def read_notice(said: Said) -> Notice | None:
    """Read a notice, or give None if it has another form. Raises `BadText` for a known form misused.

    `18:00 on the previous business day` is `1 business day by 18:00`: the same notice, the same value.
    """
    previous = _PREVIOUS.fullmatch(said.plain) or _ON_PREVIOUS.fullmatch(said.plain)
    if previous:
        return Notice(Amount(None, 1, Unit.DAY, Clock.BUSINESS), read_by(previous["by"]))
    plain = _BEFORE.sub("", said.plain.removeprefix("at least "))
    if re.fullmatch(r"[0-9]+ clear days?", plain):
        raise said.bad("does not say which days count", write(plain.replace("clear", "clear business")))
    found = _NOTICE.fullmatch(plain.replace(" clear ", " ", 1))
    return _notice(said, found, clear=" clear " in plain) if found else None


def _notice(said: Said, found: re.Match[str], *, clear: bool) -> Notice:
    amount, by = read_amount(said, found), read_by(found["by"])
    if amount.low is not None:
        raise said.bad(
            "is a range, and a notice has one length",
            write(str(Amount(None, amount.high, amount.unit, amount.clock))),
        )
    if (by is not None or clear) and not amount.in_business_days:
        why = "counts clear days" if clear else "has a clock time"
        raise said.bad(f"{why}, which goes with business days only", write(str(amount), "1 business day by 12:00"))
    return Notice(amount, by, clear)
