"""The promises for one request class, worked out in two charters for the same messages.

What is worked out depends on little: the rows, the hours they are counted in, seasons, the client's language and the
day. Clients of one plan share all that, so it is worked out once for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar, cast

from charter.compute.timelines import AHEAD, BEHIND, Clocks
from charter.diff.change import Example, Route, Verdict
from charter.diff.instants import Turns, instants
from charter.diff.promised import FAR, at_level, kept
from charter.model.base import Part
from charter.model.calendars import Calendar, Peak
from charter.model.charter import Charter, Client
from charter.model.promises import METRICS
from charter.worktime import Duration, RelativeDay, TimeOfDay
from charter.worktime.timeline import timeline
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from charter.diff.instants import Instants
    from charter.diff.promised import Kept
    from charter.diff.view import View
    from charter.model.promises import Promise, Row
    from charter.worktime.schedule import Schedule
    from charter.worktime.timeline import Timeline


_Part = TypeVar("_Part", bound=Part)
_DAYTIME = range(8, 18)
"""The hours of a day at which most messages are sent."""
_NO_LANGUAGE = "-"
"""What a client writes in, where no row asks for it."""


@dataclass(frozen=True)
class Basis:
    """All that the promises for a request class depend on; two that are equal promise the same."""

    request: str
    rows: tuple[Row, ...]
    usual: str
    language: str
    seasons: tuple[tuple[str, str, str], ...]
    schedules: tuple[tuple[str, Schedule], ...]
    day: date

    @cached_property
    def clocks(self) -> Clocks:
        """The timelines that are needed, with a charter that says nothing else, so that no other one is kept for it."""
        charter = _bare(
            Charter,
            client=_bare(Client, language=self.language or _NO_LANGUAGE),
            calendar=self.usual,
            calendars={self.usual: _bare(Calendar)},
            seasons={ident: _bare(Peak, starts=starts, ends=ends) for ident, starts, ends in self.seasons},
            commitments={self.request: self.rows},
        )
        first, last = self.day - BEHIND, self.day + AHEAD
        timelines = {ident: timeline(schedule, first, last) for ident, schedule in self.schedules}
        return _Wound(charter, dict(self.schedules), first, last, timelines)

    @property
    def zone(self) -> str:
        """The zone by whose clock it is day or night."""
        return next((schedule.zone for _, schedule in self.schedules), "UTC")

    @cached_property
    def turns(self) -> Turns:
        """When these promises are others than before."""
        promises = [promise for _, promise in _promises(self.rows)]
        return Turns(
            frozenset((starts, ends) for _, starts, ends in self.seasons),
            frozenset(promise.since for promise in promises if promise.since),
            frozenset(_minutes(self.rows, promises)),
            any(row.arrives_by for row in self.rows),
        )


def _bare(part: type[_Part], **values: Any) -> _Part:  # noqa: ANN401  fields of the part
    return cast("_Part", part.model_construct(**values))


@dataclass(frozen=True, slots=True)
class _Wound(Clocks):
    """Clocks whose timelines are at hand."""

    timelines: Mapping[str, Timeline]

    def of(self, ident: str) -> Timeline:
        return self.timelines[ident]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a promise differs: in which ways, at whatever level, and for which messages most."""

    verdicts: frozenset[Verdict]
    examples: tuple[Example, ...]


def basis(view: View, request: str, rows: tuple[Row, ...] | None = None) -> Basis:
    """Give what the promises for a request class depend on in a charter, or other rows in it."""
    charter, clocks = view.charter, view.clocks
    rows = charter.commitments.get(request, ()) if rows is None else rows
    named = {row.season for row in rows}
    return Basis(
        request,
        rows,
        charter.usual_calendar,
        charter.language if any(row.language for row in rows) else "",
        tuple((ident, one.starts, one.ends) for ident, one in charter.seasons.items() if ident in named),
        tuple(
            (ident, clocks.schedules[ident]) for ident in sorted(counted_in(view, rows)) if ident in clocks.schedules
        ),
        view.day,
    )


def counted_in(view: View, rows: Iterable[Row]) -> set[str]:
    """Give the calendars in which rows are counted, and those by which they arrive."""
    usual, rows = view.charter.usual_calendar, tuple(rows)
    found = {promise.calendar or row.calendar or usual for row, promise in _promises(rows)}
    return found | {row.calendar or usual for row in rows}


