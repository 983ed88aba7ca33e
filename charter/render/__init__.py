"""Facts -> files. One module a form; each says in one function what it makes of a charter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.artifact import Artifact
from charter.render import calendar, contacts, data, feed, packet, page
from charter.render.hosting import hosting
from charter.render.places import PACKET, Places
from charter.render.theme import Theme
from charter.render.unlock import locked_page

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from charter.compute import Facts
    from charter.history import Standing
    from charter.model.charter import Charter

FORMATS: dict[str, Callable[[Charter, Facts, Theme, Standing | None], list[Artifact]]] = {
    "calendar": calendar.render,
    "contacts": lambda charter, facts, theme, _: contacts.render(charter, facts, theme),
    "data": data.render,
    "feed": feed.render,
}
"""What is made of every charter besides its pages and its packet, by name."""
PAGES = "pages"
ALL = frozenset({PAGES, "packet", *FORMATS})
"""Every form of a charter."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are made: where `assets` lie, seen from the pages, and whether the packet is PDF/A as well."""

    root: str = page.ROOT
    archive: bool = False


FOR_THE_SITE = Manner()


def everything(  # noqa: PLR0913, PLR0917  each says something else about the files
    charter: Charter,
    facts: Facts,
    theme: Theme,
    forms: Collection[str] = ALL,
    manner: Manner = FOR_THE_SITE,
    standing: Standing | None = None,
) -> list[Artifact]:
    """Make the files of one client, in these forms. `standing` tells its releases, where there are any.

    The pages link to the packet; where there can be none, they are filled once more without it.
    """
    made = [one for name, form in FORMATS.items() if name in forms for one in form(charter, facts, theme, standing)]
    if not {PAGES, "packet"} & set(forms):
        return made
    others = [artifact.path.rpartition("/")[2] for artifact in made]
    values = page.page_values(charter, facts, theme, [*others, PACKET], standing) | {"root": manner.root}
    pages = page.render(charter, facts, theme, values)
    if "packet" in forms:
        printed = packet.render(theme, values, pages, archive=manner.archive)
        if printed is None:
            pages = page.render(charter, facts, theme, values | {"files": frozenset(others)})
        made += [printed] if printed else []
    shown = [Artifact(theme.places.place(charter, file), data) for file, data in pages.items() if PAGES in forms]
    return [*shown, *made]


__all__ = ["ALL", "FORMATS", "PAGES", "Manner", "Places", "Theme", "everything", "hosting", "locked_page"]
