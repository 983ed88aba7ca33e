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
    from collections.abc import Callable

    from charter.audit import Audit, Told
    from charter.model.charter import Charter
    from charter.pipeline import Loaded
    from charter.problem import Problem
    from charter.render import Places

_LARGEST_EXCERPT = 2**22


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
        if not told.folders:
            raise CharterError("No client can be published, so there is nothing to compare the site with.")
        found = _inspected(target, told, options.root)
    problems = _problems(found, target, told, loaded, redact=redact)
    _report(options, found, problems, form, redact=redact)
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


def told_of(loaded: Loaded, places: Places) -> Told:
    """Gather what is known of all clients who are published: whose each folder is, and what was written of whom."""
    from charter.audit import Told
    from charter.audit.reading import LOCKED
    from charter.render import places as names

    published = {ident: one.published for ident, one in loaded.clients.items() if one.is_sound and one.published}
    folders = {places.folder(charter): charter for charter in published.values()}
    trees = {places.folder(charter): loaded.clients[ident].tree for ident, charter in published.items()}
    files = {value for name, value in vars(names).items() if name.isupper() and isinstance(value, str) and "." in value}
    prose = tuple(prose.text for prose in loaded.project.prose.values())
    every = frozenset(files | {f"{name}{LOCKED}" for name in files})
    return Told(folders, trees, prose, every, loaded.project.root.resolve(), _builders(loaded.project.root))


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
    from charter.problem import in_order
    from charter.report.redaction import of_project

    hidden = of_project(loaded.project)

    def name_of(folder: str) -> str:
        ident = told.folders[folder].client.id
        return hidden.name(ident) if redact else ident

    def shown(file: str) -> str:
        first, _, rest = file.partition("/")
        if redact and first in told.folders:
            return f"{near(site)}/{name_of(first)}/{hidden.text(rest)}".rstrip("/")
        return hidden.text(f"{near(site)}/{file}") if redact else f"{near(site)}/{file}"

    return in_order(leak.problem(shown(leak.file), name_of, redacted=redact) for leak in found.leaks)


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

    console = Console(highlight=False, markup=False, emoji=False)
    for problem in problems:
        console.print(
            report.finding(problem, nothing if redact or problem.message.startswith(f"In {UNLOCKED}") else _text_of),
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
    errors = sum(problem.severity == "error" for problem in problems)
    scope = (
        f"{count(found.files, 'file')} of {count(found.clients, 'client')} read, {found.read / 2**20:.1f} MB, "
        f"{count(found.needles, 'text')} searched for that lead to a client or are internal"
    )
    lines = [f"{scope}: {count(errors, 'leak')}." if errors else f"{scope}: no file tells of another client."]
    if found.sealed:
        lines.append(f"{count(len(found.sealed), 'encrypted file')} not looked into; nothing stands in clear there.")
        lines += [f"  {name}" for name in found.sealed] if verbose else []
    if found.faint:
        who = f": {', '.join(found.faint)}" if verbose else ""
        lines.append(
            f"{count(len(found.faint), 'name')} of clients are everyday words and were not searched for by themselves{who}."
        )
    return lines
