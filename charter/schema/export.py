"""JSON Schema (draft 2020-12) of each kind of file, for editors: they complete keys, explain them and underline typos.

Everything is read off the model. A key is required only where no other file can give it, and a value is refused only
if Charter would refuse it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from charter.layers import AGENCY_ONLY, HOMES
from charter.model.agency import Department, Person
from charter.model.charter import Charter, Client
from charter.model.kinds import LEAF, Kind, Shape, fields, meanings
from charter.model.terms import Tier
from charter.schema.leaves import Schema, leaf
from charter.source.project import AGENCY_FILES

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.model.base import Part

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DROP = "What is inherited and should not count here, by its key."
_DROP_ITEMS = "What is inherited and should not count here, by its id, its name or its text."


@dataclass(slots=True)
class Writer:
    """Writes the schema of one kind of file. `over`: it lies over another; `texts`: it holds translated texts only."""

    over: bool = False
    texts: bool = False
    whole: frozenset[type[Part]] = frozenset()
    parts: dict[str, Schema] = field(default_factory=dict)

    def write(self, kind: Kind) -> Schema:
        """Say what may stand at a place."""
        if kind.shape == Shape.PART and kind.part:
            return self.part(kind.part)
        if kind.shape == Shape.TABLE:
            return self._table(kind)
        if kind.shape == Shape.LIST:
            return self._list(kind)
        return leaf(kind.form)

    def part(self, part: type[Part]) -> Schema:
        """Refer to the schema of a part, and write it when it is needed first."""
        name = part.__name__
        if name not in self.parts:
            self.parts[name] = {}  # a part may hold itself
            group = self.group(part, fields(part))
            bare = _bare(part)
            self.parts[name] = _either(leaf(bare.form), group) if bare and (bare.wording or not self.texts) else group
            self.parts[name]["description"] = _first_line(part)
        return {"$ref": f"#/$defs/{name}"}

    def group(self, part: type[Part], known: dict[str, Kind]) -> Schema:
        """Write the group of keys of a part, or of several parts whose keys stand together in a file."""
        shown = {key: kind for key, kind in known.items() if not self.texts or _has_words(kind)}
        properties = {key: self._field(part, key, kind) for key, kind in shown.items()}
        properties |= {} if self.texts else self._spellings(part)
        if self.over:
            properties["drop"] = _words(_DROP, {"enum": list(known)})
        required = [key for key in shown if part in self.whole and is_required(part, key)]
        group = {"type": "object", "properties": properties, "additionalProperties": False}
        rivals = {} if self.texts else _rivals(part)
        return group | ({"required": required} if required else {}) | ({"dependentSchemas": rivals} if rivals else {})

    def _field(self, part: type[Part], key: str, kind: Kind) -> Schema:
        schema = self.write(kind)
        if kind.part and not part.lengthen({key: "none"}):  # `none` says in words that there is nothing
            schema = _either({"const": "none"}, schema)
        return {**schema, "description": meanings(part)[key]}

    def _spellings(self, part: type[Part]) -> dict[str, Schema]:
        said = {
            str(key): f"{meanings(part)[part.SHORT]} The {name} is {value}."
            for key, (name, value) in part.SPELLINGS.items()
        }
        return {key: {**self.write(fields(part)[part.SHORT]), "description": text} for key, text in said.items()}

    def _table(self, kind: Kind) -> Schema:
        table = {"type": "object", "additionalProperties": self.write(kind.item or LEAF)}
        form = leaf(kind.form)
        names: Schema = {key: form[key] for key in ("pattern", "enum") if key in form}
        if names:
            table["propertyNames"] = _either({"const": "drop"}, names) if self.over else names
        return table | ({"properties": {"drop": _words(_DROP, leaf(str))}} if self.over else {})

    def _list(self, kind: Kind) -> Schema:
        item = kind.item or LEAF
        one = self.write(item)
        merges = not kind.one_or_many and (item.part is None or bool(item.part.KEY))
        entry = _either(one, self._dropped()) if self.over and merges else one
        if self.texts and not item.part:
            entry = _either(one, {"type": "object", "maxProperties": 0})  # an item with nothing to translate
        many = {"type": "array", "items": entry}
        return _either(one, many) if kind.without_brackets else many

    def _dropped(self) -> Schema:
        self.parts["Dropped"] = _drop_item()
        return {"$ref": "#/$defs/Dropped"}


def is_required(part: type[Part], key: str) -> bool:
    """Whether a part cannot do without a field."""
    return any(info.is_required() for name, info in part.model_fields.items() if (info.alias or name) == key)


def _bare(part: type[Part]) -> Kind | None:
    """Give what a bare text stands for in the end: a row is its first reply, and that is its target."""
    kind = fields(part)[part.SHORT].inside if part.SHORT else None
    return _bare(kind.part) if kind and kind.part else kind


def _has_words(kind: Kind, above: tuple[object, ...] = ()) -> bool:
    """Whether there is a text for people's eyes at a place or below it."""
    if kind.part in above:
        return False
    below = [kind.item] if kind.item else list(fields(kind.part).values()) if kind.part else []
    return kind.wording or any(_has_words(one, (*above, *([kind.part] if kind.part else []))) for one in below)


