"""What is ours, written down beside the site, and the lock that lets one build at a time change it.

The ledger lists the path of every client. It therefore never lies in the published tree, and its folder is closed
to other users of the machine (security: "a build manifest inside the published tree lists every URL").
"""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from charter.artifact import proper
from charter.problem import CharterError
from charter.publish import disk
from charter.publish.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from charter.publish.planning import Manifest

VERSION = 1
DIGEST_LENGTH = 64
PAUSE = 0.05
"""Seconds between two tries for the lock: too short to be felt, too long to keep a machine busy."""


class Ledger:
    """The list of our files in one site, as it stands on disk."""

    def __init__(self, home: Path, name: str) -> None:
        self.path = home / f"{name}.json"
        self._beside = home / f"{name}.tmp"
        self.damaged = False

    def read(self) -> Manifest:
        """Read what is ours. A ledger that cannot be understood is an empty one: then nothing is ours."""
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        try:
            return _decode(text)
        except (ValueError, RecursionError):
            self.damaged = True
            return {}

    def write(self, manifest: Manifest) -> None:
        """Replace the ledger whole, on disk before this returns. One that says the same is not touched."""
        text = _encode(manifest)
        with suppress(FileNotFoundError):
            if self.path.read_bytes() == text:
                return
        with suppress(FileNotFoundError):
            self._beside.unlink()
        disk.write(self._beside, text, mode=0o600, durable=True)
        self._beside.replace(self.path)
        disk.flush_folder(self.path.parent)


def _encode(manifest: Manifest) -> bytes:
    """Equal manifests are equal bytes, wherever and whenever."""
    content = {"files": dict(manifest), "version": VERSION}
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _decode(text: bytes) -> Manifest:
    """Take a ledger at its word only if all of it makes sense: a path out of the site would be a trap."""
    content = json.loads(text)
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise ValueError("not a ledger of this version")
    files = content.get("files")
    if not isinstance(files, dict):
        raise ValueError("no list of files")  # noqa: TRY004  one kind of error: damaged
    for path, digest in files.items():
        if not isinstance(digest, str) or len(digest) != DIGEST_LENGTH:
            raise ValueError("not a digest")
        proper(path)
    return files


@contextmanager
def locked(home: Path, name: str, *, patience: float) -> Iterator[None]:
    """Hold the site for one build. The lock dies with its holder: it is `flock`, not the existence of a file.

    Where the system has no `flock`, two builds at once are the user's affair, as with every other generator.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = os.open(home / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        deadline = time.monotonic() + patience
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            if time.monotonic() > deadline:
                raise CharterError(
                    f"Another build is writing {printable(home.parent / name)} and has not finished after "
                    f"{patience:g} seconds. Wait for it, or choose another --output."
                )
            time.sleep(PAUSE)
        yield
    finally:
        os.close(descriptor)
