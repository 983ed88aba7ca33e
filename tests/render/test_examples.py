"""Promises on real dates on both pages: each date is the engine's answer, and each instant is marked as one."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import html5lib
import pytest
from conftest import AGENCY, CLIENT, TIER
from sections import section
from sites import DAY, pages

from charter import compute, pipeline
from charter.compute import Answer, Moment
from charter.model.promises import Promise, Start, Strength
from charter.render.language import Speech
from charter.worktime import parse_target, parse_week
from charter.worktime.due import due
from charter.worktime.schedule import Schedule, Special
from charter.worktime.timeline import timeline
from charter.worktime.zones import epoch, instant, zone_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.etree.ElementTree import Element

    Project = Callable[..., Path]

LONG, SHORT = "index.html", "expectations.html"
HOME, AWAY = "America/Denver", "America/New_York"
SECTIONS = AGENCY.replace("[commitments]", "[commitments, appointments, feedback, together, reviews]")
MANNERS = "appointments: {cancel: 1 business day, reschedule: 4 business hours}\n"
FRIDAY = "2026-11-27 16:30"


def one(page: str, tag: str) -> list[Element]:
    return list(html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page).iter(tag))


def said(project: Project, page: str, ident: str, tier: str = TIER, client: str = "") -> str:
    root = project(agency=SECTIONS, tiers__growth=tier, clients__harbor=CLIENT + client)
    return re.sub(r" ([,.:])", r"\1", section(pages(root)[page], ident))


def promising(commitments: str) -> str:
    return f"name: Growth\ncommitments: {commitments}\n"


# --- the short page


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("1 business day", "Write on Fri, Nov 27, 4:30 pm and you hear from us by Mon, Nov 30, 5 pm."),
        ("4 business hours", "Write on Fri, Nov 27, 4:30 pm and you hear from us by Mon, Nov 30, 12:30 pm."),
        ("immediately", "Write on Fri, Nov 27, 4:30 pm and you hear from us at once."),
        ("{aim: 1 business day}", "Write on Fri, Nov 27, 4:30 pm and we aim to answer by Mon, Nov 30, 5 pm."),
        (
            "1-2 business days",
            "you hear from us between Mon, Nov 30, 5 pm and Tue, Dec 1, 5 pm.",
        ),
        (
            "{target: '80% in 1 business day, 100% in 3 business days'}",
            "For a message of Fri, Nov 27, 4:30 pm: 80% by Mon, Nov 30, 5 pm and 100% by Wed, Dec 2, 5 pm.",
        ),
        (
            "{target: 1 business day, starts: complete request}",
            "For a message of Fri, Nov 27, 4:30 pm: by Mon, Nov 30, 5 pm, if we then have everything we need from you.",
        ),
        ("{target: '1 business day, or as agreed'}", "by Mon, Nov 30, 5 pm, or as agreed with you."),
    ],
)
def test_each_row_has_a_dated_example(project: Project, question: str, sentence: str) -> None:
    assert sentence in said(project, SHORT, "replies", promising(f"{{question: {{first_reply: {question}}}}}"))


def test_a_row_on_the_telephone_is_called(project: Project) -> None:
    tier = promising("{question: {channel: phone, first_reply: 2 business hours}}")
    assert "Call on Fri, Nov 27, 4:30 pm and you hear from us by Mon, Nov 30, 10:30 am." in said(
        project, SHORT, "replies", tier
    )


def test_dates_are_on_the_clients_clock_with_ours_in_brackets(project: Project) -> None:
    text = said(project, SHORT, "replies", client=f"timezone: {AWAY}\n")
    assert "Write on Fri, Nov 27, 6:30 pm and you hear from us by Mon, Nov 30, 7 pm (5 pm Denver time)." in text
    assert "Dates and times here are New York time." in text


@pytest.mark.parametrize("target", ["as agreed", "not offered", "{text: as soon as we see it}"])
@pytest.mark.parametrize(("page", "ident"), [(SHORT, "replies"), (LONG, "commitments")])
def test_words_get_no_date(project: Project, target: str, page: str, ident: str) -> None:
    text = said(project, page, ident, promising(f"{{question: {{first_reply: {target}}}}}"))
    assert "Nov" not in text
    assert "Dates and times" not in text


# --- the handbook


def test_the_handbook_shows_how_it_works_out(project: Project) -> None:
    text = said(project, LONG, "commitments")
    assert "How this works out Thu, Nov 26, 8 pm" in text
    assert (
        "Fri, Nov 27, 4:30 pm, just before days on which we are closed "
        "First reply: by Mon, Nov 30, 5 pm. Done (Aim): by Fri, Dec 4, 5 pm"
    ) in text
    assert (
        "Step by step, for Fri, Nov 27, 4:30 pm: Your message arrives: Fri, Nov 27, 4:30 pm. "
        "Closed, so it does not count: Sat, Nov 28 and Sun, Nov 29. Business day 1: Mon, Nov 30. "
        "First reply: by Mon, Nov 30, 5 pm"
    ) in text


def test_what_the_page_says_is_what_the_engine_answers(project: Project) -> None:
    root = project(agency=SECTIONS)
    loaded = pipeline.load(root)
    found = compute.facts(loaded.clients["harbor"].charter, DAY)
    details = one(pages(root)[LONG], "details")
    stamps = {epoch(datetime.fromisoformat(each.get("datetime", ""))) for each in details[0].iter("time")
              if "T" in each.get("datetime", "")}  # fmt: skip
    for example in found.worked["question", 0]:
        answers = compute.answers(found.clocks, compute.Sent(example.at, "question"))
        assert {example.at, *(answer.latest for answer in answers)} <= stamps


def test_every_instant_says_where_it_stands(project: Project) -> None:
    page = pages(project(agency=SECTIONS, clients__harbor=CLIENT + f"timezone: {AWAY}\n"))[LONG]
    stamps = [each.get("datetime", "") for each in one(page, "time")]
    assert "2026-11-27T18:30:00-05:00" in stamps
    assert "2026-11-28" in stamps


# --- appointments, meetings, duties, feedback


@pytest.mark.parametrize(("page", "ident"), [(LONG, "appointments"), (SHORT, "appointments")])
def test_a_booked_call_says_by_when_it_can_be_moved(project: Project, page: str, ident: str) -> None:
    booked = f"timezone: {AWAY}\nbooked: [{{what: strategy call, at: 2026-12-08 10:00}}]\n"
    assert (
        "Strategy call, Tue, Dec 8, 12 noon New York time (10 am Denver time): "
        "cancel it by Mon, Dec 7, 7 pm (5 pm Denver time), move it by Mon, Dec 7, 4 pm (2 pm Denver time)"
    ) in said(project, page, ident, TIER + MANNERS, booked)


@pytest.mark.parametrize("page", [LONG, SHORT])
@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ("cancel: 1 business day", "A call on Tue, Dec 8, 10 am: cancel it by Mon, Dec 7, 5 pm"),
        ("reschedule: 1 business day", "A call on Tue, Dec 8, 10 am: move it by Mon, Dec 7, 5 pm"),
        (
            "cancel: 1 business day, reschedule: 1 business day",
            "A call on Tue, Dec 8, 10 am: cancel or move it by Mon, Dec 7, 5 pm",
        ),
    ],
)
def test_where_nothing_is_booked_a_call_is_worked_out(project: Project, page: str, rules: str, sentence: str) -> None:
    assert sentence in said(project, page, "appointments", f"{TIER}appointments: {{{rules}}}\n")


def test_meetings_and_reports_say_the_next_date(project: Project) -> None:
    tier = TIER + "meetings: [{name: call, on: second tuesday}]\nreports: [{name: numbers, on: business day 3}]\n"
    page = pages(project(agency=SECTIONS, tiers__growth=tier))[LONG]
    text = " ".join(" ".join(one(page, "main")[0].itertext()).split())
    assert "The next one: Tue, Dec 8" in text
    assert "The next one: Thu, Dec 3" in text


def test_the_time_of_clients_has_a_date(project: Project) -> None:
    tier = (
        TIER + "duties: [{what: texts, within: 3 business days, of: our question}]\n"
        "feedback: [{what: a design, within: 5 business days}]\n"
    )
    assert "Counted from Fri, Nov 27, 4:30 pm, that is by Wed, Dec 2, 5 pm" in said(project, LONG, "together", tier)
    assert "Counted from Fri, Nov 27, 4:30 pm, that is by Fri, Dec 4, 5 pm" in said(project, LONG, "feedback", tier)


# --- the words

OFFICE = Schedule(
    HOME,
    parse_week({"mon-fri": "09:00-17:00"}),
    special=(Special(date(2026, 12, 24), date(2027, 1, 1), name="Winter <break>"),),
)
AROUND = Schedule(HOME, parse_week({"mon-sun": "24 hours"}))


def answer(target: str, at: str, schedule: Schedule = OFFICE, **more: object) -> Answer:
    hours = timeline(schedule, date(2026, 10, 1), date(2027, 6, 1))
    moment = datetime.fromisoformat(at)
    start = instant(moment.date(), moment.hour * 60 + moment.minute, zone_of(schedule.zone))
    parsed = parse_target(target)
    found = due(parsed, start, hours)
    return Answer("first_reply", Promise.model_validate({"target": target, **more}), "office", found, start, hours)


def steps(found: Answer, zone: str = HOME, language: str = "en") -> list[str]:
    return [step.striptags() for step in Speech.open(language, (), "US").steps(found, "First reply", zone, HOME)]


def test_hours_are_said_step_by_step() -> None:
    assert steps(answer("4 business hours", "2026-12-23 16:30")) == [
        "Your message arrives: Wed, Dec 23, 4:30 pm.",
        "This counts: Wed, Dec 23, 4:30 pm to 5 pm, 30 minutes.",
        "Closed, so it does not count: Thu, Dec 24 to Fri, Jan 1 (Winter <break>).",
        "Closed, so it does not count: Sat, Jan 2 and Sun, Jan 3.",
        "This counts: Mon, Jan 4, 9 am to 12:30 pm, 3 hours and 30 minutes.",
        "First reply: by Mon, Jan 4, 12:30 pm.",
    ]


def test_names_are_no_markup() -> None:
    found = Speech.open("en").steps(answer("4 business hours", "2026-12-23 16:30"), "First reply", HOME, HOME)
    assert "Winter &lt;break&gt;" in found[2]


def test_business_days_in_a_row_are_one_step() -> None:
    assert steps(answer("7 business days", FRIDAY))[1:] == [
        "Closed, so it does not count: Sat, Nov 28 and Sun, Nov 29.",
        "Business days 1 to 5: Mon, Nov 30 to Fri, Dec 4.",
        "Closed, so it does not count: Sat, Dec 5 and Sun, Dec 6.",
        "Business days 6 to 7: Mon, Dec 7 to Tue, Dec 8.",
        "First reply: by Tue, Dec 8, 5 pm.",
    ]


def test_a_closed_evening_waits_and_a_cut_off_moves_the_day() -> None:
    assert steps(answer("1 business hour", "2026-11-25 20:00"), AWAY)[1:] == [
        "We are closed. The clock starts when we open: Thu, Nov 26, 11 am (9 am Denver time).",
        "This counts: Thu, Nov 26, 11 am to 12 noon, 1 hour.",
        "First reply: by Thu, Nov 26, 12 noon (10 am Denver time).",
    ]
    assert "It counts as received on Thu, Nov 26." in steps(answer("1 business day, cut-off 15:00", "2026-11-25 16:00"))


def test_hours_of_any_day_count_through() -> None:
    assert (
        steps(answer("24 hours, any day", FRIDAY))[1]
        == "This counts: Fri, Nov 27, 4:30 pm to Sat, Nov 28, 4:30 pm, 24 hours."
    )


def test_a_day_that_ends_at_midnight_ends_a_minute_before() -> None:
    assert steps(answer("1 business day", FRIDAY, AROUND))[-1] == "First reply: by Sat, Nov 28, 11:59 pm."


def test_another_start_is_no_arrival() -> None:
    found = answer("1 business day", FRIDAY, starts=Start.APPROVAL)
    assert steps(found)[0] == "The clock starts: Fri, Nov 27, 4:30 pm."
    say = Speech.open("en")
    assert say.counted_if(found.promise) == "if that is when you approve"
    begins = answer("1 business day", FRIDAY, begins="your last file", strength=Strength.AIM)
    assert say.counted_if(begins.promise) == "if that is when the clock starts, with your last file"
    assert say.counted_if(answer("1 business day", FRIDAY).promise) == ""


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("2 business days", "by Tue, Dec 1, 5 pm"),
        ("2-4 business days", "between Tue, Dec 1, 5 pm and Thu, Dec 3, 5 pm"),
        ("every 2 business days", "for the first time by Tue, Dec 1, 5 pm"),
        ("immediately", "at once"),
        ("50% in 1 business day, 100% in 2 business days", "50% by Mon, Nov 30, 5 pm and 100% by Tue, Dec 1, 5 pm"),
        ("2 business days, or as agreed", "by Tue, Dec 1, 5 pm, or as agreed with you"),
    ],
)
def test_by_when(target: str, words: str) -> None:
    assert Speech.open("en", (), "US").by_when(answer(target, FRIDAY), HOME, HOME).striptags() == words


@pytest.mark.parametrize(
    ("moment", "name", "words"),
    [
        (Moment.IN_TIME, "", "just in time"),
        (Moment.LAST_DAY, "", "just before days on which we are closed"),
        (Moment.EVE, "Winter break", "just before days on which we are closed (Winter break)"),
        (Moment.EVE, "", "just before days on which we are closed"),
        (Moment.AFTER_HOURS, "", "after we close"),
        (Moment.WEEKEND, "", "on a weekend"),
    ],
)
def test_what_is_special_about_a_moment(moment: Moment, name: str, words: str) -> None:
    assert Speech.open("en").special(moment, name) == words


def test_a_sentence_ends_once() -> None:
    """Spanish writes `p.m.`, and the sentence that ends with it needs no second full stop."""
    assert steps(answer("4 business hours", FRIDAY), language="es")[0].endswith("4:30 p.m.")
