"""The names of the parts of countries, from the `holidays` package: those that people there write."""

from __future__ import annotations

from functools import cache

_CODE = 3
"""As long as the code of a part of a country may be; some of the package's names are other codes."""


@cache
def region_name(region: str) -> str:
    """Name a part of a country, `Colorado` for US-CO; nothing for a whole country, or for a part without a name."""
    from holidays import country_holidays

    country, _, part = region.partition("-")
    try:
        aliases = country_holidays(country).subdivisions_aliases if part else {}
    except NotImplementedError:
        return ""
    names = [str(name) for name, code in aliases.items() if code == part]
    return next((name for name in names if len(name) > _CODE), next(iter(names), ""))
