"""Pages of the manual: what is found while values get their types, in brand, prose and templates, and in remarks."""

from __future__ import annotations

WARNINGS = frozenset({"gone-client", "missing-catalogue", "prose-html", "unused-acceptance"})
"""Which of these findings are warnings."""
PAGES = {
    # --- giving values their types
    "unknown-key": """
        Every key is one that Charter knows.

        What stands under a misspelt key is seen by nobody.

        Bad: `comitments:`. Good: `commitments:`.""",
    "missing-key": """
        What a page cannot do without is there.

        Bad: a client without `representative:`. Good: `representative: maya`.""",
    "bad-value": """
        A value has the form that its place asks for.

        What cannot be read cannot be counted, sent to or called.

        Bad: `since: 30.11.2026`. Good: `since: 2026-11-30`.""",
    "bad-target": """
        A target is one that can be counted, or is marked as words of your own.

        Bad: `first_reply: asap`. Good: `first_reply: 4 business hours`, or `{text: as soon as we see it}`.""",
    "bad-hours": """
        Opening hours are weekdays with times.

        All promised dates are worked out from them.

        Bad: `{mon-thu: 9-8}`. Good: `{mon-thu: 09:00-20:00}`.""",
    "bad-id": """
        An id is made of small letters, digits and hyphens.

        Ids become names of files and places on pages.

        Bad: `Letter Box: {url: ...}`. Good: `letter-box: {url: ...}`.""",
    "shape": """
        A group of keys, a list or one text stands where it belongs.

        Bad: `contacts: Dana Whitfield`. Good: `contacts: [{name: Dana Whitfield}]`.""",
    "incomplete": """
        Values that need each other stand together.

        A channel without any address leads nowhere; a closure without an end never ends.

        Bad: `fax: {for: contracts}`. Good: `fax: {for: contracts, number: "+1 303 555 0199"}`.""",
    # --- brand, prose and templates
    "missing-file": """
        A file that the brand names is there.

        Bad: `logo: brand/logo.svg` and no such file in `content/`. Good: the file, or no `logo:`.""",
    "missing-catalogue": """
        The pages' own words exist in each language of the agency.

        Without a catalogue a client reads headings in English above texts in another language.

        Bad: `languages: [en, nl]` without a `templates/locale/nl.po`. Good: the catalogue.""",
    "broken-template": """
        A template of your own can be read, and asks only for values there are.

        Bad: `{{ chartre.client.name }}`. Good: `{{ charter.client.name }}`.""",
    "unknown-name": """
        Prose asks only for values there are.

        A name that nobody knows would leave a gap in the sentence that the client reads.

        Bad: `Dear {{ client.nmae }},`. Good: `Dear {{ client.name }},`.""",
    "prose-syntax": """
        Prose prints names, and asks whether there is one.

        What Charter cannot read would stand in the client's handbook as it is.

        Bad: `{{ client.name | upper }}`. Good: `{{ client.name }}`.""",
    "prose-too-large": """
        A section is as long as people read.

        Bad: a whole book in `welcome.md`. Good: a page, and further sections.""",
    "unsafe-link": """
        A link leads to an address that a page may open.

        Bad: `[Click](javascript:alert(1))`. Good: `[Guide](https://northlight.example/guide)`.""",
    "prose-html": """
        Prose is Markdown, without HTML.

        Pages and packet are two dresses of one text, so a tag is shown as it was typed, and clients read code.

        Bad: `<b>Write to us</b>`. Good: `**Write to us**`; or, between backticks, a tag that is meant to be read.""",
    # --- remarks that accept a finding
    "unused-acceptance": """
        What a remark accepts is found where it stands.

        Otherwise the remark is out of date, and would hide the next thing that goes wrong there.

        Bad: `# accept no-backup: ...` beside a person who has a `backup:`. Good: no such remark.""",
    "acceptance-without-reason": """
        Who accepts a finding says why.

        Without a reason nobody can tell next year whether clients are still well served that way.

        Bad: `# accept no-backup`. Good: `# accept no-backup: Maya is never away without closing the office`.""",
    "acceptance-of-error": """
        Warnings can be accepted; errors are mended.

        With an error, what the client would read is wrong or unknown, and no reason makes it right.

        Bad: `# accept dangling-reference: Tom starts in May`. Good: Tom in `content/people.yaml`.""",
    "unknown-rule": """
        A remark accepts a finding that exists.

        With a slip in its name it accepts nothing, and looks as if it did.

        Bad: `# accept no-bakcup: ...`. Good: `# accept no-backup: ...`; `charter rules` lists all findings.""",
}
"""The text of each page by the id of its finding."""
