"""What is left beside a site by a build, finished or killed, and how it comes to rest.

    site.new    a stage that never became a site: rubbish
    site.next   a finished stage, or, once two names were exchanged, the former site
    site.old    the former site, between or after two renames

Which of the two a `site.next` is need not be known. The ledger lists all of ours in either, and anything else in it
belongs to others: if it has its place in the site, it is the same file; if not, it came too late to be staged, and
is moved there. Nothing is deleted but what is ours.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from charter.publish import disk
from charter.publish.names import printable
from charter.publish.planning import foreign_to

if TYPE_CHECKING:
    from pathlib import Path

    from charter.publish.planning import Manifest


def leftovers(site: Path, home: Path) -> tuple[Path, Path, Path]:
    """Name the three folders. The suffixes hold no dot, so that no other output's name can run into them."""
    return home / f"{site.name}.new", home / f"{site.name}.next", home / f"{site.name}.old"


def heal(site: Path, home: Path, ours: Manifest) -> str:
    """Bring a site to rest after a build that was killed or failed, under the lock. Else nothing is touched.

    Gives a sentence about what was put right, or none.
    """
    known = (*leftovers(site, home), _half_ledger(site, home))
    if not any(os.path.lexists(path) for path in known):
        return ""
    _, _, old = leftovers(site, home)
    away = old.is_dir() and not site.exists()
    if away:
        old.rename(site)
    carry(site, home, ours)
    sweep(site, home)
    rest = "the site was away since then and is back" if away else "no page was harmed"
    return f"An earlier build of {printable(site)} was interrupted; what it left is cleared away, and {rest}."


def carry(site: Path, home: Path, ours: Manifest) -> None:
    """Move what others put into the former site too late to be staged, or what could not have two names."""
    for former in leftovers(site, home)[1:]:
        for path in sorted(foreign_to(ours, disk.walk(former))):
            if not os.path.lexists(site / path):
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (former / path).rename(site / path)


def _half_ledger(site: Path, home: Path) -> Path:
    return home / f"{site.name}.tmp"


def sweep(site: Path, home: Path) -> None:
    """Remove stages, former sites and a half-written ledger."""
    for tree in leftovers(site, home):
        disk.remove(tree)
    _half_ledger(site, home).unlink(missing_ok=True)


def switched(site: Path, home: Path) -> None:
    """Make the switch last. It takes a moment, in which readers who were on their way into the old site arrive."""
    disk.flush_folder(site.parent)
    disk.flush_folder(home)
