"""Pages of the manual: what `charter audit` finds in the files of a finished site."""

from __future__ import annotations

PAGES = {
    "client-told": """
        Nothing in a client's files, or in shared ones, leads to another client.

        That is its name, its domain, its addresses and numbers, its people, or a text that only its own file says,
        however it is written: in a remark, in a picture, in a packet. Whoever reads it learns who else is your client.
        Words that everybody uses lead to nobody: a name of one word is searched for from four letters on, and only if
        neither the agency's texts nor the templates use it.

        Bad: `<!-- copied from Harbor & Pine -->` in the page of another client. Good: no such remark.""",
    "client-in-our-words": """
        A text that all clients read names no client, unless that client has agreed.

        It may be a reference that you are proud of. It may also be a slip that every client reads.

        Bad: `We know your market from our work for Harbor & Pine.` Good: `We know your market.`""",
    "client-linked": """
        Nothing leads to the files of another client.

        Whoever has the address can read them. So no page, packet, calendar or rule for a host may hold it but the
        client's own.

        Bad: `/harbor-and-pine/*` in `_headers`. Good: one rule for all files, `/*`.""",
    "internal-told": """
        What is internal is in no file, and what is private only where it may be seen.

        A night line that stands in one page is called by everybody who has read it. It is found by its digits, however
        they are parted.

        Bad: the number of an `internal` channel in a packet. Good: a channel that this client may see.""",
    "told-in-clear": """
        What a passphrase opens cannot be read without it.

        Addresses leak. The page that asks for the passphrase, and all files beside it, say neither whose they are nor
        what is in them.

        Bad: the client's name as the title of that page. Good: a title that all such pages have.""",
    "third-party-request": """
        Opening a file asks nobody else for anything.

        A font or a picture from another site tells its owner which client reads which page, and when. A link that
        somebody clicks does not count.

        Bad: `<img src="https://fonts.example/logo.png">` in a template. Good: the picture in `content/brand`.""",
    "build-machine": """
        No file tells of the machine it was made on.

        Paths and addresses in a picture or a packet tell clients who works on it, under which names, and sometimes for
        whom else.

        Bad: a logo that says `/home/maya/clients/harbor/logo.ai`. Good: the same logo, saved for the web.""",
    "index-of-clients": """
        Nothing on a site lists or counts what is on it.

        Robots ask for such lists by their usual names. How many clients you have is nobody's business.

        Bad: `sitemap.xml`. Good: no such file; pages ask not to be indexed, anyway.""",
    "unknown-file": """
        All files of a site are ones that Charter makes.

        What else lies there was left behind or put there by hand, and can be read by whoever knows its name.

        Bad: `notes.txt` in the site. Good: the file in a folder that is not published.""",
    "inline-code": """
        Scripts and styles are files of their own.

        Each page forbids what stands inside it, so that nothing which slips into a text can ever run.

        Bad: `<p style="color: red">` in a template. Good: a class, and its colour in the style sheet.""",
    "page-not-private": """
        Each page asks not to be indexed, and tells other sites nothing about its address.

        A search engine shows it to anybody; and a site that a link leads to learns the address that is for the client.

        Bad: a template with a head of its own. Good: one that extends `layout.html`.""",
    "unreadable-file": """
        An audit can look into each file.

        What it cannot read may hold anything: a packet that ends too early, an archive with a password, a link to
        somewhere else, a file too large to be a page.

        Bad: `packet.pdf` as a link to a folder elsewhere. Good: the site as `charter build` makes it.""",
    "audit-blind": """
        A client's own name is found in the client's own files.

        Otherwise the audit does not see what readers see, and its finding nothing says nothing; or the site was built
        before the client was there, or with another secret. A client's file that cannot be read whole makes it blind, too.

        Bad: a site that was built last month. Good: `charter build`, then `charter audit`.""",
}
"""The text of each page by the id of its finding."""
WARNINGS = frozenset({"client-in-our-words", "unknown-file"})
"""Which of these findings are warnings."""
