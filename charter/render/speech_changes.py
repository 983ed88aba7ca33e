"""A change in plain words: what it is about, what it is now, what it was, and what that means for the client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from charter.diff import Verdict
from charter.diff.paths import value_at
from charter.diff.weights import WEIGHTS
from charter.diff.wording import is_slip
from charter.model.base import Part
from charter.model.charter import Charter
from charter.model.kinds import Kind, Shape, fields
from charter.model.terms import Band, Included, Rate
from charter.render.change_examples import Examples
from charter.render.change_names import FIELDS, METRICS, PARTS
from charter.render.change_promises import Promises
from charter.render.change_values import name_key
from charter.render.filters import in_words
from charter.render.section_names import HANDBOOK, SECTIONS
from charter.render.tongue import N_

if TYPE_CHECKING:
    from datetime import date

    from charter.diff import Change, Effect
    from charter.problem import KeyPath
    from charter.render.language import Speech

Meaning = Literal["better", "worse", "changed"]
"""What a change means for the client."""
_WORDS: dict[Verdict, tuple[Meaning, str]] = {
    Verdict.BETTER: ("better", N_("Better for you")),
    Verdict.WORSE: ("worse", N_("Not as good as before")),
    Verdict.NEUTRAL: ("changed", N_("Changed")),
    Verdict.NOT_COMPARABLE: ("changed", N_("Changed")),
}
_TAKEN_BACK: tuple[Meaning, str] = ("changed", N_("Taken back"))
"""What was announced, and does not come after all."""
_ORDER = ("better", "changed", "worse")
_EFFECTS = {
    Verdict.WORSE: N_("So these promises come later: %(promises)s."),
    Verdict.BETTER: N_("So these promises come earlier: %(promises)s."),
}
_CLOSED = PARTS["closure_notice"]
_NAMED = frozenset({"channels", "departments", "people", "remedies", "messages", "requests"})
"""Tables whose items say by their name where they belong."""


@dataclass(frozen=True, slots=True)
class SpokenChange:
    """A change in words. `rows` are what it is now and what it was, each with the word for it."""

    about: str
    meaning: Meaning
    word: str
    rows: tuple[tuple[str, str], ...]
    starts: date
    is_coming: bool
    example: str = ""
    effects: tuple[str, ...] = ()
    why: str = ""

    @property
    def line(self) -> str:
        """The change in one line of plain text, for mails and feeds."""
        sentences = [
            self.about,
            *(f"{term}: {text}" for term, text in self.rows),
            *self.effects,
            self.example,
            self.why,
        ]
        return " ".join(_ended(one) for one in sentences if one)


class Changes:
    """Says the changes from one charter to another, on a day."""

    def __init__(self, speech: Speech, before: Charter, after: Charter, day: date) -> None:
        self._say, self._day = speech, day
        self._before, self._after = Promises(speech, before), Promises(speech, after)
        self._examples = Examples(speech, after.timezone)

    def told(self, change: Change, starts: date, why: str = "") -> SpokenChange | None:
        """Tell a change that holds from a day on; None where nothing is another but words."""
        kind, owner, key = _kind_at(change.path)
        if _is_wording(change, owner, key):
            return None
        now, was = self._values(change, kind, owner, key)
        is_coming = starts > self._day
        metric = str(change.path[2]) if change.path[0] == "commitments" else ""
        example = self._examples.of(change, metric, max(starts, self._day), is_coming=is_coming)
        effects = tuple(self._effects(change))
        is_other = now != was or change.before is None or change.after is None
        if change.verdict is Verdict.NEUTRAL and not (is_other or example or effects):
            return None
        word = _TAKEN_BACK if change.is_withdrawn else _WORDS[change.verdict]
        rows = self._rows(change, now, was, starts, is_coming=is_coming) if is_other else ()
        about = self.about(change)
        return SpokenChange(about, word[0], self._say.gettext(word[1]), rows, starts, is_coming, example, effects, why)

    def about(self, change: Change) -> str:
        """Say what a change is about: A question: first reply; What your plan includes: strategy call, how many."""
        return self._say.capital(self._about(change))

    def _values(self, change: Change, kind: Kind, owner: type[Part], key: str) -> tuple[str, str]:
        """Say what is now and what was."""
        sides = ((self._after, change.after), (self._before, change.before))
        if change.path[0] == "handbook":
            return "", ""
        if change.path[0] == "commitments":
            now, was = (side.promises(value or ()) for side, value in sides)  # type: ignore[arg-type]
            if now == was:
                now, was = (side.promises(value or (), in_full=True) for side, value in sides)  # type: ignore[arg-type]
            return now, was
        now, was = (
            _whole(side, owner, key, change.path, value) or side.said(value, kind, key) for side, value in sides
        )
        return now, was

    def _rows(
        self, change: Change, now: str, was: str, starts: date, *, is_coming: bool
    ) -> tuple[tuple[str, str], ...]:
        """Put words before what is now and what was; before what is new there was nothing."""
        say = self._say
        if change.is_withdrawn:
            stays, announced = say.gettext("It stays"), say.gettext("What was announced")
            return tuple((term, text) for term, text in ((stays, now), (announced, was)) if text)
        begins = say.gettext("From %(day)s") % {"day": say.day_long(starts)}
        ends = say.gettext("Until then") if is_coming else say.gettext("Before")
        if change.before is None:
            return ((begins, say.gettext("new – %(what)s") % {"what": now} if now else say.gettext("new")),)
        if change.after is None:
            gone = (begins, say.gettext(_gone(change)))
            return (gone, (ends, was)) if was else (gone,)
        return tuple((term, text) for term, text in ((begins, now), (ends, was)) if text)

    def _about(self, change: Change) -> str:
        path = tuple(map(str, change.path))
        if path[0] == "commitments":
            return self._promise(path[1], path[2], change)
        if path[0] == "handbook":
            section = SECTIONS.get(path[1]) or in_words(path[1])
            return f"{self._say.gettext(HANDBOOK)}: {self._say.gettext(section)}"
        names = self._hours(path) if path[0] == "calendars" and path[2:] else self._names(path)
        if len(names) > 1 and path[0] in _NAMED:
            names = names[1:]
        head, rest = names[0], ", ".join(names[1:])
        return f"{head}: {rest}" if rest else head

    def _promise(self, request: str, metric: str, it: Change | Effect) -> str:
        side = self._after if request in self._after.charter.requests else self._before
        name, way = side.request(request), side.route(it.route)
        name = f"{name} ({way})" if way else name
        form = self._say.gettext("%(request)s: %(metric)s")
        return form % {"request": name, "metric": self._say.gettext(METRICS[metric])}

    def _names(self, path: tuple[str, ...]) -> list[str]:
        kind, names = Kind(Shape.PART, part=Charter), []
        for number, step in enumerate(path):
            if kind.part and kind.shape is Shape.PART:
                names.append(self._say.gettext(_label(kind.part, step)))
            elif kind.item and kind.item.part:
                names.append(self._item(path[: number + 1], step))
            kind = kind.child(step)
        return names

    def _hours(self, path: tuple[str, ...]) -> list[str]:
        """Say which hours, or which days that are off."""
        part, calendar, *field = self._names(path)
        if path[2] == "closures":
            return [self._say.gettext(_CLOSED), *path[3:]]
        return [part, calendar] if path[2] in {"hours", "outside", "regions"} else [calendar, *field]

    def _item(self, path: KeyPath, step: str) -> str:
        """Name an item of a table or list, as it is or was called."""
        if step.isdigit():
            return self._say.gettext("step %(number)s") % {"number": self._say.number(int(step) + 1)}
        for side in (self._after, self._before):
            part = value_at(side.charter, path)
            if isinstance(part, Part):
                name = getattr(part, name_key(part), None) if name_key(part) else None
                if name := str(name) if isinstance(name, str) else side.named(step, str(path[0])):
                    return name
        return step if not step.islower() else in_words(step)

    def _effects(self, change: Change) -> list[str]:
        found: dict[str, list[str]] = {}
        for effect in change.effects:
            form = _EFFECTS.get(effect.verdict, N_("So these promises come at other times: %(promises)s."))
            found.setdefault(form, []).append(self._promise(effect.request, effect.metric, effect))
        return [
            self._say.gettext(form) % {"promises": self._say.listing(dict.fromkeys(names))}
            for form, names in found.items()
        ]


def in_order(changes: list[SpokenChange]) -> tuple[SpokenChange, ...]:
    """Put what is better first, and what is worse last."""
    return tuple(sorted(changes, key=lambda change: _ORDER.index(change.meaning)))


def _label(part: type[Part], key: str) -> str:
    return PARTS[key] if part is Charter else FIELDS.get(f"{part.__name__}.{key}") or FIELDS.get(key) or in_words(key)


def _kind_at(path: KeyPath) -> tuple[Kind, type[Part], str]:
    """Give what stands at a path, with the part and the field that hold it."""
    kind: Kind = Kind(Shape.PART, part=Charter)
    owner: type[Part] = Charter
    key = ""
    for step in path:
        if kind.part and kind.shape is Shape.PART:
            owner, key = kind.part, str(step)
            kind = fields(owner).get(key) or kind.child(step)
        else:
            kind = kind.child(step)
    return kind, owner, key


def _gone(change: Change) -> str:
    """Say that something is there no more: a promise, a thing, or what was said of one."""
    if change.path[0] == "commitments":
        return N_("no longer promised")
    is_thing = isinstance(change.before, (Part, tuple)) or str(change.before) == change.path[-1]
    return N_("no longer there") if is_thing else N_("nothing is set any more")


def _is_wording(change: Change, owner: type[Part], key: str) -> bool:
    """Whether a change is no more than other words for the same."""
    if change.verdict is not Verdict.NEUTRAL or change.path[0] in {"commitments", "handbook"}:
        return False
    weight = WEIGHTS[owner].get(key)
    texts = isinstance(change.before, str) and isinstance(change.after, str)
    return (weight is not None and not weight.is_promise) or (texts and is_slip(str(change.before), str(change.after)))


def _whole(side: Promises, owner: type[Part], key: str, path: KeyPath, value: Any) -> str:  # noqa: ANN401
    """Say an amount with what stands beside it, a currency or how often; nothing where it is none."""
    it, rate = value_at(side.charter, path[:-1]), side.charter.rate
    if value is None or not isinstance(it, Part):
        return ""
    if owner is Included and key in {"amount", "per", "length"}:
        return side.part(it.model_copy(update={key: value}))
    if owner is Rate and key == "amount":
        return side.part(it.model_copy(update={key: value, "note": None}))
    return side.speech.money(value, rate.currency) if rate and owner is Band and key == "amount" else ""


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
