"""The preview: what it shows, what it keeps when something breaks, and which edits it sees."""

from __future__ import annotations

import os
import re
import time
from datetime import date
from pathlib import Path

import pytest
from conftest import CLIENT

from charter import pipeline
from charter.problem import CharterError
from charter.serve.page import HTML, reply
from charter.serve.preview import Preview
from charter.serve.watch import Watch, passing, snapshot

DAY = date(2026, 11, 25)
TYPO = CLIENT + "teir: growth\n"
KESTREL = CLIENT.replace("Harbor & Pine", "Kestrel & Lowe")


@pytest.fixture
def preview(project) -> Preview:
    """A preview of the smallest project, built once."""
    made = Preview(project(), lambda _: DAY)
    made.rebuild()
    return made


def text(preview: Preview, path: str) -> str:
    return reply(preview.state, path, 8100).body.decode()


# What is shown.


def test_files_are_those_of_the_build(preview: Preview, project) -> None:
    built = {file.path: file.data for _, files in pipeline.render(pipeline.load(project()), DAY) for file in files}
    assert set(preview.state.owners) == set(built)
    for path, data in built.items():
        answer = reply(preview.state, path, 8100)
        assert answer.status == 200
        if answer.kind != HTML:
            assert answer.body == data


def test_pages_differ_from_the_build_by_the_reload_script_alone(preview: Preview) -> None:
    added = '<link rel="stylesheet" href="/charter-preview.css"><script src="/livereload.js?port=8100" defer></script>'
    shown, built = text(preview, "harbor/index.html"), (preview.state.file("harbor/index.html") or b"").decode()
    policy = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')
    assert shown.count(added) == 1
    assert policy.sub("", shown.replace(added, "")) == policy.sub("", built)


def test_the_policy_of_a_page_admits_the_preview_and_nothing_else(preview: Preview) -> None:
    policy = re.search('Content-Security-Policy" content="([^"]*)"', text(preview, "harbor/index.html"))
    assert policy
    rules = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    assert rules["script-src"] == "'self'"
    assert rules["connect-src"] == "'self' ws://127.0.0.1:* ws://localhost:*"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy[1]


def test_the_start_page_leads_to_every_client(preview: Preview, project) -> None:
    project({"content/clients/kestrel.yaml": KESTREL})
    preview.rebuild()
    start = text(preview, "")
    assert '<a href="/harbor/index.html">Handbook</a>' in start
    assert '<a href="/kestrel/expectations.html">Expectations</a>' in start
    assert "Harbor &amp; Pine" in start
    assert 'charter-preview" aria' not in start


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/index.html", "text/html; charset=utf-8"),
        ("assets/a.css", "text/css; charset=utf-8"),
        ("assets/a.svg", "image/svg+xml"),
        ("assets/a.woff2", "font/woff2"),
        ("a/packet.pdf", "application/pdf"),
        ("a/calendar.ics", "text/calendar; charset=utf-8"),
        ("a/unknown.xyz", "application/octet-stream"),
    ],
)
def test_content_types(preview: Preview, path: str, kind: str) -> None:
    preview.state.shared[path] = b"<p>"
    assert reply(preview.state, path, 8100).kind == kind


def test_what_is_not_there_leads_back_to_the_start(preview: Preview) -> None:
    answer = reply(preview.state, "nobody/index.html", 8100)
    assert answer.status == 404
    assert b'<a href="/">' in answer.body


# What is kept when something breaks.


def test_a_broken_client_keeps_its_last_good_page_below_the_finding(preview: Preview, project, capsys) -> None:
    good = preview.state.file("harbor/index.html")
    project({"content/clients/harbor.yaml": TYPO.replace("Harbor & Pine", "<b>Harbour")})
    preview.rebuild()
    page = text(preview, "harbor/index.html")
    assert preview.state.file("harbor/index.html") == good
    for word in (
        "unknown-key",
        "content/clients/harbor.yaml:4:1",
        "teir: growth",
        "^^^^",
        "Did you mean `tier`?",
        "Below is the page",
    ):
        assert word in page
    assert "content/clients/harbor.yaml:4:1  error  unknown-key" in capsys.readouterr().err
    project()
    preview.rebuild()
    assert "unknown-key" not in text(preview, "harbor/index.html")


