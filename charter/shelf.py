"""A shelf: finished files that the next build may take again, by the digest of all that they were made of.

Whatever is wrong with it, it is an empty shelf: nothing on it is ever missed, and no build fails for it.
"""

from __future__ import annotations

import os
import re
import threading
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_OURS = re.compile(r"[0-9a-f]{64}\.(kept|\d+-\d+)")
"""A file that was put there, or one that was not put there to its end."""


class Shelf:
    """A folder of files by key, a SHA-256 in hexadecimal. Only files that it has itself put there are ever removed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """Give what was put there under a key, if it is there, whole. Each file begins with the digest of the rest.

        A machine that lost its power can leave a file of the right length without its bytes.
        """
        self._used.add(key)
        with suppress(OSError):
            known, _, data = self._file(key).read_bytes().partition(b"\n")
            if known == _digest(data):
                return data
        return None

    def put(self, key: str, data: bytes) -> None:
        """Put a file there: whole, or not at all."""
        self._used.add(key)
        half = self.folder / f"{key}.{os.getpid()}-{threading.get_ident()}"
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                half.touch(mode=0o600)  # a packet may be one that others read with a passphrase only
                half.write_bytes(_digest(data) + b"\n" + data)
                half.replace(self._file(key))
            except OSError:
                half.unlink(missing_ok=True)  # on a full disk, it would be in the way of what matters

    def tidy(self) -> None:
        """Remove what nobody has asked for since the shelf was opened, and what a killed build has left half written."""
        wanted = {self._file(key).name for key in self._used}
        with suppress(OSError):
            for file in self.folder.iterdir():
                if _OURS.fullmatch(file.name) and file.name not in wanted:
                    with suppress(OSError):
                        file.unlink()

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.kept"


def _digest(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()
