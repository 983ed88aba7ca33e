"""Words -> calls -> print. The only place that knows the command line, exit codes and the clock.

Exit codes: 0 clean, 1 findings or a failed build, 2 wrong usage or a world gone wrong.
Results go to stdout, diagnostics to stderr; colour and progress appear on a terminal only.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

import click

from charter.cli import (
    access,
    audit,
    catalogues,
    commands,
    diff,
    handover,
    links,
    next,  # noqa: A004  a command is called so
    references,
    release,
    rules,
    status,
    when,
)
from charter.problem import CharterError

__all__ = ["cli", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="charter", message="charter %(version)s")
def cli() -> None:
    """Client onboarding charters: a branded welcome handbook and expectations page for every client."""


for command in (commands.init, commands.new, commands.build, commands.serve, commands.check, commands.why):
    cli.add_command(command)
cli.add_command(handover.packet)
cli.add_command(handover.mail)
cli.add_command(links.links)
cli.add_command(access.passphrase)
cli.add_command(when.when)
cli.add_command(diff.diff)
cli.add_command(release.release)
cli.add_command(release.acknowledge)
cli.add_command(audit.audit)
cli.add_command(status.status)
cli.add_command(status.show)
cli.add_command(next.next_change)
cli.add_command(catalogues.catalogue)
cli.add_command(references.schema)
cli.add_command(references.reference)
cli.add_command(rules.rules)
cli.add_command(rules.explain)


def main() -> None:
    """Run the command line; a world gone wrong is one sentence and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter is no reason to stop
    try:
        cli()
    except CharterError as error:
        click.echo(f"charter: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        with suppress(OSError):
            click.echo(f"charter: {error.strerror}{f': {error.filename}' if error.filename else ''}.", err=True)
        os._exit(2)  # what could not be written now cannot be written at exit either
