"""Broken projects by the hundred: whatever was written, there is a finding at its place, or a safe page.

`CHARTER_MUTATIONS=20000` breaks more of them, and `CHARTER_SEED` others.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from broken_world import Outcome, outcome, small_world
from mutating import KINDS, Mutation, mutations
from oracles import breaches_in, breaches_of

COUNT = int(os.environ.get("CHARTER_MUTATIONS", "600"))
SEED = int(os.environ.get("CHARTER_SEED", "1"))
PARTS = 12
LONGEST = 5.0
"""Seconds of one project, of which half a second is usual."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    root = tmp_path_factory.mktemp("world")
    texts = small_world(root)
    assert not outcome(root).problems
    return root, texts


def broken(root: Path, mutation: Mutation) -> Outcome:
    """Break a project, see what comes of it, and mend it again."""
    file = root / mutation.file
    before = file.read_bytes()
    file.write_bytes(mutation.data)
    try:
        return outcome(root)
    finally:
        file.write_bytes(before)


def is_near(found: Outcome, mutation: Mutation) -> bool:
    """Whether some finding stands where people would look, or one line beside it."""
    near = range(mutation.lines.start - 1, mutation.lines.stop + 1)
    return any(one.place.file == mutation.file and one.place.line in near for one in found.problems)


def breaches(mutation: Mutation, found: Outcome, seen: set[bytes]) -> list[str]:
    """Give what is wrong with an outcome; a file that was looked at already is not looked at again."""
    told = [breach for problem in found.problems for breach in breaches_of(problem)]
    told += [f"{found.seconds:.1f} seconds"] * (found.seconds > LONGEST) + [found.error] * bool(found.error)
    fresh = [one for one in found.artifacts if one.data not in seen]
    told += [breach for number, one in enumerate(fresh) for breach in breaches_in(one, strictly=number == 0)]
    seen.update(one.data for one in fresh)
    return [f"{mutation}: {one}" for one in told]


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_written_is_a_finding_or_a_safe_page(world: tuple[Path, dict[str, str]], part: int) -> None:
    root, texts = world
    told, far, found, seen = [], [], 0, set()
    for number, mutation in enumerate(mutations(texts, COUNT, SEED)):
        if number % PARTS == part:
            result = broken(root, mutation)
            told += breaches(mutation, result, seen)
            found += bool(result.problems)
            far += [str(mutation)] * (bool(result.problems) and not is_near(result, mutation))
    assert told == []
    assert len(far) <= max(2, found * 0.05), far


def test_there_are_many_kinds_of_harm_and_the_same_ones_each_time(world: tuple[Path, dict[str, str]]) -> None:
    some = [list(mutations(world[1], 300, SEED)) for _ in range(2)]
    assert some[0] == some[1]
    assert len({mutation.data for mutation in some[0]}) > 290
    assert len(KINDS) >= 60
