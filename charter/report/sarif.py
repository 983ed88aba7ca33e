"""Findings as SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import quote

from charter.report.findings import fingerprints, sentences

if TYPE_CHECKING:
    from charter.problem import Place, Problem
    from charter.report.findings import Findings, Page

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(found: Findings) -> str:
    """Write one run: the rules that found something, with their manual pages, and the findings.

    What is accepted is among them, as suppressed in the source, with the reason that stands there.
    """
    reasons = [None] * len(found.problems) + [accepted.why for accepted in found.accepted]
    problems = [*found.problems, *(accepted.problem for accepted in found.accepted)]
    rules = sorted({problem.rule for problem in problems})
    results = [
        _result(problem, rules.index(problem.rule), mark) | ({} if why is None else _suppressed(why))
        for problem, why, mark in zip(problems, reasons, fingerprints(problems), strict=True)
    ]
    driver = {"name": "Charter", "version": version("charter"), "rules": [_rule(found, rule) for rule in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(found: Findings, ident: str) -> dict[str, object]:
    page = found.manual.get(ident)
    return {"id": ident} | (_manual(page) if page else {})


def _manual(page: Page) -> dict[str, object]:
    return {
        "shortDescription": {"text": page.first_sentence},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": page.severity.value},
    }


def _result(problem: Problem, index: int, fingerprint: str) -> dict[str, object]:
    where = {"artifactLocation": {"uri": quote(problem.place.file, errors="replace")}, "region": _region(problem.place)}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity.value,
        "message": {"text": sentences(problem)},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"charterFinding/v1": fingerprint},
    }


def _region(place: Place) -> dict[str, int]:
    """Give the stretch; without an end column it is all that is left of the line."""
    start = {"startLine": place.line, "startColumn": place.column}
    return start | ({"endColumn": place.end} if place.end else {})


def _suppressed(why: str) -> dict[str, object]:
    return {"suppressions": [{"kind": "inSource", "justification": why}]}
