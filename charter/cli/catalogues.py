"""`charter catalogue`: the file in which a language is translated."""

from __future__ import annotations

import sys

import click

from charter.cli.options import Options, common
from charter.cli.output import load, near, report_findings


@click.command()
@click.argument("language")
@common
def catalogue(options: Options, language: str) -> None:
    """Write what is still to be translated into LANGUAGE: its catalogue, made or brought up to date."""
    from charter.render.catalogues import renewed

    loaded = load(options.root)
    broken = [problem for problem in loaded.problems if problem.rule == "broken-template"]
    if broken:
        report_findings(loaded, broken)  # what they say cannot be read, and would count as said no more
        sys.exit(1)
    templates = options.root / "templates"
    data, translated, missing, shipped = renewed(language, templates)
    file = templates / "locale" / f"{language}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    also = f", {shipped} more come with Charter" if shipped else ""
    options.say(f"{near(file)}: {translated} translated, {missing} missing{also}.")
