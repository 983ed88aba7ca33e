"""Letters that the packet's fonts lack, and words that no line of it can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.check.walking import visit
from charter.layers import CHARTER
from charter.problem import Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.source import Node

_SHOWN = 8
_LONGEST = 45
"""Letters: the longest word in a dictionary of English; a third of a page's width."""
_WORD = re.compile(rf"[^\W\d_]{{{_LONGEST + 1},}}")


@rule("missing-letter", Severity.WARNING, of_tree=True)
def missing_letter(subject: Subject) -> Iterator[Found]:
    """Every letter and digit of a charter is in some font of the packet.

    The packet brings its own fonts, so that it looks the same everywhere. A client whose name has letters that none of
    them has would find boxes in its place; so there is no packet for that client until there is a font. Pages on the
    web use the fonts of the reader's device and are not concerned. Emoji are left out of the packet.

    Bad: `name: 北京房产` with the shipped fonts alone. Good: the same, and a font that has these letters, such as Noto
    Sans SC, as a ttf or otf file in `templates/packet/fonts`.
    """
    for node in _texts(subject.tree):
        if letters := subject.missing(node.text):
            yield Found(node.place, *_missing(letters))
    for written in subject.prose.values():
        lines = written.text.split("\n") if subject.missing(written.text) else []
        for number, line in enumerate(lines, 1):
            if letters := subject.missing(line):
                yield Found(Place(written.file, number, 1, len(line) + 1), *_missing(letters))


def _missing(letters: str) -> tuple[str, str]:
    shown = " ".join(letters[:_SHOWN]) + (" …" if len(letters) > _SHOWN else "")
    return (
        f"No font of the packet has: {shown}. So the clients who would read it get no packet.",
        "Put a font that has them (ttf or otf) into `templates/packet/fonts`: Noto Sans has one for every script.",
    )


@rule("long-word", Severity.WARNING, of_tree=True)
def long_word(subject: Subject) -> Iterator[Found]:
    """A word is short enough for a line on a phone and for a column on paper.

    What is longer is cut where it happens to end, and nobody can read it.

    Bad: a note of sixty letters without a blank. Good: words.
    """
    for node in _texts(subject.tree):
        if found := _WORD.search(node.text):
            message = f"This word has {len(found[0])} letters: no column of a table, and no phone, can hold it."
            yield Found(node.place, message, "Write it in several words.")


def _texts(tree: Node) -> Iterator[Node]:
    return (node for _, _, node in visit(CHARTER, tree) if isinstance(node.value, str))
