"""“24/7”, “day and night”, “at weekends”: words that say when somebody is there, held against the calendars."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from charter.check.claims import is_plain, named, names_of_plans
from charter.check.opening import never_closes
from charter.check.rule import Found, Whole, project_rule
from charter.check.said import said
from charter.check.sentences import statements
from charter.compute import is_offered, visible_channels
from charter.model.promises import METRICS
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter

_ALWAYS = {
    "en": r"24\s*/\s*7|24x7|(?:a)?round[\s-]the[\s-]clock|day\s+(?:and|or)\s+night|night\s+and\s+day"
    r"|24\s+hours\s+a\s+day|at\s+(?:any|all)\s+hours?|365\s+days\s+a\s+year|always\s+(?:available|reachable|on\s+duty)"
    r"|(?:call|reach|ring|phone)\s+us\s+(?:at\s+)?any\s*time|(?:available|reachable|on\s+duty)\s+(?:at\s+)?any\s*time",
    "es": r"24\s*/\s*7|(?:las\s+)?24\s+horas\s+(?:del|al)\s+día|las\s+24\s+horas|día\s+y\s+noche|noche\s+y\s+día"
    r"|a\s+cualquier\s+hora|a\s+todas?\s+(?:las\s+)?horas?|los\s+365\s+días|siempre\s+(?:disponibles?|localizables?)"
    r"|(?:llám[ae]nos|disponibles?|localizables?)\s+en\s+(?:cualquier|todo)\s+momento",
    "de": r"24\s*/\s*7|rund\s+um\s+die\s+uhr|tag\s+und\s+nacht|zu\s+jeder\s+(?:tages-?\s+und\s+nacht)?zeit"
    r"|(?:immer|jederzeit|stets)\s+(?:erreichbar|für\s+sie\s+da|für\s+dich\s+da)",
}
_WEEKENDS = {
    "en": r"(?:at|on|over)\s+(?:the\s+)?weekends?|(?:7|seven)\s+days\s+a\s+week|(?:on\s+)?saturdays\s+and\s+sundays",
    "es": r"(?:los|el)\s+fin(?:es)?\s+de\s+semana|los\s+(?:7|siete)\s+días\s+de\s+la\s+semana"
    r"|sábados\s+y\s+domingos",
    "de": r"am\s+wochenende|an\s+wochenenden|(?:7|sieben)\s+tage\s+(?:die|in\s+der)\s+woche",
}
_OURS = {
    "en": r"we|us|our|support|team|help|hot-?line|line|phone|telephone|call\w*|reach\w*|available|answer\w*|repl\w+"
    r"|respond\w*|service|duty|emergenc\w+",
    "es": r"nos|nosotr[oa]s|nuestr[oa]s?|soporte|equipo|ayuda|línea|teléfono|ll[aá]m\w+|ati?end\w+|atención"
    r"|disponibles?|localizables?|respond\w+|contest\w+|respuestas?|servicio|guardia|emergencias?|estamos",
    "de": r"wir|uns|unser\w*|support|team|hilfe|telefon\w*|erreich\w+|antwort\w*|notfall\w*|notdienst|da",
}
"""Somebody of the agency must be meant: “leads come day and night” says nothing of it."""
_OTHERS = {
    "en": r"visitors?|leads?|buyers?|websites?|sites?|portals?|pages?|forms?|online|monitor\w*|servers?|guides?"
    r"|sen[dt]|write|submit|upload|book|wait\w*|monday",
    "es": r"visit(?:as|antes)|contactos|compradores|sitios?|portal(?:es)?|páginas?|formularios?|en\s+línea|servidor\w*"
    r"|guías?|monitor\w*|env[ií]\w+|escr[ií]b\w+|espera\w*|reserv\w+|lunes",
    "de": r"besucher\w*|webseiten?|website|portale?|seiten?|formulare?|online|server|überwach\w*"
    r"|schreib\w*|send\w*|schick\w*|wart\w*|montag",
}
"""What runs by itself may well be there day and night, and so may what the client sends and what waits for Monday."""


@project_rule("prose-against-hours", Severity.WARNING)
def prose_against_hours(whole: Whole) -> Iterator[Found]:
    """Words like “24/7” and “at weekends” are written only to clients who have such hours.

    A client who reads “day and night” calls at night. Hours count that the client really has: of a channel the client
    sees, of a promise, of a department, the usual ones. Left aside are questions, denials, sentences that name a plan,
    and those about what runs by itself, such as a portal; a text inside a condition must be wrong for all its readers.

    Bad: `We are there for you 24/7.`, and no calendar of the client is `24/7`. Good: `You find our hours below.`.
    """
    plans = names_of_plans(whole)
    for text in said(whole):
        is_ours = text.path[:1] == ("channels",)
        for start, end, words, is_weekend in _claims(text.text, text.language, is_ours=is_ours) if text.offers else ():
            if not is_plain(text.text, start, text.language, plans):
                continue
            misled = text.misled(start, is_open_at_weekends if is_weekend else is_always_open)
            if misled:
                when = "at weekends" if is_weekend else "day and night"
                message = f"“{words}” is not true for {named(misled)}: nothing they can reach is open {when}."
                hint = "Say the hours you keep, or say it to the clients alone who have them: in their plan, or in their own file."
                yield Found(text.place(start, end), message, hint)


@lru_cache(maxsize=65536)
def _claims(text: str, language: str, *, is_ours: bool) -> tuple[tuple[int, int, str, bool], ...]:
    """Give where a text says that somebody is there, in which words, and whether only of weekends."""
    if language not in _ALWAYS:
        return ()
    found = []
    for at, sentence in statements(text):
        for form, is_weekend in ((_ALWAYS, False), (_WEEKENDS, True)):
            claim = _word(form[language]).search(sentence)
            ours = claim and (is_ours or _word(_OURS[language]).search(sentence))
            if claim and ours and not _word(_OTHERS[language]).search(sentence):
                words = " ".join(claim[0].split())
                found.append((at + claim.start(), at + claim.end(), words, is_weekend))
    return tuple(found)


@lru_cache(maxsize=64)
def _word(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])(?:{form})(?![\w-])")


def is_always_open(charter: Charter) -> bool:
    """Whether something of the client's never closes."""
    return any(never_closes(charter, ident) for ident in _calendars(charter))


def is_open_at_weekends(charter: Charter) -> bool:
    """Whether something of the client's is open on a Saturday or a Sunday."""
    calendars = [charter.calendars[ident] for ident in _calendars(charter) if ident in charter.calendars]
    return is_always_open(charter) or any(calendar.hours[5] or calendar.hours[6] for calendar in calendars)


def _calendars(charter: Charter) -> set[str]:
    """Give the calendars that the client meets."""
    rows = [row for rows in charter.commitments.values() for row in rows if is_offered(row)]
    promises = [promise for row in rows for metric in METRICS for promise in getattr(row, metric)]
    watched = [channel.calendar for channel in visible_channels(charter).values()]
    watched += [department.calendar for department in charter.departments.values()]
    promised = [*(row.calendar for row in rows), *(promise.calendar for promise in promises)]
    return {charter.usual_calendar, *(ident for ident in (*watched, *promised) if ident)}
