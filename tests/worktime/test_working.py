"""How an answer comes about: the steps of a handful of cases, each with what counted and what did not."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from charter.worktime import parse_target, parse_week
from charter.worktime.due import due
from charter.worktime.schedule import Schedule, Special
from charter.worktime.timeline import timeline
from charter.worktime.working import working
from charter.worktime.zones import instant, local, zone_of

LONDON = Schedule(
    "Europe/London",
    parse_week({"mon-fri": "9:00-17:30"}),
    special=(Special(date(2026, 1, 13), date(2026, 1, 13), name="Stocktaking"),),
    holidays="GB-ENG",
)
WEEKDAYS = Schedule("Europe/London", parse_week({"mon-fri": "24 hours"}))
NIGHTS = Schedule("Europe/London", parse_week({"mon-fri": "22:00-06:00+1"}))
NO_MONDAY = Schedule("Europe/London", NIGHTS.week, special=(Special(date(2026, 1, 12), date(2026, 1, 12)),))


def steps(schedule, target, arrives):
    """Write each step as `counts Fri 16:30 - Fri 17:30`, a closed stretch with its dates and its name."""
    hours = timeline(schedule, date(2025, 12, 1), date(2026, 3, 1))
    moment = datetime.fromisoformat(arrives)
    at = instant(moment.date(), moment.hour * 60 + moment.minute, zone_of(schedule.zone))
    parsed = parse_target(target)
    return [written(step, schedule) for step in working(parsed, at, due(parsed, at, hours)[0].latest, hours)]


def written(step, schedule):
    if step.happens == "closed":
        return " ".join(["closed", *dict.fromkeys(f"{day:%a}" for day in step.days), step.name]).strip()
    start, end = (f"{local(at, zone_of(schedule.zone)):%a %H:%M}" for at in (step.start, step.end))
    return f"{step.happens} {start}" if start == end else f"{step.happens} {start} - {end}"


@pytest.mark.parametrize(
    ("schedule", "target", "arrives", "found"),
    [
        pytest.param(
            LONDON,
            "2 business hours",
            "2026-01-05 10:00",
            ["arrives Mon 10:00", "counts Mon 10:00 - Mon 12:00", "due Mon 12:00"],
            id="within a day",
        ),
        pytest.param(
            LONDON,
            "4 business hours",
            "2026-01-09 16:30",
            [
                "arrives Fri 16:30",
                "counts Fri 16:30 - Fri 17:30",
                "closed Sat Sun",
                "counts Mon 09:00 - Mon 12:00",
                "due Mon 12:00",
            ],
            id="over a weekend",
        ),
        pytest.param(
            LONDON,
            "4 business hours",
            "2026-01-10 11:00",
            [
                "arrives Sat 11:00",
                "waits Sat 11:00 - Mon 09:00",
                "closed Sat Sun",
                "counts Mon 09:00 - Mon 13:00",
                "due Mon 13:00",
            ],
            id="on a Saturday, which is closed too",
        ),
        pytest.param(
            LONDON,
            "1 business hour",
            "2026-01-09 18:00",
            [
                "arrives Fri 18:00",
                "waits Fri 18:00 - Mon 09:00",
                "closed Sat Sun",
                "counts Mon 09:00 - Mon 10:00",
                "due Mon 10:00",
            ],
            id="on a Friday evening, which is no closed day",
        ),
        pytest.param(
            LONDON,
            "2 business days",
            "2026-01-09 10:00",
            [
                "arrives Fri 10:00",
                "closed Sat Sun",
                "day Mon 09:00 - Mon 17:30",
                "closed Tue Stocktaking",
                "day Wed 09:00 - Wed 17:30",
                "due Wed 17:30",
            ],
            id="business days",
        ),
        pytest.param(
            LONDON,
            "1 business day",
            "2026-01-10 10:00",
            ["arrives Sat 10:00", "closed Sat Sun", "day Mon 09:00 - Mon 17:30", "due Mon 17:30"],
            id="business days from a Saturday",
        ),
        pytest.param(
            LONDON,
            "1 business day, cut-off 15:00",
            "2026-01-09 15:01",
            [
                "arrives Fri 15:01",
                "closed Sat Sun",
                "received Mon 09:00",
                "closed Tue Stocktaking",
                "day Wed 09:00 - Wed 17:30",
                "due Wed 17:30",
            ],
            id="after the cut-off",
        ),
        pytest.param(
            LONDON,
            "1 business day, cut-off 15:00",
            "2026-01-10 11:00",
            [
                "arrives Sat 11:00",
                "closed Sat Sun",
                "received Mon 09:00",
                "closed Tue Stocktaking",
                "day Wed 09:00 - Wed 17:30",
                "due Wed 17:30",
            ],
            id="on a Saturday with a cut-off",
        ),
        pytest.param(
            LONDON,
            "1 business day",
            "2025-12-24 10:00",
            [
                "arrives Wed 10:00",
                "closed Thu Christmas Day",
                "closed Fri Boxing Day",
                "closed Sat Sun",
                "day Mon 09:00 - Mon 17:30",
                "due Mon 17:30",
            ],
            id="holidays by name",
        ),
        pytest.param(
            LONDON,
            "24 hours, any day",
            "2026-01-09 16:30",
            ["arrives Fri 16:30", "counts Fri 16:30 - Sat 16:30", "due Sat 16:30"],
            id="elapsed time has no closed days",
        ),
        pytest.param(
            LONDON,
            "same business day",
            "2026-01-05 10:00",
            ["arrives Mon 10:00", "due Mon 17:30"],
            id="the same day",
        ),
        pytest.param(
            LONDON,
            "same business day",
            "2026-01-10 10:00",
            ["arrives Sat 10:00", "closed Sat Sun", "day Mon 09:00 - Mon 17:30", "due Mon 17:30"],
            id="the same day, on a Saturday",
        ),
        pytest.param(
            WEEKDAYS,
            "8 business hours",
            "2026-01-09 20:00",
            [
                "arrives Fri 20:00",
                "counts Fri 20:00 - Sat 00:00",
                "closed Sat Sun",
                "counts Mon 00:00 - Mon 04:00",
                "due Mon 04:00",
            ],
            id="24 hours on weekdays: the Saturday begins at the closing",
        ),
        pytest.param(
            NIGHTS,
            "10 business hours",
            "2026-01-09 22:00",
            [
                "arrives Fri 22:00",
                "counts Fri 22:00 - Sat 06:00",
                "closed Sun",
                "counts Mon 22:00 - Tue 00:00",
                "due Tue 00:00",
            ],
            id="a night goes on into the Saturday",
        ),
        pytest.param(
            NIGHTS,
            "1 business day",
            "2026-01-05 10:00",
            ["arrives Mon 10:00", "day Tue 22:00 - Wed 06:00", "due Wed 06:00"],
            id="a business day that ends with its night",
        ),
        pytest.param(
            NIGHTS,
            "same business day",
            "2026-01-05 10:00",
            ["arrives Mon 10:00", "due Tue 06:00"],
            id="the same day, which ends with its night",
        ),
        pytest.param(
            LONDON,
            "1 business day by 24:00",
            "2026-01-05 10:00",
            ["arrives Mon 10:00", "day Tue 09:00 - Tue 17:30", "due Wed 00:00"],
            id="midnight is the end of its day",
        ),
        pytest.param(
            NO_MONDAY,
            "1 business day",
            "2026-01-09 10:00",
            ["arrives Fri 10:00", "closed Sun Mon", "day Tue 22:00 - Wed 06:00", "due Wed 06:00"],
            id="a closed Monday among nights",
        ),
    ],
)
def test_steps(schedule, target, arrives, found):
    assert steps(schedule, target, arrives) == found
