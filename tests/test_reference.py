"""The reference is what the program is: all commands, ways to write time, fields and findings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from charter.check.manual import pages
from charter.cli import cli
from charter.model.base import NOTE
from charter.model.charter import Charter
from charter.model.kinds import fields, meanings
from charter.model.promises import METRICS, TARGETS
from charter.schema.reference import parts_of
from charter.worktime import Words, parse_arrival, parse_month_day, parse_notice, parse_target, targets

PRINTED = CliRunner().invoke(cli, ["reference"]).stdout


def table(title: str) -> list[list[str]]:
    """Give the rows of the table below a heading."""
    [body] = re.findall(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", PRINTED, re.MULTILINE | re.DOTALL)
    rows = [line for line in body.splitlines() if line.startswith("| ")][2:]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def test_the_file_is_what_the_command_prints() -> None:
    """Bring it up to date with `charter reference > REFERENCE.md`."""
    assert (Path(__file__).parent.parent / "REFERENCE.md").read_text("utf-8") == PRINTED


def test_it_has_every_field_of_every_part() -> None:
    for part in parts_of(Charter):
        rows = {row[0].strip("`"): row for row in table(part.__name__)}
        assert set(fields(part)) - {"id", NOTE} <= set(rows)
        assert all(row[2].startswith(meanings(part)[key]) for key, row in rows.items() if key in fields(part))


def test_it_has_every_command_and_every_finding() -> None:
    named = re.findall(r"^### `charter ([a-z]+)", PRINTED, re.MULTILINE)
    assert set(named) == set(cli.commands)
    assert [row[0].strip("`") for row in table("Findings")] == list(pages())
    assert [row[0].strip("`") for row in table("Metrics")] == list(METRICS)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Targets of promises", parse_target),
        ("Times of arrival", parse_arrival),
        ("Notices", parse_notice),
        ("Days of every month", parse_month_day),
    ],
)
def test_every_example_of_time_is_read_and_said(title: str, read: Any) -> None:
    rows = table(title)
    assert len(rows) > 3
    for written, said in rows:
        assert read(written.strip("`"))
        assert said


def test_there_is_an_example_of_each_form_of_target() -> None:
    found = [parse_target(text) for text in TARGETS]
    forms = {type(target) for target in found}
    assert {targets.Duration, targets.RelativeDay, targets.Interval, targets.Percentiles} <= forms
    assert set(Words) <= {target for target in found if isinstance(target, Words)}
