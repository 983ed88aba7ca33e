"""What stands in a client's calendar, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import lives
from conftest import AGENCY, CLIENT, TIER
from feeds import CALLS, by_summary, events, made, office
from files import DAY, files

from charter import compute, pipeline
from charter.worktime.zones import zone_of


def test_a_closure_ends_on_the_day_after_its_last(project) -> None:
    closures = "closures: [{name: Winter break, from: 2026-12-24, to: 2027-01-01, last_requests: 2026-12-17 12:00}]"
    found = by_summary(made(project, office(closures)))
    event = found["Northlight is closed: Winter break"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 12, 24), date(2027, 1, 2))
    assert "send it by Thursday, December 17, 2026, 12 noon" in event["DESCRIPTION"]
    last = found["Last requests before: Winter break"]
    assert last.decoded("DTSTART") == datetime(2026, 12, 17, 12, tzinfo=zone_of("America/Denver"))


def test_an_early_close_says_the_hours_and_their_zone(project) -> None:
    closures = "closures: [{name: Early close, on: 2026-12-18, hours: 09:00-12:00}]"
    found = by_summary(made(project, office(closures)))
    event = found["Northlight is open 9 am to 12 noon Denver time only: Early close"]
    denver = zone_of("America/Denver")
    assert event.decoded("DTSTART") == datetime(2026, 12, 18, 9, tzinfo=denver)
    assert event.decoded("DTEND") == datetime(2026, 12, 18, 12, tzinfo=denver)
    assert len(found) == 1


def test_hours_are_said_by_the_clock_of_their_calendar(project) -> None:
    more = "timezone: Europe/Berlin, closures: [{name: Early close, on: 2026-12-18, hours: 09:00-12:00}]"
    found = by_summary(made(project, office(more)))
    event = found["Northlight is open 9 am to 12 noon Berlin time only: Early close"]
    assert event.decoded("DTSTART") == datetime(2026, 12, 18, 9, tzinfo=zone_of("Europe/Berlin"))


def test_days_of_every_month_are_off_unless_something_else_counts(project) -> None:
    more = "recurring: [{name: Training, every: first and third wednesday}], closures: [{name: Break, on: 2026-12-16}]"
    found = [one.decoded("DTSTART") for one in events(made(project, office(more))) if "Training" in one["SUMMARY"]]
    assert found[:3] == [date(2026, 12, 2), date(2027, 1, 6), date(2027, 1, 20)]
    assert len(found) == 23


def test_a_call_is_on_the_clients_clock_with_its_last_moments(project) -> None:
    found = by_summary(made(project, client=CALLS))
    call = found["Strategy call with Northlight"]
    berlin = zone_of("Europe/Berlin")
    assert call.decoded("DTSTART") == datetime(2026, 12, 8, 18, tzinfo=berlin)
    assert call["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert call.decoded("DTEND") - call.decoded("DTSTART") == timedelta(minutes=45)
    assert str(call["TRANSP"]) == "OPAQUE"
    denver = zone_of("America/Denver")
    rings = [call.decoded("DTSTART") + alarm.decoded("TRIGGER") for alarm in call.walk("VALARM")]
    assert rings == [datetime(2026, 12, 6, hour, tzinfo=denver) for hour in (17, 14)]
    assert str(call["DESCRIPTION"]).splitlines() == [
        "Cancel it by Tue, 8 Dec, 01:00 (Mon, 7 Dec, 17:00 Denver time).",
        "Move it by Mon, 7 Dec, 22:00 (14:00 Denver time).",
    ]
    assert found["Last moment to cancel: Strategy call"].decoded("DTSTART") == datetime(2026, 12, 7, 17, tzinfo=denver)
    assert found["Last moment to move: Strategy call"].decoded("DTSTART") == datetime(2026, 12, 7, 14, tzinfo=denver)


def test_what_is_withdrawn_is_cancelled_and_closes_nothing(project) -> None:
    closures = "closures: [{name: Workshop, on: 2026-12-02, withdrawn: yes}]"
    agency = office(closures)
    before = by_summary(made(project, agency.replace(", withdrawn: yes", ""), CALLS))
    after = by_summary(made(project, agency, CALLS.replace("10:00}", "10:00, withdrawn: yes}")))
    for name in ("Northlight is closed: Workshop", "Strategy call with Northlight"):
        assert str(before[name]["STATUS"]) == "CONFIRMED"
        assert str(after[f"Cancelled: {name}"]["STATUS"]) == "CANCELLED"
        assert before[name]["UID"] == after[f"Cancelled: {name}"]["UID"]
    root = project(agency=agency, clients__harbor=CLIENT + CALLS.replace("10:00}", "10:00, withdrawn: yes}"))
    facts = compute.facts(files_charter(root), DAY)
    assert facts.closures == ()
    assert facts.booked == ()
    assert facts.clocks.of("office").business_day(date(2026, 12, 2))


def files_charter(root):
    return pipeline.load(root).clients["harbor"].charter


def test_meetings_and_reports_come_for_a_year_and_keep_their_uid(project) -> None:
    agency = AGENCY + "meetings: [{name: Review, on: first tuesday}]\nreports: [{name: Report, on: day 15}]\n"
    found = [event for event in events(made(project, agency)) if "Review" in event["SUMMARY"]]
    assert [event.decoded("DTSTART") for event in found][:2] == [date(2026, 12, 1), date(2027, 1, 5)]
    assert len(found) == 12
    moved = events(made(project, agency.replace("first tuesday", "second tuesday")))
    uids = {str(event["UID"]) for event in moved if "Review" in event["SUMMARY"]}
    assert uids >= {str(event["UID"]) for event in found}


def test_an_invoice_is_paid_by_a_date(project) -> None:
    agency = AGENCY + "billing: {invoice: business day 1, due: 14 days, how: [bank transfer]}\n"
    fee = {"content/tiers/growth.yaml": TIER + "fee: {amount: 99, currency: USD, per: month}\n"}
    data = files(project(fee, agency=agency), {"calendar"})["calendar.ics"]
    found = events(data)
    assert [one.decoded("DTSTART") for one in found[:2]] == [date(2026, 12, 15), date(2027, 1, 15)]
    assert len(found) == 12
    yearly = {name: text.replace("month", "year") for name, text in fee.items()}
    assert events(files(project(yearly, agency=agency), {"calendar"})["calendar.ics"]) == []


def test_maintenance_comes_every_week_by_the_clock_of_the_agency(project) -> None:
    agency = AGENCY + "maintenance: [{what: the portal, hours: {sat: 21:00-23:00}, notice: 3 business days}]\n"
    [event] = events(made(project, agency, client="timezone: Europe/Berlin\n"))
    assert event["DTSTART"].params["TZID"] == "America/Denver"
    assert event.decoded("DTSTART") == datetime(2026, 11, 28, 21, tzinfo=zone_of("America/Denver"))
    assert event["RRULE"]["UNTIL"] == [datetime(2027, 11, 21, 4, tzinfo=UTC)]


def test_nothing_comes_again_after_the_end(project) -> None:
    agency = AGENCY + "meetings: [{name: Review, on: first tuesday}]\n"
    found = by_summary(made(project, agency, client="since: 2026-12-20\nuntil: 2027-01-31\n"))
    assert list(found) == ["Our work together begins", "Review with Northlight", "Our work together ends"]


def test_a_time_that_clocks_show_twice_is_said_in_utc(project) -> None:
    client = "timezone: Europe/Berlin\nbooked: [{what: Late call, at: 2027-10-30 18:30}]\n"
    event = by_summary(made(project, client=client, day=date(2027, 10, 1)))["Late call with Northlight"]
    assert event.decoded("DTSTART").timestamp() == datetime(2027, 10, 31, 0, 30, tzinfo=UTC).timestamp()
    later = client.replace("18:30", "19:30")
    event = by_summary(made(project, client=later, day=date(2027, 10, 1)))["Late call with Northlight"]
    assert event["DTSTART"].to_ical() == b"20271031T013000Z"


def test_withdrawn_closures_of_others_are_not_said(project) -> None:
    other = "  night: {hours: {mon: 20:00-22:00}, closures: [{name: Secret, on: 2026-12-02, withdrawn: yes}]}\n"
    assert events(made(project, AGENCY.replace("channels:", other + "channels:", 1))) == []


def test_a_former_client_has_days_off_only(project) -> None:
    more = CALLS + "state: former\nuntil: 2026-10-01\ngoals: [{goal: Leads, by: 2027-01-01}]\n"
    assert events(made(project, client=more)) == []


def test_steps_and_goals_have_their_dates(project) -> None:
    client = (
        "first_steps: [{what: send us photos, who: you, by: 2026-12-01}]\ngoals: [{goal: 40 leads, by: 2027-03-31}]\n"
    )
    found = by_summary(made(project, client=client))
    assert found["Send us photos (You do this)"].decoded("DTSTART") == date(2026, 12, 1)
    assert found["Goal: 40 leads"].decoded("DTSTART") == date(2027, 3, 31)


# --- days off on the client's own dates

AUCKLAND = "timezone: Pacific/Auckland\n"
BREAK = "closures: [{name: Break, from: 2026-12-24, to: 2026-12-25, last_requests: 2026-12-17 12:00}]"


def test_a_day_off_is_on_the_clients_dates(project) -> None:
    event = by_summary(made(project, office(BREAK), AUCKLAND))["Northlight is closed: Break"]
    auckland = zone_of("Pacific/Auckland")
    assert event.decoded("DTSTART") == datetime(2026, 12, 25, 5, tzinfo=auckland)
    assert event.decoded("DTEND") == datetime(2026, 12, 26, 13, tzinfo=auckland)
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_whole_days_stay_whole_where_they_are_the_same_dates(project) -> None:
    event = by_summary(made(project, office(BREAK), "timezone: America/New_York\n"))["Northlight is closed: Break"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 12, 24), date(2026, 12, 26))


def test_a_closure_of_days_on_which_nobody_works_is_all_of_their_time(project) -> None:
    weekend = "closures: [{name: Move, from: 2026-12-05, to: 2026-12-06}]"
    event = by_summary(made(project, office(weekend), AUCKLAND))["Northlight is closed: Move"]
    denver = zone_of("America/Denver")
    assert event.decoded("DTSTART") == datetime(2026, 12, 5, tzinfo=denver)
    assert event.decoded("DTEND") == datetime(2026, 12, 7, tzinfo=denver)


def test_a_holiday_is_the_time_in_which_somebody_would_be_there(project) -> None:
    event = events(made(project, office("holidays: US"), AUCKLAND))[0]
    assert str(event["SUMMARY"]) == "Northlight is closed: Thanksgiving Day"
    assert event.decoded("DTSTART") == datetime(2026, 11, 27, 5, tzinfo=zone_of("Pacific/Auckland"))


def test_last_requests_are_said_by_both_clocks(project) -> None:
    event = by_summary(made(project, office(BREAK), AUCKLAND))["Northlight is closed: Break"]
    assert "send it by Fri, 18 Dec, 8 am (Thu, 17 Dec, 12 noon Denver time)" in event["DESCRIPTION"]


# --- parts of days


def test_each_stretch_of_an_early_close_is_an_event(project) -> None:
    closures = "closures: [{name: Move, on: 2026-12-18, hours: '09:00-10:00, 15:00-16:00'}]"
    found = events(made(project, office(closures)))
    denver = zone_of("America/Denver")
    assert [(one.decoded("DTSTART").hour, one.decoded("DTEND").hour) for one in found] == [(9, 10), (15, 16)]
    assert {one.decoded("DTSTART").date() for one in found} == {datetime(2026, 12, 18, tzinfo=denver).date()}
    assert len({str(one["UID"]) for one in found}) == 2
    whole = events(made(project, office(closures.replace(", 15:00-16:00", ""))))
    assert str(whole[0]["UID"]) == str(found[0]["UID"])


def test_an_early_close_says_its_hours_by_both_clocks(project) -> None:
    closures = "closures: [{name: Early close, on: 2026-12-18, hours: 09:00-12:00}]"
    [event] = events(made(project, office(closures), "timezone: America/New_York\n"))
    assert str(event["DESCRIPTION"]) == "Open 9 am to 12 noon Denver time (11 am to 2 pm New York time)."
    [event] = events(made(project, office(closures), "timezone: Asia/Tokyo\n"))
    assert str(event["DESCRIPTION"]) == "Open 9 am to 12 noon Denver time (Sat, Dec 19: 1 am to 4 am Tokyo time)."
    [event] = events(made(project, office(closures), "timezone: America/Boise\n"))
    assert str(event["DESCRIPTION"]) == "Open 9 am to 12 noon Denver time."


# --- what is withdrawn, and what several calendars have


def test_what_is_withdrawn_says_so_in_its_name(project) -> None:
    agency = office(BREAK.replace("12:00}", "12:00, withdrawn: yes}"))
    found = by_summary(made(project, agency, CALLS.replace("10:00}", "10:00, withdrawn: yes}")))
    assert list(found) == [
        "Cancelled: Last moment to move: Strategy call",
        "Cancelled: Last moment to cancel: Strategy call",
        "Cancelled: Strategy call with Northlight",
        "Cancelled: Last requests before: Break",
        "Cancelled: Northlight is closed: Break",
    ]
    assert {str(one["STATUS"]) for one in found.values()} == {"CANCELLED"}


def test_calendars_are_named_after_what_it_is(project) -> None:
    closures = "name: Office hours, closures: [{name: Break, on: 2026-12-24}, {name: Early, on: 2026-12-23, hours: 09:00-12:00}]"
    agency = office(closures).replace("channels:", "  long: {hours: {mon-sun: 07:00-20:00}}\nchannels:", 1)
    agency = agency.replace("address: hello@northlight.example", "address: hello@northlight.example, calendar: office")
    found = by_summary(made(project, agency + "calendar: long\n"))
    assert list(found) == ["Other hours: Early (Office hours)", "Closed: Break (Office hours)"]


def test_the_day_of_a_coming_change_is_in_the_calendar(project) -> None:
    root = lives.life(project)
    loaded = pipeline.load(root, today=lambda _zone: lives.DAY)
    [_, (_, [made_of_it])] = pipeline.render(loaded, lives.DAY, ["harbor"], {"calendar"})
    event = by_summary(made_of_it.data)["Northlight: what you can expect changes"]
    assert event.decoded("DTSTART") == lives.STARTS
    assert event["DESCRIPTION"].startswith("A question: first reply. From December 28, 2026: within 2 business days.")
    assert "We would rather keep it." in event["DESCRIPTION"]
