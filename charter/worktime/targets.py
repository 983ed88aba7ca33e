"""What a commitment promises, as values: durations, relative days, intervals, percentiles and words.

Each prints its canonical text with `str`, which `parse_target` reads back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charter.worktime.bad_text import BadText
from charter.worktime.time_of_day import TimeOfDay

if TYPE_CHECKING:
    from charter.worktime.amounts import Amount


class Edge(StrEnum):
    """The edges of a business day."""

    OPEN = "open"
    CLOSE = "close"


By = TimeOfDay | Edge
"""When on the last day: a clock time in the agency's zone, the opening or the closing."""


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of time from the start: `1-2 business days by 12:00, cut-off 15:00, or as agreed`.

    `by` and `cut_off` occur with business days only; `by` None is the close of the day. What arrives at
    `cut_off` or later counts as received on the next business day.
    """

    amount: Amount
    by: By | None = None
    cut_off: TimeOfDay | None = None
    or_as_agreed: bool = False

    def __str__(self) -> str:
        return str(self.amount) + print_tail(self.by, self.cut_off, or_as_agreed=self.or_as_agreed)


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """`same business day` (`days` 0) or `next business day` (`days` 1), with the endings of a duration."""

    days: int
    by: By | None = None
    cut_off: TimeOfDay | None = None
    or_as_agreed: bool = False

    def __str__(self) -> str:
        day = "next business day" if self.days else "same business day"
        return day + print_tail(self.by, self.cut_off, or_as_agreed=self.or_as_agreed)


@dataclass(frozen=True, slots=True)
class Interval:
    """Again and again: `every 2 business days`, `every hour`."""

    amount: Amount

    def __str__(self) -> str:
        once = self.amount.high == 1
        return f"every {self.amount.noun if once else self.amount}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of percentiles: so many of a hundred within an amount of time."""

    percent: int
    amount: Amount

    def __str__(self) -> str:
        return f"{self.percent}% in {self.amount}"


@dataclass(frozen=True, slots=True)
class Percentiles:
    """`50% in 10 business days, 100% in 30 business days`: percents and amounts rise, all on one clock."""

    steps: tuple[Step, ...]
    or_as_agreed: bool = False

    def __str__(self) -> str:
        return ", ".join(map(str, self.steps)) + print_tail(None, None, or_as_agreed=self.or_as_agreed)


class Words(StrEnum):
    """The words that are targets."""

    AS_AGREED = "as agreed"
    IMMEDIATELY = "immediately"
    NOT_OFFERED = "not offered"


@dataclass(frozen=True, slots=True)
class Text:
    """A target in somebody's own words, from `{text: as soon as we see it}`; never counted, never parsed."""

    words: str

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise BadText("The words of the target are missing.", "Write them: `{text: as soon as we see it}`.")

    def __str__(self) -> str:
        return self.words


Target = Duration | RelativeDay | Interval | Percentiles | Words | Text
"""The value of a commitment."""


def print_tail(by: By | None, cut_off: TimeOfDay | None, *, or_as_agreed: bool = False) -> str:
    """Write what follows the amount: ` by 12:00, cut-off 15:00, or as agreed`."""
    parts = [f" by {by}" * (by is not None), f", cut-off {cut_off}" * (cut_off is not None)]
    return "".join(parts) + ", or as agreed" * or_as_agreed
