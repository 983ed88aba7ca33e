"""The lines that calendars (RFC 5545, 3.1) and contact cards (RFC 6350, 3.2) are made of: escaped, quoted and folded.

A writer of its own, because no kept library writes vCard 4.0, and since a calendar is a few hundred such lines, for
thousands of clients at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LONGEST = 75
"""Octets of a line without its end: RFC 5545, 3.1."""
_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
"""All that some reader takes for the end of a line."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
_CARETS = str.maketrans({"^": "^^", "\n": "^n", '"': "^'"})
"""How parameters say what they may not hold: RFC 6868."""
_MORE = 0b1100_0000
_WITHIN = 0b1000_0000
"""The first bits of an octet that goes on with a character in UTF-8."""


@dataclass
class Lines:
    """Lines in the order in which they were added."""

    lines: list[str] = field(default_factory=list)

    def add(self, name: str, /, *values: str, by: str = ",", **parameters: str | tuple[str, ...]) -> None:
        """Add a property with one text value, or several that `by` keeps apart. One without any value is left out."""
        if any(values):
            self.raw(name, by.join(map(escaped, values)), **parameters)

    def raw(self, name: str, value: str, /, **parameters: str | tuple[str, ...]) -> None:
        """Add a property whose value is no text, such as a URI: it is written as it is, without line ends."""
        said = "".join(f";{key.upper()}={_joined(those)}" for key, those in parameters.items() if those)
        self.lines.append(f"{name}{said}:{_CONTROL.sub('', _BREAK.sub('', value))}")

    @property
    def text(self) -> str:
        """All lines, folded, each with CR and LF at its end."""
        return "".join(f"{folded(line)}\r\n" for line in self.lines)


def _joined(values: str | tuple[str, ...]) -> str:
    return quoted(values) if isinstance(values, str) else ",".join(map(quoted, values))


def plain(text: str) -> str:
    """Take out of a text what no line may hold: a tab becomes a blank, all ends of lines are one, the rest goes."""
    return _CONTROL.sub("", _BREAK.sub("\n", text.replace("\t", " ")))


def escaped(text: str) -> str:
    """Write a text so that none of it is read as a separator (RFC 5545, 3.3.11; RFC 6350, 3.4)."""
    return plain(text).translate(_ESCAPES)


def quoted(text: str) -> str:
    """Write the value of a parameter, in quotation marks where it needs them."""
    said = plain(text).translate(_CARETS)
    return f'"{said}"' if re.search(r"[,;:]", said) else said


def folded(line: str) -> str:
    """Break a line after 75 octets, never inside a character; a line that goes on begins with a blank."""
    octets = line.encode()
    if len(octets) <= _LONGEST:
        return line
    pieces, start, width = [], 0, _LONGEST
    while len(octets) - start > width:
        end = start + width
        while octets[end] & _MORE == _WITHIN:
            end -= 1
        pieces.append(octets[start:end])
        start, width = end, _LONGEST - 1  # the blank counts
    return b"\r\n ".join([*pieces, octets[start:]]).decode()
