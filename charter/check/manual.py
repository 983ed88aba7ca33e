"""The manual: a page for every finding there is. Rules carry theirs; the others stand in `manual_...`.

Each says what is right, why it matters, and shows it wrong and right, as the docstring of a rule does.
"""

from __future__ import annotations

from dataclasses import dataclass
from inspect import cleandoc
from typing import TYPE_CHECKING

from charter.check import PROJECT_RULES, RULES, manual_audit, manual_files, manual_values
from charter.problem import Severity

if TYPE_CHECKING:
    from charter.check.rule import ProjectRule, Rule


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say about one kind of finding."""

    ident: str
    severity: Severity
    text: str

    @property
    def first_sentence(self) -> str:
        """What is right, in one sentence."""
        return " ".join(self.text.split("\n\n", maxsplit=1)[0].split())


def pages() -> dict[str, Page]:
    """Give all pages by the id of their finding, in order."""
    registered: list[Rule | ProjectRule] = [*RULES.values(), *PROJECT_RULES.values()]
    rules = [Page(rule.ident, rule.severity, cleandoc(rule.check.__doc__ or "")) for rule in registered]
    others = [
        Page(ident, Severity.WARNING if ident in _WARNINGS else Severity.ERROR, cleandoc(text))
        for ident, text in OTHERS.items()
    ]
    return {page.ident: page for page in sorted((*rules, *others), key=lambda page: page.ident)}


OTHERS = manual_files.PAGES | manual_values.PAGES | manual_audit.PAGES
"""The pages of all findings that are no rule of `check`."""
_WARNINGS = manual_values.WARNINGS | manual_audit.WARNINGS
