"""`charter audit`: reads the finished site and proves that no client can learn of another."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charter.cli.options import Options, common
from charter.cli.output import count, load, near, places_of
from charter.cli.redacting import discreet, redactable
from charter.problem import CharterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from charter.audit import Audit, Told
    from charter.loaded import Loaded
    from charter.model.charter import Charter, Client
    from charter.problem import Problem
    from charter.render import Places

_LARGEST_EXCERPT = 2**22
_UNREAD = (
    "This file cannot be read whole, so not all of this client's names, addresses and texts are known. Another client's "
    "page may say them, and this audit would not see it."
)


@click.command()
@click.argument("site", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as CI systems show it.",
)
@redactable
@common
def audit(options: Options, site: Path | None, *, redact: bool, form: str) -> None:
    """Prove on the finished files that no client can learn of another.

    Reads each file of SITE (site/ in the project if not given) as whoever has it can: its text, what is written in it
    in another way, and what is hidden in pictures, fonts, archives and the packet. Nothing in a client's files or in
    shared ones may lead to another client, to what is internal, to another site or to the machine that built them.
    """
    with discreet(options.root, redact=redact):
        target = site or options.root / "site"
        if not target.is_dir():
            raise CharterError(f"There is no site in {near(target)} to audit. Make one: `charter build`.")
        loaded = load(options.root)
        told = told_of(loaded, places_of(options, loaded))
        if not told.holders:
            raise CharterError("There is no client in content/clients, so there is nothing to compare the site with.")
        found = _inspected(target, told, options.root)
    problems = _problems(found, target, told, loaded, redact=redact)
    _report(options, found, problems, form, redact=redact)
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


def told_of(loaded: Loaded, places: Places) -> Told:
    """Gather what is known of all clients: whose each folder is, and what was written of whom.

    Of a client whose file cannot be read whole that is what it does say, and the last release. Who has no file any more
    was a client all the same, and is known by the last release alone.
    """
    from charter.audit import Told
    from charter.audit.reading import LOCKED
    from charter.render import places as names

    charters = {ident: one.published for ident, one in loaded.clients.items() if one.published}
    folders = {places.folder(charter): charter for charter in charters.values()}
    files = {value for name, value in vars(names).items() if name.isupper() and isinstance(value, str) and "." in value}
    unsound = frozenset(ident for ident, one in loaded.clients.items() if not one.is_sound)
    unread = frozenset(_unread(loaded).values())
    strangers = [*_strangers(loaded, unread)]
    home = {client.id: _folder(places, charters, client) for client in reversed(strangers)}
    home |= {ident: places.folder(charter) for ident, charter in charters.items()}
    return Told(
        folders,
        {places.folder(charter): loaded.clients[ident].tree for ident, charter in charters.items()},
        tuple(prose.text for prose in loaded.project.prose.values()),
        frozenset(files | {f"{name}{LOCKED}" for name in files}),
        loaded.project.root.resolve(),
        _builders(loaded.project.root),
        {home[ident]: tuple(one for one in strangers if one.id == ident) for ident in {one.id for one in strangers}},
        frozenset(home[ident] for ident in unread if ident in home),
        frozenset(home[ident] for ident in unsound | unread if ident in home),
    )


def _unread(loaded: Loaded) -> dict[str, str]:
    """Give the files of clients that do not say all that is written in them, and whose each is."""
    from charter.check import RULES

    start = "content/clients/"
    found = {f"{start}{ident}.yaml": ident for ident, one in loaded.clients.items()
             if not (one.decoded.is_sound and one.laid.is_known)}  # fmt: skip
    wrong = (one for one in loaded.problems if one.severity == "error" and one.rule not in RULES)
    faulty = {one.place.file for one in wrong if one.place.file.startswith(start)}
    return found | {file: file.removeprefix(start).partition(".")[0] for file in faulty}


def _strangers(loaded: Loaded, unread: frozenset[str]) -> Iterator[Client]:
    """Give what is known of clients without a whole charter, from their files and from their last releases."""
    from charter.audit.strangers import client_of

    for ident in sorted(unread & loaded.clients.keys()):
        written = loaded.clients[ident].tree.child("client")
        yield client_of(ident, written.plain() if written else {})
    for ident, ledger in loaded.history.ledgers.items():
        if ledger.latest and (ident in unread or ident not in loaded.clients):
            yield client_of(ident, ledger.latest.charter.get("client"))


def _folder(places: Places, charters: Mapping[str, Charter], client: Client) -> str:
    """Give the folder of a client who has no charter, as it is with any other client's."""
    other = next(iter(charters.values()), None)
    return places.folder(other.model_copy(update={"client": client})) if other else client.id


