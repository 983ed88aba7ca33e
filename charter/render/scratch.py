"""A folder for files that the packet's engine reads from disk only: unpacked fonts, pictures that are no text."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

_FIRST = threading.Lock()
_PREFIX = "charter-"
_HELD = ".charter-holds-this"
"""A file that is locked as long as the program lives, whatever it dies of."""


def scratch() -> Path:
    """Give the folder, which is made when it is needed first, and goes when the program ends."""
    with _FIRST:  # two threads that both made one would lose one of them, and what is in it
        return Path(_folder().name)


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    with suppress(ImportError, OSError):  # without such locks, what a killed program leaves stays
        _clear(Path(folder.name).parent)
        _hold(Path(folder.name))
    return folder


def _hold(folder: Path) -> None:
    """Lock the folder's own file, which has its name only once it is locked. The lock ends with the program."""
    import fcntl

    fresh = folder / f"{_HELD}.new"
    fcntl.flock(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), fcntl.LOCK_EX)
    fresh.rename(folder / _HELD)


def _clear(above: Path) -> None:
    """Remove the folders of this user's programs that were killed: nobody holds those any more."""
    import fcntl

    for folder in above.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            descriptor = os.open(folder / _HELD, os.O_RDWR | os.O_NOFOLLOW)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if folder.lstat().st_uid == os.getuid():
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(descriptor)


def digest(data: bytes) -> str:
    """Give a short name for some bytes, under which they are there once for all who need them."""
    return hashlib.sha256(data).hexdigest()[:16]


def put(name: str, data: bytes) -> None:
    """Put a file there. Its name tells what is in it, so one that is there already is the same, and many may write."""
    path = scratch() / name
    if not path.exists():
        half = path.with_name(f"{name}.{threading.get_ident()}.half")
        half.write_bytes(data)
        half.replace(path)
