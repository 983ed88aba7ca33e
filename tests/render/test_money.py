"""What it costs: the rate and its hours, the estimate, invoices, what depends on size, and what the fee includes."""

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

MONEY = AGENCY.replace("[commitments]", "[money, deliverables, commitments]")
RATE = "rate: {amount: 125, currency: USD, per: hour%s}\n"


def money(project: Project, tier: str, client: str = CLIENT) -> str:
    """Say what the section of money says."""
    root = project(agency=MONEY, tiers__growth=TIER + tier, clients__harbor=client)
    return section(pages(root)["index.html"], "money")


def includes(project: Project, item: str) -> str:
    root = project(agency=MONEY, tiers__growth=TIER + f"includes: [{{what: small changes, {item}}}]\n")
    return section(pages(root)["index.html"], "deliverables")


# --- the rate


def test_a_rate_says_how_time_is_counted(project: Project) -> None:
    assert "Work $125 per hour We count time in full steps of 15 minutes. The least we charge for is 1 hour." in money(
        project, RATE % ", step: 15 minutes, minimum: 1 hour"
    )


@pytest.mark.parametrize(
    ("band", "said"),
    [
        ("hours: {sat-sun: 24 hours}, times: 1.5", "Saturday and Sunday 24 hours $187.50 per hour 1.5 times the rate"),
        ("hours: {mon: 06:00-08:00}, times: 1.5", "All times are Denver time."),
        ("outside: office, times: 2", "All the time outside: Office $250 per hour 2 times the rate"),
        ("outside: office, amount: 200", "All the time outside: Office $200 per hour"),
        ("outside: office, extra: {amount: 50, currency: USD}", "$125 per hour, and $50 for each case"),
        (
            "outside: office, minimum: 1 hour, step: 30 minutes",
            "full steps of 30 minutes. The least we charge for is 1",
        ),
        ("outside: office, confirm: yes", "We start only when you have said yes to this price."),
        ("outside: far, times: 2", "All the time outside: Far (Saturday, 10 am to 12 noon) $250 per hour"),
    ],
)
def test_other_hours_have_their_price_worked_out(project: Project, band: str, said: str) -> None:
    agency = MONEY.replace("channels:", "  far: {hours: {sat: 10:00-12:00}}\nchannels:")
    root = project(agency=agency, tiers__growth=TIER + RATE % f", bands: [{{name: weekends, {band}}}]")
    text = section(pages(root)["index.html"], "money")
    assert "Work at other hours When Price Weekends" in text
    assert said in text


def test_who_pays_less_and_how_long(project: Project) -> None:
    discounts = ", discounts: [{who: charities, percent: 20%}, {who: new clients, percent: 5%, lasts: 3 months}]"
    assert "Who pays less Charities 20% less New clients 5% less for 3 months" in money(project, RATE % discounts)


# --- the estimate


def test_an_estimate_is_offered_in_a_ready_sentence_with_the_rate(project: Project) -> None:
    text = money(project, RATE % "" + "estimate: {within: 2 business days}\n")
    assert (
        "We are happy to help. Our rate is $125 per hour, and we estimate so many hours. How shall we proceed?" in text
    )
    assert "work that costs extra starts when you approve it" in text
    assert "You get it Within 2 business days" in text


def test_without_an_hourly_rate_the_sentence_speaks_of_the_price(project: Project) -> None:
    text = money(project, "estimate: {within: 2 business days}\n")
    assert "We are happy to help. We estimate that it costs so much. How shall we proceed?" in text


def test_the_agencys_own_sentence_takes_its_place(project: Project) -> None:
    text = money(project, RATE % "" + "estimate: {says: Gladly! It takes about so long.}\n")
    assert "Gladly! It takes about so long." in text
    assert "How shall we proceed?" not in text


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        ("above: {amount: 100, currency: USD}", "What for Work from $100 on"),
        ("minimum: {amount: 60, currency: USD}", "It is never below $60"),
        ("valid: 30 days", "It holds for 30 days"),
        ("approves: your managing partner", "Who says yes Your managing partner"),
        (
            "overrun: {percent: 15%, amount: {amount: 300, currency: USD}, then: we stop}",
            "We ask you again before it goes 15% or $300 over the estimate, whichever is higher. We stop.",
        ),
        ("overrun: {percent: 15%}", "We ask you again before it goes 15% over the estimate."),
        ("overrun: {amount: {amount: 300, currency: USD}}", "We ask you again before it goes $300 over the estimate."),
    ],
)
def test_the_terms_of_an_estimate(project: Project, estimate: str, said: str) -> None:
    assert said in money(project, f"estimate: {{{estimate}}}\n")


