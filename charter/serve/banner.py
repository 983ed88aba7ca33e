"""The findings as they stand above a page: the words of `charter check`, as HTML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from charter.serve.preview import Finding, Shown, State

_EXCERPT = re.compile(r"\s+\d* │ ")


def banner(state: State, shown: Shown | None = None) -> str:
    """Show what stands in the way of a client's page (or of any, if none is given) opened, and all else folded."""
    parts = [_trouble(state.trouble)] if state.trouble else []
    errors, warnings = _by_severity(state.findings)
    mine = [found for found in errors if shown is None or found.problem in shown.problems]
    others = [] if shown is None else [found for found in errors if found.problem not in shown.problems]
    if mine:
        parts.append(_block(_heading(mine, shown), mine, opened=True))
    if others:
        parts.append(_block(f"{_count(others, 'error')} elsewhere", others))
    if warnings:
        parts.append(_block(_count(warnings, "warning"), warnings))
    return f'<aside id="charter-preview" aria-label="Findings of Charter">{"".join(parts)}</aside>' if parts else ""


def _by_severity(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    errors = [found for found in findings if found.problem.severity == Severity.ERROR]
    return errors, [found for found in findings if found.problem.severity != Severity.ERROR]


def _heading(errors: Sequence[Finding], shown: Shown | None) -> str:
    count = _count(errors, "error")
    return (
        f"{count} to mend. Below is the page as it last was good."
        if shown
        else f"{count} to mend before anything can be published."
    )


def _trouble(sentence: str) -> str:
    return f'<details open class="bad"><summary>The project cannot be shown as it is now.</summary><p>{escape(sentence)}</p></details>'


def _block(heading: str, findings: Sequence[Finding], *, opened: bool = False) -> str:
    body = "".join(f'<div class="finding">{_lines(found.text)}</div>' for found in findings)
    start = '<details open class="bad">' if opened else "<details>"
    return f"{start}<summary>{escape(heading)}</summary>{body}</details>"


def _lines(text: Text) -> str:
    """Keep the lines of an excerpt from wrapping, so that the caret stays below what it points at."""
    lines = text.split("\n")
    return "".join(
        f'<div class="{"excerpt" if _EXCERPT.match(line.plain) else "line"}">{_spans(line)}</div>'
        for line in lines
        if line.plain
    )


def _spans(line: Text) -> str:
    """Turn the terminal's styles into classes of the same names: `bold red` is bold and red here, too."""
    parts, at = [], 0
    for span in line.spans:
        parts += [
            escape(line.plain[at : span.start]),
            f'<span class="{escape(str(span.style))}">',
            escape(line.plain[span.start : span.end]),
            "</span>",
        ]
        at = span.end
    return "".join(parts) + escape(line.plain[at:])


def _count(findings: Sequence[Finding], noun: str) -> str:
    return f"{len(findings)} {noun}{'' if len(findings) == 1 else 's'}"
