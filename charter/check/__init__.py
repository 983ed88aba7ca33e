"""What the schema cannot see: links that lead nowhere, promises with two readings, texts without translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check import links, promises, translations
from charter.check.rule import RULES, Subject

if TYPE_CHECKING:
    from charter.problem import Problem
    from charter.schema import Decoded
    from charter.source import Node

__all__ = ["RULES", "links", "promises", "run", "translations"]


def run(tree: Node, decoded: Decoded, sections: frozenset[str]) -> list[Problem]:
    """Run every rule over one client's tree and charter, or where there is none, those that read the tree alone."""
    subject = Subject(tree, decoded, sections)
    rules = [rule for rule in RULES.values() if decoded.charter or rule.of_tree]
    return [problem for rule in rules for problem in rule.problems(subject)]
