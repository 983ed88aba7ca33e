"""Clients against their plan, and plans against each other: who pays more does not wait longer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.check.comparing import all_promises, calendar_of, is_later
from charter.check.rule import Found, Subject, Whole, project_rule, rule
from charter.model.charter import State
from charter.problem import Severity
from charter.schema import Spot
from charter.worktime import BadText, parse_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter
    from charter.problem import KeyPath, Place
    from charter.source import Node
    from charter.worktime import Target

_CLIENTS = "content/clients/"


@rule("weaker-than-tier", Severity.WARNING)
def weaker_than_tier(subject: Subject) -> Iterator[Found]:
    """A client gets at least what its plan promises.

    A client's own file is for what is better than the plan, or different. What is later than the plan is mostly a
    slip, and the client pays the same fee as others. Only what differs in nothing but its time is compared. Former
    clients have no plan any more, and may be promised less.

    Bad: `commitments: {question: {first_reply: 3 business days}}` on a plan with 1 business day.
    Good: `commitments: {question: {first_reply: 4 business hours}}`.
    """
    is_former = subject.charter.client.state == State.FORMER
    for path, own, planned, place in _overrides(subject):
        if not is_former and is_later(own, planned):
            message = f"`{own}` is later than the plan's `{planned}` ({place})."
            yield Found(path, message, "Promise at least as much, or delete the line to have the plan's promise.")


@rule("pointless-override", Severity.WARNING)
def pointless_override(subject: Subject) -> Iterator[Found]:
    """A client's file says only what differs from the plan.

    A copy of the plan's promise stays behind when the plan is changed, and nobody remembers whether that was meant.

    Bad: `commitments: {question: {first_reply: 1 business day}}` on a plan that says the same. Good: no such line.
    """
    for path, own, planned, place in _overrides(subject):
        if own == planned:
            yield Found(path, f"The plan says `{planned}` already ({place}).", "Delete it; it is inherited.")


def _overrides(subject: Subject) -> Iterator[tuple[KeyPath, Target, Target, Place]]:
    """Give the targets that a client has in place of its plan's, where all else that is said of them is the plan's."""
    for path, _, promise in all_promises(subject.charter):
        node = Spot(subject.decoded.tree, (*path, "target")).node
        planned = _planned(node)
        if planned and node.replaced and not _differs(subject.decoded.tree, path):
            yield (*path, "target"), promise.target, planned, node.replaced.place


def _planned(node: Node) -> Target | None:
    """Read the target that a client's own has replaced."""
    before = node.replaced
    if not before or not _is_own(node) or _is_own(before) or not before.text:
        return None
    try:
        return parse_target(before.text)
    except BadText:
        return None


def _differs(tree: Node, path: KeyPath) -> bool:
    """Whether the client's file changes anything else about a promise: its row, its strength, the usual calendar."""
    promise, row = Spot(tree, path).node, Spot(tree, path[:3]).node
    beside = [child for key, child in promise.group.items() if key != "target"]
    around = [row.group[key] for key in ("arrives", "calendar", "channel") if key in row.group]
    usual = tree.child("calendar")
    return any(_is_own(node) and not _repeats(node) for node in (*beside, *around, *([usual] if usual else [])))


def _is_own(node: Node) -> bool:
    return node.place.file.startswith(_CLIENTS)


def _repeats(node: Node) -> bool:
    return node.replaced is not None and bool(node.text) and node.replaced.text == node.text


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
            other = next((it for plan in lower if (it := plan.get(key)) and is_later(own.target, it.target)), None)
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


def _alike(charter: Charter) -> dict[tuple[object, ...], _Offer]:
    """Key targets by all that must be the same for two of them to be compared."""
    offers: dict[tuple[object, ...], _Offer] = {}
    for path, row, promise in all_promises(charter):
        request, metric = path[1], path[3]
        when = row.arrives, row.channel, len(charter.commitments[str(request)])
        how = calendar_of(charter, row, promise), promise.strength, promise.starts
        offers[request, metric, *when, *how] = _Offer(charter.tier.id, (*path, "target"), promise.target)
    return offers
