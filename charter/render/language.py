"""Everything that is said in the client's language: `Speech`, one for each language, with its catalogue.

A catalogue is `<folder>/<language>.po`; it is read as it is, no compiled form is kept beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from charter.problem import CharterError
from charter.render.speech_names import NameSpeech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

SOURCE = "en"
"""The language of the messages themselves, which needs no catalogue."""
_UNREAD = re.compile("<time.*?</time>|<[^>]*>")
"""What says nothing of how an item reads: tags, and dates, whose commas nobody takes for those of a list."""
_PAIR = 2
"""Of so many items a comma within one does no harm."""


class Speech(NameSpeech):
    """Everything that is said in one language, to readers of one territory."""

    @classmethod
    def open(cls, language: str, locale_dirs: Sequence[Path] = (), territory: str = "") -> Speech:
        """Give the speech of a language, with the catalogues of these folders, the first folder first.

        `territory` (`US`) decides about clocks and dates where the language names none; `territory_of` finds it.
        A language without a catalogue speaks English, and `translated` says so.
        """
        files = tuple(_catalogues(language, locale_dirs))
        stamps = tuple((file.stat().st_mtime_ns, file.stat().st_size) for file in files)
        return _open(language, territory, files, stamps)

    def listing(self, items: Iterable[str], style: Literal["and", "or"] = "and") -> str:
        """Write a list as a sentence has it: red, green, and blue; with semicolons where an item is a list itself.

        A department called “Design and building” is one item: “Design and building; Writing”.
        """
        those = list(items)
        word: str = self.locale.list_patterns["or" if style == "or" else "standard"]["2"][3:-3]
        if not any(_is_list(_UNREAD.sub("", item), word, is_pair=len(those) == _PAIR) for item in those):
            return super().listing(those, style)
        *firsts, last = those
        return "; ".join([*firsts, f"{word.strip()} {last}" if style == "or" and firsts else last])


def _is_list(item: str, word: str, *, is_pair: bool) -> bool:
    """Whether an item reads as more than one: it has the word that joins items, or a comma among several."""
    return (word.startswith(" ") and word in item) or (not is_pair and ", " in item)


def territory_of(zone: str) -> str:
    """Give the territory of a time zone, `US` for America/Denver; nothing for zones of no country."""
    territory = get_global("zone_territories").get(get_global("zone_aliases").get(zone, zone), "")
    return territory if territory.isalpha() and territory != "ZZ" else ""


@lru_cache(maxsize=256)
def _open(language: str, territory: str, files: tuple[Path, ...], _stamps: tuple[tuple[int, int], ...]) -> Speech:
    catalogue = NullTranslations()
    for file in reversed(files):
        layer = _read(file)
        layer.add_fallback(catalogue)
        catalogue = layer
    translated = bool(files) or _base(language) == SOURCE
    return Speech(language, _locale(language, territory), catalogue, translated=translated)


def _catalogues(language: str, folders: Sequence[Path]) -> Iterator[Path]:
    """Find the catalogues of a language, those that count more first: es-MX before es, then folder by folder."""
    names = dict.fromkeys((language, language.rpartition("-")[0], _base(language)))
    for name in filter(None, names):
        for folder in folders:
            if (file := folder / f"{name}.po").is_file():
                yield file


def _read(file: Path) -> NullTranslations:
    compiled = BytesIO()
    try:
        with file.open("rb") as source:
            catalogue = read_po(source, abort_invalid=True)
        for message, faults in catalogue.check():
            raise CharterError(
                f"The catalogue {file} cannot be used: line {message.lineno}: {str(faults[0]).rstrip('.')}."
            )
        write_mo(compiled, catalogue)
        compiled.seek(0)
        return GNUTranslations(compiled)
    except (PoFileError, ValueError, LookupError, OSError) as fault:
        raise CharterError(f"The catalogue {file} cannot be used: {str(fault).rstrip('.')}.") from fault


def _base(language: str) -> str:
    return language.partition("-")[0]


def _locale(language: str, territory: str) -> Locale:
    """Find what CLDR knows of a language, in the territory if it is spoken there, else anywhere."""
    for tag in (f"{language}-{territory}", language, _base(language)):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(SOURCE)
