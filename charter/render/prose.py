"""A Markdown section -> a Jinja template, once for all clients; values are filled in after Markdown, and escaped.

The source may print `{{ dotted.name }}` and ask `{% if dotted.name %}` (`not`, `elif`, `else`), nothing else: no
filters, no calls, no comments. Jinja's own parser reads each tag; what is allowed on its tree is written anew into the
template, and every brace of the text becomes an entity. So the template holds no Jinja but what was put there here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from charter.problem import Problem, Severity, did_you_mean, in_order
from charter.render.prose_blocks import arrange, crossing
from charter.render.prose_markdown import CONTROLS, VALUES, to_html
from charter.render.prose_tags import Tag, read_tags, unbalanced
from charter.source.prose_caps import Source, too_large, unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from charter.render.prose_markdown import Html

_MOST_FINDINGS = 100
_LINK = re.compile(r"(?:https?://|mailto:|tel:|#)", re.IGNORECASE)
_HTML = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>", re.IGNORECASE)
_CODE = re.compile(r"(`+)[^`].*?\1|(?m:^(?: {4}|\t).*$)", re.DOTALL)
_MARKDOWN = "Write Markdown: `**bold**`, `[a link](https://example.com)`, or plain words."
_CROSSING = "This condition begins in one place and ends in another, such as another paragraph, list item or link."
_ONE_PLACE = "Put `{% if %}` and `{% endif %}` on lines of their own, or both into one paragraph or list item."
_ADDRESSES = "Write https:, mailto: or tel:, or a page of the same client. Pictures from elsewhere are not shown."


@dataclass(frozen=True, slots=True)
class Prose:
    """A section as the text of a Jinja template for an environment that escapes and has `FILTERS`; and its names."""

    template_source: str = ""
    names: frozenset[str] = frozenset()


def compile_prose(text: str, file: str, names: frozenset[str]) -> tuple[Prose, list[Problem]]:
    """Translate the Markdown of a file that may use the dotted `names`. Where there are problems the prose is empty."""
    source = Source(file, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if problems := too_large(source) or unseen(source):
        return Prose(), problems
    tags, problems = read_tags(source)
    problems += [*_unknown(source, tags, names), *unbalanced(source, tags)]
    prose, found = _translate(source, tags, sound=not problems)
    problems += found
    return (Prose(), in_order(problems)) if problems else (prose, list(_raw_html(source)))


def _raw_html(source: Source) -> Iterator[Problem]:
    """Find HTML tags, which stand on the page as they were typed; between backticks that is what was meant."""
    text = _CODE.sub(lambda found: re.sub(r"\S", ".", found[0]), source.text)
    for found in islice(_HTML.finditer(text), _MOST_FINDINGS):
        message = f"`{found[0]}` is HTML. Clients would read it as it stands here, on the page and in the packet."
        problem = source.problem("prose-html", *found.span(), message, _MARKDOWN)
        yield replace(problem, severity=Severity.WARNING)


def _unknown(source: Source, tags: list[Tag], names: frozenset[str]) -> Iterator[Problem]:
    unknown = [tag for tag in tags if tag.name and tag.name not in names]
    for tag in unknown[:_MOST_FINDINGS]:  # each looks through all the names
        hint = did_you_mean(tag.name, names)
        yield source.problem("unknown-name", *tag.name_span, f"There is no value called `{tag.name}`.", hint)


def _translate(source: Source, tags: list[Tag], *, sound: bool) -> tuple[Prose, list[Problem]]:
    values = [tag for tag in tags if not tag.is_control]
    controls = [tag for tag in tags if tag.is_control]
    try:
        html = to_html(_with_placeholders(source, tags), len(values))
    except RecursionError:
        end = len(source.text.partition("\n")[0])
        message = "Something in this section is nested too deeply."
        return Prose(), [source.problem("prose-too-large", 0, end, message, "Take some levels out.")]
    problems = list(_unsafe(source, html, values))
    if not sound:
        return Prose(), problems
    kinds = [tag.kind for tag in controls]
    body = arrange(html.text, kinds)
    problems += [
        source.problem("prose-syntax", controls[number].start, controls[number].end, _CROSSING, _ONE_PLACE)
        for number in crossing(body, kinds)
    ]
    return Prose(_filled(body, html, values, controls), frozenset(tag.name for tag in tags if tag.name)), problems


def _with_placeholders(source: Source, tags: list[Tag]) -> str:
    counts, pieces, end = {True: CONTROLS, False: VALUES}, [], 0
    for tag in tags:
        pieces += [source.text[end : tag.start], chr(counts[tag.is_control])]
        counts[tag.is_control] += 1
        end = tag.end
    return "".join(pieces) + source.text[end:]


def _unsafe(source: Source, html: Html, values: list[Tag]) -> Iterator[Problem]:
    written = {VALUES + number: source.text[tag.start : tag.end] for number, tag in enumerate(values)}
    searched: dict[str, int] = {}
    for link in html.unsafe:
        address = link.translate(written)
        start = source.text.find(address, searched.get(address, 0))
        end = start + len(address)
        if start < 0:  # Markdown changed it on the way, so the finding stands at the beginning
            start, end = 0, len(source.text.partition("\n")[0])
        searched[address] = end
        yield source.problem(
            "unsafe-link", start, end, f"`{address}` is no address that a page may link to or show.", _ADDRESSES
        )


def _filled(body: str, html: Html, values: list[Tag], controls: list[Tag]) -> str:
    swaps = {VALUES + number: f"{{{{ {tag.name} }}}}" for number, tag in enumerate(values)}
    swaps |= {
        VALUES + len(values) + number: f"{{{{ {values[value].name}|{fit} }}}}"
        for number, (value, fit) in enumerate(html.filtered)
    }
    swaps |= {CONTROLS + number: tag.jinja for number, tag in enumerate(controls)}
    return _isolated(body, values).replace("{", "&#123;").translate(swaps)


def _isolated(body: str, values: list[Tag]) -> str:
    """Keep telephone numbers in one piece: among right-to-left words their groups would come out the wrong way round."""
    numbers = "".join(chr(VALUES + number) for number, tag in enumerate(values) if tag.name.endswith(".number"))
    if not numbers:
        return body
    return re.sub(f"(<[^>]*>)|([{numbers}])", lambda found: found[1] or f'<bdi dir="ltr">{found[2]}</bdi>', body)


def href(value: object) -> str:
    """Give the address that a value is, or `#` where it is none that a link may have."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", "", str(value)).strip().replace(" ", "%20")
    return text if _LINK.match(text) else "#"


def href_part(value: object) -> str:
    """Write a value so that it stays one part of the address that is written around it."""
    return quote(str(value), safe="/@+~", errors="replace")


def href_tel(value: object) -> str:
    """Write a telephone number as machines dial it."""
    return re.sub(r"[^0-9+]", "", str(value))


FILTERS: dict[str, Callable[[object], str]] = {"href": href, "href_part": href_part, "href_tel": href_tel}
"""What the environment of a compiled section must have."""
