"""Departments that cannot be asked, or that are asked the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.problem import KeyPath


@rule("unreachable-department", Severity.WARNING)
def unreachable_department(subject: Subject) -> Iterator[Found]:
    """A department that clients should ask directly can be reached.

    “Ask billing” without an address sends the client in search of one.

    Bad: `billing: {name: Billing, handles: [invoices], why: They see your account.}`.
    Good: the same with `channels: [email]`, or with an `address:` or `number:` of its own.
    """
    for ident, department in subject.charter.departments.items():
        if not (department.channels or department.address or department.number):
            message = "Clients are told to ask this department, and not how."
            yield Found(("departments", ident), message, "Add `channels:`, `address:` or `number:`.")


@rule("topic-twice", Severity.WARNING)
def topic_twice(subject: Subject) -> Iterator[Found]:
    """One topic is handled by one department.

    With two of them the client has to guess, and each may wait for the other.

    Bad: support with `handles: [logins]` and design with `handles: [Logins]`. Good: logins in one of them.
    """
    first: dict[str, KeyPath] = {}
    for ident, department in subject.charter.departments.items():
        for number, topic in enumerate(department.handles):
            path = ("departments", ident, "handles", number)
            before = first.setdefault(topic.casefold(), path)
            if before[1] != ident:
                message = f"`{before[1]}` handles this, too ({subject.place(before)})."
                yield Found(path, message, "Leave it to one of the two.")
