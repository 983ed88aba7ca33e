"""Builds and readers at once, and clocks that are wrong: nobody waits in vain, misses a file or sees half of one."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time

import pytest
from crashing import (
    AFTER,
    BEFORE,
    FOREIGN,
    KILLS,
    SECRET,
    assert_whole,
    build,
    bytes_of,
    ended,
    litter,
    plant,
    room,
    said_by_publishing,
    started,
    the_builder,
    tree,
    two_sites,
    write_project,
)

from charter.publish import publish

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sites():
    return two_sites()


def test_a_reader_finds_every_file_whole_while_sites_flip(sites):
    """Files that both sites have are never missing; none is ever anything but one or the other."""
    before, after = map(bytes_of, sites)
    names, chance, opened = sorted(before.keys() & after.keys()), random.Random(3), 0
    with room() as base:
        site = base / "site"
        publish(site, sites[0])
        flipping = started(lambda: [publish(site, sites[turn % 2]) for turn in range(60 + KILLS)] and 0)
        seen = set()
        while os.waitid(os.P_PID, flipping, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            name = chance.choice(names)
            data = (site / name).read_bytes()
            assert data in (before[name], after[name]), name
            seen.add(data)
            opened += 1
        assert ended(flipping) == 0
    assert opened > 1000
    assert seen == {side[name] for side in (before, after) for name in names}


@pytest.mark.parametrize("builders", [2, 6])
def test_builds_of_one_site_at_once(sites, builders):
    """They wait for one another, and the last one's site is there whole; what others own stays."""
    with room() as base:
        site = base / "site"
        publish(site, sites[0])
        plant(site)
        for _ in range(20):
            running = [started(lambda made=sites[n % 2]: said_by_publishing(site, made)) for n in range(builders)]
            assert [ended(child) for child in running] == [0] * builders
            assert_whole(site, *map(bytes_of, sites))
            assert {name: data for name, data in tree(site).items() if name in FOREIGN} == FOREIGN
            assert litter(site) == []


def test_builds_of_different_sites_at_once(sites):
    """Sites that stand beside each other share a folder for what is not published, and nothing else."""
    with room() as base:
        places = [base / name for name in ("one/site", "one/other", "one/site.next", "two/site")]
        for turn in range(6):
            running = [started(lambda at=at, made=sites[turn % 2]: said_by_publishing(at, made)) for at in places]
            assert [ended(child) for child in running] == [0] * len(places)
            assert [tree(site) == bytes_of(sites[turn % 2]) for site in places] == [True] * len(places)


def test_two_commands_at_once(sites):
    """Whole commands, started in the same moment by two people or two CI jobs."""
    with room() as base:
        root = write_project(base / "agency", AFTER)
        command = [sys.executable, "-m", "charter", *build(root)]
        running = [
            subprocess.Popen(
                command, env={**os.environ, **SECRET}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            for _ in range(2)
        ]
        said = [one.communicate()[0] for one in running]
        assert [(one.returncode, words) for one, words in zip(running, said, strict=True)] == [(0, "")] * 2
        assert tree(root / "site") == bytes_of(sites[1])
        assert litter(root / "site") == []


TIMES = {"long ago": 1, "in ten years": time.time() + 10 * 365 * 86400, "in 2099": 4_070_908_800}


def date_back(moment, *trees):
    for tree_ in trees:
        for path in (tree_, *tree_.rglob("*")):
            os.utime(path, (moment, moment))


def damage(page):
    """Change a page and none of what a listing shows of it."""
    known = page.stat()
    page.write_bytes(page.read_bytes().replace(b"e", b"o"))
    os.utime(page, ns=(known.st_atime_ns, known.st_mtime_ns))


@pytest.mark.parametrize("moment", TIMES.values(), ids=TIMES)
def test_no_clock_decides_what_is_published(sites, moment):
    """Files of equal length with times from anywhere are told apart by what is in them."""
    with room() as base:
        site = base / "out" / "site"
        for turn in range(4):
            publish(site, sites[turn % 2])
            date_back(moment, base)
            for page in site.rglob("index.html"):
                damage(page)
            publish(site, sites[turn % 2])
            assert tree(site) == bytes_of(sites[turn % 2])
            assert not publish(site, sites[turn % 2]).changes


def test_no_clock_decides_what_is_rendered(sites):
    """A clock that jumps: the first edit is newer than everything, the second older."""
    with room() as base:
        root, site = base / "agency", base / "agency" / "site"
        for turn, moment in enumerate([4_070_908_800, 1]):
            write_project(root, (BEFORE, AFTER)[turn % 2])
            date_back(moment, root / "content")
            assert the_builder().run(*build(root)) == (0, "")
            assert tree(site) == bytes_of(sites[turn % 2])


def test_a_site_that_was_copied_is_taken_on(sites):
    """A backup or a checkout has other times, and other numbers on the disk."""
    with room() as base:
        publish(base / "one" / "site", sites[0])
        shutil.copytree(base / "one", base / "two", copy_function=shutil.copyfile)
        done = publish(base / "two" / "site", sites[0])
        assert not done.changes
        publish(base / "two" / "site", sites[1])
        assert tree(base / "two" / "site") == bytes_of(sites[1])
