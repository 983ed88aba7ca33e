"""Public holidays by ISO country and subdivision, from the `holidays` package, with their observed days."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from charter.worktime.holiday_names import is_named, named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@cache
def public_holidays(region: str, year: int, language: str = "") -> Mapping[date, str]:
    """Give the public holidays of a region (`US-CO`, `GB-ENG`) in a year, with their names in a language.

    Where the package has no names in the language, English ones are translated as far as we can, and others are in the
    country's own. A region it does not know has none; `is_known` tells.
    """
    from holidays import country_holidays

    country, _, part = region.partition("-")
    spoken = _language(region, language)
    try:
        found = country_holidays(country, subdiv=part or None, years=year, language=spoken)
    except NotImplementedError:
        return {}
    names = {day: name for day, name in sorted(found.items()) if day.year == year}
    if language and (spoken or "en").startswith("en"):
        return {day: named(name, language) for day, name in names.items()}
    return names


@cache
def is_in_language(region: str, day: date, language: str) -> bool:
    """Whether the holiday of a date is named in a language, and not in English or the country's own instead."""
    main = language.replace("_", "-").partition("-")[0]
    spoken = (_language(region, language) or "en").partition("_")[0]
    if main == spoken:
        return True
    return spoken == "en" and is_named(public_holidays(region, day.year, "en_US").get(day, ""), language)


@cache
def is_known(region: str) -> bool:
    """Whether the package knows a country, and its part where one is named."""
    country, _, part = region.partition("-")
    parts = _countries().get(country)
    return parts is not None and (not part or part in parts)


@cache
def needs_part(region: str) -> bool:
    """Whether holidays of a country differ between its parts, so that its code alone leaves some out."""
    return "-" not in region and bool(_countries().get(region))


@cache
def _countries() -> Mapping[str, list[str]]:
    from holidays.utils import list_supported_countries

    return list_supported_countries()


@cache
def _language(region: str, language: str) -> str | None:
    """Give the nearest language of a country, or its own; left open, the package would take that of the machine."""
    from holidays import country_holidays
    from holidays.utils import list_localized_countries

    country = region.partition("-")[0]
    spoken = list_localized_countries().get(country, [])
    wanted = language.replace("-", "_")
    exact = [tag for tag in spoken if tag == wanted]
    near = [tag for tag in spoken if wanted and tag.partition("_")[0] == wanted.partition("_")[0]]
    own = [country_holidays(country).default_language] if spoken else []
    return next(iter([*exact, *near, *own]), None)
