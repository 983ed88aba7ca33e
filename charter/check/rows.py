"""For whom and when the rows of the commitments hold: severities, languages and seasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.gaps import is_read
from charter.check.rule import Found, Subject, Whole, project_rule, rule
from charter.model.requests import Axis
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.charter import Charter
    from charter.model.promises import Row
    from charter.problem import KeyPath


def _rows(charter: Charter) -> Iterator[tuple[KeyPath, Row]]:
    for request, rows in charter.commitments.items():
        for number, row in enumerate(rows):
            yield ("commitments", request, number), row


@rule("not-a-severity", Severity.WARNING)
def not_a_severity(subject: Subject) -> Iterator[Found]:
    """The severity of a row is a request class that is a severity.

    Where you sort requests both by how bad they are and by what is wanted, a row names one of the first kind.

    Bad: `{severity: quote, first_reply: 1 hour, any day}`, where quote has `axis: type`.
    Good: `{severity: critical, ...}`, where critical has `axis: severity`.
    """
    requests = subject.charter.requests
    severities = [f"`{ident}`" for ident, request in requests.items() if request.axis == Axis.SEVERITY]
    if not any(request.axis for request in requests.values()):
        return
    for path, row in _rows(subject.charter):
        named = requests.get(row.severity or "")
        if named and named.axis != Axis.SEVERITY:
            message = f"`{row.severity}` is not a severity, so clients cannot tell when this row holds."
            hint = f"Write {' or '.join(severities)}" if severities else "Name a severity"
            yield Found((*path, "severity"), message, f"{hint}, or add `axis: severity` to `{row.severity}`.")


@rule("language-nobody-speaks", Severity.WARNING)
def language_nobody_speaks(subject: Subject) -> Iterator[Found]:
    """A promise for requests in a language is made where somebody speaks it.

    A language counts as spoken where it is under `spoken:`, among the `languages:` of a person, or one in which you
    write charters.

    Bad: `{language: fr, first_reply: 1 business day}`, and nobody with `languages: [fr]`.
    Good: `spoken: {fr: {calendar: office}}`, or `languages: [en, fr]` at somebody.
    """
    charter = subject.charter
    people = (tag for person in charter.people.values() for tag in person.languages)
    spoken = {_main(tag) for tag in (*charter.agency.languages, *charter.spoken, *people)}
    for path, row in _rows(charter):
        if row.language and _main(row.language) not in spoken:
            message = f"This is promised for requests in `{row.language}`, which nobody here speaks."
            hint = f"Add `{row.language}` to the `languages:` of whoever speaks it, or to `spoken:`."
            yield Found((*path, "language"), message, hint)


def _main(tag: str) -> str:
    return tag.partition("-")[0]


@rule("only-in-season", Severity.WARNING)
def only_in_season(subject: Subject) -> Iterator[Found]:
    """What is promised in a season is promised in some way for the rest of the year.

    With rows for a season alone, a client who writes outside it has no promise at all, and will assume this one.

    Bad: `question: {season: tax, first_reply: 3 business days}`.
    Good: `question: [{season: tax, first_reply: 3 business days}, {first_reply: 1 business day}]`.
    """
    for request, rows in subject.charter.commitments.items():
        if rows and all(row.season for row in rows) and is_read(subject, ("commitments", request)):
            message = f"For `{request}` something is promised in a season only, and nothing for the rest of the year."
            hint = (
                "Add a row without `season:`, such as `{first_reply: 1 business day}`, or one that says `not offered`."
            )
            yield Found(("commitments", request), message, hint)


@project_rule("season-of-nothing", Severity.WARNING)
def season_of_nothing(whole: Whole) -> Iterator[Found]:
    """In a season something else is promised than at other times.

    One that no row names changes nothing, and no client reads of it; mostly a row was meant to name it.

    Bad: `seasons: {tax: {name: Tax season, from: 03-01, to: 04-15}}`, and no row with `season: tax`.
    Good: `question: [{season: tax, first_reply: 3 business days}, {first_reply: 1 business day}]`.
    """
    if not whole.is_known:
        return
    named = {row.season for charter in whole.charters for _, row in _rows(charter)}
    for decoded in (*whole.plans.values(), *whole.clients.values()):
        table = decoded.tree.child("seasons")
        for ident, node in table.group.items() if table else ():
            if ident not in named:
                message = f"No promise is made for the season `{ident}`, so no client reads of it."
                yield Found(node.anchor, message, f"Write `season: {ident}` in a row of the commitments, or delete it.")
