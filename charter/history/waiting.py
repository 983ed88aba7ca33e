"""What is announced and waits for its day, and the charter that is published until then."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from charter.diff import Verdict, changes, view_of
from charter.history.holding import as_it_was, brought, held
from charter.history.ledger import charter_of
from charter.history.moving import MOVES
from charter.history.owning import owning
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
        """Whether the client moves to another plan or state: then all that the move brings about waits together."""
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
    moved = {key for one in waiting if one.is_move for key in one.what}
    if not what:
        return charter
    found = changes(view_of(standing, day), view_of(charter, day))
    waits = [one for one in found if key_of(one) in what and one.verdict is not Verdict.BETTER]
    if not moved:
        return held(charter, standing, waits)
    beside = [one for one in found if one not in waits and not _is_moved(one, moved)]
    return brought(as_it_was(charter, standing), charter, beside)


def _is_moved(change: Change, moved: set[tuple[KeyPath, Route]]) -> bool:
    """Whether a move brings a change about, or another one of the same request class, whose rows belong together."""
    requests = {path[:2] for path, _ in moved if path[0] == "commitments"}
    path, route = key_of(change)
    return (path, route) in moved or path[:2] in requests


def announced(ledger: Ledger, day: date) -> Iterator[Announcement]:
    """Give what releases have announced for after a day, each note for its own day."""
    for before, release in pairwise(ledger.releases):
        for note in (one for one in release.owned if release.starts(one) > day):
            what = _owned_by(note, retold(before, release), release.owned)
            yield Announcement(release.starts(note), what, (note,), release.number)


def noted(found: Iterable[Change], notes: tuple[Owned, ...]) -> Iterator[Announcement]:
    """Give what notes announce and no release has frozen yet."""
    changed = tuple(found)
    for note in notes:
        yield Announcement(note.starts, _owned_by(note, changed, notes), (note,))


def _owned_by(note: Owned, found: Iterable[Change], notes: tuple[Owned, ...]) -> frozenset[tuple[KeyPath, Route]]:
    """Give the changes that one of several notes owns up to."""
    return frozenset(key_of(one) for one in found if note in owning(one, notes))


def key_of(change: Change) -> tuple[KeyPath, Route]:
    """Give the path and the route of a change, by which it is found again in another comparison."""
    return tuple(map(str, change.path)), change.route
