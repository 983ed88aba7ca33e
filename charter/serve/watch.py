"""Notices edits: looks at the folders ten times a second and waits until a burst of changes is over.

Livereload's own watcher passes over new files that carry an old date (a copy, a checkout, an undo), so this one stands
in its place.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Snapshot = dict[str, tuple[int, int, int]]
"""Path -> when it was changed, its size, its number on the disk."""

_LOOK = 0.1  # seconds between two looks
_QUIET = 0.2  # seconds without a change that end a burst
_PATIENCE = 10  # so many quiet times at most: a file that is written without a pause must not hold up all others
_SHARE = 5  # of a large project's time, looking takes a fifth at most

# Hidden files (vim's .swp, Emacs' .#lock), backups, temporary files of editors and synchronisers.
_PASSING = re.compile(
    r"\..*|.*~|#.*#|4913|.*\.(tmp|temp|bak|orig|sw[a-z]|part|crdownload)|.*___jb_(tmp|old)___", re.IGNORECASE
)


class Watch:
    """Remembers how the folders were, and waits until they are otherwise."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._seen = snapshot(folders)

    def wait(self) -> None:
        """Sleep until there was an edit. One that comes before the next call counts for that call."""
        pause = _LOOK
        while True:
            time.sleep(pause)
            started = time.perf_counter()
            if self.changed():
                return
            pause = max(_LOOK, _SHARE * (time.perf_counter() - started))

    def changed(self) -> bool:
        """Look once. If there is an edit, stay until the burst that it may be part of is over."""
        now = snapshot(self._folders)
        if now == self._seen:
            return False
        self._seen = self._settled(now)
        return True

    def _settled(self, now: Snapshot) -> Snapshot:
        for _ in range(_PATIENCE):
            time.sleep(_QUIET)
            last, now = now, snapshot(self._folders)
            if last == now:
                break
        return now


def snapshot(folders: Sequence[Path]) -> Snapshot:
    """Give what tells one state of the folders from another. A folder that is not there has no files."""
    found: Snapshot = {}
    for folder in folders:
        for parent, names, files in os.walk(folder):
            names[:] = [name for name in names if not passing(name)]
            for name in files:
                if not passing(name):
                    _note(Path(parent, name), found)
    return found


def passing(name: str) -> bool:
    """Tell the files that editors leave behind and take away again from those that people write."""
    return _PASSING.fullmatch(name) is not None


def _note(path: Path, found: Snapshot) -> None:
    try:
        status = path.stat()
    except OSError:  # gone since it was listed, or a link to nowhere: the same as not there
        return
    found[str(path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
