"""Findings -> text with an excerpt, for people. What a finding says is decided elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.problem import Place, Problem

WIDTH = 88
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def finding(problem: Problem, text_of: Callable[[str], str | None]) -> Text:
    """Write one finding: place and rule, the sentence, the line with a caret below it, and the mend."""
    text = Text()
    text.append(_on_one_line(str(problem.place)), style="bold").append("  ")
    text.append(problem.severity, style=_STYLES[problem.severity]).append(f"  {problem.rule}\n", style="dim")
    text.append(f"  {_on_one_line(problem.message)}\n")
    text.append_text(_excerpt(problem.place, text_of(problem.place.file)))
    if problem.hint:
        text.append("  → ", style="bold green").append(f"{_on_one_line(problem.hint)}\n")
    return text


def _on_one_line(text: str) -> str:
    """Write a text without line breaks and control characters: CI systems obey some lines that begin with a sign."""
    return "".join(character if character.isprintable() else " " for character in text)


def _excerpt(place: Place, source: str | None) -> Text:
    lines = (source or "").split("\n")
    if place.line > len(lines) or not lines[place.line - 1].strip():
        return Text()
    line, column, end = window(lines[place.line - 1], place)
    number = str(place.line)
    text = Text()
    text.append(f"\n  {number} │ ", style="dim").append(f"{line}\n")
    text.append(f"  {' ' * len(number)} │ ", style="dim")
    return text.append(" " * column).append("^" * max(1, end - column) + "\n\n", style="bold red")


def window(line: str, place: Place) -> tuple[str, int, int]:
    """Cut a long line to what is around the place, and give the marked columns in it, from 0."""
    line = _on_one_line(line).rstrip()
    start, end = place.column - 1, min(place.end - 1 if place.end else len(line), len(line))
    shift = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    cut = line[shift : shift + WIDTH]
    if shift:
        cut = "…" + cut[1:]
    if shift + WIDTH < len(line):
        cut = cut[:-1] + "…"
    return cut, start - shift, min(end - shift, len(cut))
