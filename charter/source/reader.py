"""YAML text -> nodes with places. The only place that knows YAML.

Every scalar stays text: the schema gives types, so that `9:00`, `no`, `0123` and `1.10` are what was written.
Anchors, aliases, tags and several documents are refused: nobody who writes a charter needs them, and each of
them can make a file mean something else than what a reader of it sees.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import yaml

from charter.problem import Place, Problem
from charter.source.node import Node
from charter.source.text import bad_character, explain, without_bad

if TYPE_CHECKING:
    from collections.abc import Iterator

Event = Any
"""An event of PyYAML, whose types leave more open than its parser does."""
MAX_DEPTH, MAX_NODES = 20, 20_000
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_HASH = re.compile(r"(?:^|(?<=[ \t]))#")


def parse(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Read one YAML text. The node is None where its syntax is broken; problems may come with a node, too."""
    reader = _Reader(text, file)
    try:
        node = reader.document()
    except yaml.YAMLError as error:
        return None, [*reader.problems, explain(error, text, file)]
    except _TooMuchError:
        return None, reader.problems
    return (node, reader.problems) if node else (None, [*reader.problems, reader.empty_file()])


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Give where each remark begins in a text that can be read: line and column, from 0. A `#` in a value begins none."""
    texts = [_extent(token) for token in yaml.scan(text, Loader=_LOADER) if isinstance(token, yaml.ScalarToken)]
    for number, line in enumerate(text.split("\n")):
        for sign in _HASH.finditer(line):
            here = number, sign.start()
            before = bisect_right(texts, here, key=lambda extent: extent[0])
            if before == 0 or here >= texts[before - 1][1]:
                yield here
                break


def _extent(token: Event) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give where a value begins and ends; one in lines of its own begins below its sign, which may have a remark."""
    start, end = token.start_mark, token.end_mark
    begins = (start.line + 1, 0) if token.style in {"|", ">"} else (start.line, start.column)
    return begins, (end.line, end.column)


class _TooMuchError(Exception):
    """The file is deeper or longer than any charter; the problem is already noted."""


