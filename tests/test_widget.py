"""The script of "when will I hear back?" against the engine that it repeats, and what it must never do to a page."""

from __future__ import annotations

import gzip
import json
import random
import re
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_pages import opened, served, sideways
from widget_case import Case, ask, case_of, instants, plain

from charter import pipeline, shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
DAY = date(2026, 11, 25)
WORLDS = Path(__file__).parent / "worlds"
ROOTS = {"specimen": shipped.content().parent, **{folder.name: folder for folder in sorted(WORLDS.iterdir())}}
CLIENTS = [(root, path.stem) for root in ROOTS for path in sorted((ROOTS[root] / "content/clients").glob("*.yaml"))]
ZONES = ["America/Los_Angeles", "Asia/Kathmandu", "Pacific/Auckland", "Europe/London"]
MOST = 9_500
"""As many bytes as the script may have, as it is sent and before it is packed."""
FORMS = """\
schema: 1
agency: {name: Northlight, timezone: America/New_York}
calendars:
  office: {hours: {mon-thu: "09:00-12:00, 13:00-17:00", fri: 09:00-15:00}, holidays: US-NY}
  nights: {timezone: Pacific/Auckland, hours: {mon-sat: "22:00-06:00+1"}, holidays: NZ}
  split: {timezone: Europe/Lisbon, hours: {tue: "00:00-02:30", wed-thu: "20:00-24:00"}}
channels:
  email: {address: hello@northlight.example}
  phone: {number: "+1 303 555 0100"}
seasons:
  rush: {name: Rush, from: 11-15, to: 02-10}
requests: {hours: {name: H}, days: {name: D}, others: {name: O}, rows: {name: R}}
people:
  maya: {name: Maya Ortiz, role: Account lead}
handbook: [commitments]
"""
TIER = """\
name: Growth
commitments:
  hours:
    calendar: CALENDAR
    acknowledge: 90 business minutes
    first_reply: [4 business hours, {aim: "2-3 business hours, or as agreed"}]
    update: every 6 business hours
    plan: "50% in 2 business hours, 100% in 30 business hours"
    finish: {target: "36 hours, any day", starts: approval}
  days:
    calendar: CALENDAR
    acknowledge: same business day, cut-off 14:00
    first_reply: 1 business day
    plan: next business day
    update: every 2 business days
    finish: {target: "2-4 business days", starts: complete request}
  others:
    calendar: CALENDAR
    acknowledge: immediately
    first_reply: "3 days, any day"
    plan: 2 weeks
    update: every 1 month
    finish: ["1-2 months", {text: when it is ready, strength: goodwill}]
  rows:
    - {calendar: CALENDAR, channel: phone, arrives: "mon-thu before 16:00, on sat", first_reply: 1 business hour}
    - {calendar: CALENDAR, channel: email, season: rush, first_reply: "3 business days, cut-off 15:00"}
    - {calendar: CALENDAR, arrives_by: day 7, first_reply: {target: same business day, from: 2027-01-04}}
    - {calendar: CALENDAR, only_if: you ask, first_reply: immediately}
    - {calendar: CALENDAR, first_reply: as agreed}
"""
EARLY = """\
schema: 1
agency: {name: Northlight, timezone: America/Denver}
calendars:
  office:
    hours: {mon-wed: 09:00-17:30, fri: 09:00-15:00}
    seasons: [{name: Short days, from: 11-30, to: 12-12, hours: {tue: 09:00-12:00, wed: 11:00-13:00, thu: 09:00-10:00}}]
    closures: [{name: Early close, on: 2026-11-25, hours: 09:00-12:00}, {name: Training, on: 2026-12-07}]
channels: {email: {address: hello@northlight.example}}
requests: {halves: {name: H}, thirds: {name: T}, weekends: {name: W}}
people: {maya: {name: Maya Ortiz, role: Account lead}}
handbook: [commitments]
"""
ARRIVALS = """\
name: Growth
commitments:
  halves:
    - {arrives: before 14:00, first_reply: same business day, finish: 2 business days by 12:00}
    - {first_reply: next business day by 12:00, finish: {target: 3 business days, starts: complete request}}
  thirds:
    - {arrives: "mon-thu before 09:00, fri before 10:00", first_reply: same business day by 16:00}
    - {arrives: from 12:00 to 16:00, first_reply: same business day by 17:00}
    - {first_reply: 2 business hours}
  weekends:
    - {arrives: on sat-sun, first_reply: 3 business hours, finish: 1-2 business days}
    - {arrives: from 14:00 to 20:00, first_reply: next business day by 10:00}
    - {first_reply: same business day, finish: "2 business days, cut-off 11:00"}
"""
ASK = """(asked) => {
    const fields = document.getElementById('when-fields').elements;
    return asked.map((one) => {
        for (const [name, value] of Object.entries(one)) if (fields[name]) fields[name].value = value;
        document.getElementById('when-fields').dispatchEvent(new Event('input'));
        const answer = document.getElementById('when-answer');
        const text = (element) => element.textContent;
        const all = (element, selector) => [...element.querySelectorAll(selector)];
        const shown = all(document, '#when select').filter((it) => !it.parentNode.hidden).map((it) => it.name);
        if (!answer.querySelector('dl')) return {shown, says: text(answer)};
        return {shown, says: text(answer.querySelector('p')), answers: all(answer, 'dl > div').map((it) => [
            text(it.querySelector('dt')), text(it.querySelector('dd p') || it.querySelector('dd')),
            it.querySelector('dd p')?.dataset.due || '', all(it, 'li').map(text),
        ])};
    });
}"""