def _promises(rows: Iterable[Row]) -> Iterator[tuple[Row, Promise]]:
    return ((row, promise) for row in rows for metric in METRICS for promise in getattr(row, metric))


def _minutes(rows: Iterable[Row], promises: Iterable[Promise]) -> Iterator[int]:
    for row in rows:
        for window in row.arrives.windows if row.arrives else ():
            yield from (edge.minutes for edge in (window.start, window.end) if edge)
    for target in (promise.target for promise in promises):
        if isinstance(target, Duration | RelativeDay):
            yield from (edge.minutes for edge in (target.by, target.cut_off) if isinstance(edge, TimeOfDay))


@lru_cache(maxsize=4096)
def compared(old: Basis, new: Basis, route: Route) -> Mapping[str, Outcome]:
    """Give what differs for messages by a route, by metric; where ordinary weeks tell, they alone."""
    found = _instants(old, new)
    return {**_at(old, new, route, found.odd), **_at(old, new, route, found.ordinary)}


def _instants(old: Basis, new: Basis) -> Instants:
    one, other = old.turns, new.turns
    turns = Turns(
        one.seasons | other.seasons,
        one.dates | other.dates,
        one.minutes | other.minutes,
        one.in_the_month or other.in_the_month,
    )
    return instants((schedule for _, schedule in (*old.schedules, *new.schedules)), old.day, turns)


@lru_cache(maxsize=64)
def _kept(one: Basis, route: Route, each: tuple[int, ...]) -> tuple[dict[str, Kept], ...]:
    return tuple(kept(one.clocks, one.request, route, at) for at in each)


def _at(old: Basis, new: Basis, route: Route, each: tuple[int, ...]) -> dict[str, Outcome]:
    verdicts: dict[str, set[Verdict]] = {}
    examples: dict[str, list[Example]] = {}
    for at, before, after in zip(each, _kept(old, route, each), _kept(new, route, each), strict=True):
        if before == after:
            continue
        for metric in sorted(before.keys() | after.keys()):
            was, now = before.get(metric, {}), after.get(metric, {})
            if was != now:
                verdicts.setdefault(metric, set()).update(_verdicts(was, now))
                examples.setdefault(metric, []).extend(_examples(at, was, now))
    return {
        metric: Outcome(frozenset(found), best(examples[metric], old.zone))
        for metric, found in verdicts.items()
        if found or examples[metric]
    }


def _verdicts(before: Kept, after: Kept) -> Iterator[Verdict]:
    """Judge each level: what is kept later than before, or no more, is worse."""
    for level in before.keys() | after.keys():
        was, now = at_level(before, level), at_level(after, level)
        if was != now:
            yield Verdict.WORSE if now is None or (was is not None and now > was) else Verdict.BETTER


def _examples(at: int, before: Kept, after: Kept) -> Iterator[Example]:
    """Give an example of a level that is kept later, and one of a level that is kept earlier, if there are such."""
    timed = [level for level in before.keys() | after.keys() if not level.words]
    found = {Example(at, at_level(before, level), at_level(after, level)) for level in timed}
    changed = [one for one in found if one.before != one.after and _is_true(one, before, after)]
    changed = [one for one in changed if max(one.before or 0, one.after or 0) < FAR]
    yield from best(changed)


def _is_true(example: Example, before: Kept, after: Kept) -> bool:
    """Whether it shows two times, or one where there was none at all; what is less firm now is still promised."""
    return example.delay is not None or not any(
        not level.words for level in (after if example.after is None else before)
    )


def best(examples: Iterable[Example], zone: str = "UTC") -> tuple[Example, ...]:
    """Give the example that is later by most, and the one that is earlier by most; of equals, the first.

    A message of the day, by the clock of a zone, tells more people something than one of the night.
    """
    ordered = sorted(examples, key=lambda one: (_is_at_night(one, zone), -_size(one), one.at, one.before or 0))
    firsts = (next((one for one in ordered if one.is_later is is_later), None) for is_later in (True, False))
    return tuple(one for one in firsts if one)


def _is_at_night(example: Example, zone: str) -> bool:
    return local(example.at, zone_of(zone)).hour not in _DAYTIME


def _size(example: Example) -> float:
    """By how much an example is later or earlier; where nothing is promised before or after, without end."""
    return inf if example.delay is None else abs(example.delay)
