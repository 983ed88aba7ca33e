"""Markdown with placeholders -> HTML with placeholders: no raw HTML, no link that could run or leak anything.

A value stands in the Markdown as one private-use character, so Markdown never reads it, and it can change nothing.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from collections.abc import Iterator

VALUES, CONTROLS = 0xF0000, 0x100000
"""The first placeholder of values and of conditions; each has its number behind it."""
VALUE, CONTROL = f"{chr(VALUES)}-{chr(VALUES + 0xFFFD)}", f"{chr(CONTROLS)}-{chr(CONTROLS + 0xFFFD)}"
"""The placeholders, for use between the brackets of a regular expression."""
SCHEMES = ("http", "https", "mailto", "tel")
"""What a link may begin with."""
_AT_START, _WITHIN, _CALL = "href", "href_part", "href_tel"
_TOP, _DEEPEST = 3, 6
"""A page has its own h1 and h2."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|\w+);?")
_OWN_LINE = re.compile(rf"(?m)^([ \t]*)([{CONTROL}](?:[ \t]*[{CONTROL}])*)[ \t]*$")


class Html:
    """The HTML of a section, still with placeholders, and what was found in its links.

    `filtered` says for each placeholder of a value in an address which value it is, and which filter it passes.
    """

    def __init__(self) -> None:
        self.text = ""
        self.filtered: list[tuple[int, str]] = []
        self.unsafe: list[str] = []


def to_html(markdown: str, values: int) -> Html:
    """Translate Markdown that has `values` placeholders of values. Raises `RecursionError` for the deepest nesting."""
    html = Html()
    engine = Markdown(extensions=["sane_lists"], output_format="html")
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    engine.inlinePatterns.register(_Mail(r"<([^<> !]+@[^@<> ]+)>", engine), "automail", 110)
    engine.treeprocessors.register(_Links(engine, html, values), "links", -10)  # after the last escapes are undone
    engine.treeprocessors.register(_Headings(engine), "headings", -20)
    html.text = engine.convert(_OWN_LINE.sub(_own_paragraph, markdown))
    return html


def _own_paragraph(line: re.Match[str]) -> str:
    return "\n".join(f"\n{line[1]}{control}\n" for control in re.findall(rf"[{CONTROL}]", line[2]))


def address(href: str) -> str:
    """Read an address as a browser does: entities resolved, blanks and control characters left out."""
    # A placeholder that was written as an entity is none.
    read = _ENTITY.sub(lambda entity: re.sub(f"[{VALUE}{CONTROL}]", "", unescape(entity[0])), href)
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]", "", read)


def is_safe(href: str) -> bool:
    """Whether a link may go there: by a known scheme, or to somewhere on this site."""
    scheme = _SCHEME.match(href)
    return scheme[1].lower() in SCHEMES if scheme else not href.startswith("//") and "\\" not in href


class _Mail(InlineProcessor):
    """`<hello@example.com>` as a link, without the library's disguise of entities, which would hide placeholders."""

    def handleMatch(self, found: re.Match[str], _data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        link = Element("a", href=f"mailto:{found[1]}")
        link.text = AtomicString(found[1])
        return link, found.start(), found.end()


class _Headings(Treeprocessor):
    """Shifts headings so that the first level in use is h3, without gaps."""

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if re.fullmatch("h[1-6]", element.tag)]
        levels = sorted({element.tag for element in headings})
        for element in headings:
            element.tag = f"h{min(_TOP + levels.index(element.tag), _DEEPEST)}"


class _Links(Treeprocessor):
    """Checks where links and pictures go, and gives each value in an address the filter that fits its place."""

    def __init__(self, engine: Markdown, html: Html, values: int) -> None:
        super().__init__(engine)
        self.html, self.values = html, values

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._link(element)
            elif element.tag == "img":
                self._picture(element)

    def _picture(self, picture: Element) -> None:
        written = picture.get("src", "")
        source = address(written)
        if _SCHEME.match(source) or not is_safe(source) or re.search(f"[{VALUE}]", source):
            self.html.unsafe.append(written)

    def _link(self, link: Element) -> None:
        written = link.get("href", "")
        href = address(written)
        before, value, _ = [*re.split(f"([{VALUE}])", href, maxsplit=1), "", ""][:3]
        # A value behind `java` could make a scheme of it, and one behind a first slash another host: `//x`.
        if not is_safe(href) or (value and before and not re.search(r"[:?#]|./", before)):
            self.html.unsafe.append(written)
            return
        if href.lower().startswith(("http:", "https:")) or (value and not before):
            link.set("rel", "noopener noreferrer")
        if value:
            link.set("href", "".join(self._filtered(href)))

    def _filtered(self, href: str) -> Iterator[str]:
        within = _CALL if href.lower().startswith("tel:") else _WITHIN
        for place, sign in enumerate(href):
            if VALUES <= ord(sign) < CONTROLS:
                yield chr(VALUES + self.values + len(self.html.filtered))
                self.html.filtered.append((ord(sign) - VALUES, within if place else _AT_START))
            else:
                yield sign
