"""Opening hours against opening hours: when somebody is there no longer, or now, and which promises that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.compute.calendars import met_calendars
from charter.diff.change import Change, Verdict
from charter.diff.closures import closure_changes, holiday_changes
from charter.diff.opened import Turn, following, judged, variant
from charter.diff.paths import value_at
from charter.diff.watched import watch_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.diff.view import View
    from charter.model.calendars import Calendar
    from charter.problem import KeyPath

_FIELDS = ("timezone", "hours", "holidays", "open_holidays", "seasons")
"""The fields that are compared as a whole; days that are out of order are compared one by one."""
_OF_HOLIDAYS = frozenset({"holidays", "open_holidays"})
_ALL = ("timezone", "hours", "outside", "holidays", "open_holidays", "seasons", "recurring", "closures")


def hours_changes(old: View, new: View) -> Iterator[Change]:
    """Give the differences between the hours that the client meets, each with what comes of it for the promises."""
    before, after = met_calendars(old.charter), met_calendars(new.charter)
    for ident in [ident for ident in before if ident in after]:
        if before[ident].outside or after[ident].outside:
            yield from _outside(old, new, ident, before[ident], after[ident])
            continue
        for field in _FIELDS:
            if getattr(before[ident], field) != getattr(after[ident], field):
                yield _field(old, new, ident, field)
        yield from closure_changes(old, new, ident)
        if all(getattr(before[ident], field) == getattr(after[ident], field) for field in (*_OF_HOLIDAYS, "timezone")):
            yield from holiday_changes(old, new, ident)
    yield from watch_changes(old, new)


def _outside(old: View, new: View, ident: str, before: Calendar, after: Calendar) -> Iterator[Change]:
    """Compare hours that lie outside of others with those that stood there; otherwise they follow the others."""
    if before.outside != after.outside:
        change = Change(("calendars", ident, "outside"), before.outside, after.outside, Verdict.NEUTRAL)
        yield judged(change, _turn(old, new, ident, _ALL))


def _field(old: View, new: View, ident: str, field: str) -> Change:
    was, now = (getattr(met_calendars(view.charter)[ident], field) or None for view in (old, new))
    path = _cause(old, new, ident, field)
    if path[0] != "calendars":
        was, now = (value_at(view.charter, path) for view in (old, new))
    return judged(Change(path, was, now, Verdict.NEUTRAL), _turn(old, new, ident, (field,)))


def _cause(old: View, new: View, ident: str, field: str) -> KeyPath:
    """Give the path of what has changed: a calendar that is written alike follows the agency's zone, or the client."""
    before, after = (view.charter.calendars[ident] for view in (old, new))
    if getattr(before, field) != getattr(after, field) or before.regions != after.regions:
        return "calendars", ident, field
    if field == "timezone":
        return ("client" if before.timezone == "client" else "agency"), "timezone"
    return "client", "region"


def _turn(old: View, new: View, ident: str, names: tuple[str, ...]) -> Turn:
    """Give the older charter with fields of a calendar from the newer one, and the other way round."""

    def mixed(view: View, other: View) -> View:
        own, theirs = (met_calendars(one.charter)[ident] for one in (view, other))
        calendar = own.model_copy(update={name: getattr(theirs, name) for name in names})
        holidays_of = other if _OF_HOLIDAYS.intersection(names) else view
        return variant(view, {ident: calendar}, {ident: holidays_of})

    return Turn(ident, (old, mixed(old, new)), (mixed(new, old), new), following(old, ident))
