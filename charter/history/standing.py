"""What stands on a day: the charter that is published, what is coming, and what nobody has owned up to.

A change for the worse holds from its day on; until then the old promise stands, in a charter that is otherwise the new
one. A change for the better holds at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from charter.diff import changes, view_of
from charter.history.ledger import charter_of, view_on
from charter.history.moving import marked
from charter.history.owning import is_owned, notes_for
from charter.history.waiting import Waiting, announced, key_of, noted
from charter.history.withdrawing import withdrawn
from charter.model.relation import State

if TYPE_CHECKING:
    from datetime import date

    from charter.diff import Change
    from charter.history.ledger import Ledger
    from charter.history.release import Owned, Release
    from charter.model.charter import Charter


@dataclass(frozen=True, slots=True)
class Coming:
    """What is another from a day ahead on, and why: the charters of the day before and of that day, and the changes.

    `notes` own up to them. `release` is the one that froze it; None if none has yet. `is_move`: the client moves to another plan or state then.
    """

    starts: date
    before: Charter
    after: Charter
    changes: tuple[Change, ...]
    notes: tuple[Owned, ...]
    release: int | None
    is_move: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, each reason once."""
        return tuple(dict.fromkeys(note.why for note in self.notes))


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
    ended: date | None = None
    """The last day of the work together, where it is over by its date and no release says so yet."""

    @property
    def asked(self) -> Release | None:
        """The release to which the client is asked to agree; that the work together is over is nothing to agree to."""
        return None if self.charter.client.state is State.FORMER else self.ledger.asked()

    @property
    def release(self) -> Release | None:
        """The last release."""
        return self.ledger.latest

    @property
    def turns(self) -> frozenset[date]:
        """All days from which something that was announced holds, the past ones too."""
        return frozenset({release.effective for release in self.ledger.releases} | {note.starts for note in self.owned})

    @property
    def later(self) -> tuple[tuple[date, Charter], ...]:
        """The charters that are announced, each with its first day."""
        return tuple((one.starts, one.after) for one in self.coming)

    def on(self, day: date) -> Charter:
        """Give the charter that stands on a day ahead, as far as it is announced."""
        return next((charter for starts, charter in reversed(self.later) if starts <= day), self.charter)

    @property
    def needs_release(self) -> bool:
        """Whether there is anything that a release would freeze."""
        return self.release is None or any(change.is_promise for change in self.unreleased)


def standing(ledger: Ledger, charter: Charter, day: date, unmoved: Charter | None = None) -> Standing:
    """Say what stands on a day for a client whose files say `charter`.

    `unmoved` is what they would say of a client who has moved, without the move.
    """
    ledger = ledger.until(day)
    latest = ledger.latest
    if latest is None:
        return Standing(charter, charter, ledger)
    before = charter_of(latest)
    found = changes(view_on(latest, day), view_of(charter, day))
    if before.client.state is not State.FORMER and _is_over(charter, day):
        return Standing(charter, charter, ledger, unreleased=found, ended=charter.client.until)
    found = withdrawn(marked(found, before, charter, unmoved, day), ledger, charter, day)
    notes = notes_for(found, before, charter, [note for one in ledger.releases for note in one.owned])
    worse = [one for one in found if one.is_promise and one.is_ours and one.verdict.is_for_the_worse]
    unowned = tuple(one for one in worse if not is_owned(one, notes) and not _has_its_own_notice(one, before))
    waiting = Waiting(ledger, charter, (*announced(ledger, day), *noted(found, notes)))
    return Standing(waiting.published(day), charter, ledger, _coming(waiting, day), found, unowned, notes)


def stood(ledger: Ledger, day: date) -> Charter | None:
    """Give the charter that stood on a day by its releases alone; None before the first one."""
    ledger = ledger.until(day)
    if ledger.latest is None:
        return None
    return Waiting(ledger, charter_of(ledger.latest), tuple(announced(ledger, day))).published(day)


def foreseen(ledger: Ledger, day: date) -> tuple[Coming, ...]:
    """Give what was coming on a day by the releases alone, the next day first."""
    ledger = ledger.until(day)
    if ledger.latest is None:
        return ()
    return _coming(Waiting(ledger, charter_of(ledger.latest), tuple(announced(ledger, day))), day)


def _is_over(charter: Charter, day: date) -> bool:
    """Whether the work together is over by its date: that it ends breaks no promise, and what follows is one again."""
    until = charter.client.until
    return charter.client.state is State.FORMER and until is not None and until <= day


def _has_its_own_notice(change: Change, before: Charter) -> bool:
    """Whether it is a new closure, where the charter says how long before clients hear of one: another rule checks it."""
    is_new = change.before is None and change.after is not None
    return is_new and change.path[2:3] == ("closures",) and bool(before.closure_notice)


def _coming(waiting: Waiting, day: date) -> tuple[Coming, ...]:
    """Give what comes of all that waits, day by day; what was taken back in the meantime never comes."""
    found, before = [], waiting.published(day)
    for starts in sorted({one.starts for one in waiting.announcements if one.starts > day}):
        those = [one for one in waiting.announcements if one.starts == starts]
        after, eve = waiting.published(starts), starts - timedelta(days=1)
        by_move = {key for one in those if one.is_move for key in one.what}
        moved = tuple(
            replace(one, is_move=key_of(one) in by_move)
            for one in changes(view_of(before, eve), view_of(after, eve))
            if one.is_promise
        )
        if moved:
            notes = tuple(dict.fromkeys(note for one in those for note in one.notes))
            release = next((one.release for one in those if one.release), None)
            found.append(Coming(starts, before, after, moved, notes, release, bool(by_move)))
        before = after
    return tuple(found)
