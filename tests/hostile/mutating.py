"""One broken project after another: every kind of harm at many places, the same ones for the same seed.

A mutation changes one file. `lines` is where people would look for the harm, counted from 1.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml
from harm import BYTES, KEYS, PROSE, RAW, VALUES, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Mutation:
    """One harm to one file."""

    kind: str
    file: str
    lines: range
    data: bytes

    def __str__(self) -> str:
        return f"{self.kind} in {self.file}:{self.lines.start}"


@dataclass(frozen=True)
class Spot:
    """Where a key or a value stands: its offsets in the text, and its first line."""

    start: int
    end: int
    line: int


Harm = tuple[str, str, "Callable[[random.Random, str], tuple[range, bytes]]"]
"""The name of a kind, the ending of the files that it harms, and what it makes of a text."""


def mutations(files: dict[str, str], count: int, seed: int) -> Iterator[Mutation]:
    """Give so many mutations: all kinds in turn, each time in another place."""
    for number in range(count):
        kind, ending, harm = KINDS[number % len(KINDS)]
        chance = random.Random(f"{seed} {number}")
        file = chance.choice(sorted(name for name in files if name.endswith(ending)))
        lines, data = harm(chance, files[file])
        yield Mutation(kind, file, lines, data)


def _kinds() -> Iterator[Harm]:
    for name, value in VALUES.items():
        yield f"value {name}", ".yaml", _at_spot(_values, quoted(value))
    for name, value in RAW.items():
        yield f"raw {name}", ".yaml", _at_spot(_values, value)
    for name, value in KEYS.items():
        yield f"key {name}", ".yaml", _at_spot(_keys, value)
    for name, change in LINES.items():
        yield f"line {name}", ".yaml", _at_line(change)
    for name, value in BYTES.items():
        yield f"bytes {name}", "", _inside(value)
    for name, write in WHOLE.items():
        yield f"file {name}", "", _whole(write)
    for name, text in PROSE.items():
        yield f"prose {name}", ".md", _in_prose(text)


def quoted(value: str) -> str:
    """Write a value so that YAML reads exactly it."""
    return json.dumps(value) if value.isascii() else '"' + "".join(map(_escape, value)) + '"'


def _escape(letter: str) -> str:
    if letter in '"\\' or not letter.isprintable() or ord(letter) > 0xFFFF:
        return f"\\U{ord(letter):08X}"
    return letter


def _spots(text: str) -> tuple[list[Spot], list[Spot]]:
    """Find all keys and all values of a YAML text."""
    keys, values = [], []

    def walk(node: yaml.Node, found: list[Spot]) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                walk(key, keys)
                walk(value, values)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                walk(item, values)
        else:
            found.append(Spot(node.start_mark.index, node.end_mark.index, node.start_mark.line + 1))

    walk(yaml.compose(text, Loader=yaml.SafeLoader), values)
    return keys, values


def _keys(text: str) -> list[Spot]:
    return _spots(text)[0]


def _values(text: str) -> list[Spot]:
    return _spots(text)[1]


def _at_spot(find: Callable[[str], list[Spot]], instead: str) -> Callable[[random.Random, str], tuple[range, bytes]]:
    def harm(chance: random.Random, text: str) -> tuple[range, bytes]:
        spot = chance.choice(find(text))
        changed = text[: spot.start] + instead.replace("{}", text[spot.start : spot.end]) + text[spot.end :]
        return range(spot.line, spot.line + instead.count("\n") + 1), changed.encode("utf-8", "surrogatepass")

    return harm


def _at_line(change: Callable[[list[str], int], None]) -> Callable[[random.Random, str], tuple[range, bytes]]:
    def harm(chance: random.Random, text: str) -> tuple[range, bytes]:
        lines = text.split("\n")
        said = [number for number, line in enumerate(lines[:-1]) if line.strip() and not line.lstrip().startswith("#")]
        number = chance.choice(said)
        change(lines, number)
        return range(number + 1, number + 2), "\n".join(lines).encode()

    return harm


def _inside(value: bytes) -> Callable[[random.Random, str], tuple[range, bytes]]:
    def harm(chance: random.Random, text: str) -> tuple[range, bytes]:
        at = chance.choice([found.end() for found in re.finditer(r"\w", text)])
        line = text.count("\n", 0, at) + 1
        return range(line, line + 1), text[:at].encode() + value + text[at:].encode()

    return harm


def _whole(write: Callable[[str], bytes]) -> Callable[[random.Random, str], tuple[range, bytes]]:
    def harm(_: random.Random, text: str) -> tuple[range, bytes]:
        return range(1, text.count("\n") + 2), write(text)

    return harm


def _in_prose(text: str) -> Callable[[random.Random, str], tuple[range, bytes]]:
    def harm(chance: random.Random, before: str) -> tuple[range, bytes]:
        lines = before.split("\n")
        at = chance.randrange(len(lines))
        return range(at + 1, at + text.count("\n") + 4), "\n".join([*lines[:at], "", text, "", *lines[at:]]).encode()

    return harm


def _insert(text: str) -> Callable[[list[str], int], None]:
    return lambda lines, number: lines.insert(number, text)


def _rewrite(change: Callable[[str], str]) -> Callable[[list[str], int], None]:
    def put(lines: list[str], number: int) -> None:
        lines[number] = change(lines[number])

    return put


def _delete(lines: list[str], number: int) -> None:
    del lines[number]


def _twice(lines: list[str], number: int) -> None:
    lines.insert(number, lines[number])


LINES: dict[str, Callable[[list[str], int], None]] = {
    "gone": _delete,
    "twice": _twice,
    "deeper": _rewrite(lambda line: " " + line),
    "less deep": _rewrite(lambda line: line.removeprefix(" ")),
    "tab": _rewrite(lambda line: "\t" + line),
    "without colon": _rewrite(lambda line: line.replace(":", "", 1)),
    "as a list": _rewrite(lambda line: f"- {line}"),
    "cut": _rewrite(lambda line: line[: len(line) * 2 // 3]),
    "another document": _insert("---"),
    "the end": _insert("..."),
    "a directive": _insert("%YAML 9.9"),
    "junk": _insert(":::"),
    "a merge key": _insert("<<: *all"),
    "a command": _insert("::add-mask::x"),
    "a conflict": _insert("<<<<<<< HEAD"),
    "a thousand words": _insert("word " * 1000),
    "an unknown key": _insert("colour: red"),
}
KINDS: list[Harm] = list(_kinds())
