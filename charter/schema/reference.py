"""All fields of all parts as Markdown tables: the name people write, what may stand there, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.model.base import NOTE
from charter.model.charter import Charter
from charter.model.kinds import Kind, Shape, fields, internal, meanings
from charter.schema.leaves import leaf

if TYPE_CHECKING:
    from charter.model.base import Part
    from charter.schema.leaves import Schema

_HEAD = "| Key | What may stand there | Meaning |\n| --- | --- | --- |"

_ABOUT = """\
# Fields

The keys of `Tier` and `Client` stand at the top of their files, beside those of `Charter`; a client's file names its
`tier`. A file of `content/states` has the keys of `Charter` alone: what changes for every client in that state. In all
three kinds of files, `drop` removes what is inherited.

Every group of keys, of any kind, also takes `internal`: a note for your own eyes, or a list of them. No client sees it:
it is left out before pages and files are made. What is otherwise written as a bare text has a note in its long form,
such as `{goal: 40 leads a month, internal: they were promised 60 before}`. Other keys of which no client sees anything
say so below."""


def fields_reference() -> str:
    """Write the tables of all parts, a whole charter first."""
    return "\n\n".join([_ABOUT, *(_table(part) for part in parts_of(Charter))]) + "\n"


def parts_of(part: type[Part]) -> list[type[Part]]:
    """Give a part and all that it is made of, each once, in the order in which they are met."""
    found = [part]
    for one in found:  # grows while it is walked
        met = [held for kind in fields(one).values() if (held := _held(kind))]
        found += [held for held in dict.fromkeys(met) if held not in found]
    return found


def _held(kind: Kind) -> type[Part] | None:
    return kind.part or (_held(kind.item) if kind.item else None)


def _table(part: type[Part]) -> str:
    shown = {key: kind for key, kind in fields(part).items() if key not in {*_given(part), NOTE}}
    rows = [_row(key, what(kind), _meaning(part, key)) for key, kind in shown.items()]
    rows += [_row(key, f"in place of `{part.SHORT}`", f"The same, with the {name} {value}.")
             for key, (name, value) in part.SPELLINGS.items()]  # fmt: skip
    short = f" A bare text is its `{part.SHORT}`." if part.SHORT else ""
    about = (part.__doc__ or "").split("\n", maxsplit=1)[0]
    return "\n".join([f"## {part.__name__}", "", f"{about}{short}", "", _HEAD, *rows])


def _meaning(part: type[Part], key: str) -> str:
    """Say what a key means, and of one for the agency's own eyes that it is."""
    own = {part.model_fields[name].alias or name: said for name, said in internal(part).items()}
    return f"{meanings(part)[key]} {own.get(key, '')}".rstrip()


def _given(part: type[Part]) -> set[str]:
    """Give what nobody writes, because the name of the file says it."""
    return {"id"} if "id" in part.model_fields and part.model_fields["id"].is_required() else set()


def _row(*cells: str) -> str:
    return "| " + " | ".join([f"`{cells[0]}`", *(cell.replace("|", "\\|") for cell in cells[1:])]) + " |"


def what(kind: Kind) -> str:
    """Say in a few words what may stand at a place."""
    if kind.shape == Shape.LIST and kind.item:
        return f"{'one or several' if kind.without_brackets else 'list'}: {what(kind.item)}"
    if kind.shape == Shape.TABLE and kind.item:
        key = f"a key of `{kind.key_ref.kind}`" if kind.key_ref else "an id"
        return f"by {key}: {what(kind.item)}"
    if kind.part:
        return f"[{kind.part.__name__}](#{kind.part.__name__.lower()})"
    return _leaf(kind)


def _leaf(kind: Kind) -> str:
    if kind.ref:
        also = "".join(f", or `{word}`" for word in kind.ref.also)
        return f"a key of `{kind.ref.kind}`{also}"
    return _shape(leaf(kind.form))


def _shape(schema: Schema) -> str:
    if "enum" in schema:
        words = [word for word in schema["enum"] if isinstance(word, str)]
        if any(word is True for word in schema["enum"]):
            return "yes or no"
        return ", ".join(f"`{word}`" for word in words)
    if "integer" in schema["type"]:
        return "a whole number"
    if schema["type"] == "object":
        return "hours by weekday"
    examples = " or ".join(f"`{example}`" for example in schema.get("examples", [])[:2])
    return f"such as {examples}" if examples else "text"
