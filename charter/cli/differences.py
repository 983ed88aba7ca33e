"""Changes as `charter diff` tells them: a sentence, what it leads to, and whom it touches."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from charter.diff import changes
from charter.diff.change import Verdict
from charter.diff.saying import example_in_words, in_yaml
from charter.history import key_of, taken_back
from charter.problem import show_path
from charter.render.language import Speech, territory_of
from charter.render.speech_changes import Changes
from charter.worktime.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from charter.diff import Change, Example, Route, View
    from charter.model.charter import Charter
    from charter.problem import KeyPath
    from charter.render.speech_changes import SpokenChange

_RANK = {Verdict.WORSE: 0, Verdict.NOT_COMPARABLE: 1, Verdict.BETTER: 2, Verdict.NEUTRAL: 3}
_HOUR = 60 * 60
_FEW = 8
"""As many clients are named."""
_MOST = 5
"""As many promises are shown that a change of hours moves."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One change of one client in words; `written` are those of the files, alike in all languages. `delay` is by how many hours a promise is kept later; negative is earlier.

    `moves` is how many promises it moves that stand elsewhere.
    """

    path: str
    verdict: Verdict
    sentence: str
    written: str
    more: tuple[str, ...] = ()
    delay: float | None = None
    moves: int = 0

    def reworded(self, say: Callable[[str], str]) -> Difference:
        """Give the same in other words."""
        return replace(self, path=say(self.path), sentence=say(self.sentence), more=tuple(map(say, self.more)))

    @property
    def plain(self) -> dict[str, Any]:
        """The change for programs."""
        own = {"path": self.path, "verdict": self.verdict.value, "sentence": self.sentence, "more": list(self.more)}
        return own | {"hours_later": self.delay, "promises_moved": self.moves}


@dataclass(frozen=True, slots=True)
class Joined:
    """One change with all clients whom it touches in the same way, those who are hit worst first."""

    difference: Difference
    hit: tuple[tuple[str, Difference], ...]

    @property
    def verdict(self) -> Verdict:
        """What it means for them."""
        return self.difference.verdict

    @property
    def touches(self) -> str:
        """Say whom it touches, how many promises it moves, and who is worst hit."""
        names = [ident for ident, _ in self.hit]
        shown = ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW} more" if len(names) > _FEW else "")
        moved = sum(one.moves or 1 for _, one in self.hit)
        text = f"{len(names)} client{'s' * (len(names) != 1)}, {moved} promise{'s' * (moved != 1)}: {shown}."
        worst, one = self.hit[0]
        return (
            f"{text} Worst hit: {worst}, {one.delay:g} hours later."
            if one.delay and one.delay > 0 and len(names) > 1
            else text
        )

    @property
    def plain(self) -> dict[str, Any]:
        """The change for programs."""
        return self.difference.plain | {"clients": {ident: one.plain for ident, one in self.hit}}


def differences(old: View, new: View, back: Collection[tuple[KeyPath, Route]] = ()) -> tuple[Difference, ...]:
    """Tell what is different between two charters of one client, what is worse first.

    `back` are the changes that only take back what was announced and never held.
    """
    say = Speech.open("en", territory=territory_of(new.charter.agency.timezone))
    words = Changes(say, old.charter, new.charter, new.day)
    found = (taken_back(one) if key_of(one) in back else one for one in changes(old, new))
    told = (_difference(one, words, new) for one in found)
    return tuple(sorted(told, key=lambda one: _RANK[one.verdict]))


def joined(clients: Mapping[str, tuple[Difference, ...]]) -> list[Joined]:
    """Give each change once: what is worse first, then what touches most clients."""
    found: dict[tuple[str, Verdict, str], list[tuple[str, Difference]]] = {}
    for ident, each in clients.items():
        for one in each:
            found.setdefault((one.path, one.verdict, one.written), []).append((ident, one))
    each_once = [_joined(hit) for hit in found.values()]
    return sorted(each_once, key=lambda one: (_RANK[one.verdict], -len(one.hit)))


def _joined(hit: list[tuple[str, Difference]]) -> Joined:
    """Join a change of several clients, in the words of most of them."""
    ordered = tuple(sorted(hit, key=lambda pair: -(pair[1].delay or 0)))
    usual = Counter(one.sentence for _, one in ordered).most_common(1)[0][0]
    return Joined(next(one for _, one in ordered if one.sentence == usual), ordered)


def _difference(change: Change, words: Changes, new: View) -> Difference:
    spoken = words.told(change, new.day)
    examples = [*change.examples, *(example for effect in change.effects for example in effect.examples)]
    delays = [example.delay for example in examples if example.delay is not None]
    worst = max(delays, key=abs, default=None)
    return Difference(
        show_path(change.path),
        change.verdict,
        f"{_spoken(spoken, change) if spoken else _reworded(words.about(change), change)}: {change.verdict}",
        _written(change),
        tuple(_more(change, new.charter)),
        None if worst is None else round(worst / _HOUR, 2),
        len(change.effects),
    )


def _spoken(told: SpokenChange, change: Change) -> str:
    """Say in plain words what it is now, and what it was; what somebody wrote stands in quotes."""
    written = {one for one in (change.before, change.after) if isinstance(one, str)}
    texts = [f"“{text}”" if text in written and " " in text else text for _, text in told.rows]
    if change.is_withdrawn:
        return f"{told.about}: taken back before its day, stays {texts[0] if change.after else 'as it is'}"
    return f"{told.about}: {', was '.join(texts)}" if texts else told.about


def _reworded(about: str, change: Change) -> str:
    """Say that something is told otherwise."""
    before, after = in_yaml(change.before), in_yaml(change.after)
    if before == after:
        return f"{about}: in other words"
    if change.before is None or change.after is None:
        return f"{about}: “{after}” is new" if change.before is None else f"{about}: “{before}” is gone"
    return f"{about}: “{after}”, was “{before}”"


def _written(change: Change) -> str:
    """Say it in the words of the files, where it is no more than other words for the same."""
    before, after = in_yaml(change.before), in_yaml(change.after)
    named = change.path[-1] in {before, after} and not (change.before and change.after)
    path = show_path(change.path[:-1] if named else change.path)
    if change.before is None:
        return f"{path}: {after} is new"
    return f"{path}: {before} is gone" if change.after is None else f"{path}: {after}, was {before}"


def _more(change: Change, charter: Charter) -> Iterator[str]:
    zone = zone_of(charter.agency.timezone)
    yield from (example_in_words(example, zone) for example in change.examples)
    moved = [(effect, example) for effect in change.effects for example in effect.examples[:1]]
    moved.sort(key=lambda pair: not pair[1].is_later)
    for effect, example in moved[:_MOST]:
        yield f"{_later(example)} {effect.request}, {effect.metric}: {example_in_words(example, zone)}"
    if len(moved) > _MOST:
        yield f"... and {len(moved) - _MOST} more promises."


def _later(example: Example) -> str:
    return "Later:" if example.is_later else "Earlier:"
