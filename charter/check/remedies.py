"""What happens when a promise is not kept: remedies that nobody can get, and steps that follow nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.gaps import is_read
from charter.check.rule import Found, Subject, rule
from charter.problem import Severity, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.remedies import ComplaintStep, Remedy


@rule("remedy-ungranted", Severity.WARNING)
def remedy_ungranted(subject: Subject) -> Iterator[Found]:
    """A remedy comes by itself, or somebody is named who may grant it.

    Clients complain most about remedies that they had to run after. Where nobody is named, everybody they ask has to
    ask somebody else.

    Bad: `late-reply: {name: Money back, when: we miss a reply, percent: 10%, of: your next invoice}`.
    Good: the same with `automatic: yes`, or with `granted_by: maya`.
    """
    for ident, remedy in subject.charter.remedies.items():
        is_granted = remedy.automatic or remedy.granted_by
        if not is_granted and is_read(subject, ("remedies", ident)):
            message = f"“{remedy.name}” does not come by itself, and nobody is named who may grant it."
            hint = "Add `automatic: yes`, or `granted_by:` with a person, a department or a role."
            yield Found(("remedies", ident), message, hint)


@rule("remedy-at-odds", Severity.WARNING)
def remedy_at_odds(subject: Subject) -> Iterator[Found]:
    """The parts of a remedy fit together.

    A client reads a remedy on a bad day. One that comes without asking and must be asked for, or that grows when it
    is late and has no date, starts the next quarrel.

    Bad: `{automatic: yes, claim: write to us}`, or `{percent: 20%, of: your invoice, cap_percent: 10%}`.
    Good: `{automatic: yes}`, or `{percent: 10%, of: your invoice, cap_percent: 20%}`.
    """
    for ident, remedy in subject.charter.remedies.items():
        for key, message, hint in _odds(remedy) if is_read(subject, ("remedies", ident)) else ():
            yield Found(("remedies", ident, key), message, hint)


def _odds(remedy: Remedy) -> Iterator[tuple[str, str, str]]:
    claims = [key for key in ("claim", "claim_within") if getattr(remedy, key)]
    if remedy.automatic and claims:
        message = "This remedy comes without asking, and here it is said how to ask for it."
        yield claims[0], message, "Delete this, or take `automatic: yes` away."
    if remedy.late and not remedy.pay_by:
        message = "This is added when the remedy comes late, and nothing says by when it has to come."
        yield "late", message, "Add `pay_by:`, such as `pay_by: 10 business days`."
    if remedy.cap_percent and not remedy.of:
        message = f"At most {remedy.cap_percent}% is given, and nothing says of what."
        yield "cap_percent", message, "Add `of:`, such as `of: your next invoice`."
    if remedy.percent and remedy.cap_percent and remedy.percent > remedy.cap_percent:
        message = (
            f"The remedy is {remedy.percent}%, and at most {remedy.cap_percent}% is given, so it is never paid whole."
        )
        yield "cap_percent", message, "Exchange the two, or raise the most that is given."
    yield from _mixed(remedy)


def _mixed(remedy: Remedy) -> Iterator[tuple[str, str, str]]:
    prices = {key: price for key in ("amount", "late", "cap") if (price := getattr(remedy, key))}
    first = next(iter(prices.values()), None)
    for key, price in prices.items():
        if first and price.currency != first.currency:
            message = f"This is in {price.currency}, and the rest of the remedy in {first.currency}."
            yield key, message, "Write all amounts of one remedy in one currency."


@rule("step-follows-nothing")
def step_follows_nothing(subject: Subject) -> Iterator[Found]:
    """A step of a complaint follows one that comes before it.

    The time of a step is counted from the one it follows. Where there is none, nobody can say when it is due.

    Bad: `{what: We answer, within: 10 business days, follows: acknowleged}`, and no step with that id.
    Good: `{id: acknowledged, what: We write back}`, and below it `follows: acknowledged`.
    """
    complaints = subject.charter.complaints
    steps = complaints.steps if complaints else ()
    for number, step in enumerate(steps):
        earlier = {before.id for before in steps[:number] if before.id}
        if step.follows and step.follows not in earlier:
            yield Found(("complaints", "steps", number, "follows"), *_nothing(step, steps, earlier))


def _nothing(step: ComplaintStep, steps: tuple[ComplaintStep, ...], earlier: set[str]) -> tuple[str, str]:
    if step.follows == step.id:
        return f"`{step.follows}` is this step itself.", "Name the step before it, or write `of:` with what it follows."
    if step.follows in {other.id for other in steps}:
        return f"`{step.follows}` comes later than this step.", "Put the two in the order in which they happen."
    hint = did_you_mean(step.follows or "", earlier)
    return f"No step has the id `{step.follows}`.", hint or f"Add `id: {step.follows}` to the step that it follows."
