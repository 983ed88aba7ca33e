"""What pydantic found, said in words for people who are no programmers: one small function a kind of error."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from charter.layers import AGENCY_ONLY
from charter.model.charter import Charter, Client
from charter.model.kinds import Kind, Shape, fields
from charter.model.terms import Tier
from charter.problem import Place, Problem, did_you_mean
from charter.schema.spot import Spot
from charter.worktime import BadText, BadWeek

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails

    from charter.source import Node


def problems_of(detail: ErrorDetails, tree: Node) -> list[Problem]:
    """Say what one error of pydantic means, at its place in the tree."""
    spot = Spot(tree, detail["loc"])
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, BadWeek):
        return [_bad_day(spot.node, key, fault) for key, fault in error.faults]
    if detail["type"] == "missing" and _is_misspelt(str(spot.missing), spot, tree):
        return []  # the unknown key beside it says so already
    if detail["type"] == "too_short" and spot.node.items:
        return []  # what is there has mistakes of its own, and those are said
    say: Callable[[Spot, Any], Problem] = _SAYINGS.get(detail["type"], _say_anything)
    return [say(spot, detail)]


def _is_misspelt(key: str, spot: Spot, tree: Node) -> bool:
    """Whether the key is there in other letters; a client's and a tier's own keys would then lie at the top."""
    known = fields(spot.kind.part) if spot.kind.part else {}
    others = [other for other in spot.node.group if other not in known]
    others += [] if spot.name else [other for other in tree.group if other not in fields(Charter)]
    return bool(get_close_matches(key, others, n=1))


def _bad_day(week: Node, key: str, fault: BadText) -> Problem:
    node = week.child(key) or week
    place = node.place if f"`{node.value}`" in fault.message else node.anchor
    return Problem("bad-hours", place, fault.message, fault.hint)


def _say_missing(spot: Spot, _detail: ErrorDetails) -> Problem:
    where = f" for `{spot.name}`" if spot.name else ""
    meaning = f" It says: {spot.meaning}" if spot.meaning else ""
    hint = f"Add a line `{spot.missing}: ...`.{meaning}"
    return Problem("missing-key", _home_of_missing(spot), f"`{spot.missing}` is missing{where}.", hint)


def _home_of_missing(spot: Spot) -> Place:
    """Point at the file that should have the key: what all clients share is missing in the agency's."""
    if spot.name:
        return spot.node.anchor
    return Place(spot.node.place.file) if spot.path else Place("content/agency.yaml")


def _say_unknown(spot: Spot, _detail: ErrorDetails) -> Problem:
    key = str(spot.path[-1] if spot.path else spot.missing)
    known = fields(spot.parent.part) if spot.parent.part else ()
    choices = _file_keys(spot.node.anchor.file) if len(spot.path) == 1 else known
    if key.lower() in _SECRETS:
        return Problem("committed-secret", spot.node.anchor, f"`{key}` stands where others read it.", _ANOTHER)
    hint = did_you_mean(key, choices) or _home(key) or _LOOK_UP
    return Problem(
        "unknown-key", spot.node.anchor, f"Charter does not know `{key}` here, so nobody would see it.", hint
    )


_LOOK_UP = "Delete the line, or look the key up in the README."
_SECRETS = frozenset({"passphrase", "password"})
_ANOTHER = (
    "Write `access: passphrase` in its place, and have `charter passphrase CLIENT` make another one, which is kept "
    "elsewhere: whoever reads this file knows this one, and can open the client's pages."
)


def _home(key: str) -> str:
    """Say where a key belongs that stands in the wrong kind of file."""
    homes = [name for name, part in (("a client's file", Client), ("a tier's file", Tier)) if key in fields(part)]
    return f"It belongs in {homes[0]}." if homes else ""


def _file_keys(file: str) -> set[str]:
    """Give the keys that may stand at the top of a file."""
    common = set(fields(Charter)) - {"tier", "client"}
    if "/tiers/" in file:
        return (common - AGENCY_ONLY) | set(fields(Tier)) - {"id"}
    if "/clients/" in file:
        return (common - AGENCY_ONLY) | set(fields(Client)) - {"id"} | {"tier"}
    if "/states/" in file:
        return common - AGENCY_ONLY
    return common


