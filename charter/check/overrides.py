"""Clients against their plan: a client's own file is for what is better, or different."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from charter.check.comparing import all_promises, is_later, opening_for
from charter.check.notices import is_longer_notice, is_shorter
from charter.check.opening import opening_of
from charter.check.rule import Found, Subject, rule
from charter.model.charter import State
from charter.problem import Severity
from charter.schema import Spot
from charter.worktime import BadText, parse_length, parse_notice, parse_target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from charter.check.opening import Opening
    from charter.problem import KeyPath, Place
    from charter.source import Node
    from charter.worktime import Target

_Value = TypeVar("_Value")
_CLIENTS = "content/clients/"
_LONGER_IS_WORSE = (("book", "ahead"), ("cancel", "notice"), ("reschedule", "notice"))
_SHORTER_IS_WORSE = (("late", "grace"), ("no_show", "after"), ("book", "horizon"))


@dataclass(frozen=True, slots=True)
class _Override(Generic[_Value]):
    """A value of a client's own in place of its plan's, where all else that is said of it is the plan's."""

    path: KeyPath
    said: _Value
    planned: _Value
    place: Place


@rule("weaker-than-tier", Severity.WARNING)
def weaker_than_tier(subject: Subject) -> Iterator[Found]:
    """A client gets at least what its plan promises.

    A client's own file is for what is better than the plan, or different. What is later than the plan is mostly a
    slip, and the client pays the same fee as others; the same goes for a longer notice to cancel, or less patience
    with whoever is late. Only what differs in nothing but its time is compared. Former clients have no plan any more,
    and may be promised less.

    Bad: `commitments: {question: {first_reply: 3 business days}}` on a plan with 1 business day.
    Good: `commitments: {question: {first_reply: 4 business hours}}`.
    """
    if subject.charter.client.state == State.FORMER:
        return
    for own, opening in _promises(subject):
        if is_later(own.said, own.planned, opening):
            message = f"`{own.said}` is later than the plan's `{own.planned}` ({own.place})."
            yield Found(own.path, message, "Promise at least as much, or delete the line to have the plan's promise.")
    yield from _worse_manners(subject)


def _worse_manners(subject: Subject) -> Iterator[Found]:
    opening = opening_of(subject.charter, subject.charter.usual_calendar)
    usual = subject.tree.child("calendar")
    own_calendar = usual is not None and _is_own(usual)
    for own in _appointments(subject, _LONGER_IS_WORSE, parse_notice):
        if not own_calendar and is_longer_notice(own.said, own.planned, opening):
            message = f"`{own.said}` is longer than the plan's `{own.planned}` ({own.place})."
            yield Found(own.path, message, "Ask for no more than the plan does, or delete the line.")
    for less in _appointments(subject, _SHORTER_IS_WORSE, parse_length):
        if is_shorter(less.said, less.planned):
            message = f"`{less.said}` is shorter than the plan's `{less.planned}` ({less.place})."
            yield Found(less.path, message, "Grant at least as much as the plan does, or delete the line.")


@rule("pointless-override", Severity.WARNING)
def pointless_override(subject: Subject) -> Iterator[Found]:
    """A client's file says only what differs from the plan.

    A copy of the plan's promise, fee or notice stays behind when the plan is changed, and nobody remembers whether
    that was meant.

    Bad: `commitments: {question: {first_reply: 1 business day}}` on a plan that says the same. Good: no such line.
    """
    for own, _ in _promises(subject):
        if own.said == own.planned:
            yield Found(
                own.path, f"The plan says `{own.planned}` already ({own.place}).", "Delete it; it is inherited."
            )
    for path in (("fee",), ("rate",), *(("appointments", part) for part in _parts(subject))):
        node = subject.tree.at(path)
        copies = list(_own_texts(node)) if node else []
        if node and copies and all(_repeats(copy) for copy in copies):
            before = copies[0].replaced
            message = f"The same stands in {before.place if before else node.place} already."
            yield Found(copies[0].place, message, "Delete it; it is inherited.")


def _parts(subject: Subject) -> tuple[str, ...]:
    table = subject.tree.child("appointments")
    return tuple(table.group) if table else ()


def _own_texts(node: Node) -> Iterator[Node]:
    """Give the texts that the client's own file says somewhere in a part."""
    if node.text:
        yield from [node] if _is_own(node) else []
    for child in (*node.group.values(), *node.items):
        yield from _own_texts(child)


def _promises(subject: Subject) -> Iterator[tuple[_Override[Target], Opening]]:
    """Give the targets that a client has in place of its plan's."""
    for path, row, promise in all_promises(subject.charter):
        node = Spot(subject.decoded.tree, (*path, "target")).node
        planned: Target | None = _planned(node, parse_target)
        if planned and node.replaced and not _differs(subject.decoded.tree, path):
            own = _Override((*path, "target"), promise.target, planned, node.replaced.place)
            yield own, opening_for(subject.charter, row, promise)


def _appointments(
    subject: Subject, fields: tuple[tuple[str, str], ...], parse: Callable[[str], _Value]
) -> Iterator[_Override[_Value]]:
    """Give the notices or lengths of appointments that a client has in place of its plan's."""
    for part, field in fields:
        path = ("appointments", part, field)
        node = Spot(subject.decoded.tree, path).node
        planned = _planned(node, parse)
        if planned and node.replaced:
            yield _Override(path, parse(node.text), planned, node.replaced.place)


def _planned(node: Node, parse: Callable[[str], _Value]) -> _Value | None:
    """Read the value that a client's own has replaced."""
    before = node.replaced
    if not before or not _is_own(node) or _is_own(before) or not before.text:
        return None
    try:
        return parse(before.text)
    except BadText:
        return None


def _differs(tree: Node, path: KeyPath) -> bool:
    """Whether the client's file changes anything else about a promise: its row, its strength, the usual calendar."""
    promise, row = Spot(tree, path).node, Spot(tree, path[:3]).node
    beside = [child for key, child in promise.group.items() if key != "target"]
    around = [row.group[key] for key in _CONDITIONS if key in row.group]
    usual = tree.child("calendar")
    return any(_is_own(node) and not _repeats(node) for node in (*beside, *around, *([usual] if usual else [])))


_CONDITIONS = ("arrives", "calendar", "channel", "severity", "language", "season", "only_if")
"""What a row says of when it holds."""


def _is_own(node: Node) -> bool:
    return node.place.file.startswith(_CLIENTS)


def _repeats(node: Node) -> bool:
    return node.replaced is not None and bool(node.text) and node.replaced.text == node.text
