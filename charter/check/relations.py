"""Where the relation with a client stands, against what its charter says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.rule import Found, Subject, rule
from charter.model.charter import State
from charter.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("former-without-end", Severity.WARNING)
def former_without_end(subject: Subject) -> Iterator[Found]:
    """A former client's charter says when the work together ended.

    What holds after the end (repairs for thirty days, say) is counted from that day.

    Bad: `state: former` alone. Good: `state: former` and `until: 2026-08-31`.
    """
    client = subject.charter.client
    if client.state == State.FORMER and client.until is None:
        message = "The work together has ended, and nothing says when."
        yield Found(("client", "state"), message, "Add `until:` with its last day, such as `until: 2026-08-31`.")


@rule("former-with-fee")
def former_with_fee(subject: Subject) -> Iterator[Found]:
    """A former client is asked for no plan's fee.

    The fee is inherited with the plan, and the pages would say that somebody who has left still pays it.

    Bad: `state: former` on a plan with a fee. Good: `drop: [fee]` in content/states/former.yaml.
    """
    if subject.charter.client.state != State.FORMER or subject.charter.fee is None:
        return
    place = subject.place(("fee", "amount"))
    if not place.file.startswith(("content/clients/", "content/states/")):
        message = f"The work together has ended, and the plan's fee still stands in the charter ({place})."
        hint = "Add `drop: [fee]` to content/states/former.yaml, for all former clients, or to the client's file."
        yield Found(("client", "state"), message, hint)
