"""A build that is killed: clients see the old site or the new one, whole, and the next build clears up and says so."""

from __future__ import annotations

import random
import shutil
import signal
import time

import pytest
from crashing import (
    AFTER,
    BEFORE,
    FOREIGN,
    KILLS,
    assert_whole,
    build,
    bytes_of,
    die_at,
    in_child,
    litter,
    plant,
    room,
    said_by_publishing,
    the_builder,
    traced,
    tree,
    two_sites,
    write_project,
)

from charter.publish import publish

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sites():
    return two_sites()


@pytest.fixture(scope="module")
def builder():
    return the_builder()


def test_the_two_sites_are_of_use(sites):
    before, after = map(bytes_of, sites)
    for one, other in ((before, after), (after, before)):
        assert {name for name in one if name.startswith("assets/")} - other.keys(), "shared files come and go"
        assert {name for name in one if name.endswith("/index.html")} - other.keys(), "clients come and go"
        assert len([name for name in one if name in other and one[name] != other[name]]) > 10


def test_a_kill_at_every_step(sites):
    """Each step on the disk is one at which a build is killed, from each site to the other, until none is left."""
    with room() as base:
        site, points = base / "out" / "site", 0
        publish(site, sites[0])
        plant(site)
        now, survived = 0, 0
        for number in range(1, 10_000):
            after = sites[1 - now]
            died = in_child(lambda n=number, made=after: die_at(n, base) or said_by_publishing(site, made))
            assert died in {0, -signal.SIGKILL}
            assert_whole(site, *map(bytes_of, sites))
            now = heal_and_check(site, sites, 1 - now if number % 3 else now)
            points += died != 0
            survived = survived + 1 if died == 0 else 0
            if survived == 4:
                break
        assert points >= 200, points


def heal_and_check(site, sites, to):
    """Let the next build follow, and give the site that it made."""
    left, told = [name for name in litter(site) if not name.endswith(".shelf")], []
    publish(site, sites[to], tell=told.append)
    assert tree(site) == {**bytes_of(sites[to]), **FOREIGN}
    assert litter(site) == []
    assert bool(told) == bool(left), left
    assert all("was interrupted" in line and str(site) in line and "\n" not in line for line in told)
    return to


def test_a_first_build_killed_at_every_step(sites):
    with room() as base:
        for number in range(1, 10_000):
            site = base / str(number) / "site"
            died = in_child(lambda n=number, at=site: die_at(n, base) or said_by_publishing(at, sites[0]))
            assert_whole(site, {}, bytes_of(sites[0]))
            publish(site, sites[1])
            assert tree(site) == bytes_of(sites[1])
            assert litter(site) == []
            shutil.rmtree(base / str(number))
            if died == 0:
                break
        assert number > 60


def test_real_builds_killed_at_any_time(sites, builder):
    """Whole commands, from outside and at a random moment, then the next command, which says what it found."""
    chance, died = random.Random(20261125), 0
    with room() as base:
        root, site = base / "agency", base / "agency" / "site"
        env = {"TMPDIR": str(base / "tmp")}
        (base / "tmp").mkdir()
        command = build(root)
        write_project(root, BEFORE)
        for _ in range(2):
            started = time.perf_counter()
            assert builder.run(*command, env=env)[0] == 0
        lasts = time.perf_counter() - started
        plant(site)
        for turn in range(6 + KILLS):
            write_project(root, AFTER if turn % 2 == 0 else BEFORE)
            moment = lasts * chance.uniform(0.3, 1.1)
            died += builder.run(*command, env=env, kill_after=moment)[0] == -signal.SIGKILL
            assert_whole(site, *map(bytes_of, sites))
        code, said = builder.run(*command, env=env)
        assert (code, litter(site)) == (0, [])
        assert tree(site) == {**bytes_of(sites[0]), **FOREIGN}, said
        assert list((base / "tmp").iterdir()) == []
    assert died > 2 * (6 + KILLS) // 3


def test_the_next_command_says_in_a_line_what_it_put_right(sites, builder):
    """Killed at a step of the whole command; what it keeps for the next one, and its scratch, are cleared up, too."""
    with room() as base:
        root, site = base / "agency", base / "agency" / "site"
        env = {"TMPDIR": str(base / "tmp")}
        (base / "tmp").mkdir()
        command = build(root)
        write_project(root, BEFORE)
        assert builder.run(*command, env=env) == (0, "")
        plant(site)
        write_project(root, AFTER)
        points = range(25, 10_000, 12 if KILLS else 110)
        for point in points:
            code, _ = builder.run(*command, env=env, die_at=point, within=base)
            assert_whole(site, *map(bytes_of, sites))
            if code == 0:
                break
            left = [name for name in litter(site) if name.startswith("site.")]
            code, said = builder.run(*command, env=env)
            assert code == 0
            assert tree(site) == {**bytes_of(sites[1]), **FOREIGN}
            assert litter(site) == []
            assert list((base / "tmp").iterdir()) == []
            assert said.count("\n") == (1 if left else 0), said
            assert ("was interrupted" in said) is bool(left)
            publish(site, sites[0])
        assert point > points[2]


CALLS = (
    *("write", "renameat2", "rename", "link", "linkat", "mkdir", "openat", "unlink", "rmdir", "fsync", "syncfs"),
    *("chmod", "fchmodat", "chown", "newfstatat", "getdents64", "close"),
)


def test_a_kill_at_system_calls(sites):
    """What Python does not announce, such as the exchange of two names or half of a write: the kernel's own calls."""
    chance = random.Random(7)
    with room() as base:
        site, now, died = base / "out" / "site", 0, 0
        publish(site, sites[0])
        plant(site)
        for call in CALLS:
            for number in range(1, 10_000) if KILLS else (1, 2, chance.randint(3, 9)):
                code = traced(site, sites[1 - now], f"{call}:signal=KILL:when={number}")
                assert_whole(site, *map(bytes_of, sites))
                now = heal_and_check(site, sites, 1 - now)
                died += code == -signal.SIGKILL
                if code == 0:
                    break
        assert died > 15
