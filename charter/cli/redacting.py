"""`--redact`: commands that print no client's name, for logs that more people read than may know the clients."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from charter.problem import CharterError, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from charter.loaded import Loaded
    from charter.report.redaction import Redaction


def redactable(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that keeps the names of clients out of what it prints."""
    option = click.option("--redact", is_flag=True, help="Keep the names of clients out of everything printed.")
    return option(command)


def redacted(loaded: Loaded) -> Loaded:
    """Give a project whose findings and texts name no client. It is for printing, not for rendering."""
    from charter.check import manual
    from charter.report.redaction import of_project

    hidden, pages, project = of_project(loaded.project), manual.pages(), loaded.project
    marked = {problem.place.file for problem in loaded.problems}
    texts = {hidden.file(file): hidden.source(file, loaded.text_of(file) or "") for file in marked}
    others = {hidden.file(file): "" for file in project.texts if file not in marked}
    return replace(
        loaded,
        project=replace(project, texts=others | texts),
        problems=in_order(hidden.problem(problem, pages) for problem in loaded.problems),
        accepted=[hidden.accepted(one, pages) for one in loaded.accepted],
    )


def report_broken(loaded: Loaded, clients: Collection[str], *, redact: bool) -> bool:
    """Print on stderr what is wrong with the histories of these clients, and say whether anything is."""
    from charter.cli.output import report_findings

    those = [one for one in loaded.history.problems if one.place.file.split("/")[1] in clients]
    shown = redacted(replace(loaded, problems=those, accepted=[])) if redact else loaded
    report_findings(shown, shown.problems if redact else those)
    return bool(those)


@contextmanager
def discreet(root: Path, *, redact: bool) -> Iterator[None]:
    """See to it that no error names a client, if so told. Whatever is not ours to word is told by its kind alone."""
    try:
        yield
    except click.UsageError:
        if not redact:
            raise
        raise click.UsageError("One of the clients that are named does not exist.") from None
    except CharterError as error:
        if not redact:
            raise
        raise CharterError(_hidden(root).text(str(error))) from None
    except Exception as error:
        if not redact:
            raise
        message = f"It stopped with a {type(error).__name__}. Run it without `--redact` where nobody else reads along."
        raise CharterError(message) from None


def _hidden(root: Path) -> Redaction:
    """Give what to keep out: where the project cannot be read, at least the ids, which are the names of the files."""
    from charter import source
    from charter.report.redaction import Redaction, of_project

    try:
        return of_project(source.read(root))
    except (CharterError, OSError):
        return Redaction("", {path.stem: () for path in sorted((root / "content" / "clients").glob("*"))})
