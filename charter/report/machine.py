"""Findings for programs: JSON, and the annotations of GitHub Actions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from charter.problem import one_line
from charter.report.findings import sentences

if TYPE_CHECKING:
    from charter.problem import Accepted, Problem
    from charter.report.findings import Findings


def as_json(found: Findings) -> str:
    """Write a JSON object: `findings`, and those that were `accepted`.

    Lines and columns count from 1, `end_column` is exclusive or 0.
    """
    rows = {
        "findings": [_row(problem) for problem in found.problems],
        "accepted": [_accepted(one) for one in found.accepted],
    }
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _row(problem: Problem) -> dict[str, str | int]:
    place = problem.place
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_column": place.end,
        "message": problem.message,
        "hint": problem.hint,
    }


def _accepted(accepted: Accepted) -> dict[str, str | int]:
    place = accepted.problem.place
    return {"rule": accepted.problem.rule, "file": place.file, "line": place.line, "why": accepted.why}


def as_github(found: Findings) -> str:
    """Write workflow commands, which GitHub shows beside the lines of a pull request. What is accepted is not shown.

    The form and its escapes are those of the documentation, “Workflow commands for GitHub Actions”.
    """
    return "\n".join(_command(problem) for problem in found.problems)


def _command(problem: Problem) -> str:
    place = problem.place
    values = {"file": one_line(place.file), "line": place.line, "col": place.column, "title": problem.rule}
    if place.end:
        values["endColumn"] = place.end - 1
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in values.items())
    return f"::{problem.severity.value} {properties}::{_escaped(sentences(problem))}"


def _escaped(text: str, also: str = "") -> str:
    return "".join(f"%{ord(letter):02X}" if letter in "%\r\n" + also else letter for letter in text)
