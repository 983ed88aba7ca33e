"""What commands are told: the project, how much to say, which clients, which day."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from charter.problem import CharterError
from charter.worktime.zones import TOO_FAR, YEARS

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.loaded import Loaded


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


def common(command: Callable[..., Any]) -> Callable[..., Any]:
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


class Day(click.ParamType[date]):
    """A day on the command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """Read it, as people write it in the files."""
        try:
            day = datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone
        except (TypeError, ValueError):
            return self.fail(f"{value} is not a date. Write year-month-day, such as 2026-11-30.", param, ctx)
        return day if day.year in YEARS else self.fail(f"{value} is too far away. {TOO_FAR}", param, ctx)


def which(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which clients and which day."""
    for option in (
        click.option(
            "--as-of",
            type=Day(),
            metavar="DATE",
            help="The day the pages speak of, such as 2026-11-30; today if not given.",
        ),
        click.option(
            "--client",
            "clients",
            multiple=True,
            metavar="ID",
            callback=lambda _ctx, _param, idents: tuple(dict.fromkeys(idents)),
            help="Only this client (may be repeated).",
        ),
        click.option("--strict", is_flag=True, help="Warnings stop publication, too."),
    ):
        command = option(command)
    return command


def day_of(as_of: date | None, loaded: Loaded) -> date:
    """Give the day the pages speak of, where the agency is."""
    charter = next((resolved.charter for resolved in loaded.clients.values() if resolved.charter), None)
    return day_in(as_of, charter.agency.timezone if charter else "UTC")


def day_in(as_of: date | None, zone: str) -> date:
    """Give the day the pages speak of: as told, else from SOURCE_DATE_EPOCH, else today in a time zone."""
    return as_of or now().astimezone(ZoneInfo(zone)).date()


def now() -> datetime:
    """Give the present moment, or the one that SOURCE_DATE_EPOCH names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch is not None else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {epoch!r}; it should be a number of seconds since 1970."
        raise CharterError(message) from None
