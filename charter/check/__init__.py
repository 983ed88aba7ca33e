"""What the schema cannot see: links that lead nowhere, promises with two readings, texts without translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check import links, promises, translations
from charter.check.rule import RULES, Subject

if TYPE_CHECKING:
    from charter.model.charter import Charter
    from charter.problem import Problem
    from charter.source import Node

__all__ = ["RULES", "links", "promises", "run", "translations"]


def run(charter: Charter | None, tree: Node, sections: frozenset[str]) -> list[Problem]:
    """Run every rule over one charter, or those that can do without one over its tree."""
    subject = Subject(tree, sections, charter)
    rules = [rule for rule in RULES.values() if charter or rule.of_tree]
    return [problem for rule in rules for problem in rule.problems(subject)]
