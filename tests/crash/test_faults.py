"""A disk that is full, failing or read-only: one line that names the path, the old site as it was, no leftovers."""

from __future__ import annotations

import errno
import os
import random
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from crashing import (
    AFTER,
    BEFORE,
    DAY,
    FOREIGN,
    KILLS,
    SECRET,
    assert_whole,
    build,
    bytes_of,
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
NOBODY = 65534


@pytest.fixture(scope="module")
def sites():
    return two_sites()


@pytest.fixture(scope="module")
def builder():
    return the_builder()


@contextmanager
def mounted(folder, *arguments):
    """Mount something on a folder, where this user may."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *arguments, str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this user may not mount file systems")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_becomes_full(sites):
    """From one page of memory too little to enough, in steps: old and said so, or new; never anything between."""
    size = sum(len(data) for data in bytes_of(sites[0]).values())
    outcomes = set()
    with room() as base:
        for part in range(0, 130, 1 if KILLS else 8):
            kilobytes = (size + size * part // 100) // 1024 + 300
            with mounted(base / "disk", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs") as disk:
                outcomes.add(fill_and_mend(disk / "out" / "site", disk / "ballast", sites, base))
    assert outcomes == {0, 2}


def fill_and_mend(site, ballast, sites, base):
    publish(site, sites[0])
    plant(site)
    (base / "said").unlink(missing_ok=True)
    with ballast.open("wb") as rest:  # what is left over is taken, but for a few pages
        rest.write(b"\0" * (4096 * 20))
    code = in_child(lambda: said_by_publishing(site, sites[1], said=base / "said"))
    assert code in {0, 2}
    now = bytes_of(sites[1 if code == 0 else 0])
    assert tree(site) == {**now, **FOREIGN}
    assert litter(site) == []
    if code:
        said = (base / "said").read_text()
        assert re.search(r"No space left on device: \S+/disk/\S+\. It is as it was\. Free some space", said)
        assert "\n" not in said
    ballast.unlink()
    return code


def test_a_full_disk_is_one_line_of_the_command(builder):
    """The command itself: its exit code, its words, and that it works once there is room."""
    with room() as base, mounted(base / "disk", "-t", "tmpfs", "-o", "size=3m", "tmpfs") as disk:
        root, site = base / "agency", disk / "out" / "site"
        command = build(root, "--output", str(site))
        write_project(root, BEFORE)
        assert builder.run(*command) == (0, "")
        plant(site)
        before = tree(site)
        write_project(root, AFTER)
        filled(disk / "ballast")
        code, said = builder.run(*command)
        assert code == 2
        assert said.count("\n") == 1
        assert re.search(rf"No space left on device: {disk}/\S+\. It is as it was\. Free some space", said)
        assert tree(site) == before
        assert litter(site) == []
        (disk / "ballast").unlink()
        assert builder.run(*command) == (0, "")
        assert tree(site) == {**bytes_of(two_sites()[1]), **FOREIGN}


def filled(path):
    with path.open("wb", buffering=0) as ballast:
        for size in (65536, 4096, 512, 1):
            try:
                while True:
                    ballast.write(b"\0" * size)
            except OSError:
                continue


FAULTS = ("ENOSPC", "EIO", "EROFS", "EDQUOT", "EACCES")
CALLS = (
    *("write", "openat", "mkdir", "rename", "renameat2", "link", "linkat", "unlink", "rmdir", "fsync", "syncfs"),
    *("chmod", "fchmodat", "chown", "read", "newfstatat", "getdents64", "close"),
)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failure_of_any_system_call(sites, fault):
    """The kernel itself refuses a call once: old or new, said in one line, and the next build makes it good."""
    chance = random.Random(fault)
    with room() as base:
        site, now, refused = base / "out" / "site", 0, 0
        publish(site, sites[0])
        plant(site)
        for call in CALLS:
            for number in range(1, 10_000) if KILLS else (1, chance.randint(2, 9)):
                (base / "said").unlink(missing_ok=True)
                code = traced(site, sites[1 - now], f"{call}:error={fault}:when={number}", base / "said")
                assert code in {0, 2}, (call, number, code)
                assert_whole(site, *map(bytes_of, sites))
                if code == 2:
                    refused += 1
                    check_words((base / "said").read_text(), fault, base)
                    if "It is as it was" in (base / "said").read_text():
                        assert tree(site) == {**bytes_of(sites[now]), **FOREIGN}
                publish(site, sites[1 - now])
                now = 1 - now
                assert tree(site) == {**bytes_of(sites[now]), **FOREIGN}
                assert litter(site) == []
                if code == 0 and number > 60:
                    break
        assert refused > 10


def check_words(said, fault, base):
    assert "\n" not in said
    assert os.strerror(getattr(errno, fault)) in said
    assert str(base) in said


def as_nobody(run):
    """Run something as a user who may only do what modes allow."""

    def without_rights():
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        return run()

    return in_child(without_rights)


@pytest.mark.parametrize("closed", ["out", "out/.charter", "out/site", "out/site/harbor"])
def test_a_folder_that_one_may_not_write_in(sites, closed):
    with room() as base:
        base.chmod(0o777)
        site = base / "out" / "site"
        (base / "out").mkdir(mode=0o777)
        (base / "out").chmod(0o777)
        assert as_nobody(lambda: said_by_publishing(site, sites[0])) == 0
        (base / closed).chmod(0o555)
        code = as_nobody(lambda: said_by_publishing(site, sites[1], said=base / "said"))
        if code:
            said = (base / "said").read_text()
            assert said.count("\n") == 0
            assert f"Permission denied: {base}/out" in said
            assert "Give yourself the right to write there, or choose another --output." in said
        assert tree(site) == bytes_of(sites[1 if code == 0 else 0])
        (base / closed).chmod(0o755)
        (base / "out").chmod(0o777)
        assert as_nobody(lambda: said_by_publishing(site, sites[1])) == 0
        assert tree(site) == bytes_of(sites[1])
        assert litter(site) == []


def test_a_disk_that_can_only_be_read(sites):
    with room() as base:
        site = base / "out" / "site"
        publish(site, sites[0])
        with mounted(base / "out", "-o", "bind,ro", "--source", str(base / "out"), "--target"):
            assert in_child(lambda: said_by_publishing(site, sites[1], said=base / "said")) == 2
            assert tree(site) == bytes_of(sites[0])
        said = (base / "said").read_text()
        assert said.count("\n") == 0
        assert f"Read-only file system: {base}/out" in said
        assert "Choose another --output: this one can only be read." in said
        assert litter(site) == []


def test_a_project_that_can_only_be_read_is_built_elsewhere(builder):
    with room() as base:
        root = write_project(base / "agency", BEFORE)
        with mounted(root, "-o", "bind,ro", "--source", str(root), "--target"):
            assert builder.run(*build(root, "--output", str(base / "out" / "site"))) == (0, "")
            code, said = builder.run(*build(root))
        assert tree(base / "out" / "site") == bytes_of(two_sites()[0])
        assert (code, said.count("\n")) == (2, 1)
        assert "Read-only file system" in said


def test_output_that_nobody_can_take():
    """Words that cannot be printed are no reason for a torn site, nor for a traceback."""
    with room() as base:
        root = write_project(base / "agency", BEFORE)
        command = [sys.executable, "-m", "charter", "build", "--project", str(root), "--as-of", DAY]
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, text=True, env={**os.environ, **SECRET}, check=False
            )
        assert (done.returncode, done.stderr) == (2, "charter: No space left on device.\n")
        assert_whole(root / "site", bytes_of(two_sites()[0]))
