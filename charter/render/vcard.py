"""Contact cards, written: vCard 4.0 (RFC 6350), and 3.0 (RFC 2426), which is all that Outlook reads.

What is said in both is the same; parameters and a few names differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.render.filters import e164
from charter.render.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.model.agency import Channel, Department, Person


class Card(Lines):
    """One card."""

    def __init__(self, version: str) -> None:
        super().__init__(["BEGIN:VCARD", f"VERSION:{version}"])
        self.is_new = version == "4.0"

    def whose(self, kind: str, name: str, *parts: str) -> None:
        """Say whose card it is: a person with the five parts of a name (RFC 6350, 6.2.2), or something of the agency."""
        is_person = kind == "person"
        if self.is_new:
            self.raw("KIND", "individual" if is_person else "org")
        elif not is_person:
            self.raw("X-ABSHOWAS", "COMPANY")  # how Apple knows in 3.0 that it is no person
        self.add("FN", name)
        family, given = (*parts, "")[:2]
        self.add("N", family, given, "", "", "", by=";")

    def reach(self, those: Iterable[Person | Department | Channel]) -> None:
        """Add all numbers and addresses, each once, in their order."""
        those = list(those)
        for number in dict.fromkeys(one.number for one in those if one.number):
            if self.is_new:
                self.raw("TEL", f"tel:{e164(number)}", value="uri", type=("work", "voice"))
            else:
                self.add("TEL", e164(number), type=("WORK", "VOICE"))
        for mail in dict.fromkeys(mail for one in those if (mail := getattr(one, "address", None) or _mail(one))):
            self.add("EMAIL", mail, type="work" if self.is_new else ("INTERNET", "WORK"))

    def pages(self, *urls: str | None) -> None:
        """Add web addresses, each once."""
        for url in dict.fromkeys(url for url in urls if url):
            self.raw("URL", url)


def _mail(one: Person | Department | Channel) -> str | None:
    return getattr(one, "email", None)


def cards(those: Iterable[Card]) -> bytes:
    """Give a file of cards."""
    return "".join(f"{card.text}END:VCARD\r\n" for card in those).encode()