@cache
def loaded(root: str) -> pipeline.Loaded:
    return pipeline.load(ROOTS[root])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites")
    for root in ROOTS:
        write(folder / root, loaded(root))
    return folder


def write(folder: Path, project: pipeline.Loaded) -> None:
    for _, artifacts in pipeline.render(project, DAY, forms={"pages"}):
        for one in artifacts:
            path = folder / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(one.data)


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@contextmanager
def page_at(browser: Browser, address: str, zone: str, now: str) -> Iterator[Page]:
    """Open a page on a machine in a zone, whose clock stands still."""
    context = browser.new_context(timezone_id=zone, locale="sv-SE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type in {"error", "warning"} else None)
    page.clock.set_fixed_time(now)
    page.goto(address)
    yield page
    context.close()
    assert not errors


def harbor(base: str) -> str:
    return f"{base}/specimen/harbor-and-pine/expectations.html"


def agree(browser: Browser, address: str, one: Case, zone: str, moments: Iterable[int] = ()) -> None:
    """Ask the page and the engine the same."""
    chance = random.Random(one.charter.client.id)
    asked = [ask(one, at, chance) for at in moments or instants(one)]
    with page_at(browser, address, zone, "2026-11-25T18:00:00Z") as page:
        said = page.evaluate(ASK, [told for told, _ in asked])
    for (told, sent), it in zip(asked, said, strict=True):
        assert it.pop("shown") == ["request", *(name for name in one.widget.choices if name in told), "when"]
        assert json.dumps(plain(it), indent=1) == json.dumps(plain(one.expected(sent)), indent=1), told


@pytest.mark.parametrize(("root", "client"), CLIENTS)
def test_the_script_says_what_the_engine_says(browser: Browser, base: str, root: str, client: str) -> None:
    if one := case_of(loaded(root), client, DAY):
        address = f"{base}/{root}/{client}/expectations.html"
        agree(browser, address, one, ZONES[len(client) % len(ZONES)])


def test_rows_by_time_of_arrival_on_days_that_close_early(browser: Browser, project, tmp_path: Path) -> None:
    made = pipeline.load(project(agency=EARLY, tiers__growth=ARRIVALS))
    assert [str(problem) for problem in made.blocking()] == []
    one = case_of(made, "harbor", DAY)
    assert one
    write(tmp_path / "site", made)
    begins = one.widget.data["from"] * 60
    every_half_hour = range(begins, begins + 21 * 24 * 3600, 1800)
    agree(browser, (tmp_path / "site/harbor/expectations.html").as_uri(), one, ZONES[0], every_half_hour)


@pytest.mark.parametrize(("calendar", "zone"), list(zip(["office", "nights", "split", "24/7"], ZONES, strict=True)))
def test_every_form_of_promise(browser: Browser, project, tmp_path: Path, calendar: str, zone: str) -> None:
    tier = TIER.replace("CALENDAR", calendar)
    client = f"name: Harbor\ntier: growth\nrepresentative: maya\ntimezone: {zone}\n"
    made = pipeline.load(project(agency=FORMS, tiers__growth=tier, clients__harbor=client))
    assert [str(problem) for problem in made.blocking()] == []
    one = case_of(made, "harbor", DAY)
    assert one
    write(tmp_path / "site", made)
    agree(browser, (tmp_path / "site/harbor/expectations.html").as_uri(), one, zone)


@pytest.mark.parametrize("zone", ZONES)
def test_now_is_now_wherever_the_reader_is(browser: Browser, base: str, zone: str) -> None:
    with page_at(browser, harbor(base), zone, "2026-11-27T17:30:20Z") as page:
        assert page.locator("#when-open").inner_text() == "We are open now, until Fri, Nov 27, 5 pm (3 pm Denver time)."
        assert page.locator("#when-answer > p").inner_text() == "For a message of Fri, Nov 27, 12:30 pm:"
        assert page.locator("[name=at]").input_value() == "2026-11-27T12:30"
        assert page.locator("[name=at]").is_hidden()


@pytest.mark.parametrize(
    ("now", "opens", "says"),
    [
        (
            "2026-11-26T18:00:00Z",
            "We are closed now. We open Fri, Nov 27, 10:30 am (8:30 am Denver time).",
            "For a message of",
        ),
        (
            "2026-11-27T22:00:00Z",
            "We are closed now. We open Mon, Nov 30, 10:30 am (8:30 am Denver time).",
            "For a message of",
        ),
        ("2026-11-23T18:00:00Z", "", "This page was made on Wednesday, November 25, 2026"),
        ("2029-01-01T18:00:00Z", "", "This page knows our hours until"),
    ],
)
def test_what_it_does_not_know_it_says(browser: Browser, base: str, now: str, opens: str, says: str) -> None:
    with page_at(browser, harbor(base), "Europe/London", now) as page:
        assert page.locator("#when-open").inner_text() == opens
        assert page.locator("#when-answer").inner_text().startswith(says)


def test_before_the_first_day_there_is_no_promise(browser: Browser, base: str) -> None:
    with page_at(browser, f"{base}/specimen/bluebird-lofts/expectations.html", "UTC", "2026-11-26T18:00:00Z") as page:
        assert page.locator("#when-answer").inner_text() == "Our promises begin on Tuesday, December 1, 2026."


def test_a_time_that_is_not_whole_is_no_time(browser: Browser, base: str) -> None:
    with page_at(browser, harbor(base), "UTC", "2026-11-26T18:00:00Z") as page:
        page.select_option("[name=when]", "at")
        page.fill("[name=at]", "")
        assert page.locator("#when-answer > p").inner_text() == "For a message of Thu, Nov 26, 1 pm:"


def test_nothing_moves_when_it_comes(browser: Browser, base: str) -> None:
    with page_at(browser, harbor(base), "UTC", "2026-11-26T18:00:00Z") as page:
        moved = page.evaluate("""() => new Promise((done) => {
            const moved = [];
            new PerformanceObserver((list) => moved.push(...list.getEntries().map((one) => one.value)))
                .observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(moved), 200);
        })""")
        assert sum(moved) <= 0.001


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_form_can_be_used_by_anybody(browser: Browser, base: str, width: int, scheme: str) -> None:
    with opened(browser, f"{base}/vendor/brueckner/expectations.html", width=width, scheme=scheme) as page:
        page.select_option("[name=when]", "at")
        page.fill("[name=at]", "2026-12-23T16:30")
        page.evaluate("document.querySelectorAll('#when details').forEach(e => e.open = true)")
        assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
        assert sideways(page) == []
        page.emulate_media(media="print")
        assert page.locator("#when").is_hidden()


def test_it_works_from_a_folder(browser: Browser, site: Path) -> None:
    with opened(browser, (site / "specimen/harbor-and-pine/expectations.html").as_uri()) as page:
        assert page.locator("#when dl dt").count() > 0


def test_it_is_not_there_without_its_script_nor_without_a_promise(browser: Browser, base: str, site: Path) -> None:
    with opened(browser, harbor(base), scripts=False) as page:
        assert page.locator("#when").is_hidden()
        assert page.locator("table.quick").first.is_visible()
    text = (site / "vendor/open-tide/expectations.html").read_text("utf-8")
    assert "when-data" not in text
    assert "script-src" not in text


def test_the_script_is_small_and_its_data_too(site: Path) -> None:
    (script,) = (site / "specimen/assets").glob("when.*.js")
    assert script.stat().st_size <= MOST
    for path in site.glob("*/*/expectations.html"):
        data = b"".join(re.findall(rb'id="when-data">(.*?)</script>', path.read_bytes()))
        assert len(gzip.compress(data)) <= 3_000
