"""Contact cards, written: vCard 4.0 (RFC 6350), and 3.0 (RFC 2426), which is all that Outlook reads.

No kept library writes 4.0. What is said in both is the same; parameters and a few names differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 75
"""Octets of a line without its end: RFC 6350, 3.2."""
_ESCAPED = {"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"}
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_CARET = {"^": "^^", "\n": "^n", '"': "^'"}
"""How parameters say what they may not hold: RFC 6868."""


@dataclass
class Card:
    """One card: lines in the order in which they were added."""

    version: str
    lines: list[str] = field(default_factory=list)

    def add(self, name: str, /, *values: str, by: str = ",", **parameters: str) -> None:
        """Add a property with one text value, or several that `by` keeps apart. One without any value is left out."""
        if any(values):
            self.raw(name, by.join(map(escaped, values)), **parameters)

    def raw(self, name: str, value: str, /, **parameters: str) -> None:
        """Add a property whose value is no text, such as a URI: it is written as it is, without line ends."""
        said = "".join(f";{key.upper()}={quoted(text)}" for key, text in parameters.items() if text)
        self.lines.append(f"{name}{said}:{_CONTROL.sub('', value.replace(chr(10), ''))}")

    @property
    def text(self) -> str:
        """The card, with lines that are folded and end in CR and LF."""
        lines = ["BEGIN:VCARD", f"VERSION:{self.version}", *self.lines, "END:VCARD"]
        return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """Write a text so that none of it is read as a separator (RFC 6350, 3.4); control characters are left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_ESCAPED.get(sign, sign) for sign in _CONTROL.sub("", plain))


def quoted(text: str) -> str:
    """Write the value of a parameter, in quotation marks where it needs them."""
    plain = "".join(_CARET.get(sign, sign) for sign in _CONTROL.sub("", text))
    return f'"{plain}"' if re.search(r"[,;:]", plain) else plain


def folded(line: str) -> str:
    """Break a line after 75 octets, never inside a character; a line that goes on begins with a blank."""
    pieces: list[str] = []
    piece, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    return "\r\n".join([*pieces, piece])


def cards(those: Sequence[Card]) -> bytes:
    """Give a file of cards."""
    return "".join(card.text for card in those).encode()
