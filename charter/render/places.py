"""Where the files of one client lie: in the site, on the web, and under which names calendars know them."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charter.model.charter import Charter

HANDBOOK, EXPECTATIONS, CHANGES = "index.html", "expectations.html", "changes.html"
PACKET, CALENDAR, DATA = "packet.pdf", "calendar.ics", "charter.json"
FEED = "changes.atom"
CONTACTS, CONTACTS_OUTLOOK = "contacts.vcf", "contacts-outlook.vcf"


def place(charter: Charter, file: str) -> str:
    """Give the path of one of the client's files from the root of the site."""
    return f"{charter.client.id}/{file}"


def address(charter: Charter, file: str) -> str | None:
    """Give the web address of one of the client's files, or None where the agency does not say where it is hosted."""
    site = charter.agency.site
    if site is None:
        return None
    return f"{site.rstrip('/')}/{place(charter, '' if file == HANDBOOK else file)}"


def webcal(charter: Charter) -> str | None:
    """Give the address by which calendar programs subscribe: that of the calendar, by the scheme they all know."""
    where = address(charter, CALENDAR)
    return re.sub(r"^https?:", "webcal:", where) if where else None


def unique(charter: Charter, *parts: str) -> str:
    """Give an identifier of something in the client's charter that stays the same and names nobody.

    The hex digits of a digest, 32 of them: a random-looking UID, as RFC 7986, 5.3 asks of calendars.
    """
    return hashlib.sha256("\0".join((charter.agency.name, charter.client.id, *parts)).encode()).hexdigest()[:32]
