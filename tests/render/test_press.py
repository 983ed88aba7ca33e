"""The press: the same bytes for the same words, once printed and then kept; many threads; themes and fonts of one's own."""

from __future__ import annotations

import shutil
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from click.testing import CliRunner
from conftest import AGENCY, CLIENT
from files import DAY, files
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from charter import pipeline, shipped
from charter.cli import cli
from charter.problem import CharterError
from charter.render.press import Press
from charter.render.typefaces import SHIPPED, typefaces
from charter.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    Project = Callable[..., Path]

FONTS = shipped.templates() / "packet/fonts"
THEME = {
    "theme.typ": b'#let packet(data) = { set document(title: data.title); set text(font: "Source Sans 3"); data.title }'
}


def press(**more: bytes) -> Press:
    return Press(THEME | more, (FONTS,))


def said(title: str) -> bytes:
    return f'{{"title": "{title}"}}'.encode()


def test_the_same_words_and_day_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    one = press().print(said("Welcome"), {}, DAY)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert press().print(said("Welcome"), {}, DAY) == one
    assert press().print(said("Welcome"), {}, date(2026, 11, 26)) != one


def test_what_was_printed_is_kept_and_not_printed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = press()
    first.shelf = Shelf(tmp_path / "shelf")
    made = first.print(said("Welcome"), {}, DAY)
    later = press()
    later.shelf = Shelf(tmp_path / "shelf")
    monkeypatch.setattr(Press, "_compile", lambda *_, **__: pytest.fail("it was there"))
    assert later.print(said("Welcome"), {}, DAY) == made
    assert first.print(said("Welcome"), {}, DAY) == made


@pytest.mark.parametrize("damage", [b"", b"10\nhalf", b"no number\nx"])
def test_a_damaged_shelf_is_an_empty_one(tmp_path: Path, damage: bytes) -> None:
    one = press()
    one.shelf = Shelf(tmp_path / "shelf")
    made = one.print(said("Welcome"), {}, DAY)
    [kept] = (tmp_path / "shelf").iterdir()
    kept.write_bytes(damage)
    other = press()
    other.shelf = Shelf(tmp_path / "shelf")
    assert other.print(said("Welcome"), {}, DAY) == made
    assert kept.read_bytes().endswith(made)


def test_a_shelf_that_cannot_be_written_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_text("a file in its place")
    one = press()
    one.shelf = Shelf(tmp_path / "shelf")
    assert one.print(said("Welcome"), {}, DAY).startswith(b"%PDF")
    one.shelf.tidy()


def test_the_shelf_forgets_what_nobody_asks_for(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    one, other = "a" * 64, "b" * 64
    shelf.put(one, b"one")
    later = Shelf(tmp_path)
    assert later.get(other) is None
    later.put(other, b"two")
    later.tidy()
    assert [file.name for file in tmp_path.iterdir()] == [f"{other}.kept"]


def test_many_threads_print_what_one_prints() -> None:
    titles = [f"Client {number}" for number in range(24)]
    alone = [press().print(said(title), {}, DAY) for title in titles[:6]]
    shared = press()
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda title: shared.print(said(title), {}, DAY), titles))
    assert together[:6] == alone
    assert len(set(together)) == 24


def test_words_are_never_read_as_commands() -> None:
    hostile = '#import \\"x.typ\\"; $x$ ] } @ref <label> *b* _i_ `raw` // comment'
    made = press().print(said(hostile), {}, DAY)
    assert title_of(made) == hostile.replace('\\"', '"')


def stream(data: bytes) -> BytesIO:
    return BytesIO(data)


def title_of(data: bytes) -> str:
    with pikepdf.open(stream(data)) as document:
        return str(document.docinfo["/Title"])


def test_a_theme_with_a_mistake_says_where(project: Project) -> None:
    root = project({"templates/packet/theme.typ": "#let packet(data) = { no-such-thing }\n"})
    with pytest.raises(CharterError, match=r"theme\.typ"):
        files(root, {"packet"})


