"""The page that stands in the place of a client's page which a passphrase opens.

It shows the agency's look and nothing of the client: whoever comes to it without the passphrase learns only that the
agency keeps a page there. Two clients' pages differ in what is locked, and in their language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.render.page import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from charter.render.theme import Theme

LOCKED_PAGE = "unlock.html"
"""The template of all of them."""


def locked_page(theme: Theme, language: str, ask: object) -> Callable[[Mapping[str, int | str]], bytes]:
    """Give what makes a locked page in a language; `ask` is the way to the agency that all clients may see."""
    agency = theme.agency
    say = theme.speech(language, agency.timezone)
    shared = {"agency": agency, "brand": theme.brand, "assets": theme.brand_files, "root": ROOT, "ask": ask}
    return lambda sealed: theme.page(LOCKED_PAGE, say, {**shared, "sealed": sealed})
