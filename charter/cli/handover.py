"""`charter packet` and `charter mail`: what is handed over to one client, as a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.options import Day, common, day_of
from charter.cli.output import known, load, near, places_of, report_findings
from charter.problem import CharterError

if TYPE_CHECKING:
    from datetime import date

    from charter.cli.options import Options
    from charter.compute import Facts
    from charter.history import Standing
    from charter.model.charter import Charter
    from charter.render import Theme

_AS_OF = click.option("--as-of", type=Day(), help="The day of which it speaks; today where none is given.")
_INTO = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), help="The file; `-` for standard output.")  # fmt: skip


@click.command()
@click.argument("client")
@_INTO
@click.option("--pdf", is_flag=True, help="The PDF alone.")
@click.option("--archive", is_flag=True, help="The PDF alone, one for archives (PDF/A-2a), too.")
@_AS_OF
@common
def packet(options: Options, client: str, output: Path | None, as_of: date | None, **form: bool) -> None:
    """Pack all that one client gets into a zip: pages, PDF, calendar and contacts.

    It is handed to a person, so nothing in it is locked, even where a passphrase opens the client's pages.
    """
    from charter.render import Manner, everything
    from charter.render.bundle import contents, packed
    from charter.render.places import PACKET

    charter, facts, theme, standing = _sound(options, client, as_of)
    if not any(form.values()):
        files = contents(charter, facts, theme, standing)
        if PACKET not in files:
            click.echo(_no_pdf(charter), err=True)
        _hand_over(options, packed(charter, files), output or Path(f"{client}-packet.zip"))
        return
    made = everything(charter, facts, theme, {"packet"}, Manner(archive=form["archive"]), standing)
    printed = next((one.data for one in made if one.path == theme.places.place(charter, PACKET)), None)
    if printed is None:
        raise CharterError(_no_pdf(charter))
    _hand_over(options, printed, output or Path(f"{client}-packet.pdf"))


@click.command()
@click.argument("client")
@_INTO
@click.option("--kind", type=click.Choice(["welcome", "changed"]), default="welcome", show_default=True, help="What it is about.")  # fmt: skip
@click.option("--to", multiple=True, metavar="ADDRESS", help="Whom it is for; the client's people where none is named.")
@_AS_OF
@common
def mail(  # noqa: PLR0913, PLR0917  each is an option
    options: Options, client: str, output: Path | None, kind: str, to: tuple[str, ...], as_of: date | None
) -> None:
    """Write a mail to one client, with its packet, as a draft that you send yourself."""
    from charter.render.mail import mail as written

    charter, facts, theme, standing = _sound(options, client, as_of)
    draft = written(charter, facts, theme, kind, to, standing)
    if not draft.has_packet:
        click.echo(_no_pdf(charter), err=True)
    _hand_over(options, draft.data, output or Path(f"{client}-{kind}.eml"))


def _no_pdf(charter: Charter) -> str:
    return f"There is no PDF of {charter.client.name}: `charter check` says which letters no font has."


def _sound(options: Options, client: str, as_of: date | None) -> tuple[Charter, Facts, Theme, Standing | None]:
    """Give a client's charter with its facts and its releases; one that has errors is handed over to nobody."""
    from charter import pipeline

    loaded = load(options.root, as_of)
    known(loaded, [client])
    blocking = loaded.blocking([client])
    resolved = loaded.clients[client]
    charter = resolved.shown
    if blocking or not (resolved.is_sound and charter and loaded.theme):
        report_findings(loaded, blocking)
        click.echo("Nothing was written.", err=True)
        sys.exit(1)
    return (
        charter,
        pipeline.facts_of(resolved, charter, day_of(as_of, loaded)),
        loaded.theme.at(places_of(options, loaded)),
        resolved.standing,
    )


def _hand_over(options: Options, data: bytes, path: Path) -> None:
    """Write a file whole or not at all."""
    if str(path) == "-":
        click.echo(data, nl=False)
        return
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(data)
        half.replace(path)
    except OSError as fault:
        why = "there is no such folder" if not path.parent.is_dir() else str(fault.strerror)
        raise CharterError(f"{near(path)} cannot be written: {why}.") from fault
    finally:
        if path.parent.is_dir():
            half.unlink(missing_ok=True)
    options.say(f"Wrote {near(path)} ({max(1, len(data) // 1024)} KB).")
