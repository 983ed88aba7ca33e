"""What the rules that hold words against data share: which sentences state something, and for whom it is not so."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.sentences import statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charter.check.rule import Whole
    from charter.model.charter import Charter

_DENIAL = {
    "en": r"(?i)\b(?:not|no|never|nobody|nothing|none|neither|cannot|without|rarely|unless|\w+n['’]t"
    r"|if\s+you\s+(?:need|want|would)|closed|away|off|rest)\b",
    "es": r"(?i)\b(?:no|nunca|nadie|nada|ni|sin|jamás|tampoco|si\s+(?:necesitas|quieres)|cerrad[oa]s?|descans\w+)\b",
    "de": r"(?i)\b(?:nicht|nie|niemals|niemand|nichts|kein\w*|ohne|geschlossen|frei)\b",
}


def is_plain(text: str, at: int, language: str, plans: frozenset[str]) -> bool:
    """Whether the sentence at a place states something of everybody: no question, no denial, no word on a plan."""
    sentence = _sentence(text, at)
    return not (
        sentence.rstrip('*_”"»’) ').endswith("?")
        or re.search(_DENIAL.get(language, r"(?!)"), sentence)
        or any(re.search(rf"\b{re.escape(plan)}\b", sentence) for plan in plans)
    )


@lru_cache(maxsize=4096)
def _sentence(text: str, at: int) -> str:
    return next((sentence for start, sentence in statements(text) if start <= at < start + len(sentence)), text)


def names_of_plans(whole: Whole) -> frozenset[str]:
    """Give what clients call the plans, in every language they read."""
    return frozenset(charter.tier.name for charter in whole.charters)


def named(charters: Sequence[Charter]) -> str:
    """Name one client, and say how many more there are."""
    first, more = min(charter.client.name for charter in charters), len(charters) - 1
    return f"{first} and {more} more client{'s' * (more > 1)}" if more else first
