"""What each page keeps to: nothing inline, no search engine, no word to other sites about where a reader came from."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from charter.audit.leak import Spot, note
from charter.audit.requests import in_style, is_abroad, request

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from charter.audit.leak import Leak

_SHOWN_ONLY = frozenset(
    {"alternate", "author", "bookmark", "canonical", "help", "license", "me", "next", "prev", "search"}
)
"""Links in the head that nobody follows by himself."""
_ASKED_FOR = ("src", "srcset", "imagesrcset", "data", "poster", "background", "manifest", "ping", "codebase", "archive")
_DRAWN = frozenset({"image", "use", "feimage", "script", "mpath", "pattern", "lineargradient", "radialgradient"})
_DATA = re.compile(r"(?:application|text)/(?:[\w.+-]*json|[\w.+-]*xml|plain)|text/template")
_QUIET = frozenset({"no-referrer", "same-origin"})
_WHY_INLINE = (
    "The page forbids what stands inside it, so a reader does not get it; and what may slip in there is a way in."
)


class Page:
    """One page or picture, parsed as browsers do, with the places of its tags in the file."""

    def __init__(self, file: str, text: str, sites: Collection[str], inside: str = "") -> None:
        self.file, self.sites, self.inside = file, sites, inside
        self.lines = text.split("\n")
        self.is_page = bool(re.search(r"<html|<body|<!doctype html", text[:4096], re.IGNORECASE))
        self.root = _parsed(text, is_page=self.is_page or not text.lstrip().startswith("<?xml"))

    def spot(self, element: Any, value: str = "") -> Spot:  # noqa: ANN401  lxml's own
        """Give the place of an element, or of something that stands in it."""
        line = min(max(element.sourceline or 1, 1), len(self.lines))
        for number in (
            line,
            *range(line - 1, max(line - 12, 0), -1),
            *range(line + 1, min(line + 12, len(self.lines)) + 1),
        ):
            column = self.lines[number - 1].find(value or f"<{element.tag}")
            if column >= 0:
                return Spot(self.file, number, column + 1, self.inside)
        return Spot(self.file, line, 1, self.inside)

    def leaks(self) -> Iterator[Leak]:
        """Find what is wrong with it."""
        if self.root is None:
            return
        policy = self._policy() if self.is_page else ""
        for element in self.root.iter("*"):
            yield from self._asked(element)
            if self.is_page:
                yield from self._inline(element, policy)
        if self.is_page and not self.inside:
            yield from self._private()

    def asked(self) -> Iterator[Leak]:
        """Find what it asks other sites for."""
        for element in self.root.iter("*") if self.root is not None else ():
            yield from self._asked(element)

    def _asked(self, element: Any) -> Iterator[Leak]:  # noqa: ANN401
        tag = _local(element.tag)
        for name, value in element.attrib.items():
            for url in _urls(tag, _local(name), value, element):
                if is_abroad(url, self.sites):
                    yield request(self.spot(element, url), url, f"what the tag `{tag}` shows")
            if _local(name) == "style":
                yield from in_style(value, self.sites, lambda _, at=value: self.spot(element, at))  # type: ignore[misc]
        if tag == "style" and element.text:
            yield from in_style(element.text, self.sites, lambda _: self.spot(element))
        if tag in {"content", "summary", "title"} and element.get("type") == "html" and "<" in (element.text or ""):
            for leak in Page(self.file, element.text, self.sites, self.inside).asked():
                yield replace(leak, line=element.sourceline or 1, column=1)
        if tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            url = element.get("content", "").partition("=")[2].strip("\"' ")
            if is_abroad(url, self.sites):
                yield request(self.spot(element, url), url, "the page that this one turns into")

    def _inline(self, element: Any, policy: str) -> Iterator[Leak]:  # noqa: ANN401
        tag = _local(element.tag)
        is_code = tag == "script" and not element.get("src") and not _DATA.fullmatch(element.get("type", "").lower())
        if (is_code or tag == "style") and not _is_allowed(element.text or "", policy):
            yield self._note_inline(element, f"a `{tag}` inside the page", "")
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield self._note_inline(element, f"an attribute `{name}`", f'{name}="{value}')
            elif name in {"href", "src", "action"} and re.match(r"\s*javascript:", value, re.IGNORECASE):
                yield self._note_inline(element, "a link that runs a script", value)

    def _note_inline(self, element: Any, what: str, value: str) -> Leak:  # noqa: ANN401
        mend = "Put it into a file of its own in `templates`, and let the page name that."
        return note(
            "inline-code", self.spot(element, value), what, _WHY_INLINE, mend, found=value or element.text or ""
        )

    def _metas(self, name: str, attribute: str = "name") -> list[str]:
        found = (one for one in self.root.iter("meta") if one.get(attribute, "").lower() == name)
        return [one.get("content", "").lower() for one in found]

    def _policy(self) -> str:
        found = [
            one.get("content", "") for one in self.root.iter("meta") if "security" in one.get("http-equiv", "").lower()
        ]
        return " ".join(found)

    def _private(self) -> Iterator[Leak]:
        mend = "Let the template of this page extend `layout.html`, whose head says it."
        if not any("noindex" in one for one in self._metas("robots")):
            why = "A search engine that finds the address shows the page to anybody."
            yield note("page-not-private", Spot(self.file), "the page does not say `noindex`", why, mend)
        if not any(one in _QUIET for one in self._metas("referrer")):
            why = "A site that a link leads to learns the address of the client's page."
            yield note("page-not-private", Spot(self.file), "the page has no referrer policy", why, mend)


def _parsed(text: str, *, is_page: bool) -> Any:  # noqa: ANN401
    from lxml import etree

    data = text.encode("utf-8", "replace")
    parser = (
        etree.HTMLParser(encoding="utf-8", huge_tree=True)
        if is_page
        else etree.XMLParser(encoding="utf-8", recover=True, no_network=True, resolve_entities=False)
    )
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].rpartition(":")[2].lower()


def _urls(tag: str, name: str, value: str, element: Any) -> Iterator[str]:  # noqa: ANN401
    if name in {"srcset", "imagesrcset"}:
        yield from (one.split()[0] for one in value.split(",") if one.split())
    elif (
        name in _ASKED_FOR
        or (tag == "base" and name == "href")
        or (
            name == "href"
            and (
                (
                    tag == "link"
                    and "{" not in str(element.tag)
                    and not set(element.get("rel", "").lower().split()) & _SHOWN_ONLY
                )
                or tag in _DRAWN
            )
        )
    ):
        yield value


def _is_allowed(text: str, policy: str) -> bool:
    """Whether the page's own policy allows just this, by its digest."""
    if not text.strip():
        return True
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}" in policy
