"""What stands on a day: the charter that is published, what is coming, and what nobody has owned up to.

A change for the worse holds from its day on; until then the old promise stands, in a charter that is otherwise the new
one. A change for the better holds at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charter.diff import Verdict, changes, view_of
from charter.history.holding import as_it_was, held
from charter.history.ledger import charter_of, view_on
from charter.history.owning import MOVES, is_owned, notes_for
from charter.history.retelling import retold
from charter.model.relation import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from charter.diff import Change
    from charter.history.ledger import Ledger
    from charter.history.release import Owned, Release
    from charter.model.charter import Charter
    from charter.problem import KeyPath


@dataclass(frozen=True, slots=True)
class Coming:
    """Changes that hold from a day ahead, and why. `release` is the one that froze them; None if none has yet.

    `is_move`: the client moves to another plan or state on that day, and until then all is as it was.
    """

    starts: date
    changes: tuple[Change, ...]
    reasons: tuple[str, ...]
    release: int | None = None
    is_move: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one client on a day."""

    charter: Charter
    """What is published: the working charter, in which what is announced has not happened yet."""
    working: Charter
    """What the files say."""
    ledger: Ledger
    """The releases up to that day."""
    coming: tuple[Coming, ...] = ()
    """What is announced, the next day first."""
    unreleased: tuple[Change, ...] = ()
    """The differences between the last release and the working charter."""
    unowned: tuple[Change, ...] = ()
    """Those of them that are for the worse, and that nobody has owned up to."""
    owned: tuple[Owned, ...] = ()
    """The notes that own up to the others."""

    @property
    def release(self) -> Release | None:
        """The last release."""
        return self.ledger.latest

    @property
    def turns(self) -> frozenset[date]:
        """All days from which something that was announced holds, the past ones too."""
        return frozenset({release.effective for release in self.ledger.releases} | {note.starts for note in self.owned})

    @property
    def needs_release(self) -> bool:
        """Whether there is anything that a release would freeze."""
        return self.release is None or any(change.is_promise for change in self.unreleased)


def standing(ledger: Ledger, charter: Charter, day: date) -> Standing:
    """Say what stands on a day for a client whose files say `charter`."""
    ledger = ledger.until(day)
    latest = ledger.latest
    if latest is None:
        return Standing(charter, charter, ledger)
    before = charter_of(latest)
    found = changes(view_on(latest, day), view_of(charter, day))
    if _is_over(charter, day):
        return Standing(charter, charter, ledger, unreleased=found)
    notes = notes_for(found, before, charter)
    worse = [one for one in found if one.is_promise and one.is_ours and one.verdict.is_for_the_worse]
    unowned = tuple(one for one in worse if not is_owned(one, notes) and not _has_its_own_notice(one, before))
    coming = (*_released(ledger, day), *_noted(found, notes, day))
    published = _published(ledger, charter, day, coming)
    return Standing(published, charter, ledger, _by_day(coming), found, unowned, notes)


def stood(ledger: Ledger, day: date) -> Charter | None:
    """Give the charter that stood on a day by its releases alone; None before the first one."""
    ledger = ledger.until(day)
    if ledger.latest is None:
        return None
    charter = charter_of(ledger.latest)
    return _published(ledger, charter, day, tuple(_released(ledger, day)))


def _is_over(charter: Charter, day: date) -> bool:
    """Whether the work together is over by its date: then no promise of it is broken, and nothing of it waits."""
    until = charter.client.until
    return charter.client.state is State.FORMER and until is not None and until <= day


def _has_its_own_notice(change: Change, before: Charter) -> bool:
    """Whether it is a closure, where the charter says how long before clients hear of one: a rule of its own checks it."""
    return change.path[2:3] == ("closures",) and change.after is not None and bool(before.closure_notice)


def _released(ledger: Ledger, day: date) -> Iterator[Coming]:
    """Give what releases have announced and does not hold yet."""
    for before, release in zip(ledger.releases, ledger.releases[1:], strict=False):
        if release.effective > day:
            waiting = tuple(one for one in retold(before, release) if is_owned(one, release.owned))
            yield _coming(release.effective, waiting, release.owned, release.number)


def _noted(found: tuple[Change, ...], notes: tuple[Owned, ...], day: date) -> Iterator[Coming]:
    """Give what notes announce and no release has frozen yet."""
    for note in notes:
        if note.starts > day:
            waiting = tuple(one for one in found if is_owned(one, (note,)))
            yield _coming(note.starts, waiting, (note,), None)


def _coming(starts: date, waiting: tuple[Change, ...], notes: tuple[Owned, ...], release: int | None) -> Coming:
    is_move = any(note.what in MOVES for note in notes)
    return Coming(starts, waiting, tuple(note.why for note in notes), release, is_move)


def _by_day(coming: tuple[Coming, ...]) -> tuple[Coming, ...]:
    """Join what comes on the same day with the same release."""
    found: dict[tuple[date, int | None], Coming] = {}
    for one in coming:
        if not one.changes:
            continue
        before = found.get((one.starts, one.release))
        found[one.starts, one.release] = (
            replace(
                before,
                changes=tuple({_key(change): change for change in (*before.changes, *one.changes)}.values()),
                reasons=tuple(dict.fromkeys((*before.reasons, *one.reasons))),
                is_move=before.is_move or one.is_move,
            )
            if before
            else one
        )
    return tuple(sorted(found.values(), key=lambda one: (one.starts, one.release or 0)))


def _published(ledger: Ledger, charter: Charter, day: date, coming: tuple[Coming, ...]) -> Charter:
    """Give the charter in which what is coming has not happened yet."""
    base = ledger.in_force(day)
    waiting = {_key(change) for one in coming for change in one.changes}
    if base is None or not waiting:
        return charter
    old = charter_of(base)
    if any(one.is_move for one in coming):
        return as_it_was(charter, old)
    found = changes(view_on(base, day), view_of(charter, day))
    return held(charter, old, [one for one in found if _key(one) in waiting and one.verdict is not Verdict.BETTER])


def _key(change: Change) -> tuple[KeyPath, object]:
    return change.path, change.route
