"""What a program asks other sites for when it opens a file: that tells them who reads it, and when.

A link that is clicked is the reader's own doing. A picture, a font or a script from elsewhere is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.audit.leak import Spot, note

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from charter.audit.leak import Leak

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}(?:[^/\\?#@]*@)?([^/\\?#:]*)", re.IGNORECASE)
_IN_STYLE = re.compile(
    r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s()\"']*))\s*\)|@import\s+(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE
)
_IN_CARD = re.compile(
    r"^(?:item\d+\.)?(?:PHOTO|LOGO|SOUND|KEY|ATTACH|IMAGE|SOURCE)\b[^:\r\n]*:(https?://\S+)",
    re.IGNORECASE | re.MULTILINE,
)
_IN_SCRIPT = re.compile(r"[\"'`]((?:(?:https?|wss?):)?//[\w.-]+\.[\w-]+[^\"'`\s]*)", re.IGNORECASE)
_NAMES_ONLY = ("http://www.w3.org/", "https://www.w3.org/", "https://schema.org", "https://json-schema.org/")
"""Addresses that programs compare and never ask for."""
WHY = "Opening it tells another company that this client reads it, and when."


def is_abroad(url: str, sites: Collection[str]) -> bool:
    """Whether a program would leave the site for an address."""
    found = _HOST.match(re.sub(r"[\t\r\n]", "", url).strip())
    host = found[1].lower() if found else ""
    return bool(host) and host not in sites


def request(spot: Spot, url: str, what: str) -> Leak:
    """Note that a file is asked for elsewhere."""
    mend = "Put a copy of it into the project's `content/brand` or `templates`, or take it out."
    return note("third-party-request", spot, f"{what} comes from another site", WHY, mend, found=url)


def in_style(text: str, sites: Collection[str], spot: Callable[[int], Spot]) -> Iterator[Leak]:
    """Find what a style sheet asks other sites for."""
    for found in _IN_STYLE.finditer(text):
        url = next((one for one in found.groups() if one), "")
        if is_abroad(url, sites):
            yield request(spot(found.start(found.lastindex or 0)), url, "a font, a picture or a style")


def in_card(text: str, sites: Collection[str], spot: Callable[[int], Spot]) -> Iterator[Leak]:
    """Find what a calendar or a contact card asks other sites for."""
    for found in _IN_CARD.finditer(text):
        if is_abroad(found[1], sites):
            yield request(spot(found.start(1)), found[1], "a picture or a file")


def in_script(text: str, sites: Collection[str], spot: Callable[[int], Spot]) -> Iterator[Leak]:
    """Find addresses of other sites in a script; what it does with them, nobody can prove."""
    for found in _IN_SCRIPT.finditer(text):
        if is_abroad(found[1], sites) and not found[1].startswith(_NAMES_ONLY):
            yield request(spot(found.start(1)), found[1], "something that a script names")


def action(spot: Spot, what: str) -> Leak:
    """Note that a packet does something of its own."""
    return note(
        "third-party-request",
        spot,
        "this packet does something by itself when it is opened",
        "A paper that runs programs or goes to other sites is stopped by mail filters, and tells who reads it.",
        "Build it again with the templates that Charter brings, and see what was added to it.",
        found=what,
    )
