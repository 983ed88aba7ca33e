"""Thousands of questions put to the engine and to the oracle that walks minute by minute; both must say the same.

`CHARTER_ORACLE_ROUNDS=100` asks many times more. With `-s` every zone prints how often they agreed on what.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from random import Random

import pytest
from oracle import DAY, Beyond, MinuteByMinute
from oracle_cases import some_hours, some_question

from charter.worktime import LAST, BusinessDays
from charter.worktime.month_days import days_in_month
from charter.worktime.timeline import BeyondHorizon, Timeline

ROUNDS = int(os.environ.get("CHARTER_ORACLE_ROUNDS", "3"))
CASES = 350
CHANGES = [
    ("Asia/Kathmandu", date(2026, 12, 28), "NP"),  # no change, and an offset of 5:45
    ("Asia/Kolkata", date(2027, 1, 20), "IN-KA"),
    ("Australia/Lord_Howe", date(2026, 4, 5), "AU-NSW"),  # half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4), "AU-NSW"),
    ("Pacific/Chatham", date(2026, 4, 5), "NZ"),  # at a quarter to
    ("Pacific/Chatham", date(2026, 9, 27), "NZ"),
    ("America/St_Johns", date(2026, 3, 8), "CA-NL"),
    ("America/St_Johns", date(2026, 11, 1), "CA-NL"),
    ("Europe/London", date(2026, 3, 29), "GB-ENG"),
    ("Europe/London", date(2026, 10, 25), "GB"),
    ("America/New_York", date(2027, 3, 14), "US-NY"),
    ("America/New_York", date(2026, 11, 1), "US-CO"),
    ("America/Sao_Paulo", date(2018, 11, 4), "BR-SP"),  # at midnight
    ("America/Sao_Paulo", date(2019, 2, 17), "BR-SP"),
    ("Africa/Casablanca", date(2025, 2, 23), "MA"),  # back for Ramadan
    ("Africa/Casablanca", date(2025, 4, 6), "MA"),
    ("Asia/Tehran", date(2022, 3, 22), ""),
    ("Asia/Tehran", date(2022, 9, 21), ""),
    ("America/Havana", date(2025, 3, 9), ""),
    ("America/Havana", date(2025, 11, 2), ""),  # midnight happens twice
    ("Pacific/Apia", date(2020, 9, 27), "WS"),
    ("Pacific/Apia", date(2021, 4, 4), "WS"),
]
BEYOND = "beyond"


def answer(ask, kind):
    try:
        return ask()
    except kind:
        return BEYOND


def agree(engine, said, plain):
    """Whether both say the same; each may leave open what lies at the edge of its days or outside them."""
    if said == plain:
        return True
    known = said if plain == BEYOND else plain
    if BEYOND not in (said, plain) or known == BEYOND:
        return False
    if isinstance(known, date):
        return not engine.first <= known <= engine.last
    return not engine.knows_from + DAY * 60 <= known * 60 < engine.knows_until - 60


@pytest.mark.parametrize(("zone", "day", "region"), CHANGES, ids=str)
def test_the_engine_and_the_oracle_agree(zone, day, region):
    random = Random(f"{zone} {day}")
    counts, beyond = Counter(), 0
    for _ in range(ROUNDS):
        schedule, plain, first, last = some_hours(random, (zone, day, region))
        engine, oracle = Timeline(schedule, first, last), MinuteByMinute(plain, first, last)
        for _ in range(CASES):
            what, ask, ask_oracle = some_question(random, engine, oracle, day)
            said, plainly = answer(ask, BeyondHorizon), answer(ask_oracle, Beyond)
            assert agree(engine, said, plainly), f"{what}: {said}, but minute by minute {plainly}\n{schedule}"
            counts[what.split()[0]] += 1
            beyond += said == BEYOND
        days_of_the_month(engine, oracle, day)
    assert beyond < sum(counts.values()) / 5
    print(f"\n{sum(counts.values())} agree ({beyond} beyond): {dict(sorted(counts.items()))}", end="")  # noqa: T201


def days_of_the_month(engine, oracle, day):
    """The business days of the month of a change, by their place."""
    open_days = [one for one in sorted(oracle.days) if (one.year, one.month) == (day.year, day.month)]
    for first, last, wanted in [(3, 3, open_days[2:3]), (1, 4, open_days[:4]), (LAST, LAST, open_days[-1:])]:
        assert days_in_month(BusinessDays(first, last), day.year, day.month, engine) == wanted
