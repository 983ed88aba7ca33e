"""The preview: what it shows, what it keeps when something breaks, and that a real browser follows by itself."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import CLIENT, TIER

from charter import pipeline
from charter.problem import CharterError
from charter.serve.page import HTML, reply
from charter.serve.preview import Preview
from charter.serve.watch import Watch, passing, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

REPOSITORY = Path(__file__).parent.parent
DAY = date(2026, 11, 25)
PATIENCE = 20  # seconds that anything may take on a busy machine
TYPO = CLIENT + "teir: growth\n"
PINE = CLIENT.replace("Harbor & Pine", "Kestrel & Lowe")


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
    project({"content/clients/kestrel.yaml": PINE})
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
    project({"content/clients/harbor.yaml": TYPO, "content/clients/kestrel.yaml": PINE})
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
            "content/clients/kestrel.yaml": PINE,
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
    def fail(_: Path) -> pipeline.Loaded:
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


def test_a_burst_of_edits_is_one_build(tmp_path: Path) -> None:
    builds: list[float] = []
    watch = Watch([tmp_path], lambda: builds.append(time.monotonic()))
    watch.start()
    try:
        for number in range(8):
            (tmp_path / f"{number}.yaml").write_text("x")
            time.sleep(0.02)
        until(watch.news)
        assert len(builds) == 2
        assert not watch.news()
    finally:
        watch.stop()


# The program itself.


class Serving:
    """A running `charter serve`, its address, and what it has printed."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.log = log

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Ask for exactly this path: nothing on the way tidies it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")
        finally:
            connection.close()


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.03)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(root: Path, port: int, log: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "charter", "serve", "--project", str(root), "--port", str(port), *more]
    with log.open("wb") as out:
        return subprocess.Popen(
            command,
            cwd=REPOSITORY,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )


@contextmanager
def serving(root: Path) -> Iterator[Serving]:
    port, log = free_port(), root / "serve.log"
    process = start(root, port, log)
    try:
        running = Serving(process, port, log)
        until(lambda: process.poll() is not None or re.search(r"\d clients? in ", running.said()))
        assert process.poll() is None, running.said()
        yield running
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_the_server_gives_what_is_in_memory_and_nothing_else(project) -> None:
    root = project()
    with serving(root) as server:
        status, headers, page = server.get("/harbor/")
        assert (status, headers["Content-Type"], headers["Cache-Control"]) == (
            200,
            "text/html; charset=utf-8",
            "no-store",
        )
        assert "Harbor &amp; Pine" in page
        assert server.get("/harbor")[1]["Location"] == "/harbor/"
        assert server.get("/harbor/index.html", "HEAD")[2] == ""
        for path in ("/../content/agency.yaml", "/%2e%2e/content/agency.yaml", "/..%2fcontent/agency.yaml", "//etc/passwd",
                     "/harbor/../../content/agency.yaml", "/content/agency.yaml", "/harbor/index.html%00", "/forcereload"):  # fmt: skip
            status, _, page = server.get(path)
            assert status == 404, path
            assert "America/Denver" not in page
        assert server.get("/harbor/", Host="charters.evil.example")[0] == 404
        assert not (root / "site").exists()
        assert server.process.poll() is None
        assert "Traceback" not in server.said()


@pytest.mark.slow
def test_only_this_machine_can_reach_it(project) -> None:
    with serving(project()) as server:
        for other in {"127.0.0.2", *socket.gethostbyname_ex("localhost")[2], own_address()} - {"127.0.0.1"}:
            with pytest.raises(OSError), socket.create_connection((other, server.port), timeout=2):  # noqa: PT011
                pass


