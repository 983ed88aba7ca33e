"""Findings as JUnit XML, which nearly every CI system shows as the results of tests."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from charter.problem import Severity
from charter.report.findings import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.problem import Problem
    from charter.report.findings import Findings

_NO_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped, and the ends of lines, for each finding has one line."""


def as_junit(found: Findings) -> str:
    """Write one suite of tests. A test is one rule in one file, for a test must have a name that the next run has, too.

    It fails with all that the rule finds there, is skipped where that is accepted, and each rule that finds nothing at
    all is a test that passes: some CI systems take a suite without tests for a broken one.
    """
    failed: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in found.problems:
        failed[problem.place.file, problem.rule].append(problem)
    accepted = {(one.problem.place.file, one.problem.rule): one.why for one in found.accepted}
    skipped = {case: why for case, why in accepted.items() if case not in failed}
    passed = sorted(set(found.manual) - {rule for _, rule in (*failed, *skipped)})
    counts = {"tests": len(failed) + len(skipped) + len(passed), "failures": len(failed), "errors": 0}
    suites = Element("testsuites", {name: str(number) for name, number in counts.items()})
    suite = SubElement(suites, "testsuite", {"name": "charter check", **suites.attrib, "skipped": str(len(skipped))})
    for (file, rule), problems in failed.items():
        _failure(_case(suite, file, rule), problems)
    for (file, rule), why in skipped.items():
        SubElement(_case(suite, file, rule), "skipped", {"message": _clean(f"accepted: {why}")})
    for rule in passed:
        _case(suite, "charter check", rule)
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode")


def _case(suite: Element, where: str, rule: str) -> Element:
    return SubElement(suite, "testcase", {"classname": _clean(where), "name": rule})


def _failure(case: Element, problems: Iterable[Problem]) -> None:
    """Say all of it: GitLab shows the text of a failure, other systems its message."""
    first, *_ = found = list(problems)
    kind = Severity.ERROR if any(problem.severity == Severity.ERROR for problem in found) else Severity.WARNING
    failure = SubElement(case, "failure", {"type": kind.value, "message": _clean(first.message)})
    failure.text = "\n".join(_clean(f"{problem.place}: {sentences(problem)}") for problem in found)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
