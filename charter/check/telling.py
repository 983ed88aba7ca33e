"""The working of an answer, step by step, in the words of the program."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from charter.worktime.working import Happens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from charter.worktime.working import Working


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells steps; it is given how instants, clock times and dates are written."""

    moment: Callable[[int], str]
    time: Callable[[int], str]
    day: Callable[[date], str]

    def steps(self, working: tuple[Working, ...]) -> Iterator[str]:
        """Tell each step in a line: what counts, what does not, and why. Business days on end are one step."""
        counted = 0
        for happens, group in groupby(working, key=lambda step: step.happens):
            steps = list(group)
            if happens is Happens.DAY:
                yield f"{self._dates(steps[0], steps[-1])}: {_numbered(counted + 1, counted + len(steps))}"
                counted += len(steps)
            else:
                yield from map(self._step, steps)

    def _step(self, step: Working) -> str:
        match step.happens:
            case Happens.ARRIVES:
                return f"{self.moment(step.start)}: it arrives"
            case Happens.WAITS:
                return f"{self._stretch(step)}: waits for the next opening"
            case Happens.COUNTS:
                return f"{self._stretch(step)}: counts"
            case Happens.DUE:
                return f"{self.moment(step.end)}: due"
        why = f"closed ({step.name})" if step.name else "closed"
        return f"{self._dates(step, step)}: {'it counts as received' if step.happens is Happens.RECEIVED else why}"

    def _stretch(self, step: Working) -> str:
        start, end = self.moment(step.start), self.moment(step.end)
        here, there = (text.rpartition(self.time(at))[0] for text, at in ((start, step.start), (end, step.end)))
        return f"{start} to {self.time(step.end) if here == there else end}"

    def _dates(self, one: Working, other: Working) -> str:
        assert one.days and other.days  # noqa: S101, PT018  steps of dates have them
        first, last = self.day(one.days[0]), self.day(other.days[1])
        return first if one.days[0] == other.days[1] else f"{first} to {last}"


def _numbered(first: int, last: int) -> str:
    return f"business day {first}" if first == last else f"business days {first} to {last}"
