"""Names of holidays that the package has in English only."""

from __future__ import annotations

from datetime import date

import pytest

from charter.worktime.holiday_names import _NAMES, named
from charter.worktime.public_holidays import public_holidays


@pytest.mark.parametrize("language", ["es", "es-MX", "de"])
@pytest.mark.parametrize("region", ["US", "US-CO", "US-NY", "GB-ENG", "GB-SCT", "IE"])
def test_a_client_reads_them_in_its_language(region: str, language: str) -> None:
    for year in (2026, 2027, 2028):
        english, own = public_holidays(region, year), public_holidays(region, year, language)
        assert list(english) == list(own)
        left = {name for day, name in own.items() if name == english[day]}
        assert left <= {"Scotland's participation in the FIFA World Cup final", "Juneteenth"}


@pytest.mark.parametrize(
    ("name", "spanish"),
    [
        ("Independence Day (observed)", "Día de la Independencia (trasladado)"),
        ("Columbus Day; Indigenous Peoples' Day", "Día de Colón; Día de los Pueblos Indígenas"),
        ("Lyndon Baines Johnson Day", "Lyndon Baines Johnson Day"),
        ("", ""),
    ],
)
def test_names(name: str, spanish: str) -> None:
    assert named(name, "es") == spanish
    assert named(name, "fr") == name


def test_a_country_with_names_of_its_own_keeps_them() -> None:
    assert public_holidays("MX", 2026, "es")[date(2026, 9, 16)] == "Día de la Independencia"
    assert public_holidays("DE-BY", 2026, "es")[date(2026, 1, 1)] == "Neujahr"


def test_each_name_is_said_in_every_language() -> None:
    assert all(len(names) == 2 and all(names) for names in _NAMES.values())
