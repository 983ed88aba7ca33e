"""Reading `history/`: the ledgers of all clients, and what is wrong with their files."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from charter.diff import Verdict
from charter.history.checkout import lost
from charter.history.forms import BadFile, read_acknowledgement, read_release
from charter.history.ledger import History, Ledger, charter_of, view_on
from charter.history.release import Acknowledgement, Release
from charter.model.relation import State
from charter.problem import CharterError, Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from datetime import date
    from pathlib import Path

FOLDER = "history"
_FILE = re.compile(r"(?P<number>[1-9][0-9]{0,5})(?P<acknowledged>\.acknowledged-[1-9][0-9]{0,5})?\.json")
_SHORTEST = {"commitments": 3, "calendars": 3}
"""So many steps a path has at least that begins so."""
_HINT = "Bring it back from your version control: nothing in history/ is ever edited."


def read(root: Path) -> History:
    """Read all releases of a project. A file that was tampered with is a problem, and is left out."""
    ledgers, problems = {}, []
    for folder in _folders(root / FOLDER):
        ledger, found = _read_client(root, folder)
        ledgers[folder.name] = ledger
        problems += found
    problems += lost(root, FOLDER, {problem.place.file for problem in problems})
    return History(ledgers, tuple(problems))


def gone(history: History, clients: Container[str], day: date | None) -> Iterator[Problem]:
    """Find clients who were promised something and have no file any more, although nothing says that they left."""
    for ident, ledger in history.ledgers.items():
        latest = ledger.latest
        if ident in clients or latest is None or day is None:
            continue
        client = charter_of(latest).client
        if client.state is State.FORMER or (client.until and client.until < day):
            continue
        place = Place(f"{FOLDER}/{ident}/{latest.number}.json")
        message = (
            f"`{ident}` was promised release {latest.number} and has no file in content/clients, so its pages would go."
        )
        hint = "Bring the file back, under this name; for a client who left, first release it with `until:`, then delete it."
        yield Problem("gone-client", place, message, hint, Severity.WARNING)


def _folders(folder: Path) -> list[Path]:
    if folder.exists() and not folder.is_dir():
        raise CharterError(f"{folder} should be a folder: releases are kept in it.")
    return [path for path in _inside(folder) if path.is_dir()] if folder.exists() else []


def _inside(folder: Path) -> list[Path]:
    """Give what lies in a folder, in order; what is hidden there belongs to other programs."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise CharterError(f"{folder} cannot be read: {error.strerror}.") from error


def _read_client(root: Path, folder: Path) -> tuple[Ledger, list[Problem]]:
    found: list[Release | Acknowledgement] = []
    problems = list(_emptied(root, folder))
    for path in _inside(folder):
        file = path.relative_to(root).as_posix()
        try:
            found.append(_read_file(path))
        except BadFile as error:
            message = f"{error} What was promised would be unsure."
            problems.append(Problem("history-changed", Place(file), message, _HINT))
    releases = sorted((one for one in found if isinstance(one, Release)), key=lambda one: one.number)
    words = sorted((one for one in found if isinstance(one, Acknowledgement)), key=lambda one: (one.on, one.release))
    where = folder.relative_to(root).as_posix()
    problems += [*_breaks(where, releases), *_strangers(where, releases, words)]
    if releases and (unread := list(_unread(where, releases[-1]))):
        return Ledger(folder.name), [*problems, *unread]
    return Ledger(folder.name, tuple(releases), tuple(words)), problems


def _emptied(root: Path, folder: Path) -> Iterator[Problem]:
    """Find a folder in which nothing is left; one in which a release was interrupted is none."""
    if not _inside(folder) and not any(path.suffix == ".half" for path in folder.iterdir()):
        message = f"This folder is empty, as if nothing had ever been promised to `{folder.name}`."
        hint = f"{_HINT} If nothing was ever released for this client, delete the empty folder."
        yield Problem("history-changed", Place(folder.relative_to(root).as_posix()), message, hint)


def _read_file(path: Path) -> Release | Acknowledgement:
    name = _FILE.fullmatch(path.name)
    if name is None:
        raise BadFile("Charter does not write files of this name here.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CharterError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        if name["acknowledged"]:
            return read_acknowledgement(data)
        return _whole(read_release(data), path.parent.name, int(name["number"]))
    except BadFile:
        raise
    except (ValueError, TypeError, LookupError, AttributeError):  # sealed, and still no release
        raise BadFile("It is no file that `charter release` or `charter acknowledge` has written.") from None


def _whole(release: Release, client: str, number: int) -> Release:
    """Refuse a release that was moved here from elsewhere, or tells of changes that are none."""
    if (release.client, release.number) != (client, number):
        raise BadFile(f"It is release {release.number} of `{release.client}`, under another name.")
    for told in release.changes:
        if told.verdict not in set(Verdict) or len(told.path) < _SHORTEST.get(told.path[0], 1):
            raise BadFile("It tells of changes that are none.")
    if not isinstance(release.charter["client"], dict):
        raise BadFile("It names no client.")
    return release


def _unread(folder: str, release: Release) -> Iterator[Problem]:
    """Find out whether the last release can be read; older ones are read when somebody asks for them."""
    try:
        view_on(release, release.made)
    except (CharterError, ValueError, TypeError, LookupError, AttributeError):
        yield _broken(f"{folder}/{release.number}.json", "This version of Charter cannot read the promises in it.")


def _breaks(folder: str, releases: list[Release]) -> Iterator[Problem]:
    """Find where the chain of releases is broken: one is missing, or another one stood there."""
    if releases and releases[0].number != 1:
        yield _broken(f"{folder}/{releases[0].number}.json", "The releases before this one are missing.")
    for before, after in pairwise(releases):
        if after.number != before.number + 1:
            yield _broken(f"{folder}/{after.number}.json", f"Release {before.number + 1}, before this one, is missing.")
        elif after.made < before.made:
            yield _broken(f"{folder}/{after.number}.json", "It says that it was made before the one that it follows.")
        elif after.previous != before.seal:
            message = f"It follows another release {before.number} than the one that stands here."
            yield _broken(f"{folder}/{after.number}.json", message)


def _strangers(folder: str, releases: list[Release], words: Iterable[Acknowledgement]) -> Iterator[Problem]:
    """Find acknowledgements of what stands here no more."""
    seals = {release.number: release.seal for release in releases}
    for one in words:
        if seals.get(one.release) != one.sealed:
            message = f"{one.by} acknowledged another release {one.release} than the one that stands here."
            yield _broken(f"{folder}/{one.release}.json", message)


def _broken(file: str, message: str) -> Problem:
    return Problem("history-changed", Place(file), message, _HINT)
