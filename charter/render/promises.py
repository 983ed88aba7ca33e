"""Commitments, arranged as the table that clients read: which rows and columns there are, and which words need explaining."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.compute import is_offered
from charter.model.promises import METRICS, Promise, Row, Strength
from charter.render.filters import is_counted
from charter.worktime import Clock, RelativeDay, Unit, amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.agency import Request
    from charter.model.charter import Charter
    from charter.worktime import Target


@dataclass(frozen=True, slots=True)
class Group:
    """What is promised for one request class."""

    id: str
    request: Request
    rows: tuple[Row, ...]

    @property
    def offered(self) -> bool:
        """Whether anything is promised at all; a row can also say that the plan does not cover it."""
        return any(is_offered(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Promises:
    """The table of commitments: its rows, its columns, and the clocks and strengths that occur in it."""

    groups: tuple[Group, ...]
    metrics: tuple[str, ...]
    clocks: frozenset[str]
    strengths: tuple[Strength, ...]


def promises(charter: Charter) -> Promises:
    """Arrange the commitments of a charter, request classes in the order in which the agency lists them."""
    groups = [
        Group(ident, request, charter.commitments[ident])
        for ident, request in charter.requests.items()
        if ident in charter.commitments
    ]
    rows = [row for group in groups for row in group.rows]
    every = [promise for row in rows for promise in _promises(row)]
    used = {promise.strength for promise in every if is_counted(promise.target)}
    return Promises(
        groups=tuple(groups),
        metrics=tuple(metric for metric in METRICS if any(getattr(row, metric) for row in rows)),
        clocks=frozenset(clock for promise in every for clock in _clocks(promise.target)),
        strengths=tuple(strength for strength in Strength if strength in used),
    )


def _promises(row: Row) -> Iterator[Promise]:
    for metric in METRICS:
        yield from getattr(row, metric)


def _clocks(target: Target) -> Iterator[str]:
    """Give the ways in which a target is counted that clients need to be told about."""
    if isinstance(target, RelativeDay):
        yield "business days"
    for amount in amounts(target):
        if amount.clock is Clock.ANY_DAY:
            yield "any day"
        elif amount.clock is Clock.BUSINESS:
            yield "business days" if amount.unit is Unit.DAY else "business hours"
