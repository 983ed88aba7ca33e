"""Publishing on real disks: what is planned, and what is left after a kill or a failure at any step."""

from __future__ import annotations

import errno
import os
import threading
import time
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.artifact import Artifact
from charter.problem import CharterError
from charter.publish import Plan, disk, plan, publish

OLD = {
    "acme/index.html": "one",
    "acme/packet.pdf": "same",
    "beta/index.html": "beta",
    "gone/sub/index.html": "bye",
    "turns": "a file that becomes a folder",
}
NEW = {
    "acme/index.html": "two",
    "acme/packet.pdf": "same",
    "beta/index.html": "beta",
    "delta/sub/index.html": "hello",
    "turns/index.html": "now inside",
}
FOREIGN = {"notes.txt": "mine", "acme/mine.txt": "beside yours", "own/deep/file": "deep"}
STEPS = ("mkdir", "open", "write", "link", "rename", "replace", "unlink", "rmdir", "chmod", "chown", "fsync")


def files(texts):
    return [Artifact(path, text.encode()) for path, text in texts.items()]


def digests(texts):
    return {path: sha256(text.encode()).hexdigest() for path, text in texts.items()}


def tree(root: Path):
    """Everything under a folder: bytes of files, targets of links, and folders."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            found[name] = "-> " + path.readlink().as_posix()
        else:
            found[name] = "/" if path.is_dir() else path.read_bytes().decode()
    return found


def facts(root: Path):
    """What would show that anything at all was written."""
    known = {path: path.lstat() for path in (root, *root.rglob("*"))}
    return {path: (f.st_ino, f.st_mtime_ns, f.st_ctime_ns, f.st_mode) for path, f in known.items()}


def whole(texts, foreign=()):
    """The tree that a site with these files has."""
    texts = {**texts, **dict(foreign)}
    above = {str(up): "/" for path in texts for up in Path(path).parents if str(up) != "."}
    return dict(sorted({**above, **texts}.items()))


def foreign_site(site: Path):
    """Put things of others into a site; give the tree they add."""
    for path, text in FOREIGN.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)
    (site / "link").symlink_to("notes.txt")
    (site / "empty" / "nest").mkdir(parents=True)
    return {**FOREIGN, "link": "-> notes.txt", "empty/nest": "/"}


def ledger(site: Path):
    return site.parent / ".charter" / f"{site.name}.json"


def litter(site: Path):
    return sorted(p.name for p in (site.parent / ".charter").iterdir() if p.suffix not in {".json", ".lock"})


# -- the plan -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "on_disk", "only", "expected"),
    [
        ("", "", "", None, {}),
        ("", "a", "", None, {"write": "a"}),
        ("a", "a", "a", None, {"keep": "a"}),
        ("a", "a", "", None, {"write": "a"}),
        ("a", "a", "a=other", None, {"write": "a"}),
        ("a b", "a", "a b", None, {"keep": "a", "delete": "b"}),
        ("a b", "a", "a", None, {"keep": "a"}),
        ("", "a", "a b", None, {"keep": "a", "foreign": "b"}),
        ("", "a", "a=other", None, {"write": "a", "blocked": "a"}),
        ("", "a/b", "a=x", None, {"write": "a/b", "foreign": "a", "blocked": "a"}),
        ("", "a", "a/b=x", None, {"write": "a", "foreign": "a/b", "blocked": "a/b"}),
        ("", "a", "a/", None, {"write": "a", "foreign": "a/", "blocked": "a/"}),
        ("", "a/b", "a/", None, {"write": "a/b", "foreign": "a/"}),
        ("a/b", "", "a/", None, {}),
        ("a", "a/b", "a", None, {"write": "a/b", "delete": "a"}),
        ("x/a x-two/a", "x/b", "x/a x-two/a", frozenset({"x"}), {"write": "x/b", "delete": "x/a", "keep": "x-two/a"}),
        ("x/a y/a", "y/a", "x/a y/a=other", frozenset({"y/"}), {"write": "y/a", "keep": "x/a"}),
        ("x/a y/a", "", "x/a", frozenset(), {"keep": "x/a"}),
    ],
)
def test_the_plan(old, new, on_disk, only, expected):
    def manifest(words):
        return {path: text for path, _, text in (word.partition("=") for word in words.split())}

    made = plan(manifest(old), manifest(new), on_disk=manifest(on_disk), only=only)
    wanted = Plan(**{name: tuple(words.split()) for name, words in expected.items()}, manifest=made.manifest)
    assert made == wanted
    assert set(made.manifest) == {*made.write, *made.keep}


BAD = ["", "/a", "a//b", "a/", ".", "..", "a/../b", "a\\b", "C:x", "a\nb", "a\0", "a\u200c", "\ud800", "a.", "b /c"]


@pytest.mark.parametrize("path", BAD)
def test_an_improper_path_is_our_bug(path):
    with pytest.raises(ValueError, match="not a proper path"):
        Artifact(path, b"")
    with pytest.raises(ValueError, match="not a proper path"):
        plan({}, {path: ""}, on_disk={})


@pytest.mark.parametrize(
    ("one", "other"),
    [("a/x", "A/y"), ("a/x", "a/X"), ("a", "a/x"), ("a/x", "A"), ("é/x", "e\u0301/x"), ("ß", "SS"), ("ﬁ/x", "FI/x")],
)
def test_two_names_that_some_disk_takes_for_one(tmp_path, one, other):
    for pair in ([one, other], [other, one]):
        with pytest.raises(CharterError) as caught:
            publish(tmp_path / "site", [Artifact(path, b"") for path in pair])
        assert f": {pair[0]} and {pair[1]}." in str(caught.value)
    assert not (tmp_path / "site").exists()
    assert litter(tmp_path / "site") == []


def test_a_file_made_twice_and_one_that_clashes_with_what_is_kept(tmp_path):
    with pytest.raises(CharterError, match="a/x and a/x"):
        publish(tmp_path / "site", [Artifact("a/x", b"1"), Artifact("a/x", b"1")])
    publish(tmp_path / "site", [Artifact("a/x", b"1")])
    with pytest.raises(CharterError, match="A/y and a/x"):
        publish(tmp_path / "site", [Artifact("A/y", b"1")], only=frozenset({"A"}))


# -- the ordinary day ---------------------------------------------------------------------------------------------


def test_a_first_site_and_a_second(tmp_path):
    site = tmp_path / "out" / "site"
    assert len(publish(site, files(OLD)).write) == len(OLD)
    assert tree(site) == whole(OLD)
    done = publish(site, files(NEW))
    assert done.write == ("acme/index.html", "delta/sub/index.html", "turns/index.html")
    assert done.delete == ("gone/sub/index.html", "turns")
    assert tree(site) == whole(NEW)
    assert litter(site) == []
    assert not any("charter" in path for path in tree(site))


def test_modes_do_not_depend_on_the_mask(tmp_path):
    mask = os.umask(0o077)
    try:
        publish(tmp_path / "site", files(OLD))
    finally:
        os.umask(mask)
    modes = {p.stat().st_mode & 0o777 for p in (tmp_path / "site").rglob("*") if p.is_file()}
    assert modes == {0o644}
    modes = {p.stat().st_mode & 0o777 for p in (tmp_path / "site", *(tmp_path / "site").rglob("*")) if p.is_dir()}
    assert modes == {0o755}
    assert (tmp_path / ".charter").stat().st_mode & 0o777 == 0o700
    assert ledger(tmp_path / "site").stat().st_mode & 0o777 == 0o600


def test_nothing_changed_means_nothing_written(tmp_path):
    site = tmp_path / "site"
    publish(site, files(OLD))
    foreign_site(site)
    before = facts(tmp_path)
    done = publish(site, files(OLD))
    assert facts(tmp_path) == before
    assert not done.changes
    assert set(done.foreign) == {*FOREIGN, "link", "empty/nest/"}


def test_what_others_own_stays_the_very_same(tmp_path):
    site = tmp_path / "site"
    publish(site, files(OLD))
    theirs = foreign_site(site)
    (site / "own").chmod(0o700)
    os.utime(site / "own", (1, 1))
    (site / "acme").chmod(0o750)
    inodes = {path: (site / path).lstat().st_ino for path in [*FOREIGN, "link"]}
    publish(site, files(NEW))
    assert tree(site) == whole(NEW, {**theirs, "empty": "/"}.items())
    assert {path: (site / path).lstat().st_ino for path in inodes} == inodes
    assert (site / "turns").stat().st_mode & 0o777 == 0o755
    assert all((site / path).stat().st_nlink == 1 for path in FOREIGN)
    assert [(site / path).stat().st_mode & 0o777 for path in ("own", "acme")] == [0o700, 0o750]
    assert (site / "own").stat().st_mtime == 1


def test_a_kept_page_is_not_written_again(tmp_path):
    site = tmp_path / "site"
    publish(site, files(OLD))
    before = (site / "beta/index.html").stat()
    publish(site, files(NEW))
    after = (site / "beta/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_page_changed_by_hand_is_made_again(tmp_path):
    site = tmp_path / "site"
    publish(site, files(OLD))
    (site / "beta/index.html").write_text("BETA")
    (site / "turns").unlink()
    (site / "turns").symlink_to("acme")
    assert publish(site, files(OLD)).write == ("beta/index.html", "turns")
    assert tree(site) == whole(OLD)


def test_some_clients_only(tmp_path):
    site = tmp_path / "site"
    publish(site, files(OLD))
    publish(site, files({"acme/index.html": "two", "assets/a.css": "x"}), only=frozenset({"acme", "new"}))
    kept = {path: text for path, text in OLD.items() if not path.startswith("acme/")}
    assert tree(site) == whole({**kept, "acme/index.html": "two", "assets/a.css": "x"})
    publish(site, files(NEW))
    assert tree(site) == whole(NEW)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b'{"version": 9, "files": {}}', b"[" * 100_000])
def test_a_damaged_ledger_makes_nothing_ours(tmp_path, damage):
    site = tmp_path / "site"
    publish(site, files(OLD))
    ledger(site).write_bytes(damage)
    with pytest.raises(CharterError, match=r"overwrite: acme/index\.html, turns\. The list .* cannot be read"):
        publish(site, files(NEW))
    assert tree(site) == whole(OLD)
    assert publish(site, files(OLD)).keep == tuple(sorted(OLD))
    publish(site, files(NEW))
    assert tree(site) == whole(NEW)


@pytest.mark.parametrize("entry", [{"../prey": "0" * 64}, {"prey": 1}, {"prey": "0"}, []])
def test_a_ledger_cannot_point_out_of_the_site(tmp_path, entry):
    site = tmp_path / "site"
    publish(site, files(OLD))
    (tmp_path / "prey").write_text("alive")
    ledger(site).write_text(f'{{"version": 1, "files": {entry!r}}}'.replace("'", '"'))
    with pytest.raises(CharterError, match="cannot be read"):
        publish(site, files(NEW))
    publish(site, files({**OLD, "more": ""}))
    assert (tmp_path / "prey").read_text() == "alive"


def test_a_folder_of_others_is_adopted_file_by_file(tmp_path):
    site = tmp_path / "site"
    foreign_site(site)
    before = facts(tmp_path)
    clashing = {f"file{n}": "x" for n in range(7)}
    for path in clashing:
        (site / path).write_text("not yours")
    with pytest.raises(CharterError, match=r"file0, file1, file2, file3, file4 and 2 more\. Choose another --output"):
        publish(site, files(clashing))
    assert litter(site) == []
    for path in clashing:
        (site / path).write_text("x")
    assert not publish(site, files(clashing)).changes
    publish(site, [])
    assert tree(site).keys() == {p.relative_to(site).as_posix() for p in before if p not in (tmp_path, site)}


# -- refusals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("output", ["content", "content/site", ".", "content/../content", "link", "file", ".charter"])
def test_places_that_are_no_place_for_a_site(tmp_path, output):
    (tmp_path / "content").mkdir()
    (tmp_path / "link").symlink_to("elsewhere")
    (tmp_path / "file").write_text("")
    before = facts(tmp_path)
    with pytest.raises(CharterError, match=r"Choose another --output\."):
        publish(tmp_path / output, files(OLD), protect=[tmp_path / "content", tmp_path / "missing"])
    assert facts(tmp_path) == before


def test_the_folder_beside_must_be_ours(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / ".charter").symlink_to("other")
    with pytest.raises(CharterError, match="must be a folder"):
        publish(tmp_path / "site", files(OLD))
    assert list((tmp_path / "other").iterdir()) == []


# -- kills and failures -------------------------------------------------------------------------------------------


class Counted:
    """Lets `act` happen instead of the n-th change of the disk. A write that is hit has written half."""

    def __init__(self, n, act, *, lasting=False):
        self.left, self.act, self.lasting = n, act, lasting

    def around(self, real, name):
        def call(*args, **kwargs):
            if name == "open" and not args[1] & os.O_CREAT:
                return real(*args, **kwargs)
            self.left -= 1
            if self.left == 0 or (self.lasting and self.left < 0):
                if name == "write":
                    real(args[0], args[1][: len(args[1]) // 2])
                self.act(*args)
            return real(*args, **kwargs)

        return call


@contextmanager
def hit(n, act, *, lasting=False, exchange=True, links=True):
    """Watch every primitive that changes a disk, and hit the n-th; optionally on a file system that can do less."""
    counted = Counted(n, act, lasting=lasting)
    with pytest.MonkeyPatch.context() as patching:
        if not links:
            patching.setattr(os, "link", refuse(errno.EPERM))
        if not exchange:
            patching.setattr(disk, "_renameat2", refuse(errno.EINVAL))
        for name in STEPS:
            patching.setattr(os, name, counted.around(getattr(os, name), name))
        for name in ("_renameat2", "flush"):
            patching.setattr(disk, name, counted.around(getattr(disk, name), name))
        yield counted


def refuse(number):
    def call(*args, **_):
        raise OSError(number, os.strerror(number), *(str(arg) for arg in args[:1] if not isinstance(arg, int)))

    return call


def killed(n, site, texts, **disk_kind):
    """Publish in a child that dies at the n-th step. Says whether it died."""
    child = os.fork()
    if child == 0:
        try:
            with hit(n, lambda *_: os._exit(9), **disk_kind):
                publish(site, files(texts))
        except BaseException:  # noqa: BLE001  a child of a test must never go on as the test
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, 9}
    return code == 9


def start(tmp_path, n, first):
    """A site to be replaced, with things of others in it, or nothing at all."""
    site = tmp_path / str(n) / "site"
    if first:
        return site, {}
    publish(site, files(OLD))
    return site, {**foreign_site(site), "empty": "/"}


KINDS = [{}, {"exchange": False}, {"links": False}, {"exchange": False, "links": False}]


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("after", [OLD, NEW], ids=["then old", "then new"])
@pytest.mark.parametrize("first", [False, True], ids=["second", "first"])
def test_a_kill_at_any_step(tmp_path, kind, after, first):
    """Security 9: crash at any point: old or new whole, and the next build heals and leaves no litter."""
    n, died, seen = 0, True, []
    while died:
        n += 1
        site, theirs = start(tmp_path, n, first)
        died = killed(n, site, NEW, **kind)
        left = tree(site)
        old, new = ({} if first else whole(OLD, theirs.items())), whole(NEW, theirs.items())
        assert left in (old, new) or kind, n
        seen.append(left == new)
        publish(site, files(after))
        assert tree(site) == whole(after, theirs.items()), n
        assert litter(site) == []
    assert n > 20
    assert seen[0] is False
    assert seen[-1] is True


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_full_disk_at_any_step(tmp_path, kind, lasting):
    n, failed, sure = 0, True, 0
    while failed:
        n += 1
        site, theirs = start(tmp_path, n, first=False)
        said = ""
        with hit(n, refuse(errno.ENOSPC), lasting=lasting, **kind) as counted:
            try:
                publish(site, files(NEW))
            except CharterError as error:
                said = str(error)
        failed = counted.left <= 0
        if "It is as it was" in said:
            sure += 1
            assert "No space left on device" in said
            assert "Free some space" in said
            if kind.get("exchange", True) or not lasting:
                assert tree(site) == whole(OLD, theirs.items()), n
            assert lasting or litter(site) == [], n
        elif said:
            assert "The new site is in" in said
            assert kind.get("links") is False
        else:
            assert tree(site) == whole(NEW, theirs.items()), n
        publish(site, files(NEW))
        assert tree(site) == whole(NEW, theirs.items()), n
        assert litter(site) == []
    assert sure > 20


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EIO, errno.EXDEV])
def test_other_failures_are_one_sentence_that_names_the_path(tmp_path, number):
    site, theirs = start(tmp_path, 0, first=False)
    with patch("os.link", refuse(number)), pytest.raises(CharterError) as caught:
        publish(site, files(NEW))
    assert f"{os.strerror(number)}: {site}/" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert tree(site) == whole(OLD, theirs.items())
    assert litter(site) == []


def test_a_bug_or_a_keystroke_while_rendering_leaves_the_old_site(tmp_path):
    site, theirs = start(tmp_path, 0, first=False)

    def rendering():
        yield from files(NEW)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(site, rendering())
    assert tree(site) == whole(OLD, theirs.items())
    assert litter(site) == []


def test_what_others_add_while_a_site_is_made(tmp_path):
    """One file comes while pages are rendered, one in the last moment before the switch."""
    site, theirs = start(tmp_path, 0, first=False)
    real = disk._renameat2  # noqa: SLF001  the last moment

    def rendering():
        yield from files(NEW)
        (site / "during").write_text("during")

    def late(*args):
        (site / "late").mkdir()
        (site / "late" / "file").write_text("late")
        real(*args)

    with patch.object(disk, "_renameat2", late):
        publish(site, rendering())
    assert tree(site) == whole(NEW, {**theirs, "during": "during", "late/file": "late"}.items())


def test_a_page_of_ours_changed_while_a_site_is_made(tmp_path):
    site, theirs = start(tmp_path, 0, first=False)

    def rendering():
        yield from files(NEW)
        (site / "beta/index.html").write_text("by hand")

    with pytest.raises(CharterError, match=r"beta/index.html was changed by somebody else"):
        publish(site, rendering())
    assert litter(site) == []
    publish(site, files(NEW))
    assert tree(site) == whole(NEW, theirs.items())


# -- many at once -------------------------------------------------------------------------------------------------


def test_one_build_waits_for_another_but_not_for_ever(tmp_path):
    site, entered, leave = tmp_path / "site", threading.Event(), threading.Event()

    def slow():
        yield Artifact("a", b"slow")
        entered.set()
        leave.wait(10)

    other = threading.Thread(target=publish, args=(site, slow()))
    other.start()
    entered.wait(10)
    with pytest.raises(CharterError, match="Another build is writing"):
        publish(site, [Artifact("a", b"fast")], patience=0.1)
    publish(tmp_path / "elsewhere", [Artifact("a", b"free")], patience=0.1)
    leave.set()
    publish(site, [Artifact("a", b"fast")])
    other.join()
    assert tree(site) == {"a": "fast"}


def test_builders_and_readers_at_once(tmp_path):
    """Two processes publish in turn; a reader never misses a file, nor sees two versions in one site."""
    site = tmp_path / "site"
    publish(site, files({"a/x": "0", "a/y": "0"}))
    children = []
    for builder in range(2):
        children.append(os.fork())
        if children[-1] == 0:
            try:
                for turn in range(40):
                    publish(site, files({"a/x": f"{builder}.{turn}", "a/y": f"{builder}.{turn}"}))
            except BaseException:  # noqa: BLE001  see `killed`
                os._exit(1)
            os._exit(0)
    seen = set()
    deadline = time.monotonic() + 60
    while any(alive(child) for child in children) and time.monotonic() < deadline:
        (site / "a/x").read_bytes()
        seen.add(pair(site))
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    seen.discard(None)
    assert len(seen) > 5
    assert all(one == other for one, other in seen)
    assert litter(site) == []


def alive(child):
    """Whether a child still runs; it stays there to be waited for."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def pair(site):
    """Read two files out of one and the same folder, as a server does that holds it open."""
    with suppress(FileNotFoundError):  # the folder that was opened is no longer the site
        folder = os.open(site / "a", os.O_RDONLY)
        try:
            return read(folder, "x"), read(folder, "y")
        finally:
            os.close(folder)


def read(folder, name):
    file = os.open(name, os.O_RDONLY, dir_fd=folder)
    try:
        return os.read(file, 99)
    finally:
        os.close(file)


NAMES = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)
SITES = st.dictionaries(NAMES, st.sampled_from(["", "x", "y"]), max_size=5).filter(
    lambda texts: not any(one.startswith(other + "/") for one in texts for other in texts)
)
OTHERS = st.dictionaries(st.sampled_from(["z", "d/z", "d/e/z", "a.txt"]), st.sampled_from("xy"), max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(SITES, min_size=1, max_size=5), OTHERS)
def test_any_sequence_ends_in_the_last_site_and_what_others_own(sites, others):
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        for path, text in others.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text)
        for texts in sites:
            publish(site, files(texts))
            assert tree(site) == whole(texts, others.items())
            assert not publish(site, files(texts)).changes
        assert litter(site) == []
