"""What a client's own file has to say, because the agency and the plan depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.gaps import is_read
from charter.check.rule import Found, Subject, rule
from charter.compute import calendars_in_use
from charter.model.charter import State
from charter.model.work import Silence
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.calendars import Calendar
    from charter.model.charter import Charter


@rule("nobody-approves", Severity.WARNING)
def nobody_approves(subject: Subject) -> Iterator[Found]:
    """Where something waits for a yes, somebody at the client's may say it.

    Otherwise the work waits while both sides look for whoever decides. Contacts count once any is listed; a former or
    inactive client, and one whose file lists nobody yet, is left alone.

    Bad: `contacts: [{name: Dana Whitfield}]` on a plan with `estimate:`.
    Good: `contacts: [{name: Dana Whitfield, approves: yes}]`, or `estimate: {approves: whoever signed the contract}`.
    """
    client = subject.charter.client
    waiting = _waits_for_a_yes(subject.charter) if is_read(subject, ("estimate",)) else ""
    at_work = client.state in {State.ONBOARDING, State.ACTIVE}
    is_listed = bool(client.contacts) and is_read(subject, ("client", "contacts"))
    if at_work and waiting and is_listed and not any(contact.approves for contact in client.contacts):
        message = f"{waiting} for a yes, and none of these people may say it."
        hint = "Add `approves: yes` to those who may, or say who else does: `estimate: {approves: ...}`."
        yield Found(("client", "contacts"), message, hint)


def _waits_for_a_yes(charter: Charter) -> str:
    if charter.estimate:
        return "" if charter.estimate.approves else "Estimates wait"
    return "Work waits" if any(step.silence == Silence.APPROVED for step in charter.feedback) else ""


@rule("client-without-region", Severity.WARNING)
def client_without_region(subject: Subject) -> Iterator[Found]:
    """A client whose own holidays or hours count says where it is.

    Public holidays of nowhere are no days off, so every date that is promised around one would be wrong.

    Bad: a calendar with `holidays: client`, and a client without `region:`. Good: `region: US-CO`.
    """
    if subject.charter.client.region or not (is_written(subject) and is_read(subject, ("client", "region"))):
        return
    following = [ident for ident in calendars_in_use(subject.charter) if _follows(subject.charter.calendars[ident])]
    if following:
        named = ", ".join(f"`{ident}`" for ident in following)
        message = f"Where the client is decides the days off or the hours of {named}, and nothing says where that is."
        hint = "Add `region:` with the country, or its part, to the client's file, such as `region: US-CO`."
        yield Found(("client", "name"), message, hint)


def _follows(calendar: Calendar) -> bool:
    """Whether a calendar is another one for clients elsewhere."""
    return calendar.holidays == "client" or bool(calendar.regions)


@rule("client-without-size", Severity.WARNING)
def client_without_size(subject: Subject) -> Iterator[Found]:
    """Where something depends on a client's size, the client's file says how large it is.

    Otherwise the client reads a table of steps and has to guess its own.

    Bad: `by_size` with `size: subscriptions`, and a client without that number.
    Good: `sizes: {subscriptions: 180}` in the client's file.
    """
    client = subject.charter.client
    if client.state == State.FORMER or not is_written(subject):
        return
    for key in dict.fromkeys(table.size for table in subject.charter.by_size if table.size):
        if key not in client.sizes and is_read(subject, ("client", "sizes")):
            message = f"What this client gets depends on its number of `{key}`, and its file does not say it."
            others = f"; there is `{'`, `'.join(client.sizes)}`" if client.sizes else ""
            hint = f"Write `{key}:` with the number under `sizes:` in the client's file{others}."
            yield Found(("client", "sizes") if client.sizes else ("client", "name"), message, hint)


def is_written(subject: Subject) -> bool:
    """Whether this is a client of the agency, and not one that stands for whoever has a plan."""
    named = subject.tree.at(("client", "name"))
    return named is not None and named.place.file.startswith("content/clients/")
