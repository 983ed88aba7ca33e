"""Plans against each other: who pays more does not wait longer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.check.comparing import all_promises, calendar_of, is_later, opening_for
from charter.check.rule import Found, Whole, project_rule
from charter.problem import Severity
from charter.schema import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.check.opening import Opening
    from charter.model.charter import Charter
    from charter.problem import KeyPath
    from charter.worktime import Target


@project_rule("weaker-tier", Severity.WARNING)
def weaker_tier(whole: Whole) -> Iterator[Found]:
    """A higher plan promises nothing later than a lower one.

    Clients compare plans, and the one who pays more and waits longer finds out. The order of the plans is their
    `order:`; plans of equal order are not compared, nor are promises that differ in more than their time.

    Bad: growth (`order: 2`) with `finish: 10 business days`, essential (`order: 1`) with `finish: 5 business days`.
    Good: growth with `finish: 5 business days` or less.
    """
    plans = [(decoded.charter, decoded) for decoded in whole.plans.values() if decoded.charter and decoded.is_sound]
    plans.sort(key=lambda plan: plan[0].tier.order)
    compared = {charter.tier.id: _alike(charter) for charter, _ in plans}
    for charter, decoded in plans:
        lower = [compared[plan.tier.id] for plan, _ in reversed(plans) if plan.tier.order < charter.tier.order]
        for key, own in compared[charter.tier.id].items():
            other = next((it for plan in lower if (it := plan.get(key)) and _is_later(own, it)), None)
            if other:
                place = Spot(decoded.tree, own.path).place
                message = f"`{own.target}` is later than `{other.target}` of the lower plan `{other.plan}`."
                yield Found(place, message, "Promise at least as much as the lower plan, or correct `order:`.")


@dataclass(frozen=True, slots=True)
class _Offer:
    """A target of a plan."""

    plan: str
    path: KeyPath
    target: Target
    opening: Opening


def _is_later(own: _Offer, other: _Offer) -> bool:
    return is_later(own.target, other.target, own.opening, other.opening)


def _alike(charter: Charter) -> dict[tuple[object, ...], _Offer]:
    """Key targets by all that must be the same for two of them to be compared."""
    offers: dict[tuple[object, ...], _Offer] = {}
    for path, row, promise in all_promises(charter):
        request, metric = path[1], path[3]
        when = row.arrives, row.channel, row.severity, row.language, row.season, row.only_if
        how = calendar_of(charter, row, promise), promise.strength, promise.starts, promise.begins, promise.since
        key = request, metric, len(charter.commitments[str(request)]), *when, *how
        offers[key] = _Offer(charter.tier.id, (*path, "target"), promise.target, opening_for(charter, row, promise))
    return offers
