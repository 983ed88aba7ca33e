"""A new passphrase: made of chance alone, and kept where only its owner reads."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from charter.problem import CharterError

if TYPE_CHECKING:
    from collections.abc import Iterator

ALPHABET = "bcdfghjkmnpqrstvwxyz"
"""Letters that are not taken for one another on paper, and without vowels, of which no word of any language comes out."""
_GROUPS, _IN_A_GROUP = 5, 4


def made() -> str:
    """Make a passphrase: five groups of four letters are 86 bits, more than six words out of 7,776.

    Groups rather than words: they are as good in every language that clients read, they are quickly typed on a phone
    without looking for signs and digits, and nobody takes them for a sentence that may be put in other words.
    """
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(_IN_A_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def keep(path: Path, ident: str, phrase: str) -> None:
    """Write a client's passphrase into the file of passphrases, in place of a former one. All else stays as it is."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(path.parent):
            lines = path.read_text("utf-8-sig").splitlines() if path.exists() else []
            kept = [line for line in lines if line.partition(":")[0].strip() != ident]
            _replace(path, "".join(f"{line}\n" for line in [*kept, f"{ident}: {phrase}"]))
    except (OSError, UnicodeDecodeError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or "it is no text"
        raise CharterError(f"The passphrase cannot be kept in {path}: {why}.") from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder while its file is read and written anew, so that two commands at once lose no passphrase."""
    try:
        import fcntl
    except ImportError:  # a system where that is the user's affair
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _replace(path: Path, text: str) -> None:
    """Write the file whole or not at all, for its owner's eyes only."""
    descriptor, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    half = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
