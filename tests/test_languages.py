"""Languages as an agency adds them: a catalogue that grows with the templates, other scripts, and long words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from test_pages import build, opened, served, sideways

from charter import shipped
from charter.cli import cli
from charter.render.language import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

Project = Callable[..., Path]
LOCALE = Path("templates/locale")
BANNER = '{% extends "shipped/expectations.html" %}{% block lead %}{{ _("All in one place") }}{% endblock %}'


# --- catalogues


def catalogue(root: Path, language: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["catalogue", language, "--project", str(root)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def translate(file: Path, message: str, translation: str) -> None:
    text = file.read_text("utf-8")
    assert f'msgid "{message}"\nmsgstr ""\n' in text
    file.write_text(
        text.replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{translation}"'), "utf-8"
    )


def french(project: Project, **files: str) -> Path:
    agency = project().joinpath("content/agency.yaml").read_text("utf-8")
    return project(
        {"content/agency.yaml": agency.replace("timezone: America/Denver", "timezone: Europe/Paris, languages: [fr]")}
        | files
    )


def test_a_language_begins_with_everything_untranslated(project: Project) -> None:
    root = french(project)
    code, said = catalogue(root, "fr")
    text = (root / LOCALE / "fr.po").read_text("utf-8")
    assert code == 0
    assert f"fr.po: 0 translated, {text.count('msgid ') - 1} missing." in said
    assert text.startswith('# French for what Charter says itself.\nmsgid ""\nmsgstr ""\n"Language: fr\\n"')
    assert "POT-Creation-Date" not in text
    assert '#: templates/macros/hours.html templates/macros/wall.html\nmsgid "Days"\nmsgstr ""\n' in text


def test_the_same_words_give_the_same_catalogue(project: Project) -> None:
    root = french(project)
    catalogue(root, "fr")
    first = (root / LOCALE / "fr.po").read_bytes()
    catalogue(root, "fr")
    assert (root / LOCALE / "fr.po").read_bytes() == first


def test_a_catalogue_grows_with_the_templates_and_keeps_what_was_translated(project: Project, tmp_path: Path) -> None:
    root = french(project)
    catalogue(root, "fr")
    file = root / LOCALE / "fr.po"
    translate(file, "What to expect", "À quoi vous attendre")
    file.write_text(file.read_text("utf-8") + '\nmsgid "Said no more"\nmsgstr "Plus dit"\n', "utf-8")
    (root / "templates/expectations.html").write_text(BANNER, "utf-8")
    (root / "templates/_parts").mkdir()
    (root / "templates/_parts/sign.html").write_text('{{ _("Signed") }}', "utf-8")
    assert "1 translated" in catalogue(root, "fr")[1]
    text = file.read_text("utf-8")
    assert 'msgid "What to expect"\nmsgstr "À quoi vous attendre"\n' in text
    assert '#: templates/expectations.html\nmsgid "All in one place"\nmsgstr ""\n' in text
    assert 'msgid "Signed"' in text
    assert "Said no more" not in text
    page = (build(root, tmp_path / "site") / "harbor/expectations.html").read_text("utf-8")
    assert '<html lang="fr"' in page
    assert "<h1>À quoi vous attendre</h1>" in page
    assert '<p class="lead">All in one place</p>' in page


def test_of_a_shipped_language_only_what_is_the_projects_own_is_asked(project: Project) -> None:
    root = project({"templates/expectations.html": BANNER})
    code, said = catalogue(root, "es")
    text = (root / LOCALE / "es.po").read_text("utf-8")
    assert code == 0
    assert "0 translated, 1 missing, " in said
    assert text.count("msgid ") == 2
    translate(root / LOCALE / "es.po", "All in one place", "Todo en un lugar")
    (root / LOCALE / "es.po").write_text(
        (root / LOCALE / "es.po").read_text("utf-8") + '\nmsgid "closed"\nmsgstr "no abrimos"\n', "utf-8"
    )
    assert "2 translated, 0 missing, " in catalogue(root, "es")[1]
    speech = Speech.open("es", [root / LOCALE, shipped.templates() / "locale"])
    assert (speech.gettext("closed"), speech.gettext("once")) == ("no abrimos", "una vez")


def test_a_template_that_cannot_be_read_costs_no_translations(project: Project) -> None:
    root = french(project)
    catalogue(root, "fr")
    before = (root / LOCALE / "fr.po").read_bytes()
    (root / "templates/expectations.html").write_text("{% block", "utf-8")
    code, said = catalogue(root, "fr")
    assert (code, "broken-template" in said) == (1, True)
    assert (root / LOCALE / "fr.po").read_bytes() == before


def test_a_language_that_nobody_speaks_is_refused(project: Project) -> None:
    from charter.problem import CharterError

    for language in ("klingon", "../../es", "f"):
        with pytest.raises(CharterError, match="is not a language"):
            catalogue(project(), language)


# --- pages

ARABIC = """\
schema: 1
agency: {name: وكالة الشمال للتسويق, url: "https://northlight.example", timezone: Asia/Riyadh, languages: [ar], paths: readable}
brand: {color: "#0b5c4a", accent: "#f2a541"}
calendars:
  office: {name: ساعات العمل, hours: {sun-thu: "09:00-12:30, 13:30-17:00"}}
