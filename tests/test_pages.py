"""Every page of the specimen in a real browser: phone, desktop, dark, print, keyboard, strict policy, from a folder."""

from __future__ import annotations

import gzip
import re
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe

from charter import shipped
from charter.cli import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CLIENTS = sorted(path.stem for path in (shipped.content() / "clients").glob("*.yaml"))
PAGES = [f"{client}/{page}.html" for client in CLIENTS for page in ("index", "expectations")]
DIGEST = re.compile(rb"when\.[0-9a-f]{12}\.js")
LINKED = [b' type="application/ld+json"']
SCRIPTS = [*LINKED, b' type="application/json" id="when-data"', b' src="../assets/when.DIGEST.js"']
"""The scripts that a page may have: data, and the one that reads some of it."""
AWKWARD = ["#ffd400", "#00ff66", "#0000ff", "#ff69b4", "#f2f2f2", "#111111", "#808080", "#e4002b"]


def build(root: Path, output: Path) -> Path:
    cli(
        ["build", "--project", str(root), "--output", str(output), "--as-of", "2026-11-25", "--quiet"],
        standalone_mode=False,
    )
    return output


def readable(specimen: Path, root: Path) -> Path:
    """Copy the specimen, and let its folders have the names of its clients."""
    shutil.copytree(specimen, root)
    agency = root / "content/agency.yaml"
    zone = "  timezone: America/Denver\n"
    agency.write_text(agency.read_text("utf-8").replace(zone, f"{zone}  paths: readable\n", 1), "utf-8")
    return root


