"""The files of a site, and whose each of them is."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from charter.audit.leak import Spot, note

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from charter.audit.leak import Leak
    from charter.audit.told import Told

LARGEST = 32 * 2**20
"""No file of a charter is larger. What is has not been looked into, and is no proof of anything."""
DEEPEST = 20
ASSETS = "assets"
AT_THE_TOP = frozenset(
    {"404.html", "CNAME", "_headers", ".htaccess", "index.html", "robots.txt", ".nojekyll", "staticwebapp.config.json"}
    | {"vercel.json"}
)
"""What hosts ask for. It is read like all other files, and may name nobody."""
_INDEX = re.compile(
    r"sitemap.*\.(?:xml|txt|gz)|(?:.*[.-])?manifest(?:\.\w+)?\.json|site\.json|(?:search[._-]?)?index\.json"
    r"|search[._-]?index\..*|clients?\.\w+|\.charter.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class File:
    """One file of a site, its path seen from there, and the folder of the client whose it is, if it is anybody's."""

    path: Path
    name: str
    holder: str
    fault: str = ""
    """Why it cannot be read."""


def files(site: Path, folders: Collection[str]) -> Iterator[File]:
    """Give all files in order. Links are not followed, and nothing is opened that is no file."""
    for path, name, mode, size in sorted(_walk(site, "", 0), key=lambda one: one[1]):
        first, _, rest = name.partition("/")
        yield File(path, name, first if rest and first in folders else "", _fault(mode, size))


def _walk(folder: Path, above: str, depth: int) -> Iterator[tuple[Path, str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{above}{entry.name}"
            about = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(about.st_mode) and depth < DEEPEST:
                yield from _walk(folder / entry.name, f"{name}/", depth + 1)
            else:
                yield folder / entry.name, name, about.st_mode, about.st_size


def _fault(mode: int, size: int) -> str:
    if stat.S_ISLNK(mode):
        return "it is a link to something else"
    if not stat.S_ISREG(mode):
        return "it is no file but a device, a pipe or a folder too deep inside"
    return f"it is larger than {LARGEST // 2**20} MB" if size > LARGEST else ""


def misplaced(file: File, told: Told) -> Iterator[Leak]:
    """Find files that no site of charters has: lists of what is on it first of all."""
    spot, base = Spot(file.name), file.name.rpartition("/")[2]
    if not file.holder and _INDEX.fullmatch(base):
        yield note(
            "index-of-clients",
            spot,
            "this file lists what is on the site",
            "Whoever asks for it learns how many clients you have, and where their pages are.",
            "Delete it, and see what writes it into the site.",
        )
    elif not _is_known(file, told):
        yield note(
            "unknown-file",
            spot,
            "Charter makes no file of this name",
            "Whoever knows its address can read it, and it may be meant for your eyes only.",
            "Delete it if it is not for clients; or build into an empty folder.",
            warns=True,
        )


def _is_known(file: File, told: Told) -> bool:
    first, _, rest = file.name.partition("/")
    if file.holder:
        return file.holder in told.folders.keys() | told.unread and (not told.files or rest in told.files)
    return first == ASSETS if rest else first in AT_THE_TOP
