"""Pages as trees: what is kept, what only a screen needs, how tables are arranged, and every tag laid out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from files import files

from charter.problem import CharterError
from charter.render.packet_tree import KNOWN, ids_in, links_in, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

BLANK = "\N{ZERO WIDTH SPACE}"
PARTS = {
    "caption": "<table><caption>WORD</caption><tr><td>1</td></tr></table>",
    "dd": "<dl><dt>1</dt><dd>WORD</dd></dl>",
    "dt": "<dl><dt>WORD</dt><dd>1</dd></dl>",
    "figcaption": "<figure><figcaption>WORD</figcaption></figure>",
    **dict.fromkeys(("ul", "ol"), "<ol><li>WORD</li></ol>"),
    "dl": "<dl><div><dt>1</dt><dd>WORD</dd></div></dl>",
    "li": "<ul><li>WORD</li></ul>",
    "summary": "<details><summary>WORD</summary><p>1</p></details>",
    **dict.fromkeys(("table", "tbody", "tr", "td"), "<table><tbody><tr><td>WORD</td></tr></tbody></table>"),
    "tfoot": "<table><tfoot><tr><td>WORD</td></tr></tfoot></table>",
    **dict.fromkeys(("th", "thead"), "<table><thead><tr><th>WORD</th></tr></thead><tr><td>1</td></tr></table>"),
    "img": '<p><img src="none.png" alt="WORD"></p>',
    **dict.fromkeys(("br", "wbr", "hr"), ""),
    **{f"h{level}": "" for level in (1, 2)},
    "h5": "<h3>a</h3><h4>b</h4><h5>WORD</h5>",
    "h6": "<h3>a</h3><h4>b</h4><h5>c</h5><h6>WORD</h6>",
    "h4": "<h3>a</h3><h4>WORD</h4>",
    "main": "",
}
"""Tags that stand within others; a page itself has the headings of the two highest levels."""
DROPPED = {"script", "form", "fieldset", "nav", "style", "template", "footer", "button", "select", "input"}
SECTION = '{% extends "shipped/section.html" %}{% block title %}Ours{% endblock %}{% block data %}DATA{% endblock %}'


def read(body: str) -> list[Any]:
    return tree(f"<!doctype html><body><p>outside</p><main>{body}</main>".encode(), "page.html")


def test_blanks_are_those_of_a_browser() -> None:
    assert read("\n <p> One \n <b> two</b>  three </p>\n ") == [
        {"t": "p", "c": ["One ", {"t": "b", "c": ["two"]}, " three"]}
    ]


def test_what_only_a_screen_needs_stays_there() -> None:
    assert read("<nav>1</nav><form>2</form><p hidden>3</p><p class='screen'>4</p><script>5</script>") == []


def test_loose_words_in_a_container_are_paragraphs() -> None:
    assert read("<section>Before <b>all</b><p>One</p>after</section>") == [
        {
            "t": "section",
            "c": [
                {"t": "p", "c": ["Before ", {"t": "b", "c": ["all"]}]},
                {"t": "p", "c": ["One"]},
                {"t": "p", "c": ["after"]},
            ],
        }
    ]


def test_links_within_the_packet_carry_the_file() -> None:
    nodes = read('<p id="a"><a href="#b">1</a><a href="index.html#c">2</a><a href="https://x.example/y">3</a></p>')
    assert list(ids_in(nodes)) == ["page.html#a"]
    inner, other, outer = links_in(nodes)
    assert (inner["to"], other["to"]) == ("page.html#b", "index.html#c")
    assert (outer["h"], outer["at"]) == ("https://x.example/y", "x.example/y")


@pytest.mark.parametrize("link", ['class="plain"', 'class="named"'])
def test_an_address_that_the_words_say_is_not_repeated(link: str) -> None:
    [found] = links_in(read(f'<p><a {link} href="https://x.example">x.example</a></p>'))
    assert "at" not in found


def test_a_word_that_no_line_holds_may_be_broken() -> None:
    [short, address, long] = read(f"<p>{'a' * 36}</p><p>{'a' * 20}@{'b' * 20}.example</p><p>{'c' * 5000}</p>")
    assert short["c"] == ["a" * 36]
    assert address["c"] == ["a" * 20 + f"@{BLANK}" + "b" * 20 + f".{BLANK}example"]
    assert long["c"][0].replace(BLANK, "") == "c" * 5000
    assert max(map(len, long["c"][0].split(BLANK))) <= 24


def test_a_table_is_arranged() -> None:
    [table] = read(
        "<table><caption>All</caption><thead><tr><th>Days</th><th>Open</th></tr></thead>"
        "<tr><th rowspan=2>Saturday and Sunday</th><td>closed</td></tr><tr><td>extraordinarily</td></tr></table>"
    )
    assert (table["caption"], len(table["head"]), len(table["body"])) == (["All"], 1, 2)
    assert table["body"][0]["c"][0]["rs"] == 2
    assert table["m"] == [18, 15], "a row's name stays on a line, and no word is broken"
    assert len(table["w"]) == 2


def test_every_tag_is_laid_out(project: Project) -> None:
    pieces = {tag: PARTS.get(tag, f"<{tag}>WORD</{tag}>") for tag in sorted(KNOWN - DROPPED)}
    data = "".join(piece.replace("WORD", f"Word-of-{tag}-here") for tag, piece in pieces.items())
    root = project({"templates/sections/commitments.html": SECTION.replace("DATA", data)})
    pages = pypdf.PdfReader(BytesIO(files(root, {"pages", "packet"})["packet.pdf"])).pages
    said = "".join(page.extract_text() for page in pages)
    assert [tag for tag, piece in pieces.items() if "WORD" in piece and f"Word-of-{tag}-here" not in said] == []


def test_an_unknown_tag_is_named(project: Project) -> None:
    root = project({"templates/sections/commitments.html": SECTION.replace("DATA", "<blink>Look</blink>")})
    with pytest.raises(CharterError, match=r"<blink>.*index\.html"):
        files(root, {"pages", "packet"})
