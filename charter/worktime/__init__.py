"""Time in words: targets, notices, hours and arrivals as frozen values. No dates, no YAML, no models."""

from charter.worktime.amounts import Amount, Clock, Unit
from charter.worktime.arrival import Arrival, Window, parse_arrival
from charter.worktime.bad_text import BadText, quoted
from charter.worktime.clocks import amounts, by_clock, needs_clock, readings
from charter.worktime.days import DAYS, parse_days, print_days
from charter.worktime.hours import Span, Spans, parse_spans, print_spans
from charter.worktime.monthly import LAST, BusinessDays, DayOfMonth, MonthDay, NthWeekdays, Roll, parse_month_day
from charter.worktime.notice import Length, Notice
from charter.worktime.parse import parse_length, parse_notice, parse_target
from charter.worktime.targets import (
    By,
    Duration,
    Edge,
    Interval,
    Percentiles,
    RelativeDay,
    Step,
    Target,
    Text,
    Words,
)
from charter.worktime.time_of_day import TimeOfDay
from charter.worktime.week import (
    BadWeek,
    WeeklyHours,
    groups,
    is_always_open,
    parse_named_days,
    parse_week,
    print_week,
)
from charter.worktime.when import InWeek, OnDate, When, parse_when
from charter.worktime.zones import TOO_FAR, YEARS

__all__ = [
    "DAYS",
    "LAST",
    "TOO_FAR",
    "YEARS",
    "Amount",
    "Arrival",
    "BadText",
    "BadWeek",
    "BusinessDays",
    "By",
    "Clock",
    "DayOfMonth",
    "Duration",
    "Edge",
    "InWeek",
    "Interval",
    "Length",
    "MonthDay",
    "Notice",
    "NthWeekdays",
    "OnDate",
    "Percentiles",
    "RelativeDay",
    "Roll",
    "Span",
    "Spans",
    "Step",
    "Target",
    "Text",
    "TimeOfDay",
    "Unit",
    "WeeklyHours",
    "When",
    "Window",
    "Words",
    "amounts",
    "by_clock",
    "groups",
    "is_always_open",
    "needs_clock",
    "parse_arrival",
    "parse_days",
    "parse_length",
    "parse_month_day",
    "parse_named_days",
    "parse_notice",
    "parse_spans",
    "parse_target",
    "parse_week",
    "parse_when",
    "print_days",
    "print_spans",
    "print_week",
    "quoted",
    "readings",
]
