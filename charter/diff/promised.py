"""What a charter promises for a message: for each metric, by when, at each level of firmness.

Rows are not compared with rows. Two charters may say the same with other rows, so what counts is what comes of them:
for a message of an instant, which comes by a route, the instant at which a promise is kept.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.compute.asking import Sent, answer, rows_for
from charter.diff.change import Route
from charter.model.promises import METRICS, Start, Strength
from charter.worktime import Interval, Text, Unit, Words
from charter.worktime.timeline import BeyondHorizon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.compute.asking import Answer
    from charter.compute.timelines import Clocks
    from charter.model.promises import Promise, Row

_FIRMNESS = {strength: rank for rank, strength in enumerate(Strength)}
_ALL = 100
FAR = 1 << 40
"""Behind all instants that anybody works out."""
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 24 * 60, Unit.WEEK: 7 * 24 * 60, Unit.MONTH: 30 * 24 * 60}
_OTHER = "-"
"""A channel that no row names: what is promised there is promised on all channels."""


@dataclass(frozen=True, slots=True)
class Level:
    """How much a promise is worth beside its time: how firm it is (0 is the firmest), and under which conditions.

    `percent`: for so many of a hundred. `or_as_agreed`: something else may be agreed. `again`: again and again.
    `words`: the target, where it is none that can be counted. `burdens` take something away: exclusions, pauses, and a
    clock that does not start on arrival; `gifts` add something: a remedy.
    """

    firmness: int
    percent: int = _ALL
    or_as_agreed: bool = False
    again: bool = False
    words: str = ""
    burdens: frozenset[str] = frozenset()
    gifts: frozenset[str] = frozenset()

    def covers(self, other: Level) -> bool:
        """Whether what is promised at this level is promised at the other one as well; a time is worth all words."""
        return (
            self.firmness <= other.firmness
            and self.percent >= other.percent
            and (other.or_as_agreed or not self.or_as_agreed)
            and (self.again or not other.again)
            and self.words in {"", other.words}
            and self.burdens <= other.burdens
            and self.gifts >= other.gifts
        )


Kept = dict[Level, int]
"""By when a promise is kept, by level: that of a level is the earliest of all promises that are worth as much or more."""


def routes(rows: Iterable[Row], language: str) -> set[Route]:
    """Give the ways to send a request class that its rows tell apart; a client writes in its own language."""
    return {
        Route(
            row.channel or "",
            row.severity or "",
            "" if row.language in {None, language} else str(row.language),
            row.only_if,
        )
        for row in rows
    }


def said(clocks: Clocks, request: str, metric: str, route: Route) -> tuple[tuple[Row, Promise], ...]:
    """Give the promises of a metric that are written for a route, each with its row."""
    charter = clocks.charter
    return written_for(charter.commitments.get(request, ()), metric, route, charter.language)


def written_for(rows: Iterable[Row], metric: str, route: Route, language: str) -> tuple[tuple[Row, Promise], ...]:
    """Give the promises of a metric that rows have for a route, each with its row."""
    found: list[tuple[Row, Promise]] = []
    for row in (row for row in rows if _is_on(row, route, language)):
        found += [(row, promise) for promise in getattr(row, metric)]
        if not (row.only_if or row.arrives or row.arrives_by or row.season):
            break  # it holds for whatever is left, and no row behind it does
    return tuple(found)


def _is_on(row: Row, route: Route, language: str) -> bool:
    asked = (
        row.channel in {None, route.channel},
        row.severity in {None, route.severity},
        row.language in {None, route.language or language},
        row.only_if in {(), route.only_if},
    )
    return all(asked)


def kept(clocks: Clocks, request: str, route: Route, at: int) -> dict[str, Kept]:
    """Give by when the promises for a message of an instant are kept, by metric."""
    found: dict[str, Kept] = {}
    with suppress(BeyondHorizon):
        for row in _rows(clocks, request, route, at):
            for metric in METRICS:
                for promise in getattr(row, metric):
                    levels = found.setdefault(metric, {})
                    try:
                        _note(levels, answer(clocks, row, metric, promise, at))
                    except BeyondHorizon:
                        _note_far(levels, promise)
    return found


def _note(levels: Kept, found: Answer) -> None:
    words = _words(found.promise)
    if words and not found.begins_later:
        levels[_level(found.promise, 0, words)] = found.at
    for due in found.due:
        level = _level(found.promise, due.percent or _ALL)
        levels[level] = min(due.latest, levels.get(level, due.latest))


def _note_far(levels: Kept, promise: Promise) -> None:
    """Note a promise that is kept later than anything that is worked out: behind all instants, by its plain length."""
    steps = getattr(promise.target, "steps", ())
    amount = steps[-1].amount if steps else getattr(promise.target, "amount", None)
    level = _level(promise, _ALL)
    levels[level] = min(FAR + (amount.high * _MINUTES[amount.unit] if amount else 0), levels.get(level, 2 * FAR))


def _words(promise: Promise) -> str:
    is_worded = isinstance(promise.target, Text) or promise.target is Words.AS_AGREED
    return str(promise.target) if is_worded else ""


def _level(promise: Promise, percent: int, words: str = "") -> Level:
    starts = {f"from {promise.starts}"} if promise.starts is not Start.ARRIVAL else set()
    begins = {f"from {promise.begins}"} if promise.begins else set()
    return Level(
        _FIRMNESS[promise.strength],
        percent,
        bool(words) or getattr(promise.target, "or_as_agreed", False),
        isinstance(promise.target, Interval),
        words,
        frozenset({*promise.unless, *promise.pauses, *starts, *begins}),
        frozenset({promise.remedy} if promise.remedy else ()),
    )


def _rows(clocks: Clocks, request: str, route: Route, at: int) -> Iterator[Row]:
    """Give the rows that hold for a message, with those that need something more, if that is what the route is about."""
    sent = Sent(at, request, route.channel or _OTHER, route.severity, route.language)
    yield from (row for row in rows_for(clocks, sent) if row.only_if in {(), route.only_if})


def at_level(levels: Kept, level: Level) -> int | None:
    """Give by when something is kept at a level, or None where nothing is; words have no time, but are there."""
    found = [due for other, due in levels.items() if other.covers(level)]
    return (0 if level.words else min(found)) if found else None
