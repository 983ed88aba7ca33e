"""Two charters side by side, field by field: what came, what went, what is another, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charter.diff.change import Change, Verdict, together
from charter.diff.matching import by_name, matched
from charter.diff.scales import as_wait, more
from charter.diff.weights import WEIGHTS, Weight
from charter.diff.wording import is_slip, slips
from charter.model.base import Part
from charter.model.kinds import Shape, fields
from charter.model.terms import Price

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from charter.compute.timelines import Clocks
    from charter.model.kinds import Kind
    from charter.problem import KeyPath

    Texts = tuple[object, ...]

_UP = {Weight.MORE, Weight.SIZED, Weight.ENDLESS, Weight.YES}
_DOWN = {Weight.LESS, Weight.SOON}
_WAIT = "after"
"""The key of how long something has taken, which is counted forward; other notices are counted back from an event."""
_ALIKE = {Weight.PLAIN, Weight.WORDS, Weight.THERE}
"""Where another value is neither better nor worse."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Walks through two charters. `clocks` tell which of two times is longer, in the usual hours of both.

    `same_language`: whether both are told in one language; otherwise no text is compared with another.
    """

    clocks: tuple[Clocks, Clocks]
    same_language: bool

    def parts(self, path: KeyPath, old: Part, new: Part) -> Iterator[Change]:
        """Give the differences between two parts of one kind."""
        kinds, weights = fields(type(old)), WEIGHTS[type(old)]
        for name, info in type(old).model_fields.items():
            key = info.alias or name
            before, after, weight = getattr(old, name), getattr(new, name), weights[key]
            if weight not in {Weight.LOOK, Weight.APART} and (before != after or _is_reordered(before, after)):
                yield from self._field((*path, key), kinds[key], weight, before, after)

    def _field(self, path: KeyPath, kind: Kind, weight: Weight, before: Any, after: Any) -> Iterator[Change]:  # noqa: ANN401
        if kind.shape is Shape.TABLE:
            yield from self._matched(path, kind, weight, before, after)
        elif kind.shape is Shape.LIST and kind.item and kind.item.part:
            yield from self._matched(path, kind, weight, by_name(before), by_name(after))
        elif kind.shape is Shape.LIST:
            yield from self._texts(path, kind, weight, before, after)
        elif isinstance(before, Part) and type(before) is type(after) and type(before) is not Price:
            yield from self.parts(path, before, after)
        else:
            yield from self._leaf(path, kind, weight, before, after)

    def _matched(
        self, path: KeyPath, kind: Kind, weight: Weight, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> Iterator[Change]:
        """Compare items by their names, and say if only their order is another."""
        if _is_reordered(before, after):
            yield Change(path, tuple(before.values()), tuple(after.values()), Verdict.NEUTRAL, is_promise=False)
        is_list = kind.shape is Shape.LIST
        for name, one, other in matched(before, after, same_language=self.same_language, is_list=is_list):
            if isinstance(one, Part) and isinstance(other, Part):
                yield from self.parts((*path, name), one, other)
            elif one != other:
                yield from self._leaf((*path, name), kind.item or kind, weight, one, other)

    def _texts(self, path: KeyPath, kind: Kind, weight: Weight, before: Texts, after: Texts) -> Iterator[Change]:
        """Compare lists of single values: what is gone, what has come; the order is nothing, unless it is ranked."""
        is_text = kind.item is not None and kind.item.is_wording
        if is_text and not self.same_language:
            return
        gone, come = [one for one in before if one not in after], [one for one in after if one not in before]
        mended = slips(map(str, gone), map(str, come)) if is_text else {}
        left = [one for one in gone if one not in mended], [one for one in come if one not in mended.values()]
        is_ranked = weight is Weight.RANKED and [mended.get(str(one), one) for one in before] != list(after)
        for one, other in mended.items():
            yield Change((*path, min(one, other)), one, other, Verdict.NEUTRAL, is_promise=False)
        if is_ranked or (weight is Weight.TERM and any(left)):
            yield Change(path, before or None, after or None, Verdict.NOT_COMPARABLE)
        elif any(left):
            yield from self._come_and_gone(path, weight, left, is_narrowed=not before, is_widened=not after)
        elif not mended:
            yield Change(path, before, after, Verdict.NEUTRAL, is_promise=False)

    def _come_and_gone(
        self,
        path: KeyPath,
        weight: Weight,
        left: tuple[list[object], list[object]],
        *,
        is_narrowed: bool,
        is_widened: bool,
    ) -> Iterator[Change]:
        gained = weight.gained
        if weight is Weight.ONLY:
            gained = Verdict.WORSE if is_narrowed or is_widened else Verdict.BETTER
        for one in left[0]:
            yield Change((*path, str(one)), one, None, gained.reversed, is_promise=weight.is_promise)
        for other in left[1]:
            yield Change((*path, str(other)), None, other, gained, is_promise=weight.is_promise)

    def _leaf(self, path: KeyPath, kind: Kind, weight: Weight, before: Any, after: Any) -> Iterator[Change]:  # noqa: ANN401
        if before is None or after is None:
            verdict = weight.gained if before is None else weight.gained.reversed
            yield Change(path, before, after, verdict, is_promise=weight.is_promise)
        elif kind.is_wording:
            yield from self._wording(path, weight, str(before), str(after))
        elif isinstance(before, Price) and isinstance(after, Price):
            yield from self._price(path, weight, before, after)
        else:
            verdict = self._amount(path, weight, before, after)
            yield Change(path, before, after, verdict, is_promise=weight.is_promise)

    def _price(self, path: KeyPath, weight: Weight, before: Price, after: Price) -> Iterator[Change]:
        """Compare two prices; a note may say anything, that taxes come on top as well."""
        verdict = self._amount(path, weight, before, after)
        is_told = not self.same_language or is_slip(before.note or "", after.note or "")
        verdict = verdict if is_told else together([verdict, Verdict.NOT_COMPARABLE])
        is_same = before.model_copy(update={"note": None}) == after.model_copy(update={"note": None})
        if not is_same or self.same_language:
            yield Change(path, before, after, verdict, is_promise=not (is_same and is_told))

    def _wording(self, path: KeyPath, weight: Weight, before: str, after: str) -> Iterator[Change]:
        if not self.same_language:
            return
        if weight is Weight.WORDS or is_slip(before, after):
            yield Change(path, before, after, Verdict.NEUTRAL, is_promise=False)
        else:
            yield Change(path, before, after, Verdict.NEUTRAL if weight in _ALIKE else Verdict.NOT_COMPARABLE)

    def _amount(self, path: KeyPath, weight: Weight, before: object, after: object) -> Verdict:
        if weight in _ALIKE:
            return Verdict.NEUTRAL
        if path[-1] == _WAIT:
            before, after = as_wait(before), as_wait(after)
        difference = more(after, before, self.clocks) if weight in _UP | _DOWN else None
        if difference is None:
            return Verdict.NOT_COMPARABLE
        if difference == 0:
            return Verdict.NEUTRAL
        return Verdict.BETTER if (difference > 0) == (weight in _UP) else Verdict.WORSE


def _is_reordered(before: object, after: object) -> bool:
    """Whether the same names stand in another order."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return False
    return before.keys() == after.keys() and list(before) != list(after)


__all__ = ["Walk", "by_name"]
