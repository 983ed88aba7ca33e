"""The published shape of `charter.json`: strict, described, and nothing of the model forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from told import VALIDATOR, told_of

from charter.cli import cli
from charter.model.base import Part
from charter.model.charter import Charter
from charter.model.kinds import fields
from charter.render.data_left_out import LEFT_OUT, left_out
from charter.render.data_promises import CommitmentData
from charter.render.data_schema import json_schema, schema_file
from charter.render.data_shape import AgencyData, ClientData, Data, PlanData
from charter.render.data_telling import told
from charter.render.data_work import CallData, FeedbackData
from charter.schema.reference import parts_of

PUBLISHED = Path(__file__).parent / "charter.schema.json"
SAME = {"Agency": AgencyData, "Client": ClientData, "Tier": PlanData, "Charter": Data, "Row": CommitmentData}
SAME |= {"FeedbackRound": FeedbackData, "Booked": CallData}
"""Parts of the model that stand there under another name."""


class TestShape:
    def test_it_changes_only_on_purpose(self, request: pytest.FixtureRequest) -> None:
        if request.config.getoption("--update-golden"):
            PUBLISHED.write_bytes(schema_file())
        assert schema_file().decode() == PUBLISHED.read_text("utf-8")

    def test_it_is_a_schema_itself(self) -> None:
        Draft202012Validator.check_schema(json_schema())

    def test_every_key_is_described_in_one_line_and_no_other_key_may_stand_there(self) -> None:
        groups = [json_schema(), *json_schema()["$defs"].values()]
        for group in groups:
            assert group["additionalProperties"] is False
            for key, property_ in group["properties"].items():
                assert property_["description"].strip(), (group["description"], key)
                assert "\n" not in property_["description"]

    @pytest.mark.parametrize("part", parts_of(Charter), ids=lambda part: part.__name__)
    def test_no_field_of_the_model_is_forgotten(self, part: type[Part]) -> None:
        """A new field is told, or it is left out for a reason."""
        shapes = {one.__name__.removesuffix("Data"): one for one in parts_of(Data)}
        if part.__name__ == "Whom":
            pytest.skip("told as a name")
        if set(fields(part)) == left_out(part):
            return
        shape = SAME.get(part.__name__) or shapes[part.__name__]
        here = {field.key for field in told(shape)}
        assert set(fields(part)) - here - left_out(part) == set()

    def test_what_is_left_out_is_a_field_and_has_a_reason(self) -> None:
        for part, reasons in LEFT_OUT.items():
            names = {info.alias or name for name, info in part.model_fields.items()}
            assert set(reasons) <= names, part

    def test_each_part_has_a_name_of_its_own(self) -> None:
        names = [part.__name__.removesuffix("Data") for part in parts_of(Data)]
        assert len(names) == len(set(names))

    def test_a_key_too_many_is_refused(self) -> None:
        _, data, _ = told_of("specimen", "harbor-and-pine")
        assert not VALIDATOR.is_valid({**data, "notes": "for us"})
        assert not VALIDATOR.is_valid({key: value for key, value in data.items() if key != "channels"})

    def test_the_command_prints_it(self) -> None:
        run = CliRunner().invoke(cli, ["schema", "charter.json"])
        assert run.exit_code == 0
        assert json.loads(run.output) == json_schema()
