"""Texts that reach a client in a language the client does not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.layers import CHARTER
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.kinds import Kind
    from charter.source import Node


@rule("missing-translation", Severity.WARNING)
def missing_translation(subject: Subject) -> Iterator[Found]:
    """Every text a client reads is in the client's language.

    Without a translation the client reads the original. A client's own file is written in the client's language;
    the texts of the agency and the tiers stand in translation files beside them.

    Bad: a Spanish-speaking client, and no `content/agency.es.yaml`. Good: each text in it, in the same order.
    """
    language = subject.charter.language
    if language == subject.charter.agency.languages[0]:
        return
    for node in _wordings(CHARTER, subject.tree):
        file = node.place.file
        if "/clients/" not in file and not file.endswith(f".{language}.yaml"):
            yield Found(node.place, f"This text has no translation, so clients who read `{language}` see it as it stands.",
                        f"Translate it in `{file.removesuffix('.yaml')}.{language}.yaml`, at the same keys.")  # fmt: skip


def _wordings(kind: Kind, node: Node) -> Iterator[Node]:
    if not isinstance(node.value, list):
        kind = kind.inside
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _wordings(kind.child(key), child)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _wordings(kind.item or kind, item)
    elif kind.is_wording:
        yield node
