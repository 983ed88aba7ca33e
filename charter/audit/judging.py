"""Hits -> leaks: what stands in whose file, and whether it may stand there.

Words that a reader's own charter says as well tell nobody anything. A name that the agency itself writes in a text for
all clients is told apart, for the agency may mean to: it is a warning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.audit.leak import note
from charter.audit.needles import Kind, Needle, Weight

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.audit.leak import Leak, Spot
    from charter.audit.matching import Hit
    from charter.audit.told import Told

_EXACT = frozenset({Kind.MAIL, Kind.DOMAIN, Kind.NUMBER, Kind.ADDRESS})
_WAYS = frozenset({Kind.HIDDEN, Kind.NUMBER})
_BEFORE = re.compile(
    r"(?:(?:[a-zA-Z][\w+.-]*:)?//(?:[^\s/\"'<>@]*@)?([^\s/\"'<>:]*)(?::\d+)?/)[^\s\"'<>]*$|((?:\.\./|[\"'(=]\s*(?:\./|/)*|^/|\s/))$"
)
_AFTER = re.compile(r"[/?#]|[\"')\s]|\\|$")
_NOBODY = "It is for nobody outside of the agency."
_OTHERS = "Whoever reads this file learns who else is your client."
_EVERYBODY = "Every client can read this file, and learns who else is your client."


class Judge:
    """Says of each hit what it means in a file of one client, or of none."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self._judged: dict[tuple[Needle, str], str] = {}

    def leak(self, hit: Hit, text: str, holder: str, spot: Callable[[], Spot]) -> Leak | None:
        """Give the leak, or None where the reader may know it."""
        needle = hit.needle
        if holder in needle.owners or needle.weight is Weight.SIGHT:
            return None
        found = text[hit.start : hit.end]
        if needle.kind is Kind.BUILDER:
            why = "A client learns who builds the pages, and whom to write to about them."
            return note(
                "build-machine", spot(), needle.label, why, "Take it out of the file that brings it.", found=found
            )
        if needle.kind in _WAYS and self.told.has_met(holder, needle.shown):
            return None
        if needle.kind is Kind.HIDDEN:
            return self._hidden(needle, spot(), found)
        if needle.kind is Kind.FOLDER:
            return self._folder(needle, hit, text, spot)
        return self._named(needle, holder, spot(), found)

    def _hidden(self, needle: Needle, spot: Spot, found: str) -> Leak:
        why = f"It belongs to a {needle.label}. {'Only some clients may see it.' if needle.owners else _NOBODY}"
        mend = "Take it out of the text that says it, or make the channel or person visible to these clients."
        return note("internal-told", spot, "this client may not see this", why, mend, found=found)

    def _folder(self, needle: Needle, hit: Hit, text: str, spot: Callable[[], Spot]) -> Leak | None:
        before, after = _BEFORE.search(text[max(0, hit.start - 300) : hit.start]), _AFTER.match(text, hit.end)
        if not (before and after) or (before[1] is not None and before[1].lower() not in self.told.sites):
            return None
        if before[1] is None and not before[2].endswith("/") and text[hit.end : hit.end + 1] != "/":
            return None
        mend = "Take the link out of the text or the template that has it."
        what = "a link to the files of {client}"
        owner = min(needle.owners)
        link = text[hit.start - len(before[0]) : hit.end]
        return note("client-linked", spot(), what, _OTHERS, mend, found=link, of=owner)

    def _named(self, needle: Needle, holder: str, spot: Spot, found: str) -> Leak | None:
        excuse = self._excuse(needle, holder)
        if excuse == "own":
            return None
        what = f"{needle.kind} of {{client}}"
        why = _OTHERS if holder else _EVERYBODY
        if excuse == "agency":
            mend = "Leave it if the client has agreed to be named; otherwise take it out of the agency's texts."
            return note("client-in-our-words", spot, what, why, mend, found=found, of=min(needle.owners), warns=True)
        mend = "Take it out of the text, the picture or the template that says it; then build again."
        return note("client-told", spot, what, why, mend, found=found, of=min(needle.owners))

    def _excuse(self, needle: Needle, holder: str) -> str:
        key = needle, holder
        if key not in self._judged:
            self._judged[key] = self._excused(needle, holder)
        return self._judged[key]

    def _excused(self, needle: Needle, holder: str) -> str:
        told = self.told
        if told.is_own(holder, needle.words):
            return "own"
        if needle.kind is Kind.TEXT:
            return "own" if told.is_common(needle.words) or told.is_own_charter(holder, needle.words) else ""
        return "agency" if needle.kind not in _EXACT and told.is_common(needle.words) else ""


def in_clear(spot: Spot, found: str) -> Leak:
    """Note what stands in clear in a file that only a passphrase should open."""
    return note(
        "told-in-clear",
        spot,
        "only the client's passphrase should open this, and it can be read without",
        "Whoever finds the address reads it.",
        "Build again; if it stays, take the text out of the page that asks for the passphrase.",
        found=found,
    )
