"""A charter as its client may see it, and notes for the agency's own eyes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import AGENCY, SMALL
from lives import DAY
from released import release_all

from charter import pipeline
from charter.compute import seen, without_notes
from charter.diff import changes, view_of
from charter.diff.meaning import digest
from charter.model.base import NOTE, Part
from charter.model.charter import Charter
from charter.model.kinds import internal
from charter.model.writing import written
from charter.render.data_left_out import left_out
from charter.schema.reference import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project, Load = Callable[..., Path], Callable[[Path], pipeline.Loaded]


class TestSeen:
    def charter(
        self, project: Callable[..., Path], load: Callable[[Path], pipeline.Loaded], text: str = "", **files: str
    ) -> Charter:
        agency = AGENCY.replace("  phone:", VIP + "  phone:").replace("people:\n", "people:\n" + PEOPLE) + text
        charter = load(project(agency=agency, **files)).clients["harbor"].charter
        assert charter
        return charter

    def test_whoever_sees_all_of_it_gets_the_very_same(self, project, load) -> None:
        charter = load(project()).clients["harbor"].charter
        assert seen(charter) is charter or seen(charter) == charter
        assert without_notes(charter) is charter

    def test_seeing_twice_is_seeing_once(self, project, load) -> None:
        charter = self.charter(project, load, "complaints: {to: ada, how: [vip, email]}\n")
        once = seen(charter)
        assert once != charter
        assert seen(once) == once

    def test_somebody_whom_the_client_does_not_meet_goes_by_what_they_do(self, project, load) -> None:
        charter = seen(
            self.charter(project, load, "authority: [{what: discounts, who: ada}, {what: all else, who: maya}]\n")
        )
        assert [(one.who.person, one.who.role) for one in charter.authority] == [(None, "Head of all"), ("maya", None)]

    def test_of_those_who_are_internal_not_even_that_is_told(self, project, load) -> None:
        charter = seen(self.charter(project, load, "authority: [{what: discounts, who: amir}]\n"))
        assert charter.authority[0].who.role == "Northlight"

    def test_what_names_only_unseen_channels_does_not_begin_to_hold_for_all(self, project, load) -> None:
        text = "spoken: {es: {channels: vip}, de: {channels: [vip, email]}}\n"
        closed = "{hours: {mon-fri: 09:00-17:00}, closures: [{on: 2026-12-01, name: A, channels: vip}, {on: 2026-12-02, name: B, channels: [vip, phone]}]}"
        charter = self.charter(project, load, text)
        assert {tag: one.channels for tag, one in seen(charter).spoken.items()} == {"de": ("email",)}
        agency = AGENCY.replace("  phone:", VIP + "  phone:").replace("{hours: {mon-fri: 09:00-17:00}}", closed)
        charter = load(project(agency=agency)).clients["harbor"].charter
        assert [(one.name, one.channels) for one in seen(charter).calendars["office"].closures] == [("B", ("phone",))]

    def test_a_row_for_a_channel_of_others_is_no_row_for_all(self, project, load) -> None:
        rows = "[{channel: vip, first_reply: not offered}, {first_reply: 1 business day}]"
        tier = f"name: Growth\ncommitments:\n  question: {rows}\n  urgent: {{channel: vip, first_reply: not offered}}\n"
        charter = seen(self.charter(project, load, tiers__growth=tier))
        assert [row.channel for row in charter.commitments["question"]] == [None]
        assert str(charter.commitments["question"][0].first_reply[0].target) == "1 business day"
        assert [row.channel for row in charter.commitments["urgent"]] == [None]

    def test_what_must_name_something_names_nothing(self, project, load) -> None:
        charter = seen(self.charter(project, load, "not_channels: [{name: Fax, why: nobody looks, instead: vip}]\n"))
        assert [(one.name, one.instead) for one in charter.not_channels] == [("Fax", "")]

    def test_a_department_is_there_for_those_whom_somebody_of_it_works_for(self, project, load) -> None:
        departments = "departments:\n" + "".join(
            f"  {ident}: {{name: {ident}, handles: [{ident}], why: x, channels: email, visibility: {visibility}}}\n"
            for ident, visibility in (("help", "client"), ("own", "private"), ("far", "private"), ("ops", "internal"))
        )
        own = departments.replace(
            "channels: email", "channels: email, not: [{what: a, ask: ops}, {what: b, ask: own}]", 1
        )
        agency = AGENCY.replace("role: Account lead}", "role: Account lead, department: own}")
        agency += own + "complaints: {to: {department: far}}\n"
        charter = seen(load(project(agency=agency)).clients["harbor"].charter)
        assert list(charter.departments) == ["help", "own"]
        assert [one.ask for one in charter.departments["help"].counter_examples] == [None, "own"]
        assert (charter.complaints.to.department, charter.complaints.to.role) == (None, "Northlight")

    def test_a_contact_that_is_internal_is_no_contact(self, project, load) -> None:
        told = "contacts: [{name: Dana}, {name: Eli, visibility: internal}, {name: Fay, visibility: private}]\n"
        charter = self.charter(project, load, clients__harbor=SMALL["content/clients/harbor.yaml"] + told)
        assert [one.name for one in seen(charter).client.contacts] == ["Dana", "Fay"]


VIP = "  vip: {address: vip@northlight.example, visibility: private}\n"
PEOPLE = "  ada: {name: Ada Hill, role: Head of all, visibility: private}\n  amir: {name: Amir, role: Fixer, visibility: internal}\n"


class TestNotes:
    EVERY = parts_of(Charter)

    @pytest.mark.parametrize("part", EVERY, ids=lambda part: part.__name__)
    def test_every_part_takes_notes_and_no_field_for_the_agency_is_needed(self, part: type[Part]) -> None:
        """What is for the agency's own eyes must be able to be absent, since it is emptied."""
        assert NOTE in internal(part)
        assert [name for name in internal(part) if part.model_fields[name].is_required()] == []

    def test_what_else_is_for_the_agency_alone_is_marked_in_the_model(self) -> None:
        marked = {part.__name__: {*internal(part)} - {NOTE} for part in self.EVERY}
        assert {name: own for name, own in marked.items() if own} == {
            "Charter": {"expect", "changes"},
            "Tier": {"order"},
            "Closure": {"announced"},
        }
        assert all(
            {part.model_fields[name].alias or name for name in internal(part)} <= left_out(part) for part in self.EVERY
        )

    def noted(self, project: Callable[..., Path]) -> Path:
        tier = SMALL["content/tiers/growth.yaml"].replace(
            "first_reply: 1 business day",
            "internal: tight, first_reply: {target: 1 business day, internal: [so, and so]}",
        )
        priced = "fee: {amount: 100, currency: USD, internal: they bargained}\n"
        return project(
            tiers__growth=tier + priced,
            clients__harbor=SMALL["content/clients/harbor.yaml"] + "internal: late payers\n",
        )

    def test_layers_merge_notes_like_other_values(self, project, load) -> None:
        root = self.noted(project)
        more = "internal: late payers\nfee: {internal: they asked again}\n"
        (root / "content/clients/harbor.yaml").write_text(SMALL["content/clients/harbor.yaml"] + more, "utf-8")
        charter = load(root).clients["harbor"].charter
        assert charter.client.internal == ("late payers",)
        assert charter.fee.internal == ("they asked again",)
        assert charter.commitments["question"][0].first_reply[0].internal == ("so", "and so")

    def test_a_misspelt_key_is_told_of_it(self, project, load) -> None:
        told = SMALL["content/clients/harbor.yaml"] + "goals: [{goal: more, internl: they wanted twice that}]\n"
        [problem] = [one for one in load(project(clients__harbor=told)).problems if one.rule == "unknown-key"]
        assert problem.hint == "Did you mean `internal`?"

    def test_notes_weigh_nothing(self, project, load) -> None:
        plain = load(project()).clients["harbor"].charter
        noted = load(self.noted(project)).clients["harbor"].charter
        (project() / "content/tiers/growth.yaml").write_text(
            SMALL["content/tiers/growth.yaml"] + "fee: {amount: 100, currency: USD}\n", "utf-8"
        )
        priced = (
            load(project(tiers__growth=SMALL["content/tiers/growth.yaml"] + "fee: {amount: 100, currency: USD}\n"))
            .clients["harbor"]
            .charter
        )
        assert digest(noted, DAY) == digest(priced, DAY) != digest(plain, DAY)
        assert changes(view_of(priced, DAY), view_of(noted, DAY)) == ()
        assert written(noted) == written(priced)

    def test_no_release_keeps_them(self, project) -> None:
        root = self.noted(project)
        [release] = release_all(root, DAY)
        kept = (root / "history/harbor/1.json").read_text("utf-8")
        assert "late payers" not in kept + json.dumps(release.charter)
        assert "tight" not in kept
        assert "bargained" not in kept
