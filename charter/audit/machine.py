"""Traces of the machine on which a site was built, and of how many clients it was built for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.audit.leak import Spot, note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from charter.audit.leak import Leak

_FOLDERS = re.compile(
    r"(?<![\w.:/~%@-])/(?:(?:home|Users)/[\w.@-]{1,255}/[\w.@~-]|(?:root|tmp|builds|private/(?:tmp|var)|var/folders"
    r"|github/workspace|__w)/[\w.@~-])[\w./@~ -]*"
    r"|\bfile:/{2,3}[\w.%/~-]{3,}"
    r"|(?<![\w])[A-Z]:\\{1,2}[A-Z][\w. -]{2,255}\\[\w. \\-]*"
    r"|\bcontent/(?:clients|tiers|states|prose)/(?:(?!content/)[\w./-]){1,300}?\.(?:ya?ml|md)\b"
    r"|\bcontent/(?:agency|people|departments)[\w.]{0,99}\.ya?ml\b"
)
_SIGNS = (
    "/home/",
    "/Users/",
    "/root/",
    "/tmp/",  # noqa: S108  this is looked for, not used
    "/builds/",
    "/private/",
    "/var/folders/",
    "/github/",
    "/__w/",
    "file:/",
    ":\\",
    "content/",
)
"""Without any of these there is no such path, which is quickly seen."""
_WHY = "A client learns how your files are called and who builds the pages, and has no use for it."
_MEND = "See which template, picture or font brings it along, and take it out there; then build again."


class Traces:
    """What to look for: folders of any machine, this project's own, and the number of clients."""

    def __init__(self, root: str, clients: int) -> None:
        own = rf"|(?<![\w/]){re.escape(root)}(?![\w-])[\w./-]*" if len(root) > len("/root") else ""
        self._folders = re.compile(_FOLDERS.pattern + own)
        self._count = re.compile(
            rf"client(?:s?(?:[ _-]?(?:count|number|total))?[\"']?\s*[:=]\s*[\"']?{clients}\b(?![.,]\d)| \d+ of {clients}\b)",
            re.IGNORECASE,
        )
        self._signs = (*_SIGNS, *([root] if own else []))
        self._is_few = clients < 2  # noqa: PLR2004  one client is no secret to that client

    def find(self, text: str, spot: Callable[[int], Spot]) -> Iterator[Leak]:
        """Find them in one text."""
        for found in self._folders.finditer(text) if any(sign in text for sign in self._signs) else ():
            yield note(
                "build-machine",
                spot(found.start()),
                "a path of the machine that built this",
                _WHY,
                _MEND,
                found=found[0],
            )
        for found in self._count.finditer(text) if not self._is_few else ():
            yield note(
                "index-of-clients",
                spot(found.start()),
                "this says how many clients you have",
                "How many there are is nobody's business but yours.",
                "Take the number out of the template or the file that says it.",
                found=found[0],
            )