channels:
  phone: {name: الهاتف, number: "+1 303 555 0100", for: الأسئلة السريعة}
  email: {name: البريد, address: hello@northlight.example}
  booking: {name: صفحة الحجز, url: "https://northlight.example/book"}
requests:
  question: {name: سؤال, means: تريد معرفة شيء ما, examples: [معنى رقم في التقرير], route: phone}
  urgent: {name: أمر عاجل, means: شيء ما معطل الآن, route: phone}
departments:
  support: {name: دعم الموقع, handles: [تغيير النصوص, كلمات المرور], why: يجيبك عدة أشخاص., channels: [phone]}
people:
  maya: {name: مايا أورتيز, role: مديرة الحساب, number: "+1 303 555 0101", email: maya@northlight.example}
appointments:
  cancel: {notice: 1 business day, how: [phone]}
expectations:
  - {about: الردود, we: يجيبك شخص حقيقي., you: أجب عن أسئلتنا خلال ثلاثة أيام.}
handbook: [welcome, team, hours, channels, commitments, urgent, departments, appointments, together, money]
"""
GERMAN = """\
schema: 1
agency: {name: Donaudampfschifffahrtsgesellschaftsagentur, timezone: Europe/Berlin, languages: [de], paths: readable}
calendars:
  office: {name: Kundendienstöffnungszeiten, hours: {mon-fri: 09:00-17:00}, holidays: DE, closures: [{name: Betriebsversammlungsvorbereitung, on: 2026-12-16}]}
channels:
  phone: {name: Kundendiensttelefon, number: "+49 30 555 0100", for: Terminverschiebungsvereinbarungen}
  email: {name: E-Mail, address: suchmaschinenoptimierungsabteilung@donaudampfschifffahrt.example}
requests:
  question: {name: Rechtsschutzversicherungsfrage, means: Sie möchten etwas wissen, examples: [Grundstücksverkehrsgenehmigungszuständigkeit], route: email}
  urgent: {name: Unterbrechungsbenachrichtigung, means: etwas steht still, route: phone}
departments:
  steam: {name: Donaudampfschifffahrtselektrizitätenhauptbetriebswerk, handles: [Kraftfahrzeughaftpflichtversicherungen, Rechnungen], why: Hier wird Ihnen schnell geholfen., channels: [email]}
  search: {name: Suchmaschinenoptimierungsabteilung, handles: [Suchmaschinenplatzierungen], not: [{what: Rechnungen, ask: steam}], why: Alles aus einer Hand., channels: [phone]}
people:
  maya: {name: Maya Wolfeschlegelsteinhausenbergerdorff, role: Projektkoordinationsverantwortliche, email: maya@northlight.example, ask: [Vertragsverlängerungen]}
appointments:
  book: {ahead: 2 business days, horizon: 2 months, length: 30 minutes, how: [phone]}
  cancel: {notice: 1 business day, how: [phone]}
  reschedule: {notice: 4 business hours, how: [phone]}
  late: {grace: 10 minutes}
  no_show: {after: 15 minutes, then: Buchen Sie bitte neu., limit: {count: 2, within: 6 months, then: Wir sprechen darüber.}}
  we_cancel: {notice: 1 business day, remedy: Sie bekommen den nächsten freien Termin.}
