"""`charter serve` as people use it: the program, its port, its end, and a real browser that follows by itself."""

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
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import CLIENT, TIER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

REPOSITORY = Path(__file__).parent.parent
PATIENCE = 20  # seconds that anything may take on a busy machine
TYPO = CLIENT + "teir: growth\n"
KESTREL = CLIENT.replace("Harbor & Pine", "Kestrel & Lowe")


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
def serving(root: Path, port: int | None = None) -> Iterator[Serving]:
    port, log = port or free_port(), root / "serve.log"
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
        assert server.said().count(" 1 client in ") >= 4
        assert not (root / "site").exists()
        server.process.send_signal(signal.SIGINT)  # while the page is connected
        assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.said()
        assert {url.split("/")[2] for url in requests} == {f"127.0.0.1:{server.port}"}
    assert not [complaint for complaint in complaints if "Security Policy" in complaint]


@pytest.mark.slow
@pytest.mark.browser
def test_an_open_page_follows_new_and_deleted_clients_and_styles(project, page: Page) -> None:
    from playwright.sync_api import expect

    with serving(project()) as server:
        page.goto(server.url)
        project({"content/clients/kestrel.yaml": KESTREL})
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
    with serving(root, port) as server:
        page.goto(f"{server.url}/harbor/index.html")
        page.get_by_text("Harbor & Pine").first.wait_for()
    project({"content/clients/harbor.yaml": CLIENT.replace("Pine", "Spruce")})
    with serving(root, port):
        page.get_by_text("Harbor & Spruce").first.wait_for()
