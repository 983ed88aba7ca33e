"""The packet's fonts: those of the brand, then the shipped ones, and which letters they have between them.

The brand's web fonts are unpacked once, since the packet's engine reads only ttf and otf. A project's own fonts for
other scripts lie in its `templates/packet/fonts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import category

from charter.render.scratch import digest, scratch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SHIPPED = "Source Sans 3"
_KINDS = {".ttf", ".otf"}
_LOOK = re.compile("[^\n\t -~\xa0-\xac\xae-\xff‐–—‘’“”„‚•…€]")
"""What is not looked up: letters that the shipped font has, which is always there."""
_FACTS = ("L", "N", "M", "Sc")
"""Categories of Unicode without which a word or a number is another one; the rest decorates."""
_SPACES = {"Zs": "\N{NO-BREAK SPACE}", "Zl": " ", "Zp": " "}


@dataclass(frozen=True)
class Typefaces:
    """The folders of the font files, and the families of the text and of the headings, first choice first."""

    folders: tuple[Path, ...]
    body: tuple[str, ...] = (SHIPPED,)
    heading: tuple[str, ...] = (SHIPPED,)

    @cached_property
    def letters(self) -> frozenset[int]:
        """The code points of all letters that some font has."""
        from fontTools.ttLib import TTFont

        found: set[int] = set()
        for path in self.files:
            with TTFont(path, lazy=True) as font:
                found |= set(font.getBestCmap() or ())
        return frozenset(found)

    @property
    def files(self) -> Iterator[Path]:
        """The font files, in a fixed order."""
        return (path for folder in self.folders for path in sorted(folder.iterdir()) if path.suffix in _KINDS)

    def missing(self, text: str) -> str:
        """Give the letters and digits of a text that no font has, each once."""
        if text.isascii():
            return ""
        found = dict.fromkeys(sign for sign in _LOOK.findall(text) if ord(sign) not in self.letters)
        return "".join(sign for sign in found if category(sign).startswith(_FACTS) and not _is_joined(sign))

    def printable(self, text: str) -> str:
        """Give a text without the signs that no font has: emoji and the like; a blank stays one."""
        return _LOOK.sub(self._sign, text)

    def _sign(self, found: re.Match[str]) -> str:
        sign = found[0]
        if ord(sign) in self.letters:
            return sign
        return "-" if category(sign) == "Pd" else _SPACES.get(category(sign), "")


def _is_joined(sign: str) -> bool:
    """Whether a mark only says how the sign before it is drawn: variation selectors and the ring of a keycap."""
    return "\ufe00" <= sign <= "\ufe0f" or sign == "\u20e3"


def typefaces(brand: Mapping[str, bytes], own: Path | None, base: Path) -> Typefaces:
    """Give the fonts of a brand: its web fonts by use (`body`, `heading`), those of the project, and the shipped ones.

    Raises `ValueError` for a font that cannot be read, with its use as the only argument.
    """
    folders = [folder / "packet/fonts" for folder in (own, base) if folder and (folder / "packet/fonts").is_dir()]
    families = {}
    for use, data in brand.items():
        try:
            folder, families[use] = _unpacked(data)
        except Exception as fault:  # fontTools raises whatever a broken table leads to
            raise ValueError(use) from fault
        folders.insert(0, folder)
    body = (*filter(None, [families.get("body")]), SHIPPED)
    heading = (*filter(None, [families.get("heading")]), *body)
    return Typefaces(tuple(dict.fromkeys(folders)), body, heading)


@lru_cache(maxsize=64)
def _unpacked(data: bytes) -> tuple[Path, str]:
    """Write a web font as ttf or otf into a folder of its own, and give its family."""
    from fontTools.ttLib import TTFont

    folder = scratch() / digest(data)
    folder.mkdir(exist_ok=True)
    with TTFont(BytesIO(data)) as font:
        font.flavor = None
        names = font["name"]
        family = names.getBestFamilyName() or SHIPPED
        # The engine groups faces by the plain family name and knows no other one.
        plain = names.getDebugName(1) or family
        font.save(folder / f"font.{'otf' if 'CFF ' in font else 'ttf'}")
    return folder, names.getDebugName(16) or plain
