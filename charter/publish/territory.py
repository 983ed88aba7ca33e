"""Where a site may be written. Everything here is asked before anything is."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from charter.problem import CharterError
from charter.publish.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
HOME = ".charter"
"""The folder beside the site for all that is not the site."""


def place(output: Path) -> Path:
    """Give the output its true place. Its last part is not followed: it may be a link, and that is refused."""
    whole = Path(output).absolute()
    if whole.name in {"", ".."}:
        return whole.resolve()
    return whole.parent.resolve() / whole.name


def check_territory(site: Path, protect: Iterable[Path]) -> Path:
    """Refuse what must not become a site; give the folder beside it, made where it is missing."""
    if site.is_symlink():
        _refuse(site, "is a link, and Charter follows none when it writes")
    if site.exists() and not site.is_dir():
        _refuse(site, "is a file, and a site is a folder")
    if site.name in {"", HOME} or os.path.ismount(site):
        _refuse(site, "cannot change places with a new site (it is the top of a file system, or Charter's own folder)")
    for source in protect:
        if _overlap(site, source.resolve()):
            _refuse(site, f"and {printable(source)} lie in one another, and no build may write where people do")
    return _home(site)


def _home(site: Path) -> Path:
    home = site.parent / HOME
    if home.is_symlink() or (home.exists() and not home.is_dir()):
        raise CharterError(f"{printable(home)} must be a folder: Charter keeps its list of files there. Move it away.")
    site.parent.mkdir(parents=True, exist_ok=True)
    home.mkdir(mode=0o700, exist_ok=True)
    if home.stat().st_mode & _OTHERS:
        with suppress(OSError):  # where it is somebody else's, it stays as it is
            home.chmod(0o700)
    return home


def _refuse(site: Path, why: str) -> None:
    raise CharterError(f"{printable(site)} {why}. Choose another --output.")


def _overlap(one: Path, other: Path) -> bool:
    """Compare by identity, not by name: case, composition of accents and mounts make two names of one folder."""
    above_one, above_other = ([_identity(path) for path in (each, *each.parents)] for each in (one, other))
    return above_one[0] in above_other or above_other[0] in above_one


def _identity(path: Path) -> object:
    try:
        facts = path.stat()
    except OSError:
        return path
    return (facts.st_dev, facts.st_ino)
