"""Conditions among the tags of HTML: around whole paragraphs and list items, or inside one, never across two."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from charter.render.prose_markdown import CONTROL, CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ALONE = re.compile(rf"<p>([{CONTROL}])</p>")
_FILLED = re.compile(rf"<(p|li|h[3-6])>\s*([{CONTROL}])((?:(?!</?\1>).)*)([{CONTROL}])\s*</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TOKEN = re.compile(rf"<(/?)([a-z][a-z0-9]*)[^>]*>|([{CONTROL}])")
_CONTROL = re.compile(f"[{CONTROL}]")
_VOID = {"br", "hr", "img"}


def arrange(html: str, kinds: Sequence[str]) -> str:
    """Take conditions that stand alone out of their paragraphs, and put those that fill an element around it.

    `kinds` says for each condition's placeholder what it is: `if`, `elif`, `else` or `endif`. A paragraph or list
    item that is all one condition is then not there at all when the condition does not hold.
    """

    def around(element: re.Match[str]) -> str:
        tag, first, inner, last = element.groups()
        controls = [kinds[_number(sign)] for sign in (first, *_CONTROL.findall(inner), last)]
        return f"{first}<{tag}>{inner}</{tag}>{last}" if _is_one_condition(controls) else element[0]

    html = _ALONE.sub(r"\1", html)
    return _FILLED.sub(around, _FILLED.sub(around, html))  # a paragraph, then the list item around it


def crossing(html: str, kinds: Sequence[str]) -> list[int]:
    """Give the placeholders of conditions that begin in one element and go on in another, or stand in an address."""
    in_tags = [_number(sign) for tag in _TAG.findall(html) for sign in _CONTROL.findall(tag)]
    numbers = [_number(sign) for sign in _CONTROL.findall(html)]
    if in_tags or numbers != list(range(len(kinds))):
        counts = Counter(numbers)
        return sorted({*in_tags, *(number for number in range(len(kinds)) if counts[number] != 1)}) or [0]
    return sorted(set(_crossing(html, kinds)))


def _crossing(html: str, kinds: Sequence[str]) -> Iterator[int]:
    opened, elements = 0, [0]
    conditions: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(html):
        closes, tag, control = token.groups()
        if control:
            number = _number(control)
            if kinds[number] == "if":
                conditions.append((number, elements[-1]))
            elif conditions[-1][1] != elements[-1]:
                yield conditions[-1][0]
            if kinds[number] == "endif":
                conditions.pop()
        elif closes:
            elements.pop()
        elif tag not in _VOID:
            opened += 1
            elements.append(opened)


def _number(control: str) -> int:
    return ord(control) - CONTROLS


def _is_one_condition(kinds: list[str]) -> bool:
    depth = 0
    for number, kind in enumerate(kinds, 1):
        depth += {"if": 1, "endif": -1}.get(kind, 0)
        ends = number == len(kinds)
        if ends != (depth == 0) or (depth == 1 and kind in {"elif", "else"}):
            return False
    return True
