"""Letters and pictures that the packet's fonts lack, and words that no line of it can hold."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import category

from charter.check.rule import Found, Subject, rule
from charter.problem import Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.source import Node

_SHOWN = 8
_PICTURES = {"So", "Sk", "Co", "Cn"}
"""Categories of Unicode: emoji and other signs that are no letters."""
_FONT = (
    "Put a font that has them (a ttf or otf file) into `templates/packet/fonts`; Noto Sans has one for every script."
)
_WORDS = "Take it out, or say it in words."
_LONGEST = 45
"""Letters: the longest word in a dictionary of English; a third of a page's width."""
_WORD = re.compile(rf"[^\W\d_]{{{_LONGEST + 1},}}")


@rule("missing-letter", Severity.WARNING, of_tree=True)
def missing_letter(subject: Subject) -> Iterator[Found]:
    """Every letter, digit and sign of a charter is in some font of the packet.

    The packet (the PDF) brings its own fonts, so that it looks the same everywhere. For a letter that none of them has,
    the client sees an empty box, □; an emoji is left out, and whatever it was to say is not said. Where more than one
    letter in ten would be a box, as in a charter written in Chinese, there is no packet until there is a font. Pages on
    the web use the fonts of the reader's device and show everything.

    Bad: `name: 北京房产` with the shipped fonts alone. Good: the same, and a font that has these letters, such as Noto
    Sans SC, as a ttf or otf file in `templates/packet/fonts`. Bad: `name: A question 👋`. Good: `name: A question`.
    """
    for node in _texts(subject):
        if letters := subject.missing(node.text):
            yield Found(node.place, *_missing(letters))
    for written in subject.prose.values():
        lines = written.text.split("\n") if subject.missing(unescape(written.text)) else []
        for number, line in enumerate(lines, 1):
            if letters := subject.missing(unescape(line)):
                yield Found(Place(written.file, number, 1, len(line) + 1), *_missing(letters))


def _missing(found: str) -> tuple[str, str]:
    pictures = "".join(sign for sign in found if category(sign) in _PICTURES)
    letters = "".join(sign for sign in found if sign not in pictures)
    told = []
    if letters:
        told.append(
            f"The packet (the PDF) has no font with {_some(letters)}: the client sees an empty box □ for each, and gets"
            " no packet where these are many."
        )
    if pictures:
        told.append(f"The packet (the PDF) cannot show {_some(pictures)} and leaves it out.")
    return " ".join(told), _FONT if letters else _WORDS


def _some(signs: str) -> str:
    return " ".join(signs[:_SHOWN]) + (" …" if len(signs) > _SHOWN else "")


@rule("long-word", Severity.WARNING, of_tree=True)
def long_word(subject: Subject) -> Iterator[Found]:
    """A word is short enough for a line on a phone and for a column on paper.

    What is longer is cut where it happens to end, and nobody can read it.

    Bad: a note of sixty letters without a blank. Good: words.
    """
    for node in _texts(subject):
        if found := _WORD.search(node.text):
            message = f"This word has {len(found[0])} letters: no column of a table, and no phone, can hold it."
            yield Found(node.place, message, "Write it in several words.")


def _texts(subject: Subject) -> Iterator[Node]:
    return (node for _, _, node in subject.steps if isinstance(node.value, str))
