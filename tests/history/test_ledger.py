"""The ledger: files of every form are read for good, no edit of one passes, and each day has what stood on it."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from released import release_all

from charter import history, pipeline
from charter.diff.meaning import digest
from charter.history.forms import BadFile, read_acknowledgement, read_release, write_release

KEPT = Path(__file__).parent / "form-1"
"""Files as the first version wrote them. They are never written anew: that they can be read is what is tested."""
FIRST = (KEPT / "history/harbor/1.json").read_bytes()
TIER = "name: Growth\ncommitments:\n  question: {{first_reply: {reply}, finish: {finish}}}\n"


def test_files_of_the_first_form_are_read() -> None:
    found = history.read(KEPT)
    assert not found.problems
    ledger = found.of("harbor")
    assert [(one.number, str(one.made), str(one.effective), one.note) for one in ledger.releases] == [
        (1, "2026-10-01", "2026-10-01", "What we promise."),
        (2, "2026-11-20", "2027-01-04", "Fewer hours on Fridays, and sooner answers."),
    ]
    changes = history.retold(*ledger.releases)
    assert [(one.path, one.verdict.value) for one in changes] == [
        (("commitments", "question", "finish"), "better"),
        (("calendars", "office", "hours"), "worse"),
    ]
    assert ledger.acknowledged().by == "Dana Whitfield"
    assert history.stood(ledger, date(2027, 1, 3)).calendars["office"].hours.fri[0].end == 17 * 60
    assert history.stood(ledger, date(2027, 1, 4)).calendars["office"].hours.fri[0].end == 12 * 60


def test_a_file_that_is_read_is_written_as_it_was() -> None:
    assert write_release(read_release(FIRST)) == FIRST


def leaves(value, path=()):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    yield from ([path] if not isinstance(value, dict | list) else ())
    for key, one in items:
        yield from leaves(one, (*path, key))


LEAVES = list(leaves(json.loads(FIRST)))


@given(st.sampled_from(LEAVES), st.one_of(st.text(max_size=8), st.integers(), st.none()))
def test_no_value_can_be_edited_unseen(path, value) -> None:
    found = json.loads(FIRST)
    place = found
    for step in path[:-1]:
        place = place[step]
    if place[path[-1]] == value:
        return
    place[path[-1]] = value
    with pytest.raises(BadFile):
        read_release(json.dumps(found).encode())


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"null", b'{"seal": 1}', b"\xff\xfe", b'{"seal": "x", "form": 1}', b"[" * 5000]
)
def test_what_is_no_release_is_said_to_be_none(data: bytes) -> None:
    for read in (read_release, read_acknowledgement):
        with pytest.raises(BadFile):
            read(data)


def test_a_newer_form_asks_for_a_newer_version() -> None:
    from charter.history.release import sealed

    values = json.loads(FIRST)
    del values["seal"]
    with pytest.raises(BadFile, match="newer version of Charter"):
        read_release(sealed({**values, "form": 2}))


def test_the_digest_is_of_the_meaning_alone(project) -> None:
    day = date(2026, 11, 25)

    def of(**texts: str) -> str:
        loaded = pipeline.load(project(**texts), today=lambda _zone: day)
        return digest(loaded.clients["harbor"].charter, day)

    plain = of(tiers__growth=TIER.format(reply="1 business day", finish="5 business days"))
    assert of(tiers__growth=TIER.format(reply="{target: 1 business day}", finish='"5  business days"')) == plain
    assert (
        of(tiers__growth=TIER.format(reply="1 business day", finish="{target: 5 business days, note: Or sooner.}"))
        == plain
    )
    assert of(tiers__growth=TIER.format(reply="2 business days", finish="5 business days")) != plain


NOTE = "  - {{what: commitments.question.{metric}, why: Because., approved: maya, from: {starts}}}\n"


def test_each_day_has_what_stood_on_it(project) -> None:
    """Two changes for the worse wait at the same time, and one for the better comes in between."""
    steps = [
        ("2026-10-01", "4 business hours", "5 business days", ""),
        ("2026-10-10", "8 business hours", "5 business days", NOTE.format(metric="first_reply", starts="2027-01-15")),
        ("2026-10-20", "8 business hours", "3 business days", ""),
        ("2026-10-30", "2 business days", "3 business days", NOTE.format(metric="first_reply", starts="2027-03-01")),
    ]
    notes = ""
    for day, reply, finish, note in steps:
        notes += note
        tier = TIER.format(reply=reply, finish=finish) + (f"changes:\n{notes}" if notes else "")
        root = project(tiers__growth=tier)
        assert len(release_all(root, date.fromisoformat(day))) == 1
    ledger = history.read(root).of("harbor")
    stood = {day: promised(history.stood(ledger, date.fromisoformat(day))) for day in (
        "2026-10-01", "2026-10-15", "2026-10-25", "2026-12-31", "2027-01-15", "2027-02-28", "2027-03-01",
    )}  # fmt: skip
    assert stood == {
        "2026-10-01": ("4 business hours", "5 business days"),
        "2026-10-15": ("4 business hours", "5 business days"),
        "2026-10-25": ("4 business hours", "3 business days"),
        "2026-12-31": ("4 business hours", "3 business days"),
        "2027-01-15": ("8 business hours", "3 business days"),
        "2027-02-28": ("8 business hours", "3 business days"),
        "2027-03-01": ("2 business days", "3 business days"),
    }
    assert history.stood(ledger, date(2026, 9, 30)) is None


def promised(charter) -> tuple[str, str]:
    row = charter.commitments["question"][0]
    return str(row.first_reply[0].target), str(row.finish[0].target)


def test_holidays_are_those_that_were_known(project) -> None:
    agency = (
        Path(project() / "content/agency.yaml").read_text().replace("09:00-17:00}}", "09:00-17:00}, holidays: US-CO}")
    )
    root = project(agency=agency)
    [release] = release_all(root, date(2026, 10, 1))
    christmas = date(2026, 12, 25)
    assert release.days_off["office"]["2026-12-25"] == "Christmas Day"
    view = history.view_on(release, christmas)
    assert view.clocks.schedules["office"].holiday(christmas) == "Christmas Day"
    assert view.clocks.of("office").business_day(christmas) is None
    far = date(2031, 12, 25)
    assert history.view_on(release, far).clocks.of("office").business_day(far) is None, "later ones are looked up"


def test_a_copied_acknowledgement_is_found(tmp_path: Path) -> None:
    root = shutil.copytree(KEPT, tmp_path / "p")
    folder = root / "history/harbor"
    other = root / "history/other"
    other.mkdir()
    shutil.copy(folder / "1.acknowledged-1.json", other / "1.acknowledged-1.json")
    [found] = history.read(root).problems
    assert found.message == "Dana Whitfield acknowledged another release 1 than the one that stands here."


def test_a_release_is_written_where_files_cannot_be_linked(project, monkeypatch) -> None:
    def refused(*_paths: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", refused)
    root = project()
    [release] = release_all(root, date(2026, 10, 1))
    assert history.read(root).of("harbor").latest.seal == release.seal
    assert [path.name for path in (root / "history/harbor").iterdir()] == ["1.json"]
    with pytest.raises(Exception, match="nothing in history/ is written twice"):
        history.record(root, release)


def test_files_that_other_programs_leave_are_passed_by(tmp_path: Path) -> None:
    root = shutil.copytree(KEPT, tmp_path / "p")
    for name in ("history/.DS_Store", "history/harbor/.DS_Store", "history/harbor/.3.json.4711"):
        (root / name).write_bytes(b"\x00")
    (root / "history/.git").mkdir()
    assert not history.read(root).problems


ODD = [("form", 0), ("charter", 5), ("charter", None), ("charter", [1]), ("days_off", 5), ("days_off", {"office": 3}),
       ("changes", [{"path": [], "verdict": "worse"}]), ("changes", [{"path": ["commitments"], "verdict": "worse"}]),
       ("changes", [{"path": ["fee"], "verdict": "zz"}]), ("changes", 7), ("owned", [5]), ("made", "0001-01-01"),
       ("note", None), ("meaning", 5)]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), ODD)
def test_a_well_sealed_file_that_is_no_release_is_a_finding(project, key: str, value: object) -> None:
    from charter.history.release import sealed

    root = project()
    folder = root / "history/harbor"
    folder.mkdir(parents=True)
    values = json.loads(FIRST)
    del values["seal"]
    (folder / "1.json").write_bytes(sealed({**values, key: value}))
    loaded = pipeline.load(root, today=lambda _zone: date(2026, 11, 25))
    assert {problem.rule for problem in loaded.problems} == {"history-changed"}


def test_a_lone_surrogate_is_no_release() -> None:
    with pytest.raises(BadFile):
        read_release(b'{"seal": "x", "form": 1, "a": "\\ud800"}')
