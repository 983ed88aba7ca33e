"""What is to be done with each file, decided without touching any: facts in, decision out.

The plan speaks of paths and digests, not of bytes: a site of many clients need never be in memory at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charter.artifact import proper
from charter.publish.names import Spellings, folders

if TYPE_CHECKING:
    from collections.abc import Iterable

Manifest = Mapping[str, str]
"""Which files are what: path in the site -> SHA-256 of the bytes, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens to each path, sorted. `blocked` must be empty before anything may happen."""

    write: tuple[str, ...] = ()
    """Ours, and not on disk with these bytes."""
    keep: tuple[str, ...] = ()
    """Ours, and on disk as they are: unchanged, or outside what this build speaks for."""
    delete: tuple[str, ...] = ()
    """Ours of old, on disk, and no longer part of the site."""
    foreign: tuple[str, ...] = ()
    """Of others, and left alone. A folder of others that holds nothing ends in `/`."""
    blocked: tuple[str, ...] = ()
    """Of others, and in the way of a file of ours."""
    manifest: Manifest = field(default_factory=dict)
    """The ledger once this has been done."""

    @property
    def changes(self) -> bool:
        """Whether a reader could see a difference. If not, nothing is written and nothing is switched."""
        return bool(self.write or self.delete)


def plan(old: Manifest, new: Manifest, *, on_disk: Manifest, only: frozenset[str] | None = None) -> Plan:
    """Decide. `old` is the ledger, `new` what was made, `on_disk` every path there is.

    `on_disk` gives a digest where the bytes matter and are known, else an empty text: a link, a device, bytes that
    are not those of an artifact. With `only`, what is ours outside these folders is kept, made anew or not.
    """
    only = None if only is None else frozenset(place.rstrip("/") for place in only)
    rest = {path: old[path] for path in old.keys() - new.keys() if not _within(path, only)}
    target = {**{path: digest for path, digest in rest.items() if path in on_disk}, **new}
    _check_names(target)
    write = {path for path in new if on_disk.get(path) != new[path]}
    foreign = foreign_to(old, on_disk) - target.keys()
    return Plan(
        write=tuple(sorted(write)),
        keep=tuple(sorted(target.keys() - write)),
        delete=tuple(sorted((old.keys() & on_disk.keys()) - target.keys())),
        foreign=tuple(sorted(foreign)),
        blocked=tuple(sorted((write & on_disk.keys()) - old.keys() | _in_the_way(foreign, target))),
        manifest=target,
    )


def foreign_to(ours: Manifest, paths: Iterable[str]) -> set[str]:
    """Pick what is not ours. An empty folder is ours if something of ours stood in it."""
    open_to_us = {folder + "/" for path in ours for folder in folders(path)}
    return {path for path in paths if path not in ours and path not in open_to_us}


def _within(path: str, only: frozenset[str] | None) -> bool:
    """Whether this build speaks for a path: `acme` speaks for `acme/index.html`, not for `acme-two/index.html`."""
    return only is None or any(place in only for place in (path, *folders(path)))


def _check_names(target: Manifest) -> None:
    names = Spellings()
    for path in sorted(target):
        names.add(proper(path))


def _in_the_way(foreign: Iterable[str], target: Manifest) -> set[str]:
    """Find files of others where a folder of ours must be, and files of others inside what must be a file."""
    needed = {folder for path in target for folder in folders(path)}
    return {path for path in foreign if path in needed or any(folder in target for folder in folders(path))}
