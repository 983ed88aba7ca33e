"""What commands print: findings, progress, counts and paths as people would write them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from rich.console import Console
    from rich.progress import Progress

    from charter.artifact import Artifact
    from charter.cli.options import Options
    from charter.loaded import Loaded
    from charter.problem import Problem
    from charter.render import Places
    from charter.shelf import Shelf
    from charter.vault import Vault


def load(root: Path, as_of: date | None = None) -> Loaded:
    """Read and check a project as of a day, and on a terminal show how far it is."""
    from functools import partial

    from charter import pipeline
    from charter.cli.options import day_in

    with _progress("Reading") as progress:
        task = progress.add_task("", total=None)
        return pipeline.load(
            root, lambda done, of: progress.update(task, completed=done, total=of), partial(day_in, as_of)
        )


def known(loaded: Loaded, clients: Iterable[str]) -> None:
    """Refuse the ids of clients that do not exist."""
    from charter.problem import did_you_mean

    for ident in clients:
        if ident not in loaded.clients:
            raise click.UsageError(f"There is no client `{ident}`. {did_you_mean(ident, loaded.clients)}".strip())


def report_findings(loaded: Loaded, problems: list[Problem], *, to_stdout: bool = False) -> None:
    """Print findings with their excerpts, and on stderr their count."""
    from charter import report

    console = _console(stderr=not to_stdout)
    for problem in problems:
        console.print(report.finding(problem, loaded.text_of), soft_wrap=True)
    if problems and not to_stdout:
        click.echo(report.summary(problems, len(loaded.project.texts)), err=True)


def say_accepted(options: Options, loaded: Loaded) -> None:
    """Say how many findings are accepted, and if asked for more, which and why."""
    from charter import report

    if loaded.accepted:
        options.say(report.accepted_summary(loaded.accepted))
    for line in report.accepted_list(loaded.accepted) if options.verbose else ():
        options.say(line)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def _progress(verb: str) -> Progress:
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = _console(stderr=True)
    columns = (TextColumn(f"{verb} clients"), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def rendered(  # noqa: PLR0913  what, of which day, and how
    loaded: Loaded,
    day: date,
    clients: tuple[str, ...],
    *,
    forms: frozenset[str] | None = None,
    shelf: Shelf | None = None,
    places: Places | None = None,
    vault: Vault | None = None,
) -> Iterator[tuple[str, list[Artifact]]]:
    """Render, and on a terminal show how far it is."""
    from charter import pipeline
    from charter.render import ALL as EVERY_FORM

    with _progress("Writing") as progress:
        task = progress.add_task("", total=len(clients or loaded.clients))
        for ident, artifacts in pipeline.render(loaded, day, clients, forms or EVERY_FORM, shelf, places, vault):
            yield ident, artifacts
            progress.advance(task, 1 if ident else 0)


def places_of(options: Options, loaded: Loaded, site: Path | None = None, *, make: bool = True) -> Places:
    """Give the places of clients' files in what is published; a project's secret that was made for them is told of."""
    import os

    from charter.render import Places
    from charter.secret import FILE, VARIABLE, secret_of

    if all(one.charter is None or one.charter.agency.paths == "readable" for one in loaded.clients.values()):
        return Places()
    secret = secret_of(options.root, os.environ, site, make=make)
    if secret.is_new:
        click.echo(
            f"Made {near(options.root / FILE)}: clients' addresses are derived from it, so that nobody can guess them. "
            f"Keep a copy where you keep passwords, and set {VARIABLE} to its text wherever else this site is built.",
            err=True,
        )
    return Places(secret)


def near(path: Path) -> str:
    """Write a path as a person at this folder would."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def count(number: int, noun: str) -> str:
    """Write a number with its noun: 1 client, 2 clients."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
