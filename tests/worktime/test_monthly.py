"""Days that come every month: what can be written, what it means, and what is said of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.worktime import LAST, BadText, BusinessDays, DayOfMonth, MonthDay, NthWeekdays, Roll, parse_month_day

WEDNESDAY = 2


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("day 15", DayOfMonth(15)),
        ("the 15th", DayOfMonth(15)),
        ("1st", DayOfMonth(1)),
        ("last day", DayOfMonth(LAST)),
        ("day 15, or the business day before", DayOfMonth(15, Roll.BEFORE)),
        ("day 15 or business day after", DayOfMonth(15, Roll.AFTER)),
        ("Last day, or the business day before", DayOfMonth(LAST, Roll.BEFORE)),
        ("business day 3", BusinessDays(3, 3)),
        ("business days 2-4", BusinessDays(2, 4)),
        ("business days 2 to 4", BusinessDays(2, 4)),
        ("first 4 business days", BusinessDays(1, 4)),
        ("the last business day", BusinessDays(LAST, LAST)),
        ("first wednesday", NthWeekdays((1,), WEDNESDAY)),
        ("first and third Wednesday", NthWeekdays((1, 3), WEDNESDAY)),
        ("third and first wed", NthWeekdays((1, 3), WEDNESDAY)),
        ("2nd, 4th and last wednesday", NthWeekdays((2, 4, LAST), WEDNESDAY)),
    ],
)
def test_a_day_of_the_month_is_read(text: str, means: MonthDay) -> None:
    assert parse_month_day(text) == means


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("the 15", "is not a day of the month", "day 15"),
        ("every wednesday", "is not a day of the month", "first and third wednesday"),
        ("day 0", "is no day of a month", "1 to 31"),
        ("day 32", "is no day of a month", "1 to 31"),
        ("business day 24", "is no day of a month", "1 to 23"),
        ("business days 4-2", "is a stretch written backwards", "business days 2-4"),
        ("first and 1st wednesday", "names a place twice", "first and third wednesday"),
    ],
)
def test_what_is_no_day_of_the_month_is_refused_with_the_way_to_write_it(text: str, message: str, hint: str) -> None:
    with pytest.raises(BadText) as refused:
        parse_month_day(text)
    assert message in refused.value.message
    assert hint in refused.value.hint


rolls = st.sampled_from([None, *Roll])
days_of_month = st.builds(DayOfMonth, st.integers(1, 31) | st.just(LAST), rolls)
stretches = st.tuples(st.integers(1, 23), st.integers(1, 23)).map(lambda ends: BusinessDays(min(ends), max(ends)))
places = st.sets(st.sampled_from([1, 2, 3, 4, 5, LAST]), min_size=1).map(
    lambda chosen: tuple(sorted(chosen, key=lambda place: place % 100))
)
month_days = (
    days_of_month | stretches | st.just(BusinessDays(LAST, LAST)) | st.builds(NthWeekdays, places, st.integers(0, 6))
)


@given(month_days)
def test_what_is_written_is_read_back(day: MonthDay) -> None:
    assert parse_month_day(str(day)) == day
