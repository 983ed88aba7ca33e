"""What one section of a page says, as a reader hears it."""

from __future__ import annotations

import html5lib


def section(page: str, ident: str) -> str:
    """Give the words of the section with a heading of this id, or nothing where there is no such section."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    found = (each for each in document.iter("section") if any(h2.get("id") == ident for h2 in each.iter("h2")))
    return " ".join(" ".join(text for each in found for text in each.itertext()).split()).replace(" .", ".")
