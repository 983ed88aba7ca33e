"""Findings for GitLab: a Code Quality report, which GitLab shows in a merge request and beside its lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from charter.problem import Severity
from charter.report.findings import fingerprints, sentences

if TYPE_CHECKING:
    from charter.problem import Problem
    from charter.report.findings import Findings

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def as_gitlab(found: Findings) -> str:
    """Write a Code Quality report. What is accepted is not shown.

    GitLab compares the fingerprints of two reports to tell what a merge request adds and what it mends, and drops a
    finding whose fingerprint has occurred already.
    """
    marks = fingerprints(found.problems)
    rows = [_row(problem, mark) for problem, mark in zip(found.problems, marks, strict=True)]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _row(problem: Problem, fingerprint: str) -> dict[str, object]:
    return {
        "description": sentences(problem),
        "check_name": problem.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": problem.place.file, "lines": {"begin": problem.place.line}},
    }
