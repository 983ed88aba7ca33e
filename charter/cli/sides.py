"""The two sides of `charter diff`: charters of all clients as they are in the files, in a release, on a day, or in git."""

from __future__ import annotations

import re
import tarfile
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.git import git
from charter.problem import CharterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from charter.diff import Route, View
    from charter.history import History, Ledger, Release
    from charter.loaded import Loaded
    from charter.problem import KeyPath

WORKING = "."
RELEASE = "release"
_PARTS = ("content", "templates", "history")


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what people call it, and the charters of its clients.

    `unread` are clients whose files have errors, and `broken` those whose releases are not what was once released.
    `is_last`: whether it is the last release of each.
    `back` are changes since the last release, by client, that only take back what was announced and never held.
    """

    name: str
    views: dict[str, View]
    unread: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    is_last: bool = False
    back: Mapping[str, frozenset[tuple[KeyPath, Route]]] = field(default_factory=dict)


def side(root: Path, loaded: Loaded, text: str, day: date) -> Side:
    """Find what a word of the command line names. Raises `CharterError` for what is neither of all that."""
    if text == WORKING:
        return working(loaded, day, "the files")
    if text == RELEASE:
        return replace(_released("the last release", loaded.history, day, lambda one: one.latest), is_last=True)
    if re.fullmatch(r"[1-9][0-9]{0,5}", text):
        number = int(text)
        if not any(_numbered(ledger, number) for ledger in loaded.history.ledgers.values()):
            raise CharterError(f"No client has a release {number}: `charter status` says which there are.")
        return _released(f"release {number}", loaded.history, day, lambda ledger: _numbered(ledger, number))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _on_day(loaded.history, text, day)
    return in_git(root, text, day)


def working(loaded: Loaded, day: date, name: str) -> Side:
    """Give the charters that the files say."""
    from charter.diff import view_of

    sound = {ident: one.charter for ident, one in loaded.clients.items() if one.charter and one.decoded.is_sound}
    views = {ident: view_of(charter, day) for ident, charter in sound.items()}
    return Side(name, views, frozenset(loaded.clients.keys() - sound.keys()), back=dict(_taken_back(loaded)))


def _taken_back(loaded: Loaded) -> Iterator[tuple[str, frozenset[tuple[KeyPath, Route]]]]:
    from charter.history import key_of

    for ident, one in loaded.clients.items():
        if one.standing:
            yield ident, frozenset(key_of(change) for change in one.standing.unreleased if change.is_withdrawn)


def _numbered(ledger: Ledger, number: int) -> Release | None:
    return next((one for one in ledger.releases if one.number == number), None)


def _released(name: str, history: History, day: date, find: Callable[[Ledger], Release | None]) -> Side:
    from charter.history import view_on

    found = {ident: find(ledger) for ident, ledger in history.ledgers.items() if ident not in history.broken}
    views = {ident: view_on(release, day) for ident, release in found.items() if release}
    return Side(name, views, broken=history.broken)


def _on_day(history: History, text: str, day: date) -> Side:
    from charter.diff import view_of
    from charter.history import stood

    try:
        then = date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{text} is no day of the calendar.") from None
    sound = {ident: ledger for ident, ledger in history.ledgers.items() if ident not in history.broken}
    charters = {ident: stood(ledger, then) for ident, ledger in sound.items()}
    views = {ident: view_of(one, day) for ident, one in charters.items() if one}
    return Side(f"what stood on {then}", views, broken=history.broken)


def in_git(root: Path, revision: str, day: date) -> Side:
    """Give the charters that the files said in a revision of git."""
    from charter import pipeline

    with _checked_out(root, revision) as folder:
        loaded = pipeline.load(folder, today=lambda _zone: day)
        return working(loaded, day, revision)


@contextmanager
def _checked_out(root: Path, revision: str) -> Iterator[Path]:
    """Lay the project of a revision out in a folder of its own, which goes when it is read."""
    listed = _git(root, "ls-tree", "--name-only", revision, "--", *(f"{part}" for part in _PARTS), revision=revision)
    parts = [part for part in _PARTS if part in listed.decode().split("\n")]
    if "content" not in parts:
        raise CharterError(f"There is no project here in `{revision}`: it has no folder `content`.")
    packed = _git(root, "archive", "--format=tar", revision, "--", *parts, revision=revision)
    with tempfile.TemporaryDirectory(prefix="charter-") as folder:
        try:
            with tarfile.open(fileobj=BytesIO(packed)) as archive:
                archive.extractall(folder, filter="data")
        except tarfile.TarError as error:
            raise CharterError(f"The project of `{revision}` has links that lead out of it: {error}.") from error
        if not (Path(folder) / "content" / "agency.yaml").is_file():
            raise CharterError(f"There is no project here in `{revision}`: it has no content/agency.yaml.")
        yield Path(folder)


def _git(root: Path, *words: str, revision: str) -> bytes:
    if revision.startswith("-"):
        raise click.UsageError(f"There is no option {revision}.")
    done = git(root, *words)
    if done is None:
        raise CharterError(f"`{revision}` is no release and no date, and there is no git here to ask.")
    if done.returncode:
        message = f"`{revision}` is no release, no date and no revision of git. Write `.` for the files as they are, `release`, the number of a release, a date such as 2026-11-30, or a revision such as `main`."
        raise CharterError(message)
    return done.stdout
