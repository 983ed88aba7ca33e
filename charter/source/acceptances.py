"""Remarks that accept a finding where it stands: `# accept RULE: why` in YAML, `{# accept RULE: why #}` in prose.

Such a remark stands at the end of the line that it speaks of, or alone above it. In prose it is taken out, so that
neither rules nor clients ever read it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.problem import Place
from charter.source.reader import comments

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORM = re.compile(
    r"accept:?\s+(?P<rule>\w+(?=:(?:\s|$))|\w+(?:-\w+)+)\s*(?:(?P<colon>:)\s*(?P<why>.*))?(?P<rest>.*)", re.IGNORECASE
)
"""All ids of warnings have a hyphen, so that `accept cards` is an ordinary remark."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One remark: where it stands, which finding it accepts and why, and the lines where that finding may be.

    Without a colon behind the id there is no `why` at all (None): it may be a remark about something else.
    """

    place: Place
    rule: str
    why: str | None
    lines: range


def in_yaml(text: str, file: str) -> list[Acceptance]:
    """Gather the remarks of a YAML text that can be read."""
    if "accept" not in text.casefold():
        return []
    lines = text.split("\n")
    remarks = list(comments(text))
    alone = {line for line, column in remarks if not lines[line][:column].strip()}
    reach = _Reach([number in alone or line.strip() == "---" for number, line in enumerate(lines)], lines)
    found = []
    for line, column in remarks:
        written = lines[line].rstrip()
        if said := _FORM.fullmatch(written[column:].lstrip("#").strip()):
            place = Place(file, line + 1, column + 1, len(written) + 1)
            found.append(_acceptance(said, place, reach.of(line, alone=line in alone)))
    return found


def in_prose(text: str, file: str) -> tuple[str, tuple[int, ...], list[Acceptance]]:
    """Take the remarks out of a Markdown text: give what is left, the number of each of its lines, and the remarks."""
    lines = text.split("\n")
    peeled = [_peeled(line) for line in lines]
    alone = [bool(marks) and not rest.strip() for rest, marks in peeled]
    reach = _Reach(alone, lines)
    found = [
        _acceptance(said, Place(file, line + 1, start + 1, end + 1), reach.of(line, alone=alone[line]))
        for line, (_, marks) in enumerate(peeled)
        for start, end, said in marks
    ]
    if not found:
        return text, (), []
    kept = [line for line, is_gone in enumerate(alone) if not is_gone]
    return "\n".join(peeled[line][0] for line in kept), tuple(line + 1 for line in kept), found


def _acceptance(said: re.Match[str], place: Place, lines: range) -> Acceptance:
    return Acceptance(place, said["rule"], said["why"].strip() if said["colon"] else None, lines)


def _peeled(line: str) -> tuple[str, list[tuple[int, int, re.Match[str]]]]:
    """Take the remarks off the end of a line of prose."""
    marks: list[tuple[int, int, re.Match[str]]] = []
    while (written := line.rstrip()).endswith("#}") and (start := written.rfind("{#")) >= 0:
        said = _FORM.fullmatch(written[start + 2 : -2].strip())
        if not said or "#}" in said[0]:
            break
        marks.append((start, len(written), said))
        line = line[:start].rstrip()
    return line, marks[::-1]


class _Reach:
    """Knows of which lines a remark speaks. Lines are counted from 0 here, and from 1 in what it gives."""

    def __init__(self, aside: list[bool], lines: list[str]) -> None:
        self._first = next((at for at, line in enumerate(lines) if line.strip() and not aside[at]), len(lines))
        self._next = list(self._below(aside))

    @staticmethod
    def _below(aside: list[bool]) -> Iterator[int]:
        below = [len(aside)]
        for at in range(len(aside) - 1, -1, -1):
            below.append(below[-1] if aside[at] else at)
        return reversed(below[1:])

    def of(self, line: int, *, alone: bool) -> range:
        """Give the lines of one remark: its own, or the one below all remarks; at the head of a file, all of the head.

        What is wrong with a file as a whole is found on its first line.
        """
        if not alone:
            return range(line + 1, line + 2)
        if line < self._first:
            return range(1, self._first + 2)
        return range(self._next[line] + 1, self._next[line] + 2)
