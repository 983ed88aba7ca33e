"""Findings -> text for people, or lines for programs. What a finding says is decided elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.problem import Severity
from charter.report.findings import Findings
from charter.report.gitlab import as_gitlab
from charter.report.junit import as_junit
from charter.report.machine import as_github, as_json
from charter.report.sarif import as_sarif
from charter.report.text import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from charter.problem import Accepted, Problem

__all__ = ["FORMATS", "Findings", "accepted_list", "accepted_summary", "finding", "summary"]

FORMATS: dict[str, Callable[[Findings], str]] = {
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
    "junit": as_junit,
}
"""The formats for programs; text with excerpts is for people, and printed finding by finding."""


def summary(problems: Iterable[Problem], files: int) -> str:
    """Count the findings in one sentence."""
    found = list(problems)
    errors = sum(problem.severity == Severity.ERROR for problem in found)
    if not found:
        return f"{files} files read, nothing to mend."
    parts = [_count(errors, "error")] if errors else []
    parts += [_count(len(found) - errors, "warning")] if len(found) > errors else []
    places = len({problem.place.file for problem in found})
    return f"{' and '.join(parts)} in {_count(places, 'file')}."


def accepted_summary(accepted: Collection[Accepted]) -> str:
    """Count the findings that somebody has accepted."""
    return f"{_count(len(accepted), 'finding')} accepted."


def accepted_list(accepted: Iterable[Accepted]) -> list[str]:
    """Give a line for each finding that somebody has accepted: which, where and why."""
    return [f"  {one.problem.place}  {one.problem.rule}: {one.why}" for one in accepted]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
