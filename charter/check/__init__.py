"""What the schema cannot see: links that lead nowhere, promises that contradict each other, words that say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check import (
    announced,
    appointments,
    arrivals,
    bookings,
    calendars,
    clients,
    clock_changes,
    closed_lines,
    coverage,
    departments,
    downgrades,
    emergencies,
    expectations,
    holidays,
    hours_in_prose,
    impossible,
    ladder,
    letters,
    links,
    money_in_prose,
    names_in_prose,
    notes,
    overlap,
    overrides,
    past,
    people,
    plans,
    promises,
    promises_in_prose,
    prose,
    rates,
    reached,
    readability,
    relations,
    remedies,
    rows,
    seasonal,
    secrets,
    steps,
    translations,
    urgency,
    words,
    work,
)
from charter.check.rule import PROJECT_RULES, RULES, Subject, Whole

if TYPE_CHECKING:
    from charter.problem import Problem

__all__ = [
    "PROJECT_RULES",
    "RULES",
    "Subject",
    "Whole",
    "announced",
    "appointments",
    "arrivals",
    "bookings",
    "calendars",
    "clients",
    "clock_changes",
    "closed_lines",
    "coverage",
    "departments",
    "downgrades",
    "emergencies",
    "expectations",
    "holidays",
    "hours_in_prose",
    "impossible",
    "ladder",
    "letters",
    "links",
    "money_in_prose",
    "names_in_prose",
    "notes",
    "overlap",
    "overrides",
    "past",
    "people",
    "plans",
    "promises",
    "promises_in_prose",
    "prose",
    "rates",
    "reached",
    "readability",
    "relations",
    "remedies",
    "rows",
    "run",
    "run_whole",
    "seasonal",
    "secrets",
    "steps",
    "translations",
    "urgency",
    "words",
    "work",
]


def run(subject: Subject) -> list[Problem]:
    """Run every rule over one client, or where it has no charter, those that read what was written alone."""
    rules = [
        rule
        for rule in RULES.values()
        if (subject.decoded.charter or rule.of_tree) and (subject.day or not rule.of_day)
    ]
    return [problem for rule in rules for problem in rule.problems(subject)]


def run_whole(whole: Whole) -> list[Problem]:
    """Run the rules that look at all charters together."""
    return [problem for rule in PROJECT_RULES.values() for problem in rule.problems(whole)]
