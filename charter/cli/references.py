"""The references, generated from the model: JSON Schema for editors, and a table of all fields."""

from __future__ import annotations

import json
from pathlib import Path

import click

from charter.problem import CharterError, did_you_mean


@click.command()
@click.argument("kind", default="")
@click.option("--all", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write the schemas of all kinds of files into this folder.")  # fmt: skip
@click.option("--fields", "table", is_flag=True, help="Print a table of all fields, in Markdown.")
def schema(kind: str, folder: Path | None, table: bool) -> None:
    """Print the JSON Schema of a KIND of file, with which editors complete and explain keys.

    The kinds are agency, departments, people, tier, client and translation.
    """
    from charter.schema.export import json_schema
    from charter.schema.reference import fields_reference

    if sum((bool(kind), folder is not None, table)) != 1:
        raise click.UsageError("Name one kind of file, or write one of --all and --fields.")
    if folder:
        _write_all(folder)
    elif table:
        click.echo(fields_reference(), nl=False)
    else:
        click.echo(_text(json_schema(_known(kind))))


def _known(kind: str) -> str:
    from charter.schema.export import KINDS

    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f"The kinds are {', '.join(KINDS)}."
        raise CharterError(f"There is no kind of file called `{kind}`. {hint}")
    return kind


def _write_all(folder: Path) -> None:
    from charter.schema.export import KINDS, json_schema

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            (folder / f"{kind}.schema.json").write_text(_text(json_schema(kind)) + "\n", encoding="utf-8")
    except OSError as error:
        raise CharterError(f"{folder} cannot be written: {error.strerror}.") from error
    click.echo(f"Wrote {len(KINDS)} schemas into {folder}.")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