def _builders(root: Path) -> tuple[str, ...]:
    """Give the e-mail addresses of whoever builds the site here, as version control knows them."""
    found = {os.environ.get(name, "") for name in ("EMAIL", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")}
    with suppress(OSError, subprocess.TimeoutExpired):
        command = ["git", "-C", str(root), "config", "user.email"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)  # noqa: S603  git alone
        found.add(done.stdout.strip())
    return tuple(sorted(mail for mail in found if "@" in mail))


def _inspected(site: Path, told: Told, root: Path) -> Audit:
    from rich.console import Console
    from rich.progress import Progress

    from charter.audit import inspect

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Reading files", total=None)
        return inspect(site, told, _opener(root), lambda done: progress.update(task, completed=done))


def _opener(root: Path) -> Callable[[Charter, str, bytes], bytes | None]:
    """Give what opens the files of clients whose passphrase is known here."""
    try:
        from charter import vault
    except ImportError:
        return lambda _charter, _file, _data: None
    kept = vault.written(vault.file_of(root, os.environ))

    def plain(charter: Charter, file: str, data: bytes) -> bytes | None:
        ident = charter.client.id
        phrase = os.environ.get(vault.variable_of(ident), "").strip() or kept.get(ident)
        try:
            return vault.opened(file, data, phrase) if phrase else None
        except vault.WrongPhraseError:
            return None

    return plain


def _problems(found: Audit, site: Path, told: Told, loaded: Loaded, *, redact: bool) -> list[Problem]:
    from charter.check import manual
    from charter.problem import in_order
    from charter.report.redaction import of_project

    hidden = of_project(loaded.project)

    def name_of(folder: str) -> str:
        ident = told.ident(folder)
        return hidden.name(ident) if redact else ident

    def shown(file: str) -> str:
        first, _, rest = file.partition("/")
        if redact and first in told.holders:
            return f"{near(site)}/{name_of(first)}/{hidden.text(rest)}".rstrip("/")
        return hidden.text(f"{near(site)}/{file}") if redact else f"{near(site)}/{file}"

    leaks = [leak.problem(shown(leak.file), name_of, redacted=redact) for leak in found.leaks]
    blind = [_blind(file, loaded) for file in sorted(_unread(loaded))]
    return in_order([*leaks, *([hidden.problem(one, manual.pages()) for one in blind] if redact else blind)])


def _blind(file: str, loaded: Loaded) -> Problem:
    """Say that a client's file cannot be read whole, at the first thing that is wrong in it."""
    from charter.problem import Place, Problem

    wrong = [one.place for one in loaded.problems if one.place.file == file and one.severity == "error"]
    mend = "`charter check` says what is wrong in it: mend that, then audit again."
    return Problem("audit-blind", (wrong or [Place(file)])[0], _UNREAD, mend)


def _report(options: Options, found: Audit, problems: list[Problem], form: str, *, redact: bool) -> None:
    from charter import report
    from charter.check import manual

    if form != "text":
        click.echo(report.FORMATS[form](report.Findings(problems, (), manual.pages())))
        return
    from rich.console import Console

    from charter.audit.reading import UNLOCKED

    def nothing(_: str) -> None:
        return None

    unseen = (f"In {UNLOCKED}", _UNREAD)
    console = Console(highlight=False, markup=False, emoji=False)
    for problem in problems:
        console.print(
            report.finding(problem, nothing if redact or problem.message.startswith(unseen) else _text_of),
            soft_wrap=True,
        )
    for line in _summary(found, problems, verbose=options.verbose and not redact):
        options.say(line)


def _text_of(file: str) -> str | None:
    """Give a file of the site for an excerpt, if it is a text that a person could look at."""
    with suppress(OSError, UnicodeDecodeError):
        path = Path(file)
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= _LARGEST_EXCERPT:
            return path.read_bytes().decode("utf-8")
    return None


def _summary(found: Audit, problems: list[Problem], *, verbose: bool) -> list[str]:
    errors = [problem.rule for problem in problems if problem.severity == "error"]
    blind, leaks = errors.count("audit-blind"), len(errors) - errors.count("audit-blind")
    scope = (
        f"{count(found.files, 'file')} of {count(found.clients, 'client')} read, {found.read / 2**20:.1f} MB, "
        f"{count(found.needles, 'text')} searched for that lead to a client or are internal"
    )
    seen = count(leaks, "leak") if leaks else "no leak was seen" if blind else "no file tells of another client"
    lines = [f"{scope}: {seen}."]
    if blind:
        lines.append(f"The audit is blind in {count(blind, 'place')}, so there may be more than it sees.")
    if found.sealed:
        lines.append(f"{count(len(found.sealed), 'encrypted file')} not looked into; nothing stands in clear there.")
        lines += [f"  {name}" for name in found.sealed] if verbose else []
    if found.faint:
        who = f": {', '.join(found.faint)}" if verbose else ""
        lines.append(
            f"{count(len(found.faint), 'name')} of clients are everyday words and were not searched for by themselves{who}."
        )
    return lines
