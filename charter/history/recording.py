"""Writing the ledger: a new release, a new acknowledgement. What stands in it is never written again."""

from __future__ import annotations

import os
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
    path, beside = folder / name, folder / f".{name}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _appear(beside, path)
    except FileExistsError:
        raise CharterError(f"{path} is there already; nothing in history/ is written twice.") from None
    except OSError as error:
        raise CharterError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
    return path


def _appear(beside: Path, path: Path) -> None:
    """Let a whole file appear under its name, unless there is one: a rename would take the place of that."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with path.open("xb") as stream:
            stream.write(beside.read_bytes())