def _rivals(part: type[Part]) -> dict[str, Schema]:
    """Say of keys that all give the short field that one of them stands alone."""
    keys = [part.SHORT, *part.SPELLINGS] if part.SPELLINGS else []
    return {str(key): {"properties": {str(other): False for other in keys if other != key}} for key in part.SPELLINGS}


def _either(*ways: Schema) -> Schema:
    return {"anyOf": [option for way in ways for option in (way["anyOf"] if list(way) == ["anyOf"] else [way])]}


def _words(meaning: str, word: Schema) -> Schema:
    return {**_either(word, {"type": "array", "items": word}), "description": meaning}


def _drop_item() -> Schema:
    drop = _words(_DROP_ITEMS, leaf(str))
    group = {"type": "object", "properties": {"drop": drop}, "required": ["drop"], "additionalProperties": False}
    return {**group, "description": "Items of the inherited list that should not count here."}


def _first_line(part: type[Part]) -> str:
    return (part.__doc__ or "").split("\n", maxsplit=1)[0]


def _agency(writer: Writer) -> Schema:
    known = fields(Charter)
    own = {key: kind for key, kind in known.items() if key not in HOMES}
    writer.whole = frozenset(part for key in AGENCY_ONLY if (part := known[key].part))
    top = writer.group(Charter, own)
    return {**top, "required": [key for key in own if is_required(Charter, key) and key not in AGENCY_FILES[1:]]}


def _table_of(part: type[Part]) -> Callable[[Writer], Schema]:
    [kind] = [kind for kind in fields(Charter).values() if kind.item and kind.item.part is part]
    return lambda writer: writer.write(kind)


def _state(writer: Writer) -> Schema:
    """Write a state's file: keys of the charter, and none of its own."""
    writer.over = True
    common = {key: kind for key, kind in fields(Charter).items() if key not in AGENCY_ONLY | HOMES}
    layer = writer.group(Charter, common)
    writer.over = False
    return layer


def _layer(part: type[Part], *also: str) -> Callable[[Writer], Schema]:
    """Write a tier's or client's file: its own keys stand among those of the charter."""

    def write(writer: Writer) -> Schema:
        layer = _state(writer)
        own = writer.group(part, {key: kind for key, kind in fields(part).items() if key != "id"})
        named = {key: {**leaf(str), "description": meanings(Charter)[key]} for key in also}
        needed = [key for key in fields(part) if key != "id" and is_required(part, key)]
        return {
            **layer,
            "properties": {**own["properties"], **named, **layer["properties"]},
            "required": [*needed, *also],
        }

    return write


def _translation(writer: Writer) -> Schema:
    """Write the translation of any file: only texts, in the shape of the original."""
    writer.texts = True
    own = {**writer.group(Tier, fields(Tier))["properties"], **writer.group(Charter, fields(Charter))["properties"]}
    own = {key: schema for key, schema in own.items() if key not in HOMES}
    entries = _either(writer.part(Department), writer.part(Person))  # departments.es.yaml, people.es.yaml
    # A department may be called as a key of the other files is.
    either = {key: {**_either(schema, entries), "description": schema["description"]} for key, schema in own.items()}
    return {"type": "object", "properties": either, "additionalProperties": entries}


KINDS: dict[str, tuple[str, Callable[[Writer], Schema]]] = {
    "agency": ("content/agency.yaml", _agency),
    "departments": ("content/departments.yaml", _table_of(Department)),
    "people": ("content/people.yaml", _table_of(Person)),
    "tier": ("content/tiers/<tier>.yaml", _layer(Tier)),
    "state": ("content/states/<state>.yaml", _state),
    "client": ("content/clients/<client>.yaml", _layer(Client, "tier")),
    "translation": ("content/**/<file>.<language>.yaml", _translation),
}
"""The kinds of files: where they are, and what writes their schema."""


def json_schema(name: str) -> dict[str, Any]:
    """Give the JSON Schema of a kind of file."""
    where, write = KINDS[name]
    writer = Writer()
    top = write(writer)
    head = {"$schema": _DRAFT, "title": f"Charter: {where}"}
    return {**head, **top, "$defs": {key: writer.parts[key] for key in sorted(writer.parts)}}
