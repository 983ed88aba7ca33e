"""Texts that reach a client in a language the client does not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.check.walking import wordings
from charter.model.agency import Visibility
from charter.model.base import fallbacks
from charter.problem import Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.check.walking import Step


@rule("missing-translation", Severity.WARNING)
def missing_translation(subject: Subject) -> Iterator[Found]:
    """Every text a client reads is in the client's language.

    Without a translation the client reads the original. A client's own file is written in the client's language;
    the texts of the agency and the tiers stand in translation files beside them.

    Bad: a Spanish-speaking client, and no `content/agency.es.yaml`. Good: each text in it, in the same order.
    """
    languages = subject.charter.agency.languages
    wanted = fallbacks(subject.charter.language)
    if languages[0] in wanted or not set(wanted) & set(languages):
        return
    yield from _prose(subject, wanted)
    endings = tuple(f".{tag}.yaml" for tag in wanted)
    for node in wordings(_shown(subject)):
        file = node.place.file
        if "/clients/" not in file and not file.endswith(endings):
            yield Found(
                node.place,
                f"This text has no translation, so clients who read `{wanted[-1]}` see it as it stands.",
                f"Translate it in `{file.removesuffix('.yaml')}.{wanted[-1]}.yaml`, at the same keys.",
            )


def _shown(subject: Subject) -> Iterator[Step]:
    """Leave out what no client sees: parts that are internal, and all that is in them."""
    hidden = {
        path
        for path, _, node in subject.steps
        if (seen := node.child("visibility")) is not None and seen.text == Visibility.INTERNAL
    }
    return (step for step in subject.steps if not any(step[0][:length] in hidden for length in range(len(step[0]))))


def _prose(subject: Subject, wanted: tuple[str, ...]) -> Iterator[Found]:
    for section in subject.charter.handbook:
        original = subject.prose.get((subject.charter.agency.languages[0], section))
        if original and not any((tag, section) in subject.prose for tag in wanted):
            message = f"This has no translation, so clients who read `{wanted[-1]}` see it as it stands."
            yield Found(Place(original.file), message, f"Translate it in `content/prose/{wanted[-1]}/{section}.md`.")


@rule("unknown-language")
def unknown_language(subject: Subject) -> Iterator[Found]:
    """A client reads a language that the agency writes.

    Bad: `language: fr` when the agency's `languages:` are en and es. Good: one of them, or fr among them.
    """
    client = subject.charter.client
    languages = subject.charter.agency.languages
    if client.language and not set(fallbacks(client.language)) & set(languages):
        hint = (
            f"Write one of {', '.join(languages)}, or add `{client.language}` to `languages:` in content/agency.yaml."
        )
        yield Found(("client", "language"), f"`{client.language}` is not a language of the agency.", hint)
