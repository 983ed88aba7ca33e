"""`charter release` and `charter acknowledge`: what is promised, frozen; and that a client has agreed to it."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from charter.cli.options import Day, Options, common, day_of
from charter.cli.output import count, known, load, near, report_findings
from charter.problem import CharterError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charter.history import Ledger, Release
    from charter.loaded import Loaded
    from charter.model.charter import Charter

_AS_OF = click.option("--as-of", type=Day(), metavar="DATE", help="The day of the release; today if not given.")
_CLIENTS = click.option("--client", "clients", multiple=True, metavar="ID", help="Only this client (may be repeated).")


@click.command()
@click.option("--note", required=True, help="What this release is about, in a sentence that clients read.")
@click.option("--note-in", "notes", type=(str, str), multiple=True, metavar="LANGUAGE NOTE",
              help='The same for clients who read another language: --note-in es "..." (may be repeated).')  # fmt: skip
@click.option("--effective", type=Day(), metavar="DATE",
              help="From when what is worse holds; the day of its notes under `changes:` if not given.")  # fmt: skip
@_CLIENTS
@_AS_OF
@common
def release(  # noqa: PLR0913, PLR0917  each is an option
    options: Options, note: str, notes: tuple[tuple[str, str], ...], effective: date | None, clients: tuple[str, ...],
    as_of: date | None,
) -> None:  # fmt: skip
    """Freeze what is promised: a new release in history/ for every client whose promises have changed.

    What is better holds at once; what is worse, from its day on. Other words, looks and examples make no release.
    """
    from charter import history

    words = dict(notes)
    _says_something(note, *words.values())
    loaded = load(options.root, as_of)
    known(loaded, clients)
    _nothing_in_the_way(loaded, clients)
    day = day_of(as_of, loaded)
    _some_read(loaded, words)
    wanted = [one for ident, one in loaded.clients.items() if not clients or ident in clients]
    made = [
        history.release_of(one.standing, one.charter, history.Frozen(day, _note(one.charter, note, words), effective))
        for one in wanted
        if one.standing and one.charter and one.standing.needs_release
    ]
    _late_enough(made, effective)
    _in_order(loaded, day)
    if made and day > (today := day_of(None, loaded)):
        click.echo(f"{day} is still ahead (today is {today}): until then, no other release can be made.", err=True)
    for one in made:
        path = history.record(options.root, one)
        options.say(f"{one.client}: release {one.number}, {_what(one)} ({near(path)})")
    rest = len(wanted) - len(made)
    options.say(f"{count(len(made), 'client')} released" + (f", {rest} as before." if rest else "."))
    if made:
        options.say(
            "Commit history/, then `charter build` publishes it. `charter mail CLIENT --kind changed` tells a client."
        )


def _says_something(*notes: str) -> None:
    """Refuse an empty note: it is the first thing that clients read of a release."""
    if not all(note.strip() for note in notes):
        raise click.UsageError("The note is empty. Say in a sentence what this release is about; clients read it.")


def _note(charter: Charter, note: str, notes: Mapping[str, str]) -> str:
    """Give the note in the language that a client reads, or else the one for all."""
    from charter.model.base import fallbacks

    return next((notes[tag] for tag in fallbacks(charter.language) if tag in notes), note)


def _some_read(loaded: Loaded, notes: Mapping[str, str]) -> None:
    """Refuse a note in a language that no client reads: it would be lost."""
    from charter.model.base import fallbacks

    read = {tag for one in loaded.clients.values() if one.charter for tag in fallbacks(one.charter.language)}
    for language in notes:
        if language not in read:
            raise click.UsageError(f"No client reads `{language}`. {did_you_mean(language, read)}".strip())


def _nothing_in_the_way(loaded: Loaded, clients: tuple[str, ...]) -> None:
    blocking = loaded.blocking(clients)
    if blocking:
        report_findings(loaded, blocking)
        click.echo("Nothing was released.", err=True)
        sys.exit(1)


def _late_enough(made: list[Release], effective: date | None) -> None:
    """Refuse a day that is earlier than what was announced."""
    for one in made:
        if effective and one.number > 1 and not one.owned:
            raise click.UsageError(
                f"Nothing of `{one.client}` waits for {effective}: a change holds at once unless a note under `changes:` names it."
            )
        latest = max((note.starts for note in one.owned), default=None)
        if effective and latest and effective < latest:
            raise click.UsageError(
                f"--effective {effective} is before {latest}, the day that a note under `changes:` names."
                " Leave it out, or change the note."
            )


def _in_order(loaded: Loaded, day: date) -> None:
    """Refuse a day before a release that was made already: nobody can have been told in the past."""
    last = max((one.made for ledger in loaded.history.ledgers.values() for one in ledger.releases), default=day)
    if last > day:
        raise click.UsageError(f"There is a release of {last} already, so none can be made on {day}.")


def _what(release: Release) -> str:
    """Say what a release changes, and when."""
    if release.number == 1:
        return "the first one"
    verdicts = Counter(told.verdict for told in release.changes)
    parts = [f"{number} {verdict}" for verdict, number in sorted(verdicts.items())]
    later = f", what is worse from {release.effective}" if release.effective > release.made else ""
    return f"{count(len(release.changes), 'change')} ({', '.join(parts)}){later}"


@click.command()
@click.argument("client")
@click.option("--release", "number", type=click.IntRange(1), help="Which one; the last that asks for it if not given.")
@click.option("--by", required=True, metavar="NAME", help="Who of the client has agreed.")
@click.option("--on", "day", type=Day(), metavar="DATE", help="On which day; today if not given.")
@common
def acknowledge(options: Options, client: str, number: int | None, by: str, day: date | None) -> None:
    """Record that somebody of CLIENT has read a release and agrees to it."""
    from charter import history

    loaded = load(options.root, day)
    known(loaded, (client,))
    ledger = loaded.history.of(client)
    release, who = _release(ledger, number), _contact(loaded, client, by)
    day = day_of(day, loaded)
    if word := next((one for one in ledger.acknowledgements if (one.release, one.by) == (release.number, who)), None):
        options.say(f"That is known: {who} acknowledged release {release.number} of {client} on {word.on}.")
        return
    _has_come(release, day, day_of(None, loaded))
    path = history.acknowledge(options.root, release, who, day)
    options.say(f"{by} has acknowledged release {release.number} of {client} on {day} ({near(path)}). Commit history/.")


def _has_come(release: Release, day: date, today: date) -> None:
    """Refuse a day on which nobody can have agreed: before the release, or still ahead."""
    if day < release.made:
        raise click.UsageError(f"Release {release.number} was made on {release.made}, after {day}.")
    if day > today:
        raise click.UsageError(f"{day} is still ahead (today is {today}), so nobody can have agreed on it.")


def _release(ledger: Ledger, number: int | None) -> Release:
    if not ledger.releases:
        raise CharterError(f"Nothing was released for `{ledger.client}` yet: `charter release` does that.")
    found = next((one for one in ledger.releases if one.number == number), None) if number else ledger.asked()
    if found is None and number is None:
        raise CharterError(
            f"Nothing that was released for `{ledger.client}` asks for an answer; name one with --release."
        )
    if found is None:
        raise CharterError(f"`{ledger.client}` has no release {number}; the last one is {len(ledger.releases)}.")
    return found


def _contact(loaded: Loaded, client: str, by: str) -> str:
    """Give the name as the client's file writes it; somebody whom it does not name is nobody's contact."""
    if not by.strip():
        raise click.UsageError("Say who has agreed: --by NAME.")
    charter = loaded.clients[client].charter
    names = [contact.name for contact in charter.client.contacts] if charter else []
    if names and by not in names:
        hint = did_you_mean(by, names)
        raise CharterError(
            f"`{by}` is no contact of {client}, so nobody would know whose word it is. {hint} Add them under `contacts:`, or correct the name."
        )
    return by