def test_a_project_builds_on_the_shipped_theme(project: Project) -> None:
    own = '#import "shipped/theme.typ": packet as shipped\n#let packet(data) = shipped((..data, headline: "Ours"))\n'
    data = files(project({"templates/packet/theme.typ": own}), {"packet"})["packet.pdf"]
    assert title_of(data) == "Ours"


def test_the_packets_own_template_can_be_replaced(project: Project) -> None:
    own = '{% extends "shipped/packet.html" %}{% block wall %}<p>Call us on the moon.</p>{% endblock %}'
    data = files(project({"templates/packet.html": own}), {"packet"})["packet.pdf"]
    assert b"%PDF" in data


@pytest.fixture(scope="module")
def web_font(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The shipped font under another name, as a web font."""
    path = tmp_path_factory.mktemp("font") / "brand.woff2"
    font = TTFont(FONTS / "SourceSans3-It.otf")
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = "Harbor Script"
    font.flavor = "woff2"
    font.save(path)
    return path.read_bytes()


def test_the_brands_web_font_is_the_packets_font(project: Project, web_font: bytes) -> None:
    agency = AGENCY + "brand: {fonts: {body: brand/body.woff2}}\n"
    root = project({"content/brand/body.woff2": web_font}, agency=agency)
    loaded = pipeline.load(root)
    assert not loaded.problems
    assert loaded.theme.typefaces.body == ("Harbor Script", SHIPPED)
    document = pikepdf.open(stream(files(root, {"packet"})["packet.pdf"]))
    names = {
        str(font.get("/BaseFont", "")) for page in document.pages for font in page.Resources.get("/Font", {}).values()
    }
    assert any("SourceSans3" in name or "Harbor" in name for name in names)
    embedded = [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    ]
    assert embedded
    assert all("/FontFile3" in item or "/FontFile2" in item for item in embedded)


def test_letters_that_no_font_has_are_known() -> None:
    faces = typefaces({}, None, shipped.templates())
    assert faces.missing("Łódź, Αθήνα, Москва, Nguyễn, ½ € “x”") == ""
    assert faces.missing("Harbor 北京 & 北海") == "北京海"
    assert faces.missing("👋🏽 ok ✅ 1️⃣") == "👋"
    assert faces.missing("a ≹ b") == "≹"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("👋 Hi\N{MEDIUM MATHEMATICAL SPACE}there\N{WAVE DASH}x", " Hi\N{NO-BREAK SPACE}there-x"),
        ("Hello 👋🏽!", "Hello!"),
        ("Hello 👨\u200d👩\u200d👧 🎉 there", "Hello there"),
        ("sale👋now", "sale now"),
        ("✅ yes, ❌ no", "✓ yes, ✗ no"),
        ("𝗛𝗲𝗹𝗹𝗼, 1️⃣ ㎡", "Hello, 1 m2"),
        ("Li 李", "Li □"),
    ],
)
def test_what_no_font_has_leaves_no_gap_and_no_letter_goes(text: str, shown: str) -> None:
    assert typefaces({}, None, shipped.templates()).printable(text) == shown


def test_a_client_whose_name_no_font_has_gets_a_packet_with_boxes(project: Project) -> None:
    root = project(clients__harbor=CLIENT.replace("Harbor & Pine", "北京房产"))
    made = files(root, {"pages", "packet", "calendar", "contacts"})
    assert "北京房产" in made["index.html"].decode()
    assert b"packet.pdf" in made["index.html"]
    assert title_of(made["packet.pdf"]).endswith("北京房产")
    assert "For □□□□" in PdfReader(stream(made["packet.pdf"])).pages[0].extract_text()


def test_a_charter_in_a_script_without_a_font_gets_no_packet(project: Project) -> None:
    root = project({"content/prose/en/commitments.md": "北京房产公司的服务" * 200})
    made = files(root, {"pages", "packet"})
    assert "packet.pdf" not in made
    assert b"packet.pdf" not in made["index.html"]


def test_emoji_on_their_own_leave_nothing_before_the_words(project: Project) -> None:
    root = project({"content/prose/en/commitments.md": "**👋** Welcome to us."})
    pages = PdfReader(stream(files(root, {"packet"})["packet.pdf"])).pages
    assert any(line.startswith("Welcome to us.") for page in pages for line in page.extract_text().splitlines())


def test_a_font_for_another_script_makes_the_packet_possible(project: Project, tmp_path: Path) -> None:
    """A font of the project, with the one letter that is asked for: drawn like another one, which is all that counts."""
    font = TTFont(FONTS / "SourceSans3-Regular.otf")
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format in {4, 12}:
            table.cmap[ord("北")] = table.cmap[ord("A")]
    path = tmp_path / "more.otf"
    font.save(path)
    root = project(clients__harbor=CLIENT.replace("Harbor & Pine", "北"))
    assert "For □" in PdfReader(stream(files(root, {"packet"})["packet.pdf"])).pages[0].extract_text()
    (root / "templates/packet/fonts").mkdir(parents=True)
    shutil.copy(path, root / "templates/packet/fonts/more.otf")
    assert "□" not in PdfReader(stream(files(root, {"packet"})["packet.pdf"])).pages[0].extract_text()


@pytest.mark.parametrize(("weight", "is_thick"), [(400, True), (600, False)])
def test_a_brand_font_without_bold_gets_thicker_letters(
    project: Project, web_font: bytes, weight: int, is_thick: bool
) -> None:
    font = TTFont(stream(web_font))
    font["OS/2"].usWeightClass = weight
    made = BytesIO()
    font.save(made)
    agency = AGENCY + "brand: {fonts: {body: brand/body.woff2}}\n"
    root = project({"content/brand/body.woff2": made.getvalue()}, agency=agency)
    assert pipeline.load(root).theme.typefaces.thin == (("body", "heading") if is_thick else ())
    with pikepdf.open(stream(files(root, {"packet"})["packet.pdf"])) as document:
        stroked = [page for page in document.pages if b"2 Tr" in page.Contents.read_bytes()]
    assert bool(stroked) == is_thick


DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
"""A picture of one pixel."""


@pytest.mark.parametrize(("length", "is_whole"), [(None, True), (40, False), (8, False)])
def test_a_damaged_logo_is_found_before_anybody_prints_it(project: Project, length: int | None, is_whole: bool) -> None:
    data = b64decode(DOT)[:length]
    root = project({"content/brand/logo.png": data}, agency=AGENCY + "brand: {logo: brand/logo.png}\n")
    found = [(problem.place.line, problem.message) for problem in pipeline.load(root).problems]
    line = AGENCY.count("\n") + 1
    why = "it does not say how large it is" if length == 8 else "no program can draw it"
    assert found == ([] if is_whole else [(line, f"The logo brand/logo.png is damaged: {why}.")])
    if is_whole:
        assert b"/Image" in b"".join(files(root, {"packet"}).values())


def test_check_prints_what_a_project_lays_out_itself(project: Project) -> None:
    root = project({"templates/packet/theme.typ": "#let packet(data) = { no-such-thing }\n"})
    done = CliRunner().invoke(cli, ["check", "--project", str(root)])
    assert done.exit_code != 0
    assert "unknown variable: no-such-thing" in str(done.exception)


@pytest.mark.parametrize(("columns", "fits"), [(12, True), (13, False)])
def test_a_table_that_no_sheet_can_hold_is_said(project: Project, columns: int, fits: bool) -> None:
    row = "".join(f"<td>x{number}</td>" for number in range(columns))
    own = '{% extends "shipped/section.html" %}{% block title %}Ours{% endblock %}{% block data %}<table><tr>ROW</tr></table>{% endblock %}'
    root = project({"templates/sections/commitments.html": own.replace("ROW", row)})
    if fits:
        assert "packet.pdf" in files(root, {"packet"})
        return
    with pytest.raises(CharterError, match="a table of 13 columns, which a template puts into index"):
        files(root, {"packet"})
