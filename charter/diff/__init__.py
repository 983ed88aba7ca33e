"""Two charters of one client -> what is different, with a verdict for the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.diff import weights_relation, weights_service
from charter.diff.change import Change, Effect, Example, Route, Verdict, together
from charter.diff.hours import hours_changes
from charter.diff.promises import promise_changes
from charter.diff.sections import section_changes
from charter.diff.view import View, view_of
from charter.diff.walking import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Change",
    "Effect",
    "Example",
    "Route",
    "Verdict",
    "View",
    "changes",
    "together",
    "view_of",
    "weights_relation",
    "weights_service",
]


def changes(old: View, new: View) -> tuple[Change, ...]:
    """Give all differences between two charters as their client meets them, in the order of the handbook's parts.

    Promises and hours are compared by what comes of them: the instants at which something is kept. All else is compared
    field by field, by the weights declared for each.
    """
    walk = Walk((old.clocks, new.clocks), old.charter.language == new.charter.language)
    found = (
        *promise_changes(old, new),
        *hours_changes(old, new),
        *_told_of_hours(walk, old, new),
        *walk.parts((), old.charter, new.charter),
        *section_changes(old.charter, new.charter),
    )
    return tuple(found)


def _told_of_hours(walk: Walk, old: View, new: View) -> Iterator[Change]:
    """Give what is told otherwise of hours: their names, and those of holidays."""
    before, after = old.charter.calendars, new.charter.calendars
    for ident in [ident for ident in before if ident in after]:
        yield from walk.parts(("calendars", ident), before[ident], after[ident])
