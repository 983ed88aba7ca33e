"""Pages of the manual: what is found while files are read and layers are laid on each other."""

from __future__ import annotations

PAGES = {
    # --- reading files
    "history-changed": """
        What stands in `history/` is what was once written there.

        It is the record of what was promised to whom. Whoever may edit it can make a promise unsaid, so a file that is
        changed, missing or moved is found by its seal, and an emptied folder by its being empty. That the last release
        of a client is missing, or all of them, nothing that is left can tell; where the project is in git, its last
        commit does. Without git, that is not checked.

        Bad: a date corrected by hand in `history/harbor-and-pine/2.json`. Good: a new release.""",
    "gone-client": """
        A client who was promised something has a file.

        A file that is deleted or renamed takes the pages of a client away who still counts on them. For a new name, write
        it as `name:`; the file's own name is the client's id, and stays.

        Bad: `content/clients/harbor-and-pine.yaml` deleted while they are a client. Good: `until: 2026-11-30` in it.""",
    "committed-secret": """
        The project's secret is known to those who publish, and to nobody else.

        Clients' addresses are derived from it, so that nobody can guess who is a client. Whoever reads it in a repository
        can work all of them out. A client's passphrase in a file that is shared locks nothing any more.

        Bad: `.charter/secret` committed, or its text in a CI file. Good: `/.charter/` in `.gitignore`, and the text among
        the secrets of the CI system, as `CHARTER_SECRET`; `access: passphrase` in the client's file, and the passphrase
        in `.charter/passphrases`.""",
    "file-name": """
        A file has a name that says what it is.

        A file that is passed by in silence is one that somebody believes clients read.

        Bad: `content/clients/Harbor & Pine.yml`. Good: `content/clients/harbor-and-pine.yaml`.""",
    "file-kind": """
        A file is an ordinary file inside the project.

        What a link leads to from outside may be missing on the next machine, or be nobody's to publish.

        Bad: `content/people.yaml` as a link to a folder elsewhere. Good: the file itself.""",
    "empty-file": """
        A file says something.

        An empty one may have lost its text, and clients would miss what stood in it.

        Bad: `content/prose/en/welcome.md` with blanks only. Good: its text, or no such file.""",
    "too-large": """
        A file is of a size that people write.

        What is larger was put there by mistake, and would keep everybody waiting.

        Bad: a database saved as `content/people.yaml`. Good: the people, written out.""",
    "too-deep": """
        Groups and lists stand inside each other a few levels deep only.

        What is deeper is no charter, and no client could read it.

        Bad: a hundred `[` in a row. Good: the levels that the README shows.""",
    "bad-encoding": """
        A file is stored as UTF-8.

        Otherwise names with accents reach clients as question marks.

        Bad: a file saved as “Unicode” (UTF-16) by an old editor. Good: the same saved as UTF-8.""",
    "bad-character": """
        A file holds letters and signs that can be seen.

        A control character cannot be seen in an editor, and spoils the page or the search on it.

        Bad: a text with an invisible character from a word processor. Good: the text typed anew.""",
    "syntax": """
        A file can be read to its end.

        From the place of the fault on, nobody knows what was meant for the client.

        Bad: `name: Harbor: Pine`. Good: `name: "Harbor: Pine"`.""",
    "tab": """
        Lines are indented with spaces.

        The width of a tab is anybody's guess, and so is the group that the line belongs to.

        Bad: a tab before `question:`. Good: two spaces before it.""",
    "several-documents": """
        A file holds one document.

        What follows a line `---` would be lost in silence.

        Bad: two clients in one file, parted by `---`. Good: two files.""",
    "duplicate-key": """
        A key stands once in its group.

        Of two values only one can count, and it may not be the one you mean.

        Bad: `question:` twice under `requests:`. Good: one of them, with both values.""",
    "key-is-no-text": """
        A single word stands before a colon.

        Mostly a value in braces lacks its quotation marks, and would not reach the client at all.

        Bad: `name: {{ name }}`. Good: `name: "{{ name }}"`, or the name.""",
    "comma-in-text": """
        A text with a comma stands in quotation marks where it is inside braces.

        Without them the promise ends at the comma, and what follows it is lost.

        Bad: `{first_reply: 24 hours, any day}`. Good: `{first_reply: "24 hours, any day"}`.""",
    "empty-value": """
        A key has a value.

        With nothing after the colon, nothing can be said to the client.

        Bad: `goals:` and nothing below it. Good: the goals, or no such line.""",
    "anchor": """
        Nothing is marked for repetition.

        A plan repeats things for all its clients; a mark in one file is a second, hidden way of doing that.

        Bad: `phone: &phone {number: "+1 303 555 0100"}`. Good: the same without `&phone`.""",
    "alias": """
        Nothing is repeated by reference.

        The reader of the file would have to find what is meant, and so would whoever changes it.

        Bad: `other: *phone`. Good: the number, written out.""",
    "tag": """
        Values have no hidden type.

        Charter gives each value its type by where it stands, so that a message can say what belongs there.

        Bad: `name: !!str Urgent`. Good: `name: Urgent`.""",
    # --- laying client over plan over agency
    "unknown-tier": """
        A client's plan exists.

        Without it nearly all that the client is promised is unknown.

        Bad: `tier: grwth`. Good: `tier: growth`, with a file `content/tiers/growth.yaml`.""",
    "agency-only": """
        What is the same for all clients stands in the agency's file alone.

        A brand or a name that differs from client to client would tell clients of one another.

        Bad: `brand:` in a client's file. Good: `brand:` in `content/agency.yaml`.""",
    "rows-by-one": """
        Several rows are changed by several rows.

        One value cannot say which of the inherited rows it is meant for, and the others would vanish.

        Bad: `urgent: {first_reply: 2 business hours}` over two rows by time of arrival. Good: a list of all rows.""",
    "nothing-to-drop": """
        What is dropped was inherited.

        Otherwise there is a slip in the name, and the client keeps what was to be taken away.

        Bad: `question: {drop: [updat]}`. Good: `question: {drop: [update]}`.""",
    "nothing-to-change": """
        An item that is changed by its `id:` was inherited.

        Otherwise there is a slip in the id, and the change reaches nobody.

        Bad: `first_steps: [{id: kickof, by: 2026-12-03}]`. Good: `first_steps: [{id: kickoff, by: 2026-12-03}]`.""",
    "duplicate-item": """
        An item stands once in its list.

        Twice the same item on a page looks like two different things to a client.

        Bad: `includes: [{what: report}, {what: report, amount: 2}]`. Good: one of them.""",
    "not-a-text": """
        A translation translates texts, and changes no facts.

        A number that differs from language to language is two promises.

        Bad: `fee: {amount: 99}` in `content/tiers/growth.es.yaml`. Good: `fee: {note: ...}` alone.""",
    "translation-of-nothing": """
        What is translated exists in the original.

        A text that belongs nowhere reaches nobody; mostly the original was renamed.

        Bad: `requests: {change: {name: Un cambio}}` when the agency has no `change`. Good: the key of the original.""",
    "translation-shape": """
        A translation has the shape of the original, with its lists in the same order and length.

        With an item more or less, each text after it would stand at the wrong thing.

        Bad: two translated examples for three. Good: three, where an item with nothing to translate is `{}`.""",
    "no-clients": """
        A project has a client.

        Publishing none would take every client's pages away.

        Bad: an empty `content/clients/`. Good: one file in it; `charter new client NAME` writes it.""",
}
"""The text of each page by the id of its finding; all of them are errors."""
