"""What the rules on released promises share: what nobody has owned up to, and where and how somebody can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.diff import Verdict
from charter.diff.paths import value_at
from charter.history import first_day, stood
from charter.layers import CHARTER
from charter.model.kinds import Shape
from charter.problem import show_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from charter.check.rule import Subject
    from charter.diff import Change
    from charter.model.charter import Charter
    from charter.model.kinds import Kind
    from charter.problem import KeyPath

CLIENTS = "content/clients/"
"""Where the files of clients lie: what stands there concerns one of them alone."""
_OF_AGENCY = re.compile(r"content/(departments|people)(?=[.])")
"""Files of the agency that hold no notes; those of its other file count for them."""
_LANGUAGE = re.compile(r"\.[A-Za-z-]+(?=\.yaml$)")
"""What tells the file of a translation from the file that it translates."""


def unowned(subject: Subject, verdict: Verdict) -> Iterator[Change]:
    """Give what nobody has owned up to. What is later for some messages is worse, whatever it is for others."""
    stands = subject.standing
    for change in stands.unowned if stands else ():
        is_later = any(example.is_later for example in change.examples)
        found = Verdict.WORSE if is_later else change.verdict
        if found is verdict:
            yield change


def promised(subject: Subject) -> Charter:
    """Give the charter that stands today by its releases: what it promises of changes holds until its own change does."""
    stands = subject.standing
    charter = stood(stands.ledger, subject.today) if stands else None
    return charter or subject.charter


def earliest(subject: Subject) -> date:
    """Give the first day from which something worse may hold that clients are told of today."""
    return first_day(promised(subject), subject.today)


def note_for(subject: Subject, what: str) -> str:
    """Write the note that owns up to a change."""
    return f"`changes: [{{what: {what}, why: ..., approved: ..., from: {earliest(subject)}}}]`"


def hint(subject: Subject, change: Change) -> str:
    """Say how to own up to a change, and in which file."""
    file = subject.place(place(subject, change)).file
    home = home_of(file)
    where = "in the same file" if home == file else f"in {home}"
    return f"Put it back, or own up to it {where}: {note_for(subject, show_path(named(subject, change)))}."


def named(subject: Subject, change: Change) -> KeyPath:
    """Give the path by which one note owns up to a change for all clients.

    Where an agency speaks several languages, an item that goes by its text is called otherwise in each, so the list that
    holds it is named.
    """
    kind = CHARTER
    for number, step in enumerate(change.path if len(subject.charter.agency.languages) > 1 else ()):
        if kind.shape is Shape.LIST and kind.item and not _goes_by_id(subject, change.path[: number + 1], kind.item):
            return change.path[:number]
        kind = kind.child(step)
    return change.path


def _goes_by_id(subject: Subject, path: KeyPath, item: Kind) -> bool:
    """Whether an item of a list is called alike in all languages."""
    it = value_at(subject.charter, path)
    return getattr(it, "id", None) == path[-1] if item.part else not item.is_wording


def home_of(file: str) -> str:
    """Give the file whose notes count for what is written in a file."""
    return _OF_AGENCY.sub("content/agency", _LANGUAGE.sub("", file))


def place(subject: Subject, change: Change) -> KeyPath:
    """Give the path in the files: a charter's rows and cells are lists there, and the items of a list are numbered."""
    if change.path[0] == "commitments" and change.after is not None:
        rows = subject.charter.commitments.get(str(change.path[1]), ())
        number = next((at for at, row in enumerate(rows) if getattr(row, str(change.path[2]))), 0)
        return (*change.path[:2], number, change.path[2])
    return change.path


def is_own(subject: Subject, number: int) -> bool:
    """Whether a note stands in the client's own file."""
    return subject.place(("changes", number, "what")).file.startswith(CLIENTS)
