"""The references, generated from what the program uses: JSON Schema for editors, and a page of all there is."""

from __future__ import annotations

import json
from pathlib import Path

import click

from charter.problem import CharterError, did_you_mean

_DATA = "charter.json"


@click.command()
@click.argument("kind", default="")
@click.option("--all", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write the schemas of all kinds of files into this folder.")  # fmt: skip
def schema(kind: str, folder: Path | None) -> None:
    """Print the JSON Schema of a KIND of file, with which editors complete and explain keys.

    The kinds are agency, departments, people, tier, state, client and translation; and charter.json, which every
    client gets.
    """
    if bool(kind) == (folder is not None):
        raise click.UsageError("Name one kind of file, or write --all with a folder.")
    if folder:
        _write_all(folder)
    else:
        click.echo(_text(_schema_of(kind)))


def _schema_of(kind: str) -> object:
    from charter.schema.export import KINDS, json_schema

    if kind == _DATA:
        from charter.render.data_schema import json_schema as of_data

        return of_data()
    if kind not in KINDS:
        kinds = [*KINDS, _DATA]
        hint = did_you_mean(kind, kinds) or f"The kinds are {', '.join(kinds)}."
        raise CharterError(f"There is no kind of file called `{kind}`. {hint}")
    return json_schema(kind)


def _write_all(folder: Path) -> None:
    from charter.scaffold import write_schemas

    try:
        count = write_schemas(folder)
    except OSError as error:
        raise CharterError(f"{folder} cannot be written: {error.strerror}.") from error
    click.echo(f"Wrote {count} schemas into {folder}.")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


@click.command()
@click.pass_context
def reference(context: click.Context) -> None:
    """Print all commands, ways to write time, fields and findings as one page of Markdown."""
    from charter.cli.reference import reference as page

    group = context.find_root().command
    assert isinstance(group, click.Group)  # noqa: S101  it is a command of one
    click.echo(page(group), nl=False)
