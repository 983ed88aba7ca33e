"""A folder for files that the packet's engine reads from disk only: unpacked fonts, pictures that are no text."""

from __future__ import annotations

import hashlib
import tempfile
import threading
from functools import lru_cache
from pathlib import Path

_FIRST = threading.Lock()


def scratch() -> Path:
    """Give the folder, which is made when it is needed first, and goes when the program ends."""
    with _FIRST:  # two threads that both made one would lose one of them, and what is in it
        return Path(_folder().name)


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="charter-", ignore_cleanup_errors=True)


def digest(data: bytes) -> str:
    """Give a short name for some bytes, under which they are there once for all who need them."""
    return hashlib.sha256(data).hexdigest()[:16]


def put(name: str, data: bytes) -> None:
    """Put a file there. Its name tells what is in it, so one that is there already is the same, and many may write."""
    path = scratch() / name
    if not path.exists():
        half = path.with_name(f"{name}.{digest(data)}.half")
        half.write_bytes(data)
        half.replace(path)
