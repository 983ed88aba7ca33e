"""Leaks of all kinds, planted in a built site: each is found where it is, and nothing else."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from audited import leaks, pdf, png, specimen_site, specimen_told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.audit import Told

    Change = Callable[[str, Callable[[bytes], bytes]], Path]

HOME = "kestrel-and-lowe"
HARBOR = "Harbor & Pine Realty"
NUMBER = "+1 207 555 0162"
XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    b"<source>/home/maya/charters/content/agency.yaml</source></x:xmpmeta>"
)


@pytest.fixture
def built() -> Path:
    """The specimen's site."""
    return specimen_site()


@pytest.fixture
def known() -> Told:
    """What is known of the specimen."""
    return specimen_told()


@pytest.fixture
def change(built: Path, tmp_path: Path) -> Change:
    """Take one file of the built site, change it, and give the folder in which it lies alone."""

    def changed(name: str, edit: Callable[[bytes], bytes]) -> Path:
        path, original = tmp_path / "site" / name, built / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(edit(original.read_bytes() if original.exists() else b""))
        return tmp_path / "site"

    return changed


def zipped(name: str, data: bytes, remark: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        archive.comment = remark
    return stream.getvalue()


def based(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


IN_A_PAGE = {
    "a name in a remark": (f"<!-- copied from {HARBOR} -->", "client-told", HARBOR, 18),
    "a name in capitals": ("<p>HARBOR & PINE REALTY</p>", "client-told", "HARBOR & PINE REALTY", 4),
    "a name in tags": ("<p><b>Harbor</b> &amp; <i>Pine</i> Realty</p>", "client-told", "Harbor & Pine Realty", 7),
    "a name of entities": ("<p>&#72;arbor &#x26; P&#105;ne Realty</p>", "client-told", HARBOR, 4),
    "a name in percent signs": (f"<a href='#{percent('Harbor & Pine')}'>.</a>", "client-told", "Harbor & Pine", 11),
    "a name in other letters": ("<p>\uff28\uff41rbor &amp; Pi\u00adne Realty</p>", "client-told", "", 4),
    "a name without accents": ("<p>Saguaro &amp; Stone luxury homes</p>", "client-told", "", 4),
    "the domain": ("<p>see www.harborandpine.example</p>", "client-told", "harborandpine.example", 12),
    "an id": ('<p class="harbor-and-pine">.</p>', "client-told", "harbor-and-pine", 11),
    "a number in brackets": ("<p>(207) 555-0162</p>", "client-told", "207) 555-0162", 5),
    "a number in dots": ("<p>001.207.555.01.62</p>", "client-told", "001.207.555.01.62", 4),
    "a mail": ("<p>dana&#64;harborandpine.example</p>", "client-told", "dana@harborandpine.example", 4),
    "a contact": ("<p>Ask Ben Okonkwo.</p>", "client-told", "Ben Okonkwo", 8),
    "a goal": ("<p>a first page for each of the six harbor towns</p>", "client-told", "a first page for", 4),
    "what is internal": ("<p>Amir Haddad has duty.</p>", "internal-told", "Amir Haddad", 4),
    "what is private": ("<p>Call 303-555-0199.</p>", "internal-told", "303-555-0199", 9),
    "base64": (f'<img src="data:text/plain;base64,{based(HARBOR)}" alt="">', "client-told", HARBOR, 34),
    "a link": ('<a href="../harbor-and-pine/index.html">.</a>', "client-linked", "../harbor-and-pine", 13),
    "a link with its host": (
        '<a href="https://clients.northlight.example/harbor-and-pine/">.</a>',
        "client-linked",
        "https://clients.northlight.example/harbor-and-pine",
        45,
    ),
    "a picture from elsewhere": (
        '<img src="//cdn.example/x.png" alt="">',
        "third-party-request",
        "//cdn.example/x.png",
        11,
    ),
    "a style from elsewhere": (
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
        "third-party-request",
        "https://cdn.example/x.css",
        30,
    ),
    "an address of a machine": ("<!-- /home/maya/charters/index.html -->", "build-machine", "/home/maya", 6),
    "a file of the project": ("<!-- content/clients/x.yaml -->", "build-machine", "content/clients/x.yaml", 6),
    "a style in a tag": ('<p style="color: red">.</p>', "inline-code", "style=", 4),
    "a script": ("<script>alert(1)</script>", "inline-code", "alert(1)", 1),
    "the number of clients": ('<p data-clients="6">.</p>', "index-of-clients", 'clients="6', 9),
}


@pytest.mark.parametrize(("written", "rule", "quoted", "column"), IN_A_PAGE.values(), ids=IN_A_PAGE.keys())
def test_in_a_page(change: Change, known: Told, written: str, rule: str, quoted: str, column: int) -> None:  # noqa: PLR0913, PLR0917  a row of the table
    name, text = f"{HOME}/index.html", ""

    def edit(data: bytes) -> bytes:
        nonlocal text
        text = data.decode().replace("</main>", f"\n{written}\n</main>")
        return text.encode()

    [leak] = leaks(change(name, edit), known)
    line = text[: text.index(written)].count("\n") + 1
    assert (leak.file, leak.line, leak.column, leak.rule) == (name, line, column, rule)
    assert quoted in leak.found


def appended(data: bytes) -> Callable[[bytes], bytes]:
    return lambda old: old + data


ELSEWHERE = {
    "a domain across two lines of a calendar": (
        f"{HOME}/calendar.ics",
        appended(b"X-NOTE:see harborand\r\n pine.example\r\n"),
        "client-told",
        "",
    ),
    "a quoted-printable name in a card": (
        f"{HOME}/contacts.vcf",
        appended(b"NOTE;ENCODING=QUOTED-PRINTABLE:Harbor=20=26=20Pine=\r\n Realty\r\n"),
        "client-told",
        "",
    ),
    "a picture of a card": (
        f"{HOME}/contacts.vcf",
        appended(b"PHOTO;VALUE=uri:https://cdn.example/a.png\r\n"),
        "third-party-request",
        "",
    ),
    "a link in data": (
        f"{HOME}/charter.json",
        appended(b'{"next": "\\/harbor-and-pine\\/"}'),
        "client-linked",
        "",
    ),
    "letters by number in data": (
        f"{HOME}/charter.json",
        appended(b'"\\u0048arbor \\u0026 Pine \\u0052ealty"'),
        "client-told",
        "",
    ),
    "a font from elsewhere": (
        "assets/x.css",
        lambda _: b"@font-face {src: url(https://fonts.example/a.woff2)}",
        "third-party-request",
        "",
    ),
    "an import": ("assets/x.css", lambda _: b'@import "//fonts.example/a.css";', "third-party-request", ""),
    "a script that asks elsewhere": (
        "assets/x.js",
        lambda _: b'fetch("https://t.example/")',
        "third-party-request",
        "",
    ),
    "a name in what is shared": (
        "assets/x.css",
        lambda _: b".a:before{content:'\\48 arbor & Pine Realty'}",
        "client-told",
        "",
    ),
    "a remark in a picture": (
        "assets/x.png",
        lambda _: png(b"tEXt", b"Author\0" + HARBOR.encode()),
        "client-told",
        "its tEXt block",
    ),
    "a packed remark in a picture": (
        "assets/x.png",
        lambda _: png(b"zTXt", b"Author\0\0" + zlib.compress(HARBOR.encode())),
        "client-told",
        "its zTXt block",
    ),
    "the camera's data": (
        "assets/x.jpg",
        lambda _: b"\xff\xd8\xff\xe1\0\x30Exif\0\0" + HARBOR.encode("utf-16-le") + b"\xff\xd9",
        "client-told",
        "its EXIF or XMP data",
    ),
    "a file in an archive": (
        "assets/x.zip",
        lambda _: zipped("a.txt", b"\nDana Whitfield"),
        "client-told",
        "entry a.txt",
    ),
    "the remark of an archive": (
        "assets/x.zip",
        lambda _: zipped("a.txt", b"", b"Dana Whitfield"),
        "client-told",
        "its remark",
    ),
    "an archive in an archive": (
        "assets/x.zip",
        lambda _: zipped("a.gz", gzip.compress(b"Dana Whitfield")),
        "client-told",
        "entry a.gz, unpacked",
    ),
    "the text of a packet": (
        f"{HOME}/packet.pdf",
        lambda _: pdf(b"(Kestrel & Lowe) Tj T* [(Call 303) -250 (555 01) 20 (99)] TJ"),
        "internal-told",
        "page 1",
    ),
    "the source in a packet": (
        f"{HOME}/packet.pdf",
        lambda _: pdf(
            b"(Kestrel & Lowe) Tj", b"<</Type/Metadata/Length %d>>\nstream\n" % len(XMP) + XMP + b"\nendstream"
        ),
        "build-machine",
        "object 6",
    ),
    "the title of a packet": (
        f"{HOME}/packet.pdf",
        lambda _: pdf(
            b"(Kestrel & Lowe) Tj", b"<</Title<" + ("\ufeff" + HARBOR).encode("utf-16-be").hex().encode() + b">>>"
        ),
        "client-told",
        "object 6",
    ),
    "a script in a packet": (
        f"{HOME}/packet.pdf",
        lambda _: pdf(b"(Kestrel & Lowe) Tj", b"<</S/JavaScript/JS(app.alert\\(1\\))>>"),
        "third-party-request",
        "an action in object 6",
    ),
    "a rule for hosts": ("_headers", lambda _: b"/harbor-and-pine/*\n  X: 1\n", "client-linked", ""),
    "a list of pages": ("sitemap.xml", lambda _: b"<urlset/>", "index-of-clients", ""),
    "a manifest": (".charter-manifest.json", lambda _: b"{}", "index-of-clients", ""),
    "a file of somebody's": (f"{HOME}/notes.txt", lambda _: b"Nothing much.", "unknown-file", ""),
    "a name of a file": ("assets/harbor-and-pine.svg", lambda _: b"<svg/>", "client-told", "its name"),
    "a page without words for robots": (
        "404.html",
        lambda _: b'<html><meta name="referrer" content="no-referrer">',
        "page-not-private",
        "",
    ),
}


@pytest.mark.parametrize(("name", "edit", "rule", "inside"), ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_elsewhere(  # noqa: PLR0913, PLR0917  a row of the table
    change: Change, known: Told, name: str, edit: Callable[[bytes], bytes], rule: str, inside: str
) -> None:
    [leak] = leaks(change(name, edit), known)
    assert (leak.file, leak.rule, leak.inside) == (name, rule, inside)


def test_six_leaks_in_six_files_are_six(change: Change, known: Told) -> None:
    for name in ("of a calendar", "in a card", "text of a packet", "a link in data", "for hosts", "file in an archive"):
        file, edit, *_ = next(row for title, row in ELSEWHERE.items() if title.endswith(name))
        site = change(file, edit)
    found = {(leak.file, leak.rule) for leak in leaks(site, known)}
    assert found == {(f"{HOME}/calendar.ics", "client-told"), (f"{HOME}/contacts.vcf", "client-told"),
                     (f"{HOME}/packet.pdf", "internal-told"), (f"{HOME}/charter.json", "client-linked"),
                     ("_headers", "client-linked"), ("assets/x.zip", "client-told")}  # fmt: skip


def test_a_report_says_all_of_it(change: Change, known: Told) -> None:
    site = change("assets/x.zip", lambda _: zipped("a.txt", b"\n\n To Dana Whitfield"))
    [leak] = leaks(site, known)
    problem = leak.problem("site/assets/x.zip", lambda folder: folder)
    assert problem.message == (
        "In entry a.txt: the name of a contact of `harbor-and-pine`: “Dana Whitfield”. "
        "Every client can read this file, and learns who else is your client."
    )
    assert problem.hint.startswith("Take it out of the text")
    assert (problem.place.line, problem.place.column) == (3, 5)


def test_what_is_found_is_cut_and_cannot_command_a_terminal(change: Change, known: Told) -> None:
    site = change("assets/x.css", lambda _: b"a{b:url(https://cdn.example/\x1b[31m" + b"x" * 99 + b")}")
    [leak] = leaks(site, known)
    assert len(leak.found) == 60
    assert leak.found.isprintable()
