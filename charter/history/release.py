"""A release: a charter of one client, frozen under a number, as the bytes of one file.

history/<client>/<n>.json                      the release
history/<client>/<n>.acknowledged-<k>.json     somebody at the client's has agreed to it

A file is JSON with a seal, the SHA-256 of all else in it, and names the seal of the release before it. So
nothing can be changed later without a trace: neither a file, nor their order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from charter.diff.meaning import canonical, sha256

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FORM = 1
"""The version of the form of these files; older ones are read for good."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A change for the worse that somebody owned up to: which, why, who approved it, and from when it holds."""

    what: str
    why: str
    approved: str
    starts: date
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A change as it was told with a release; its values are those of the two charters.

    `examples` are instants: when a message is sent, by when it was answered before, and by when it is now. `is_move`:
    whether the client's move to another plan or state has brought it about. `is_withdrawn`: whether it takes back what
    was announced before.
    """

    path: tuple[str, ...]
    verdict: str
    route: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[tuple[int, int | None, int | None], ...] = ()
    effects: tuple[Told, ...] = ()
    is_move: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """One release. `effective` is the day from which what is worse holds; all else holds from the day it was made.

    `meaning` is the digest of what it promises, and the one that clients acknowledge. `days_off` are the public
    holidays as they were known, by calendar, and `known_until` the day up to which.
    """

    client: str
    number: int
    made: date
    effective: date
    note: str
    meaning: str
    charter: Mapping[str, Any]
    days_off: Mapping[str, Mapping[str, str]]
    known_until: date
    owned: tuple[Owned, ...] = ()
    changes: tuple[Told, ...] = ()
    previous: str = ""
    seal: str = ""

    def starts(self, note: Owned) -> date:
        """Give the day from which a change holds that a note owns up to: its own, unless the release names a later one."""
        last = max((one.starts for one in self.owned), default=self.effective)
        return self.effective if self.effective > last else max(note.starts, self.made)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody at the client's has agreed to a release; `sealed` is the seal of that release."""

    client: str
    release: int
    meaning: str
    sealed: str
    by: str
    on: date
    seal: str = ""


def sealed(values: dict[str, Any]) -> bytes:
    """Write a file: its values and its seal, one key a line, so that people can read it and tools can compare it."""
    whole = {**values, "seal": sha256(canonical(values))}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