def own_address() -> str:
    """Give the address under which the network knows this machine, if there is one. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        address: str = probe.getsockname()[0]
        return address


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_it_cleanly(project) -> None:
    with serving(project()) as server:
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
        assert server.said().startswith(f"Charter is at {server.url} ")
        assert server.said().endswith("Stopped.\n")
        assert "Traceback" not in server.said()


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 65536])
def test_what_is_no_port_is_said(project, number: int) -> None:
    log = project() / "serve.log"
    assert start(project(), number, log).wait(PATIENCE) == 2
    assert log.read_text("utf-8").startswith(f"charter: {number} is no port")


@pytest.mark.slow
def test_a_taken_port_and_a_wrong_day_are_said_before_anything_starts(project) -> None:
    root, log = project(), project() / "serve.log"
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert start(root, port, log).wait(PATIENCE) == 2
    assert (
        log.read_text("utf-8")
        == f"charter: Port {port} is taken, perhaps by another `charter serve`. Try `--port {port + 1}`.\n"
    )
    assert start(root, free_port(), log, "--as-of", "tomorrow").wait(PATIENCE) == 2
    assert "tomorrow is not a date" in log.read_text("utf-8")


# A real browser. Nobody reloads anything here: every change comes by itself.


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes every request and every complaint of the browser."""
    context = browser.new_context()
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE * 1000)
    yield opened
    context.close()


@pytest.mark.slow
@pytest.mark.browser
def test_an_open_page_follows_edit_mistake_and_mend(project, page: Page) -> None:
    root = project()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    with serving(root) as server:
        page.goto(f"{server.url}/harbor/index.html")
        project({"content/clients/harbor.yaml": CLIENT.replace("Pine", "Spruce")})
        page.get_by_text("Harbor & Spruce").first.wait_for()

        project({"content/clients/harbor.yaml": TYPO})
        finding = page.locator("#charter-preview")
        finding.get_by_text("teir: growth").wait_for()
        assert "content/clients/harbor.yaml:4:1" in finding.inner_text()
        assert "Did you mean `tier`?" in finding.inner_text()
        assert page.get_by_text("Harbor & Spruce").first.is_visible()

        project({"content/tiers/growth.yaml": TIER.replace("Growth", "Thrive")})  # and mends the client
        page.locator("#charter-preview").wait_for(state="detached")
        page.get_by_text("Harbor & Pine").first.wait_for()
        assert server.said().count(" 1 client in ") == 4
        assert not (root / "site").exists()
        assert "Traceback" not in server.said()
        assert {url.split("/")[2] for url in requests} == {f"127.0.0.1:{server.port}"}
    assert not [complaint for complaint in complaints if "Security Policy" in complaint]


@pytest.mark.slow
@pytest.mark.browser
def test_an_open_page_follows_new_and_deleted_clients_and_styles(project, page: Page) -> None:
    from playwright.sync_api import expect

    with serving(project()) as server:
        page.goto(server.url)
        project({"content/clients/kestrel.yaml": PINE})
        page.get_by_text("Kestrel & Lowe").wait_for()
        page.locator("li", has_text="Kestrel & Lowe").get_by_text("Handbook").click()
        project({"templates/assets/charter.css": "h1 { color: rgb(1, 2, 3) }"})
        expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)", timeout=PATIENCE * 1000)
        project({"content/clients/kestrel.yaml": None})
        page.get_by_text("There is no such page").wait_for()
        page.get_by_role("link", name="the start").click()
        page.get_by_text("Harbor & Pine").wait_for()
        assert page.get_by_text("Kestrel").count() == 0


@pytest.mark.slow
@pytest.mark.browser
def test_a_page_that_was_opened_in_an_earlier_server_catches_up(project, page: Page) -> None:
    root, port = project(), free_port()
    first = start(root, port, root / "first.log")
    try:
        until(lambda: "1 client in" in (root / "first.log").read_text("utf-8"))
        page.goto(f"http://127.0.0.1:{port}/harbor/index.html")
        page.get_by_text("Harbor & Pine").first.wait_for()
    finally:
        first.kill()
        first.wait()
    project({"content/clients/harbor.yaml": CLIENT.replace("Pine", "Spruce")})
    second = start(root, port, root / "second.log")
    try:
        page.get_by_text("Harbor & Spruce").first.wait_for()
    finally:
        second.kill()
        second.wait()
