"""What a site says to whoever hosts it, and to whoever comes without an address: alike for any number of clients.

No line here names a client or a folder. Hosts serve some of these files, and forget to hide others; a rule for each
client, or a `Disallow` in robots.txt, would publish the list of clients. For the same reason robots are not kept out:
who may not read a page does not see that it asks not to be indexed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from charter.artifact import Artifact

if TYPE_CHECKING:
    from charter.render.theme import Theme

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=()",
    "Cache-Control": "private, no-cache",
}
"""What hosts are asked to send with every file.

Pages bring a stricter policy of their own; this one covers what a page cannot: frames (the HTML standard ignores
`frame-ancestors` in a page) and files that are no pages. `no-cache` lets browsers keep a file and ask each time, so
that a page that was taken away is gone at the next look.
"""
NOWHERE, MISSING = "index.html", "404.html"
_ROBOTS = (
    "# Every page asks not to be indexed. A rule here would keep robots from reading that.\nUser-agent: *\nDisallow:\n"
)


def hosting(theme: Theme) -> list[Artifact]:
    """Give the files for hosts, and the page for those who come to no page."""
    files = {
        "robots.txt": _ROBOTS,
        "_headers": _for_netlify_and_cloudflare(),
        ".htaccess": _for_apache(),
        "vercel.json": _plain({"headers": [{"source": "/(.*)", "headers": _pairs()}]}),
        "staticwebapp.config.json": _plain(
            {"globalHeaders": HEADERS, "responseOverrides": {"404": {"rewrite": f"/{MISSING}", "statusCode": 404}}}
        ),
    }
    base = urlsplit(theme.agency.site or "").path.rstrip("/")
    pages = {NOWHERE: _nowhere(theme, ""), MISSING: _nowhere(theme, f"{base}/")}
    return [Artifact(path, text.encode()) for path, text in files.items()] + [
        Artifact(path, data) for path, data in pages.items()
    ]


def _nowhere(theme: Theme, root: str) -> bytes:
    """Write the page that tells nothing, in the agency's first language; `root` is where assets are seen from it.

    A page that is not there is shown at any address, so it names its files from the top of the host.
    """
    agency = theme.agency
    say = theme.speech(agency.languages[0], agency.timezone)
    values = {"agency": agency, "brand": theme.brand, "assets": theme.brand_files, "root": root}
    return theme.page("nowhere.html", say, values)


def _for_netlify_and_cloudflare() -> str:
    """One rule for all: where several match, Cloudflare Pages joins the values of a header with a comma."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())


def _for_apache() -> str:
    lines = [f'  Header always set {name} "{value}"' for name, value in HEADERS.items()]
    return "\n".join(["<IfModule mod_headers.c>", *lines, "</IfModule>", ""])


def _pairs() -> list[dict[str, str]]:
    return [{"key": name, "value": value} for name, value in HEADERS.items()]


def _plain(value: object) -> str:
    return json.dumps(value, indent=1, sort_keys=True) + "\n"
