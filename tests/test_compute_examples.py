"""Worked examples: the instants that are chosen, what is counted from them, and whose words name what is closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import AGENCY
from hypothesis import given
from hypothesis import strategies as st

from charter import compute, pipeline
from charter.compute.examples import moments
from charter.worktime import parse_week
from charter.worktime.schedule import Schedule, Special
from charter.worktime.timeline import timeline
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from charter.compute import Facts

    Project = Callable[..., Path]

DAY = date(2026, 11, 25)
DENVER = zone_of("America/Denver")
CLOSED = "closures: [{name: Winter break, from: 2026-12-24, to: 2027-01-01}]"
CLOSES = AGENCY.replace("{hours: {mon-fri: 09:00-17:00}}", f"{{hours: {{mon-fri: 09:00-17:00}}, {CLOSED}}}")


def facts(root: Path, client: str = "harbor", day: date = DAY) -> Facts:
    loaded = pipeline.load(root)
    assert not loaded.blocking()
    return compute.facts(loaded.clients[client].charter, day)


def shown(at: int) -> str:
    return f"{local(at, DENVER):%a %m-%d %H:%M}"


def worked(found: Facts, request: str = "question", number: int = 0) -> list[list[str]]:
    """Give each moment of a row with its deadlines: [`last day of the week`, `Fri 11-27 16:30`, `Mon 11-30 17:00`]."""
    return [
        [one.moment.value, shown(one.at), *(shown(each.latest) for each in one.answers if each.latest)]
        for one in found.worked[request, number]
    ]


def promising(project: Project, commitments: str, **files: str) -> Facts:
    return facts(project(tiers__growth=f"name: Growth\ncommitments: {commitments}\n", **files))


def test_a_row_is_worked_out_before_the_weekend_before_a_closure_and_in_the_evening(project: Project) -> None:
    found = facts(project(agency=CLOSES))
    assert worked(found) == [
        ["last day of the week", "Fri 11-27 16:30", "Mon 11-30 17:00", "Fri 12-04 17:00"],
        ["eve of a closed day", "Wed 12-23 16:30", "Mon 01-04 17:00", "Fri 01-08 17:00"],
        ["after hours", "Thu 11-26 20:00", "Fri 11-27 17:00", "Thu 12-03 17:00"],
        ["weekend", "Sat 11-28 12:00", "Mon 11-30 17:00", "Fri 12-04 17:00"],
    ]
    assert [one.name for one in found.worked["question", 0]] == ["", "Winter break", "", ""]


def test_first_reply_and_finish_are_what_matters_and_else_the_first_date(project: Project) -> None:
    found = promising(
        project,
        "{question: {acknowledge: 2 business hours, finish: 2 business days},"
        " urgent: {first_reply: as agreed, update: every business day, call_back: 1 business hour}}",
    )
    assert [answer.metric for answer in found.worked["question", 0][0].answers] == ["finish"]
    assert [answer.metric for answer in found.worked["urgent", 0][0].answers] == ["call_back"]


@pytest.mark.parametrize("target", ["as agreed", "not offered", "{text: when we can}"])
def test_words_never_get_a_date(project: Project, target: str) -> None:
    found = promising(project, f"{{question: {{first_reply: {target}}}}}")
    assert found.worked["question", 0] == ()


def test_a_row_for_some_times_of_arrival_has_an_example_within_them(project: Project) -> None:
    found = promising(
        project,
        "{urgent: [{arrives: before 14:00, first_reply: same business day}, {first_reply: next business day by 12:00}]}",
    )
    assert worked(found, "urgent")[0] == ["in time for the row", "Thu 11-26 13:30", "Thu 11-26 17:00"]
    assert worked(found, "urgent", 1)[0] == ["last day of the week", "Fri 11-27 16:30", "Mon 11-30 12:00"]


def test_a_weekend_that_says_the_same_as_the_evening_before_is_left_out(project: Project) -> None:
    root = project()
    friday = facts(root, day=date(2026, 11, 26))  # the evening ahead is that of Friday
    assert [one[0] for one in worked(friday)] == ["last day of the week", "after hours"]


def test_a_promise_has_no_example_before_it_holds(project: Project) -> None:
    found = promising(project, "{question: {first_reply: {target: 1 business day, from: 2026-11-28}}}")
    assert [one[1] for one in worked(found)] == ["Sat 11-28 12:00"]


def test_a_client_whose_first_day_is_to_come_has_no_example_before_it(project: Project) -> None:
    found = facts(
        project(clients__harbor="name: Harbor\ntier: growth\nrepresentative: maya\nsince: 2026-12-07\n"),
    )
    assert worked(found)[0][1] == "Fri 12-11 16:30"


def test_each_client_reads_the_name_of_a_closure_in_its_own_words(project: Project) -> None:
    """All whose hours are alike share one timeline, whatever their closures and their languages are called."""
    agency = AGENCY.replace("{name: Northlight", "{name: Northlight, languages: [en, es]").replace(
        "{hours: {mon-fri: 09:00-17:00}}", f"{{hours: {{mon-fri: 09:00-17:00}}, holidays: US-CO, {CLOSED}}}"
    )
    client = "name: Casa\ntier: growth\nrepresentative: maya\nlanguage: es\n"
    root = project(agency=agency, clients__casa=client)
    (root / "content/agency.es.yaml").write_text("calendars: {office: {closures: [{name: Receso}]}}\n")
    for ident, name in (("harbor", "Winter break"), ("casa", "Receso")):
        found = facts(root, ident).worked["question", 0]
        assert {one.name for one in found} == {"", name}
        closed = {step.name for step in found[1].answers[0].working if step.happens == "closed"}
        assert closed == {"", name}


def test_public_holidays_have_their_names_in_the_language_of_the_client(project: Project) -> None:
    agency = AGENCY.replace("{name: Northlight", "{name: Northlight, languages: [en, de]").replace(
        "{hours: {mon-fri: 09:00-17:00}}", "{hours: {mon-fri: 09:00-17:00}, holidays: DE-BY}"
    )
    root = project(agency=agency, clients__bauer="name: Bauer\ntier: growth\nrepresentative: maya\nlanguage: de\n")
    for ident, name in (("harbor", "Christmas Day"), ("bauer", "Erster Weihnachtstag")):
        assert name in {one.name for one in facts(root, ident, date(2026, 12, 1)).worked["question", 0]}


def test_what_a_row_says_is_what_the_engine_answers(project: Project) -> None:
    found = facts(project(agency=CLOSES))
    for (request, number), those in found.worked.items():
        for one in those:
            engine = {a.metric: a.due for a in compute.answers(found.clocks, compute.Sent(one.at, request))}
            assert {each.metric: each.due for each in one.answers}.items() <= engine.items(), number


@given(
    st.sampled_from(["mon-fri: 09:00-17:00", "mon-sun: 24 hours", "tue: 22:00-06:00+1", "sat-sun: 10:00-16:00"]),
    st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    st.integers(0, 40),
)
def test_moments_lie_ahead_whatever_the_hours_are(hours: str, day: date, closed: int) -> None:
    days, _, times = hours.partition(": ")
    special = Special(day + timedelta(days=closed), day + timedelta(days=closed + 3))
    schedule = Schedule("America/Denver", parse_week({days: times}), special=(special,))
    found = moments(day, timeline(schedule, day - timedelta(days=70), day + timedelta(days=550)))
    assert found
    begins = datetime(day.year, day.month, day.day, tzinfo=DENVER).timestamp()
    assert all(at > begins for _, at, _ in found)


def test_no_example_costs_the_build_its_life_at_the_edge_of_what_is_known(project: Project) -> None:
    found = promising(project, "{question: {first_reply: 1 business day, finish: 99 months}}", agency=CLOSES)
    assert worked(found)[0][2:] == ["Mon 11-30 17:00"]
