"""How much each field of a charter weighs for the client: declared once, in the words below.

gift      better to have than not: a channel, a deliverable, a remedy
there     better there than not, and another one is as good: a telephone number
burden    better not to have: a duty, an exclusion, a fee
only      narrows: where none is named, all are meant, and of those that are named, the more the better
more      the more the better: rounds of feedback, minutes of grace
sized     as `more`, and nobody can tell whether it is better than unsaid: how many calls the fee includes
less      the less the better: a price, a notice that is asked for
soon      as `less`, and better said than not: how soon an estimate comes
endless   as `more`, and without it there is no end: how long an estimate holds
yes       better if so
term      a promise in words: another wording may be better or worse, and nobody can tell which
ranked    a list of terms whose order counts: whose work comes first
plain     a fact that is neither: who the representative is, what number to call
words     how it is told: a name, an example, an explanation; saying it otherwise promises nothing else
look      nothing that a client is promised: colours, the order of the handbook
apart     what is compared elsewhere, by what comes of it: promises, opening hours
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from charter.diff.change import Verdict
from charter.model.base import NOTE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.model.base import Part


class Weight(StrEnum):
    """How much a field weighs for the client."""

    GIFT = "gift"
    THERE = "there"
    BURDEN = "burden"
    ONLY = "only"
    MORE = "more"
    SIZED = "sized"
    LESS = "less"
    SOON = "soon"
    ENDLESS = "endless"
    YES = "yes"
    TERM = "term"
    RANKED = "ranked"
    PLAIN = "plain"
    WORDS = "words"
    LOOK = "look"
    APART = "apart"

    @property
    def is_promise(self) -> bool:
        """Whether another value is another promise."""
        return self not in {Weight.WORDS, Weight.LOOK}

    @property
    def gained(self) -> Verdict:
        """What it means that there is something where there was nothing."""
        return _GAINED.get(self, Verdict.NEUTRAL)


_GAINED = {
    Weight.GIFT: Verdict.BETTER,
    Weight.THERE: Verdict.BETTER,
    Weight.SOON: Verdict.BETTER,
    Weight.MORE: Verdict.BETTER,
    Weight.YES: Verdict.BETTER,
    Weight.BURDEN: Verdict.WORSE,
    Weight.LESS: Verdict.WORSE,
    Weight.ENDLESS: Verdict.WORSE,
    Weight.SIZED: Verdict.NOT_COMPARABLE,
    Weight.TERM: Verdict.NOT_COMPARABLE,
    Weight.RANKED: Verdict.NOT_COMPARABLE,
}

WEIGHTS: dict[type[Part], Mapping[str, Weight]] = {}
"""The weights of the fields of every part, by the keys that people write."""


def weigh(part: type[Part], **weights: str) -> None:
    """Declare the weights of a part's fields, each a text of keys; an `id` and a note to oneself weigh nothing."""
    found = [(key, Weight(weight)) for weight, keys in weights.items() for key in keys.split()]
    twice = {key for key, _ in found if [one for one, _ in found].count(key) > 1}
    if twice:
        raise ValueError(f"{part.__name__} weighs twice: {', '.join(sorted(twice))}")
    WEIGHTS[part] = {"id": Weight.LOOK, NOTE: Weight.LOOK, **dict(found)}
