"""The project's secret: what makes clients' addresses unguessable and encrypted pages the same in every build.

It is never part of the project's files, because everybody who may read those would know every client's address. It
comes from the environment, or lies in a file of the project's own folder for what is not published, which version
control leaves out.
"""

from __future__ import annotations

import errno
import hmac
import json
import os
import re
import secrets
import tempfile
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from charter.problem import CharterError

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "CHARTER_SECRET"
FILE = ".charter/secret"
LEAST = 32
"""Letters of a secret. One that Charter makes has 43, for 256 random bits."""
_ADDRESS = re.compile("[a-z2-7]{26}")
_VARIED = 12
"""Different letters of a secret: fewer are a word, a date or a key that was held down."""


@dataclass(frozen=True, slots=True)
class Secret:
    """The secret of one project. It is derived from, never shown: its `repr` is empty."""

    _key: bytes = field(repr=False)
    is_new: bool = False
    """Whether it was made just now."""

    def derive(self, purpose: str, *parts: str) -> bytes:
        """Give 32 bytes that are always the same for a purpose and its parts, and tell nothing of the secret.

        HMAC-SHA256 (RFC 2104) over a list that no other purpose and parts are written as.
        """
        return hmac.digest(self._key, json.dumps([purpose, *parts]).encode(), sha256)


def secret_of(project: Path, environ: Mapping[str, str], site: Path | None = None, *, make: bool = True) -> Secret:
    """Give the project's secret: from the environment, else from its file, which is made where there is none.

    On a CI machine none is made: every run would make another, and all addresses would change each time. Nor is one
    made where a `site` has addresses already, or where nothing is to be made.
    Raises `CharterError` for a secret that could be guessed, or where there can be none.
    """
    if given := environ.get(VARIABLE, "").strip():
        return Secret(_proper(given, f"The environment variable {VARIABLE}"))
    path = project / FILE
    try:
        return Secret(_proper(path.read_text("utf-8").strip(), str(path)))
    except FileNotFoundError:
        if environ.get("CI", "").lower() not in {"", "0", "false"}:
            raise CharterError(
                f"{VARIABLE} is not set. Clients' addresses are made with it, and without it they would change with "
                f"every run here. Store the text of {FILE} of the machine that published first under this name among "
                "the secrets of your CI system."
            ) from None
        if not make:
            raise CharterError(
                f"This project has no secret yet, so no client has an address: the first `charter build` makes {FILE}. If "
                f"there was one, put it back, or set {VARIABLE} to its text."
            ) from None
        if site and _has_addresses(site):
            raise CharterError(
                f"The project's secret, {path}, is gone, and the pages in {site} were made with it: with another one, all "
                f"clients' addresses would change. Put it back, or set {VARIABLE} to its text. If all clients are to have "
                f"new addresses, move {site} away first."
            ) from None
        return _made(path)
    except (OSError, UnicodeDecodeError) as error:
        raise CharterError(
            f"The project's secret, {path}, cannot be read: {_why(error)}. Mend that, or set {VARIABLE}."
        ) from error


def _has_addresses(site: Path) -> bool:
    """Whether a site has folders that are named by a secret."""
    return site.is_dir() and any(_ADDRESS.fullmatch(one.name) for one in site.iterdir())


def _proper(text: str, whose: str) -> bytes:
    if len(text) < LEAST or len(set(text)) < _VARIED:
        raise CharterError(
            f"{whose} holds no secret that is hard to guess: it needs {LEAST} random letters or more, and all clients' "
            "addresses are made with it. If there is a good one already, see that it was copied whole. This makes one: "
            '`python3 -c "import secrets; print(secrets.token_urlsafe())"`.'
        )
    return text.encode()


def _made(path: Path) -> Secret:
    """Write a new secret for its owner's eyes only. Two builds that start at once agree on one."""
    text = secrets.token_urlsafe(32)
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor, half = tempfile.mkstemp(prefix="secret.", dir=path.parent)
        try:
            os.write(descriptor, f"{text}\n".encode())
            os.fsync(descriptor)
            _put(half, path)
        except FileExistsError:
            return Secret(path.read_text("utf-8").strip().encode())
        finally:
            os.close(descriptor)
            Path(half).unlink(missing_ok=True)
    except OSError as error:
        raise CharterError(
            f"The project's secret cannot be kept in {path}: {_why(error)}. Set {VARIABLE}, or make the folder writable."
        ) from error
    return Secret(text.encode(), is_new=True)


def _put(half: str, path: Path) -> None:
    """Give a finished file its name, unless another one has it. Raises `FileExistsError`.

    A second name is given in one step, and never to two files; where the file system knows none, the file is moved.
    """
    try:
        os.link(half, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        Path(half).rename(path)


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "it is no text"
