"""Changes as releases keep them: their paths and verdicts; what was and what is now stands in the two charters."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.diff import Change, Effect, Example, Route, Verdict
from charter.diff.days import is_same
from charter.diff.paths import value_at
from charter.diff.promised import said
from charter.history.ledger import view_on
from charter.history.moving import MOVES
from charter.history.release import Told

if TYPE_CHECKING:
    from charter.diff import View
    from charter.history.release import Release

_DAYS = {("closures",), ("recurring",)}
"""The fields of a calendar that hold days out of order."""


def told(change: Change) -> Told:
    """Write a change as a release keeps it."""
    path = tuple(map(str, change.path))
    effects = tuple(_effect(one) for one in change.effects)
    examples, marks = _examples(change.examples), (change.is_move, change.is_withdrawn)
    return Told(path, change.verdict.value, _route(change.route), examples, effects, *marks)


def _effect(effect: Effect) -> Told:
    path = "commitments", effect.request, effect.metric
    return Told(path, effect.verdict.value, _route(effect.route), _examples(effect.examples))


def _route(route: Route) -> dict[str, object]:
    texts = {"channel": route.channel, "severity": route.severity, "language": route.language}
    return {key: text for key, text in texts.items() if text} | (
        {"only_if": list(route.only_if)} if route.only_if else {}
    )


def _examples(examples: tuple[Example, ...]) -> tuple[tuple[int, int | None, int | None], ...]:
    return tuple((one.at, one.before, one.after) for one in examples)


@lru_cache(maxsize=1024)
def retold(before: Release, release: Release) -> tuple[Change, ...]:
    """Give the changes that a release brought, with what was and what is now.

    A release that owns up to a move, and does not say what of it the move has brought about, says that of all.
    """
    old, new = view_on(before, release.made), view_on(release, release.made)
    is_all = any(note.what in MOVES for note in release.owned) and not any(one.is_move for one in release.changes)
    return tuple(replace(_change(one, old, new), is_move=one.is_move or is_all) for one in release.changes)


def _change(one: Told, old: View, new: View) -> Change:
    route, verdict = _read_route(one), Verdict(one.verdict)
    was, now = (_value(view, one.path, route) for view in (old, new))
    effects = tuple(
        Effect(each.path[1], each.path[2], _read_route(each), Verdict(each.verdict), _read_examples(each))
        for each in one.effects
    )
    change = Change(one.path, was, now, verdict, route=route, examples=_read_examples(one), effects=effects)
    change = replace(change, is_withdrawn=one.is_withdrawn)
    return _renamed(change, new if now is None else old)


def _value(view: View, path: tuple[str, ...], route: Route) -> object:
    if path[0] == "commitments":
        return said(view.clocks, path[1], path[2], route) or None
    if path[2:3] == ("closures",):
        calendar = view.charter.calendars.get(path[1])
        return tuple(one for one in calendar.closures if one.name == path[3]) or None if calendar else None
    return value_at(view.charter, path) or None


def _renamed(change: Change, view: View) -> Change:
    """Give a change with both its values where a day out of order is only called otherwise on one side."""
    value = change.before or change.after
    calendar = view.charter.calendars.get(str(change.path[1])) if change.path[2:3] in _DAYS else None
    if calendar is None or (change.before and change.after):
        return change
    those = value if isinstance(value, tuple) else (value,)
    has_it = any(is_same(those[0], one, same_language=True) for one in getattr(calendar, str(change.path[2])))
    return replace(change, before=value, after=value) if has_it else change


def _read_route(one: Told) -> Route:
    texts = {key: one.route.get(key, "") for key in ("channel", "severity", "language")}
    return Route(**texts, only_if=tuple(one.route.get("only_if", ())))


def _read_examples(one: Told) -> tuple[Example, ...]:
    return tuple(Example(*each) for each in one.examples)
