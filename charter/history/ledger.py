"""The ledger of releases: what stands in `history/`, client by client, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import ValidationError

from charter.compute.timelines import schedules
from charter.diff import view_of
from charter.history.forms import BadFile, read_acknowledgement, read_release
from charter.model.writing import read_charter
from charter.problem import CharterError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from charter.diff import View
    from charter.history.release import Acknowledgement, Release
    from charter.model.charter import Charter

FOLDER = "history"
_FILE = re.compile(r"(?P<number>[1-9][0-9]*)(?P<acknowledged>\.acknowledged-[1-9][0-9]*)?\.json")
_ONE_DAY = timedelta(days=1)
_AHEAD = 800
"""So many days beyond a day, public holidays are known: as far as anything is worked out."""
_HINT = "Bring it back from your version control: nothing in history/ is ever edited."


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
        """Give the last release of which all holds on a day; before the first one does, that one."""
        held = [one for one in self.releases if one.effective <= day]
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
    """Whether a release needs the client's agreement: it is the first one, or something in it got worse."""
    return release.number == 1 or any(told.verdict in {"worse", "not comparable"} for told in release.changes)


@dataclass(frozen=True, slots=True)
class History:
    """All ledgers of a project by client, and what is wrong with their files."""

    ledgers: dict[str, Ledger]
    problems: tuple[Problem, ...] = ()

    def of(self, client: str) -> Ledger:
        """Give the ledger of a client; an empty one where nothing was released."""
        return self.ledgers.get(client) or Ledger(client)


def read(root: Path) -> History:
    """Read all releases of a project. A file that was tampered with is a problem, and is left out."""
    ledgers, problems = {}, []
    for folder in _folders(root / FOLDER):
        ledger, found = _read_client(root, folder)
        ledgers[folder.name] = ledger
        problems += found
    return History(ledgers, tuple(problems))


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    except OSError as error:
        raise CharterError(f"{folder} cannot be read: {error.strerror}.") from error


def _read_client(root: Path, folder: Path) -> tuple[Ledger, list[Problem]]:
    releases: dict[int, Release] = {}
    acknowledgements, problems = [], []
    for path in sorted(folder.iterdir()):
        file, name = path.relative_to(root).as_posix(), _FILE.fullmatch(path.name)
        try:
            if name is None:
                raise BadFile("Charter does not write files of this name here.")
            if name["acknowledged"]:
                acknowledgements.append(read_acknowledgement(path.read_bytes()))
            else:
                releases[int(name["number"])] = _whole(
                    read_release(path.read_bytes()), folder.name, int(name["number"])
                )
        except BadFile as error:
            problems.append(
                Problem("history-changed", Place(file), f"{error} What was promised would be unsure.", _HINT)
            )
        except OSError as error:
            raise CharterError(f"{path} cannot be read: {error.strerror}.") from error
    ordered = [releases[number] for number in sorted(releases)]
    problems += [
        *_breaks(folder.relative_to(root).as_posix(), ordered),
        *_strangers(folder, root, ordered, acknowledgements),
    ]
    acknowledgements.sort(key=lambda one: (one.on, one.release))
    return Ledger(folder.name, tuple(ordered), tuple(acknowledgements)), problems


def _whole(release: Release, client: str, number: int) -> Release:
    """Refuse a release that was moved here from elsewhere, or that nobody can read any more."""
    if (release.client, release.number) != (client, number):
        raise BadFile(f"It is release {release.number} of `{release.client}`, under another name.")
    try:
        charter_of(release)
    except ValidationError:
        raise BadFile("This version of Charter cannot read the promises in it.") from None
    return release


def _breaks(folder: str, releases: list[Release]) -> Iterator[Problem]:
    """Find where the chain of releases is broken: one is missing, or another one stood there."""
    if releases and releases[0].number != 1:
        yield _broken(f"{folder}/{releases[0].number}.json", "The releases before this one are missing.")
    for before, after in pairwise(releases):
        if after.number != before.number + 1:
            yield _broken(f"{folder}/{after.number}.json", f"Release {before.number + 1}, before this one, is missing.")
        elif after.previous != before.seal:
            message = f"It follows another release {before.number} than the one that stands here."
            yield _broken(f"{folder}/{after.number}.json", message)


def _strangers(
    folder: Path, root: Path, releases: Iterable[Release], acknowledgements: Iterable[Acknowledgement]
) -> Iterator[Problem]:
    """Find acknowledgements of what stands here no more."""
    seals = {release.number: release.seal for release in releases}
    for one in acknowledgements:
        if seals.get(one.release) != one.sealed:
            message = f"{one.by} acknowledged another release {one.release} than the one that stands here."
            yield _broken(f"{folder.relative_to(root).as_posix()}/{one.release}.json", message)


def _broken(file: str, message: str) -> Problem:
    return Problem("history-changed", Place(file), message, _HINT)


@lru_cache(maxsize=4096)
def charter_of(release: Release) -> Charter:
    """Give the charter that a release has frozen. Raises `ValidationError`."""
    return read_charter(dict(release.charter))


def view_on(release: Release, day: date) -> View:
    """Give a release's charter as its client met it on a day, with the public holidays that were known of."""
    charter = charter_of(release)
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
