"""Laws of a comparison: nothing differs from itself, both directions are each other's mirror, and steps add up."""

from __future__ import annotations

import os
from functools import cache

from diffing import DAY, base, compared, edited, reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from table import TABLE

from charter.diff import changes, view_of
from charter.model.writing import read_charter, written

laws = settings(deadline=None, max_examples=int(os.environ.get("CHARTER_LAW_EXAMPLES", "40")))
EDITS = [row[:2] for row in TABLE]
HOURS = {"calendar", "calendars", "seasons", "channels", "departments", "spoken"}
"""Where the meaning of one edit hangs on others: times are worked out in the hours in which they are counted."""


def group(edit):
    """The part of the charter that an edit is in."""
    return edit[0].split(".")[0]


@cache
def one(number):
    return edited(EDITS[number])


def both(numbers):
    """The charter after several edits; one that the others leave no place for is left out."""
    charter = base()
    for number in numbers:
        try:
            charter = edited(EDITS[number], of=charter)
        except (KeyError, IndexError, TypeError, ValueError):
            continue
    return charter


numbers = st.integers(0, len(EDITS) - 1)
chains = st.lists(numbers, min_size=1, max_size=5)


@laws
@given(chains)
def test_what_is_written_reads_back_as_it_was(steps):
    charter = both(steps)
    plain = written(charter)
    assert read_charter(plain) == charter
    assert written(read_charter(plain)) == plain


@laws
@given(chains)
def test_equal_charters_differ_in_nothing(steps):
    charter = both(steps)
    assert compared(charter, charter) == {}
    assert compared(charter, read_charter(written(charter))) == {}


@laws
@given(chains, chains)
def test_the_other_way_round_every_verdict_is_reversed(before, after):
    old, new = both(before), both(after)
    there, back = compared(old, new), compared(new, old)
    assert {path: mirrored(mark) for path, mark in there.items()} == back


def mirrored(mark):
    return frozenset(map(reverse, mark)) if isinstance(mark, frozenset) else reverse(mark)


@laws
@given(numbers, numbers)
def test_steps_add_up(first, second):
    """What changed in one step alone has its verdict over both; nothing differs over both that no step has changed."""
    start, middle, end = base(), one(first), both([first, second])
    steps = compared(start, middle), compared(middle, end)
    whole = compared(start, end)
    assert whole.keys() <= steps[0].keys() | steps[1].keys()
    if HOURS & {group(EDITS[first]), group(EDITS[second])}:
        return
    for path, mark in whole.items():
        seen = [step[path] for step in steps if path in step]
        if len(seen) == 1:
            assert mark == seen[0]


@laws
@given(chains)
def test_changes_have_values_and_a_place(steps):
    old, new = base(), both(steps)
    for change in changes(view_of(old, DAY), view_of(new, DAY)):
        assert change.path
        assert change.before is not None or change.after is not None
