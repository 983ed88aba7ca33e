"""A text about time, as it was written and as it is read, and what is said when it cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
_LONGEST = 60


class BadText(ValueError):  # noqa: N818  it says what is bad, and it is reported, not an accident
    """A text that the grammar of time does not know.

    `message` is one plain sentence that quotes what was written; `hint` is the smallest edit that mends it.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Said:
    """A text as somebody wrote it, for quoting, and in plain form, for reading.

    Plain form: small letters, one kind of dash, single spaces, no full stop at the end.
    """

    written: str
    plain: str

    @classmethod
    def of(cls, text: str) -> Said:
        """Bring a text into plain form; never fails."""
        written = _SPACES.sub(" ", text).strip()
        plain = _DASHES.sub("-", written).replace("’", "'").casefold().rstrip(".").strip()
        return cls(written, re.sub(r" ?- ?", "-", plain).replace(" ,", ","))

    def instead(self, plain: str) -> Said:
        """Read the same text as if it had been written `plain`."""
        return Said(self.written, plain)

    def bad(self, why: str, hint: str) -> BadText:
        """Refuse the text: `why` goes on from the quoted text and ends without a full stop."""
        return BadText(f"{quoted(self.written)} {why}.", hint)


def quoted(text: str) -> str:
    """Quote what was written, shortened if it is long, so that a message stays one readable line."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    return f"`{short}`" if short else "An empty text"


def write(*texts: str) -> str:
    """Make the hint that offers texts ready to paste: "Write `a` or `b`."."""
    return "Write " + " or ".join(f"`{text}`" for text in texts) + "."


def as_text(words: str) -> str:
    """Write words as the mapping that marks them as text, quoted where YAML would misread them."""
    plain = re.fullmatch(r"[^\W\d_][\w ’./()-]*", words)
    quotable = words if plain else "'" + words.replace("'", "''") + "'"
    return f"`{{text: {quotable}}}`"
