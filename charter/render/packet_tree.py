"""The HTML of a page -> a tree that the packet's theme lays out: the same facts in another dress.

A node is a text or a dictionary: `t` the tag, `k` its classes, `c` what is in it; `id` where a link can lead to, `to` the
`id` that a link within the packet leads to, `h` an address outside, `at` the same for readers where the words do not
say it. Of a table, `w` are the widths of its columns in parts of the whole and `m` the letters that each must have room
for; `cs` and `rs` are how many columns and rows a cell spans. What only a screen needs is left out: navigation, forms,
scripts, whatever is hidden.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lxml import html

from charter.problem import CharterError
from charter.render.packet_tables import arranged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

Node = dict[str, Any]
Nodes = list[Node | str]
_DROPPED = {"script", "form", "fieldset", "nav", "style", "template", "footer", "button", "select", "input"}
_SCREEN_ONLY = {"skip", "initials", "screen"}
"""Classes of what says nothing on paper."""
_INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark"),
    *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
}
BLOCKS = {
    *("article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
_CONTAINERS = {"article", "details", "section"}
MOST_COLUMNS = 12
"""Of a table on a sheet: a promise can be made of ten things, and stands beside its name."""
KNOWN = _INLINE | BLOCKS | _DROPPED
"""The tags that pages may be made of, if the packet is to carry them."""
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_SCHEME = re.compile(r"https?://")
_LONG = re.compile(r"[^\s\-–/]{37,}")
"""Letters with nowhere to end a line, more of them than half of a page is wide."""
_PIECES = re.compile(r".{1,24}?[@._?&=]|.{1,24}")


def tree(page: bytes, file: str, shown: Callable[[str], str] = str) -> Nodes:
    """Give what stands in the `main` of a page. Links that leave the page for another one of the client stay links.

    `shown` says a text in letters that the packet's fonts have.
    """
    main = html.document_fromstring(page.decode()).find(".//main") if page.strip() else None
    if main is None:
        raise CharterError(
            f"The packet cannot be made of {file}, which has no `<main>`. Look into the templates of this project."
        )
    return _Reader(file, shown).within(main)


class _Reader:
    """Reads one page; ids and links carry the name of its file, since several pages become one packet."""

    def __init__(self, file: str, shown: Callable[[str], str]) -> None:
        self.file = file
        self.shown = shown

    def within(self, element: HtmlElement) -> Nodes:
        """Give what is in an element, with blanks as a browser collapses them."""
        return _spaced(list(self._children(element)))

    def _children(self, element: HtmlElement) -> Iterator[Node | str]:
        if element.text:
            yield _breakable(self.shown(element.text))
        for child in element:
            if isinstance(child.tag, str) and not _is_screen_only(child):
                yield self._node(child)
            if child.tail:
                yield _breakable(self.shown(child.tail))

    def _node(self, element: HtmlElement) -> Node:
        if element.tag not in KNOWN:
            raise CharterError(
                f"The packet cannot show the tag <{element.tag}>, which a template puts into {self.file}. So nothing of it "
                "would be on paper. Write it with another tag, or give its tag the class `screen` to keep it off paper."
            )
        node: Node = {"t": element.tag}
        if kinds := (element.get("class") or "").split():
            node["k"] = kinds
        if ident := element.get("id"):
            node["id"] = f"{self.file}#{ident}"
        if element.tag == "a":
            node |= self._target(element)
        elif element.tag == "img":
            node |= {"src": element.get("src", ""), "alt": self.shown(element.get("alt", ""))}
        elif element.get("lang"):
            node["lang"] = element.get("lang")
        if element.get("dir"):
            node["dir"] = element.get("dir")
        node |= {short: int(element.get(name, 1)) for short, name in (("cs", "colspan"), ("rs", "rowspan"))
                 if element.get(name)}  # fmt: skip
        node["c"] = _in_paragraphs(self.within(element)) if element.tag in _CONTAINERS else self.within(element)
        return self._table(node) if element.tag == "table" else node

    def _table(self, node: Node) -> Node:
        table = arranged(node)
        if len(table["w"]) > MOST_COLUMNS:
            raise CharterError(
                f"The packet cannot show a table of {len(table['w'])} columns, which a template puts into {self.file}:"
                f" no sheet is wide enough for more than {MOST_COLUMNS}. Turn it round or part it, or give it the class"
                " `screen` to keep it off paper."
            )
        return table

    def _target(self, link: HtmlElement) -> Node:
        href = link.get("href", "")
        if ":" in href.partition("#")[0].partition("?")[0]:
            beside = link.get("data-at") or (_SCHEME.sub("", href) if _SCHEME.match(href) and _is_hidden(link) else "")
            return {"h": href} | ({"at": _breakable(self.shown(beside))} if beside else {})
        file, _, ident = href.partition("#")
        return {"to": f"{file or self.file}#{ident}"}


def _is_hidden(link: HtmlElement) -> bool:
    """Whether the words of a link say nothing of where it leads; then paper has to say it beside them."""
    return not {"plain", "named"} & set((link.get("class") or "").split()) and link.find("b") is None


def _breakable(text: str) -> str:
    """Let a word that no line can hold end a line, with a zero-width space; in an address after a sign."""
    return _LONG.sub(lambda found: "\N{ZERO WIDTH SPACE}".join(_PIECES.findall(found[0])), text)


def _is_screen_only(element: HtmlElement) -> bool:
    classes = set((element.get("class") or "").split())
    return element.tag in _DROPPED or element.get("hidden") is not None or bool(classes & _SCREEN_ONLY)


def is_block(node: Node | str) -> bool:
    """Whether something begins on a line of its own."""
    return not isinstance(node, str) and node["t"] in BLOCKS


def _spaced(nodes: Nodes) -> Nodes:
    """Collapse blanks, and leave them out where a block begins or ends."""
    found: Nodes = []
    for node in nodes:
        if _is_silent(node):
            continue
        if isinstance(node, str):
            text = _BLANKS.sub(" ", node)
            if not found or is_block(found[-1]) or _ends_blank(found[-1]):
                text = text.lstrip(" ")
            if text:
                found.append(text)
            continue
        if is_block(node) and found and isinstance(found[-1], str):
            _trim(found)
        found.append(node)
    if found and isinstance(found[-1], str):
        _trim(found)
    return found


def _in_paragraphs(nodes: Nodes) -> Nodes:
    """Put words that stand between blocks, or alone, into paragraphs: the theme lays out containers block by block."""
    found: Nodes = []
    for blocks, run in groupby(nodes, is_block):
        those = list(run)
        found += those if blocks else [{"t": "p", "c": those}]
    return found


def _trim(found: Nodes) -> None:
    found[-1] = str(found[-1]).rstrip(" ")
    if not found[-1]:
        found.pop()


def _is_silent(node: Node | str) -> bool:
    """Whether words that a page sets apart were no more than what paper leaves out."""
    return not (isinstance(node, str) or node["c"] or "id" in node or node["t"] not in _INLINE - {"br", "img"})


def _ends_blank(node: Node | str) -> bool:
    if isinstance(node, str):
        return node.endswith(" ")
    return node["t"] == "br" or bool(node["c"] and _ends_blank(node["c"][-1]))


def links_in(nodes: Nodes) -> Iterator[Node]:
    """Give the links, at any depth."""
    return (node for node in _all(nodes) if node["t"] == "a")


def words_in(nodes: Nodes) -> Iterator[str]:
    """Give the texts, at any depth."""
    for inside in (nodes, *(part for node in _all(nodes) for part in _within(node))):
        yield from (node for node in inside if isinstance(node, str))


def ids_in(nodes: Nodes) -> Iterator[str]:
    """Give the places that a link can lead to."""
    return (node["id"] for node in _all(nodes) if "id" in node)


def _all(nodes: Nodes) -> Iterator[Node]:
    for node in nodes:
        if not isinstance(node, str):
            yield node
            for inside in _within(node):
                yield from _all(inside)


def _within(node: Node) -> tuple[Nodes, ...]:
    return (node["c"], node.get("caption", []), node.get("head", []), node.get("body", []))
