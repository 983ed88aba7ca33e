"""Facts: what one client may see, and what lies ahead on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from charter import compute, pipeline
from charter.compute import Facts

if TYPE_CHECKING:
    from charter.model.charter import Charter

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
    names = [dated.name for dated in facts("{question: 1 business day}").closures]
    assert names == ["Running", "Today", "In a year"]


def test_closures_of_a_calendar_that_a_promise_names(facts) -> None:
    closures = facts("{question: {first_reply: {target: 1 business day, calendar: late}}}").closures
    assert "Late team only" in [dated.name for dated in closures]


# --- calendars as the client meets them

REGIONS = """\
calendars:
  office:
    timezone: client
    hours: {mon-fri: 09:00-17:00}
    holidays: client
    regions: {US: {hours: {mon-fri: 08:00-16:00}}, US-ME: {hours: {mon-fri: 10:00-18:00}}}
    recurring:
      - {name: For all, every: first friday}
      - {name: Hidden line, every: first friday, channels: emergency}
    closures:
      - {name: Hidden line, on: 2026-12-02, channels: emergency}
      - {name: Phone, on: 2026-12-03, channels: [phone, emergency]}
      - {name: Billing, on: 2026-12-04, departments: billing}
    seasons:
      - {name: Over, from: 2026-10-01, to: 2026-11-24, hours: {sat: closed}}
      - {name: Ends today, from: 2026-10-01, to: 2026-11-25, hours: {sat: closed}}
      - {name: Every year, from: 01-01, to: 02-01, hours: {sat: closed}}
  sydney: {timezone: Australia/Sydney, hours: {mon-fri: 09:00-17:00}}
  plain: {hours: {mon-fri: 09:00-17:00}, holidays: US-CO}
seasons:
  tax: {name: Tax weeks, from: 01-11, to: 04-15}
  past: {name: Past weeks, from: 2026-01-11, to: 2026-04-15}
  idle: {name: Idle weeks, from: 06-01, to: 06-30}
departments:
  billing: {name: Billing, handles: [invoices], why: They see them., calendar: sydney, channels: email}
spoken:
  es: {calendar: plain}
"""
SEASONAL = "{question: [{season: tax, first_reply: 3 business days}, {season: past, first_reply: 2 business days}]}"


@pytest.fixture
def met(project):
    """Give the charter of a client with these lines in its file, in an agency whose calendars follow the client."""

    def of(client: str) -> Charter:
        start, end = AGENCY.index("calendars:"), AGENCY.index("channels:")
        root = project(
            {
                "content/agency.yaml": AGENCY[:start] + REGIONS + AGENCY[end:],
                "content/tiers/growth.yaml": f"name: Growth\ncommitments: {SEASONAL}\n",
                "content/clients/harbor.yaml": f"name: Harbor\ntier: growth\nrepresentative: maya\n{client}",
            }
        )
        loaded = pipeline.load(root)
        assert not loaded.blocking()
        return loaded.clients["harbor"].charter

    return of


@pytest.mark.parametrize(
    ("client", "zone", "opens", "holidays"),
    [
        ("", "America/Denver", "09:00", "client"),
        ("timezone: Europe/London\n", "Europe/London", "09:00", "client"),
        ("region: US-ME\n", "America/Denver", "10:00", "US-ME"),
        ("region: US-CO\n", "America/Denver", "08:00", "US-CO"),
        ("region: GB\n", "America/Denver", "09:00", "GB"),
    ],
)
def test_a_calendar_follows_the_client(met, client: str, zone: str, opens: str, holidays: str) -> None:
    calendar = compute.met_calendars(met(client))["office"]
    assert (calendar.timezone, calendar.holidays, calendar.regions) == (zone, holidays, {})
    assert str(calendar.hours.mon[0].opens) == opens


def test_other_calendars_keep_their_zone_or_have_the_agencys(met) -> None:
    calendars = compute.met_calendars(met("timezone: Europe/London\nregion: GB\n"))
    assert [calendars[ident].timezone for ident in ("sydney", "plain")] == ["Australia/Sydney", "America/Denver"]
    assert calendars["plain"].holidays == "US-CO"


def test_what_closes_for_others_only_is_not_this_clients_business(met) -> None:
    facts = compute.facts(met(""), DAY)
    assert [dated.name for dated in facts.closures if dated.closure] == ["Phone", "Billing"]
    assert [closure.name for closure in facts.calendars["office"].recurring] == ["For all"]


def test_seasons_that_are_over_are_gone(met) -> None:
    facts = compute.facts(met(""), DAY)
    assert [season.name for season in facts.calendars["office"].seasons] == ["Ends today", "Every year"]
    assert list(facts.seasons) == ["tax"]


@pytest.mark.parametrize(("client", "idents"), [("", ["office", "sydney", "plain"]), ("state: former\n", ["office"])])
def test_a_present_client_meets_the_calendars_of_teams_and_languages(met, client: str, idents: list[str]) -> None:
    assert list(compute.calendars_in_use(met(client))) == idents
