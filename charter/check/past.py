"""What is over, and still stands in the files."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_REST = timedelta(days=31)
"""How long a closure may be over: nobody edits files on the first day after a break."""


@rule("past-closure", Severity.WARNING, of_day=True)
def past_closure(subject: Subject) -> Iterator[Found]:
    """Closures lie ahead.

    No client sees one that is over. Mostly it shows that nobody has written this year's: a date in the coming break is
    then promised although you are closed. For a month after its last day nothing is said.

    Bad: `{name: Winter break, from: 2024-12-24, to: 2025-01-01}`, long ago.
    Good: `{name: Winter break, from: 2026-12-24, to: 2027-01-01}`.
    """
    for ident, calendar in subject.charter.calendars.items():
        for number, closure in enumerate(calendar.closures):
            if closure.last + _AT_REST < subject.today:
                key = "on" if closure.on else "to"
                message = f"“{closure.name}” has been over since {closure.last}, so no client sees it."
                hint = "Write the date of the next one, or delete it."
                yield Found(("calendars", ident, "closures", number, key), message, hint)
