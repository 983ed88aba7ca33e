"""Commitments, arranged as the table that clients read: which rows and columns there are, and which words need explaining."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.compute import is_offered
from charter.model.promises import METRICS, Row, Strength
from charter.render.filters import is_counted
from charter.worktime import Clock, RelativeDay, Unit, amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.model.agency import Request
    from charter.model.charter import Charter
    from charter.worktime import Target

ESSENTIAL = ("first_reply", "finish")
"""The metrics that the short table shows."""


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
    usual: Strength | None
    """How firm most of them are, so that only the others need to say it."""


def promises(charter: Charter) -> Promises:
    """Arrange the commitments of a charter, request classes in the order in which the agency lists them."""
    return _arranged(_groups(charter), METRICS)


def essentials(charter: Charter) -> Promises:
    """Arrange what clients ask about first, reply and finish; where a class has neither, all that it has."""
    groups = _groups(charter)
    others = {
        metric
        for row in (row for group in groups for row in group.rows)
        for metric in METRICS
        if getattr(row, metric) and not any(getattr(row, essential) for essential in ESSENTIAL)
    }
    return _arranged(groups, [metric for metric in METRICS if metric in ESSENTIAL or metric in others])


def _groups(charter: Charter) -> tuple[Group, ...]:
    return tuple(
        Group(ident, request, charter.commitments[ident])
        for ident, request in charter.requests.items()
        if ident in charter.commitments
    )


def _arranged(groups: tuple[Group, ...], metrics: Iterable[str]) -> Promises:
    rows = [row for group in groups for row in group.rows]
    columns = tuple(metric for metric in metrics if any(getattr(row, metric) for row in rows))
    every = [promise for row in rows for metric in columns for promise in getattr(row, metric)]
    used = Counter(promise.strength for promise in every if is_counted(promise.target))
    strengths = tuple(strength for strength in Strength if strength in used)
    return Promises(
        groups=groups,
        metrics=columns,
        clocks=frozenset(clock for promise in every for clock in _clocks(promise.target)),
        strengths=strengths,
        usual=max(strengths, key=lambda strength: used[strength], default=None),
    )


def _clocks(target: Target) -> Iterator[str]:
    """Give the ways in which a target is counted that clients need to be told about."""
    if isinstance(target, RelativeDay):
        yield "business days"
    for amount in amounts(target):
        if amount.clock is Clock.ANY_DAY:
            yield "any day"
        elif amount.clock is Clock.BUSINESS:
            yield "business days" if amount.unit is Unit.DAY else "business hours"
