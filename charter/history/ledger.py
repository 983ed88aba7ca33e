"""The ledger of releases: what was promised to each client, when, and who has agreed to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from pydantic import ValidationError

from charter.compute.timelines import schedules
from charter.diff import view_of
from charter.model.relation import State
from charter.model.writing import read_charter
from charter.problem import CharterError

if TYPE_CHECKING:
    from charter.diff import View
    from charter.history.release import Acknowledgement, Release
    from charter.model.charter import Charter
    from charter.problem import Problem

_ONE_DAY = timedelta(days=1)
_AHEAD = 800
"""So many days beyond a day, public holidays are known: as far as anything is worked out."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The releases of one client, in order, and who has acknowledged them."""

    client: str
    releases: tuple[Release, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()

    def until(self, day: date) -> Ledger:
        """Give the ledger as it stood on a day."""
        return Ledger(
            self.client,
            tuple(one for one in self.releases if one.made <= day),
            tuple(one for one in self.acknowledgements if one.on <= day),
        )

    @property
    def latest(self) -> Release | None:
        """The last release."""
        return self.releases[-1] if self.releases else None

    def in_force(self, day: date) -> Release | None:
        """Give the last release up to which everything holds on a day; before the first one does, that one."""
        held = list(takewhile(lambda one: one.effective <= day, self.releases))
        return held[-1] if held else next(iter(self.releases), None)

    def asked(self) -> Release | None:
        """Give the last release that asks for an acknowledgement: the first one, or one that took something away."""
        asking = [one for one in self.releases if asks(one)]
        return asking[-1] if asking else None

    def acknowledged(self) -> Acknowledgement | None:
        """Give the acknowledgement of the last release that asks for one, or of a later one, if there is any."""
        asked = self.asked()
        found = [one for one in self.acknowledgements if asked and one.release >= asked.number]
        return found[-1] if found else None


def asks(release: Release) -> bool:
    """Whether a release needs the client's agreement: it is the first one, or something in it got worse.

    That the work together has ended is nothing to agree to.
    """
    if release.charter["client"].get("state") == State.FORMER:
        return False
    return release.number == 1 or any(told.verdict in {"worse", "not comparable"} for told in release.changes)


@dataclass(frozen=True, slots=True)
class History:
    """All ledgers of a project by client, and what is wrong with their files."""

    ledgers: dict[str, Ledger]
    problems: tuple[Problem, ...] = ()

    @property
    def broken(self) -> frozenset[str]:
        """The clients whose ledgers have lost or gained something that nobody released."""
        return frozenset(problem.place.file.split("/")[1] for problem in self.problems)

    def of(self, client: str) -> Ledger:
        """Give the ledger of a client; an empty one where nothing was released."""
        return self.ledgers.get(client) or Ledger(client)


@lru_cache(maxsize=4096)
def charter_of(release: Release) -> Charter:
    """Give the charter that a release has frozen. Raises `CharterError` where the model no longer knows what it says."""
    try:
        return read_charter(dict(release.charter))
    except ValidationError as error:
        file = f"history/{release.client}/{release.number}.json"
        raise CharterError(f"This version of Charter cannot read the promises in {file}.") from error


def view_on(release: Release, day: date) -> View:
    """Give a release's charter as its client met it on a day, with the public holidays that were known of."""
    return view_with(charter_of(release), release, day)


def view_with(charter: Charter, release: Release, day: date) -> View:
    """Give a charter as its client met it on a day, with the public holidays that were known at a release."""
    known = {ident: _dates(one) for ident, one in release.days_off.items()}
    later = days_off(charter, release.known_until, day + _AHEAD * _ONE_DAY)
    return view_of(
        charter, day, {ident: (*known.get(ident, ()), *_dates(later.get(ident, {}))) for ident in {**known, **later}}
    )


def _dates(days: object) -> tuple[tuple[date, str], ...]:
    return tuple((date.fromisoformat(day), name) for day, name in dict(days).items())  # type: ignore[call-overload]


def days_off(charter: Charter, after: date, until: date) -> dict[str, dict[str, str]]:
    """Give the public holidays between two days on which nobody works, by calendar, as they are known now."""
    dates = [after + number * _ONE_DAY for number in range(1, (until - after).days + 1)]
    return {
        ident: {day.isoformat(): name for day in dates if (name := schedule.holiday(day, charter.language))}
        for ident, schedule in schedules(charter).items()
        if schedule.holidays
    }
