"""Names of holidays that the package has in English only."""

from __future__ import annotations

from datetime import date

import pytest

from charter.worktime import parse_week
from charter.worktime.holiday_names import _NAMES, named
from charter.worktime.public_holidays import public_holidays
from charter.worktime.schedule import Schedule


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


class TestNamesOfOnesOwn:
    WEEK = parse_week({"mon-fri": "09:00-17:00"})

    def said(self, day: date, language: str, *names: tuple[str, str], region: str = "US-CO") -> str:
        return Schedule("America/Denver", self.WEEK, holidays=region, holiday_names=names).holiday(day, language)

    def test_they_take_the_place_of_the_known_ones(self) -> None:
        day = date(2026, 11, 26)
        assert self.said(day, "fr") == "Thanksgiving Day"
        assert self.said(day, "fr", ("thanksgiving day", "Action de grâce")) == "Action de grâce"
        assert self.said(day, "es", ("Thanksgiving Day", "Acción de Gracias")) == "Acción de Gracias"

    def test_a_day_that_is_moved_is_still_said_to_be(self) -> None:
        assert self.said(date(2027, 7, 5), "en", ("Independence Day", "The Fourth")) == "The Fourth (observed)"
        assert self.said(date(2027, 7, 5), "es", ("Independence Day", "El Cuatro")) == "El Cuatro (trasladado)"

    def test_a_holiday_is_known_by_its_own_name_and_in_english(self) -> None:
        day = date(2027, 1, 1)
        assert self.said(day, "es", ("Neujahr", "Año Nuevo"), region="DE-BY") == "Año Nuevo"
        assert self.said(day, "es", ("New Year's Day", "Año Nuevo"), region="DE-BY") == "Año Nuevo"

    def test_of_two_on_one_date_each_has_its_own(self) -> None:
        day, own = date(2027, 12, 24), ("christmas eve", "Nochebuena")
        assert self.said(day, "en", own, region="US-KS") == "Christmas Day (observed); Nochebuena"
        assert self.said(day, "es", own, region="US-KS") == "Navidad (trasladado); Nochebuena"

    def test_they_are_no_other_reason_to_be_closed(self) -> None:
        schedule = Schedule("America/Denver", self.WEEK, holidays="US", holiday_names=(("Thanksgiving Day", "Turkey"),))
        assert schedule.why_closed(date(2026, 11, 26), "en") == "Turkey"
        assert schedule.exception(date(2026, 11, 26)) == ("Thanksgiving Day", ())
