"""Where the files of one client lie: in the site, on the web, and under which names calendars know them."""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from charter.model.agency import Access, Paths

if TYPE_CHECKING:
    from charter.model.charter import Charter
    from charter.secret import Secret

HANDBOOK, EXPECTATIONS, CHANGES = "index.html", "expectations.html", "changes.html"
PACKET, CALENDAR, DATA = "packet.pdf", "calendar.ics", "charter.json"
FEED = "changes.atom"
CONTACTS, CONTACTS_OUTLOOK = "contacts.vcf", "contacts-outlook.vcf"
_LETTERS = 26
"""So many letters of the alphabet of base32 are 130 bits, which nobody guesses."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where each client's files lie. With the project's secret nobody can guess where; without it, under its id.

    An address that can only be known by being told is a capability, as the W3C's TAG calls it: so it comes from the
    secret, and never from the name alone, which anybody could try.
    """

    secret: Secret | None = None

    def folder(self, charter: Charter) -> str:
        """Give the client's folder in the site."""
        return self._folder(charter, charter.client.rotation)

    def folders(self, charter: Charter) -> frozenset[str]:
        """Give the client's folder, and those it had before its address was changed."""
        every = {self._folder(charter, number) for number in range(1, charter.client.rotation + 1)}
        return frozenset({charter.client.id, *every})

    def _folder(self, charter: Charter, rotation: int) -> str:
        ident = charter.client.id
        if self.secret is None or charter.agency.paths is Paths.READABLE:
            return ident
        return b32encode(self.secret.derive("path", ident, str(rotation))).decode().lower()[:_LETTERS]

    def place(self, charter: Charter, file: str) -> str:
        """Give the path of one of the client's files from the root of the site."""
        return f"{self.folder(charter)}/{file}"

    def address(self, charter: Charter, file: str) -> str | None:
        """Give the web address of one of the client's files, or None where the agency does not say where it is hosted.

        Where a passphrase opens them, only pages have one: no program that is given another address could read there.
        """
        site = charter.agency.site
        if site is None or (charter.client.access is Access.PASSPHRASE and not file.endswith(".html")):
            return None
        return f"{site.rstrip('/')}/{self.place(charter, '' if file == HANDBOOK else file)}"

    def webcal(self, charter: Charter) -> str | None:
        """Give the address by which calendar programs subscribe: that of the calendar, by the scheme they all know."""
        where = self.address(charter, CALENDAR)
        return re.sub(r"^https?:", "webcal:", where) if where else None


def unique(charter: Charter, *parts: str) -> str:
    """Give an identifier of something in the client's charter that stays the same and names nobody.

    The hex digits of a digest, 32 of them: a random-looking UID, as RFC 7986, 5.3 asks of calendars. It stands in the
    client's own files only, and stays when the client's address is changed, so that calendars know their events again.
    """
    return sha256("\0".join((charter.agency.name, charter.client.id, *parts)).encode()).hexdigest()[:32]
