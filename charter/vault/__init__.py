"""The vault: one client's finished files -> the same, locked, so that only a passphrase opens them in the browser.

    phrases    environment, a private file   -> each client's passphrase, or all that is wrong with them
    strength   passphrase, names             -> what makes it easy to guess
    making     chance                        -> a new passphrase, and its place
    sealing    key, file                     -> bytes that only the passphrase opens, the same in every build
    asking     the agency's file             -> whom to ask for a lost one

Each page becomes a page that unlocks itself: its text is locked inside of it. Every other file becomes a script that
hands the locked bytes to the page which asks for it, since from a folder on disk browsers let pages load scripts and
nothing else; so a locked charter opens from everywhere alike. The names of files stay what they are, because they are the
same for every client and tell nothing.

What it guards against: readers of a leaked address, robots, whoever copies the site. What it cannot: somebody who may
write to the host can change the script that asks for the passphrase.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charter.artifact import Artifact
from charter.model.agency import Access
from charter.problem import CharterError
from charter.vault.asking import Ask, ask
from charter.vault.making import keep, made
from charter.vault.phrases import (
    FILE,
    FILE_VARIABLE,
    Guarded,
    file_of,
    known,
    missing,
    phrases_of,
    variable_of,
    written,
)
from charter.vault.sealing import LOCKED, Key, WrongPhraseError, as_script, inner, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from charter.model.charter import Client
    from charter.secret import Secret

    Sealed = dict[str, int | str]


@dataclass(frozen=True, slots=True)
class Vault:
    """Locks the files of those clients whose passphrases it holds."""

    secret: Secret
    ask: Ask
    """Whom the readers of a locked page may ask."""
    _phrases: Mapping[str, str] = field(repr=False)

    def locked(self, client: Client, files: Iterable[Artifact], page: Callable[[Sealed], bytes]) -> list[Artifact]:
        """Give a client's files locked, or as they are where its address alone opens them.

        `page` makes the page that unlocks itself out of what is locked.
        """
        if client.id not in self._phrases:
            if client.access is Access.PASSPHRASE:
                raise CharterError(f"There is no passphrase for {client.id}, so its pages cannot be published.")
            return list(files)
        key = Key.of(self._phrases[client.id], self.secret, client.id, client.rotation)
        return [_locked(key, one, page) for one in files]


def _locked(key: Key, one: Artifact, page: Callable[[Sealed], bytes]) -> Artifact:
    file = one.path.rpartition("/")[2]
    sealed = key.sealed(file, one.data)
    if file.endswith(".html"):
        return Artifact(one.path, page(sealed))
    return Artifact(f"{one.path}{LOCKED}", as_script(sealed))


__all__ = [
    "FILE",
    "FILE_VARIABLE",
    "Ask",
    "Guarded",
    "Vault",
    "WrongPhraseError",
    "ask",
    "file_of",
    "inner",
    "keep",
    "known",
    "made",
    "missing",
    "opened",
    "phrases_of",
    "variable_of",
    "written",
]
