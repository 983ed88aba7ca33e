"""Bytes -> text, and what is wrong with a text that is no YAML, said in words for people who are no programmers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.problem import Place, Problem

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 1 << 20

_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
"""Control characters, line ends that only some programs see, letters without meaning, and the marks that turn the
direction of text around, with which one text can be made to look like another. Tags belong to flags alone."""
_STAND_IN = "\ufffd"

_SAYINGS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "A colon stands where none can: it belongs to the text, or the line before has no colon, or is indented otherwise.",
     "Put the text in quotation marks if the colon belongs to it; else let all keys of a group start below each other."),
    ("could not find expected ':'", "A colon is missing after a key, or a text goes on where a key should stand.",
     "Write `key: value`, with a colon and a space."),
    ("unexpected end of stream", "A quotation mark or a bracket is opened here and never closed.",
     "Close it at the end of the value."),
    ("expected ',' or '}'", "In a group in { } a comma or the closing } is missing.",
     "Put a comma between the entries, and put texts with commas or colons in quotation marks."),
    ("expected ',' or ']'", "In a list in [ ] a comma or the closing ] is missing.",
     "Put a comma between the items, and put texts with commas or colons in quotation marks."),
    ("expected '-' indicator", "A list is indented in two ways.", "Let each `-` of one list start below the other."),
    ("expected key", "The line is not indented like its neighbours, or a bracket or quotation mark before it is not closed.",
     "Let all keys of one group start below each other."),
    ("block sequence entries are not allowed", "A list item cannot start here.", "Start the list on a line of its own."),
    ("cannot start any token", "A value cannot start with this character.", "Put the whole value in quotation marks."),
    ("expected alphabetic or numeric", "A value cannot start with `&` or `*`.", "Put the whole value in quotation marks."),
    ("unknown escape", "After a backslash inside double quotation marks only some letters are allowed.",
     "Use single quotation marks, or write the backslash twice."),
    ("unacceptable character", "There is an invisible character here, which no page can show.", "Delete it."),
    ("control characters are not allowed", "There is an invisible character here, which no page can show.", "Delete it."),
)  # fmt: skip


def decode(data: bytes, file: str) -> tuple[str | None, Problem | None]:
    """Give the text of a file: UTF-8, with or without a byte order mark, at most 1 MiB."""
    if len(data) > MAX_BYTES:
        return None, Problem(
            "too-large", Place(file), "This file is larger than 1 MB; no charter is.", "Is it the right file?"
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, Problem("bad-encoding", Place(file), "This file is stored as UTF-16, which Charter does not read.",
                             "In your editor, choose “Save with encoding: UTF-8”.")  # fmt: skip
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        return None, Problem("bad-encoding", Place(file, line, column, column + 1), "This file is not stored as UTF-8: a letter here cannot be read.",
                             "In your editor, choose “Save with encoding: UTF-8”.")  # fmt: skip
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, _bad_place(text, file)


def _bad_place(text: str, file: str) -> Problem | None:
    found = _BAD.search(text)
    if not found:
        return None
    line, column = _position(text, found.start())
    return Problem("bad-character", Place(file, line, column, column + 1),
                   f"There is an invisible character here ({_name(found[0])}), which no page can show.", "Delete it.")  # fmt: skip


def bad_character(text: str) -> str:
    """Name the first character that no page can show, or nothing."""
    found = _BAD.search(text)
    return _name(found[0]) if found else ""


def without_bad(text: str) -> str:
    """Put a sign that everybody can see in the place of each of them."""
    return _BAD.sub(_STAND_IN, text)


def _name(character: str) -> str:
    return f"U+{ord(character[0]):04X}"


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def explain(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Say what the YAML parser means."""
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = f"{getattr(error, 'problem', None) or error}"
    context_mark = getattr(error, "context_mark", None)
    if (tab := _tab_near(text, line)) and "quoted" not in f"{getattr(error, 'context', '')}":
        return Problem("tab", Place(file, *tab, tab[1] + 1), "The line is indented with a tab, whose width nobody can tell.",
                       "Replace the tab with spaces.")  # fmt: skip
    if "unexpected end of stream" in said and context_mark:
        line, column = context_mark.line + 1, context_mark.column + 1
    line, column = _last_written(text, line, column)
    for fragment, message, hint in _SAYINGS:
        if fragment in said:
            return Problem("syntax", Place(file, line, column), message, hint)
    return Problem("syntax", Place(file, line, column), f"The file cannot be read from here on ({said}).",
                   "Compare the line and the one before it with the examples in the README.")  # fmt: skip


def _tab_near(text: str, line: int) -> tuple[int, int] | None:
    """Find a tab in the indentation of the line the parser stopped at, or the line before it."""
    lines = text.split("\n")
    for number in (line, line - 1):
        if 1 <= number <= len(lines) and (found := re.match(r"[ -]*\t", lines[number - 1])):
            return number, found.end()
    return None


def _last_written(text: str, line: int, column: int) -> tuple[int, int]:
    """Move a place behind the end of the file to the last line that says something."""
    lines = text.split("\n")
    while line > 1 and (line > len(lines) or not lines[line - 1].strip()):
        line -= 1
        column = len(lines[line - 1].rstrip()) + 1 if line <= len(lines) else 1
    return line, column