expectations:
  - {about: Zuständigkeitsvereinbarung, we: Ein Mensch antwortet., you: Bitte beantworten Sie unsere Fragen.}
handbook: [welcome, team, hours, channels, commitments, urgent, departments, appointments, together, money]
"""
TIER = """\
name: {name}
means: {means}
fee: {{amount: 199.95, currency: EUR, per: month}}
includes: [{{what: Suchmaschinenoptimierungsberatungsgespräch, amount: 2, per: month, length: 30 minutes}}]
commitments:
  question: {{acknowledge: 2 business hours, first_reply: 1 business day, update: every 2 business days, finish: {{target: 1-2 weeks, strength: aim, starts: complete request}}}}
  urgent: {{first_reply: "24 hours, any day", finish: {{target: "same business day, cut-off 14:00", strength: guarantee}}}}
"""


def agency(project: Project, agency: str, client: str, prose: str, **tier: str) -> Path:
    language = agency.partition("languages: [")[2][:2]
    return project(
        {
            "content/agency.yaml": agency,
            "content/tiers/growth.yaml": TIER.format(**tier),
            "content/clients/harbor.yaml": f"name: {client}\ntier: growth\nrepresentative: maya\nsince: 2025-03-01\n",
            f"content/prose/{language}/welcome.md": prose,
        }
    )


@pytest.fixture
def arabic(project: Project, tmp_path: Path) -> Iterator[str]:
    prose = "مرحبا بكم. اتصلوا بنا على {{ channels.phone.number }} في أي وقت.\n\n> نحن هنا للمساعدة.\n"
    root = agency(project, ARABIC, "عقارات الميناء", prose, name="نمو", means="للشركات التي تنمو")
    with served(build(root, tmp_path / "site")) as address:
        yield address


@pytest.fixture
def german(project: Project, tmp_path: Path) -> Iterator[str]:
    prose = "Willkommen! Hier steht, wie wir zusammenarbeiten.\n"
    client = "Grundstücksverkehrsgenehmigungsgesellschaft"
    root = agency(project, GERMAN, client, prose, name="Wachstumspaket", means="für wachsende Unternehmen")
    with served(build(root, tmp_path / "site")) as address:
        yield address


PAGES = ["index.html", "expectations.html"]


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["arabic", "german"])
def test_a_page_fits_and_is_accessible(
    browser: Browser, request: pytest.FixtureRequest, language: str, name: str
) -> None:
    address = request.getfixturevalue(language)
    for scheme, width in (("light", 320), ("dark", 320), ("light", 1280), ("dark", 1280)):
        with opened(browser, f"{address}/harbor/{name}", width=width, scheme=scheme) as page:
            assert sideways(page) == []
            assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []


def box(page: Page, selector: str) -> dict[str, float]:
    return page.locator(selector).first.bounding_box()


@pytest.mark.browser
def test_a_right_to_left_page_begins_at_the_right(browser: Browser, arabic: str) -> None:
    with opened(browser, f"{arabic}/harbor/expectations.html") as page:
        html = page.locator("html")
        assert (html.get_attribute("dir"), html.get_attribute("lang")) == ("rtl", "ar")
        assert box(page, ".band .firm")["x"] > box(page, ".band nav")["x"]
        for table in (".hours", ".quick", ".pairs", ".ask"):
            assert box(page, f"{table} tbody th")["x"] > box(page, f"{table} tbody td")["x"], table
        beyond = page.evaluate("""() => [...document.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().left < -1 && !e.closest('.skip')).map(e => e.outerHTML.slice(0, 80))""")
        assert beyond == []


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_a_number_among_right_to_left_words_keeps_its_order(browser: Browser, arabic: str, name: str) -> None:
    """The plus sign stands left of the last digit, wherever a number is."""
    with opened(browser, f"{arabic}/harbor/{name}") as page:
        found = page.evaluate("""() => {
            const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), found = [];
            const left = (node, at) => {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                return range.getBoundingClientRect().left;
            };
            while (walker.nextNode()) {
                const node = walker.currentNode, at = node.data.indexOf('+1 303');
                if (at >= 0 && node.parentElement.getClientRects().length)
                    found.push([node.parentElement.outerHTML, left(node, at) < left(node, at + 14)]);
            }
            return found;
        }""")
        assert len(found) >= 2
        assert [text for text, in_order in found if not in_order] == []
