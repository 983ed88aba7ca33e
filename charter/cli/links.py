"""`charter links`: where each client's pages are, for whoever hands the addresses out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from charter.cli.options import Options, common
from charter.cli.output import known, load, places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter
    from charter.render import Places


@click.command()
@click.argument("clients", nargs=-1, metavar="[CLIENT]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="For people, or for programs.")  # fmt: skip
@common
def links(options: Options, clients: tuple[str, ...], form: str) -> None:
    """Say where each client's pages are: the folder in the site, and the address on the web.

    Whoever knows an address can read the pages, so send each client its own, and none of them elsewhere.
    """
    loaded = load(options.root)
    known(loaded, clients)
    places = places_of(options, loaded, make=False)
    charters = {ident: one.charter for ident, one in loaded.clients.items() if one.charter}
    shown = {ident: charters[ident] for ident in clients or charters if ident in charters}
    if form == "json":
        click.echo(json.dumps({ident: _plain(one, places) for ident, one in shown.items()}, indent=2))
        return
    for line in _lines(shown, places):
        click.echo(line)
    if not any(one.agency.site for one in shown.values()):
        click.echo(
            "Say where the site is hosted, `site:` of `agency:` in content/agency.yaml, to see whole addresses.",
            err=True,
        )


def _lines(shown: dict[str, Charter], places: Places) -> Iterator[str]:
    width = max(map(len, shown), default=0)
    for ident, charter in shown.items():
        yield f"{ident:<{width}}  {places.address(charter, 'index.html') or places.place(charter, '')}"


def _plain(charter: Charter, places: Places) -> dict[str, str | None]:
    return {"folder": places.folder(charter), "address": places.address(charter, "index.html")}
