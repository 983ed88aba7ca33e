"""What the schema cannot see: links that lead nowhere, promises with two readings, texts without translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check import links, promises, prose, translations
from charter.check.rule import RULES, Subject

if TYPE_CHECKING:
    from charter.problem import Problem

__all__ = ["RULES", "Subject", "links", "promises", "prose", "run", "translations"]


def run(subject: Subject) -> list[Problem]:
    """Run every rule over one client, or where it has no charter, those that read what was written alone."""
    rules = [rule for rule in RULES.values() if subject.decoded.charter or rule.of_tree]
    return [problem for rule in rules for problem in rule.problems(subject)]