def _say_value(spot: Spot, detail: ErrorDetails) -> Problem:
    error = detail.get("ctx", {}).get("error")
    hint = str(getattr(error, "hint", "") or spot.meaning)
    message = str(getattr(error, "message", "") or error)
    if detail["loc"] and detail["loc"][-1] == "[key]":
        return Problem("bad-id", spot.node.anchor, _sentence(message), hint)
    rule = "bad-target" if "target" in detail["loc"] else "bad-value"
    if isinstance(spot.node.value, dict):
        rule = "incomplete"  # what is wrong is not one of its values, but their being together
    return Problem(rule, spot.place, _sentence(message), hint)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "”")) else text + "."


def _say_choice(spot: Spot, detail: ErrorDetails) -> Problem:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    known = [word.strip().strip("'") for part in expected.split(" or ") for word in part.split(",")]
    is_key = bool(detail["loc"]) and detail["loc"][-1] == "[key]"
    word, place = (str(spot.path[-1]), spot.node.anchor) if is_key and spot.path else (spot.text, spot.place)
    message = f"`{word}` is not one of the words that can stand here."
    return Problem("bad-value", place, message, did_you_mean(word, known))


def _say_form(spot: Spot, _detail: ErrorDetails) -> Problem:
    hint = "Write the id as it stands in its own line `id: ...`: small letters, digits and hyphens."
    return Problem("bad-value", spot.place, f"`{spot.text}` is not an id.", hint)


_SHAPES = {
    Shape.PART: "a group of keys",
    Shape.TABLE: "a group of keys",
    Shape.LIST: "a list",
    Shape.LEAF: "one text",
}


def _say_shape(spot: Spot, _detail: ErrorDetails) -> Problem:
    wanted = _SHAPES[spot.kind.inside.shape]
    hint = {
        "a list": "Write the items in [ ], or each on a line of its own that starts with `- `.",
        "one text": "Write one text after the colon.",
    }.get(wanted, "Write `key: value` lines below it, indented by two spaces.")
    keys = ", ".join(f"`{key}`" for key in _keys(spot.kind)[:8])
    hint += f" The keys are {keys}." if keys else ""
    name = spot.name or "this"
    return Problem("shape", spot.node.anchor, f"Under `{name}` belongs {wanted}. {spot.meaning}".strip(), hint)


def _keys(kind: Kind) -> list[str]:
    part = kind.inside.part
    return list(fields(part)) if part else []


def _say_number(spot: Spot, _detail: ErrorDetails) -> Problem:
    return Problem(
        "bad-value",
        spot.place,
        f"`{spot.text}` is not a whole number.",
        f"Write digits only, such as 2. {spot.meaning}".strip(),
    )


def _say_small(spot: Spot, detail: ErrorDetails) -> Problem:
    bounds = detail.get("ctx", {})
    least = bounds["ge"] if "ge" in bounds else bounds["gt"] + 1
    hint = f"Write {least} or more. {spot.meaning}".strip()
    return Problem("bad-value", spot.place, f"`{spot.text}` is too small a number.", hint)


def _say_yes_or_no(spot: Spot, _detail: ErrorDetails) -> Problem:
    return Problem("bad-value", spot.place, f"`{spot.text}` is neither yes nor no.", "Write `yes` or `no`.")


def _say_too_little(spot: Spot, _detail: ErrorDetails) -> Problem:
    return Problem(
        "empty-value",
        spot.node.anchor,
        f"`{spot.name}` is empty.",
        f"Write at least one. {spot.meaning}".strip(),
    )


def _say_anything(spot: Spot, detail: ErrorDetails) -> Problem:
    message = detail["msg"].rstrip(".")
    return Problem(
        "bad-value",
        spot.place,
        f"`{spot.text}` cannot stand here: {message[:1].lower()}{message[1:]}.",
        spot.meaning,
    )


_SAYINGS: dict[str, Callable[[Spot, Any], Problem]] = {
    "missing": _say_missing,
    "extra_forbidden": _say_unknown,
    "value_error": _say_value,
    "enum": _say_choice,
    "literal_error": _say_choice,
    "int_parsing": _say_number,
    "int_type": _say_number,
    "greater_than": _say_small,
    "greater_than_equal": _say_small,
    "bool_parsing": _say_yes_or_no,
    "bool_type": _say_yes_or_no,
    "string_pattern_mismatch": _say_form,
    "too_short": _say_too_little,
    "string_too_short": _say_too_little,
    "string_type": _say_shape,
    "model_type": _say_shape,
    "model_attributes_type": _say_shape,
    "dict_type": _say_shape,
    "list_type": _say_shape,
    "tuple_type": _say_shape,
}
