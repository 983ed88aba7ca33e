"""Random hours and questions, each once as the engine reads them and once in the plain values of the oracle."""

from __future__ import annotations

from datetime import date, timedelta

from holidays import country_holidays
from oracle import DAY, Plain

from charter.worktime import (
    LAST,
    Amount,
    Clock,
    DayOfMonth,
    Duration,
    Edge,
    Interval,
    Notice,
    NthWeekdays,
    Percentiles,
    RelativeDay,
    Span,
    Step,
    TimeOfDay,
    Unit,
    WeeklyHours,
    Words,
)
from charter.worktime.due import due, latest_before
from charter.worktime.schedule import Monthly, Schedule, SeasonHours, Special

ONE = timedelta(days=1)
BEFORE, AFTER = 34, 40
"""Days that are known around a change of clocks."""
MONTH_DAYS = [DayOfMonth(15), DayOfMonth(31), DayOfMonth(LAST), NthWeekdays((1, 3), 2), NthWeekdays((LAST,), 4)]


# Random hours, as plain values.


def some_spans(random, *, night):
    """Hours of one day: one stretch or two, by the quarter or by the minute, sometimes past midnight."""
    grain = random.choice([1, 15, 30])
    edges = sorted({random.randrange(0, DAY, grain) for _ in range(random.choice([2, 2, 4]))})
    found = list(zip(edges[::2], edges[1::2], strict=False)) or [(540, 1020)]
    free = found[-1][1] + 1
    if not night or free >= DAY:
        return found
    evening = random.randint(free, DAY - 1)
    return [*found, (evening, DAY + random.randint(1, evening))]


def some_week(random):
    style = random.choice(["office", "split", "any", "nights", "always", "weekdays"])
    if style == "always":
        return {key: [(0, DAY)] for key in range(7)}
    if style == "weekdays":
        return {key: [(0, DAY)] for key in range(5)}
    if style == "office":
        return {key: [(540, 1050)] for key in range(5)}
    if style == "split":
        return {key: [(510, 750), (810, 1050)] for key in range(5)}
    days = random.sample(range(7), random.randint(1, 7))
    return {day: some_spans(random, night=style == "nights") for day in days}


def some_hours(random, change):
    """Give hours as the engine reads them and as the oracle does."""
    zone, day, region = change
    first, last = day - BEFORE * ONE, day + AFTER * ONE
    plain = Plain(zone, some_week(random))
    schedule = Schedule(
        zone,
        WeeklyHours(*(spans(plain.week.get(number, [])) for number in range(7))),
        seasons=tuple(some_seasons(random, plain)),
        monthly=tuple(some_monthly(random)),
        special=tuple(some_special(random, day, first, last)),
        holidays=region if random.random() < 0.5 else "",
    )
    plain.special = dates_with_hours(schedule, first, last)
    return schedule, plain, first, last


def some_seasons(random, plain):
    for _ in range(random.choice([0, 1, 2])):
        ends = [(random.randint(1, 12), random.randint(1, 28)) for _ in range(2)]
        hours = {
            day: random.choice([[], some_spans(random, night=False)])
            for day in random.sample(range(7), random.randint(1, 7))
        }
        plain.seasons.append((*ends, hours))
        first, last = (f"{month:02}-{number:02}" for month, number in ends)
        yield SeasonHours(first, last, tuple((day, spans(found)) for day, found in hours.items()))


def some_monthly(random):
    for rule in random.sample(MONTH_DAYS, random.choice([0, 0, 1, 2])):
        yield Monthly(rule, spans(random.choice([[], [(600, 720)]])))


def some_special(random, change, first, last):
    """Closures and hours of single dates, among them short spans around a change of clocks."""
    if random.random() < 0.3:
        early = sorted(random.sample(range(0, 240, 5), 6))
        yield Special(change, change, spans(zip(early[::2], early[1::2], strict=True)))
    for _ in range(random.choice([0, 1, 3])):
        start = first + random.randrange((last - first).days) * ONE
        hours = random.choice([[], [], [(540, 720)], some_spans(random, night=False)])
        yield Special(start, start + random.choice([0, 0, 1, 5]) * ONE, spans(hours))


def spans(pairs):
    return tuple(Span(start, end) for start, end in pairs)


def dates_with_hours(schedule, first, last):
    """Spell out every exception date by date: holidays, over them days of every month, over them single dates."""
    country, _, part = schedule.holidays.partition("-")
    off = country_holidays(country, subdiv=part or None, years=range(first.year - 1, last.year + 2)) if country else {}
    found = {}
    for number in range(-5, (last - first).days + 6):
        day = first + number * ONE
        if day in off:
            found[day] = ()
        for hours in reversed([one.hours for one in schedule.monthly if comes(one.day, day)]):
            found[day] = hours
        for one in reversed(schedule.special):
            if one.first <= day <= one.last:
                found[day] = one.hours
    return {day: [(span.start, span.end) for span in hours] for day, hours in found.items()}


