"""Whether an audit can see: a client's own name must be found in the client's own pages, packet and data."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from charter.audit.leak import Leak, Spot, note
from charter.audit.needles import Kind, Needle, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.audit.told import Told

_LEADS = frozenset({Kind.NAME, Kind.CONTACT, Kind.IDENT, Kind.DOMAIN, Kind.MAIL, Kind.NUMBER, Kind.TEXT})
_MUST_SAY = ("index.html", "packet.pdf", "charter.json")
"""Where a client is named in any case."""


class Sight:
    """Keeps account of where each client's own words were found."""

    def __init__(self, told: Told, searched: list[Needle]) -> None:
        names: dict[str, set[Weight]] = defaultdict(set)
        for needle in searched:
            if needle.kind is Kind.NAME:
                for folder in needle.owners:
                    names[folder].add(needle.weight)
        self.faint = sorted(folder for folder in told.folders.keys() - told.unread if names[folder] <= {Weight.SIGHT})
        self._seeing = told.folders.keys() - told.unread
        self._folders: set[str] = set()
        self._files: dict[str, bool] = {}

    def read(self, name: str, holder: str, *, is_sealed: bool) -> None:
        """Hear that a file was read."""
        if holder:
            self._folders.add(holder)
        if holder in self._seeing and not is_sealed and name.partition("/")[2] in _MUST_SAY:
            self._files.setdefault(name, False)

    def hit(self, name: str, holder: str, needle: Needle) -> None:
        """Hear that a needle was found in a file."""
        if name in self._files and holder in needle.owners and needle.kind in _LEADS:
            self._files[name] = True

    def blind(self, told: Told) -> Iterator[Leak]:
        """Give the files in which nothing of their own client was found, and the clients without any file."""
        mend = "Build again. If that does not help, a template of yours leaves the client's name out: put it in."
        for name in (name for name, is_seen in self._files.items() if not is_seen):
            what = "nothing of this file's own client can be found in it"
            why = "An audit that cannot see the client's own name there would not see another's."
            yield note("audit-blind", Spot(name), what, why, mend, of=name.partition("/")[0])
        for folder in sorted(told.folders.keys() - told.unpublished - self._folders):
            what, why = (
                "there is no file of {client}",
                "What is not there proves nothing, and the client finds no page.",
            )
            yield note("audit-blind", Spot(folder), what, why, "Build the whole site again.", of=folder)
