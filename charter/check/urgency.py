"""Request classes against each other: what is more urgent is not answered later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.check.comparing import is_later, opening_for
from charter.check.rule import Found, Subject, rule
from charter.model.promises import Strength
from charter.model.requests import Axis
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.check.opening import Opening
    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.problem import KeyPath

_METRICS = ("acknowledge", "first_reply")
"""What a client waits for most when it burns."""
_FIRMNESS = list(Strength)


@dataclass(frozen=True, slots=True)
class _Answer:
    """One promise of one request class, with what it is counted in. `is_only`: its class has no other row."""

    path: KeyPath
    row: Row
    promise: Promise
    opening: Opening
    route: str | None
    is_only: bool


@rule("urgent-slower", Severity.WARNING)
def urgent_slower(subject: Subject) -> Iterator[Found]:
    """What is more urgent is answered no later than what is less urgent.

    Request classes stand in the order of urgency under `requests:`, the most urgent last; severities that are numbered,
    as P1 to P4 by their `alias:`, are in the order of their numbers. An emergency that waits longer
    than a question teaches clients to call everything a question. Where classes are marked with `axis: severity`, those
    are compared; otherwise the classes that are sent to a telephone are compared with those before them. Only what
    differs in nothing but its time is compared.

    Bad: `{question: {first_reply: 4 business hours}, urgent: {first_reply: 1 business day}}`.
    Good: `{question: {first_reply: 1 business day}, urgent: {first_reply: 1 business hour}}`.
    """
    charter = subject.charter
    answers = {ident: _answers(charter, ident) for ident in _in_order(charter)}
    order = list(answers)
    for place, ident in enumerate(order):
        if not _is_urgent(charter, ident):
            continue
        less_urgent = [answer for other in reversed(order[:place]) for answer in answers[other]]
        for answer in answers[ident]:
            sooner = next((other for other in less_urgent if _waits_longer(answer, other)), None)
            if sooner:
                message = (
                    f"`{ident}` is more urgent than `{sooner.path[1]}`, and waits longer: `{answer.promise.target}`"
                    f" against `{sooner.promise.target}`."
                )
                yield Found(answer.path, message, "Promise it sooner, or correct the order under `requests:`.")


def _in_order(charter: Charter) -> list[str]:
    """Give the request classes that stand in one order of urgency, the most urgent last."""
    order = [(ident, charter.requests[ident].axis) for ident in charter.by_urgency]
    severities = [ident for ident, axis in order if axis == Axis.SEVERITY]
    return severities or [ident for ident, axis in order if axis is None]


def _is_urgent(charter: Charter, ident: str) -> bool:
    """Whether a class is there because it is urgent, and not because it is another kind of thing, such as a project."""
    request = charter.requests[ident]
    if request.axis == Axis.SEVERITY:
        return True
    ways = [request.route, *(row.channel for row in charter.commitments.get(ident, ()))]
    return any(way in charter.channels and charter.channels[way].number for way in ways if way)


def _answers(charter: Charter, ident: str) -> list[_Answer]:
    rows, route = charter.commitments.get(ident, ()), charter.requests[ident].route
    return [
        _Answer(
            ("commitments", ident, number, metric, index, "target"),
            row,
            promise,
            opening_for(charter, row, promise),
            route,
            len(rows) == 1,
        )
        for number, row in enumerate(rows)
        for metric in _METRICS
        for index, promise in enumerate(getattr(row, metric))
    ]


def _waits_longer(one: _Answer, other: _Answer) -> bool:
    """Whether one promise is later than another that is as firm and holds at the same times."""
    if one.path[3] != other.path[3] or not _holds_as_well(one, other):
        return False
    is_as_firm = _FIRMNESS.index(other.promise.strength) <= _FIRMNESS.index(one.promise.strength)
    is_alike = (one.promise.starts, one.promise.begins, one.promise.since) == (
        other.promise.starts,
        other.promise.begins,
        other.promise.since,
    )
    return is_as_firm and is_alike and is_later(one.promise.target, other.promise.target, one.opening, other.opening)


def _holds_as_well(one: _Answer, other: _Answer) -> bool:
    """Whether both promises hold for some time of arrival, season and channel; the only row of a class holds for all."""
    pairs = zip(_conditions(one.row), _conditions(other.row), strict=True)
    if not all(own == its or (own is None and one.is_only) or (its is None and other.is_only) for own, its in pairs):
        return False
    channel = one.row.channel or (one.route if one.is_only else None)
    is_reached = other.row.channel in {one.row.channel, channel} or (other.row.channel is None and other.is_only)
    return is_reached and set(other.row.only_if) <= set(one.row.only_if)


def _conditions(row: Row) -> tuple[object, ...]:
    return row.arrives, row.severity, row.language, row.season
