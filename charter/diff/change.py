"""What can be different between two charters, and what that means for the client."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.problem import KeyPath


class Verdict(StrEnum):
    """What a change means for the client."""

    BETTER = "better"
    WORSE = "worse"
    NEUTRAL = "neutral"
    NOT_COMPARABLE = "not comparable"

    @property
    def reversed(self) -> Verdict:
        """The verdict of the same change the other way round."""
        return {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}.get(self, self)

    @property
    def is_for_the_worse(self) -> bool:
        """Whether it takes something away, or may do so: nobody is to find that out by chance."""
        return self in {Verdict.WORSE, Verdict.NOT_COMPARABLE}


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Join verdicts on the parts of one thing: better here and worse there cannot be compared."""
    found = set(verdicts) - {Verdict.NEUTRAL}
    if not found:
        return Verdict.NEUTRAL
    return found.pop() if len(found) == 1 else Verdict.NOT_COMPARABLE


@dataclass(frozen=True, slots=True)
class Route:
    """By which way a message comes, where promises differ by that; what is not said is any."""

    channel: str = ""
    severity: str = ""
    language: str = ""
    only_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A message of one instant for which a promise is kept at another instant than before; None where there is none."""

    at: int
    before: int | None
    after: int | None

    @property
    def is_later(self) -> bool:
        """Whether it is kept later than before, or no more."""
        return self.after is None or (self.before is not None and self.after > self.before)

    @property
    def delay(self) -> int | None:
        """By how many seconds it is later; negative where it is earlier, None where one of the two is missing."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Effect:
    """A promise that is kept at other instants because of a change that stands elsewhere."""

    request: str
    metric: str
    route: Route
    verdict: Verdict
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two charters.

    `path` names items of lists by their id, or else by what they are called. `before` and `after` are values of the
    model, None where there is none. `is_promise`: whether it is more than other words for the same. `is_ours`: whether
    the agency has brought it about, and not a law that gives people another holiday. `is_move`: whether the client's move
    to another plan or state has brought it about. `is_withdrawn`: whether it takes back what was announced and never held.
    """

    path: KeyPath
    before: object
    after: object
    verdict: Verdict
    is_promise: bool = True
    route: Route = Route()
    examples: tuple[Example, ...] = ()
    effects: tuple[Effect, ...] = ()
    is_ours: bool = True
    is_move: bool = False
    is_withdrawn: bool = False
