"""Words -> calls -> print. The only place that knows the command line, exit codes and the clock.

Exit codes: 0 clean, 1 findings or a failed build, 2 wrong usage or a world gone wrong.
Results go to stdout, diagnostics to stderr; colour and progress appear on a terminal only.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from charter.problem import CharterError, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console

    from charter.artifact import Artifact
    from charter.pipeline import Loaded
    from charter.problem import Problem


@dataclass(frozen=True, slots=True)
class Options:
    """What every command is told."""

    project: Path | None
    quiet: bool
    verbose: bool

    @property
    def root(self) -> Path:
        """The project: the folder named, else the first one upward from here."""
        from charter.source import find_root

        start = (self.project or Path()).absolute()
        if self.project and not (start / "content" / "agency.yaml").is_file():
            raise CharterError(f"{self.project} is no Charter project: it has no content/agency.yaml.")
        return start if self.project else find_root(start)

    def say(self, text: str) -> None:
        """Print a result, unless told to be quiet."""
        if not self.quiet:
            click.echo(text)


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that all of them have, as one `Options` value."""
    from functools import wraps

    @click.option(
        "--project",
        type=click.Path(path_type=Path, file_okay=False),
        help="The project's folder; found upward from here if not given.",
    )
    @click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
    @click.option("-v", "--verbose", is_flag=True, help="Say more.")
    @wraps(command)
    def run(project: Path | None, quiet: bool, verbose: bool, **rest: Any) -> None:  # noqa: ANN401
        command(Options(project, quiet, verbose), **rest)

    return run


def _which(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which clients and which day."""
    for option in (
        click.option(
            "--as-of",
            metavar="DATE",
            help="The day the pages speak of, such as 2026-11-30; today if not given.",
        ),
        click.option("--client", "clients", multiple=True, metavar="ID", help="Only this client (may be repeated)."),
        click.option("--strict", is_flag=True, help="Warnings stop publication, too."),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="charter", message="charter %(version)s")
def cli() -> None:
    """Client onboarding charters: a branded welcome handbook and expectations page for every client."""


@cli.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Start a project: copies the specimen agency into an empty FOLDER."""
    from charter.scaffold import start_project

    start_project(folder)
    here = f"cd {folder}\n  " if folder != Path() else ""
    click.echo(f"A specimen agency with its clients is in {folder / 'content'}. Next:\n\n  {here}charter serve"
               "                    look at it, and edit content/ while it is open\n"
               '  charter new client "Our Client"  describe a client of yours\n'
               "  charter build                    write the finished pages into site/")  # fmt: skip


@cli.group()
def new() -> None:
    """Add something to the project."""


@new.command("client")
@click.argument("name")
@click.option("--tier", help="The client's plan; the lowest one if not given.")
@_common
def new_client(options: Options, name: str, tier: str | None) -> None:
    """Describe a new client: writes a commented file for NAME."""
    from charter.scaffold import new_client as write

    path = write(options.root, name, tier)
    options.say(f"Wrote {_near(path)}. Edit it, then look at it with `charter serve`.")


@cli.command()
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where the pages go; site/ in the project if not given."
)
@_which
@_common
def build(options: Options, output: Path | None, as_of: str | None, clients: tuple[str, ...], strict: bool) -> None:
    """Build the site: a handbook and an expectations page for every client."""
    from charter import pipeline
    from charter.publish import publish

    started = time.perf_counter()
    root = options.root
    loaded = pipeline.load(root)
    _known(loaded, clients)
    _report(loaded, loaded.problems)
    if loaded.blocking(clients, strict=strict):
        click.echo("Nothing was published; what was there before is as it was.", err=True)
        sys.exit(1)
    target = output or root / "site"
    artifacts = (artifact for _, found in _progress(loaded, _day(as_of, loaded), clients) for artifact in found)
    plan = publish(target, artifacts, only=frozenset(clients) or None, protect=[root / "content", root / "templates"])
    options.say(
        f"{_count(len(clients or loaded.clients), 'client')}: {_count(len(plan.write), 'file')} written, "
        f"{len(plan.keep)} fresh, {len(plan.delete)} removed in {time.perf_counter() - started:.1f} s."
    )
    for verb, paths in (("wrote", plan.write), ("removed", plan.delete), ("not ours", plan.foreign)):
        for path in sorted(paths) if options.verbose else ():
            options.say(f"  {verb} {path}")
    options.say(f"The site is in {_near(target)}; `charter serve` shows it.")


