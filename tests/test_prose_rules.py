"""What the rules that read prose count by: syllables, grades, amounts of money, and one walk for all of them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from charter import check, pipeline
from charter.check.hours_in_prose import _claims as claims_of_hours
from charter.check.money_in_prose import _claims as amounts_in
from charter.check.readability import _FORMULAS, Measure, _measured
from charter.check.said import said
from charter.check.secrets import _form
from charter.check.sentences import is_conditional, statements
from charter.check.syllables import syllables

SYLLABLES = {
    "en": "I 1 the 1 idea 3 area 3 people 2 every 2 answer 2 business 2 agency 3 information 4 available 4 reply 2 "
    "fixed 1 changes 2 table 2 tables 2 safely 2 department 3 quiet 2 going 2 radio 3 nobody 3 2026 1",
    "es": "y 1 amigo 3 idea 3 oír 2 aéreo 4 cuando 2 también 2 ahora 3 día 2 pregunta 3 quieres 2 guía 2 muy 1 leyes 2",
    "de": "Antwort 2 immer 2 Anfrage 3 arbeiten 3 Ansprechpartner 4 Vereinbarung 4 Uhr 1 häufig 2",
}


@pytest.mark.parametrize("language", SYLLABLES)
def test_syllables_are_those_one_hears(language: str) -> None:
    words = SYLLABLES[language].split()
    expected = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    assert {word: syllables(word, language) for word in expected} == expected


def test_grades_are_those_of_the_formulas() -> None:
    text = Measure(("one",) * 40 + ("another",) * 60, (1,) * 40 + (3,) * 60, 5, (0, 0, 20))
    assert _FORMULAS["en"](text) == pytest.approx(0.39 * 20 + 11.8 * 2.2 - 15.59)
    assert _FORMULAS["es"](text) == 10  # 206.84 - 60 * 2.2 - 1.02 * 20 = 54.44
    assert _FORMULAS["de"](text) == pytest.approx(0.1935 * 60 + 0.1672 * 20 + 0.1297 * 60 - 0.0327 * 40 - 0.875)


def test_a_short_section_is_not_measured() -> None:
    assert _measured("word " * 59, "en") is None
    assert _measured("word " * 60, "en") is not None


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("It is $199.", "199", ""),
        ("It is US$ 1,299.95 a month", "1299.95", "USD"),
        ("Son 1.299,95 € al mes", "1299.95", "EUR"),
        ("Das sind 1’299.50 CHF.", "1299.50", "CHF"),
        ("It costs 145 dollars", "145", ""),
        ("It costs 12 000 EUR", "12000", "EUR"),
        ("It costs £1.5 an hour", "1.5", "GBP"),
    ],
)
def test_amounts_are_read_in_every_way_of_writing_them(text: str, amount: str, currency: str) -> None:
    assert [found[3:] for found in amounts_in(text)] == [(Decimal(amount), currency)]


@pytest.mark.parametrize("text", ["199", "$2 million", "12 pages", "[x](https://x.example/$45)", "{{ fee }} $"])
def test_what_is_no_price_is_left_alone(text: str) -> None:
    assert not amounts_in(text)


def test_hours_are_found_in_german() -> None:
    assert [found[2] for found in claims_of_hours("Wir sind rund um die Uhr da.", "de", is_ours=False)] == [
        "rund um die Uhr"
    ]


def test_headings_and_sentences_are_statements_and_values_are_hidden() -> None:
    text = "# Help {{ fee }}\n\nOne. Two <!-- three --> four."
    assert [words for _, words in statements(text)] == ["Help xxxxxxxxx", "One.", "Two", "four."]
    assert all(text[at] == words[0] or words[0] == "x" for at, words in statements(text))


def test_a_condition_ends_where_it_ends() -> None:
    text = "A {% if fee %}B{% if rate %}C{% endif %}D{% else %}E{% endif %}F"
    assert [letter for letter in "ABCDEF" if is_conditional(text, text.index(letter))] == ["B", "C", "D", "E"]


def test_a_number_is_found_however_it_is_written() -> None:
    form = re.compile(_form("+44 20 7946 0011"))
    for number in ("+44 20 7946 0011", "0044-20-7946-0011", "020 7946 0011", "20/79460011", "+44 (0)20 7946 0011"):
        assert form.search(f"Call {number}."), number
    assert not form.search("1207946001199")


def test_all_rules_share_one_walk(specimen) -> None:
    loaded = pipeline.load(specimen)
    clients = {ident: one.decoded for ident, one in loaded.clients.items()}
    whole = check.Whole({}, clients, loaded.project.prose, is_known=True)
    first = said(whole)
    assert said(whole) is first
    assert len({text.at for text in first}) == len(first)