def test_a_broken_client_stops_no_other(preview: Preview, project) -> None:
    project({"content/clients/harbor.yaml": TYPO, "content/clients/kestrel.yaml": KESTREL})
    preview.rebuild()
    page = text(preview, "kestrel/index.html")
    assert "Kestrel &amp; Lowe" in page
    assert "<details><summary>1 error elsewhere</summary>" in page
    assert "<strong>1 finding</strong>" in text(preview, "")


def test_what_a_finding_quotes_is_no_markup(preview: Preview, project) -> None:
    project({"content/clients/harbor.yaml": CLIENT + "<script>alert(1)</script>: x\n"})
    preview.rebuild()
    for path in ("", "harbor/index.html"):
        assert "<script>alert" not in text(preview, path)
        assert "&lt;script&gt;alert(1)" in text(preview, path)


def test_a_client_that_was_never_good_has_its_finding_only(project) -> None:
    broken = Preview(project({"content/clients/harbor.yaml": TYPO}), lambda _: DAY)
    broken.rebuild()
    assert "No page yet." in text(broken, "")
    assert "teir: growth" in text(broken, "harbor/index.html")


def test_old_pages_keep_the_style_sheet_they_stand_on(preview: Preview, project) -> None:
    before = set(preview.state.shared)
    project(
        {
            "content/clients/harbor.yaml": TYPO,
            "content/clients/kestrel.yaml": KESTREL,
            "templates/assets/charter.css": "p { color: red }",
        }
    )
    preview.rebuild()
    assert before < set(preview.state.shared)
    project()
    preview.rebuild()
    assert not before & {path for path in preview.state.shared if path.endswith(".css")}


def test_a_deleted_agency_is_said_in_the_page(preview: Preview, project) -> None:
    project({"content/agency.yaml": None})
    preview.rebuild()
    assert "<details open" in text(preview, "harbor/index.html")
    project()
    preview.rebuild()
    assert "<details open" not in text(preview, "harbor/index.html")


@pytest.mark.parametrize(
    ("error", "said"),
    [(CharterError("The disk is <gone>."), "The disk is &lt;gone&gt;."), (KeyError("x"), "Charter itself failed")],
)
def test_no_error_ends_the_preview(preview: Preview, monkeypatch, capsys, error: Exception, said: str) -> None:
    def fail(_: Path, **_more: object) -> pipeline.Loaded:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "load", fail)
        preview.rebuild()
    page = text(preview, "harbor/index.html")
    assert said in page
    assert "Harbor &amp; Pine" in page
    assert ("Traceback" in capsys.readouterr().err) == isinstance(error, KeyError)
    preview.rebuild()
    assert said not in text(preview, "harbor/index.html")


# What is watched.


@pytest.mark.parametrize(
    ("name", "passed"),
    [
        ("harbor.yaml", False),
        ("logo.svg", False),
        (".harbor.yaml.swp", True),
        (".#harbor.yaml", True),
        ("#harbor.yaml#", True),
        ("harbor.yaml~", True),
        ("4913", True),
        ("harbor.yaml.tmp", True),
        ("harbor.yaml___jb_tmp___", True),
    ],
)
def test_files_of_editors_are_passed_by(name: str, passed: bool) -> None:
    assert passing(name) == passed


def test_every_kind_of_edit_is_seen(tmp_path: Path) -> None:
    file, old = tmp_path / "a.yaml", tmp_path / "sub" / "old.yaml"
    seen = [snapshot([tmp_path, tmp_path / "absent"])]

    def changed() -> bool:
        seen.append(snapshot([tmp_path, tmp_path / "absent"]))
        return seen[-1] != seen[-2]

    file.write_text("a: 1")
    assert changed()
    old.parent.mkdir()
    old.write_text("b: 1")
    os.utime(old, (1, 1))  # as a copy or a checkout may leave it
    assert changed()
    assert not changed()
    (tmp_path / ".a.yaml.swp").write_text("x")
    (tmp_path / "link.yaml").symlink_to("nowhere")
    assert not changed()
    file.rename(tmp_path / "b.yaml")
    assert changed()
    old.unlink()
    assert changed()


def test_a_burst_of_edits_is_one_build(tmp_path: Path, monkeypatch) -> None:
    coming = ["a.yaml", "b.yaml", "c.yaml"]

    def sleep(_: float) -> None:
        if coming:
            (tmp_path / coming.pop()).write_text("x")

    watch = Watch([tmp_path])
    monkeypatch.setattr(time, "sleep", sleep)
    watch.wait()
    assert not coming
    assert not watch.changed()
