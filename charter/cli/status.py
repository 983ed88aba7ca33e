"""`charter status` and `charter show`: how it stands with every client, and what stood on a day."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from charter.cli.options import Day, Options, common, day_of
from charter.cli.output import count, load
from charter.cli.redacting import discreet, redactable, report_broken
from charter.cli.when import Moment
from charter.problem import CharterError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from charter.history import Ledger, Release
    from charter.history.condition import Condition
    from charter.model.charter import Charter
    from charter.worktime import When


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="For people, or for programs.")  # fmt: skip
@click.option("--exit-code", "tell", is_flag=True, help="Exit with 1 if anything is to be done.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day on which it stands so; today if not given.")
@redactable
@common
def status(options: Options, form: str, as_of: date | None, *, tell: bool, redact: bool) -> None:
    """Say how it stands with every client: release, what is unreleased, who has agreed, what is due or runs out.

    Where the history of a client is broken, nobody knows, and the exit code is 1.
    """
    from charter.history.condition import condition
    from charter.report.redaction import of_project

    with discreet(options.root, redact=redact):
        loaded = load(options.root, as_of)
        day = day_of(as_of, loaded)
        name = of_project(loaded.project).name if redact else str
        found = {
            name(ident): condition(one.standing, one.charter, day)
            for ident, one in loaded.clients.items()
            if one.standing and one.charter and ident not in loaded.history.broken
        }
        broken = [name(ident) for ident in sorted(loaded.history.broken)]
        report_broken(loaded, loaded.history.broken, redact=redact)
    unread = [
        name(ident) for ident, one in loaded.clients.items() if not one.standing and ident not in loaded.history.broken
    ]
    if form == "json":
        click.echo(_json(found, unread, broken, day))
    else:
        for line in _lines(found, unread, broken, day):
            options.say(line)
    is_due = bool(unread) or any(one.is_due(day) for one in found.values())
    sys.exit(1 if broken or (tell and is_due) else 0)


def _lines(found: dict[str, Condition], unread: list[str], broken: list[str], day: date) -> Iterator[str]:
    width = max(map(len, found), default=0)
    for ident, one in found.items():
        yield f"{'!' if one.is_due(day) else ' '} {ident:<{width}}  {' · '.join(_said(one, day))}"
    for ident in unread:
        yield f"! {ident}  its files have errors: `charter check` names them"
    for ident in broken:
        yield f"! {ident}  its history is broken: `charter check` names the files"
    due = sum(one.is_due(day) for one in found.values()) + len(unread) + len(broken)
    yield (
        f"{count(len(found) + len(unread) + len(broken), 'client')}, {due} with something to do."
        if due
        else f"{count(len(found), 'client')}, nothing to do."
    )


def _said(one: Condition, day: date) -> Iterator[str]:
    yield f"release {one.release} of {one.made}" if one.release else "nothing released yet"
    if one.ended:
        yield f"former since {one.ended}"
    if one.unreleased:
        yield f"{count(one.unreleased, 'change')} unreleased"
    if one.coming:
        yield f"the next change holds from {one.coming}"
    if one.waiting:
        yield f"not acknowledged, for {count((day - one.waiting).days, 'day')}"
    if one.acknowledged_on:
        yield f"acknowledged by {one.acknowledged_by} on {one.acknowledged_on}"
    if one.review:
        yield f"review {'overdue since' if one.review <= day else 'due'} {one.review}"
    yield from one.runs_out


def _json(found: dict[str, Condition], unread: list[str], broken: list[str], day: date) -> str:
    clients = {ident: asdict(one) | {"is_due": one.is_due(day)} for ident, one in found.items()}
    whole = {"day": day, "clients": clients, "unread": unread, "broken": broken}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=str)


@click.command()
@click.argument("client")
@click.option("--on", "day", type=Day(), required=True, metavar="DATE", help="The day in question.")
@click.option("--sent", type=Moment(), metavar="MOMENT", help="A message of that time: by when was it to be answered?")
@click.option("--request", default="", metavar="ID", help="Of which request class it was; all of them if not given.")
@click.option("--channel", default="", metavar="ID", help="By which channel it came; any if not given.")
@common
def show(options: Options, client: str, day: date, sent: When | None, request: str, channel: str) -> None:  # noqa: PLR0913, PLR0917  each is an option
    """Say what stood for CLIENT on a day: since which release, acknowledged by whom, and what was promised.

    All of it comes from the releases alone, with the public holidays that were known of then.
    """
    from charter.history import read, stood
    from charter.model.relation import State

    history = read(options.root)
    for problem in history.problems:
        if problem.place.file.startswith(f"history/{client}/"):
            raise CharterError(f"{problem.place.file}: {problem.message} {problem.hint}")
    ledger = history.of(client).until(day)
    charter = stood(ledger, day)
    if charter is None or ledger.latest is None:
        raise CharterError(_no_release(history.of(client), client, day))
    for line in _story(ledger, ledger.latest, charter, day):
        click.echo(line)
    ended = charter.client.until
    if ended and ended < day and charter.client.state is not State.FORMER:
        click.echo("No release says what is promised to this client since.")
    elif sent:
        click.echo("")
        click.echo(_answered(charter, ledger.latest, sent, day, request, channel))
    else:
        for line in _promises(charter):
            click.echo(line)


def _no_release(ledger: Ledger, client: str, day: date) -> str:
    if not ledger.releases:
        return f"Nothing was ever released for `{client}`, so history/ says nothing of {day}."
    return f"Nothing stood for `{client}` on {day}: the first release is of {ledger.releases[0].made}."


def _story(ledger: Ledger, latest: Release, charter: Charter, day: date) -> Iterator[str]:
    from charter.cli.differences import differences
    from charter.diff import view_of
    from charter.history import foreseen

    yield f"{charter.client.name} on {day}: release {latest.number} of {latest.made}, digest {latest.meaning[:12]}."
    yield f"  {latest.note}"
    for one in foreseen(ledger, day):
        yield f"  From {one.starts} on, announced with release {one.release}; until then, as before release {one.release}:"
        eve = one.starts - timedelta(days=1)
        yield from (f"    {each.sentence}" for each in differences(view_of(one.before, eve), view_of(one.after, eve)))
    until = charter.client.until
    if until and until < day:
        yield f"  The work together ended on {until}; what was promised for it held until then."
    asked, word = ledger.asked(), ledger.acknowledged()
    if word:
        yield f"  {word.by} acknowledged release {word.release} on {word.on}."
    elif asked:
        yield f"  Nobody had acknowledged release {asked.number} by then."
    yield ""


def _promises(charter: Charter) -> Iterator[str]:
    from charter.diff.saying import in_yaml
    from charter.model.promises import METRICS

    for request, rows in charter.commitments.items():
        for row in rows:
            said = [
                f"{metric}: {in_yaml(tuple((row, one) for one in getattr(row, metric)))}"
                for metric in METRICS
                if getattr(row, metric)
            ]
            yield f"  {request}: {'; '.join(said)}"


def _answered(charter: Charter, release: Release, sent: When, day: date, request: str, channel: str) -> str:  # noqa: PLR0913, PLR0917  all of it is asked for
    """Work a message out by the rules, and the public holidays, of that day."""
    from charter.cli.answers import Question, as_text
    from charter.cli.when import instant_of
    from charter.history import view_with
    from charter.worktime.zones import local, zone_of

    at = instant_of(sent, day, charter.timezone)
    around = local(at, zone_of(charter.agency.timezone)).date()
    question = Question(charter, at, charter.timezone, channel, request, "", view_with(charter, release, around).clocks)
    return _which_day(local(at, zone_of(charter.timezone)).date(), day) + as_text(question)


def _which_day(sent: date, day: date) -> str:
    """Say which of two days counts: promises are those of the one asked for, times are the message's."""
    if sent == day:
        return ""
    return f"A message of {sent}, by what stood on {day} (for what stood on its own day: --on {sent}):\n"
