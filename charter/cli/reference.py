"""The whole reference as one page of Markdown: commands, how time is written, all fields, all findings.

It is made from what the program itself uses, so it cannot say anything that is not so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from charter.check.manual import pages
from charter.model.promises import METRICS, TARGETS
from charter.model.values import MONTH_DAYS, NOTICES
from charter.render.language import Speech
from charter.schema.reference import fields_reference
from charter.worktime import parse_arrival, parse_month_day, parse_notice, parse_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ABOUT = """\
# Reference

All commands, ways to write time, fields and findings. `charter reference` prints this page; it is made from the
program itself. How they go together stands in the README."""
_ARRIVALS = ("before 14:00", "from 14:00 to 17:00", "mon-thu before 16:00, fri before 14:00", "on sat-sun")
_Read = Callable[[Speech, str], str]
_FORMS: tuple[tuple[str, str, tuple[str, ...], _Read], ...] = (
    ("Targets of promises", "target", TARGETS, lambda say, text: say.target_cell(parse_target(text))),
    ("Times of arrival", "arrives", _ARRIVALS, lambda say, text: say.capital(say.arrival(parse_arrival(text)))),
    ("Notices", "notice", NOTICES, lambda say, text: say.capital(say.notice(parse_notice(text)))),
    ("Days of every month", "on", MONTH_DAYS, lambda say, text: say.capital(say.monthly(parse_month_day(text)))),
)


def reference(cli: click.Group) -> str:
    """Write the page for a group of commands."""
    return "\n\n".join([_ABOUT, _commands(cli), _times(), _metrics(), _fields(), _findings()]) + "\n"


def _commands(cli: click.Group) -> str:
    return "\n\n".join(["## Commands", *_each(cli, "charter")])


def _each(group: click.Group, above: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _each(command, f"{above} {name}")
        else:
            yield _command(f"{above} {name}", command)


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join([name, *(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")])
    options = [record for param in command.params if (record := param.get_help_record(context)) and record[1]]
    about = command.get_short_help_str(limit=500)
    table = _table(("Option", "Does"), ((f"`{names}`", text) for names, text in options)) if options else ""
    return "\n\n".join(filter(None, [f"### `{usage}`", about, table]))


def _times() -> str:
    say = Speech.open("en")
    tables = [
        "\n\n".join(
            [f"### {title}", _table((f"`{key}:`", "Reads"), ((f"`{text}`", read(say, text)) for text in texts))]
        )
        for title, key, texts, read in _FORMS
    ]
    return "\n\n".join(["## How time is written", *tables])


def _metrics() -> str:
    say = Speech.open("en")
    return "\n\n".join(
        ["### Metrics", _table(("Key", "Reads", "Meaning"), ((f"`{one}`", *say.metric(one)) for one in METRICS))]
    )


def _fields() -> str:
    return fields_reference().rstrip().replace("\n## ", "\n### ").replace("# Fields", "## Fields", 1)


def _findings() -> str:
    rows = ((f"`{page.ident}`", str(page.severity), page.first_sentence) for page in pages().values())
    about = "What `charter check` finds. `charter explain` tells more of each, wrong and right."
    return "\n\n".join(["## Findings", about, _table(("Finding", "Severity", "What is right"), rows)])


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
