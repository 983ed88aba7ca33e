"""However often a name stands in a file, and whatever a file begins and never ends, an audit takes no longer than it should."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from audited import leaks, pdf, specimen_told

from charter.audit.pdf_pages import letters_of
from charter.audit.pdf_strings import strings
from charter.audit.words import Folded

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 10
HEAD = b"%PDF-1.7\n1 0 obj\n"
LONG = {
    "a name in one line": ("x.css", "é Harbor & Pine Realty ".encode() * 10_000, {"client-told"}),
    "a number in one line": ("x.css", "é (207) 555-0162, ".encode() * 10_000, {"client-told"}),
    "a name in many lines": ("x.css", "Árbol\nHarbor & Pine Realty\n".encode() * 5_000, {"client-told"}),
    "folders": ("x.css", b"content/clients/a/" * 30_000, set()),
    "folders of one": ("x.css", b"content/clients/" + b"a/" * 200_000, set()),
    "a drive": ("x.css", b"C:\\A" + b"a " * 200_000, set()),
    "filters": ("x.pdf", HEAD + b"/Filter[" * 60_000, {"unreadable-file"}),
    "brackets": ("x.pdf", HEAD + b"(" + b"\\(" * 150_000, {"unreadable-file"}),
    "lists on a page": ("x.pdf", pdf(b"[" * 200_000), set()),
    "strings on a page": ("x.pdf", pdf(b"(" + b"\\(" * 100_000), set()),
    "remarks on a page": ("x.pdf", pdf(b"/Alt(\\(" * 50_000), set()),
}


@pytest.mark.parametrize(("name", "data", "rules"), LONG.values(), ids=LONG.keys())
def test_what_goes_on_and_on(tmp_path: Path, name: str, data: bytes, rules: set[str]) -> None:
    known = specimen_told()
    path = tmp_path / "site/assets" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    started = time.process_time()
    found = {leak.rule for leak in leaks(tmp_path / "site", known)}
    assert time.process_time() - started < SECONDS
    assert found == rules


def test_tables_of_letters_that_never_end() -> None:
    started = time.process_time()
    assert letters_of(b"beginbfchar <01> <0041> endbfchar" + b"beginbfchar " * 100_000) == {b"\x01": "A"}
    assert time.process_time() - started < SECONDS


def test_strings_of_a_packet() -> None:
    data = rb"\(one) (two (2\) and (3)) three) <66 6f7572> (five <61626364>"
    assert [*strings(data)] == ["one", "two (2) and (3)) three", "four", "five <61626364>", "abcd"]


@pytest.mark.parametrize(
    "text", ["plain", "á ß ﬁn ½ İx", "é\u00adé Ⅷ end", "", "日本語 ab 中文", "\u00ad\u00adab\u00ad"]
)
def test_each_place_in_a_folded_text_has_its_origin(text: str) -> None:
    folded = Folded(text)
    origins = [folded.origin(index) for index in range(len(folded.text))]
    assert origins == sorted(origins)
    for index, letter in enumerate(folded.text):
        assert letter in Folded(text[origins[index]]).text
