"""`charter passphrase`, and what locks the pages of clients that have one when the site is built."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from charter.cli.options import Options, common
from charter.cli.output import known, load, near
from charter.problem import CharterError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from charter.loaded import Loaded
    from charter.vault import Guarded, Vault


@click.command()
@click.argument("client")
@click.option("--replace", is_flag=True, help="Make another one, though there is one.")
@common
def passphrase(options: Options, client: str, *, replace: bool) -> None:
    """Make a passphrase that opens a client's pages, keep it on this machine, and print it once.

    It is asked for where the client's file says `access: passphrase`. Tell it to the client by another way than the
    address of the pages: on the telephone, if you sent that by mail.
    """
    from charter.vault import FILE_VARIABLE, file_of, keep, made, variable_of, written

    loaded = load(options.root)
    known(loaded, (client,))
    path = file_of(options.root, os.environ)
    there = client in written(path)
    if there and not replace:
        raise CharterError(
            f"{client} has a passphrase already, in {near(path)}. `charter passphrase {client} --replace` makes another "
            "one; the client cannot open the pages with the old one then."
        )
    phrase = made()
    keep(path, client, phrase)
    click.echo(phrase)
    kept = f"Kept in {near(path)}. Wherever else the site is built, set {variable_of(client)} to it, or {FILE_VARIABLE} to such a file."
    for line in (kept, *_notes(loaded, client, is_another=there)):
        click.echo(line, err=True)


def _notes(loaded: Loaded, client: str, *, is_another: bool) -> list[str]:
    """Give what must be done besides, so that the passphrase is the one that is asked for."""
    from charter.vault import variable_of

    notes = []
    if not guarded(loaded, (client,)):
        notes.append(f"Write `access: passphrase` into content/clients/{client}.yaml: until then, nothing asks for it.")
    if os.environ.get(variable_of(client)):
        notes.append(f"{variable_of(client)} is set here and counts before this file.")
    if is_another:
        notes.append(
            "Copies of the pages that are published now still open with the old one. If somebody else knows it, raise "
            f"`rotation:` in content/clients/{client}.yaml, too."
        )
    return notes


def guarded(loaded: Loaded, clients: Collection[str] = ()) -> list[Guarded]:
    """Give those of these clients (of all, where none are named) whose pages a passphrase opens."""
    from charter.vault import Guarded

    charters = (one.charter for ident, one in loaded.clients.items() if not clients or ident in clients)
    return [
        Guarded(
            one.client.id,
            (one.client.id, one.client.name, one.agency.name, *(each.name for each in one.client.contacts)),
        )
        for one in charters
        if one and one.client.access == "passphrase"
    ]


def vault_of(options: Options, loaded: Loaded, clients: Collection[str]) -> Vault | None:
    """Give what locks the pages of these clients; nothing where no passphrase opens any.

    Raises `CharterError` with all that is wrong with their passphrases: nothing is published open that should be locked.
    """
    from charter.secret import secret_of
    from charter.vault import Vault, ask, phrases_of

    those = guarded(loaded, clients)
    if not those:
        return None
    phrases = phrases_of(those, options.root, os.environ, loaded.project.texts)
    secret = secret_of(options.root, os.environ)
    if secret.is_new:
        click.echo(_told(options.root), err=True)
    return Vault(secret, ask(loaded.project.agency["agency"]), phrases)


def _told(root: Path) -> str:
    from charter.secret import FILE, VARIABLE

    return (
        f"Made {near(root / FILE)}: locked pages are made with it, so that they are the same in every build. Keep a copy "
        f"where you keep passwords, and set {VARIABLE} to its text wherever else this site is built."
    )


def say_missing(options: Options, loaded: Loaded, clients: Collection[str]) -> None:
    """Say for which clients `build` will ask in vain here. A machine that only checks needs no passphrase."""
    from charter.vault import missing

    if those := missing(guarded(loaded, clients), options.root, os.environ):
        click.echo(f"Without a passphrase on this machine, so that `build` would stop: {', '.join(those)}.", err=True)
