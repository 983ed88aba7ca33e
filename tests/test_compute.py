"""Facts: what one client may see, and what lies ahead on a day."""

from __future__ import annotations

from datetime import date

import pytest

from charter import compute, pipeline
from charter.compute import Facts

DAY = date(2026, 11, 25)
CHANNELS = """\
channels:
  portal: {url: https://northlight.example/portal, preferred: 2}
  email: {address: hello@northlight.example, preferred: 1}
  phone: {number: "+1 303 555 0100"}
  emergency: {number: "+1 303 555 0199", calendar: 24/7, visibility: private}
  desk: {number: "+1 303 555 0142", visibility: internal}
"""
AGENCY = f"""\
schema: 1
agency: {{name: Northlight, timezone: America/Denver}}
calendars:
  office:
    hours: {{mon-fri: 09:00-17:00}}
    closures:
      - {{name: Over, on: 2026-11-24}}
      - {{name: Today, on: 2026-11-25}}
      - {{name: Running, from: 2026-11-20, to: 2026-11-25}}
      - {{name: Far, on: 2027-11-26}}
      - {{name: In a year, on: 2027-11-25}}
  late:
    hours: {{mon-fri: 09:00-21:00}}
    closures: [{{name: Late team only, on: 2026-12-01}}]
{CHANNELS}requests:
  question: {{name: A question}}
  urgent: {{name: Urgent, route: emergency}}
people:
  maya: {{name: Maya Ortiz, role: Account lead, backup: ann}}
  ann: {{name: Ann Lee, role: Writer, visibility: private}}
  bob: {{name: Bob Ray, role: Bookkeeper, visibility: private}}
  eve: {{name: Eve Fox, role: Owner, visibility: internal}}
handbook: [commitments]
"""


@pytest.fixture
def facts(project):
    def of(commitments: str) -> Facts:
        root = project(
            {"content/agency.yaml": AGENCY, "content/tiers/growth.yaml": f"name: Growth\ncommitments: {commitments}\n"}
        )
        loaded = pipeline.load(root)
        assert not loaded.blocking()
        return compute.facts(loaded.clients["harbor"].charter, DAY)

    return of


@pytest.mark.parametrize(
    ("commitments", "shown"),
    [
        ("{question: 1 business day}", False),
        ("{question: 1 business day, urgent: not offered}", False),
        ("{question: 1 business day, urgent: 2 business hours}", True),
        ("{question: {channel: emergency, first_reply: 1 business day}}", True),
        (
            "{question: [{arrives: before 12:00, first_reply: not offered}, {channel: emergency, call_back: 1 business hour}]}",
            True,
        ),
    ],
)
def test_a_private_channel_is_seen_where_something_is_promised_on_it(facts, commitments: str, shown: bool) -> None:
    assert ("emergency" in facts(commitments).channels) is shown


def test_channels_come_in_the_order_the_agency_prefers_and_internal_ones_never(facts) -> None:
    assert list(facts("{question: 1 business day}").channels) == ["email", "portal", "phone"]


def test_private_people_are_seen_by_those_they_work_for(facts) -> None:
    assert list(facts("{question: 1 business day}").people) == ["maya", "ann"]


def test_closures_that_are_not_over_and_begin_within_a_year(facts) -> None:
    names = [dated.closure.name for dated in facts("{question: 1 business day}").closures]
    assert names == ["Running", "Today", "In a year"]


def test_closures_of_a_calendar_that_a_promise_names(facts) -> None:
    closures = facts("{question: {first_reply: {target: 1 business day, calendar: late}}}").closures
    assert "Late team only" in [dated.closure.name for dated in closures]
