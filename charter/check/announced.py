"""Closures against the promise to tell clients of them in time."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from charter.check.owning_up import named, note_for
from charter.check.owning_up import promised as promised_today
from charter.check.rule import Found, Subject, rule
from charter.compute.timelines import clocks_of
from charter.history import owning
from charter.problem import Severity, show_path
from charter.worktime import Unit
from charter.worktime.due import latest_before
from charter.worktime.timeline import BeyondHorizon
from charter.worktime.zones import instant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from charter.compute.timelines import Clocks
    from charter.diff import Change
    from charter.model.calendars import Closure, ClosureNotice
    from charter.problem import KeyPath
    from charter.worktime import Length

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30}


@rule("closure-without-notice", Severity.WARNING, of_day=True)
def closure_without_notice(subject: Subject) -> Iterator[Found]:
    """Clients hear of a closure as long before it as you promise.

    A closure that is written down a week before it begins, where four weeks are promised, breaks your word on the day
    on which the page is published. `announced:` says when clients were told, by mail or in person; without it, the day
    of the check counts for closures that are still ahead.

    Bad: `closure_notice: 20 business days`, and on December 14 `{name: Winter break, from: 2026-12-24, to: 2027-01-01}`.
    Good: the same with `announced: 2026-11-02`.
    """
    charter = subject.charter
    if not charter.closure_notice:
        return
    clocks, told_of = clocks_of(charter, subject.today), {one.where for one in closure_in_haste(subject)}
    for ident, calendar in charter.calendars.items():
        for number, closure in enumerate(calendar.closures):
            promised = None if closure.withdrawn else _promised(closure, charter.closure_notice)
            told = closure.announced or (subject.today if closure.first > subject.today else None)
            latest = _latest(closure, promised, clocks) if promised and told else None
            path = ("calendars", ident, "closures", number)
            if promised and told and latest and told > latest and path not in told_of:
                yield Found((*path, "announced") if closure.announced else path, *_told(closure, promised, latest))


@rule("closure-in-haste", of_day=True)
def closure_in_haste(subject: Subject) -> Iterator[Found]:
    """A closure that clients have not been told of by a release comes as late as was promised to them.

    `closure_notice:` of the last release is a promise. A closure that is new since then is told with the next release, so
    today counts, whatever `announced:` says of it. A note under `changes:` owns up to a closure that cannot wait; in the
    client's own file it may name somebody who `agreed:`.

    Bad: `closure_notice: 20 business days` was released, and on December 14 `{name: Winter break, from: 2026-12-24, to:
    2027-01-01}` is new. Good: the same on November 20, with a release.
    """
    stands = subject.standing
    if stands is None or stands.release is None:
        return
    charter = promised_today(subject)
    clocks = clocks_of(charter, subject.today)
    for change in stands.unreleased:
        is_new = change.path[2:3] == ("closures",) and change.before is None and change.verdict.is_for_the_worse
        if not (is_new and isinstance(change.after, tuple)) or owning(change, stands.owned):
            continue
        for closure in change.after:
            promised = _promised(closure, charter.closure_notice)
            latest = _latest(closure, promised, clocks) if promised else None
            if promised and latest and subject.today > latest:
                yield Found(_where(subject, change, closure), *_hasty(subject, change, closure, promised))


def _hasty(subject: Subject, change: Change, closure: Closure, promised: ClosureNotice) -> tuple[str, str]:
    message = (
        f"“{closure.name}” begins on {closure.first}, and no release has told clients of it. They were promised to hear "
        f"of it {promised.notice} before."
    )
    note = note_for(subject, show_path(named(subject, change)))
    return message, f"Close later, or own up to it in the same file: {note}."


def _where(subject: Subject, change: Change, closure: Closure) -> KeyPath:
    """Give the place of a closure among those of its calendar."""
    ident = str(change.path[1])
    those = subject.charter.calendars[ident].closures if ident in subject.charter.calendars else ()
    at = (number for number, one in enumerate(those) if (one.name, one.first) == (closure.name, closure.first))
    return ("calendars", ident, "closures", next(at, 0))


def _told(closure: Closure, promised: ClosureNotice, latest: date) -> tuple[str, str]:
    begins = (
        f"“{closure.name}” begins on {closure.first}. You promise to tell of it {promised.notice} before, by {latest}"
    )
    if closure.announced:
        return f"{begins}, and told clients on {closure.announced}.", "Correct the date, or say sorry and keep it."
    return f"{begins}, and nothing says that you did.", "Write `announced:` with the day on which clients were told."


def _promised(closure: Closure, rows: tuple[ClosureNotice, ...]) -> ClosureNotice | None:
    """Give the row for a closure of this length."""
    length = (closure.last - closure.first).days + 1
    return next((row for row in rows if row.up_to is None or length <= _days(row.up_to)), None)


def _days(length: Length) -> int:
    return length.count * _DAYS.get(length.unit, 0)


def _latest(closure: Closure, promised: ClosureNotice, clocks: Clocks) -> date | None:
    """Give the last day on which telling was, or is, in time."""
    hours = clocks.of(clocks.charter.usual_calendar)
    with suppress(BeyondHorizon):
        return hours.date_of(latest_before(promised.notice, instant(closure.first, 0, hours.zone), hours))
    return None
