"""A change of hours or of a season says which promises it moves, with examples that both charters bear out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from diffing import DAY, GONE, base, edited

from charter.compute.asking import Sent, answers
from charter.diff import Verdict, changes, view_of

FRIDAY = ("calendars.office.hours.fri", "09:00-15:00")
PARTY = ("calendars.office.closures.+", {"on": "2027-03-05", "name": "Party"})
EDITS = [
    FRIDAY,
    PARTY,
    ("calendars.office.timezone", "America/Chicago"),
    ("calendars.office.holidays", GONE),
    ("calendars.office.holidays", "US-CA"),
    ("calendars.office.seasons.0.from", "05-25"),
    ("calendars.office.recurring.0.every", "first thursday"),
    ("calendars.office.closures.0", GONE),
    ("calendars.desk.hours.mon-fri", "08:00-17:00"),
    ("calendar", "desk"),
    ("seasons.peak.from", "01-02"),
]
TARGETS = [
    ("commitments.question.0.first_reply.0.target", "4 business hours"),
    ("commitments.change.0.finish.0.target", "85% in 10 business days, 100% in 40 business days"),
    ("commitments.urgent.0.arrives", "before 13:50"),
    ("commitments.emergency.0.calendar", "24/7"),
    ("commitments.talk.2.arrives_by", "day 8"),
]


def views(*edits):
    return view_of(base(), DAY), view_of(edited(*edits), DAY)


def instants(view, request, metric, route, at):
    """All instants by which something is promised for a message, as `charter when` works them out."""
    found = answers(view.clocks, Sent(at, request, route.channel or "none", route.severity, route.language))
    return {due.latest for one in found if one.metric == metric for due in one.due} or {None}


def name(edit):
    return edit[0]


@pytest.mark.parametrize("edit", EDITS, ids=name)
def test_examples_of_effects_are_right(edit):
    old, new = views(edit)
    [change] = changes(old, new)
    assert change.effects
    for effect in change.effects:
        assert effect.examples
        for example in effect.examples:
            assert example.before in instants(old, effect.request, effect.metric, effect.route, example.at)
            assert example.after in instants(new, effect.request, effect.metric, effect.route, example.at)
            assert example.before != example.after


@pytest.mark.parametrize("edit", TARGETS, ids=name)
def test_examples_of_promises_are_right(edit):
    old, new = views(edit)
    for change in changes(old, new):
        if change.verdict is not Verdict.NEUTRAL:
            for example in change.examples:
                found = [instants(view, *change.path[1:], change.route, example.at) for view in (old, new)]
                assert example.before in found[0]
                assert example.after in found[1]


def test_friday_moves_the_promises_counted_in_the_office():
    [change] = changes(*views(FRIDAY))
    moved = {(effect.request, effect.metric) for effect in change.effects}
    assert ("question", "first_reply") in moved
    assert ("emergency", "acknowledge") not in moved
    assert {request for request, _ in moved} == {"question", "urgent", "change", "talk"}


def test_an_effect_shows_what_is_later_by_most_and_what_is_earlier():
    [change] = changes(*views(FRIDAY))
    effect = next(one for one in change.effects if (one.request, one.metric) == ("question", "first_reply"))
    assert [example.is_later for example in effect.examples] in ([True], [False], [True, False])
    assert change.verdict is Verdict.WORSE


def test_a_firmness_that_is_lost_is_no_example_of_a_reply_that_never_comes():
    [change] = changes(*views(("commitments.question.0.first_reply.0.strength", "aim")))
    assert change.verdict is Verdict.WORSE
    assert change.examples == ()


def test_a_promise_that_is_gone_has_an_example_without_an_end():
    [change] = changes(*views(("commitments.question.0.first_reply", GONE)))
    [example] = change.examples
    assert example.before is not None
    assert example.after is None


def test_holidays_that_were_not_known_are_nobody_s_doing():
    calendars = {"office": ((DAY.replace(month=12, day=25), "Christmas Day"),)}
    old, new = view_of(base(), DAY, calendars), view_of(base(), DAY)
    found = [change for change in changes(old, new) if change.path[2] == "holidays"]
    assert found
    assert not any(change.is_ours for change in found)
    assert {change.verdict for change in found if change.is_promise} == {Verdict.WORSE}
    assert {change.verdict for change in changes(new, old) if change.is_promise} == {Verdict.BETTER}


def test_holidays_known_as_they_are_now_change_nothing():
    now = view_of(base(), DAY)
    dates = (DAY + timedelta(days=number) for number in range(-400, 900))
    known = tuple((day, "Feiertag") for day in dates if now.clocks.schedules["office"].holiday(day))
    then = view_of(base(), DAY, {"office": known, "night": known})
    assert then.clocks.schedules == now.clocks.schedules


def test_a_promise_is_judged_apart_from_the_hours():
    """Fewer hours on Friday do not make a promise worse that has lost an exclusion; they are told by themselves."""
    unless = ("commitments.emergency.0.acknowledge.0.unless", GONE)
    old, new = views(unless, ("calendars.desk.hours.mon-fri", "08:00-17:00"))
    found = {change.path: change.verdict for change in changes(old, new)}
    assert found["commitments", "emergency", "acknowledge"] is Verdict.BETTER
    assert found["calendars", "desk", "hours"] is Verdict.WORSE


def test_what_is_counted_in_the_client_s_days_moves_with_the_client():
    rows = ("commitments.question.0.calendar", "client")
    old, new = view_of(edited(rows), DAY), view_of(edited(rows, ("client.timezone", "America/Denver")), DAY)
    [change] = changes(old, new)
    assert change.path == ("client", "timezone")
    assert change.verdict is Verdict.WORSE
    assert {effect.metric for effect in change.effects} == {"first_reply", "finish"}


def test_hours_that_only_others_lie_outside_of_are_judged_by_those():
    """Who meets nothing but the hours outside of the desk's wins what the desk loses."""
    night = ("calendars.late", {"outside": "unused"})
    channel = ("channels.phone.calendar", "late")
    old = edited(night, channel)
    new = edited(("calendars.unused.hours.mon-fri", "10:00-11:00"), of=old)
    [change] = changes(view_of(old, DAY), view_of(new, DAY))
    assert change.path == ("calendars", "unused", "hours")
    assert change.verdict is Verdict.BETTER


def test_what_takes_years_is_compared_by_its_length():
    path = "commitments.question.0.first_reply.0.target"
    [change] = changes(view_of(edited((path, "24 months")), DAY), view_of(edited((path, "36 months")), DAY))
    assert change.verdict is Verdict.WORSE
    assert change.examples == ()
