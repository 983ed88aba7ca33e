"""The lines on top of a mail: texts and names in letters of any script, which can neither end a line nor begin a header.

Python's own writer takes a name that looks like an encoded word for one, and would write what is hidden in it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ATOMS = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*")
"""What stands in a name as it is (RFC 5322, 3.2.3)."""
_WIDTH = 76
_SHORT = 60
_CHUNK = 39
"""Bytes of an encoded word: with the header's own name it fits into a line (RFC 2047, 2)."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Somebody's name, where it is known, and address."""

    name: str
    address: str


def clean(text: str) -> str:
    """Leave out line ends and control characters, with which a name could begin a header of its own."""
    return " ".join(_CONTROL.sub(" ", text).split())


def text_header(name: str, text: str) -> str:
    """Write a header that is a text, such as the subject."""
    return _folded(name, _words(clean(text)))


def mailbox_header(name: str, boxes: Iterable[Mailbox]) -> str:
    """Write a header that is a list of people."""
    written = [list(_mailbox(box)) for box in boxes]
    for box in written[:-1]:
        box[-1] += ","
    return _folded(name, (word for box in written for word in box))


def _mailbox(box: Mailbox) -> Iterator[str]:
    name = clean(box.name)
    if _ATOMS.fullmatch(name) or not _is_plain(name):
        yield from _words(name)
    else:
        yield '"{}"'.format(re.sub(r'(["\\])', r"\\\1", name))
    yield f"<{box.address}>" if name else box.address


def _words(text: str) -> list[str]:
    return text.split() if _is_plain(text) else list(_encoded(text))


def _is_plain(text: str) -> bool:
    """Whether a text can stand as it is: short, in ASCII, and nothing that looks like an encoded word."""
    return text.isascii() and "=?" not in text and len(text) < _SHORT


def _encoded(text: str) -> Iterator[str]:
    """Write a text in encoded words (RFC 2047), none of which ends within a letter."""
    chunk = b""
    for letter in text:
        if len(chunk + letter.encode()) > _CHUNK:
            yield _encoded_word(chunk)
            chunk = b""
        chunk += letter.encode()
    yield _encoded_word(chunk)


def _encoded_word(chunk: bytes) -> str:
    return f"=?utf-8?b?{b64encode(chunk).decode()}?="


def _folded(name: str, words: Iterable[str]) -> str:
    """Put words into lines of the usual width: a line after the first begins with a blank."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _WIDTH and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines) + "\r\n"
