"""The press: Typst with the theme's files and fonts, loaded once; what is to be said -> the bytes of a PDF.

The same input gives the same bytes on every machine: no font of the system is used, the date comes with the input, and
nothing is ever fetched. What was printed once is kept, by the exact bytes that went in.
"""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from itertools import count
from typing import TYPE_CHECKING, Any

from charter.problem import CharterError
from charter.render.scratch import put, scratch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    import typst

    from charter.shelf import Shelf

MAIN = b'#import "theme.typ": packet\n#packet(json("packet.json"))\n'
"""The document itself: the theme decides about everything."""
UA: list[typst.PDFStandard] = ["ua-1"]
ARCHIVE: list[typst.PDFStandard] = ["a-2a"]
"""PDF/UA-1 (ISO 14289-1), which every packet keeps; PDF/A-2a (ISO 19005-2) besides, where it is asked for."""
_TOGETHER = 4
"""After so many packets the engine is made to forget."""
_AGES = 11
"""The engine forgets what the last ten documents had no use for."""
_PLACE = re.compile(r"┌─ \S*?(?P<file>(?:shipped/)?[\w-]+\.typ):(?P<line>\d+)")
"""Where the engine shows what went wrong."""
_KEPT = 64 * 1024 * 1024
"""So many bytes of printed packets are kept in memory at most, for a preview that prints them again and again."""


@dataclass
class Press:
    """Prints packets. Nothing in it knows any client; it may be used by many threads at once."""

    files: Mapping[str, bytes]
    """The theme: `theme.typ` and what it imports, by name."""
    fonts: tuple[Path, ...]
    """The folders of font files (ttf or otf)."""
    shelf: Shelf | None = None
    """What earlier builds have printed, if it is kept."""
    _local: threading.local = field(default_factory=threading.local, repr=False)
    _printed: dict[str, bytes] = field(default_factory=dict, repr=False)
    _count: Iterator[int] = field(default_factory=lambda: count(1), repr=False)

    def print(self, said: bytes, pictures: Mapping[str, bytes], day: date, *, archive: bool = False) -> bytes:
        """Print what is said (JSON that the theme reads). Raises `CharterError` where the theme cannot lay it out."""
        inputs = {**self.files, **pictures, "packet.json": said}
        key = self._key(inputs, day, archive=archive)
        found = self._printed.get(key) or (self.shelf.get(key) if self.shelf else None)
        if found is None:
            found = self._compile(inputs, day, archive=archive)
            if self.shelf:
                self.shelf.put(key, found)
        self._printed[key] = found
        while sum(map(len, list(self._printed.values()))) > _KEPT:
            self._printed.pop(next(iter(self._printed)), None)
        return found

    def can_draw(self, name: str, data: bytes) -> bool:
        """Whether a picture is whole: what is cut off or damaged has the first bytes of a picture all the same."""
        import typst

        documents: Any = _readable({"main": f'#image("{name}", alt: "")'.encode(), name: data})
        try:
            self._compiler.compile(documents, format="svg")
        except typst.TypstError:
            return False
        return True

    @cached_property
    def _own(self) -> bytes:
        """The digest of all that is the same for every packet: the engine and the fonts."""
        found = hashlib.sha256(version("typst").encode())
        for path in sorted(path for folder in self.fonts for path in folder.iterdir()):
            found.update(hashlib.sha256(path.read_bytes()).digest())
        return found.digest()

    @cached_property
    def _fonts(self) -> typst.Fonts:
        import typst

        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(self.fonts))

    def _key(self, inputs: Mapping[str, bytes], day: date, *, archive: bool) -> str:
        found = hashlib.sha256(self._own + f"{day} {archive}".encode())
        for name, data in sorted(inputs.items()):
            found.update(f"\0{name}\0{len(data)}\0".encode() + data)
        return found.hexdigest()

    def _compile(self, inputs: Mapping[str, bytes], day: date, *, archive: bool) -> bytes:
        import typst

        documents: Any = _readable({"main": MAIN, **inputs})  # more than one, which the package's types do not know
        try:
            made: Any = self._compiler.compile(
                documents, pdf_standards=[*UA, *ARCHIVE] if archive else UA, timestamp=_noon(day)
            )
        except typst.TypstError as error:
            raise CharterError(_told(error)) from error
        if next(self._count) % _TOGETHER == 0:
            self._forget()
        return bytes(made)

    def _forget(self) -> None:
        """Let the engine grow old over empty documents: it keeps all work of the last ten, which is 1 GB for packets.

        That takes as long as it saves, since little of one client's packet is in the next one's.
        """
        empty: Any = {"main": b""}
        for _ in range(_AGES):
            self._compiler.compile(empty, format="svg")

    @property
    def _compiler(self) -> typst.Compiler:
        """A compiler belongs to one thread; its fonts and its memory of layouts are shared."""
        import typst

        if not hasattr(self._local, "compiler"):
            self._local.compiler = typst.Compiler(root=scratch(), font_paths=self._fonts, ignore_system_fonts=True)
        compiler: typst.Compiler = self._local.compiler
        return compiler


def _told(error: typst.TypstError) -> str:
    """Say in which line of which file of the theme it went wrong, and why."""
    found = _PLACE.search(error.diagnostic)
    place = f"templates/packet/{found['file']}:{found['line']}: " if found else ""
    return " ".join([f"{place}The packet cannot be laid out: {error.message.rstrip('.')}.", *error.hints])


def _readable(inputs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files that the engine takes from memory, which are texts; the others it finds on disk, by their names."""
    texts = {}
    for name, data in inputs.items():
        try:
            data.decode()
        except UnicodeDecodeError:
            put(name, data)
        else:
            texts[name] = data
    return texts


def _noon(day: date) -> int:
    """Give a day as seconds since 1970, for the dates inside the file."""
    return (day.toordinal() - 719163) * 86400 + 43200
