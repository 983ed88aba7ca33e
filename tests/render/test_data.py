"""`charter.json`: its bytes, and how it tells targets, hours, instants and money."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import AGENCY, CLIENT, TIER
from files import DAY, files
from told import VALIDATOR

from charter import pipeline
from charter.render.data_schema import schema_file

if TYPE_CHECKING:
    from collections.abc import Callable

TEAM = AGENCY.replace(
    "[commitments]", "[commitments, team, channels, money, when-it-goes-wrong, appointments, together]"
)


class TestBytes:
    def data(self, root: Path) -> bytes:
        return files(root, {"data"})["charter.json"]

    def test_they_are_canonical(self, project: Callable[..., Path]) -> None:
        data = self.data(project())
        text = json.dumps(json.loads(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert data == f"{text}\n".encode()
        assert data == self.data(project())

    def test_the_schema_is_one_file_for_all(self, project: Callable[..., Path]) -> None:
        shared = dict(pipeline.render(pipeline.load(project()), DAY, forms={"data"}))[""]
        data = json.loads(self.data(project()))
        [schema] = [one for one in shared if one.path.startswith("assets/charter.schema.")]
        assert data["$schema"] == f"../{schema.path}"
        assert schema.data == schema_file()
        assert re.fullmatch(r"assets/charter\.schema\.[0-9a-f]{12}\.json", schema.path)
        assert data["schema"] == 1

    def test_any_letters_come_back_as_they_are(self, project: Callable[..., Path]) -> None:
        name = """</script><!-- "Quoted" & 'it' \\ 🏡 عميل"""
        data = json.loads(
            self.data(
                project(
                    clients__harbor=f"{CLIENT}contacts: [{{name: {json.dumps(name, ensure_ascii=False)}}}]\n",
                    agency=TEAM,
                )
            )
        )
        assert data["client"]["contacts"] == [{"approves": False, "name": name}]


class TestContent:
    def data(self, root: Path) -> dict[str, Any]:
        data = json.loads(files(root, {"data"})["charter.json"])
        assert list(VALIDATOR.iter_errors(data)) == []
        return data

    def promise(self, project: Callable[..., Path], target: str) -> dict[str, Any]:
        tier = f"name: Growth\ncommitments: {{question: {{first_reply: {target}}}}}\n"
        return self.data(project(tiers__growth=tier))["commitments"][0]["promises"][0]["target"]

    @pytest.mark.parametrize(
        ("target", "told"),
        [
            ("4 business hours", {"amount": {"amount": 4, "unit": "hour", "clock": "business"}, "kind": "duration"}),
            ("'24 hours, any day'", {"amount": {"amount": 24, "unit": "hour", "clock": "any day", "iso": "PT24H"}}),
            ("1-2 business days", {"amount": {"least": 1, "amount": 2, "unit": "day", "clock": "business"}}),
            ("2 business days by 12:00", {"by": "12:00"}),
            ("'same business day, cut-off 14:00'", {"kind": "relative day", "days": 0, "cut_off": "14:00"}),
            ("next business day by close", {"kind": "relative day", "days": 1, "by": "close"}),
            ("every 2 business days", {"kind": "interval"}),
            ("2 weeks", {"amount": {"amount": 2, "unit": "week"}}),
            ("'4 business hours, or as agreed'", {"or_as_agreed": True}),
            ("as agreed", {"kind": "word", "words": "as agreed"}),
            ("{text: as soon as we see it}", {"kind": "text", "said": "as soon as we see it"}),
        ],
    )
    def test_a_target_stands_there_in_parts(self, project: Callable[..., Path], target: str, told: dict) -> None:
        found = self.promise(project, target)
        assert {key: found.get(key) for key in told} == told

    def test_percentiles_stand_there_step_by_step(self, project: Callable[..., Path]) -> None:
        found = self.promise(project, "'85% in 20 business days, 100% in 30 business days'")
        assert [(step["percent"], step["within"]["amount"]) for step in found["steps"]] == [(85, 20), (100, 30)]

    def test_nothing_internal_is_there(self, project: Callable[..., Path]) -> None:
        agency = TEAM.replace(
            "  phone:", '  hotline: {number: "+1 303 555 0777", visibility: internal}\n'
            '  vip: {number: "+1 303 555 0888", visibility: private}\n  phone:'
        ).replace("people:\n", "people:\n  ghost: {name: Gus Ghost, role: Nobody, visibility: internal}\n"
                  "  pia: {name: Pia Private, role: Consultant, visibility: private}\n")  # fmt: skip
        text = json.dumps(self.data(project(agency=agency)))
        assert not [word for word in ("0777", "0888", "hotline", "vip", "ghost", "Gus", "Pia") if word in text]
        assert "content/" not in text

    def test_nothing_tells_of_other_plans(self, project: Callable[..., Path]) -> None:
        gold = "name: Gold\norder: 9\nfee: {amount: 9876, currency: USD}\n"
        tier = TIER + "order: 3\nfee: {amount: 199.95, currency: USD, per: month}\n"
        data = self.data(project(agency=TEAM, tiers__gold=gold, tiers__growth=tier))
        assert data["fee"] == {"amount": "199.95", "currency": "USD", "per": "month", "said": "$199.95 per month"}
        assert data["plan"] == {"name": "Growth"}
        assert "9876" not in json.dumps(data)

    def test_a_section_that_is_not_in_the_handbook_is_not_told(self, project: Callable[..., Path]) -> None:
        tier = TIER + "fee: {amount: 199.95, currency: USD, per: month}\n"
        data = self.data(project(tiers__growth=tier))
        assert "fee" not in data
        assert "199" not in json.dumps(data)

    def test_hours_go_by_day_and_across_midnight(self, project: Callable[..., Path]) -> None:
        hours = '{mon-thu: "09:00-12:00, 13:00-17:00", sat: 22:00-06:00+1}'
        data = self.data(project(agency=AGENCY.replace("{mon-fri: 09:00-17:00}", hours)))
        week = data["calendars"][0]["hours"]
        assert [span["opens"] for span in week["mon"]] == ["09:00", "13:00"]
        assert week["fri"] == []
        assert week["sat"] == [{"opens": "22:00", "closes": "06:00", "next_day": True}]

    def test_instants_are_by_the_clients_clock(self, project: Callable[..., Path]) -> None:
        data = self.data(project(clients__harbor=CLIENT + "timezone: Europe/Berlin\n"))
        example = data["commitments"][0]["examples"][0]
        assert (example["sent"], example["zone"]) == ("2026-11-28T00:30:00+01:00", "Europe/Berlin")
        assert example["answers"][0]["due"] == [{"latest": "2026-12-01T01:00:00+01:00"}]
        assert data["day"] == "2026-11-25"

    def test_a_booked_call_has_its_last_moments(self, project: Callable[..., Path]) -> None:
        tier = TIER + "appointments: {cancel: 1 business day, reschedule: 4 business hours}\n"
        client = CLIENT + "booked: [{what: Review, at: 2026-12-08 10:00}]\n"
        [call] = self.data(project(tiers__growth=tier, clients__harbor=client))["booked"]
        assert call == {
            "what": "Review",
            "at": "2026-12-08T10:00:00-07:00",
            "cancel_by": "2026-12-07T17:00:00-07:00",
            "move_by": "2026-12-07T14:00:00-07:00",
        }

    def test_a_message_ready_to_send_brings_its_checklist(self, project: Callable[..., Path]) -> None:
        agency = TEAM.replace("urgent: {name: Urgent}", "urgent: {name: Urgent, send: [the address of the page]}")
        agency += "messages: {broken: {name: It is broken, request: urgent, subject: Urgent, body: Please look.}}\n"
        data = self.data(project(agency=agency))
        assert data["messages"][0]["request"] == data["requests"][1]["id"] == "urgent"
        assert data["requests"][1]["send"] == ["the address of the page"]

    def test_how_long_it_was_quiet_is_not_said_to_be_before(self, project: Callable[..., Path]) -> None:
        agency = TEAM + "escalation: [{after: 2 business days, to: maya}]\n"
        [step] = self.data(project(agency=agency))["escalation"]
        assert (step["after"]["said"], step["to"]) == ("2 business days", "Maya Ortiz")
