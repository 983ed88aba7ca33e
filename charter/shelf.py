"""A shelf: finished files that the next build may take again, by the digest of all that they were made of.

Whatever is wrong with it, it is an empty shelf: nothing on it is ever missed, and no build fails for it.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Shelf:
    """A folder of files by key, a hex digest. Only files that it has itself put there are ever removed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """Give what was put there under a key, if it is there, whole."""
        self._used.add(key)
        with suppress(OSError):
            data = self._file(key).read_bytes()
            length, _, rest = data.partition(b"\n")
            if length.isdigit() and int(length) == len(rest):
                return rest
        return None

    def put(self, key: str, data: bytes) -> None:
        """Put a file there: whole, or not at all."""
        self._used.add(key)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            half = self.folder / f"{key}.{os.getpid()}-{threading.get_ident()}"
            half.write_bytes(b"%d\n" % len(data) + data)
            half.replace(self._file(key))

    def tidy(self) -> None:
        """Remove what nobody has asked for since the shelf was opened."""
        with suppress(OSError):
            for file in self.folder.iterdir():
                if file.name.partition(".")[0] not in self._used:
                    with suppress(OSError):
                        file.unlink()

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.kept"
