"""A charter -> its web pages: the welcome handbook, the page of expectations, and what has changed since its releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charter.compute import calendars_in_use
from charter.render.changes import life
from charter.render.linked_data import linked_data
from charter.render.places import CHANGES, EXPECTATIONS, HANDBOOK
from charter.render.promises import essentials, promises
from charter.render.prose_files import prose_values
from charter.render.widget import widget

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from charter.compute import Facts
    from charter.history import Standing
    from charter.model.charter import Charter
    from charter.render.theme import Theme

PAGES = {HANDBOOK: "handbook.html", EXPECTATIONS: "expectations.html", CHANGES: "changes.html"}
"""The pages of one client by file, and the template that fills each; that of changes is there from the first release on."""
WITH_SCRIPT = EXPECTATIONS
"""The page that carries what its script needs to answer "when will I hear back?"."""
ROOT = "../"
"""From a client's folder to the site's, so that pages also open from a folder."""


def render(charter: Charter, facts: Facts, theme: Theme, values: Mapping[str, Any]) -> dict[str, bytes]:
    """Fill the pages for one client, by file. Sections that have nothing to say are left out, and out of the contents."""
    speech = theme.speech(charter.language, charter.timezone)
    names = prose_values(charter, facts, speech)
    filled = (theme.section(ident, speech, values, names) for ident in charter.handbook if ident in theme.sections)
    sections = [section for section in filled if section]
    pages = {}
    for file, template in PAGES.items():
        if file == CHANGES and not values["changes"]:
            continue
        own: dict[str, Any] = {"sections": sections, "page": file}
        if file == WITH_SCRIPT:
            own["when"] = widget(charter, facts, speech)
        pages[file] = theme.page(template, speech, {**values, **own})
    return pages


def page_values(
    charter: Charter, facts: Facts, theme: Theme, files: Collection[str], standing: Standing | None = None
) -> dict[str, Any]:
    """Give what templates may use, whatever the page.

    `files` are the other forms that there are of the charter; `standing` tells what was released, if anything was.
    """
    return {
        "charter": charter,
        "facts": facts,
        "agency": charter.agency,
        "brand": charter.brand,
        "client": charter.client,
        "calendars": calendars_in_use(charter),
        "channels": facts.channels,
        "people": facts.people,
        "promises": promises(charter),
        "essentials": essentials(charter),
        "assets": theme.brand_files,
        "root": ROOT,
        "files": frozenset(files),
        "subscribe": theme.places.webcal(charter),
        "linked": linked_data(charter, facts, theme),
        "changes": life(standing, theme.speech(charter.language, charter.timezone), facts.day),
        "when": None,
    }
