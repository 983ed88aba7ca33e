"""How long business time takes: `python tests/bench/bench_worktime.py`.

Times are the best of several rounds, and each is also a ratio to a yardstick of the same run, which is what can be
compared between machines: the naive way to the same answer, walking aware datetimes hour by hour (or day by day) with
`zoneinfo`. Both ways are held together first. Nothing here fails because a machine is slow.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

from holidays import country_holidays

from charter.worktime import parse_notice, parse_target, parse_week
from charter.worktime.due import due, latest_before
from charter.worktime.schedule import Schedule, SeasonHours, Special
from charter.worktime.timeline import Timeline
from charter.worktime.zones import midnights

OFFICE = Schedule("Europe/London", parse_week({"mon-fri": "9:00-17:00"}), holidays="GB-ENG")
BUSY = Schedule(
    "America/Denver",
    parse_week({"mon-thu": "8:30-12:30, 13:30-17:30", "fri": "8:30-15:00", "sat": "22:00-04:00+1"}),
    seasons=(SeasonHours("06-01", "08-31", tuple((day, ()) for day in (4,))),),
    special=(Special(date(2026, 12, 24), date(2027, 1, 1)), Special(date(2026, 11, 25), date(2026, 11, 25))),
    holidays="US-CO",
)
FIRST, LAST = date(2026, 1, 1), date(2027, 2, 4)
"""400 days."""
ARRIVES = datetime(2026, 1, 9, 16, 0, tzinfo=ZoneInfo("Europe/London"))
"""A Friday, an hour before closing."""


def naive_hours(at: datetime, hours: int) -> datetime:
    """Step by the hour through aware datetimes and count those that are open."""
    off = country_holidays("GB", subdiv="ENG", years=at.year)
    while hours:
        wall = at.astimezone(ZoneInfo("Europe/London"))
        hours -= wall.weekday() < 5 and wall.date() not in off and 9 <= wall.hour < 17
        at = at.astimezone(UTC) + timedelta(hours=1)
    return at


def naive_days(at: datetime, days: int) -> datetime:
    """Step by the day to the close of a business day."""
    off = country_holidays("GB", subdiv="ENG", years=at.year)
    while days:
        at += timedelta(days=1)
        days -= at.weekday() < 5 and at.date() not in off
    return at.replace(hour=17, minute=0)


def naive_timeline() -> list[tuple[datetime, datetime]]:
    """Make the openings of 400 days as instants, asking for everything anew."""
    zone, off = ZoneInfo("Europe/London"), country_holidays("GB", subdiv="ENG", years=(2026, 2027))
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    walls = [
        datetime(day.year, day.month, day.day, tzinfo=zone) for day in days if day.weekday() < 5 and day not in off
    ]
    return [(wall.replace(hour=9).astimezone(UTC), wall.replace(hour=17).astimezone(UTC)) for wall in walls]


def best(work, rounds: int = 7, seconds: float = 0.05) -> float:
    """Give the seconds of one call in the quickest of some rounds."""
    started, calls = perf_counter(), 0
    while calls == 0 or perf_counter() - started < seconds:
        work()
        calls += 1
    found = []
    for _ in range(rounds):
        started = perf_counter()
        for _ in range(calls):
            work()
        found.append((perf_counter() - started) / calls)
    return min(found)


def fresh_timeline(schedule: Schedule) -> Timeline:
    midnights.cache_clear()
    return Timeline(schedule, FIRST, LAST)


def main() -> None:
    hours, at = Timeline(OFFICE, FIRST, LAST), int(ARRIVES.timestamp())
    naive = {
        "hours": best(lambda: naive_hours(ARRIVES, 8)),
        "days": best(lambda: naive_days(ARRIVES, 2)),
        "timeline": best(naive_timeline),
    }
    assert due(parse_target("8 business hours"), at, hours)[0].latest == naive_hours(ARRIVES, 8).timestamp()
    assert due(parse_target("2 business days"), at, hours)[0].latest == naive_days(ARRIVES, 2).timestamp()
    assert len(hours.starts) == len(naive_timeline())
    print(f"{'':48}{'microseconds':>14}{'naive':>10}{'ratio':>8}")  # noqa: T201
    for what, work, yardstick in [*targets(at, hours), *notices(at, hours), *timelines()]:
        took = best(work)
        print(f"{what:48}{took * 1e6:14.2f}{naive[yardstick] * 1e6:10.1f}{took / naive[yardstick]:8.3f}")  # noqa: T201


def targets(at: int, hours: Timeline):
    texts = ["8 business hours", "24 hours, any day", "2 business days", "same business day by 12:00, cut-off 10:00"]
    texts += ["1-2 business days", "50% in 1 business day, 100% in 5 business days", "every 2 business days"]
    for text in texts:
        target = parse_target(text)
        yield text, lambda target=target: due(target, at, hours), "hours" if "hours" in text else "days"


def notices(at: int, hours: Timeline):
    later = at + 14 * 24 * 3600
    for text in ["4 business hours", "1 clear business day"]:
        notice = parse_notice(text)
        yield (
            f"{text} before",
            lambda notice=notice: latest_before(notice, later, hours),
            ("hours" if "hours" in text else "days"),
        )


def timelines():
    yield "400 days, office, English holidays", lambda: fresh_timeline(OFFICE), "timeline"
    yield "the same, a second schedule of the zone", lambda: Timeline(OFFICE, FIRST, LAST), "timeline"
    yield "400 days, split, nights, season, closures", lambda: fresh_timeline(BUSY), "timeline"


if __name__ == "__main__":
    main()
