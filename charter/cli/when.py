"""`charter when`: by when a message is answered, and how that date comes about."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from charter.cli.options import Day, Options, common, day_in, now
from charter.cli.output import known, load, report_findings
from charter.problem import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from charter.loaded import Loaded
    from charter.model.charter import Charter
    from charter.worktime import When

_WEEK = 7


class Moment(click.ParamType["When"]):
    """A moment on the command line."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> When:
        """Read it, as people write it in tests of promises."""
        from charter.worktime import BadText, parse_when

        try:
            return parse_when(value)
        except BadText as fault:
            self.fail(f"{fault.message} {fault.hint}".strip(), param, ctx)


@click.command()
@click.argument("client")
@click.option("--sent", type=Moment(), metavar="MOMENT",
              help="When the message is sent: fri 16:30, which is the coming Friday, or 2026-12-24 16:30; now if not given.")  # fmt: skip
@click.option(
    "--zone",
    default="client",
    show_default=True,
    help="Whose clock shows that: client, agency, or a time zone such as Europe/London.",
)
@click.option("--channel", default="", metavar="ID", help="By which channel; any if not given.")
@click.option("--request", default="", metavar="ID", help="Of which request class; all of them if not given.")
@click.option("--severity", default="", metavar="ID", help="How bad it is, where the class is a type of request.")
@click.option(
    "--as-of", type=Day(), metavar="DATE", help="The day from which Friday is the coming one; today if not given."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="For people, or for programs.")  # fmt: skip
@common
def when(  # noqa: PLR0913, PLR0917  each is an option
    options: Options, client: str, sent: When | None, zone: str, channel: str, request: str, severity: str,
    as_of: date | None, form: str,
) -> None:  # fmt: skip
    """Say by when CLIENT hears back from you, and how that comes about."""
    from charter.cli.answers import Question, as_json, as_text

    loaded = load(options.root, as_of)
    known(loaded, (client,))
    charter = _charter(loaded, client)
    clock = {"client": charter.timezone, "agency": charter.agency.timezone}.get(zone, zone)
    at = instant_of(sent, as_of, clock)
    charter = _on_day(loaded, client, charter, at)
    _known("channel", channel, charter.channels)
    _known("request class", request, charter.requests)
    _known("request class", severity, charter.requests)
    question = Question(charter, at, clock, channel, request, severity)
    click.echo(as_json(question) if form == "json" else as_text(question))


def _charter(loaded: Loaded, client: str) -> Charter:
    """Give the client's charter, unless part of it could not be read: then dates would be worked out wrongly."""
    resolved = loaded.clients[client]
    if resolved.published and resolved.decoded.is_sound:
        return resolved.published
    report_findings(loaded, loaded.blocking((client,)))
    click.echo("Without that, no date can be worked out.", err=True)
    sys.exit(1)


def _on_day(loaded: Loaded, client: str, charter: Charter, at: int) -> Charter:
    """Give the charter that stands when the message is sent: another one may be announced for that day."""
    from charter.worktime.zones import local, zone_of

    standing = loaded.clients[client].standing
    return standing.on(local(at, zone_of(charter.agency.timezone)).date()) if standing else charter


def _known(noun: str, ident: str, idents: Iterable[str]) -> None:
    if ident and ident not in set(idents):
        raise click.UsageError(f"There is no {noun} `{ident}`. {did_you_mean(ident, idents)}".strip())


def instant_of(sent: When | None, as_of: date | None, clock: str) -> int:
    """Give the instant of a moment by a clock; a weekday is the coming one."""
    from charter.worktime import OnDate
    from charter.worktime.zones import epoch, instant

    zone = _zone(clock)
    if sent is None:
        return instant(as_of, 12 * 60, zone) if as_of else epoch(now())
    if isinstance(sent, OnDate):
        return instant(sent.moment.date(), sent.moment.hour * 60 + sent.moment.minute, zone)
    today = day_in(as_of, clock)
    first = today + timedelta(days=(sent.day - today.weekday()) % _WEEK)
    at = instant(first, sent.time.minutes, zone)
    is_over = as_of is None and at < epoch(now())
    return instant(first + timedelta(days=_WEEK), sent.time.minutes, zone) if is_over else at


def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfoNotFoundError, available_timezones

    from charter.worktime.zones import zone_of

    try:
        return zone_of(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(name, {*available_timezones(), "client", "agency"})
        raise click.UsageError(f"There is no time zone `{name}`. {hint}".strip()) from None
