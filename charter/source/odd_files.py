"""Files that are none: links to nowhere or out of the project, pipes, folders that are called like files, whole disks."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from charter.problem import CharterError
from charter.source.text import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {".css", ".html", ".js", ".json", ".otf", ".po", ".ttf", ".typ"}
_MOST_BYTES = 32 << 20
"""More than the largest font has; a template has a thousandth of it."""


def refuse_odd_files(root: Path) -> None:
    """Raise `CharterError` for the first file of a project that would keep its reader for ever, or break it.

    The texts in `content/` are looked at one by one, and what is wrong with them are findings.
    """
    own = (path for path in sorted((root / ".charter").glob("*")) if not path.is_dir())
    for path in (*_files(root / "templates"), *_files(root / "history"), *own):
        try:
            found = path.stat()
        except OSError as error:
            raise _refused(path, f"cannot be read: {error.strerror}") from error
        if not stat.S_ISREG(found.st_mode):
            raise _refused(path, "is no ordinary file")
        if found.st_size > _MOST_BYTES:
            raise _refused(path, f"is larger than {_MOST_BYTES >> 20} MB")


def read_ordinary(root: Path, path: Path) -> bytes | None:
    """Read a file as far as texts go; None where it is no ordinary file inside the project."""
    try:
        if not path.resolve().is_relative_to(root.resolve()) or not stat.S_ISREG(path.stat().st_mode):
            return None
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except RuntimeError:  # how some versions of Python tell of links in a circle
        return None
    except OSError as error:
        if path.is_symlink():
            return None
        raise CharterError(
            f"{path} cannot be read: {error.strerror}. Check that the file exists and you may open it."
        ) from error


def text_for_excerpts(root: Path, file: str) -> str | None:
    """Read the text of any file of the project, for what is shown of it below a finding; None where there is none."""
    try:
        data = read_ordinary(root, root / file)
    except CharterError:
        return None
    return data.decode("utf-8", "replace") if data is not None else None


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(here, name) for name in sorted([*folders, *files]) if Path(name).suffix in _KINDS)


def _refused(path: Path, why: str) -> CharterError:
    return CharterError(f"{path} {why}, so nothing can be made with it. Put the file itself there.")
