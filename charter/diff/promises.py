"""Promises against promises: whether they are kept later or earlier, and under which conditions.

Every promise is worked out for the same messages in both charters. One that is later for some of them and earlier for
others cannot be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.diff.aligned import aligned
from charter.diff.change import Change, Effect, Route, together
from charter.diff.compared import Outcome, basis, compared, counted_in
from charter.diff.promised import routes, said, written_for
from charter.model.promises import METRICS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from charter.diff.compared import Basis
    from charter.diff.view import View
    from charter.model.promises import Promise, Row

    Said = tuple[tuple[Row, Promise], ...]

_SAME = Outcome(frozenset(), ())


def promise_changes(old: View, new: View) -> Iterator[Change]:
    """Give the differences between what is promised, one for each metric of a request class and each route."""
    for request in dict.fromkeys((*old.charter.commitments, *new.charter.commitments)):
        before, after = (view.charter.commitments.get(request, ()) for view in (old, new))
        if before != after or old.charter.language != new.charter.language:
            yield from _of_request(old, new, request)


def _of_request(old: View, new: View, request: str) -> Iterator[Change]:
    before, after = (view.charter.commitments.get(request, ()) for view in (old, new))
    languages = old.charter.language, new.charter.language
    rows = aligned(before, after, same_language=languages[0] == languages[1])
    bases = basis(old, request, rows[0]), basis(new, request, rows[1])
    each = set().union(*(routes(one, language) for one, language in zip(rows, languages, strict=True)))
    for route in _sorted(each):
        shown = _as_written(route, rows, (before, after))
        for metric in METRICS:
            was, now = said(old.clocks, request, metric, shown[0]), said(new.clocks, request, metric, shown[1])
            if _shown(was) != _shown(now):
                yield _change((request, metric, route), bases, was, now)


def _as_written(route: Route, rows: tuple[tuple[Row, ...], ...], written: tuple[tuple[Row, ...], ...]) -> list[Route]:
    """Give a route in the words of each charter, where its condition differs by a slip."""
    found = []
    for alike, own in zip(rows, written, strict=True):
        here = (row.only_if for one, row in zip(alike, own, strict=True) if one.only_if == route.only_if)
        found.append(Route(route.channel, route.severity, route.language, next(here, route.only_if)))
    return found


def _change(key: tuple[str, str, Route], bases: tuple[Basis, Basis], before: Said, after: Said) -> Change:
    request, metric, route = key
    old, new = bases
    path = "commitments", request, metric
    was, now = (written_for(one.rows, metric, route, one.language) for one in (old, new))
    outcome = compared(old, new, route).get(metric, _SAME) if _plain(was) != _plain(now) else _SAME
    verdict = together(outcome.verdicts)
    is_promise = bool(outcome.verdicts) or {one for _, one in _plain(was)} != {one for _, one in _plain(now)}
    return Change(path, before or None, after or None, verdict, is_promise, route, outcome.examples)


def effects(old: View, new: View, calendars: Collection[str] | None = None, season: str = "") -> Iterator[Effect]:
    """Give the promises that are kept at other instants although they are said alike: those counted in some calendars,
    or those of a season.
    """
    for request, rows in old.charter.commitments.items():
        if calendars and counted_in(old, rows).isdisjoint(calendars):
            continue
        if season and all(row.season != season for row in rows):
            continue
        one, other = basis(old, request), basis(new, request)
        for route in _sorted(routes(rows, old.charter.language)) if one != other else ():
            outcomes = compared(one, other, route)
            for metric, found in ((metric, outcomes[metric]) for metric in METRICS if metric in outcomes):
                if found.examples:
                    yield Effect(request, metric, route, together(found.verdicts), found.examples)


def _sorted(found: Iterable[Route]) -> list[Route]:
    return sorted(found, key=lambda route: (route.channel, route.severity, route.language, route.only_if))


def _shown(promises: Said) -> list[tuple[object, Promise]]:
    """Give what a client reads of promises: for what they hold, and they themselves."""
    return [((row.arrives, row.arrives_by, row.calendar, row.season), promise) for row, promise in promises]


def _plain(promises: Said) -> list[tuple[object, Promise]]:
    """Give what counts of promises: all but their notes."""
    return [(held, promise.model_copy(update={"note": None})) for held, promise in _shown(promises)]
