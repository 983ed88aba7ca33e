"""Prose that nobody would see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.problem import Place, Severity, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("unread-prose", Severity.WARNING)
def unread_prose(subject: Subject) -> Iterator[Found]:
    """A file of prose belongs to a section and to a language that clients read.

    What lies elsewhere is passed by in silence, and somebody believes that clients have read it.

    Bad: `content/prose/en/welcom.md`. Good: `content/prose/en/welcome.md`.
    """
    languages = subject.charter.agency.languages
    for (language, section), prose in subject.prose.items():
        if language not in languages:
            hint = did_you_mean(language, languages) + " Or add the language to `languages:` in content/agency.yaml."
            yield Found(Place(prose.file), f"Nobody reads this: `{language}` is not a language of the agency.", hint)
        elif section not in subject.sections:
            hint = did_you_mean(section, subject.sections, most=30)
            yield Found(Place(prose.file), f"Nobody reads this: there is no section `{section}`.", hint)


@rule("section-without-words", Severity.WARNING)
def section_without_words(subject: Subject) -> Iterator[Found]:
    """A section of the handbook has something to say.

    Some sections are prose alone. Without it they are left out, although the handbook was meant to have them.

    Bad: `handbook: [after]`, and no `content/prose/en/after.md`. Good: the section with its words.
    """
    languages = subject.charter.agency.languages
    for number, section in enumerate(subject.charter.handbook):
        written = any((language, section) in subject.prose for language in languages)
        if section in subject.wordless and not written:
            hint = f"Write content/prose/{languages[0]}/{section}.md, or take it out of `handbook:`."
            yield Found(("handbook", number), f"There are no words for `{section}`, so the section is left out.", hint)