@cli.command()
@_which
@_common
def check(options: Options, as_of: str | None, clients: tuple[str, ...], strict: bool) -> None:
    """Check everything and write nothing."""
    from charter import pipeline, report

    loaded = pipeline.load(options.root)
    _known(loaded, clients)
    blocking = loaded.blocking(clients, strict=strict)
    if not loaded.blocking(clients):
        for _ in _progress(loaded, _day(as_of, loaded), clients):
            pass
    _report(loaded, loaded.problems, to_stdout=True)
    options.say(report.summary(loaded.problems, len(loaded.project.texts)))
    sys.exit(1 if blocking else 0)


@cli.command()
@click.argument("client")
@click.argument("path", default="")
@_common
def why(options: Options, client: str, path: str) -> None:
    """Say where a value comes from: WHY CLIENT commitments.question.first_reply."""
    from charter import pipeline
    from charter.provenance import chain

    loaded = pipeline.load(options.root)
    _known(loaded, (client,))
    for line in chain(loaded.clients[client].tree, path):
        click.echo(line)


@cli.command()
@click.option("--port", default=8100, show_default=True, help="The port on this machine.")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
@click.option("--as-of", metavar="DATE", help="The day the pages speak of; today if not given.")
@_common
def serve(options: Options, port: int, browse: bool, as_of: str | None) -> None:
    """Show the site in the browser and keep it up to date while you edit."""
    from charter import serve as server

    server.run(options.root, port, lambda loaded: _day(as_of, loaded), browse=browse)


def _day(as_of: str | None, loaded: Loaded) -> date:
    """Give the day the pages speak of: as told, else from SOURCE_DATE_EPOCH, else today where the agency is."""
    from zoneinfo import ZoneInfo

    if as_of:
        try:
            return date.fromisoformat(as_of)
        except ValueError:
            raise click.BadParameter(
                f"{as_of} is not a date. Write year-month-day, such as 2026-11-30.", param_hint="--as-of"
            ) from None
    charter = next((resolved.charter for resolved in loaded.clients.values() if resolved.charter), None)
    zone = ZoneInfo(charter.agency.timezone) if charter else UTC
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(zone).date()
    if not epoch.isdigit():
        raise CharterError(f"SOURCE_DATE_EPOCH is {epoch!r}; it should be a number of seconds.")
    return datetime.fromtimestamp(int(epoch), zone).date()


def _known(loaded: Loaded, clients: Iterable[str]) -> None:
    from charter.problem import did_you_mean

    for ident in clients:
        if ident not in loaded.clients:
            raise click.UsageError(f"There is no client `{ident}`. {did_you_mean(ident, loaded.clients)}".strip())


def _report(loaded: Loaded, problems: list[Problem], *, to_stdout: bool = False) -> None:
    from charter import report

    console = _console(stderr=not to_stdout)
    for problem in problems:
        console.print(report.finding(problem, loaded.text_of), soft_wrap=True)
    if problems and not to_stdout:
        click.echo(report.summary(problems, len(loaded.project.texts)), err=True)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def _progress(loaded: Loaded, day: date, clients: tuple[str, ...]) -> Iterator[tuple[str, list[Artifact]]]:
    """Render, and on a terminal show how far it is."""
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from charter import pipeline

    console = _console(stderr=True)
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Clients", total=len(clients or loaded.clients))
        for ident, artifacts in pipeline.render(loaded, day, clients):
            yield ident, artifacts
            progress.advance(task, 1 if ident else 0)


def _near(path: Path) -> str:
    """Write a path as a person at this folder would."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def main() -> None:
    """Run the command line; a world gone wrong is one sentence and exit code 2."""
    try:
        cli()
    except CharterError as error:
        click.echo(f"charter: {error}", err=True)
        sys.exit(2)


__all__ = ["Severity", "cli", "main"]
