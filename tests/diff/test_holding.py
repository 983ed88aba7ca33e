"""While something worse is announced, nothing is worse than it was, and what is better holds already."""

from __future__ import annotations

import pytest
from diffing import DAY, base, edited
from hypothesis import given
from test_laws import EDITS, HOURS, both, chains, laws

from charter.diff import Verdict, changes, view_of
from charter.history.holding import held


def waiting(old, new):
    """What does not hold yet: everything for the worse that is of the agency's making."""
    found = changes(view_of(old, DAY), view_of(new, DAY))
    return found, [one for one in found if one.is_promise and one.is_ours and one.verdict.is_for_the_worse]


def worse(old, new):
    return [one.path for one in waiting(old, new)[1]]


@pytest.mark.parametrize("edit", EDITS, ids=[f"{number}-{edit[0]}" for number, edit in enumerate(EDITS)])
def test_one_change_that_waits_leaves_all_as_it_was(edit) -> None:
    new = edited(edit)
    assert worse(base(), held(new, base(), waiting(base(), new)[1])) == []


@laws
@given(chains)
def test_several_changes_that_wait_take_nothing_away(steps) -> None:
    new = both(steps)
    assert worse(base(), held(new, base(), waiting(base(), new)[1])) == []


@laws
@given(chains)
def test_what_is_better_elsewhere_holds_at_once(steps) -> None:
    new = both(steps)
    found, wait = waiting(base(), new)
    waits = {one.path[0] for one in wait} | HOURS
    better = {one.path for one in found if one.verdict is Verdict.BETTER and one.path[0] not in waits}
    kept = changes(view_of(base(), DAY), view_of(held(new, base(), wait), DAY))
    assert better <= {one.path for one in kept if one.verdict is Verdict.BETTER}
