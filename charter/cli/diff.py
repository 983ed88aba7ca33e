"""`charter diff`: what changes for clients, in plain words, with a verdict."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from charter.cli.options import Day, Options, common, day_of
from charter.cli.output import known, load
from charter.cli.redacting import discreet, redactable, report_broken

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("old", default="release")
@click.argument("new", default=".")
@click.option("--client", "clients", multiple=True, metavar="ID", help="Only this client (may be repeated).")
@click.option("--all", "by_change", is_flag=True, help="Each change once, with all clients whom it touches and who is worst hit.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True,
              help="For people, for programs, or as a comment on a pull request.")  # fmt: skip
@click.option("--exit-code", "tell", is_flag=True, help="Exit with 1 if anything is different.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day on which both are compared; today if not given.")
@redactable
@common
def diff(  # noqa: PLR0913, PLR0917  each is an option
    options: Options, old: str, new: str, clients: tuple[str, ...], form: str, as_of: date | None, *,
    by_change: bool, tell: bool, redact: bool,
) -> None:  # fmt: skip
    """Say what changes for clients between OLD and NEW, in plain words, and whether that is better or worse for them.

    OLD and NEW are a release number, `release` (the last one), a date, a git revision, or `.` (the files as they are).
    Promises are compared by what comes of them: a reply within hours is later, too, where the office closes earlier.
    A client whose history is broken is left out, and the exit code is 1.
    """
    from charter.cli.comparison import FORMS, compare
    from charter.cli.sides import side

    root = options.root
    with discreet(root, redact=redact):
        loaded = load(root, as_of)
        known(loaded, [ident for ident in clients if ident not in loaded.history.ledgers])
        day = day_of(as_of, loaded)
        found = compare(side(root, loaded, old, day), side(root, loaded, new, day), clients)
        is_broken = report_broken(loaded, found.broken, redact=redact)
        if redact:
            found = found.redacted(loaded.project)
        click.echo(FORMS[form](found, by_change=by_change))
        sys.exit(1 if is_broken or (tell and found.is_different) else 0)
