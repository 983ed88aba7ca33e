"""The new site, while it grows beside the old one."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from charter.artifact import proper
from charter.problem import CharterError
from charter.publish import disk
from charter.publish.names import Spellings, folders, printable
from charter.publish.settle import leftovers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from charter.artifact import Artifact
    from charter.publish.planning import Manifest, Plan


class Stage:
    """A folder on the file system of the site that becomes the site. It is made when the first file needs it."""

    def __init__(self, site: Path, home: Path) -> None:
        self.site = site
        self.home = home
        self._root, self._ready, self._old = leftovers(site, home)
        self._before = disk.walk(site)
        self._known: dict[str, str] = {}
        self._written: set[str] = set()
        self._folders: set[str] = set()

    def take(self, artifacts: Iterable[Artifact]) -> Manifest:
        """Note what was made, one at a time; write down what the site does not have, and hold on to nothing."""
        names = Spellings()
        made = {}
        for artifact in artifacts:
            path, data = proper(artifact.path), artifact.data
            names.add(path)
            made[path] = sha256(data).hexdigest()
            if path in self._before:
                self._known[path] = disk.digest(self.site / path, self._before[path], size=len(data))
            if self._known.get(path) != made[path]:
                self._folder(path)
                disk.write(self._root / path, data)
                self._written.add(path)
        return made

    def on_disk(self) -> Manifest:
        """List the site as it is now. A digest taken before a file changed is no longer known.

        Listed again because rendering takes time, and others may write in the site meanwhile.
        """
        now, before = disk.walk(self.site), self._before
        return {path: self._known.get(path, "") if now[path] == before.get(path) else "" for path in now}

    def check_unchanged(self, decided: Plan) -> None:
        """Stop where somebody changed a file of ours under our hands: its bytes are no longer at hand."""
        for path in decided.write:
            if path not in self._written:
                raise CharterError(
                    f"{printable(self.site / path)} was changed by somebody else during the build. Build again."
                )

    def fill(self, decided: Plan) -> None:
        """Complete the stage: what is kept and what others own are the very same files under a second name.

        A file of others that cannot have two names is moved right after the switch instead. Others come last, so
        that they have the least time to change what has been listed.
        """
        self._root.mkdir(mode=0o755, exist_ok=True)
        for path in decided.keep:
            if path not in self._written:
                self._folder(path)
                if not disk.link(self.site / path, self._root / path):
                    disk.copy(self.site / path, self._root / path)
        for path in decided.foreign:
            self._folder(path)
            if not path.endswith("/"):
                with suppress(FileNotFoundError):  # taken away meanwhile by whoever owns it
                    disk.link(self.site / path, self._root / path)
        self._dress(decided)
        disk.flush(self._root)

    def switch(self) -> None:
        """Put the finished stage in the place of the site.

        Where two names cannot be exchanged, two renames must do: if the second does not happen, the first is undone,
        by this build or, if it was killed, by the next.
        """
        self._root.rename(self._ready)
        if not self.site.exists():
            self._ready.rename(self.site)
        elif not disk.exchange(self._ready, self.site):
            self.site.rename(self._old)
            self._ready.rename(self.site)

    def _folder(self, path: str) -> None:
        """Make the folders that a path stands in, open to readers whatever the user's mask is."""
        missing = [folder for folder in folders(path) if folder not in self._folders]
        self._root.mkdir(mode=0o755, exist_ok=True)
        for folder in reversed(missing):
            (self._root / folder).mkdir(mode=0o755, exist_ok=True)
            (self._root / folder).chmod(0o755)
            self._folders.add(folder)

    def _dress(self, decided: Plan) -> None:
        """Give folders that exist the mode and owner that they have, and those of others their times too."""
        self._root.chmod(0o755)
        ours = {folder for path in decided.manifest for folder in folders(path)} | {""}
        for folder in sorted({"", *self._folders}, reverse=True):
            with suppress(FileNotFoundError, NotADirectoryError):
                _dress(self.site / folder, self._root / folder, ours=folder in ours)


def _dress(known: Path, fresh: Path, *, ours: bool) -> None:
    facts = known.lstat()
    if not stat.S_ISDIR(facts.st_mode):
        return
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(fresh, facts.st_uid, facts.st_gid)
    if ours:
        fresh.chmod(facts.st_mode & 0o7777)
    else:
        shutil.copystat(known, fresh)
