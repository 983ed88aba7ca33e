"""Other words for the same days, and another language, take nothing away: nobody has to own up to them."""

from __future__ import annotations

import pytest
from test_life import Life

DAYS = """\
    recurring: [{name: Training, every: first wednesday, hours: "09:00-13:00"}]
    closures: [{from: 2026-12-24, to: 2027-01-01, name: Winter break, open_for: emergencies}]
"""
SPANISH = """\
calendars: {office: {recurring: [{name: Clases}], closures: [{name: Receso, open_for: emergencias}]}}
requests: {question: {name: Una pregunta, examples: [un precio, un plazo]}, urgent: {name: Urgente}}
"""


@pytest.fixture
def life(project) -> Life:
    agency = (project() / "content/agency.yaml").read_text("utf-8")
    agency = agency.replace(
        "  office: {hours: {mon-fri: 09:00-17:00}}\n", "  office:\n    hours: {mon-fri: 09:00-17:00}\n" + DAYS
    )
    agency = agency.replace("timezone: America/Denver", "timezone: America/Denver, languages: [en, es]")
    agency = agency.replace("{name: A question}", "{name: A question, examples: [a price, a date]}")
    files = {"agency": agency, "agency.es": SPANISH, "tiers/growth.es": "name: Crecer\n"}
    found = Life(project({f"content/{name}.yaml": text for name, text in files.items()}))
    done = found.run("release", "--note", "The first one.", "--as-of", "2026-11-01")
    assert done.exit_code == 0, done.output
    return found


def test_days_that_are_called_otherwise_are_the_same(life: Life) -> None:
    agency = (life.root / "content/agency.yaml").read_text("utf-8")
    life.write("content/agency.yaml", agency.replace("Training", "Lessons").replace("Winter break", "Holidays"))
    checked = life.run("check", "--as-of", "2026-11-25")
    assert (checked.exit_code, "silent-downgrade" in checked.output) == (0, False), checked.output
    told = life.run("diff", "--as-of", "2026-11-25").output
    assert "Holidays: “Holidays 2026-12-24 to 2027-01-01”, was “Winter break 2026-12-24 to 2027-01-01”" in told
    assert "(2 neutral)" in told


def test_days_that_are_called_otherwise_are_not_told_as_new(life: Life) -> None:
    agency = (life.root / "content/agency.yaml").read_text("utf-8")
    other = agency.replace("Training", "Lessons").replace("Winter break", "Holidays")
    life.write("content/agency.yaml", other.replace("phone:", "chat: {url: https://chat.example}\n  phone:"))
    assert life.run("release", "--note", "A chat.", "--as-of", "2026-11-20").exit_code == 0
    page = life.page("2026-11-25", "changes.html")
    assert "Holidays" not in page.partition("release-2")[2]
    assert "Lessons" not in page.partition("release-2")[2]


def test_another_language_takes_nothing_away(life: Life) -> None:
    client = life.root / "content/clients/harbor.yaml"
    client.write_text(client.read_text("utf-8") + "language: es\n", "utf-8")
    checked = life.run("check", "--as-of", "2026-11-25")
    assert "silent-downgrade" not in checked.output
    assert "unclear-change" not in checked.output
    told = life.run("diff", "--as-of", "2026-11-25").output
    assert "worse" not in told
    assert "better" not in told


def test_a_day_that_moves_is_another_one_under_whatever_name(life: Life) -> None:
    agency = (life.root / "content/agency.yaml").read_text("utf-8")
    life.write(
        "content/agency.yaml", agency.replace("first wednesday", "first thursday").replace("Training", "Lessons")
    )
    assert "silent-downgrade" in life.run("check", "--as-of", "2026-11-25").output


def test_one_note_owns_up_to_an_item_in_all_languages(life: Life) -> None:
    books = (
        "departments: {books: {name: Books, handles: [invoices, refunds], channels: [email, phone], why: They know}}\n"
    )
    libros = "departments: {books: {name: Libros, handles: [facturas, reembolsos], why: Saben}}\n"
    spanish = SPANISH + libros
    agency = (life.root / "content/agency.yaml").read_text("utf-8")
    life.write("content/agency.yaml", agency + books)
    life.write("content/agency.es.yaml", spanish)
    life.write("content/clients/casa.yaml", "name: Casa\ntier: growth\nrepresentative: maya\nlanguage: es\n")
    assert life.run("release", "--note", "Who handles what.", "--as-of", "2026-11-10").exit_code == 0
    fewer = agency + books.replace("invoices, refunds", "invoices")
    life.write("content/agency.yaml", fewer)
    life.write("content/agency.es.yaml", spanish.replace("facturas, reembolsos", "facturas"))
    done = life.run("check", "--as-of", "2026-11-25").output
    assert done.count("silent-downgrade") == done.count("{what: departments.books.handles, why") == 2
    note = "changes: [{what: departments.books.handles, why: Others do it., approved: maya, from: 2026-12-28}]\n"
    life.write("content/agency.yaml", fewer + note)
    assert "silent-downgrade" not in life.run("check", "--as-of", "2026-11-25").output
