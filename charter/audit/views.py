"""One text, read in the ways in which programs read it: as it is, and with its escapes resolved.

Entities, percent signs, backslashes, folded lines and soft line ends are resolved until nothing changes any more; of
pages there is also the text without the tags. Each view knows where its letters come from.
"""

from __future__ import annotations

import html
import re
import sys
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 4
"""As many escapes inside each other are resolved."""
_ESCAPE = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
    r"|(?:%[0-9A-Fa-f]{2})+"
    r"|(?:\\u[0-9a-fA-F]{4})+|\\u\{[0-9a-fA-F]{1,6}\}|\\x[0-9a-fA-F]{2}|\\[0-9a-fA-F]{2,6} ?|\\[nrtNbf]|\\[^\w\s]"
)
_FOLD = re.compile(r"\r?\n[ \t]|=\r?\n")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
_BROKEN = re.compile(r"[-\u2010\u00ad]\n")
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|code|em|i|kbd|mark|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>|(<[^<>]*>)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class View:
    """A text, and where it comes from: the pieces of it that stand at other places in the text before."""

    text: str
    before: View | None = None
    pieces: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())

    def root(self, index: int) -> int:
        """Give the place in the text as it is in the file."""
        if self.before is None:
            return index
        starts, origins = self.pieces
        piece = bisect_right(starts, index) - 1
        return self.before.root(origins[piece] + index - starts[piece])


def views(text: str, *, folds: bool = False, tags: bool = False, breaks: bool = False) -> Iterator[View]:
    """Give a text and all that it says once escapes are resolved."""
    first = View(text)
    yield from _rounds(first, quoted=False)
    if folds and (whole := _resolved(first, _FOLD, lambda _: "")):
        yield from _rounds(whole, quoted=False)
        yield from (view for view in _rounds(whole, quoted=True) if view is not whole)
    elif folds:
        yield from (view for view in _rounds(first, quoted=True) if view is not first)
    if tags:
        shown = _resolved(first, _REMARK, lambda _: "", end=text.rfind("-->") + 3) or first
        bare = _resolved(shown, _TAG, lambda found: " " if found[1] else "")
        yield from _rounds(bare, quoted=False) if bare else ()
    if breaks and (joined := _resolved(first, _BROKEN, lambda _: "")):
        yield joined


def _rounds(view: View, *, quoted: bool) -> Iterator[View]:
    yield view
    if quoted and (plain := _resolved(view, _QUOTED, _unquoted)):
        view = plain
        yield view
    for _ in range(ROUNDS):
        found = _resolved(view, _ESCAPE, _unescaped)
        if found is None:
            return
        view = found
        yield view


def _resolved(
    view: View, pattern: re.Pattern[str], instead: Callable[[re.Match[str]], str], end: int = sys.maxsize
) -> View | None:
    """Give the view with every match before the end replaced, or None where nothing changes."""
    parts, starts, origins, last, length = [], [0], [0], 0, 0
    for found in pattern.finditer(view.text, 0, end):
        new = instead(found)
        if new == found[0]:
            continue
        kept = view.text[last : found.start()]
        parts += [kept, new]
        starts += [length + len(kept), length + len(kept) + len(new)]
        origins += [found.start(), found.end()]
        length += len(kept) + len(new)
        last = found.end()
    if not parts:
        return None
    return View("".join((*parts, view.text[last:])), view, (tuple(starts), tuple(origins)))


def _unescaped(found: re.Match[str]) -> str:
    text = found[0]
    if text[0] == "&":
        return html.unescape(text)
    if text[0] == "%":
        return unquote_to_bytes(text).decode("utf-8", "replace")
    if text[1] in "uUxX" and len(text) > 2:  # noqa: PLR2004  more than the letter
        return _units(re.findall(r"[0-9a-fA-F]{2,}", text))
    if text[1] in "0123456789abcdefABCDEF" and len(text) > 2:  # noqa: PLR2004
        return _letter(int(text[1:].strip(), 16))
    return " " if text[1] in "nrtNbf" else text[1]


def _units(found: list[str]) -> str:
    if all(len(unit) == 4 for unit in found):  # noqa: PLR2004  UTF-16
        return bytes.fromhex("".join(found)).decode("utf-16-be", "replace")
    return "".join(_letter(int(unit, 16)) for unit in found)


def _letter(code: int) -> str:
    return chr(code) if code <= sys.maxunicode else "\ufffd"


def _unquoted(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("=", "")).decode("utf-8", "replace")
