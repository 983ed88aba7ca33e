"""Clients' passphrases: where they lie, which never is among the files that people share, and which of them are refused.

They come from the environment, one variable a client, or from a file of the project's own folder for what is not
published. A line of that file is a client's id, a colon and the passphrase. None is ever printed by what reads them.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from charter.problem import CharterError
from charter.vault.sealing import typed
from charter.vault.strength import weakness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VARIABLE = "CHARTER_PASSPHRASE_"
FILE = ".charter/passphrases"
FILE_VARIABLE = "CHARTER_PASSPHRASES"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Guarded:
    """A client whose pages a passphrase opens, and the names that are no passphrase for them."""

    ident: str
    names: tuple[str, ...]


def variable_of(ident: str) -> str:
    """Give the environment variable of a client: CHARTER_PASSPHRASE_HARBOR_AND_PINE."""
    return VARIABLE + ident.upper().replace("-", "_")


def file_of(root: Path, environ: Mapping[str, str]) -> Path:
    """Give the file of passphrases: the project's own, or the one that the environment names."""
    return Path(environ[FILE_VARIABLE]) if environ.get(FILE_VARIABLE) else root / FILE


def written(path: Path) -> dict[str, str]:
    """Read the file of passphrases; where there is none, there are none. Raises `CharterError` for one that is wrong."""
    try:
        text = path.read_text("utf-8-sig")
        mode = path.stat().st_mode
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or "it is no text"
        raise CharterError(f"The passphrases in {path} cannot be read: {why}.") from error
    if os.name == "posix" and path.parts[-2:] == Path(FILE).parts and mode & _OTHERS:
        raise CharterError(f"Others on this machine may read the passphrases in {path}: `chmod 600 {path}`.")
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        ident, colon, phrase = (part.strip() for part in line.partition(":"))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not (colon and ident and phrase):
            raise CharterError(f"{path}:{number} is no passphrase: write the client's id, a colon, and the passphrase.")
        if ident in found:
            raise CharterError(f"{path}:{number} is a second passphrase of `{ident}`: delete one of the two.")
        found[ident] = phrase
    return found


def phrases_of(
    clients: Iterable[Guarded], root: Path, environ: Mapping[str, str], texts: Mapping[str, str]
) -> dict[str, str]:
    """Give each client's passphrase. Raises one `CharterError` with all that is wrong with any of them.

    `texts` are the project's files, in which none may stand: whoever reads along there would know it.
    """
    kept = written(file_of(root, environ))
    every = {one.ident: environ.get(variable_of(one.ident), "").strip() or kept.get(one.ident, "") for one in clients}
    troubles = [f"  {one.ident}: {trouble}" for one in clients for trouble in _troubles(one, every, texts)]
    if troubles:
        head = "Nothing was published, since pages that a passphrase opens have none, or a bad one:"
        raise CharterError("\n".join([head, *troubles]))
    return every


def known(root: Path, environ: Mapping[str, str]) -> tuple[list[str], str]:
    """Give all passphrases there are here, and their file as seen from the project, for finding where else they stand."""
    path = file_of(root, environ)
    own = [value.strip() for name, value in environ.items() if name.startswith(VARIABLE)]
    with suppress(CharterError):
        own += written(path).values()
    inside = path.absolute().is_relative_to(root.absolute())
    return sorted({one for one in own if one}), str(path.absolute().relative_to(root.absolute())) if inside else ""


def missing(clients: Iterable[Guarded], root: Path, environ: Mapping[str, str]) -> list[str]:
    """Give the ids of clients that have no passphrase here."""
    kept = written(file_of(root, environ))
    return [one.ident for one in clients if one.ident not in kept and not environ.get(variable_of(one.ident))]


def _troubles(one: Guarded, every: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    """Say what is wrong with the passphrase of a client, and what mends it."""
    phrase = every[one.ident]
    make = f"`charter passphrase {one.ident}` makes a good one and keeps it in {FILE}"
    if not phrase:
        yield f"it has none. {make}; elsewhere, set {variable_of(one.ident)} to it."
        return
    again = make.replace(one.ident, f"{one.ident} --replace")
    if why := weakness(phrase, one.names):
        yield f"its passphrase {why}. {again}."
        return
    if same := next((ident for ident in every if ident != one.ident and typed(every[ident]) == typed(phrase)), ""):
        yield f"`{same}` has the same passphrase, so each could open the other's pages. {again}."
    if file := next((file for file, text in texts.items() if phrase in text), ""):
        yield f"its passphrase stands in {file}, where others read it. Take it out of there; {again}."
