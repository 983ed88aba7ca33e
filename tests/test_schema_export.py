"""JSON Schema for editors: an independent validator accepts what Charter accepts and refuses what people get wrong."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from charter import shipped
from charter.cli import cli
from charter.model.base import Part
from charter.model.charter import Charter
from charter.model.kinds import Kind, Shape, fields
from charter.schema.export import KINDS, json_schema
from charter.schema.reference import parts_of

CONTENT = shipped.content()
SPECIMEN = sorted(CONTENT.rglob("*.yaml"))
VALIDATORS = {kind: Draft202012Validator(json_schema(kind)) for kind in KINDS}


class Editor(yaml.SafeLoader):
    """Reads scalars as editors do, by the core schema of YAML 1.2: no dates, and only `true` is true."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML fills it


Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|True|false|False"), list("tTfF"))
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
Editor.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))
Editor.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"~|null|$"), ["~", "n", ""])


def old(text: str) -> Any:
    """Read as YAML 1.1, where `on` is true and dates are dates, which JSON cannot have."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {"on" if key is True else key: plain(one) for key, one in value.items()}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return str(value) if isinstance(value, date | datetime) else value

    return plain(yaml.safe_load(text))


READERS = {
    "editor": lambda text: yaml.load(text, Editor),
    "yaml 1.1": old,
    "all text": lambda text: yaml.load(text, yaml.BaseLoader),
}


def kind_of(path: Path) -> str:
    if path.stem.count("."):
        return "translation"
    return {"tiers": "tier", "states": "state", "clients": "client"}.get(path.parent.name, path.stem)


def refusals(kind: str, text: str) -> list[str]:
    return [error.json_path for error in VALIDATORS[kind].iter_errors(yaml.load(text, Editor))]


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("path", SPECIMEN, ids=lambda path: path.relative_to(CONTENT).as_posix())
def test_the_specimen_is_accepted_however_its_scalars_are_read(path: Path, reader: Any) -> None:
    errors = VALIDATORS[kind_of(path)].iter_errors(reader(path.read_text("utf-8")))
    assert [(error.json_path, error.message) for error in errors] == []


CLIENT = "name: Harbor & Pine\ntier: growth\nrepresentative: maya\n"
ACCEPTED = {
    "scalars that look like something else": "website: https://a.example\nlanguage: no\npreferences: [24, 7.5]\n"
    "contacts: [{name: true, number: +13035550100, approves: yes}, {name: B, approves: false}]\n",
    "amounts": "fee: {amount: 199.95, currency: USD}\nrate: {amount: 125}\nincludes: [{what: a call, amount: 2}]\n",
    "hours": "calendars: {office: {hours: {mon-thu: [09:00-12:00, 13:00-17:00], fri: closed, sat: 24 hours}}}\n",
    "days by name and in rows": 'calendars: {office: {hours: {"mon,wed": 09:00-17:00, friday: closed, sat to sun: closed}}}\n',
    "rows": "commitments: {urgent: [{arrives: before 14:00, first_reply: 1 business day}, 2 business days]}\n",
    "one promise": "commitments: {question: 4 business hours}\n",
    "two strengths": "commitments: {question: {first_reply: [{guarantee: 4 business hours}, {aim: 1 business hour}]}}\n",
    "own words": "commitments: {question: {first_reply: {text: as soon as we see it, strength: aim}}}\n",
    "only what differs": "commitments: {question: {first_reply: {strength: aim}}}\nfirst_steps: [{id: kickoff, by: 2026-12-03}]\n",
    "drop everywhere": "drop: [fee, includes]\nhandbook: [{drop: money}, {drop: [urgent, team]}]\ncommitments: {drop: urgent,"
    " question: {drop: [finish]}}\nscope: {drop: in, in: [Work by the hour]}\n",
    "no fee": "appointments: {no_show: {fee: none}, late: 10 minutes, cancel: 1 business day}\n",
    "aliases": "requests: {question: {not: [a, b]}}\nchannels: {email: {for: all}}\n",
    "closures": "calendars: {office: {closures: [{name: Break, from: 2026-12-24, to: 2027-01-01}, {name: Fair, on: 2026-12-01}]}}\n",
}


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED)
def test_what_charter_accepts_is_accepted(text: str) -> None:
    assert refusals("client", CLIENT + text) == []
    assert refusals("state", text) == [] or "website" in text  # which is a client's own


AGENCY = """\
schema: 1
agency: {name: Northlight, timezone: America/Denver}
calendars: {office: {hours: {mon-fri: 09:00-17:00}}}
channels: {email: {address: hello@northlight.example}}
requests: {question: {name: A question}}
"""
BROKEN = [
    ("client", "tier: growth\nrepresentative: maya\n", "$"),
    ("client", "name: A\nrepresentative: maya\n", "$"),
    ("client", "name: A\ntier: growth\n", "$"),
    ("client", CLIENT + "timzone: America/New_York\n", "$"),
    ("client", CLIENT + "timezone: america new york\n", "$.timezone"),
    ("client", CLIENT + "state: activ\n", "$.state"),
    ("client", CLIENT + "language: english\n", "$.language"),
    ("client", CLIENT + "since: 30.11.2026\n", "$.since"),
    ("client", CLIENT + "website: harbor.example\n", "$.website"),
    ("client", CLIENT + "brand: {color: '#0b5c4a'}\n", "$"),
    ("client", CLIENT + "goals: 40 leads\n", "$.goals"),
    ("client", CLIENT + "contacts:\n", "$.contacts"),
    ("client", CLIENT + "contacts: [{name: A, approves: perhaps}]\n", "$.contacts[0].approves"),
    ("client", CLIENT + "contacts: [{name: A, email: a at b}]\n", "$.contacts[0].email"),
    ("client", CLIENT + "contacts: [{name: A, number: 555 0100}]\n", "$.contacts[0].number"),
    ("client", CLIENT + "fee: {amount: '199,95'}\n", "$.fee.amount"),
    ("client", CLIENT + "fee: {currency: usd}\n", "$.fee.currency"),
    ("client", CLIENT + "fee: {per: fortnight}\n", "$.fee.per"),
    ("client", CLIENT + "calendars: {Main Office: {name: A}}\n", "$.calendars"),
    ("client", CLIENT + "calendars: {office: {hours: {mno: 09:00-17:00}}}\n", "$.calendars.office.hours"),
    ("client", CLIENT + "calendars: {office: {hours: 09:00-17:00}}\n", "$.calendars.office.hours"),
    ("client", CLIENT + "calendars: {office: {holidays: Colorado}}\n", "$.calendars.office.holidays"),
    ("client", CLIENT + "commitments: {question: {first_answer: 1 business day}}\n", "$.commitments.question"),
    ("client", CLIENT + "commitments: {question: {finish: {aim: 1 hour, target: 2 hours}}}\n", "$.commitments.question"),
    ("client", CLIENT + "commitments: {question: {finish: {starts: never}}}\n", "$.commitments.question"),
    ("client", CLIENT + "drop: [fees]\n", "$.drop"),
    ("client", CLIENT + "first_steps: [{what: A, who: they}]\n", "$.first_steps[0]"),
    ("client", CLIENT + "client: {name: A}\n", "$"),
    ("client", "[a, b]\n", "$"),
    ("tier", "order: 1\n", "$"),
    ("tier", "name: Growth\norder: first\n", "$.order"),
    ("tier", "name: Growth\ntier: growth\n", "$"),
    ("tier", "name: [a, b]\n", "$.name"),
    ("state", "name: Former\n", "$"),
    ("state", "state: former\n", "$"),
    ("state", "drop: [fees]\n", "$.drop"),
    ("state", "brand: {color: '#0b5c4a'}\n", "$"),
    ("agency", AGENCY.replace("schema: 1", "schema: 2"), "$.schema"),
    ("agency", AGENCY.replace("schema: 1\n", ""), "$"),
    ("agency", AGENCY.replace(", timezone: America/Denver", ""), "$.agency"),
    ("agency", AGENCY + "brand: {color: green}\n", "$.brand.color"),
    ("agency", AGENCY + "tier: {name: A}\n", "$"),
    ("agency", AGENCY + "drop: [fee]\n", "$"),
    ("departments", "support: {name: A, handels: [b]}\n", "$.support"),
    ("people", "maya: {name: A, visibility: hidden}\n", "$.maya.visibility"),
    ("translation", "channels: {email: {address: a@b.example}}\n", "$.channels"),
    ("translation", "channels: [a]\n", "$.channels"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "path"), BROKEN, ids=[f"{kind} {text[-40:]!r}" for kind, text, _ in BROKEN])
def test_what_people_get_wrong_is_refused_where_it_stands(kind: str, text: str, path: str) -> None:
    assert refusals(kind, text) == [path]


def test_the_smallest_files_are_accepted() -> None:
    assert refusals("agency", AGENCY) == refusals("client", CLIENT) == refusals("tier", "name: Growth\n") == []


def objects(schema: Any) -> list[dict[str, Any]]:
    """Give a schema and all that it holds."""
    held = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    return [*([schema] if isinstance(schema, dict) else []), *(one for value in held for one in objects(value))]


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_valid_and_explains_every_key(kind: str) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    tables = [one for one in objects(schema) if one.get("type") == "object" and "properties" in one]
    assert tables or kind in {"departments", "people"}
    assert [key for one in tables for key, value in one["properties"].items() if not value.get("description")] == []
    assert all("additionalProperties" in one for one in tables)
    assert all(part["description"] for part in schema["$defs"].values())


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_mean_the_same_in_the_languages_of_editors(kind: str) -> None:
    found = {one["pattern"] for one in objects(json_schema(kind)) if isinstance(one.get("pattern"), str)}
    escapes = {escape for pattern in found for escape in re.findall(r"\\.", pattern)}
    assert escapes <= {r"\d", r"\s", r"\S", r"\+", r"\\", r"\."}
    assert not [pattern for pattern in found if "(?i" in pattern or not re.fullmatch(r"\^.*\$", pattern)]


@pytest.mark.parametrize(
    ("part", "key"),
    [("Promise", "target"), ("Booking", "ahead"), ("Calendar", "hours"), ("Closure", "on"), ("Calendar", "timezone")],
)
def test_there_are_examples_and_they_are_accepted(part: str, key: str) -> None:
    schema = json_schema("client")
    group = next(one for one in objects(schema["$defs"][part]) if key in one.get("properties", {}))
    field = group["properties"][key]
    assert field["examples"]
    assert all(Draft202012Validator(field).is_valid(example) for example in field["examples"])


SAMPLES: list[Any] = [
    "1", "a text", "2026-11-30", "06-01", "2026-12-17 12:00", "a@b.example", "+1 303 555 0100", "https://a.example", "en",
    "America/Denver", "US-CO", "USD", "#0b5c4a", "a/b.svg", "4 business hours", "10 minutes", "before 14:00", "yes",
    "40%", "day 15", "09:00-17:00", {"mon": "09:00-17:00"}, "office",
]  # fmt: skip


def sample(kind: Kind) -> Any:
    """Make a value of a kind, with all that can be in it."""
    if kind.shape == Shape.PART and kind.part:
        return {key: sample(one) for key, one in fields(kind.part).items()}
    if kind.item:
        return [sample(kind.item)] if kind.shape == Shape.LIST else {single(kind.form): sample(kind.item)}
    return single(kind.form)


def single(form: Any) -> Any:
    """Make a value of a type, or a key of a table."""
    adapter = TypeAdapter(form)
    words = list(form) if hasattr(form, "__members__") else ["yes"] if form is bool else []
    for value in [*words, *SAMPLES]:
        try:
            adapter.validate_python(value)
        except ValidationError:
            continue
        return str(value) if isinstance(value, str) else value
    raise AssertionError(f"no sample for {form}")


PARTS = [
    part for part in parts_of(Charter) if part.__name__ not in {"Charter", "Tier", "Client", "Agency", "Brand", "Fonts"}
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_a_part_with_all_its_fields_is_accepted_and_one_with_another_is_not(part: type[Part]) -> None:
    schema = json_schema("client")
    validator = Draft202012Validator({"$ref": f"#/$defs/{part.__name__}", "$defs": schema["$defs"]})
    full = sample(Kind(Shape.PART, part=part))
    assert [error.message for error in validator.iter_errors(full)] == []
    assert not validator.is_valid({**full, "nonsense": "a text"})
    assert not any(validator.is_valid({**full, key: None}) for key in full)


def test_the_command_prints_writes_and_explains(tmp_path: Path) -> None:
    printed = CliRunner().invoke(cli, ["schema", "client"])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == json_schema("client")
    written = CliRunner().invoke(cli, ["schema", "--all", str(tmp_path / "schemas")])
    assert written.exit_code == 0
    files = {path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "schemas").iterdir()}
    assert files == {f"{kind}.schema.json": json_schema(kind) for kind in KINDS}
    assert CliRunner().invoke(cli, ["schema"]).exit_code == 2
    assert "Did you mean `client`?" in str(CliRunner().invoke(cli, ["schema", "clinet"]).exception)
