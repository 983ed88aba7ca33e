"""What is announced and waits for its day, and the charter that is published until then."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from charter.diff import Verdict, changes, view_of
from charter.history.holding import as_it_was, held
from charter.history.ledger import charter_of
from charter.history.owning import MOVES, is_owned
from charter.history.retelling import retold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from charter.diff import Change, Route
    from charter.history.ledger import Ledger
    from charter.history.release import Owned
    from charter.model.charter import Charter
    from charter.problem import KeyPath


@dataclass(frozen=True, slots=True)
class Announcement:
    """Promises that are others from a day on, by path and route, and the notes that own up to it."""

    starts: date
    what: frozenset[tuple[KeyPath, Route]]
    notes: tuple[Owned, ...]
    release: int | None = None

    @property
    def is_move(self) -> bool:
        """Whether the client moves to another plan or state: then all of it waits together."""
        return any(note.what in MOVES for note in self.notes)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A working charter, the releases before it, and all that was announced, whether its day has come or not."""

    ledger: Ledger
    charter: Charter
    announcements: tuple[Announcement, ...]

    def published(self, day: date) -> Charter:
        """Give the charter of a day: what is announced for later has not happened yet in it."""
        base = self.ledger.in_force(day)
        later = [one for one in self.announcements if one.starts > day]
        if base is None or not later:
            return self.charter
        standing = charter_of(base)
        steps = [(one.number, charter_of(one)) for one in self.ledger.releases if one.number > base.number]
        for number, charter in (*steps, (None, self.charter)):
            by_then = [one for one in later if number is None or (one.release or inf) <= number]
            standing = _after(standing, charter, by_then, day)
        return standing


def _after(standing: Charter, charter: Charter, waiting: list[Announcement], day: date) -> Charter:
    """Give a later charter in which what waits is as it was in the one that stood before it.

    So nothing falls below what was promised in between, however long something older has been waiting.
    """
    what = {key for one in waiting for key in one.what}
    if any(one.is_move for one in waiting):
        return as_it_was(charter, standing)
    if not what:
        return charter
    found = changes(view_of(standing, day), view_of(charter, day))
    return held(charter, standing, [one for one in found if _key(one) in what and one.verdict is not Verdict.BETTER])


def announced(ledger: Ledger, day: date) -> Iterator[Announcement]:
    """Give what releases have announced for after a day, each note for its own day."""
    for before, release in pairwise(ledger.releases):
        for note in (one for one in release.owned if release.starts(one) > day):
            yield _announcement(release.starts(note), retold(before, release), (note,), release.number)


def noted(found: Iterable[Change], notes: Iterable[Owned]) -> Iterator[Announcement]:
    """Give what notes announce and no release has frozen yet."""
    changed = tuple(found)
    for note in notes:
        yield _announcement(note.starts, changed, (note,))


def _announcement(
    starts: date, found: tuple[Change, ...], notes: tuple[Owned, ...], release: int | None = None
) -> Announcement:
    return Announcement(starts, frozenset(_key(one) for one in found if is_owned(one, notes)), notes, release)


def _key(change: Change) -> tuple[KeyPath, Route]:
    return tuple(map(str, change.path)), change.route
