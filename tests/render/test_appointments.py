"""The etiquette of appointments on both pages: booking, grace, no-shows, and what we owe when it is us."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import AGENCY, CLIENT, TIER
from sections import section
from sites import pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Project = Callable[..., Path]

LONG, SHORT = "index.html", "expectations.html"
REMEDIES = "remedies: {lost-call: {name: One more call, when: we do not come, gives: one more call}}\n"


def said(project: Project, rules: str, page: str = LONG, more: str = "", sections: str = "appointments") -> str:
    agency = AGENCY.replace("[commitments]", f"[{sections}]")
    return section(
        pages(project(agency=agency, tiers__growth=TIER + more + f"appointments: {{{rules}}}\n"))[page], "appointments"
    )


@pytest.mark.parametrize(
    ("book", "words"),
    [
        ("slot: 15 minutes", "You can choose a time every 15 minutes."),
        ("window: 2 hours", "We agree on 2 hours within which we come."),
        ("confirm: 1 business day", "Confirm it at least 1 business day before."),
        ("out_of_hours: 5 business days", "Outside our opening hours, book at least 5 business days before."),
        ("limits: [first visits, groups]", "This cannot be booked this way: first visits and groups."),
    ],
)
def test_booking(project: Project, book: str, words: str) -> None:
    assert words in said(project, f"book: {{{book}}}")


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        ("4 business hours", "Tell us at least 4 business hours before."),
        ("18:00 on the previous business day", "Tell us by 6 pm on the business day before."),
        ("2 business days by 12:00", "Tell us by 12 noon, 2 business days before."),
        ('"24 hours, any day"', "Tell us at least 24 hours before, weekends and holidays included."),
    ],
)
def test_a_notice_ends_at_a_time_or_a_span_before(project: Project, notice: str, words: str) -> None:
    assert words in said(project, f"cancel: {{notice: {notice}}}")


def test_the_short_page_says_the_time_too(project: Project) -> None:
    assert "Cancel by 6 pm on the business day before." in said(
        project, "cancel: 18:00 on the previous business day", SHORT
    )


@pytest.mark.parametrize("page", [LONG, SHORT])
def test_a_time_carries_its_zone_where_clocks_differ(project: Project, page: str) -> None:
    agency = AGENCY.replace("[commitments]", "[appointments]")
    rules = "appointments: {cancel: 1 business day by 18:00, reschedule: 4 business hours}\n"
    root = project(agency=agency, tiers__growth=TIER + rules, clients__harbor=CLIENT + "timezone: America/New_York\n")
    words = pages(root)[page]
    assert "by 6 pm Denver time on the business day before" in section(words, "appointments")
    if page == SHORT:
        assert "Cancel 1 business day before, by 6 pm Denver time" in words


def test_grace_goes_step_by_step(project: Project) -> None:
    late = "late: {grace: 15 minutes, steps: [{after: 5 minutes, then: we call you}, {after: 10 minutes, then: We write.}]}"
    assert "We wait 15 minutes. After 5 minutes: We call you. After 10 minutes: We write." in said(project, late)


@pytest.mark.parametrize("page", [LONG, SHORT])
@pytest.mark.parametrize(
    ("missed", "words"),
    [
        ("", "It costs nothing."),
        (", fee: {amount: 15, currency: USD}", "It costs $15."),
        (", loses: 30 minutes of your hours", "You lose 30 minutes of your hours."),
        (", fee: {amount: 15, currency: USD}, loses: the session", "It costs $15. You lose the session."),
    ],
)
def test_what_a_missed_appointment_takes(project: Project, page: str, missed: str, words: str) -> None:
    text = said(project, f"no_show: {{after: 15 minutes, then: book again{missed}}}", page)
    assert words in text
    assert ("It costs nothing." in text) == (not missed)


def test_what_follows_when_it_happens_often(project: Project) -> None:
    limits = "[{count: 2, within: 6 months, then: we talk}, {count: 3, within: 6 months, then: You write.}]"
    text = said(project, f"no_show: {{after: 15 minutes, then: book again, limit: {limits}}}")
    assert "If it happens 2 times within 6 months: We talk." in text
    assert "If it happens 3 times within 6 months: You write." in text


@pytest.mark.parametrize("page", [LONG, SHORT])
def test_what_we_owe_when_we_do_not_come(project: Project, page: str) -> None:
    text = said(project, "we_miss: {remedy: a call the same day, pays: lost-call}", page, REMEDIES)
    assert "If we do not come A call the same day. You also get: One more call." in text


def test_the_remedy_is_a_link_where_the_handbook_explains_it(project: Project) -> None:
    agency = AGENCY.replace("[commitments]", "[appointments, when-it-goes-wrong]")
    rules = "appointments: {we_cancel: {notice: 1 business day, remedy: the next slot, pays: lost-call}, "
    tier = TIER + REMEDIES + rules + "we_miss: {remedy: a call, pays: lost-call}}\n"
    both = pages(project(agency=agency, tiers__growth=tier))
    assert both[LONG].count('<a href="#remedy-lost-call">One more call</a>') == 2
    assert '<a href="index.html#remedy-lost-call">One more call</a>' in both[SHORT]
    assert "#remedy" not in said(project, "we_miss: {remedy: a call, pays: lost-call}", LONG, REMEDIES)
