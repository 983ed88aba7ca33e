"""One language and its manners: translations, plurals, lists, numbers. What is said in it stands in the modules above."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from gettext import NullTranslations

    from babel import Locale

# U+202F and U+2009 are missing from many brand fonts. CLDR puts them before AM and PM and around dashes.
_THIN = {0x202F: 0x00A0, 0x2009: 0x0020}


def plain(text: str) -> str:
    """Replace the thin spaces of CLDR by a non-breaking and a plain one."""
    return text.translate(_THIN)


def N_(message: str) -> str:  # noqa: N802  the name by which extractors know a message that is translated later
    """Mark a message of a table; `gettext` translates it where it is said."""
    return message


class Tongue:
    """A language, the territory whose habits it follows, and its catalogue."""

    def __init__(self, language: str, locale: Locale, catalogue: NullTranslations, *, translated: bool = True) -> None:
        self.language = language
        """The language as people write it, `es-MX`: the BCP 47 tag of `<html lang>`."""
        self.locale = locale
        self.translated = translated
        """Whether there is a catalogue for it; without one, the words are English."""
        self._catalogue = catalogue

    @property
    def tag(self) -> str:
        """The BCP 47 tag for `<html lang>`."""
        return self.language

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction for `<html dir>`."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    dir = direction

    def gettext(self, message: str) -> str:
        """Translate a message."""
        return self._catalogue.gettext(message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        """Translate a message that depends on a number."""
        return self._catalogue.ngettext(one, many, n)

    def pgettext(self, context: str, message: str) -> str:
        """Translate a message that means different things in different places."""
        return self._catalogue.pgettext(context, message)

    def npgettext(self, context: str, one: str, many: str, n: int) -> str:
        """Translate a message that depends on a number and on where it stands."""
        return self._catalogue.npgettext(context, one, many, n)

    def number(self, n: Decimal | float) -> str:
        """Write a number: 1,234.5."""
        return plain(format_decimal(n, locale=self.locale, decimal_quantization=False))

    def percent(self, n: Decimal | int) -> str:
        """Write so many of a hundred: 85%; 2.5%."""
        return plain(format_percent(Decimal(n) / 100, locale=self.locale, decimal_quantization=False))

    def listing(self, items: Iterable[str], style: Literal["and", "or"] = "and") -> str:
        """Write a list as a sentence has it: red, green, and blue."""
        return plain(format_list(list(items), "or" if style == "or" else "standard", self.locale))

    def capital(self, text: str) -> str:
        """Begin with a capital, as a cell of a table does."""
        return text[:1].upper() + text[1:]
