"""A reader who comes back, in a real browser: what has changed since the last visit, and what the page never does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from lives import DAY, life, released
from test_pages import build, opened, served, sideways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Project = Callable[..., Path]

pytestmark = pytest.mark.browser
PAGES = ("index.html", "expectations.html", "changes.html")


@pytest.fixture
def root(project: Project) -> Path:
    return life(project)


@pytest.fixture
def base(root: Path, tmp_path: Path) -> Iterator[str]:
    with served(build(root, tmp_path / "site")) as address:
        yield f"{address}/harbor"


def again(page: Page) -> None:
    """Come back, once all that the page has asked for is there: its icon comes last."""
    page.wait_for_load_state("networkidle")
    page.reload(wait_until="networkidle")


def stored(page: Page, number: int) -> None:
    """Make it that the reader was there when a release was the last one."""
    page.evaluate("number => localStorage.setItem('charter:' + location.pathname, number)", number)
    again(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_is_told_nothing_and_a_second_one_neither(browser: Browser, base: str, name: str) -> None:
    with opened(browser, f"{base}/{name}") as page:
        assert page.evaluate("localStorage.getItem('charter:' + location.pathname)") == "2"
        assert not page.locator("#seen .callout").is_visible()
        again(page)
        assert not page.locator("#seen .callout").is_visible()
        assert not page.locator(".unseen:visible").count()


@pytest.mark.parametrize("name", PAGES)
def test_who_was_there_before_is_told_of_the_release(browser: Browser, base: str, name: str) -> None:
    with opened(browser, f"{base}/{name}") as page:
        stored(page, 1)
        notice = page.locator("#seen .callout")
        assert notice.inner_text() == "Since your last visit: Release 2 of November 20, 2026"
        assert page.locator("#seen").get_attribute("role") == "status"
        again(page)
        assert not notice.is_visible()


def test_the_notice_leads_to_the_entries_which_are_marked(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/index.html") as page:
        stored(page, 1)
        page.locator("#seen a").click()
        page.wait_for_url(re.compile(r"changes\.html#since-1$"), wait_until="networkidle")
        assert page.locator(".unseen:visible").count() == 1
        assert page.locator("section[data-release='2'] .unseen").is_visible()
        assert page.evaluate("document.querySelector('section[data-release=\"2\"]').getBoundingClientRect().top") < 600


def test_on_the_page_itself_the_notice_leads_down(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/changes.html") as page:
        stored(page, 1)
        assert page.locator("#seen a").get_attribute("href") == "#release-2"
        assert page.locator("section[data-release='2'] .unseen").is_visible()


def test_several_releases_are_all_marked(browser: Browser, root: Path, tmp_path: Path) -> None:
    tier = (root / "content/tiers/growth.yaml").read_text("utf-8")
    (root / "content/tiers/growth.yaml").write_text(tier.replace("amount: 2", "amount: 3"), "utf-8")
    released(root, DAY, "Another call.")
    with served(build(root, tmp_path / "more")) as address, opened(browser, f"{address}/harbor/changes.html") as page:
        stored(page, 1)
        assert page.locator(".unseen:visible").count() == 2


def test_what_others_have_stored_there_does_no_harm(browser: Browser, base: str) -> None:
    for text in ("'<img src=x>'", "'NaN'", "''", "'-1'", "'99'", "null"):
        with opened(browser, f"{base}/index.html") as page:
            page.evaluate(f"localStorage.setItem('charter:' + location.pathname, {text})")
            again(page)
            assert page.locator("#seen .callout").is_visible() == (text == "'-1'")
            assert not page.locator("#seen img").count()


def test_without_storage_nothing_is_missing(browser: Browser, base: str) -> None:
    context = browser.new_context()
    errors: list[str] = []
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{base}/changes.html")
    assert errors == []
    assert not page.locator("#seen .callout").is_visible()
    assert page.locator("section[data-release]").count() == 2
    context.close()


def test_without_a_script_nothing_is_missing(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/changes.html")
    assert not page.locator("#seen .callout").is_visible()
    assert page.locator("section[data-release]").count() == 2
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_of_changes_is_for_everybody(browser: Browser, base: str, scheme: str, width: int) -> None:
    with opened(browser, f"{base}/changes.html", scheme=scheme, width=width) as page:
        stored(page, 1)
        assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
        assert not sideways(page)


def test_on_paper_no_link_to_a_mail_or_a_feed_is_left(browser: Browser, base: str) -> None:
    with opened(browser, f"{base}/changes.html") as page:
        page.emulate_media(media="print")
        assert not page.get_by_text("this opens a mail").is_visible()
        assert not page.get_by_text("this page as a feed").is_visible()
        assert page.get_by_text("Not as good as before").first.is_visible()
