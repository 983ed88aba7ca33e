"""A charter -> a mail that is ready to be sent (RFC 5322): plain and HTML, with the packet and the calendar.

Nothing is ever sent by us: the file opens as a draft (`X-Unsent`, which Outlook and Thunderbird know), and whoever sends
it gives it its date and its id. Its bytes are the same for the same charter and day.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Any

from lxml import html

from charter.model.charter import State
from charter.problem import CharterError
from charter.render import PAGES, everything, page
from charter.render.bundle import in_ascii
from charter.render.changes import life
from charter.render.headers import mailbox_header, text_header
from charter.render.mailboxes import answers, recipients, sender
from charter.render.places import CALENDAR, EXPECTATIONS, HANDBOOK, PACKET, unique

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from charter.compute import Facts
    from charter.history import Standing
    from charter.model.charter import Charter
    from charter.render.headers import Mailbox
    from charter.render.places import Places
    from charter.render.theme import Theme

KINDS = ("welcome", "changed")
"""The occasions for which there is a mail: a template of this name in `templates/mail/`."""
_BLOCKS = {"p", "h1", "h2", "h3", "li", "div", "table", "tr", "ul", "ol"}
_BREAK = "\v"
"""Where a line ends within a block, until blanks are collapsed."""
_PARTS = ("replies", "who", "appointments")
"""What a welcome leads to, by the id that it has on the page of expectations."""
_ASKED = "together"
"""Where both pages say what is asked of the client, by the id of that part."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail, and whether the packet comes with it."""

    data: bytes
    has_packet: bool


def mail(  # noqa: PLR0913, PLR0917  who, what, and to whom
    charter: Charter, facts: Facts, theme: Theme, kind: str, to: Sequence[str] = (), standing: Standing | None = None
) -> Draft:
    """Write the mail to these addresses, else to the client's people. Raises `CharterError` where it would be wrong."""
    if kind == "welcome" and charter.client.state == State.FORMER:
        raise CharterError(
            f"{charter.client.name} is no longer a client (`state: former`), so a welcome would be wrong."
            " `--kind changed` writes a mail about what has changed since the last release."
        )
    if kind == "changed":
        _needs_news(charter, facts, theme, standing)
    receivers = recipients(charter, to)
    head = _people(sender(charter, facts), receivers, answers(charter, facts))
    forms = {PAGES, "packet", "calendar"}
    made = {
        one.path.rpartition("/")[2]: one.data for one in everything(charter, facts, theme, forms, standing=standing)
    }
    values = page.page_values(charter, facts, theme, made, standing) | _own(charter, receivers, made, theme.places)
    subject, body = _words(theme, values, f"mail/{kind}.html")
    head += text_header("Subject", subject)
    message = _message(charter, body, made)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"={unique(charter, 'mail', kind, str(number))}=")
    return Draft(head.encode("ascii") + message.as_bytes(), PACKET in made)


def _needs_news(charter: Charter, facts: Facts, theme: Theme, standing: Standing | None) -> None:
    """Refuse a mail about changes where there are none: a client would look for them in vain."""
    found = life(standing, theme.speech(charter.language, charter.timezone), facts.day)
    if found is None:
        raise CharterError(
            f"Nothing was released for {charter.client.name} yet, so there is no change to write about."
            " `charter release` makes the first release; the next one tells what has changed since."
        )
    if not found.has_news:
        raise CharterError(
            f"Release {found.latest.number} of {charter.client.name} changed nothing, and nothing is coming,"
            " so there is no change to write about. Run `charter release` after the next change."
        )


def _people(sent_by: Mailbox, receivers: list[Mailbox], answered: Mailbox | None) -> str:
    """Write whom it is from and for, and where answers go, if not to whom it is from."""
    head = mailbox_header("From", [sent_by]) + mailbox_header("To", receivers)
    return head + (mailbox_header("Reply-To", [answered]) if answered and answered.address != sent_by.address else "")


def _message(charter: Charter, body: str, made: Mapping[str, bytes]) -> EmailMessage:
    """Write both bodies, and attach the packet, where there is one, and the calendar."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message.set_content(_plain(body), cte="quoted-printable")
    message.add_alternative(body, subtype="html", cte="quoted-printable")
    name = in_ascii(charter.agency.name)
    if PACKET in made:
        message.add_attachment(made[PACKET], maintype="application", subtype="pdf", filename=f"{name}-packet.pdf")
    message.add_attachment(made[CALENDAR].decode(), subtype="calendar", filename=f"{name}.ics", cte="base64")
    return message


def _own(charter: Charter, receivers: list[Mailbox], made: Mapping[str, bytes], places: Places) -> dict[str, Any]:
    """Give what only mails say: whom they greet, where the pages are, and what is on these."""
    text, both = made[EXPECTATIONS].decode(), (made[EXPECTATIONS] + made[HANDBOOK]).decode()
    return {
        "addressee": receivers[0].name if len(receivers) == 1 else "",
        "handbook": places.address(charter, HANDBOOK),
        "expectations": places.address(charter, EXPECTATIONS),
        "sections": [part for part in _PARTS if f'id="{part}"' in text],
        "asks": f'id="{_ASKED}"' in both,
    }


def _words(theme: Theme, values: dict[str, Any], template: str) -> tuple[str, str]:
    """Give the subject and the HTML of the body, both from one template."""
    charter: Charter = values["charter"]
    body = theme.page(template, theme.speech(charter.language, charter.timezone), values).decode()
    return html.document_fromstring(body).findtext(".//title") or charter.agency.name, body


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
            yield "- " + text.replace("\n", "\n  ") if block.tag == "li" else text


def _inline(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        href = child.get("href", "") if child.tag == "a" else ""
        said = "".join(_inline(child))
        shown = href.removeprefix("mailto:").removeprefix("tel:")
        known = not href or shown in said or href.startswith("tel:") or "".join(said.split()) in shown
        yield _BREAK if child.tag == "br" else said if known else f"{said} ({shown})"
        yield child.tail or ""
