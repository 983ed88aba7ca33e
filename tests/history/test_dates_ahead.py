"""Dates that lie behind a coming change are worked out by what holds then, and by nothing else."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from click.testing import CliRunner
from conftest import CLIENT
from lives import AFTER, BEFORE, SITED, STARTS, files, released

from charter import compute, pipeline
from charter.cli import cli
from charter.compute.event import Kind
from charter.worktime.zones import local, zone_of

RELEASE = date(2026, 12, 1)
DAY = date(2026, 12, 21)
DENVER = zone_of("America/Denver")
MORE = """
appointments: {book: {ahead: 1 business day}, cancel: {notice: %s}, reschedule: {notice: 4 business hours}}
meetings: [{name: A call each month, every: 1 month, on: second wednesday}]
maintenance: [{what: Updates, hours: {mon: '%s'}}]
"""
BOOKED = (
    CLIENT
    + "timezone: America/Denver\nbooked:\n  - {what: Kick-off, at: 2026-12-23 10:00}\n"
    + "  - {what: Review, at: 2027-01-06 10:00}\n"
)
NOTES = """\
  - {what: appointments.cancel.notice, why: Two days to plan., approved: maya, from: 2026-12-28}
  - {what: maintenance, why: Another hour., approved: maya, from: 2026-12-28}
"""


@pytest.fixture
def loaded(project):
    texts = {"agency": SITED, "clients__harbor": BOOKED}
    root = project(**texts, tiers__growth=BEFORE + MORE % ("1 business day", "06:00-07:00"))
    released(root, date(2026, 10, 1), "What we promise.")
    project(**texts, tiers__growth=AFTER + NOTES + MORE % ("2 business days", "08:00-09:00"))
    released(root, RELEASE, "Later.")
    return pipeline.load(root, today=lambda _: DAY)


def facts_of(loaded, day=DAY):
    one = loaded.clients["harbor"]
    return pipeline.facts_of(one, one.published, day)


def on_day(at: int) -> date:
    return local(at, DENVER).date()


def test_a_change_is_coming(loaded):
    standing = loaded.clients["harbor"].standing
    assert [one.starts for one in standing.coming] == [STARTS]
    assert standing.on(STARTS - timedelta(days=1)) == standing.charter != standing.on(STARTS)


def test_every_example_is_what_the_charter_of_its_day_says(loaded):
    standing, left_out = loaded.clients["harbor"].standing, 0
    for day in (DAY + timedelta(days=number) for number in range(7)):
        facts, plain = facts_of(loaded, day), compute.facts(standing.charter, day)
        kept = [(key, one) for key, those in facts.worked.items() for one in those]
        left_out += sum(map(len, plain.worked.values())) - len(kept)
        for (request, _), one in kept:
            charter = standing.on(on_day(one.at))
            there = compute.answers(compute.clocks_of(charter, day), compute.Sent(one.at, request))
            by = {(found.metric, found.promise): found.due for found in there}
            assert all(by[found.metric, found.promise] == found.due for found in one.answers)
    assert left_out, "no example lay behind the change"


def test_appointments_go_by_the_notice_of_their_day(loaded):
    kick_off, review = facts_of(loaded).booked
    assert [on_day(one.cancel) for one in (kick_off, review)] == [date(2026, 12, 22), date(2027, 1, 4)]
    calls = {one.key: one for one in facts_of(loaded).events if one.kind is Kind.CANCEL_BY}
    assert {one.first for one in calls.values()} == {date(2026, 12, 22), date(2027, 1, 4)}


def test_what_could_be_cancelled_on_the_eve_is_not_lost_by_the_change(project):
    texts = {"agency": SITED, "clients__harbor": BOOKED.replace("2027-01-06", "2026-12-29")}
    root = project(**texts, tiers__growth=BEFORE + MORE % ("1 business day", "06:00-07:00"))
    released(root, date(2026, 10, 1), "What we promise.")
    project(**texts, tiers__growth=AFTER + NOTES + MORE % ("5 business days", "08:00-09:00"))
    released(root, RELEASE, "Later.")
    loaded = pipeline.load(root, today=lambda _: DAY)
    review = facts_of(loaded).booked[-1]
    # By the notice of its day, it could be cancelled until 21 December; by that of the eve, until 28 December at 10.
    assert local(review.cancel, DENVER).isoformat() == "2026-12-28T00:00:00-07:00"


def test_what_comes_every_week_ends_and_begins_again(loaded):
    weekly = [one for one in facts_of(loaded).events if one.kind is Kind.MAINTENANCE]
    assert next((local(one.at, DENVER).hour, on_day(one.weekly_until)) for one in weekly) == (6, DAY)
    assert [(local(one.at, DENVER).hour, one.first) for one in weekly][1:] == [(8, STARTS)]
    assert len({(one.kind, one.key) for one in facts_of(loaded).events}) == len(facts_of(loaded).events)


def test_events_are_in_order(loaded):
    assert all(one.first <= other.first for one, other in pairwise(facts_of(loaded).events))


def test_meetings_that_stay_the_same_keep_their_date(loaded):
    assert facts_of(loaded).meetings == (date(2027, 1, 13),)


def test_the_page_answers_for_messages_until_the_eve(loaded):
    page = files(loaded.project.root, DAY)["expectations.html"]
    assert "From Monday, December 28, 2026 on, something else is promised" in page


@pytest.mark.parametrize(("sent", "due"), [("2026-12-21 09:00", "2026-12-22"), ("2026-12-28 09:00", "2026-12-30")])
def test_when_answers_by_the_charter_of_the_day_of_sending(loaded, sent, due):
    asked = ["when", "harbor", "--project", str(loaded.project.root), "--as-of", str(DAY), "--sent", sent]
    found = CliRunner().invoke(cli, [*asked, "--request", "question", "--format", "json"])
    promises = json.loads(found.output)["requests"][0]["rows"][0]["promises"]
    assert promises[0]["due"][0]["due"]["agency"].startswith(due)


def test_without_a_coming_change_nothing_is_another(loaded):
    charter = loaded.clients["harbor"].charter
    assert compute.facts(charter, DAY).turn is None
    same = compute.facts(charter, DAY, [(STARTS, charter)])
    plain = compute.facts(charter, DAY)
    assert same.worked == plain.worked
    assert same.booked == plain.booked
    assert same.closures == plain.closures
    assert same.weeks == plain.weeks
    assert [(one.kind, one.first, one.at) for one in same.events if one.last <= date(2027, 12, 1)] == [
        (one.kind, one.first, one.at) for one in plain.events if one.last <= date(2027, 12, 1)
    ]
