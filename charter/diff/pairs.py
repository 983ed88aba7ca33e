"""The rows of one request class in two charters, ready to be compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from charter.diff.aligned import aligned
from charter.diff.compared import basis
from charter.diff.promised import routes, written_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.diff.change import Route
    from charter.diff.compared import Basis
    from charter.diff.view import View
    from charter.model.promises import Promise, Row

    Rows = tuple[Row, ...]


@dataclass(frozen=True)
class Pair:
    """The rows of a request class in an older and a newer charter."""

    old: View
    new: View
    request: str

    @cached_property
    def written(self) -> tuple[Rows, Rows]:
        """The rows as they are written."""
        before, after = (view.charter.commitments.get(self.request, ()) for view in (self.old, self.new))
        return before, after

    @cached_property
    def rows(self) -> tuple[Rows, Rows]:
        """The rows in one wording."""
        same_language = self.old.charter.language == self.new.charter.language
        return aligned(*self.written, same_language=same_language)

    @cached_property
    def bases(self) -> tuple[Basis, Basis]:
        """What the promises of each charter depend on."""
        return basis(self.old, self.request, self.rows[0]), basis(self.new, self.request, self.rows[1])

    @cached_property
    def in_same_hours(self) -> tuple[tuple[Basis, Basis], ...]:
        """The rows of both, in the hours of the older charter and in those of the newer one.

        So a change of hours, which is told by itself, says nothing about a promise that has changed as well.
        """
        views = _with_what_is_missing(self.old, self.new), _with_what_is_missing(self.new, self.old)
        found = [tuple(basis(view, self.request, rows) for rows in self.rows) for view in views]
        return tuple(dict.fromkeys(found))  # type: ignore[arg-type]  # there are two of each

    @cached_property
    def routes(self) -> list[Route]:
        """The ways to send it that either charter tells apart, without those that need what is the same in both."""
        languages = self.old.charter.language, self.new.charter.language
        found = set().union(*(routes(rows, language) for rows, language in zip(self.rows, languages, strict=True)))
        return in_order(route for route in found if not route.only_if or self._conditional(route))

    def _conditional(self, route: Route) -> bool:
        """Whether rows that need what a route is about differ; the others are compared by the route without it."""
        before, after = ([row for row in rows if row.only_if == route.only_if] for rows in self.rows)
        return before != after

    def as_written(self, route: Route) -> list[Route]:
        """Give a route in the words of each charter, where its condition differs by a slip."""
        found = []
        for alike, own in zip(self.rows, self.written, strict=True):
            here = (row.only_if for one, row in zip(alike, own, strict=True) if one.only_if == route.only_if)
            found.append(replace(route, only_if=next(here, route.only_if)))
        return found

    def rows_for(self, metric: str, route: Route, side: int) -> tuple[tuple[Row, Promise], ...]:
        """Give the promises of a metric for a route, in one wording, of the older charter (0) or the newer one (1)."""
        language = (self.old, self.new)[side].charter.language
        return written_for(self.rows[side], metric, route, language)


def in_order(found: Iterable[Route]) -> list[Route]:
    """Put routes into one order."""
    return sorted(found, key=lambda route: (route.channel, route.severity, route.language, route.only_if))


def _with_what_is_missing(view: View, other: View) -> View:
    """Give a charter with the calendars and seasons that only the other one has, for rows that name them."""
    charter = view.charter.model_copy(update={"seasons": {**other.charter.seasons, **view.charter.seasons}})
    clocks = replace(view.clocks, schedules={**other.clocks.schedules, **view.clocks.schedules})
    return replace(view, charter=charter, clocks=clocks)
