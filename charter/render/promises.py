"""Commitments, arranged as the table that clients read: which rows and columns there are, and which words need explaining."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.compute import is_offered
from charter.model.promises import METRICS, Row, Strength
from charter.model.requests import Axis
from charter.render.filters import is_counted
from charter.worktime import Clock, RelativeDay, Unit, amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.model.charter import Charter
    from charter.model.requests import Request
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

    @property
    def explained(self) -> bool:
        """Whether there is something to say of it besides its promises."""
        it = self.request
        return any((it.means, it.examples, it.counter_examples, it.set_by, it.subject, it.send, it.otherwise))

    @property
    def timed(self) -> bool:
        """Whether its rows differ by when something is sent, so that the last one is for any other time."""
        return any(row.arrives or row.season for row in self.rows)


@dataclass(frozen=True, slots=True)
class Part:
    """The request classes that are sorted in one way: by how bad it is, or by what is wanted."""

    axis: Axis | None
    groups: tuple[Group, ...]
    metrics: tuple[str, ...]
    """The columns that have something in them."""


@dataclass(frozen=True, slots=True)
class Promises:
    """The table of commitments: its rows, its columns, and the clocks and strengths that occur in it."""

    groups: tuple[Group, ...]
    parts: tuple[Part, ...]
    """The same groups by axis, where there are both; else one part that has them all."""
    metrics: tuple[str, ...]
    clocks: frozenset[str]
    own_hours: bool
    """Whether some row is counted in other hours than the usual ones."""
    strengths: tuple[Strength, ...]
    usual: Strength | None
    """How firm most of them are, so that only the others need to say it."""


def promises(charter: Charter) -> Promises:
    """Arrange the commitments of a charter, request classes in the order in which the agency lists them."""
    return _arranged(charter, _groups(charter), METRICS)


def essentials(charter: Charter) -> Promises:
    """Arrange what clients ask about first, reply and finish; where a class has neither, all that it has."""
    groups = _groups(charter)
    others = {
        metric
        for row in (row for group in groups for row in group.rows)
        for metric in METRICS
        if getattr(row, metric) and not any(getattr(row, essential) for essential in ESSENTIAL)
    }
    return _arranged(charter, groups, [metric for metric in METRICS if metric in ESSENTIAL or metric in others])


def _groups(charter: Charter) -> tuple[Group, ...]:
    return tuple(
        Group(ident, request, charter.commitments[ident])
        for ident, request in charter.requests.items()
        if ident in charter.commitments
    )


def _arranged(charter: Charter, groups: tuple[Group, ...], metrics: Iterable[str]) -> Promises:
    rows = [row for group in groups for row in group.rows]
    columns = _columns(groups, metrics)
    every = [promise for row in rows for metric in columns for promise in getattr(row, metric)]
    used = Counter(promise.strength for promise in every if is_counted(promise.target))
    strengths = tuple(strength for strength in Strength if strength in used)
    return Promises(
        groups=groups,
        parts=_parts(groups, columns),
        metrics=columns,
        clocks=frozenset(clock for promise in every for clock in _clocks(promise.target)),
        own_hours=any(it.calendar not in {None, charter.usual_calendar} for it in (*rows, *every)),
        strengths=strengths,
        usual=max(strengths, key=lambda strength: used[strength], default=None),
    )


def _columns(groups: Iterable[Group], metrics: Iterable[str]) -> tuple[str, ...]:
    rows = [row for group in groups for row in group.rows]
    return tuple(metric for metric in metrics if any(getattr(row, metric) for row in rows))


def _parts(groups: tuple[Group, ...], columns: tuple[str, ...]) -> tuple[Part, ...]:
    """Part the groups by axis where both occur, in the agency's order; what has no axis comes last."""
    axes = dict.fromkeys(group.request.axis for group in groups)
    if not set(Axis) <= axes.keys():
        return (Part(None, groups, columns),)
    parted = [
        (axis, tuple(group for group in groups if group.request.axis == axis))
        for axis in sorted(axes, key=lambda axis: axis is None)
    ]
    return tuple(Part(axis, those, _columns(those, columns)) for axis, those in parted)


def _clocks(target: Target) -> Iterator[str]:
    """Give the ways in which a target is counted that clients need to be told about."""
    if isinstance(target, RelativeDay):
        yield "business days"
    for amount in amounts(target):
        if amount.clock is Clock.ANY_DAY:
            yield "any day"
        elif amount.clock is Clock.BUSINESS:
            yield "business days" if amount.unit is Unit.DAY else "business hours"
