"""Writing the ledger: a new release, a new acknowledgement. What stands in it is never written again."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from charter.diff.meaning import digest
from charter.history.forms import read_release, write_acknowledgement, write_release
from charter.history.ledger import days_off
from charter.history.reading import FOLDER
from charter.history.release import Acknowledgement, Release
from charter.history.retelling import told
from charter.model.writing import written
from charter.problem import CharterError
from charter.worktime.zones import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from charter.history.standing import Standing
    from charter.model.charter import Charter

_KNOWN_FOR = timedelta(days=3 * 366)
"""So long ahead of a release, the public holidays of its time are kept with it."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """When and why a release is made: its day, a note for the client, and the day from which what is worse holds."""

    made: date
    note: str
    effective: date | None = None


def release_of(standing: Standing, charter: Charter, frozen: Frozen) -> Release:
    """Freeze a working charter as the next release of its client."""
    latest = standing.release
    until = min(frozen.made + _KNOWN_FOR, date(YEARS[-1], 12, 31))
    starts = frozen.effective or max((note.starts for note in standing.owned), default=frozen.made)
    plain = written(charter)
    release = Release(
        client=charter.client.id,
        number=latest.number + 1 if latest else 1,
        made=frozen.made,
        effective=max(starts, frozen.made),
        note=frozen.note,
        meaning=digest(charter, frozen.made),
        charter=plain if isinstance(plain, dict) else {},
        days_off=days_off(charter, frozen.made - timedelta(days=400), until),
        known_until=until,
        owned=standing.owned,
        changes=tuple(told(change) for change in standing.unreleased),
        previous=latest.seal if latest else "",
    )
    return read_release(write_release(release))


def record(root: Path, release: Release) -> Path:
    """Write a release into the ledger, and give its file."""
    return _write(root / FOLDER / release.client, f"{release.number}.json", write_release(release))


def acknowledge(root: Path, release: Release, by: str, on: date) -> Path:
    """Write into the ledger that somebody has agreed to a release, and give the file."""
    made = Acknowledgement(release.client, release.number, release.meaning, release.seal, by, on)
    folder, number = root / FOLDER / release.client, 1
    while (folder / f"{release.number}.acknowledged-{number}.json").exists():
        number += 1
    return _write(folder, f"{release.number}.acknowledged-{number}.json", write_acknowledgement(made))


def _write(folder: Path, name: str, data: bytes) -> Path:
    """Write a new file whole or not at all; one that is there already is left as it is."""
    path = folder / name
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder.parent):
            _appear(path, data)
    except FileExistsError:
        raise CharterError(f"{path} is there already; nothing in history/ is written twice.") from None
    except OSError as error:
        raise CharterError(f"{path} cannot be written: {error.strerror}.") from error
    return path


def _appear(path: Path, data: bytes) -> None:
    """Let a whole file appear under its name, unless there is one, and a new client's folder with its file in it.

    An empty folder would look as if somebody had taken away what was promised. What a killed release left half is
    written anew.
    """
    if os.path.lexists(path):
        raise FileExistsError
    half = path.parent.with_name(f".{path.parent.name}.half")
    _remove(half)
    try:
        half.mkdir()
        with (half / path.name).open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.parent.is_dir():
            (half / path.name).rename(path)
        else:
            half.rename(path.parent)
        _make_last(path.parent)
    finally:
        _remove(half)


def _remove(half: Path) -> None:
    if os.path.lexists(half):
        shutil.rmtree(half)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other releases waiting while a file is written. Systems that know no such lock never rename over a file."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _make_last(folder: Path) -> None:
    """Wait until the names in a folder, and its own, are on the disk, where a system can say so."""
    for path in (folder, folder.parent):
        with suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
