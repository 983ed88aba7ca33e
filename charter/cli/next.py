"""`charter next`: when the pages change although nobody has edited anything."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from charter.cli.options import Day, Options, common, day_of
from charter.cli.output import count, load, report_findings

if TYPE_CHECKING:
    from datetime import date

    from charter.loaded import Loaded

_FEW = 3
"""As many clients are named."""
_YESTERDAY = "yesterday"


class BuildDay(Day):
    """The day of a build: a date, or `yesterday`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Leave the word as it is: which day it is depends on where the agency is."""
        return value if value == _YESTERDAY else super().convert(value, param, ctx)


@click.command("next")
@click.option(
    "--since",
    type=BuildDay(),
    metavar="DATE",
    help="The day of the last build, or `yesterday`: say whether the pages have changed by themselves since then.",
)
@click.option(
    "--exit-code", "tell", is_flag=True, help="With --since: exit with 1 if they have, so that scripts can decide."
)
@click.option("--as-of", type=Day(), metavar="DATE", help="The day from which to look; today if not given.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@common
def next_change(options: Options, since: date | str | None, as_of: date | None, form: str, *, tell: bool) -> None:
    """Say on which day the pages change next although nothing is edited, and why: then build again.

    Dates on pages are worked out from the day of the build. The day begins at midnight where the agency is. A script
    that runs every day builds unless `charter next --since yesterday --exit-code` says with 0 that nothing has changed.
    """
    if tell and not since:
        raise click.UsageError(
            "--exit-code tells what --since finds. Add `--since yesterday`, or the day of the last build."
        )
    loaded = load(options.root, as_of)
    if not any(one.charter and one.is_sound for one in loaded.clients.values()):
        report_findings(loaded, loaded.blocking())
        click.echo("No client can be published, so no page can change.", err=True)
        sys.exit(1)
    today = day_of(as_of, loaded)
    day, reasons = _next(loaded, _built(since, today) or today)
    is_due = day is not None and day <= today
    if form == "json":
        click.echo(_json(loaded, day, reasons))
    else:
        options.say(_text(loaded, day, reasons, is_due=is_due))
    sys.exit(1 if tell and is_due else 0)


def _built(since: date | str | None, today: date) -> date | None:
    return today - timedelta(days=1) if isinstance(since, str) else since


def _next(loaded: Loaded, today: date) -> tuple[date | None, dict[str, list[str]]]:
    """Give the first day on which any client's pages change, and the clients by reason."""
    from charter.compute.changes import next_changes

    first: date | None = None
    reasons: dict[str, list[str]] = {}
    for ident, one in loaded.clients.items():
        coming = one.standing.turns if one.standing else ()
        later = one.standing.later if one.standing else ()
        found = next_changes(one.published, today, first, coming, later) if one.published and one.is_sound else ()
        for change in found:
            if first is None or change.day < first:
                first, reasons = change.day, {}
            reasons.setdefault(change.reason, []).append(ident)
    return first, dict(sorted(reasons.items()))


def _text(loaded: Loaded, day: date | None, reasons: dict[str, list[str]], *, is_due: bool) -> str:
    if day is None:
        return "Nothing on the pages changes in the coming year unless you edit it."
    when = "the pages have changed, so build again now" if is_due else "the pages change, so build again on that day"
    lines = [f"{day:%A} {day}: {when} ({_zone(loaded)} time)."]
    lines += [f"  {reason} ({_who(loaded, clients)})" for reason, clients in reasons.items()]
    return "\n".join(lines)


def _who(loaded: Loaded, clients: list[str]) -> str:
    if len(clients) == len(loaded.clients) > 1:
        return "all clients"
    return ", ".join(clients) if len(clients) <= _FEW else count(len(clients), "client")


def _zone(loaded: Loaded) -> str:
    return next(one.charter.agency.timezone for one in loaded.clients.values() if one.charter)


def _json(loaded: Loaded, day: date | None, reasons: dict[str, list[str]]) -> str:
    from charter.worktime.zones import instant, local, zone_of

    zone = zone_of(_zone(loaded))
    at = local(instant(day, 0, zone), zone).isoformat() if day else None
    listed = [{"reason": reason, "clients": clients} for reason, clients in reasons.items()]
    return json.dumps({"day": day and day.isoformat(), "at": at, "reasons": listed}, ensure_ascii=False, indent=2)
