"""Promises against promises: whether they are kept later or earlier, and under which conditions.

Every promise is worked out for the same messages in both charters. One that is later for some of them and earlier for
others cannot be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.diff.change import Change, Effect, Verdict, together
from charter.diff.compared import Outcome, basis, compared, counted_in
from charter.diff.pairs import Pair, in_order
from charter.diff.promised import routes, said
from charter.model.promises import METRICS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from charter.diff.change import Example, Route
    from charter.diff.view import View
    from charter.model.promises import Promise, Row

    Said = tuple[tuple[Row, Promise], ...]

_SAME = Outcome(frozenset(), ())
_EMPTY: dict[str, tuple[Promise, ...]] = dict.fromkeys(METRICS, ())


def promise_changes(old: View, new: View) -> Iterator[Change]:
    """Give the differences between what is promised, one for each metric of a request class and each route."""
    for request in dict.fromkeys((*old.charter.commitments, *new.charter.commitments)):
        before, after = (view.charter.commitments.get(request, ()) for view in (old, new))
        if before != after or old.charter.language != new.charter.language:
            yield from _of_request(old, new, request)


def _of_request(old: View, new: View, request: str) -> Iterator[Change]:
    pair = Pair(old, new, request)
    told = set()
    for route in pair.routes:
        shown = pair.as_written(route)
        outcomes = [compared(*bases, route) for bases in pair.in_same_hours]
        for metric in METRICS:
            was, now = (said(view.clocks, request, metric, one) for view, one in zip((old, new), shown, strict=True))
            if _shown(was) != _shown(now) or any(metric in outcome for outcome in outcomes):
                told.add(metric)
                yield _change(pair, metric, route, (was, now))
    for metric in METRICS:
        was, now = (_cells(rows, metric) for rows in pair.written)
        if metric not in told and was != now:  # in a row that never holds, or for which another one holds as well
            yield Change(("commitments", request, metric), was or None, now or None, Verdict.NEUTRAL, is_promise=False)


def _change(pair: Pair, metric: str, route: Route, values: tuple[Said, Said]) -> Change:
    """Judge a promise in the hours of either charter; examples are what it comes to, with all else that has changed."""
    before, after = ({one for _, one in _plain(pair.rows_for(metric, route, side))} for side in (0, 1))
    judged = [compared(*bases, route).get(metric, _SAME).verdicts for bases in pair.in_same_hours]
    verdict = together(frozenset().union(*judged))
    examples = compared(*pair.bases, route).get(metric, _SAME).examples
    was, now = (one or None for one in values)
    return Change(
        ("commitments", pair.request, metric),
        was,
        now,
        verdict,
        bool(any(judged)) or before != after,
        route,
        tuple(one for one in examples if _bears_out(one, verdict)),
    )


def _bears_out(example: Example, verdict: Verdict) -> bool:
    return verdict is Verdict.NOT_COMPARABLE or verdict is (Verdict.WORSE if example.is_later else Verdict.BETTER)


def _cells(rows: Iterable[Row], metric: str) -> Said:
    return tuple((row.model_copy(update=_EMPTY), promise) for row in rows for promise in getattr(row, metric))


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
        for route in in_order(routes(rows, old.charter.language)) if one != other else ():
            outcomes = compared(one, other, route)
            for metric, found in ((metric, outcomes[metric]) for metric in METRICS if metric in outcomes):
                if found.examples:
                    yield Effect(request, metric, route, together(found.verdicts), found.examples)


def _shown(promises: Said) -> list[tuple[object, Promise]]:
    """Give what a client reads of promises: for what they hold, and they themselves."""
    return [((row.arrives, row.arrives_by, row.calendar, row.season), promise) for row, promise in promises]


def _plain(promises: Said) -> list[tuple[object, Promise]]:
    """Give what counts of promises: all but their notes."""
    return [(held, promise.model_copy(update={"note": None})) for held, promise in _shown(promises)]