def test_whoever_may_approve_says_yes(project: Project) -> None:
    contacts = "contacts: [{name: Dana, approves: yes}, {name: Ben}, {name: Ana, approves: yes}]\n"
    assert "Who says yes Dana or Ana" in money(project, "estimate: {valid: 30 days}\n", CLIENT + contacts)
    assert "Who says yes" not in money(project, "estimate: {valid: 30 days}\n")


def test_the_short_page_says_that_nothing_starts_without_a_yes(project: Project) -> None:
    agency = MONEY + "expectations: [{about: Honesty, we: We are., you: Be so.}]\nestimate: {valid: 30 days}\n"
    assert "Work that costs extra starts when you approve the estimate." in section(
        pages(project(agency=agency))["expectations.html"], "together"
    )


# --- invoices


@pytest.mark.parametrize(
    ("billing", "said"),
    [
        ("invoice: business day 1", "It comes On the first business day of the month"),
        ("due: 30 days", "It is due 30 days after its date"),
        (
            'due_on: "day 15, or the business day after"',
            "It is due On day 15 of the month, or on the next business day after it",
        ),
        ("how: [bank transfer, credit card]", "How to pay Bank transfer or credit card"),
        (
            "late: {after: 10 business days, price: {amount: 25, currency: USD}}",
            "If it is paid late We add $25 when the delay is longer than 10 business days.",
        ),
        (
            'late: {after: "30 days, any day", percent: 2%, per: month}',
            "We add 2% of the invoice per month when the delay is longer than 30 days, weekends and holidays included.",
        ),
        ("note: We send reminders.", "We send reminders."),
    ],
)
def test_invoices(project: Project, billing: str, said: str) -> None:
    assert said in money(project, f"billing: {{{billing}}}\n")


# --- what depends on size

SIZES = (
    "by_size: [{what: who may write, by: subscriptions, size: subs,"
    " steps: [{up_to: 250, gives: 20 people}, {up_to: 1000, gives: 40 people}, {gives: 60 people}]}]\n"
)


@pytest.mark.parametrize(("size", "step"), [(250, "Up to 250"), (251, "251 to 1,000"), (5000, "More than 1,000")])
def test_the_step_that_holds_for_the_client_is_marked(project: Project, size: int, step: str) -> None:
    text = money(project, SIZES, CLIENT + f"sizes: {{subs: {size}}}\n")
    assert f"{step} You have {size:,}, so this holds for you." in text
    assert text.count("this holds for you") == 1


def test_without_a_size_no_step_is_marked(project: Project) -> None:
    text = money(project, SIZES)
    assert "Who may write Subscriptions How much Up to 250 20 people 251 to 1,000 40 people" in text
    assert "this holds for you" not in text


def test_a_former_client_has_no_steps(project: Project) -> None:
    text = money(project, RATE % "" + SIZES, CLIENT + "state: former\nuntil: 2026-08-31\n")
    assert "Subscriptions" not in text


# --- what the fee includes


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("rollover: none", "What is left over lapses."),
        ("rollover: it moves on once", "What is left over: it moves on once."),
        ("rollover: {up_to: 40%}", "Up to 40% of what is left over moves on."),
        ("rollover: {up_to: 40%, expires: 3 months}", "Up to 40% of what is left over moves on, for 3 months."),
        ("rollover: {expires: 3 months}", "What is left over can be used for 3 months."),
        ("rollover: {up_to: 40%, only_if: plans above 40 hours}", "moves on. On condition: plans above 40 hours."),
        ("counts: [texts, photos]", "This counts: texts and photos."),
        ("not: [new pages]", "This does not count: new pages."),
        ("channels: email", "Use: Email"),
    ],
)
def test_what_the_fee_includes(project: Project, item: str, said: str) -> None:
    assert said in includes(project, item)
