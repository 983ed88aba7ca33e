"""Prices and parts of prices that cannot be meant as they stand."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.problem import Severity
from charter.worktime import DAYS, TimeOfDay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from charter.model.charter import Charter
    from charter.model.terms import Band
    from charter.problem import KeyPath

_DAY = 24 * 60
_WEEK = 7 * _DAY
_ALL = 100


@rule("overlapping-bands", Severity.WARNING)
def overlapping_bands(subject: Subject) -> Iterator[Found]:
    """No hour of the week has two prices.

    Where two bands of a rate overlap, the client counts on the lower price and the invoice has the higher one.

    Bad: `bands: [{name: evenings, hours: {mon-sat: 18:00-22:00}, ...}, {name: weekends, hours: {sat: 08:00-20:00}, ...}]`.
    Good: evenings with `hours: {mon-fri: 18:00-22:00}`.
    """
    rate = subject.charter.rate
    for (_, one), (number, other) in combinations(enumerate(rate.bands if rate else ()), 2):
        minute = _shared(one, other)
        if minute is not None:
            when = f"{DAYS[minute // _DAY].capitalize()} {TimeOfDay(minute % _DAY)}"
            message = f"“{other.name}” and “{one.name}” both hold at {when}, so that hour has two prices."
            yield Found(("rate", "bands", number, "hours"), message, "Take the hours out of one of the two.")


def _shared(one: Band, other: Band) -> int | None:
    """Give the first minute of the week that two bands share."""
    starts = [
        max(start, first + shift) % _WEEK
        for start, end in _stretches(one)
        for first, last in _stretches(other)
        for shift in (-_WEEK, 0, _WEEK)  # Sunday night goes on into Monday
        if max(start, first + shift) < min(end, last + shift)
    ]
    return min(starts, default=None)


def _stretches(band: Band) -> list[tuple[int, int]]:
    days = band.hours or {}
    return [(day * _DAY + span.start, day * _DAY + span.end) for day, spans in days.items() for span in spans]


@rule("more-than-all", Severity.WARNING)
def more_than_all(subject: Subject) -> Iterator[Found]:
    """A part is no more than the whole.

    More than all of what is left over cannot move on, and a discount of more than all would pay the client.

    Bad: `discounts: [{who: clients who come back, percent: 120%}]`. Good: `percent: 12%`.
    """
    for path, percent in _parts(subject.charter):
        if percent > _ALL:
            yield Found(path, f"{percent}% is more than all of it.", "Write 100% or less.")


def _parts(charter: Charter) -> Iterator[tuple[KeyPath, Decimal]]:
    """Give the percentages that are parts of something, with their places."""
    for number, included in enumerate(charter.includes):
        if included.rollover and included.rollover.up_to:
            yield ("includes", number, "rollover", "up_to"), included.rollover.up_to
    for number, discount in enumerate(charter.rate.discounts if charter.rate else ()):
        yield ("rate", "discounts", number, "percent"), discount.percent
    for number, later in enumerate(charter.afterwards):
        if later.discount:
            yield ("afterwards", number, "discount"), later.discount
    for ident, remedy in charter.remedies.items():
        if remedy.cap_percent:
            yield ("remedies", ident, "cap_percent"), remedy.cap_percent


@rule("two-answers", Severity.WARNING)
def two_answers(subject: Subject) -> Iterator[Found]:
    """Of two fields that stand in place of each other, one is written.

    A client who finds both takes the one that suits, and you meant the other. So a band of hours has a multiple of
    the rate or an amount, and a step of a complaint is counted from an event or from an earlier step.

    Bad: `{name: evenings, hours: {mon-fri: 18:00-22:00}, times: "2", amount: 90}`.
    Good: `{name: evenings, hours: {mon-fri: 18:00-22:00}, times: "2"}`.
    """
    rate, complaints = subject.charter.rate, subject.charter.complaints
    for number, band in enumerate(rate.bands if rate else ()):
        if band.times is not None and band.amount is not None:
            message = f"“{band.name}” has two prices: {band.times} times the rate, and {band.amount}."
            yield Found(("rate", "bands", number, "amount"), message, "Keep `times:` or `amount:`, not both.")
    for number, step in enumerate(complaints.steps if complaints else ()):
        if step.of and step.follows:
            message = "This step is counted from two things, an event and an earlier step."
            yield Found(("complaints", "steps", number, "of"), message, "Keep `of:` or `follows:`, not both.")
