"""What must hold of everything that Charter says and publishes, whatever was written: each breach is one line."""

from __future__ import annotations

import io
import json
import re
import warnings
from typing import TYPE_CHECKING

import html5lib
import icalendar
import vobject
from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.artifact import Artifact
    from charter.problem import Problem

LONGEST = 900
"""Characters of a sentence in a finding."""
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINK = re.compile(r"(?:https?://|mailto:|tel:|webcal:|#|(?![/\\\s]{2}|\\)(?![^/?#]*:))", re.IGNORECASE)
"""By a known scheme, or to somewhere on the same site."""
_LINKS = ("href", "src", "action", "formaction", "poster", "cite", "data", "srcset", "xlink:href", "background")
_DATA = {"application/json", "application/ld+json"}
_SCRIPT = re.compile(r"(?:\.\./)?assets/(?:when|seen)\.[0-9a-f]{12}\.js")
_COMPONENTS = {"VCALENDAR", "VEVENT", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"}


def breaches_of(problem: Problem) -> Iterator[str]:
    """Check what a finding says: one line that ends, and commands neither a terminal nor a CI system."""
    for sentence in (problem.message, problem.hint):
        if _UNFIT.search(sentence):
            yield f"{problem.rule} says {sentence[:200]!a}"
        if len(sentence) > LONGEST:
            yield f"{problem.rule} says {len(sentence)} characters: {sentence[:100]!a}"
    if not problem.message:
        yield f"{problem.rule} says nothing"


def breaches_in(artifact: Artifact, *, strictly: bool = False) -> Iterator[str]:
    """Check one file as an independent reader sees it; `strictly` with a slow one."""
    kind = artifact.path.rpartition(".")[2]
    reader = {"html": _page, "ics": _calendar, "vcf": _cards, "json": _data}.get(kind)
    for breach in reader(artifact.data) if reader else ():
        yield f"{artifact.path}: {breach}"
    if strictly and kind == "html":
        for breach in _strictly(artifact.data):
            yield f"{artifact.path}: {breach}"


def _page(data: bytes) -> Iterator[str]:
    if found := _TURNING.search(data.decode()):
        yield f"the direction of text is turned around by U+{ord(found[0]):04X}"
    for element in html.document_fromstring(data.decode()).iter():
        if not isinstance(element.tag, str):
            continue
        if (
            element.tag == "script"
            and element.get("type") not in _DATA
            and not _SCRIPT.fullmatch(element.get("src", ""))
        ):
            yield f"a script: {html.tostring(element)[:100]!r}"
        if element.tag in {"iframe", "object", "embed", "base", "style", "foreignobject", "frame", "applet"}:
            yield f"<{element.tag}>"
        for name, value in element.items():
            if name.startswith("on") or name == "style":
                yield f"{name}={value[:80]!a}"
            if name in _LINKS and value and not _LINK.match(value):
                yield f"{name}={value[:80]!a}"


def _strictly(data: bytes) -> Iterator[str]:
    """Read as the standard tells browsers to, and count what would be a fault in it."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser.parse(data.decode())
    for (line, column), name, _ in parser.errors[:3]:
        yield f"{name} at {line}:{column}"


def _calendar(data: bytes) -> Iterator[str]:
    calendar = icalendar.Calendar.from_ical(data)
    for part in calendar.walk():
        if part.name not in _COMPONENTS:
            yield f"a component {part.name}"
        if part.errors:
            yield f"{part.name}: {part.errors[:2]}"
    yield from _lines(data, _ICS_NAMES)


def _cards(data: bytes) -> Iterator[str]:
    cards = list(vobject.readComponents(io.StringIO(data.decode())))
    if len(cards) != data.count(b"BEGIN:VCARD\r\n"):
        yield f"{len(cards)} cards"
    yield from _lines(data, _VCF_NAMES)


def _lines(data: bytes, names: re.Pattern[str]) -> Iterator[str]:
    """Check that every line begins with a name that we write, so that no value has made a line of its own."""
    for line in data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        if not names.match(line):
            yield f"a line {line[:80]!a}"
        if re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", line):
            yield f"a control character in {line[:80]!a}"


_ICS_NAMES = re.compile(
    r"(?:BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|NAME|X-WR-CALNAME|X-WR-TIMEZONE|REFRESH-INTERVAL|X-PUBLISHED-TTL|COLOR"
    r"|X-APPLE-CALENDAR-COLOR|URL|SOURCE|UID|DTSTAMP|LAST-MODIFIED|SEQUENCE|DTSTART|DTEND|RRULE|SUMMARY|DESCRIPTION|STATUS"
    r"|TRANSP|ACTION|TRIGGER|TZID|TZOFFSETFROM|TZOFFSETTO|TZNAME|RDATE|LOCATION|CATEGORIES)[:;]"
)
_VCF_NAMES = re.compile(
    r"(?:BEGIN|END|VERSION|UID|REV|KIND|X-ABSHOWAS|FN|N|TEL|EMAIL|URL|ORG|TITLE|ROLE|NOTE|TZ|LANG|SOURCE|RELATED|CATEGORIES)[:;]"
)


def _data(data: bytes) -> Iterator[str]:
    json.loads(data, parse_constant=_refuse)
    if _UNFIT.search(data.decode().replace("\n", "")):
        yield "a control character"


def _refuse(name: str) -> None:
    raise ValueError(name)
