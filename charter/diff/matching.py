"""Which item of one list is which of another one: by its id, by what it is called, or by its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charter.diff.wording import slips
from charter.model.base import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from charter.model.base import Part


def by_name(items: Iterable[Part]) -> dict[str, Any]:
    """Give the items of a list by their ids, or what they are called; of several alike, each further one is numbered.

    Steps, and whatever else is not called anything, go by their place.
    """
    found: dict[str, Any] = {}
    for place, item in enumerate(items):
        name = called = _name(item) or str(place)
        number = 1
        while name in found:
            number += 1
            name = f"{called} ({number})"
        found[name] = item
    return found


def _name(item: Part) -> str:
    if isinstance(item, Item) and item.id:
        return item.id
    return str(getattr(item, type(item).KEY)) if type(item).KEY else ""


def matched(
    before: Mapping[str, Any], after: Mapping[str, Any], *, same_language: bool, is_list: bool
) -> Iterator[tuple[str, Any, Any]]:
    """Give the items of both sides in pairs, None where there is none.

    An item whose name has lost a slip of the pen is the same one. In another language all are called otherwise, and
    those that are left over go by their order. A pair of two names goes by the one that is first in the alphabet, so
    that it is called alike in both directions.
    """
    gone, come = [name for name in before if name not in after], [name for name in after if name not in before]
    pairs: dict[str, str] = {}
    if is_list:
        pairs = slips(gone, come) if same_language else dict(zip(gone, come, strict=False))
    taken = set(pairs.values())
    for name, one in before.items():
        other = pairs.get(name, name)
        yield min(name, other), one, after.get(other)
    for name in come:
        if name not in taken:
            yield name, None, after[name]
