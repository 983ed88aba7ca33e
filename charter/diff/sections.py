"""The sections of the handbook: one that is left out takes no promise away, but clients read of it there no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.diff.change import Change, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter

HANDBOOK = "handbook"


def section_changes(old: Charter, new: Charter) -> Iterator[Change]:
    """Give the sections that have come and gone; their order is a matter of looks."""
    for section in dict.fromkeys((*old.handbook, *new.handbook)):
        was, now = (section if section in charter.handbook else None for charter in (old, new))
        if was != now:
            yield Change((HANDBOOK, section), was, now, Verdict.NEUTRAL)
