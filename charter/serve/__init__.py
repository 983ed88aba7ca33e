"""Live preview: the very pages that `build` would write, kept in memory and shown on this machine only.

    watch     content/, templates/ -> "something changed"
    preview   project              -> State: the last good files of every client, and what is wrong now
    page      State, path          -> Reply: a file as it is, or a page with the findings above it

Here is the wire: livereload's server, socket and script carry the replies to the browser, and make it reload whenever
the state is new. Nothing is ever written, so `site/` is what the last build made it.
"""

from __future__ import annotations

import errno
import logging
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Never
from urllib.parse import urlsplit

import livereload
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.escape import json_decode
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from charter.problem import CharterError
from charter.serve.page import HTML, reply
from charter.serve.preview import Preview
from charter.serve.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path
    from socket import socket

HOST = "127.0.0.1"
_OUR_NAMES = r"(127\.0\.0\.1|localhost)"
"""A website whose name was made to point here would otherwise read the charters of every client."""

_HEAR = 50  # milliseconds until the server hears of a new state, or of the end
_PORTS = range(1, 65536)
_CHATTER = ("asyncio", "livereload", "tornado.access", "tornado.general")


def run(root: Path, port: int, today: Callable[[str], date], *, browse: bool) -> None:
    """Show a project in the browser until Ctrl-C. Raises `CharterError` if the port cannot be had.

    Builds run in the main thread, so that Ctrl-C ends even a long one; the old pages are served by another meanwhile.
    """
    today("UTC")  # a wrong day is said now, not in the page
    preview = Preview(root, today)
    watcher = _Watcher()
    server = _Server(preview, watcher, _listen(port))
    preview.say(f"Charter is at http://{HOST}:{port} and follows your edits. Ctrl-C stops.")
    thread = Thread(target=server.serve, args=(port,), kwargs={"host": HOST, "open_url_delay": 0 if browse else None})
    try:
        watch = Watch([root / "content", root / "templates"])
        preview.rebuild()
        thread.start()
        _follow(watch, preview, watcher)
    except KeyboardInterrupt:
        watcher.over.set()
        preview.say("Stopped.")


def _listen(port: int) -> list[socket]:
    if port not in _PORTS:
        raise CharterError(f"{port} is no port: ports are numbers from 1 to {_PORTS[-1]}. Try `--port 8100`.")
    try:
        return bind_sockets(port, HOST)
    except OSError as error:
        other = port + 1 if 1024 < port < _PORTS[-1] else 8100  # noqa: PLR2004  the ports that anybody may open
        taken = error.errno == errno.EADDRINUSE
        why = "is taken, perhaps by another `charter serve`" if taken else f"cannot be opened: {error.strerror}"
        raise CharterError(f"Port {port} {why}. Try `--port {other}`.") from error


def _follow(watch: Watch, preview: Preview, watcher: _Watcher) -> Never:
    while True:
        watch.wait()
        preview.rebuild()
        watcher.news.set()


class _Watcher(Watcher):  # type: ignore[misc]  # livereload has no types
    """What the server's thread hears from the main one.

    It stands in the place of livereload's own watcher, which reloads no page within three seconds of the last time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.news = Event()
        self.over = Event()

    def start(self, _poll: object) -> bool:
        """Start to listen. The answer keeps livereload from looking at files by itself."""
        PeriodicCallback(self._hear, _HEAR).start()
        return True

    def _hear(self) -> None:
        if self.news.is_set():
            self.news.clear()
            LiveReloadHandler.reload_waiters("*")
        if self.over.is_set():
            IOLoop.current().stop()


class _Server(livereload.Server):  # type: ignore[misc]
    """Livereload's server: its loop, its start and its end. What it serves is ours."""

    def __init__(self, preview: Preview, watcher: _Watcher, sockets: list[socket]) -> None:
        super().__init__(watcher=watcher)
        self._preview = preview
        self._sockets = sockets

    def application(self, port: int, _host: str, **_: object) -> None:
        """Answer. Livereload's own application would add an inline script, which the pages' policy forbids."""
        LiveReloadHandler.watcher = self.watcher
        seen = _Seen(self._preview)
        application = Application()
        application.add_handlers(
            _OUR_NAMES,
            [
                (r"/livereload", _Socket, {"seen": seen}),
                (r"/livereload\.js", LiveReloadJSHandler),
                (r"/(.*)", _Pages, {"seen": seen, "port": port}),
            ],
        )
        HTTPServer(application).add_sockets(self._sockets)

    def _setup_logging(self) -> None:
        """Leave the terminal to the findings; a failure of ours in answering (`tornado.application`) is still told."""
        for name in _CHATTER:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


class _Seen:
    """Remembers which state each open page shows, so that no edit is lost between a page and its socket."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self._versions: dict[str, int] = {}

    def note(self, path: str, version: int) -> None:
        self._versions[path] = version

    def is_old(self, path: str) -> bool:
        """Tell whether a page is out of date, as all are that an earlier server gave."""
        return self._versions.get(path) != self.preview.state.version


class _Pages(RequestHandler):
    """Gives what is in memory, and nothing from the disk."""

    def initialize(self, seen: _Seen, port: int) -> None:
        self._seen = seen
        self._port = port

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> None:
        """Give none: nothing is to be kept."""

    def get(self, path: str) -> None:
        state = self._seen.preview.state  # one state for the whole answer: it may be replaced meanwhile
        if path.endswith("/"):
            path += "index.html"
        elif path and f"{path}/index.html" in state.owners:
            self.redirect(f"/{path}/")
            return
        answer = reply(state, path, self._port)
        if answer.kind == HTML:
            self._seen.note(self.request.path, state.version)
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.kind)
        self.write(answer.body)

    head = get


class _Socket(LiveReloadHandler):  # type: ignore[misc]
    """Livereload's socket, which tells a page that came too late for the news to reload at once."""

    def initialize(self, seen: _Seen) -> None:
        self._seen = seen

    def check_origin(self, origin: str) -> bool:
        """Talk to our own pages only; livereload would talk to any website."""
        return origin == f"http://{self.request.host}"

    def on_message(self, message: str) -> None:
        super().on_message(message)
        said: dict[str, Any] = json_decode(message)
        if said.get("command") == "info" and self._seen.is_old(urlsplit(said.get("url", "")).path):
            self.send_message({"command": "reload", "path": "*"})
