"""Departments that cannot be asked, that are asked the same, or that send clients away to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.compute import visible_channels, visible_departments, visible_people
from charter.model.agency import Visibility
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.problem import KeyPath


@rule("unreachable-department", Severity.WARNING)
def unreachable_department(subject: Subject) -> Iterator[Found]:
    """A department that clients should ask directly can be reached.

    “Ask billing” without an address sends the client in search of one. A channel that is `private` is no way either
    for clients whose plan promises nothing on it: they do not see it.

    Bad: `billing: {name: Billing, handles: [invoices], why: They see your account.}`.
    Good: the same with `channels: [email]`, or with an `address:` or `number:` of its own.
    """
    charter = subject.charter
    seen = visible_channels(charter)
    for ident, department in visible_departments(charter).items():
        if department.address or department.number or any(channel in seen for channel in department.channels):
            continue
        unseen = [channel for channel in department.channels if channel in charter.channels]
        if not department.channels:
            message = "Clients are told to ask this department, and not how."
            yield Found(("departments", ident), message, "Add `channels:`, `address:` or `number:`.")
        elif unseen and not any(charter.channels[way].visibility == Visibility.INTERNAL for way in unseen):
            ways = " and ".join(f"`{channel}`" for channel in unseen)
            message = f"Clients on the plan `{charter.tier.id}` are told to ask this department, and do not see {ways}."
            hint = "Add a channel that all of them see, or an `address:` or `number:` of its own."
            yield Found(("departments", ident), message, hint)


@rule("topic-twice", Severity.WARNING)
def topic_twice(subject: Subject) -> Iterator[Found]:
    """One topic is handled by one department.

    With two of them the client has to guess, and each may wait for the other.

    Bad: support with `handles: [logins]` and design with `handles: [Logins]`. Good: logins in one of them.
    """
    first: dict[str, KeyPath] = {}
    for ident, department in visible_departments(subject.charter).items():
        for number, topic in enumerate(department.handles):
            path = ("departments", ident, "handles", number)
            before = first.setdefault(topic.casefold(), path)
            if before[1] != ident:
                message = f"`{before[1]}` handles this, too ({subject.place(before)})."
                yield Found(path, message, "Leave it to one of the two.")


@rule("topic-nowhere", Severity.WARNING)
def topic_nowhere(subject: Subject) -> Iterator[Found]:
    """What one department does not do is done by another, or by nobody here, and the client reads which.

    “Not here: invoices” alone is a closed door. The client tries the next one, and the next.

    Bad: `not: [invoices]` where no department has `handles: [invoices]`.
    Good: `not: [{what: invoices, ask: billing}]`, or what is no part of the service under `scope: {out: [...]}`.
    """
    charter = subject.charter
    seen = visible_departments(charter)
    known = {topic.casefold() for department in seen.values() for topic in department.handles}
    known |= {topic.casefold() for person in charter.people.values() for topic in person.ask}
    known |= {item.what.casefold() for item in charter.scope.excluded}
    for kind, table in (("departments", seen), ("people", visible_people(charter))):
        for ident, one in table.items():
            for number, topic in enumerate(one.counter_examples):
                if topic.ask is None and topic.what.casefold() not in known:
                    message = f"Clients are sent away with “{topic.what}”, and nothing says where to."
                    hint = (
                        "Add `ask:` with the department that does it, or list it under `scope:`, `out:` if nobody does."
                    )
                    yield Found((kind, ident, "not", number), message, hint)
