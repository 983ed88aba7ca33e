"""What the preview answers: built files as they are; built pages with the findings above them; a start page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from charter.serve.banner import banner

if TYPE_CHECKING:
    from charter.serve.preview import Shown, State

STYLE = "charter-preview.css"
HTML = "text/html; charset=utf-8"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": HTML,
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".atom": "application/atom+xml",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""Content types, written out: the tables of operating systems differ."""

_LABELS = {"index.html": "Handbook", "expectations.html": "Expectations", "changes.html": "Changes"}
_POLICY = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*', re.IGNORECASE)
_HEAD_END = re.compile(r"(?=</head>)", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_START = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
</head>
<body class="charter-start">
<main>
{main}
</main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes to the browser."""

    status: int
    kind: str
    body: bytes


def reply(state: State, path: str, port: int) -> Reply:
    """Answer a request: `path` is what follows the first slash, unquoted."""
    if path == STYLE:
        return Reply(200, _KINDS[".css"], Path(__file__).with_name("preview.css").read_bytes())
    data = state.file(path)
    if data is None:
        return _start(state, port) if path == "" else _missing(state, port)
    kind = _KINDS.get(PurePosixPath(path).suffix, "application/octet-stream")
    if kind == HTML:
        shown = state.clients.get(state.owners[path])
        data = _dress(data.decode(), banner(state, shown), port)
    return Reply(200, kind, data)


def _start(state: State, port: int) -> Reply:
    items = "\n".join(_item(ident, shown) for ident, shown in state.clients.items())
    text = (
        f"<h1>{escape(state.agency)}</h1>\n<p>This page is part of the preview only and is never published. "
        "Edit what is in <code>content/</code> or <code>templates/</code>: open pages follow by themselves.</p>\n"
        + (
            f"<ul>\n{items}\n</ul>"
            if items
            else "<p>There is no client yet. <code>charter new client NAME</code> adds one.</p>"
        )
    )
    page = _START.format(title=f"Preview – {escape(state.agency)}", main=text)
    return Reply(200, HTML, _dress(page, banner(state), port))


def _item(ident: str, shown: Shown) -> str:
    """Give a client's line: name, links, and how much there is to mend."""
    links = [
        f'<a href="/{escape(path)}">{escape(_LABELS.get(name, name))}</a>'
        for path in sorted(shown.files, key=_rank)
        if (name := path.partition("/")[2]).endswith(".html") or "/" not in name
    ]
    count = len(shown.problems)
    mark = f" <strong>{count} finding{'' if count == 1 else 's'}</strong>" if count else ""
    locked = (
        "<p>A passphrase opens these pages once they are published; here they are open.</p>" if shown.locked else ""
    )
    return (
        f"<li><h2>{escape(shown.name)}</h2> <code>{escape(ident)}</code>{mark}"
        f"<p>{' '.join(links) or 'No page yet.'}</p>{locked}</li>"
    )


def _rank(path: str) -> tuple[int, str]:
    """Sort the pages that have a name of their own first, in the order of their labels."""
    name = path.partition("/")[2]
    return (list(_LABELS).index(name) if name in _LABELS else len(_LABELS), name)


def _missing(state: State, port: int) -> Reply:
    text = '<h1>There is no such page</h1>\n<p>All there is can be reached from <a href="/">the start of the preview</a>.</p>'
    page = _START.format(title="No such page", main=text)
    return Reply(404, HTML, _dress(page, banner(state), port))


def _dress(page: str, findings: str, port: int) -> bytes:
    """Add the findings and the script that reloads; nothing else of a built page is touched."""
    page = _POLICY.sub(lambda match: _relaxed(match[0]), page, count=1)
    script = f'<script src="/livereload.js?port={port}" defer></script>'
    page = _insert(page, _HEAD_END, f'<link rel="stylesheet" href="/{STYLE}">{script}')
    return _insert(page, _BODY, findings).encode()


def _insert(page: str, mark: re.Pattern[str], extra: str) -> str:
    """Insert behind a mark, or at the end of a page whose author left the optional tag out."""
    match = mark.search(page)
    at = match.end() if match else len(page)
    return page[:at] + extra + page[at:]


def _relaxed(policy: str) -> str:
    """Let a page's own policy admit the preview's style, script and socket, and nothing else that it forbids.

    Published pages run no script and open no connection, so without this the browser would refuse to reload them.
    The socket is named besides `'self'`, which older browsers do not take to include `ws:`.
    """
    rules = {name: sources for name, _, sources in (part.strip().partition(" ") for part in policy.split(";")) if name}
    for name, more in (("style-src", ""), ("script-src", ""), ("connect-src", " ws://127.0.0.1:* ws://localhost:*")):
        given = rules.get(name, rules.get("default-src", "")).split()
        rules[name] = " ".join(source for source in given if source not in {"'none'", "'self'"}) + f" 'self'{more}"
    return "; ".join(f"{name} {sources.strip()}".strip() for name, sources in rules.items())
