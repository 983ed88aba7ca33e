"""A charter's two pages -> its packet: one PDF with a cover, contents, both pages, and a last page for the wall.

The packet is made of the finished pages, so that it says what they say: PDF/UA-1, tagged, without a font of the system.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from charter.artifact import Artifact
from charter.render.brand import tokens
from charter.render.language import territory_of
from charter.render.packet_tree import ids_in, links_in, tree, words_in
from charter.render.places import EXPECTATIONS, HANDBOOK, PACKET
from charter.render.typefaces import BOX

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from charter.compute import Facts
    from charter.model.charter import Charter
    from charter.render.changes import Life
    from charter.render.language import Speech
    from charter.render.packet_tree import Nodes
    from charter.render.places import Places
    from charter.render.theme import Theme

TEMPLATE = "packet.html"
_MOST_BOXES = 0.1
"""Of the letters of a packet: with more boxes than that it is in a script for which there is no font."""
LETTER = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})
"""Territories that print on US Letter, by CLDR's supplemental data; all others print on A4."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: what it is for, where it leads, and the name under which the packet knows its picture."""

    what: str
    address: str
    src: str


def render(
    theme: Theme, values: Mapping[str, Any], pages: Mapping[str, bytes], *, archive: bool = False
) -> Artifact | None:
    """Print the packet of one client; None where no font has the script that it is written in, which `check` has found.

    `pages` are the finished pages by file, `values` what they were filled with. For an `archive` it is PDF/A as well.
    """
    charter, facts = values["charter"], values["facts"]
    speech = theme.speech(charter.language, charter.timezone)
    codes = _codes(charter, facts, theme.places)
    shown = theme.typefaces.printable
    own = tree(theme.page(TEMPLATE, speech, {**values, "codes": codes}), PACKET, shown)
    parts = [tree(pages[file], file, shown) for file in (EXPECTATIONS, HANDBOOK)]
    said = _said(charter, facts, theme, speech)
    said["words"] |= {"made": theme.typefaces.printable(_made(facts.day, values["changes"], speech))}
    said |= {"cover": _part(own, "cover"), "wall": _part(own, "wall"), "parts": parts}
    trees: list[Nodes] = [said["cover"], *parts, said["wall"]]
    if not _is_readable(trees):
        return None
    _settle(trees)
    pictures = _pictures(theme, codes, values["root"])
    said["pictures"] = {src: name for src, (name, _) in pictures.items()}
    words = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return Artifact(
        theme.places.place(charter, PACKET),
        theme.press.print(words, dict(pictures.values()), facts.day, archive=archive),
    )


def _said(charter: Charter, facts: Facts, theme: Theme, speech: Speech) -> dict[str, Any]:
    """Give all that is not in a tree: names, words of the frame, colours, fonts, paper."""
    day, shown = facts.day, theme.typefaces.printable
    title = speech.gettext("What still holds") if charter.client.state == "former" else speech.gettext("Welcome packet")
    numbered = speech.gettext("Page %(page)s of %(pages)s") % {"page": "\0", "pages": "\0"}
    return {
        "title": shown(title),
        "headline": f"{title} – {charter.client.name}",
        "agency": shown(charter.agency.name),
        "day": [day.year, day.month, day.day],
        "paper": "us-letter" if territory_of(charter.timezone) in LETTER else "a4",
        "lang": charter.language.partition("-")[0],
        "region": speech.locale.territory,
        "rtl": speech.direction == "rtl",
        "colors": asdict(tokens(charter.brand.color, charter.brand.accent).light),
        "fonts": {"body": theme.typefaces.body, "heading": theme.typefaces.heading, "thin": theme.typefaces.thin},
        "words": {
            "contents": shown(speech.gettext("Contents")),
            "page": list(map(shown, numbered.split("\0"))),
        },
    }


def _made(day: date, changes: Life | None, speech: Speech) -> str:
    """Say at the foot of every page which day it speaks of, and which release, where there is one."""
    words = [speech.gettext("As of %(day)s.") % {"day": speech.day_long(day)}]
    if changes:
        named = {"number": speech.number(changes.latest.number), "day": speech.day_long(changes.latest.made)}
        words.append(speech.gettext("Release %(number)s of %(day)s") % named)
    return " ".join(words)


def _part(nodes: Nodes, name: str) -> Nodes:
    """Give what is in the part of the packet's own template that has this class."""
    found = (node for node in nodes if not isinstance(node, str) and name in node.get("k", ()))
    return next((node["c"] for node in found), [])


def _is_readable(trees: list[Nodes]) -> bool:
    """Whether letters that no font has are few: a name here and there, not the language of it all."""
    words = "".join(text for nodes in trees for text in words_in(nodes))
    return words.count(BOX) <= _MOST_BOXES * sum(map(str.isalnum, words))


def _settle(trees: list[Nodes]) -> None:
    """Leave out links to places that the packet does not have."""
    known = {ident for nodes in trees for ident in ids_in(nodes)}
    for nodes in trees:
        for link in links_in(nodes):
            if link.get("to", "") not in known:
                link.pop("to", None)


def _codes(charter: Charter, facts: Facts, places: Places) -> list[Code]:
    """Give the QR codes: the pages on the web, and the first page on which a time can be booked."""
    pages = places.address(charter, HANDBOOK)
    booking = next((facts.channels[ident].url for ident in _booking(charter) if ident in facts.channels), None)
    found = {"pages": pages, "booking": booking}
    return [Code(what, where, f"code-{what}.svg") for what, where in found.items() if where]


def _booking(charter: Charter) -> tuple[str, ...]:
    book = charter.appointments.book
    return book.how if book else ()


def _pictures(theme: Theme, codes: list[Code], root: str) -> dict[str, tuple[str, bytes]]:
    """Give the pictures by where the pages say they are: their name in the packet, and their bytes."""
    found = {code.src: (code.src, _drawn(code.address)) for code in codes}
    if logo := theme.brand_files.files.get("logo"):
        found[f"{root}{logo.path}"] = (logo.path.removeprefix("assets/"), logo.data)  # a name that tells what is in it
    return found


@lru_cache(maxsize=64)
def _drawn(where: str) -> bytes:
    """Draw a QR code (ISO/IEC 18004), level M, with the quiet zone of four modules that scanners need."""
    import segno

    drawn = BytesIO()
    segno.make(where, error="m", micro=False).save(drawn, kind="svg", border=4, xmldecl=False, svgns=True, nl=False)
    return drawn.getvalue()
