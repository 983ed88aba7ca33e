"""Changes as releases keep them: their paths and verdicts; what was and what is now stands in the two charters."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from charter.diff import Change, Effect, Example, Route, Verdict
from charter.diff.paths import value_at
from charter.diff.promised import said
from charter.history.ledger import view_on
from charter.history.release import Told

if TYPE_CHECKING:
    from charter.diff import View
    from charter.history.release import Release


def told(change: Change) -> Told:
    """Write a change as a release keeps it."""
    path = tuple(map(str, change.path))
    effects = tuple(_effect(one) for one in change.effects)
    return Told(path, change.verdict.value, _route(change.route), _examples(change.examples), effects)


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
    """Give the changes that a release brought, with what was and what is now."""
    old, new = view_on(before, release.made), view_on(release, release.made)
    return tuple(_change(one, old, new) for one in release.changes)


def _change(one: Told, old: View, new: View) -> Change:
    route, verdict = _read_route(one), Verdict(one.verdict)
    was, now = (_value(view, one.path, route) for view in (old, new))
    effects = tuple(
        Effect(each.path[1], each.path[2], _read_route(each), Verdict(each.verdict), _read_examples(each))
        for each in one.effects
    )
    return Change(one.path, was, now, verdict, route=route, examples=_read_examples(one), effects=effects)


def _value(view: View, path: tuple[str, ...], route: Route) -> object:
    if path[0] == "commitments":
        return said(view.clocks, path[1], path[2], route) or None
    if path[2:3] == ("closures",):
        calendar = view.charter.calendars.get(path[1])
        return tuple(one for one in calendar.closures if one.name == path[3]) or None if calendar else None
    return value_at(view.charter, path) or None


def _read_route(one: Told) -> Route:
    texts = {key: one.route.get(key, "") for key in ("channel", "severity", "language")}
    return Route(**texts, only_if=tuple(one.route.get("only_if", ())))


def _read_examples(one: Told) -> tuple[Example, ...]:
    return tuple(Example(*each) for each in one.examples)
