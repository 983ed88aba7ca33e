"""A merged tree -> a typed charter, or all that is wrong with it, each at its place and in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from charter.layers import AGENCY_ONLY, CHARTER
from charter.model.charter import Charter, Client
from charter.model.kinds import Kind, Shape, fields, meanings
from charter.model.promises import Tier
from charter.problem import Place, Problem, did_you_mean, show_path
from charter.worktime import BadText, BadWeek

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic_core import ErrorDetails

    from charter.source import Node

Step = str | int


def decode(tree: Node) -> tuple[Charter | None, list[Problem]]:
    """Type a merged tree.

    With problems, the charter is what remains without the faulty values (None, if they were needed): good for finding
    more that is wrong in the same run, never for publishing.
    """
    try:
        return Charter.model_validate(tree.plain()), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = [problem for detail in details for problem in _problems(detail, tree)]
    try:
        return Charter.model_validate(_without(tree, [detail["loc"] for detail in details])), problems
    except ValidationError:
        return None, problems


def _without(tree: Node, locs: list[tuple[Step, ...]]) -> Any:  # noqa: ANN401
    """Give the bare values without the faulty ones; whole list items go with a faulty field of theirs."""
    plain: Any = tree.plain()
    for loc in locs:
        path = _Spot(tree, loc).path
        inside = plain
        for step in path[:-1]:
            inside = inside.get(step) if isinstance(inside, dict) else inside
        if path and isinstance(inside, dict):
            inside.pop(path[-1], None)
    return plain


def _problems(detail: ErrorDetails, tree: Node) -> list[Problem]:
    spot = _Spot(tree, detail["loc"])
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, BadWeek):
        return [_bad_day(spot.node, key, fault) for key, fault in error.faults]
    say: Callable[[_Spot, Any], Problem] = _SAYINGS.get(detail["type"], _say_anything)
    return [say(spot, detail)]


def _bad_day(week: Node, key: str, fault: BadText) -> Problem:
    node = week.child(key) or week
    place = node.place if f"`{node.value}`" in fault.message else node.anchor
    return Problem("bad-hours", place, fault.message, fault.hint)


class _Spot:
    """Where a pydantic error points: the deepest node that was really written, and what may stand there.

    Short forms make pydantic's path longer than what people wrote; steps that were not written are skipped.
    """

    def __init__(self, tree: Node, loc: Iterable[Step]) -> None:
        self.node, self.kind, self.parent = tree, CHARTER, CHARTER
        self.path: tuple[Step, ...] = ()
        self.missing: Step = ""
        for step in loc:
            if step == "[key]":
                break
            self._walk(step)

    def _walk(self, step: Step) -> None:
        child = self.node.child(step)
        if child is not None:
            self.path = (*self.path, step)
        unwritten_index = isinstance(step, int) and self.kind.one_or_many and not isinstance(self.node.value, list)
        self.missing = step if child is None and not unwritten_index else ""
        self.parent, self.kind = self.kind, self.kind.child(step)
        self.node = child or self.node

    @property
    def name(self) -> str:
        """The path as it stands in the file, where a client's and a tier's own keys are at the top."""
        return show_path(self.path[1:] if self.path[:1] in {("client",), ("tier",)} else self.path)

    @property
    def text(self) -> str:
        """What was written there, clipped."""
        written = self.node.value if isinstance(self.node.value, str) else self.name
        return written if len(written) <= 60 else written[:57] + "…"  # noqa: PLR2004

    @property
    def place(self) -> Place:
        """Where to point: at the value if it is a text, else at its key."""
        return self.node.place if isinstance(self.node.value, str) else self.node.anchor

    @property
    def meaning(self) -> str:
        """The one-line meaning of the field."""
        part, name = (self.parent.part, self.missing or (self.path[-1] if self.path else ""))
        return meanings(part).get(str(name), "") if part else ""


def _say_missing(spot: _Spot, _detail: ErrorDetails) -> Problem:
    where = f" for `{spot.name}`" if spot.name else ""
    meaning = f" It says: {spot.meaning}" if spot.meaning else ""
    place = spot.node.anchor if spot.name else Place(spot.node.place.file)
    return Problem(
        "missing-key",
        place,
        f"`{spot.missing}` is missing{where}.",
        f"Add a line `{spot.missing}: ...`.{meaning}",
    )


def _say_unknown(spot: _Spot, _detail: ErrorDetails) -> Problem:
    key = str(spot.path[-1]) if spot.path else spot.missing
    known = fields(spot.parent.part) if spot.parent.part else ()
    choices = _file_keys(spot.node.anchor.file) if len(spot.path) == 1 else known
    return Problem("unknown-key", spot.node.anchor, f"Charter does not know `{key}` here, so nobody would see it.",
                   did_you_mean(str(key), choices) or "Delete the line, or look the key up in the README.")  # fmt: skip


def _file_keys(file: str) -> set[str]:
    """Give the keys that may stand at the top of a file."""
    common = set(fields(Charter)) - {"tier", "client"}
    if "/tiers/" in file:
        return (common - AGENCY_ONLY) | set(fields(Tier)) - {"id"}
    if "/clients/" in file:
        return (common - AGENCY_ONLY) | set(fields(Client)) - {"id"} | {"tier"}
    return common


def _say_value(spot: _Spot, detail: ErrorDetails) -> Problem:
    error = detail.get("ctx", {}).get("error")
    hint = str(getattr(error, "hint", "") or spot.meaning)
    message = str(getattr(error, "message", "") or error)
    if detail["loc"] and detail["loc"][-1] == "[key]":
        return Problem(
            "bad-id", spot.node.anchor, f"`{spot.missing or spot.path[-1]}` cannot be an id: {message}.", hint
        )
    rule = "bad-target" if "target" in detail["loc"] else "bad-value"
    return Problem(rule, spot.place, _sentence(message), hint)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "”")) else text + "."


def _say_choice(spot: _Spot, detail: ErrorDetails) -> Problem:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    known = [word.strip().strip("'") for part in expected.split(" or ") for word in part.split(",")]
    return Problem("bad-value", spot.place, f"`{spot.text}` is not one of the words that can stand here.",
                   did_you_mean(spot.text, known))  # fmt: skip


_SHAPES = {
    Shape.PART: "a group of keys",
    Shape.TABLE: "a group of keys",
    Shape.LIST: "a list",
    Shape.LEAF: "one text",
}


def _say_shape(spot: _Spot, _detail: ErrorDetails) -> Problem:
    wanted = _SHAPES[_inside(spot.kind).shape]
    hint = {
        "a list": "Write the items in [ ], or each on a line of its own that starts with `- `.",
        "one text": "Write one text after the colon.",
    }.get(wanted, "Write `key: value` lines below it, indented by two spaces.")
    keys = ", ".join(f"`{key}`" for key in _keys(spot.kind)[:8])
    hint += f" The keys are {keys}." if keys else ""
    name = spot.name or "this"
    return Problem("shape", spot.node.anchor, f"Under `{name}` belongs {wanted}. {spot.meaning}".strip(), hint)


def _inside(kind: Kind) -> Kind:
    return kind.item if kind.one_or_many and kind.item else kind


def _keys(kind: Kind) -> list[str]:
    part = _inside(kind).part
    return list(fields(part)) if part else []


def _say_number(spot: _Spot, _detail: ErrorDetails) -> Problem:
    return Problem(
        "bad-value",
        spot.place,
        f"`{spot.text}` is not a whole number.",
        f"Write digits only, such as 2. {spot.meaning}".strip(),
    )


def _say_yes_or_no(spot: _Spot, _detail: ErrorDetails) -> Problem:
    return Problem("bad-value", spot.place, f"`{spot.text}` is neither yes nor no.", "Write `yes` or `no`.")


def _say_too_little(spot: _Spot, _detail: ErrorDetails) -> Problem:
    return Problem(
        "empty-value",
        spot.node.anchor,
        f"`{spot.name}` is empty.",
        f"Write at least one. {spot.meaning}".strip(),
    )


def _say_anything(spot: _Spot, detail: ErrorDetails) -> Problem:
    message = detail["msg"].rstrip(".")
    return Problem(
        "bad-value",
        spot.place,
        f"`{spot.text}` cannot stand here: {message[:1].lower()}{message[1:]}.",
        spot.meaning,
    )


_SAYINGS: dict[str, Callable[[_Spot, Any], Problem]] = {
    "missing": _say_missing,
    "extra_forbidden": _say_unknown,
    "value_error": _say_value,
    "enum": _say_choice,
    "literal_error": _say_choice,
    "int_parsing": _say_number,
    "int_type": _say_number,
    "greater_than": _say_number,
    "greater_than_equal": _say_number,
    "bool_parsing": _say_yes_or_no,
    "bool_type": _say_yes_or_no,
    "too_short": _say_too_little,
    "string_too_short": _say_too_little,
    "string_type": _say_shape,
    "model_type": _say_shape,
    "model_attributes_type": _say_shape,
    "dict_type": _say_shape,
    "list_type": _say_shape,
    "tuple_type": _say_shape,
}
