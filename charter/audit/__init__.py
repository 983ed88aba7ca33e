"""The finished bytes of a site -> what in them lets a client learn of another, or of what is internal.

    told      charters                -> the texts that lead to each client, and those that nobody may read
    files     site                    -> each file, and whose it is
    ways      charter                 -> how to reach the agency, and whom each way is open to
    strangers file or release         -> what is known of clients who have no whole charter
    opening   bytes                   -> the texts in them, of pages, packets, pictures, archives
    views     text                    -> the same with its escapes resolved
    matching  text                    -> every one of those texts that stands in it
    judging   hit, whose file it is   -> a leak, or nothing

Nothing is taken on trust from what made the site: only the bytes count. An audit that cannot find a client's own name
in the client's own files is blind, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from charter.audit.judging import Judge
from charter.audit.leak import Leak, Spot, unreadable
from charter.audit.machine import Traces
from charter.audit.matching import Matcher
from charter.audit.needles import needles
from charter.audit.places import files, misplaced
from charter.audit.reading import Reading
from charter.audit.sight import Sight
from charter.audit.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from charter.audit.places import File
    from charter.model.charter import Charter

__all__ = ["Audit", "Leak", "Told", "audit", "inspect"]


@dataclass(frozen=True, slots=True)
class Audit:
    """What came of it: the leaks, and what was read to find them."""

    leaks: list[Leak]
    files: int
    read: int
    """Bytes."""
    clients: int
    needles: int
    sealed: list[str] = field(default_factory=list)
    """Files that only their readers can open, so that nobody has looked into them."""
    faint: list[str] = field(default_factory=list)
    """Folders of clients whose names are everyday words, so that only their addresses and texts were searched for."""


def audit(site: Path, folders: Mapping[str, Charter]) -> list[Leak]:
    """Give what lets one client learn of another. `folders` says which folder of the site is which client's."""
    return inspect(site, Told(folders)).leaks


def inspect(
    site: Path,
    told: Told,
    opened: Callable[[Charter, str, bytes], bytes | None] = lambda _charter, _file, _data: None,
    tell: Callable[[int], None] = lambda _done: None,
) -> Audit:
    """Read all files of a site. `opened` gives what is inside an encrypted one, if it can; `tell` hears the progress."""
    searched = [*needles(told)]
    matcher, judge = Matcher(searched), Judge(told)
    sight, traces = Sight(told, searched), Traces(str(told.root or ""), len(told.folders))
    leaks: set[Leak] = set()
    number = size = 0
    sealed: list[str] = []
    for number, file in enumerate(files(site, told.holders), 1):
        data, fault = _data(file)
        size += len(data)
        leaks.update(misplaced(file, told))
        leaks.update([unreadable(Spot(file.name), fault)] if fault else ())
        is_sealed = told.is_sealed(file.holder)
        reading = Reading(file, told, matcher, judge, traces, sight, is_sealed=is_sealed)
        leaks.update(reading.leaks(data) if not fault else ())
        if is_sealed and not fault:
            plain = opened(told.folders[file.holder], file.name.partition("/")[2], data)
            sealed += [file.name] if plain is None else []
            leaks.update(replace(reading, is_sealed=False, is_unlocked=True).leaks(plain) if plain is not None else ())
        tell(number)
    leaks.update(sight.blind(told))
    return Audit(sorted(leaks), number, size, len(told.folders), matcher.count, sealed, sight.faint)


def _data(file: File) -> tuple[bytes, str]:
    if file.fault:
        return b"", file.fault
    try:
        return file.path.read_bytes(), ""
    except OSError as error:
        return b"", f"the system says: {error.strerror}"
