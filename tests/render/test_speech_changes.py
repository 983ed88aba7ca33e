"""Changes in plain words: what they are about, now and before, in three languages, and never a key of a file."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import AGENCY, CLIENT, TIER

import charter.diff
from charter import pipeline, shipped
from charter.diff import changes, view_of
from charter.diff.weights import WEIGHTS, Weight
from charter.model.charter import Charter
from charter.render.change_names import FIELDS, METRICS, PARTS
from charter.render.language import Speech
from charter.render.speech_changes import Changes
from charter.render.tongue import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.render.speech_changes import SpokenChange

    Project = Callable[..., Path]

DAY = date(2026, 11, 23)
FULL = TIER + (
    "fee: {amount: 199.95, currency: USD, per: month}\n"
    "includes: [{what: strategy call, amount: 2, per: month, length: 30 minutes}]\n"
    "appointments: {cancel: {notice: 1 business day, how: email}, late: 10 minutes}\n"
    "silence: [{after: 5 business days, then: we ask again}]\n"
    "estimate: {within: 2 business days, valid: 30 days}\n"
)
OPEN = AGENCY.replace("hours: {mon-fri: 09:00-17:00}", "name: Office hours, hours: {mon-fri: 09:00-17:00}")


def told(project: Project, language: str, before: dict[str, str], after: dict[str, str]) -> list[SpokenChange]:
    """Tell the changes from one project to another."""
    usual = {"agency": OPEN, "tiers__growth": FULL, "clients__harbor": CLIENT}
    sides: list[Charter] = []
    for texts in (before, after):
        found = pipeline.load(project(**(usual | texts))).clients["harbor"].charter
        assert found
        sides.append(found)
    say = Speech.open(language, [shipped.templates() / "locale"], "US" if language == "en" else "")
    words = Changes(say, *sides, DAY)
    found = (words.told(change, DAY) for change in changes(*(view_of(side, DAY) for side in sides)))
    return [one for one in found if one]


def tier(old: str, new: str) -> dict[str, str]:
    assert old in FULL
    return {"tiers__growth": FULL.replace(old, new)}


def agency(old: str, new: str) -> dict[str, str]:
    assert old in OPEN
    return {"agency": OPEN.replace(old, new)}


TABLE = [
    (
        "en",
        tier("first_reply: 1 business day", "first_reply: 2 business days"),
        (
            "A question: first reply. From November 23, 2026: within 2 business days. Before: within 1 business day."
            " If you write on Thursday, December 3, 2026, 8:15 am, you hear from us by Monday, December 7, 5 pm;"
            " before, it was by Friday, December 4, 5 pm."
        ),
        "Not as good as before",
    ),
    (
        "es",
        tier("first_reply: 1 business day", "first_reply: 4 business hours"),
        (
            "A question: primera respuesta. A partir del 23 de noviembre de 2026: en un plazo de 4 horas hábiles."
            " Antes: en un plazo de 1 día hábil."
        ),
        "Mejor para ti",
    ),
    (
        "de",
        tier("target: 5 business days", "target: 4 business days"),
        (
            "A question: fertige Arbeit. Ab 23. November 2026: innerhalb von 4 Geschäftstagen (Richtwert)."
            " Vorher: innerhalb von 5 Geschäftstagen (Richtwert)."
        ),
        "Besser für Sie",
    ),
    (
        "en",
        tier("aim}", "aim, unless: [it snows]}"),
        (
            "A question: finished work. From November 23, 2026: within 5 business days (Aim). This does not hold if: it"
            " snows. Before: within 5 business days (Aim)."
        ),
        "Not as good as before",
    ),
    (
        "en",
        tier("question: {first", "question: {call_back: 1 business day, first"),
        "A question: how fast we call back. From November 23, 2026: new – within 1 business day.",
        "Better for you",
    ),
    (
        "en",
        tier("amount: 199.95", "amount: 210"),
        "What your plan costs. From November 23, 2026: $210 per month. Before: $199.95 per month.",
        "Not as good as before",
    ),
    (
        "de",
        tier("amount: 199.95", "amount: 180"),
        "Was Ihr Paket kostet. Ab 23. November 2026: 180 $ pro Monat. Vorher: 199,95 $ pro Monat.",
        "Besser für Sie",
    ),
    (
        "en",
        tier("call, amount: 2", "call, amount: 3"),
        (
            "What your plan includes: strategy call, how much. From November 23, 2026: 3 per month, 30 minutes each."
            " Before: 2 per month, 30 minutes each."
        ),
        "Better for you",
    ),
    (
        "es",
        tier("includes: [{", "includes: [una foto, {"),
        "Lo que incluye tu plan: una foto. A partir del 23 de noviembre de 2026: nuevo.",
        "Mejor para ti",
    ),
    (
        "en",
        tier("includes: [{what: strategy call, amount: 2, per: month, length: 30 minutes}]\n", ""),
        (
            "What your plan includes: strategy call. From November 23, 2026: no longer there."
            " Before: 2 per month, 30 minutes each."
        ),
        "Not as good as before",
    ),
    (
        "en",
        tier("notice: 1 business day", "notice: 2 business days"),
        (
            "Appointments: cancelling, how long before. From November 23, 2026: 2 business days before."
            " Before: 1 business day before."
        ),
        "Not as good as before",
    ),
    (
        "en",
        tier("how: email", "how: [email, phone]"),
        "Appointments: cancelling, how it is done. From November 23, 2026: new – Phone.",
        "Better for you",
    ),
    (
        "de",
        tier("after: 5 business days", "after: 3 business days"),
        (
            "Wenn wir nichts von Ihnen hören: Schritt 1, nach wie langer Zeit. Ab 23. November 2026: nach 3 Geschäftstagen."
            " Vorher: nach 5 Geschäftstagen."
        ),
        "Weniger gut als vorher",
    ),
    (
        "en",
        tier(", valid: 30 days", ""),
        (
            "Before anything costs extra: how long it holds. From November 23, 2026: nothing is set any more."
            " Before: 30 days."
        ),
        "Better for you",
    ),
    (
        "en",
        agency("mon-fri: 09:00-17:00", "mon-thu: 09:00-17:00, fri: 09:00-12:00"),
        (
            "When we are open: Office hours. From November 23, 2026: Monday to Thursday, 9 am to 5 pm; Friday, 9 am to 12"
            " noon. Before: Monday to Friday, 9 am to 5 pm."
        ),
        "Not as good as before",
    ),
    (
        "en",
        agency("mon-fri: 09:00-17:00}}", "mon-fri: 09:00-17:00}, closures: [{name: Winter break, on: 2026-12-24}]}"),
        (
            "Days on which we are closed, or close early: Winter break. From November 23, 2026: new – Thu, Dec 24, 2026."
            " So these promises come later: A question: first reply and A question: finished work."
        ),
        "Not as good as before",
    ),
    (
        "en",
        agency("name: Maya Ortiz, role: Account lead", "name: Maya Ortiz, role: Lead"),
        "Maya Ortiz: role. From November 23, 2026: Lead. Before: Account lead.",
        "Changed",
    ),
]


@pytest.mark.parametrize(("language", "edit", "line", "word"), TABLE, ids=[line[:60] for _, _, line, _ in TABLE])
def test_a_change_in_words(project: Project, language: str, edit: dict[str, str], line: str, word: str) -> None:
    [one] = told(project, language, {}, edit)
    assert plain(one.line).replace("\u00a0", " ").startswith(line)
    assert one.word == word


@pytest.mark.parametrize("language", ["en", "es", "de"])
@pytest.mark.parametrize(
    ("edit", "line"), [(edit, line) for _, edit, line, _ in TABLE], ids=[row[2][:60] for row in TABLE]
)
def test_it_never_speaks_the_language_of_the_files(
    project: Project, language: str, edit: dict[str, str], line: str
) -> None:
    for before, after in (({}, edit), (edit, {})):
        for one in told(project, language, before, after):
            assert not re.search(r"_|\b(None|commitments|not comparable|neutral|worse|True|False)\b", one.line), line
            assert ".." not in one.line
            assert "  " not in one.line


@pytest.mark.parametrize(
    "edit",
    [
        agency("name: A question", "name: Any question"),
        agency("address: hello@northlight.example", "address: hello@northlight.example, for: anything"),
    ],
)
def test_other_words_for_the_same_are_no_change(project: Project, edit: dict[str, str]) -> None:
    assert told(project, "en", {}, edit) == []


def test_what_is_coming_says_until_when_the_old_one_holds(project: Project) -> None:
    edit = tier("amount: 199.95", "amount: 210")
    loaded = [pipeline.load(project(**({"agency": OPEN, "tiers__growth": FULL} | texts))) for texts in ({}, edit)]
    sides = [one.clients["harbor"].charter for one in loaded]
    say = Speech.open("en", [shipped.templates() / "locale"], "US")
    [change] = changes(*(view_of(side, DAY) for side in sides))
    one = Changes(say, *sides, DAY).told(change, date(2027, 1, 1), "Prices rose.")
    assert one
    assert one.is_coming
    assert one.why == "Prices rose."
    assert dict(one.rows) == {"From January 1, 2027": "$210 per month", "Until then": "$199.95 per month"}


def test_names_of_those_who_are_kept_from_the_client_are_not_told(project: Project) -> None:
    people = OPEN.replace(
        "people:\n", "people:\n  sam: {name: Sam Reyes, role: Bookkeeper, visibility: internal}\n"
    ).replace("role: Account lead}", "role: Account lead, department: books}")
    one = people + "departments: {books: {name: Books, handles: [bills], why: They know}}\n"
    other = one.replace("why: They know}", "why: They know, lead: sam}")
    [change] = told(project, "en", {"agency": one}, {"agency": other})
    assert "Sam" not in change.line
    assert "Bookkeeper" not in change.line


def test_every_field_that_promises_something_has_a_name() -> None:
    assert charter.diff.weights_relation
    for part, weights in WEIGHTS.items():
        for key, weight in weights.items():
            if weight is Weight.LOOK or (weight is Weight.APART and part is not Charter) or not weight.is_promise:
                continue
            name = PARTS.get(key) if part is Charter else FIELDS.get(f"{part.__name__}.{key}") or FIELDS.get(key)
            assert name, (part, key)


@pytest.mark.parametrize("names", [PARTS, FIELDS, METRICS])
def test_every_name_is_translated(names: dict[str, str]) -> None:
    for language in ("es", "de"):
        say = Speech.open(language, [shipped.templates() / "locale"])
        same = {name for name in names.values() if say.gettext(name) == name}
        assert same <= {"region", "Region", "name", "Name"}, language