def comes(rule, day):
    """Whether a day of every month is a date, found by counting through the month."""
    month = [day.replace(day=1) + number * ONE for number in range(31)]
    month = [one for one in month if one.month == day.month]
    if isinstance(rule, DayOfMonth):
        return day == (month[-1] if rule.day == LAST else month[min(rule.day, len(month)) - 1])
    alike = [one for one in month if one.weekday() == rule.day]
    return day in [alike[place if place == LAST else place - 1] for place in rule.places if place <= len(alike)]


# Random questions: (what, how the engine is asked, how the oracle is).

UNITS = {"days": Unit.DAY, "weeks": Unit.WEEK, "months": Unit.MONTH}


def some_by(random):
    by = random.choice([None, "open", "close", random.randrange(0, DAY + 1, 30)])
    return by, TimeOfDay(by) if isinstance(by, int) else None if by is None else Edge(by)


def some_amount(random):
    """Give an amount as the engine reads it, and the oracle's."""
    kind = random.choice(["minutes"] * 4 + ["business days"] * 4 + ["days", "weeks", "months"])
    if kind == "minutes":
        clock = random.choice(list(Clock))
        count = random.choice([random.randint(1, 600), random.randint(1, 40) * 60])
        hours = count % 60 == 0
        return Amount(None, count // 60 if hours else count, Unit.HOUR if hours else Unit.MINUTE, clock), (
            kind,
            count,
            str(clock),
        )
    if kind == "business days":
        count = random.randint(1, 8)
        return Amount(None, count, Unit.DAY, Clock.BUSINESS), (kind, count)
    count = 1 if kind == "months" else random.randint(1, 3 if kind == "weeks" else 12)
    return Amount(None, count, UNITS[kind], Clock.ANY_DAY if kind == "days" else None), (kind, count)


def some_target(random):
    if random.random() < 0.25:
        (by, text), cut_off = some_by(random), random.choice([None, random.randrange(0, DAY + 1, 30)])
        days = random.choice([0, 1])
        return RelativeDay(days, text, None if cut_off is None else TimeOfDay(cut_off)), ("relative", days, by, cut_off)
    if random.random() < 0.05:
        return Words.IMMEDIATELY, ("immediately",)
    amount, plain = some_amount(random)
    if plain[0] != "business days":
        wrap = random.choice([Duration, Interval, lambda one: Percentiles((Step(90, one),))])
        return wrap(amount), plain
    (by, text), cut_off = some_by(random), random.choice([None, random.randrange(0, DAY + 1, 30)])
    return Duration(amount, text, None if cut_off is None else TimeOfDay(cut_off)), (*plain, by, cut_off)


def some_notice(random):
    amount, plain = some_amount(random)
    if plain[0] != "business days":
        return Notice(amount), plain
    (by, text), clear = some_by(random), random.random() < 0.3
    return Notice(amount, text, clear), (*plain, by, clear)


def some_instant(random, oracle, day):
    """Give a minute: any, one at an opening or a closing, or one near the change of clocks."""
    low, high = (oracle.row.find((day - date(1970, 1, 1) + days * ONE).days * DAY) for days in (-26, 27))
    near = random.random()
    if near < 0.3:
        middle = oracle.row.find((day - date(1970, 1, 1)).days * DAY)
        low, high = middle - 2 * DAY, middle + 2 * DAY
    at = random.randrange(low, high)
    if near > 0.7:
        edge = oracle.open.find(1 - oracle.open[at], at, high)
        at = at if edge < 0 else edge + random.choice([0, 0, 1, -1])
    return at + oracle.row.start


def some_question(random, engine, oracle, day):
    """Give one question, and the two answers in minutes since 1970, as functions."""
    at = some_instant(random, oracle, day)
    what = random.choice(["open", "next", "between", "add", "subtract", "nth", "due", "due", "due", "notice", "notice"])
    if what in {"due", "notice"}:
        given, plain = (some_target if what == "due" else some_notice)(random)
        if what == "due":
            return (
                f"due {plain} at {at}",
                lambda: due(given, at * 60, engine)[0].latest / 60,
                lambda: oracle.due(plain, at),
            )
        return (
            f"notice {plain} {at}",
            lambda: latest_before(given, at * 60, engine) / 60,
            lambda: oracle.latest_before(plain, at),
        )
    count = random.choice([0, 1, random.randint(1, 3000)])
    other = some_instant(random, oracle, day)
    start, end = min(at, other), max(at, other)
    date_of, days = engine.date_of(at * 60), random.randint(1, 9)
    asked = {
        "open": (lambda: engine.is_open(at * 60), lambda: oracle.is_open(at)),
        "next": (lambda: engine.next_open(at * 60) / 60, lambda: oracle.next_open(at)),
        "between": (lambda: engine.between(start * 60, end * 60) / 60, lambda: oracle.between(start, end)),
        "add": (lambda: engine.add(at * 60, count * 60) / 60, lambda: oracle.add(at, count)),
        "subtract": (lambda: engine.subtract(at * 60, count * 60) / 60, lambda: oracle.subtract(at, count)),
        "nth": random.choice(
            [
                (lambda: engine.day_after(date_of, days).day, lambda: oracle.day_after(oracle.date(at), days)),
                (lambda: engine.day_before(date_of, days).day, lambda: oracle.day_before(oracle.date(at), days)),
            ]
        ),
    }
    return f"{what} at {at}, {other}, {count}, {days}", *asked[what]
