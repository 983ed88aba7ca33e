"""A charter -> a mail that is ready to be sent (RFC 5322): plain and HTML, with the packet and the calendar.

Nothing is ever sent by us: the file opens as a draft (`X-Unsent`, which Outlook and Thunderbird know), and whoever sends
it gives it its date and its id. Its bytes are the same for the same charter and day.
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Any

from lxml import html

from charter.problem import CharterError
from charter.render import everything, page
from charter.render.bundle import in_ascii
from charter.render.places import CALENDAR, EXPECTATIONS, HANDBOOK, PACKET, address, unique

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from charter.compute import Facts
    from charter.model.charter import Charter
    from charter.render.theme import Theme

KINDS = ("welcome", "changed")
"""The occasions for which there is a mail: a template of this name in `templates/mail/`."""
_BLOCKS = {"p", "h1", "h2", "h3", "li", "div", "table", "tr", "ul", "ol"}
_BREAK = "\v"
"""Where a line ends within a block, until blanks are collapsed."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def mail(charter: Charter, facts: Facts, theme: Theme, kind: str, to: Sequence[str] = ()) -> bytes:
    """Write the mail to these addresses, else to the client's people. Raises `CharterError` where there is nobody."""
    made = {one.path.rpartition("/")[2]: one.data for one in everything(charter, facts, theme, {"packet", "calendar"})}
    recipients = [Address(addr_spec=one) for one in to] or _people(charter)
    message = EmailMessage(policy=SMTP)
    message["From"] = _sender(charter, facts)
    message["To"] = recipients
    message["X-Unsent"] = "1"
    values = page.page_values(charter, facts, theme, made) | _named(charter, recipients)
    subject, body = _words(theme, values, f"mail/{kind}.html")
    message["Subject"] = subject
    message.set_content(_plain(body), cte="quoted-printable")
    message.add_alternative(body, subtype="html", cte="quoted-printable")
    name = in_ascii(charter.agency.name)
    if PACKET in made:
        message.add_attachment(made[PACKET], maintype="application", subtype="pdf", filename=f"{name}-packet.pdf")
    message.add_attachment(made[CALENDAR].decode(), subtype="calendar", filename=f"{name}.ics", cte="base64")
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"={unique(charter, 'mail', kind, str(number))}=")
    return message.as_bytes()


def _named(charter: Charter, to: list[Address]) -> dict[str, Any]:
    """Give what only mails say: whom they greet, and where the pages are."""
    names = {person.email: person.name for person in charter.client.contacts if person.email}
    return {
        "addressee": names.get(to[0].addr_spec, "") if len(to) == 1 else "",
        "handbook": address(charter, HANDBOOK),
        "expectations": address(charter, EXPECTATIONS),
    }


def _words(theme: Theme, values: dict[str, Any], template: str) -> tuple[str, str]:
    """Give the subject and the HTML of the body, both from one template."""
    charter: Charter = values["charter"]
    body = theme.page(template, theme.speech(charter.language, charter.timezone), values).decode()
    title = html.document_fromstring(body).findtext(".//title") or charter.agency.name
    return _clean(title), body


def _people(charter: Charter) -> list[Address]:
    """Give the client's people who have an address, those who approve first."""
    known = [person for person in charter.client.contacts if person.email]
    if not known:
        raise CharterError(
            f"Nobody at {charter.client.name} has an e-mail address. Add one under `contacts:` in"
            f" content/clients/{charter.client.id}.yaml, or name one with --to."
        )
    ranked = sorted(known, key=lambda person: not person.approves)
    return [Address(_clean(person.name), addr_spec=str(person.email)) for person in ranked]


def _sender(charter: Charter, facts: Facts) -> Address:
    """Give the representative's address, else the agency's preferred one."""
    person = charter.representative
    own = person.email or next((one.address for one in facts.channels.values() if one.address), None)
    if own is None:
        raise CharterError(
            f"{person.name} has no e-mail address, and neither has any channel, so nobody could send this."
        )
    return Address(_clean(person.name), addr_spec=own)


def _clean(text: str) -> str:
    """Leave out line ends and control characters, with which a name could begin a header of its own."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _plain(body: str) -> str:
    """Write the body for readers without HTML: a block a paragraph, points with a hyphen, links with their address."""
    document = html.document_fromstring(body)
    blocks = [line for line in _lines(document.find("body")) if line]
    return "\n\n".join(blocks).replace("\n\n- ", "\n- ") + "\n"


def _lines(element: HtmlElement) -> Iterator[str]:
    """Give the text of each block."""
    for block in element.iter(*_BLOCKS):
        if not any(child.tag in _BLOCKS for child in block):
            text = "\n".join(" ".join(line.split()) for line in "".join(_inline(block)).split(_BREAK))
            yield f"- {text}" if block.tag == "li" else text


def _inline(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        href = child.get("href", "") if child.tag == "a" else ""
        said = "".join(_inline(child))
        shown = href.removeprefix("mailto:").removeprefix("tel:")
        known = not href or shown in said or href.startswith("tel:") or "".join(said.split()) in shown
        yield _BREAK if child.tag == "br" else said if known else f"{said} ({shown})"
        yield child.tail or ""
