"""The packet as readers and their software find it: tags, outline, links, fonts, paper; and that it says what the pages say."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pytest
from conftest import AGENCY
from files import ROOTS, everything, files, loaded

from charter.render.packet_tree import is_block, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from charter.model.charter import Charter
    from charter.render.packet_tree import Nodes

    Project = Callable[..., Path]

FORMS = frozenset({"pages", "packet"})
PACKETS = [
    (name, path.stem) for name, root in ROOTS.items() for path in sorted((root / "content/clients").glob("*.yaml"))
]
LETTER, A4 = (612, 792), (595.28, 841.89)
every_packet = pytest.mark.parametrize(("name", "client"), PACKETS)


def charter_of(name: str, client: str) -> Charter:
    charter = loaded(name).clients[client].charter
    assert charter
    return charter


def pdf(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


@cache
def packet(name: str, client: str) -> pikepdf.Pdf:
    return pdf(everything(name, FORMS)[client]["packet.pdf"])


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def elements(root: Any) -> Iterator[pikepdf.Dictionary]:
    """The elements of the tag tree, in the order of reading."""
    waiting: list[Any] = [root.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += reversed(list(item))
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item
            waiting += [item.K] if "/K" in item else []


def bookmarks(document: pikepdf.Pdf) -> list[str]:
    def within(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
        for item in items:
            yield flat(item.title)
            yield from within(item.children)

    with document.open_outline() as outline:
        return list(within(outline.root))


def flat(text: str) -> str:
    return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def sayings(nodes: Nodes) -> Iterator[str]:
    """What a tree says, each paragraph, cell or item by itself."""
    run: Nodes = []
    for node in nodes:
        if isinstance(node, str) or not is_block(node):
            run.append(node)
            continue
        yield inline(run)
        run = []
        for part in (node.get("caption", ()), node["c"], rows(node)):
            yield from sayings(list(part))
    yield inline(run)


def rows(node: dict[str, Any]) -> list[Any]:
    return [*node.get("head", ()), *node.get("body", ())]


def headings(nodes: Nodes) -> Iterator[str]:
    for node in nodes:
        if not isinstance(node, str):
            if re.fullmatch("h[1-6]", node["t"]):
                yield flat(inline(node["c"]))
            yield from headings([*node["c"], *rows(node)])


def inline(nodes: Nodes) -> str:
    return "".join(
        node if isinstance(node, str) else f"{BEFORE.get(node['t'], '')}{inline(node['c'])}{node.get('at', '')}"
        for node in nodes
    )


BEFORE = {"br": "\n", "small": " "}
"""What stands between an inline element and the words before it."""


@cache
def mains(name: str, client: str) -> tuple[Any, ...]:
    """What stands in the two pages of a client."""
    made = everything(name, FORMS)[client]
    return tuple(node for file in ("expectations.html", "index.html") for node in tree(made[file], file))


# --- Tags and what readers set up --------------------------------------------------------------------------------------


@every_packet
def test_a_packet_says_what_it_is(name: str, client: str) -> None:
    document, charter = packet(name, client), charter_of(name, client)
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert charter.client.name in metadata["dc:title"]
    assert str(document.Root.Lang).startswith(charter.language.partition("-")[0])
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.Root.MarkInfo.Marked
    assert charter.client.name in str(document.docinfo["/Title"])


@every_packet
def test_headings_skip_no_level_and_the_outline_has_all_of_them(name: str, client: str) -> None:
    document = packet(name, client)
    levels = [
        int(str(item.S)[2:]) for item in elements(document.Root.StructTreeRoot) if re.fullmatch("/H[1-6]", str(item.S))
    ]
    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))
    assert bookmarks(document)[:-1] == list(headings(list(mains(name, client))))


@every_packet
def test_tables_have_header_cells_and_figures_words(name: str, client: str) -> None:
    found = list(elements(packet(name, client).Root.StructTreeRoot))
    for item in found:
        if item.S == "/THead":
            assert {str(cell.S) for cell in elements(item)} & {"/TH", "/TD"} == {"/TH"}
        if item.S == "/Figure":
            assert str(item.Alt)
    assert any(item.S == "/THead" for item in found)


@every_packet
def test_every_link_leads_somewhere(name: str, client: str) -> None:
    document = packet(name, client)
    known = {str(key) for key in document.Root.Names.Dests.Names if isinstance(key, pikepdf.String)} | {
        str(key)
        for kid in document.Root.Names.Dests.get("/Kids", [])
        for key in kid.get("/Names", [])
        if isinstance(key, pikepdf.String)
    }
    links = [link for page in document.pages for link in page.get("/Annots", []) if link.Subtype == "/Link"]
    assert links
    for link in links:
        assert str(link.Contents)
        target = link.get("/A", link).get("/D", link.get("/Dest"))
        address = link.A.get("/URI") if "/A" in link else None
        assert address or isinstance(target, pikepdf.Array) or str(target) in known


@every_packet
def test_all_fonts_are_in_the_file(name: str, client: str) -> None:
    found = [item for item in packet(name, client).objects if isinstance(item, pikepdf.Dictionary)]
    fonts = [item for item in found if item.get("/Type") == "/FontDescriptor"]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert all("SourceSans3" in str(font.FontName) for font in fonts)


# --- Paper -------------------------------------------------------------------------------------------------------------


@every_packet
def test_the_paper_is_that_of_the_clients_country(name: str, client: str) -> None:
    american = charter_of(name, client).timezone.startswith("America/")
    for page in packet(name, client).pages:
        assert [float(side) for side in page.mediabox[2:]] == pytest.approx(LETTER if american else A4, abs=0.01)


@every_packet
def test_the_page_for_the_wall_is_the_last_one(name: str, client: str) -> None:
    pages = texts(everything(name, FORMS)[client]["packet.pdf"])
    title = bookmarks(packet(name, client))[-1]
    holders = [number for number, page in enumerate(pages) if flat(page).startswith(title)]
    assert holders == [len(pages) - 1]


def test_twelve_channels_stay_on_the_wall(project: Project) -> None:
    more = "".join(
        f"  way{number}: {{address: way-number-{number}@northlight.example, for: what is asked for the {number}th time}}\n"
        for number in range(12)
    )
    data = files(project(agency=AGENCY.replace("requests:", f"{more}requests:")), FORMS)["packet.pdf"]
    last = texts(data)[-1]
    assert flat(last).startswith("How to reach us")
    assert all(f"waynumber{number}northlight" in squeezed(last) for number in range(12))


@pytest.mark.parametrize("client", [client for name, client in PACKETS if name == "specimen"])
def test_a_packet_is_no_book(client: str) -> None:
    """Twenty pages are what somebody leafs through; nothing is left out for it, but no paper is wasted either."""
    assert len(packet("specimen", client).pages) <= 20


def test_the_smallest_project_has_a_packet(project: Project) -> None:
    pages = texts(files(project(), FORMS)["packet.pdf"])
    assert "Harbor & Pine" in pages[0]
    assert len(pages) <= 6


SECTION = '{% extends "shipped/section.html" %}{% block title %}Ours{% endblock %}{% block data %}DATA{% endblock %}'


def test_a_very_long_charter_has_one_too(project: Project) -> None:
    rows = "".join(f"<tr><th>Row {number}</th><td>means {number * 7}</td></tr>" for number in range(300))
    table = f"<table><thead><tr><th>Heads</th><th>Of columns</th></tr></thead><tbody>{rows}</tbody></table>"
    prose = "".join(f"### Part {number}\n\n{'Words that go on. ' * 30}\n\n" for number in range(60))
    root = project(
        {
            "content/prose/en/welcome.md": prose,
            "templates/sections/commitments.html": SECTION.replace("DATA", table),
        },
        agency=AGENCY.replace("[commit", "[welcome, commit"),
    )
    pages = texts(files(root, FORMS)["packet.pdf"])
    said = squeezed("".join(pages))
    assert all(f"Part{number}Wordsthat" in said for number in range(60))
    assert all(f"Row{number}means{number * 7}" in said for number in range(300))
    holders = [page for page in pages if "Row" in page]
    assert all("Heads" in page for page in holders), "the head is repeated on every page"


# --- Words -------------------------------------------------------------------------------------------------------------


NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def squeezed(text: str) -> str:
    """The letters and digits alone: where lines end, and with which hyphen, is another matter."""
    return re.sub(r"[\W_]+", "", text)


def times(text: str, said: str) -> int:
    """How often a text is said; one that goes on in the same column of the next page is said in two pieces."""
    rest = said.replace(text, "|")
    in_two = any(text[:at] in rest and text[at:] in rest for at in range(10, len(text) - 10))
    return said.count(text) + in_two


def body(page: str, charter: Charter) -> str:
    """A page without its running head and foot, so that a sentence goes on from one page to the next."""
    lines = page.splitlines()
    head = lines[0].startswith(charter.agency.name) and len(lines[0]) < len(charter.agency.name) + 60
    return "\n".join(lines[1 if head else 0 :])


@every_packet
def test_the_packet_says_all_that_the_pages_say(name: str, client: str) -> None:
    charter = charter_of(name, client)
    pages = [body(page, charter) for page in texts(everything(name, FORMS)[client]["packet.pdf"])]
    asked = list(sayings(list(mains(name, client))))
    numbers = Counter(NUMBER.findall(" ".join(pages)))
    assert not Counter(NUMBER.findall(" ".join(asked))) - numbers
    said = squeezed("".join(pages))
    wanted = Counter(filter(None, map(squeezed, asked)))
    assert [text for text, count in wanted.items() if times(text, said) < count] == []


HOSTILE = r'#import "x.typ": y; $x^2$ ] } \ @ref <label> *b* _i_ `raw` // no comment /* nor #[this]'
LONG = "Donaudampfschiff" * 200


@pytest.mark.parametrize("text", [HOSTILE, LONG])
def test_what_no_line_expects_comes_out_as_words(project: Project, text: str) -> None:
    channel = f"email: {{address: hello@northlight.example, for: {json.dumps(text)}}}"
    root = project(agency=AGENCY.replace("email: {address: hello@northlight.example}", channel))
    pages = texts(files(root, FORMS)["packet.pdf"])
    assert squeezed(text) in squeezed("".join(pages))


def test_the_same_packet_from_another_folder(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project()
    one = files(root, FORMS)["packet.pdf"]
    monkeypatch.chdir(tmp_path.parent)
    assert files(root, FORMS)["packet.pdf"] == one
