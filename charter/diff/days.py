"""Which day out of order is which in another charter: by its name, or under another name by its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.model.calendars import Closure, Recurring

    Days = tuple[Closure | Recurring, ...]


def called(one: Closure | Recurring) -> str:
    """Give the name by which a day out of order is found in another charter."""
    return one.name if hasattr(one, "last") else one.id or one.name


def paired(before: Days, after: Days, *, same_language: bool) -> Iterator[tuple[Days, Days]]:
    """Give the days of both sides in pairs: those of one name, and those of one date that are called otherwise now."""
    names = [{called(one) for one in side} for side in (before, after)]
    gone, come = (
        [one for one in before if called(one) not in names[1]],
        [one for one in after if called(one) not in names[0]],
    )
    renamed = set()
    for one in gone:
        other = next((it for it in come if is_same(one, it, same_language=same_language)), None)
        if other is not None:
            come.remove(other)
            renamed |= {called(one), called(other)}
            yield (one,), (other,)
    for name in dict.fromkeys(called(one) for one in (*before, *after)):
        if name not in renamed:
            yield _named(before, name), _named(after, name)


def _named(days: Iterable[Closure | Recurring], name: str) -> Days:
    return tuple(one for one in days if called(one) == name)


def is_same(one: Closure | Recurring, other: Closure | Recurring, *, same_language: bool) -> bool:
    """Whether two days are the same but for their words: dates, hours, whom they concern, and what is open all the same."""
    return _unnamed(one, same_language=same_language) == _unnamed(other, same_language=same_language)


def _unnamed(one: Closure | Recurring, *, same_language: bool) -> Closure | Recurring:
    update: dict[str, object] = {"name": "", "id": None}
    if not same_language and one.open_for:
        update["open_for"] = "something"
    return one.model_copy(update=update)


def is_alike(was: Days, now: Days, *, same_language: bool) -> bool:
    """Whether nothing is another between days of two charters; in another language, nothing but their words."""
    if same_language or len(was) != len(now):
        return was == now
    return all(is_same(one, other, same_language=False) for one, other in zip(was, now, strict=True))
