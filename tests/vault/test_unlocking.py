"""A locked page in a real browser: who has the phrase reads all of it as if it were open, and nobody else a word."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from base64 import b64encode
from hashlib import pbkdf2_hmac
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import CLIENT, SMALL
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from lives import DANA, WITH_MAIL, life
from test_pages import build, opened, served, sideways

from charter.secret import secret_of
from charter.vault import inner, variable_of
from charter.vault import opened as unlocked
from charter.vault.sealing import Key, padded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PHRASE, OTHER = "rbnj-gngy-fcwz-jdkx-zdkz", "pxcr-hwfy-twmy-ncvr-qzyc"
PINE = CLIENT.replace("Harbor & Pine", "Pine") + "access: passphrase\n"
WRONG = re.compile("That does not open this page")
PAGES = {"index.html": "Handbook", "expectations.html": "What to expect", "changes.html": "What has changed"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("project")

    def project(**texts: str) -> Path:
        named = {f"content/{name.replace('__', '/')}.yaml": text for name, text in texts.items()}
        for name, text in {**SMALL, **named}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        return root

    agency = WITH_MAIL.replace("timezone:", "languages: [en, es], timezone:")
    spanish = CLIENT.replace("Harbor & Pine", "Casa") + "access: passphrase\nlanguage: es\n"
    life(
        project,
        agency=agency.replace("[commitments, changes]", "[team, commitments, changes]"),
        clients__harbor=DANA + "access: passphrase\n",
        clients__pine=PINE,
        clients__casa=spanish,
    )
    with pytest.MonkeyPatch.context() as patch:
        for ident, phrase in (("harbor", PHRASE), ("pine", OTHER), ("casa", "granite meadow whistling")):
            patch.setenv(variable_of(ident), phrase)
        yield build(root, root / "site")


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    return shutil.copytree(site, tmp_path / "copy")


def attempt(page: Page, phrase: str) -> None:
    page.get_by_label("Passphrase").fill(phrase)
    page.get_by_role("button", name="Open the page").click()


def unlock(page: Page, phrase: str = PHRASE) -> None:
    attempt(page, phrase)
    page.get_by_text("Unlocked in this tab").wait_for()


def refused(page: Page) -> None:
    page.get_by_role("alert").filter(has_text=WRONG).wait_for()
    assert not page.get_by_text("Harbor").count()


def downloaded(page: Page, file: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f"a[href='{file}']").click()
    assert waiting.value.suggested_filename == file
    return waiting.value.path().read_bytes()


def test_a_phrase_that_was_heard_opens_it_however_it_is_typed(browser: Browser, base: str) -> None:
    for heard in (PHRASE.upper(), PHRASE.replace("-", " ").capitalize(), PHRASE.replace("-", "")):
        with opened(browser, f"{base}/harbor/") as page:
            unlock(page, heard)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_locked_page_is_for_everybody(browser: Browser, base: str, scheme: str, width: int) -> None:
    with opened(browser, f"{base}/harbor/", width=width, scheme=scheme) as page:
        for _ in range(2):
            assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
            assert not sideways(page)
            attempt(page, "something else")
            refused(page)


def test_a_wrong_phrase_is_said_and_can_be_mended_by_keyboard(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/harbor/") as page:
        field = page.get_by_label("Passphrase")
        field.focus()
        page.keyboard.type("something else")
        page.keyboard.press("Enter")
        refused(page)
        assert field.get_attribute("aria-invalid") == "true"
        assert page.evaluate("document.activeElement.id") == "phrase"
        page.keyboard.type(f" {PHRASE}  ")
        page.keyboard.press("Enter")
        page.get_by_text("Unlocked in this tab").wait_for()
        assert page.evaluate("document.activeElement.id") == "main"
        assert page.evaluate("scrollY") == 0


def test_what_is_typed_can_be_looked_at(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/harbor/") as page:
        assert page.get_by_label("Passphrase").get_attribute("type") == "password"
        page.get_by_label("Show what I type").check()
        assert page.get_by_label("Passphrase").get_attribute("type") == "text"


def test_the_right_phrase_opens_the_page_soon(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/harbor/index.html#commitments") as page:
        began = time.monotonic()
        unlock(page)
        assert time.monotonic() - began < 5, "half a second, where nothing else is running"
        assert page.title() == "Welcome handbook – Northlight for Harbor & Pine"
        assert page.get_by_text("Dana Whitfield").count()
        assert page.evaluate("document.getElementById('commitments').getBoundingClientRect().top") < 500
        assert page.evaluate("document.querySelector('section:has(:target)') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_its_pages_are_linked_and_ask_once(browser: Browser, base: str, width: int, scheme: str) -> None:
    with opened(browser, f"{base}/harbor/", width=width, scheme=scheme) as page:
        unlock(page)
        for file, name in [*list(PAGES.items())[1:], ("index.html", PAGES["index.html"])]:
            page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()
            page.wait_for_url(f"**/harbor/{file}")
            page.get_by_text("Unlocked in this tab").wait_for()
            assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
            assert not sideways(page)


def test_scripts_of_the_pages_run(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/harbor/expectations.html") as page:
        unlock(page)
        page.locator("#when-answer").get_by_text("For a message of").wait_for()
        page.get_by_label("When you send it").select_option("at")
        assert page.get_by_label("Date and time").is_visible()
        assert page.evaluate("localStorage.getItem('charter:' + location.pathname)") == "2"


@pytest.mark.parametrize("file", ["packet.pdf", "calendar.ics", "contacts.vcf", "charter.json"])
def test_its_files_are_handed_over(browser: Browser, site: Path, base: str, file: str) -> None:
    with opened(browser, f"{base}/harbor/") as page:
        unlock(page)
        name = f"{file}.locked.js"
        there = unlocked(name, (site / "harbor" / name).read_bytes(), PHRASE)
        assert downloaded(page, file) == there


def test_it_works_from_a_folder(browser: Browser, copy: Path) -> None:
    with opened(browser, (copy / "harbor/index.html").as_uri()) as page:
        attempt(page, "something else")
        refused(page)
        unlock(page)
        assert downloaded(page, "packet.pdf").startswith(b"%PDF-")
        page.get_by_role("link", name="What to expect").first.click()
        page.locator("#when-answer").get_by_text("For a message of").wait_for()


def test_whoever_locks_it_does_not_get_it_back_by_going_back(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/harbor/") as page:
        unlock(page)
        page.get_by_role("link", name="What to expect").first.click()
        page.wait_for_url("**/expectations.html")
        page.get_by_role("button", name="Lock again").click()
        page.get_by_label("Passphrase").wait_for()
        assert page.evaluate("Object.keys(sessionStorage)") == []
        page.go_back()
        page.get_by_label("Passphrase").wait_for()
        assert not page.get_by_text("Harbor").count()


def test_only_the_key_stays_and_only_in_this_tab(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/harbor/") as page:
        unlock(page)
        kept = page.evaluate("JSON.stringify([sessionStorage, localStorage, document.cookie])")
        assert PHRASE not in kept
        assert len(page.evaluate("Object.keys(sessionStorage)")) == 1
        other = page.context.new_page()
        other.goto(f"{base}/harbor/")
        other.get_by_label("Passphrase").wait_for()


def test_one_clients_key_opens_no_other_clients_page(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/harbor/") as page:
        unlock(page)
        page.goto(f"{base}/pine/")
        attempt(page, PHRASE)
        refused(page)
        unlock(page, OTHER)
        page.goto(f"{base}/harbor/")
        page.get_by_text("Unlocked in this tab").wait_for()


def test_another_phrase_than_before_is_asked_for(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/harbor/") as page:
        salt = json.loads(page.locator("#sealed").text_content() or "")["salt"]
        page.evaluate("salt => sessionStorage.setItem('charter:' + salt, btoa('k'.repeat(32)))", salt)
        page.reload()
        unlock(page)


def test_it_speaks_the_readers_language(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/casa/", width=360) as page:
        page.get_by_label("Contraseña").fill("Granite meadow whistling")
        page.get_by_role("button", name="Abrir la página").click()
        page.get_by_role("alert").filter(has_text="Con eso no se abre").wait_for()
        page.get_by_label("Contraseña").fill("granite  meadow whistling")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Bloquear").wait_for()
        assert page.evaluate("document.documentElement.lang") == "es"


def test_without_a_script_it_says_what_to_do(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/harbor/", scripts=False) as page:
        assert page.locator("noscript p").is_visible()
        assert page.get_by_role("link", name="hello@northlight.example").is_visible()
        assert not page.get_by_label("Passphrase").is_visible()


def test_without_a_secure_connection_it_says_so(browser: Browser, base: str) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })")
    page = context.new_page()
    page.goto(f"{base}/harbor/")
    assert page.get_by_text("only over a secure connection").is_visible()
    assert not page.get_by_label("Passphrase").is_visible()
    context.close()


def test_without_storage_each_page_asks(browser: Browser, base: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page = context.new_page()
    page.goto(f"{base}/harbor/")
    unlock(page)
    page.goto(f"{base}/harbor/expectations.html")
    unlock(page)
    context.close()


def key_of(copy: Path) -> Key:
    return Key.of(PHRASE, secret_of(copy, os.environ), "harbor", 1)


def rewritten(path: Path, change: Callable[[dict], dict]) -> None:
    """Change what is locked in a page or in a file."""
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r'\{"charter":1.*?\}', lambda it: json.dumps(change(json.loads(it[0])), separators=(",", ":")), text),
        "utf-8",
    )


def fewer_rounds(copy: Path) -> dict:
    """Lock a page with a key that is tried out a thousand times as fast."""
    salt = key_of(copy).salt
    key = pbkdf2_hmac("sha256", PHRASE.encode(), salt, 600, 32)
    hidden = AESGCM(key).encrypt(b"\0" * 12, padded(b"<p>Harbor"), b"charter 1 index.html")
    text = {"salt": salt, "iv": b"\0" * 12, "data": hidden}
    return {"charter": 1, "iterations": 600, **{name: b64encode(part).decode() for name, part in text.items()}}


CHANGES = {
    "version": lambda it: {**it, "charter": 2},
    "rounds": lambda it: {**it, "iterations": it["iterations"] + 1},
    "salt": lambda it: {**it, "salt": "A" + it["salt"][1:] if it["salt"][0] != "A" else "B" + it["salt"][1:]},
    "iv": lambda it: {**it, "iv": it["iv"][::-1]},
    "data": lambda it: {**it, "data": it["data"][:99] + ("A" if it["data"][99] != "A" else "B") + it["data"][100:]},
    "tag": lambda it: {**it, "data": it["data"][:-3] + ("A" if it["data"][-3] != "A" else "B") + it["data"][-2:]},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_page_that_was_changed_is_refused_in_the_same_words(
    browser: Browser, copy: Path, change: Callable[[dict], dict]
) -> None:
    rewritten(copy / "harbor/index.html", change)
    with served(copy) as address, opened(browser, f"{address}/harbor/") as page:
        attempt(page, PHRASE)
        refused(page)


def test_a_page_that_was_moved_or_weakened_is_refused(browser: Browser, copy: Path) -> None:
    shutil.copy(copy / "harbor/expectations.html", copy / "harbor/changes.html")
    rewritten(copy / "harbor/index.html", lambda _: fewer_rounds(copy))
    with served(copy) as address:
        for file in ("changes.html", "index.html"):
            with opened(browser, f"{address}/harbor/{file}") as page:
                attempt(page, PHRASE)
                refused(page)


def test_a_file_that_was_changed_or_moved_is_said(browser: Browser, copy: Path) -> None:
    folder = copy / "harbor"
    rewritten(folder / "packet.pdf.locked.js", CHANGES["data"])
    shutil.copy(folder / "contacts.vcf.locked.js", folder / "calendar.ics.locked.js")
    with served(copy) as address, opened(browser, f"{address}/harbor/") as page:
        unlock(page)
        for file in ("packet.pdf", "calendar.ics"):
            page.locator(f"a[href='{file}']").click()
            page.locator(f"a[href='{file}'] + [role=alert]").get_by_text("This file cannot be opened").wait_for()


def test_of_scripts_in_a_page_only_the_sites_own_run(browser: Browser, copy: Path) -> None:
    evil = "window.evil = 1"
    (copy / "harbor/evil.js").write_text(evil)
    page_ = (
        f"<!doctype html><html lang='en'><title>x</title><body onload='{evil}'><header></header><main id='main'>"
        f"<script>{evil}</script><script src='evil.js'></script><script src='https://evil.example/x.js'></script>"
        f"<script type='module'>{evil}</script><img src='none.svg' onerror='{evil}'></main>"
    )
    rewritten(copy / "harbor/index.html", lambda _: key_of(copy).sealed("index.html", page_.encode()))
    asked: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    with served(copy) as address:
        page.goto(f"{address}/harbor/")
        unlock(page)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.evil") is None
    assert not [url for url in asked if "evil" in url]
    context.close()


def test_hosts_that_leave_out_parts_of_an_address_do_no_harm(browser: Browser, site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "short")
    (copy / "harbor/expectations.html").rename(copy / "harbor/expectations")
    with served(copy) as address:
        context = browser.new_context()
        page = context.new_page()
        page.route(
            "**/expectations", lambda route: route.fulfill(path=copy / "harbor/expectations", content_type="text/html")
        )
        page.goto(f"{address}/harbor/expectations")
        unlock(page)
        context.close()


def test_the_same_is_in_a_page_as_python_reads(browser: Browser, site: Path, base: str) -> None:
    data = (site / "harbor/index.html").read_bytes()
    assert b"For Harbor &amp; Pine" in unlocked(inner("index.html"), data, PHRASE)
    with opened(browser, f"{base}/harbor/") as page:
        unlock(page)
        assert page.get_by_text("For Harbor & Pine", exact=True).is_visible()