@pytest.fixture(scope="module")
def site(specimen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = readable(specimen, tmp_path_factory.mktemp("project") / "of")
    return build(root, tmp_path_factory.mktemp("out") / "site")


class Strict(SimpleHTTPRequestHandler):
    """Serves a folder under the strictest policy that still lets a page have a style sheet and a picture."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@contextmanager
def opened(
    browser: Browser, address: str, *, width: int = 1280, scheme: str = "light", scripts: bool = True
) -> Iterator[Page]:
    """Open a page, and fail on anything that its console, its policy or its network complains of."""
    complaints: list[str] = []
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
    )
    page = context.new_page()
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    page.on(
        "response",
        lambda response: complaints.append(f"{response.status}: {response.url}") if response.status >= 400 else None,
    )
    page.on(
        "request",
        lambda request: (
            complaints.append(f"elsewhere: {request.url}") if not same_place(request.url, address) else None
        ),
    )
    page.goto(address, wait_until="load")
    yield page
    context.close()
    assert not complaints


def same_place(url: str, address: str) -> bool:
    return url.startswith(("data:", address.split("/", maxsplit=1)[0] + "//" + address.split("/")[2]))


def sideways(page: Page) -> list[str]:
    return page.evaluate("""() => [...document.querySelectorAll('*')]
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.skip'))
        .map(e => e.tagName + '.' + e.className)
        .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['page'] : [])""")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_rule_is_broken(browser: Browser, base: str, path: str, scheme: str) -> None:
    with opened(browser, f"{base}/{path}", width=360 if scheme == "dark" else 1280, scheme=scheme) as page:
        found = Axe().run(page)
        assert [
            (rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found.response["violations"]
        ] == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 768])
def test_nothing_scrolls_sideways(browser: Browser, base: str, path: str, width: int) -> None:
    with opened(browser, f"{base}/{path}", width=width) as page:
        assert sideways(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, base: str, path: str) -> None:
    with opened(browser, f"{base}/{path}") as page:
        controls = "const all = [...document.querySelectorAll('a[href], button, summary, input, select')].filter(e => e.getClientRects().length)"
        wanted = page.evaluate(f"() => {{ {controls}; return all.length }}")
        reached = set()
        for _ in range(wanted):
            page.keyboard.press("Tab")
            number, outline = page.evaluate(f"""() => {{
                {controls}; const e = document.activeElement;
                return [all.indexOf(e), getComputedStyle(e).outlineStyle + ' ' + getComputedStyle(e).outlineWidth];
            }}""")
            reached.add(number)
            assert not outline.startswith("none")
        assert reached == set(range(wanted))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_all_without_scripts(browser: Browser, base: str, path: str) -> None:
    """But for the answers that a script works out, of which it says nothing."""
    with opened(browser, f"{base}/{path}") as page:
        page.evaluate("document.querySelectorAll('#when').forEach(e => e.remove())")
        with_scripts = page.locator("main").inner_text()
    with opened(browser, f"{base}/{path}", scripts=False) as page:
        assert page.locator("main").inner_text() == with_scripts


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_from_a_folder(browser: Browser, site: Path, path: str) -> None:
    with opened(browser, (site / path).as_uri()) as page:
        assert (
            page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand')").strip() == "#0b5c4a"
        )


@pytest.mark.parametrize("path", PAGES)
def test_paper_is_white_and_its_text_is_dark(browser: Browser, base: str, path: str) -> None:
    with opened(browser, f"{base}/{path}", scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        pale = page.evaluate("""() => [...document.querySelectorAll('main p, main li, main td, main th, main h2, main a')]
            .filter(e => e.getClientRects().length)
            .filter(e => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0) > 3 * 140)
            .map(e => e.textContent.slice(0, 40))""")
        assert pale == []


@pytest.mark.parametrize("path", PAGES)
def test_large_text_and_wide_spacing_fit(browser: Browser, base: str, path: str) -> None:
    """WCAG 2.2, 1.4.4 and 1.4.12: twice the size, and the spacing that a reader may ask for."""
    spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    context = browser.new_context(viewport={"width": 640, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{base}/{path}")
    page.add_style_tag(content=f"html {{ font-size: 200% }} {spacing}")
    assert sideways(page) == []
    context.close()


@pytest.mark.parametrize("color", AWKWARD)
def test_an_awkward_brand_colour_stays_readable(browser: Browser, specimen: Path, tmp_path: Path, color: str) -> None:
    root = readable(specimen, tmp_path / "project")
    agency = root / "content/agency.yaml"
    agency.write_text(agency.read_text("utf-8").replace('"#0b5c4a"', f'"{color}"'), "utf-8")
    with served(build(root, tmp_path / "site")) as address:
        for scheme in ("light", "dark"):
            with opened(browser, f"{address}/{PAGES[1]}", scheme=scheme) as page:
                assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light_and_sound(site: Path, path: str) -> None:
    data = (site / path).read_bytes()
    assert len(gzip.compress(data)) <= 24_000  # of which 2,000 are the dates on which each promise works out
    document = html5lib.HTMLParser(strict=True).parse(data.decode())
    assert document is not None
    assert [script.partition(b">")[0] for script in DIGEST.sub(b"when.DIGEST.js", data).split(b"<script")[1:]] in (
        LINKED,
        SCRIPTS,
    )
    assert (b"script-src" in data) == (b"<script src=" in data)
    assert b" style=" not in data
    assert b"{{" not in data
    assert b"{%" not in data


def test_the_style_sheet_is_light(site: Path) -> None:
    total = sum(len(gzip.compress(path.read_bytes())) for path in (site / "assets").glob("*.css"))
    assert total <= 5_000 + 1_000  # the brief's 5 KB, and the tokens of the brand


def test_ids_are_unique_and_links_lead_somewhere(site: Path) -> None:
    for path in PAGES:
        document = html5lib.parse((site / path).read_text("utf-8"), namespaceHTMLElements=False)
        ids = [element.get("id") for element in document.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path
        for link in document.iter("a"):
            href = link.get("href", "")
            if href.startswith("#"):
                assert href[1:] in ids, (path, href)
            elif not href.startswith(("https://", "mailto:", "tel:", "webcal:")):
                assert ((site / path).parent / href.partition("#")[0]).resolve().exists(), (path, href)
