"""Amounts of money written out in words for clients, held against the prices."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from charter.check.rule import Found, Whole, project_rule
from charter.check.said import said
from charter.check.sentences import statements
from charter.layers import CHARTER
from charter.model.kinds import Kind, fields
from charter.model.terms import Price, Rate
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = r"[0-9]+(?:[.,’' \u00a0\u202f][0-9]{3})*(?:[.,][0-9]{1,2})?(?![0-9])"
_CODE = r"(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|MXN|COP|ARS|CLP)"
_NAME = r"(?:dollars?|d[óo]lares|d[óo]lar|euros?|pounds?|libras|pesos?)"
_AMOUNT = re.compile(
    rf"(?:(?P<before>{_CODE}|(?:US)?[$€£])\s?(?P<first>{_NUMBER})|(?P<last>{_NUMBER})\s?(?P<after>{_CODE}\b|[$€£]|{_NAME}\b))"
    r"(?!\s*(?:k\b|m\b|million|millones|mil\b|thousand|Millionen|Tausend))"
)
_OF = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "libras": "GBP",
    "US$": "USD",
}
"""The currency that a sign or a name stands for; dollars and pesos are of many countries."""


@project_rule("prose-against-money", Severity.WARNING)
def prose_against_money(whole: Whole) -> Iterator[Found]:
    """An amount of money in words is a price that some charter has.

    A fee goes up in the plan, and the sentence about it stays. The client holds the agency to the lower one. Every
    price of every plan and client counts, a fee, a rate or any other; an amount that speaks of the client's own money
    is better described than counted.

    Bad: `The fee is $199.`, when the fee is 199.95. Good: `The fee stands with your plan.`, or a price that is one.
    """
    held: set[tuple[Decimal, str]] | None = None
    for text in said(whole) if whole.is_known else ():
        for start, end, words, amount, currency in _claims(text.text) if text.offers and text.readers else ():
            held = _prices(whole) if held is None else held
            if amount and not any(amount == price and currency in {"", code} for price, code in held):
                message = f"“{words}” is no price of any plan or client."
                hint = "Correct it, or leave it out: the pages show each client their own fee and rate."
                yield Found(text.place(start, end), message, hint)


@lru_cache(maxsize=65536)
def _claims(text: str) -> tuple[tuple[int, int, str, Decimal, str], ...]:
    """Give the amounts of money in a text: where, in which words, how much, and the currency if that is certain."""
    if not re.search(r"[0-9]", text):
        return ()
    return tuple(
        (at + found.start(), at + found.end(), found[0], _decimal(found["first"] or found["last"]), _currency(found))
        for at, sentence in statements(text)
        for found in _AMOUNT.finditer(sentence)
    )


def _decimal(number: str) -> Decimal:
    """Read a number in whatever way its thousands are parted: cents are what one or two last digits say."""
    whole, cents = re.fullmatch(r"(.*?)(?:[.,]([0-9]{1,2}))?", number, re.DOTALL).groups()  # type: ignore[union-attr]
    return Decimal(re.sub(r"[^0-9]", "", whole) + "." + (cents or "0"))


def _currency(found: re.Match[str]) -> str:
    unit: str = found["before"] or found["after"]
    return _OF.get(unit, unit if re.fullmatch(_CODE, unit) else "")


def _prices(whole: Whole) -> set[tuple[Decimal, str]]:
    charters = {id(charter): charter for charter in whole.charters}
    return {(price.amount, price.currency) for charter in charters.values() for price in _prices_in(charter, CHARTER)}


def _prices_in(value: object, kind: Kind) -> Iterator[Price]:
    """Walk to every price there is, by the types of the model, so that a new price counts by itself."""
    if isinstance(value, Price):
        yield value
        yield from _bands(value)
    if value is None or not _leads_to_price(kind):
        return
    if isinstance(value, dict):
        for item in value.values():
            yield from _prices_in(item, kind.item or kind)
    elif isinstance(value, tuple):
        for item in value:
            yield from _prices_in(item, kind.item or kind)
    elif kind.part:
        names = {info.alias or name: name for name, info in kind.part.model_fields.items()}
        for alias, inside in fields(kind.part).items():
            yield from _prices_in(getattr(value, names[alias], None), inside)


def _bands(price: Price) -> Iterator[Price]:
    """Give the prices of other hours, whose amounts are written without a currency."""
    for band in price.bands if isinstance(price, Rate) else ():
        amount = band.amount or price.amount * (band.times or 1)
        yield Price(amount=amount, currency=price.currency)


@cache
def _leads_to_price(kind: Kind) -> bool:
    if kind.part:
        return issubclass(kind.part, Price) or any(map(_leads_to_price, fields(kind.part).values()))
    return kind.item is not None and _leads_to_price(kind.item)
