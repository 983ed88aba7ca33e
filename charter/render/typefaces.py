"""The packet's fonts: those of the brand, then the shipped ones, which letters they have between them, and which lack bold.

The brand's web fonts are unpacked once, since the packet's engine reads only ttf and otf. A project's own fonts for
other scripts lie in its `templates/packet/fonts`.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from charter.problem import CharterError
from charter.render.scratch import digest, scratch
from charter.render.typeface_sizes import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SHIPPED = "Source Sans 3"
_KINDS = {".ttf", ".otf"}
_LOOK = re.compile("[^\n\t -~\xa0-\xac\xae-\xff‐–—‘’“”„‚•…€]")
"""What is not looked up: letters that the shipped font has, which is always there."""
_PICTURES = ("So", "Sk", "Co", "Cn")
"""Categories of Unicode that decorate: emoji and the like. Without the others a word or a number is another one."""
_UNSEEN = ("Cc", "Cf")
_SPACES = {"Zs": "\N{NO-BREAK SPACE}", "Zl": " ", "Zp": " "}
_ALIKE = dict(zip("✅✔☑❌✖❎", "✓✓✓✗✗✗", strict=True))
BOX = "\N{WHITE SQUARE}"
"""What stands on paper for a letter that no font has. The shipped font has it."""
_GONE = "\0"
_GAP = re.compile(rf"(?P<before>\s*){_GONE}(?:\s*{_GONE})*(?P<after>\s*)(?P<stop>[.,;:!?)\]…]?)")
_BOLD = 600
"""The weight of what is to be seen at once, as the theme asks for it."""


@dataclass(frozen=True)
class Typefaces:
    """The folders of the font files, and the families of the text and of the headings, first choice first."""

    folders: tuple[Path, ...]
    body: tuple[str, ...] = (SHIPPED,)
    heading: tuple[str, ...] = (SHIPPED,)

    @cached_property
    def letters(self) -> frozenset[int]:
        """The code points of all letters that some font has."""
        found: set[int] = set()
        for path in self.files:
            with _opened(path) as font:
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
        return "".join(sign for sign in found if self._stand_in(sign) is None and category(sign) != "Sk")

    def printable(self, text: str) -> str:
        """Give a text as paper can have it: a box for a letter that no font has; a picture goes, and leaves no gap."""
        if text.isascii():
            return text
        shown = _LOOK.sub(lambda found: self._sign(found[0]), text)
        return _GAP.sub(_closed, shown) if _GONE in shown else shown

    def _sign(self, sign: str) -> str:
        if ord(sign) in self.letters:
            return sign
        other = self._stand_in(sign)
        return other if other is not None else _GONE if category(sign) in _PICTURES else BOX

    def _stand_in(self, sign: str) -> str | None:
        """Give what says the same as a sign that no font has, if anything does."""
        kind = category(sign)
        if kind in _UNSEEN or _is_joined(sign):
            return ""
        found = _SPACES.get(kind) or _ALIKE.get(sign) or ("-" if kind == "Pd" else normalize("NFKC", sign))
        return found if all(ord(each) in self.letters for each in found) else None

    @cached_property
    def thin(self) -> tuple[str, ...]:
        """The uses (`body`, `heading`) whose first font has no bold, so that the theme has to thicken its letters."""
        heaviest: dict[str, int] = {}
        for path in self.files:
            for family, weight in _weights(path):
                heaviest[family] = max(weight, heaviest.get(family, 0))
        firsts = {"body": self.body[0], "heading": self.heading[0]}
        return tuple(use for use, family in firsts.items() if heaviest.get(family, 0) < _BOLD)


def _closed(found: re.Match[str]) -> str:
    """Close the gap that a picture leaves: one blank between words, none before a stop."""
    if found["stop"] and not found["after"]:
        return found["stop"]
    at, end = found.span("stop")[0], len(found.string)
    between = found["before"] or found["after"] or (found.start() > 0 and at < end)
    return f"{' ' if between else ''}{found['stop']}"


def _is_joined(sign: str) -> bool:
    """Whether a mark only says how the sign before it is drawn: variation selectors and the ring of a keycap."""
    return "\ufe00" <= sign <= "\ufe0f" or sign == "\u20e3"


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, lazy=True) as font:
            yield font
    except Exception as fault:  # fontTools raises whatever a broken table leads to
        raise CharterError(
            f"{path} is no font that can be read, so no packet can be made. Download it again, or delete it."
        ) from fault


def _weights(path: Path) -> Iterator[tuple[str, int]]:
    """Give the weight of a font file under each name that its family has."""
    with _opened(path) as font:
        names = {font["name"].getDebugName(number) for number in (1, 16)}
        weight = font["OS/2"].usWeightClass if "OS/2" in font else 0
    return ((name, weight) for name in names if name)


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
    with TTFont(BytesIO(bounded(data))) as font:
        font.flavor = None
        names = font["name"]
        family = names.getBestFamilyName() or SHIPPED
        # The engine groups faces by the plain family name and knows no other one.
        plain = names.getDebugName(1) or family
        font.save(folder / f"font.{'otf' if 'CFF ' in font else 'ttf'}")
    return folder, names.getDebugName(16) or plain