@dataclass
class _Reader:
    """Turns the event stream of one file into nodes, noting problems as it goes."""

    text: str
    file: str
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def document(self) -> Node | None:
        self.lines = self.text.split("\n")
        self.events: Iterator[Any] = yaml.parse(self.text, Loader=_LOADER)
        root = None
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                if root is not None:
                    self.note(
                        "several-documents",
                        self.place(event),
                        "A line `---` starts a second document here, and it would be lost.",
                        "Delete the line `---`, or move what follows into a file of its own.",
                    )
                    self.node(event, 0)
                else:
                    root = self.node(event, 0)
        return None if root is None or root.value == "" else root

    def empty_file(self) -> Problem:
        return Problem(
            "empty-file",
            Place(self.file),
            "This file says nothing.",
            "Write something into it, or delete it.",
        )

    def note(self, rule: str, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(rule, place, message, hint))

    def place(self, event: Event) -> Place:
        start, end = event.start_mark, event.end_mark
        same_line = end.line == start.line and end.column > start.column
        return Place(self.file, start.line + 1, start.column + 1, end.column + 1 if same_line else 0)

    def node(self, event: Event, depth: int, key: Place | None = None) -> Node:
        place = self.place(event)
        self.limits(place, depth)
        self.plainness(event, place)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self.mapping(depth), replace(place, end=place.column + 1), key)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self.sequence(depth), replace(place, end=place.column + 1), key)
        return Node(self.scalar(event, place, key), place, key)

    def limits(self, place: Place, depth: int) -> None:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            self.note(
                "too-deep" if depth > MAX_DEPTH else "too-large",
                place,
                f"This file goes on {'deeper' if depth > MAX_DEPTH else 'longer'} than any charter does.",
                "Look for brackets or lines that were repeated by mistake.",
            )
            raise _TooMuchError

    def plainness(self, event: Event, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.note(
                "alias",
                place,
                f"`*{event.anchor}` repeats a part of the file by reference, which Charter does not read.",
                "Write the part out again, or move it to the tier so that it is shared. "
                "If the `*` belongs to the text, put the text in quotation marks.",
            )
        elif event.anchor:
            self.note(
                "anchor",
                place,
                f"`&{event.anchor}` marks a part of the file for repetition, which Charter does not read.",
                f"Delete `&{event.anchor}`. If the `&` belongs to the text, put the text in quotation marks.",
            )
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self.note(
                "tag",
                place,
                "A word that starts with `!` gives a value a hidden type, which Charter does not read.",
                "Delete it. If the `!` belongs to the text, put the text in quotation marks.",
            )

    def scalar(self, event: Event, place: Place, key: Place | None) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            return ""
        value: str = event.value
        if _is_nothing(event):
            self.empty_value(key or place)
        if found := bad_character(value):
            self.note(
                "bad-character",
                place,
                f"There is an invisible character here ({found}), which no page can show.",
                "Delete the text and type it again.",
            )
            return without_bad(value)
        return value

    def empty_value(self, place: Place) -> None:
        line = self.lines[place.line - 1] if place.line <= len(self.lines) else ""  # nothing may follow `---`
        before, rest = line[: place.column - 1].rstrip(), line[place.end - 1 :] if place.end else ":"
        if before.endswith(",") and not re.match(r"\s*(:|$)", rest):
            self.comma(place, before, line[place.column - 1 : place.end - 1])
            return
        if re.match(r"\s*:?\s*#\w", rest):
            hint = 'Everything after ` #` is a remark to Charter. Put the value in quotation marks: "#0b5c4a".'
        else:
            hint = "Write the value after the colon, or delete the line."
        self.note("empty-value", place, "Nothing stands here, so nothing can be said to the client.", hint)

    def comma(self, place: Place, before: str, after: str) -> None:
        first = re.split(r"[:{,] ", before)[-1].rstrip(",")
        message = "The comma before this starts a new entry of the group in { }, and this one has no value."
        hint = f'If the comma belongs to the text, put the whole text in quotation marks: "{first}, {after}".'
        if first.isdecimal() and after.isdecimal():
            thousands = len(after) == len("000")
            number = f"`{first}{after}`" if thousands else f"`{first}.{after}`"
            hint = f"Write {number}: numbers have a point before their cents, and thousands have no sign."
        self.note("comma-in-text", place, message, hint)

    def sequence(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return items

    def mapping(self, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, depth)
            known = len(self.problems)
            written = next(self.events)
            value = self.node(written, depth + 1, self.place(event))
            if key in found:
                first = found[key].anchor
                self.note(
                    "duplicate-key",
                    self.place(event),
                    f"`{key}` stands here twice; the first one is on line {first.line}.",
                    "Keep one of them, or put both values under one.",
                )
            elif key is None:
                del self.problems[known:]  # a value of no key says nothing of its own
            elif not _is_nothing(written):
                found[key] = value
        return found

    def key(self, event: Event, depth: int) -> str | None:
        known = len(self.problems)
        node = self.node(event, depth + 1, self.place(event))
        if isinstance(event, yaml.ScalarEvent):
            return without_bad(str(event.value))
        del self.problems[known:]  # what is wrong inside a key follows from its being one
        if not isinstance(event, yaml.AliasEvent):
            self.note(
                "key-is-no-text",
                node.place,
                "A single word belongs before the colon, not a list or a group.",
                "If this is a value in {{ }} or [ ], put it in quotation marks.",
            )
        return None


def _is_nothing(event: Event) -> bool:
    """Whether nothing was written, or only a reference; either is noted where it is found, and then left out."""
    if isinstance(event, yaml.ScalarEvent):
        return event.value == "" and not event.style
    return isinstance(event, yaml.AliasEvent)
