"""Whose hours count: the usual calendar, that of a channel, a department or a language, and the seasons of promises."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charter.compute.timelines import schedules
from charter.diff.change import Change, together
from charter.diff.opened import compared_hours, variant
from charter.diff.promises import effects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.diff.view import View

_WATCHED = ("channels", "departments", "spoken")
"""The tables whose items may have a calendar of their own; without one, the usual one counts."""


def watch_changes(old: View, new: View) -> Iterator[Change]:
    """Give the differences between the calendars that count for something, and between seasons of promises."""
    yield from _usual(old, new)
    for table in _WATCHED:
        before, after = getattr(old.charter, table), getattr(new.charter, table)
        for name in [name for name in before if name in after]:
            was, now = before[name].calendar, after[name].calendar
            if was != now:
                yield _watched(old, new, (table, name, "calendar"), (was, now))
    yield from _seasons(old, new)
    yield from _client(old, new)


def _usual(old: View, new: View) -> Iterator[Change]:
    was, now = old.charter.usual_calendar, new.charter.usual_calendar
    if was == now:
        return
    views = _with_usual(old, new, now), _with_usual(new, old, was)
    moved = tuple(effects(old, views[0]))
    opened = compared_hours(old, new, was, now)
    verdicts = opened or [effect.verdict for effect in moved]
    yield Change(("calendar",), was, now, together(verdicts), bool(verdicts), effects=moved)


def _with_usual(view: View, other: View, usual: str) -> View:
    """Give a charter with another usual calendar, which it may not have had."""
    missing = {} if usual in view.charter.calendars else {usual: other.charter.calendars[usual]}
    return variant(view, missing, dict.fromkeys(missing, other), usual)


def _watched(old: View, new: View, path: tuple[str, str, str], pair: tuple[str | None, str | None]) -> Change:
    named = pair[0] or old.charter.usual_calendar, pair[1] or new.charter.usual_calendar
    known = all(view.schedule(name) for view, name in zip((old, new), named, strict=True))
    verdicts = compared_hours(old, new, *named) if known else []
    return Change(path, *pair, together(verdicts), bool(verdicts))


def _seasons(old: View, new: View) -> Iterator[Change]:
    """Compare the dates of seasons for which some row holds: what is promised in them is promised on other days."""
    before, after = old.charter.seasons, new.charter.seasons
    for ident in [ident for ident in before if ident in after]:
        for key, name in (("from", "starts"), ("to", "ends")):
            was, now = getattr(before[ident], name), getattr(after[ident], name)
            if was != now:
                moved = tuple(effects(old, _with_season(old, ident, {name: now}), season=ident))
                back = effects(_with_season(new, ident, {name: was}), new, season=ident)
                verdict = together(effect.verdict for effect in (*moved, *back))
                yield Change(("seasons", ident, key), was, now, verdict, effects=moved)


def _with_season(view: View, ident: str, update: dict[str, str]) -> View:
    season = view.charter.seasons[ident].model_copy(update=update)
    charter = view.charter.model_copy(update={"seasons": {**view.charter.seasons, ident: season}})
    return replace(view, charter=charter, clocks=replace(view.clocks, charter=charter))


def _client(old: View, new: View) -> Iterator[Change]:
    """Compare where the client is: it moves what is counted in the client's own days."""
    for key in ("timezone", "region"):
        was, now = getattr(old.charter.client, key), getattr(new.charter.client, key)
        if was != now:
            moved = tuple(effects(old, _with_client(old, {key: now}), ["client"]))
            back = effects(_with_client(new, {key: was}), new, ["client"])
            verdict = together(effect.verdict for effect in (*moved, *back))
            yield Change(("client", key), was, now, verdict, effects=moved)


def _with_client(view: View, update: dict[str, object]) -> View:
    client = view.charter.client.model_copy(update=update)
    charter = view.charter.model_copy(update={"client": client})
    own = schedules(charter)["client"]
    return replace(view, clocks=replace(view.clocks, schedules={**view.clocks.schedules, "client": own}))
