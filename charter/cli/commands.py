"""The commands: each a few calls, and the words that say what came of them."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.access import say_missing, vault_of
from charter.cli.options import Day, Options, common, day_in, day_of, which
from charter.cli.output import count, known, load, near, places_of, rendered, report_findings, say_accepted
from charter.cli.redacting import discreet, redactable, redacted

if TYPE_CHECKING:
    from datetime import date

    from charter.loaded import Loaded
    from charter.render import Places


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Start a project: copies the specimen agency into an empty FOLDER."""
    from charter.scaffold import CI, start_project

    start_project(folder)
    here = f"cd {folder}\n  " if folder != Path() else ""
    click.echo(f"A specimen agency with its clients is in {folder / 'content'}. {folder / CI['github.yml']} and\n"
               f"{folder / CI['gitlab.yml']} make GitHub and GitLab check every change and build the pages; their\n"
               f"remarks say how. Next:\n\n  {here}charter serve"
               "                    look at it, and edit content/ while it is open\n"
               '  charter new client "Our Client"  describe a client of yours\n'
               "  charter build                    write the finished pages into site/")  # fmt: skip


@click.group()
def new() -> None:
    """Add something to the project."""


@new.command("client")
@click.argument("name")
@click.option("--tier", help="The client's plan; the lowest one if not given.")
@common
def new_client(options: Options, name: str, tier: str | None) -> None:
    """Describe a new client: writes a commented file for NAME."""
    from charter.scaffold import new_client as write

    path = write(options.root, name, tier)
    options.say(f"Wrote {near(path)}. Check its plan and representative, then look at it with `charter serve`.")


@click.command()
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where the pages go; site/ in the project if not given."
)
@which
@common
def build(options: Options, output: Path | None, as_of: date | None, clients: tuple[str, ...], strict: bool) -> None:
    """Build the site: a handbook and an expectations page for every client."""
    from charter.publish import publish, shelf_of

    started = time.perf_counter()
    root = options.root
    loaded = load(root, as_of)
    known(loaded, clients)
    report_findings(loaded, loaded.blocking(strict=strict) if options.quiet else loaded.problems)
    if loaded.blocking(clients, strict=strict):
        click.echo("Nothing was published; what was there before is as it was.", err=True)
        sys.exit(1)
    target = output or root / "site"
    places = places_of(options, loaded, target)
    vault = vault_of(options, loaded, clients)
    made = rendered(loaded, day_of(as_of, loaded), clients, shelf=shelf_of(target), places=places, vault=vault)
    artifacts = (artifact for _, found in made for artifact in found)
    plan = publish(
        target,
        artifacts,
        only=_folders(loaded, clients, places),
        protect=[root / "content", root / "templates"],
        tell=partial(click.echo, err=True),
    )
    options.say(
        f"{count(len(clients or loaded.clients), 'client')}: {count(len(plan.write), 'file')} written, "
        f"{len(plan.keep)} fresh, {len(plan.delete)} removed in {time.perf_counter() - started:.1f} s."
    )
    for verb, paths in (("wrote", plan.write), ("removed", plan.delete), ("not ours", plan.foreign)):
        for path in sorted(paths) if options.verbose else ():
            options.say(f"  {verb} {path}")
    options.say(f"The site is in {near(target)}; `charter links` says whose folder is which, `charter serve` shows it.")


def _folders(loaded: Loaded, clients: tuple[str, ...], places: Places) -> frozenset[str] | None:
    """Give the folders of these clients, those of former addresses too; None for the whole site."""
    charters = (loaded.clients[ident].charter for ident in clients)
    return frozenset(folder for one in charters if one for folder in places.folders(one)) if clients else None


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as CI systems show it.",
)
@redactable
@which
@common
def check(  # noqa: PLR0913  a command has its options
    options: Options, as_of: date | None, clients: tuple[str, ...], *, strict: bool, redact: bool, form: str
) -> None:
    """Check everything and write nothing."""
    from charter import report
    from charter.check import manual

    with discreet(options.root, redact=redact):
        loaded = load(options.root, as_of)
        known(loaded, clients)
        blocking = loaded.blocking(clients, strict=strict)
        if not loaded.blocking(clients):
            # Other people's templates can fail where ours do not.
            forms = {"pages", "packet"} if loaded.theme and loaded.theme.has_own_packet else {"pages"}
            for _ in rendered(loaded, day_of(as_of, loaded), clients, forms=frozenset(forms)):
                pass
        shown = redacted(loaded) if redact else loaded
    if form == "text":
        report_findings(shown, shown.problems, to_stdout=True)
        options.say(report.summary(shown.problems, len(loaded.project.texts)))
        say_accepted(options, shown)
        if not redact:
            say_missing(options, loaded, clients)
    else:
        click.echo(report.FORMATS[form](report.Findings(shown.problems, shown.accepted, manual.pages())))
    sys.exit(1 if blocking else 0)


@click.command()
@click.argument("client")
@click.argument("path", default="")
@common
def why(options: Options, client: str, path: str) -> None:
    """Say where a value comes from: `why CLIENT commitments.question.first_reply`.

    Without a path, say all that the client's own file changes.
    """
    from charter.provenance import chain

    loaded = load(options.root)
    known(loaded, (client,))
    for line in chain(loaded.clients[client].tree, path):
        click.echo(line)


@click.command()
@click.option("--port", default=8100, show_default=True, help="The port on this machine.")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day the pages speak of; today if not given.")
@common
def serve(options: Options, port: int, browse: bool, as_of: date | None) -> None:
    """Show the site in the browser and keep it up to date while you edit."""
    from charter import serve as server

    server.run(options.root, port, partial(day_in, as_of), browse=browse)
