"""The few things that are done to a disk. Each is one step that either happened or did not."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
from contextlib import suppress
from functools import cache
from hashlib import file_digest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
"""What kernels, file systems and containers say that do not know the exchange of two names."""
CANNOT_LINK = {errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""What file systems say that know no second name for a file, or have no room for one more."""


class Facts(NamedTuple):
    """Enough to see that a file is not what it was, and little enough to be kept for every file."""

    inode: int
    size: int
    modified: int
    plain: bool


Tree = dict[str, Facts | None]
"""Every path under a folder. A folder that holds nothing is `name/`: None."""


def walk(root: Path) -> Tree:
    """List a tree without following a link. What vanishes meanwhile was not there."""
    tree: Tree = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        empty = True
        with suppress(FileNotFoundError), os.scandir(root / folder) as entries:
            for entry in entries:
                empty = False
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{folder}{entry.name}/")
                else:
                    tree[folder + entry.name] = _facts(entry.stat(follow_symlinks=False))
        if empty and folder:
            tree[folder] = None
    return tree


def _facts(known: os.stat_result) -> Facts:
    return Facts(known.st_ino, known.st_size, known.st_mtime_ns, stat.S_ISREG(known.st_mode))


def digest(path: Path, facts: Facts | None, *, size: int) -> str:
    """Give the digest of a plain file of this size. Others cannot be equal, and some of them never end."""
    if facts is None or not facts.plain or facts.size != size:
        return ""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def write(path: Path, data: bytes, *, mode: int = 0o644, durable: bool = False) -> None:
    """Write a new file. The mode is ours, not that of the user's mask; an error names the path."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        path.chmod(mode)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def link(source: Path, target: Path) -> bool:
    """Give a file a second name. False where the file system cannot."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in CANNOT_LINK:
            raise
        return False
    return True


def copy(source: Path, target: Path) -> None:
    """Copy a file of ours where it cannot be linked."""
    shutil.copyfile(source, target, follow_symlinks=False)
    target.chmod(0o644)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step (Linux). False where that cannot be done."""
    try:
        _renameat2(os.fsencode(one), os.fsencode(other))
    except OSError as error:
        if error.errno not in CANNOT_EXCHANGE:
            raise OSError(error.errno, error.strerror, str(other)) from error
        return False
    return True


def _renameat2(one: bytes, other: bytes) -> None:
    call = getattr(_libc(), "renameat2", None)
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def flush(root: Path) -> None:
    """Wait until everything on the file system of a folder is on its disk.

    One call for the whole file system: seven thousand small files take 0.1 s so, and 2-3 s with one `fsync` each.
    """
    call = getattr(_libc(), "syncfs", None)
    if call is None:
        if hasattr(os, "sync"):
            os.sync()
        return
    descriptor = os.open(root, os.O_RDONLY)
    try:
        if call(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(root))
    finally:
        os.close(descriptor)


def flush_folder(path: Path) -> None:
    """Make the names in a folder last. Systems that cannot open a folder do so by themselves."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        os.close(descriptor)


@cache
def _libc() -> ctypes.CDLL | None:
    """The C library of a Unix; on Windows there is none to ask."""
    return None if os.name == "nt" else ctypes.CDLL(None, use_errno=True)


def remove(tree: Path) -> None:
    """Remove a tree of ours, closed folders too, without following a link. One that is not there is fine."""
    try:
        entries = list(os.scandir(tree))
    except FileNotFoundError:
        return
    except PermissionError:
        tree.chmod(0o700)
        entries = list(os.scandir(tree))
    if not os.access(tree, os.W_OK | os.X_OK):
        tree.chmod(0o700)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            remove(tree / entry.name)
        else:
            (tree / entry.name).unlink()
    tree.rmdir()
