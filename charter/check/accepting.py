"""Findings that somebody accepts, with a reason, by a remark where they stand; and what is wrong with such remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.manual import pages
from charter.problem import Accepted, Problem, Severity, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from charter.source import Acceptance

_WHERE = "It belongs at the end of the line that the finding points to, or alone on the line above."


def judge(
    acceptances: Iterable[Acceptance], problems: Sequence[Problem], is_settled: Callable[[str, str], bool]
) -> tuple[list[Problem], list[Accepted]]:
    """Part findings into those that are open and those that are accepted; faults of the remarks are open, too.

    `is_settled` says of a file and a rule whether the rule could see all of the file. Where it could not, a remark may
    only seem to be unused.
    """
    severities = {ident: page.severity for ident, page in pages().items()}
    faults: list[Problem] = []
    good: dict[tuple[str, str], list[Acceptance]] = {}
    for acceptance in acceptances:
        if fault := _fault(acceptance, severities):
            faults.append(fault)
        elif acceptance.rule in severities:
            good.setdefault((acceptance.place.file, acceptance.rule), []).append(acceptance)
    open_, accepted, used = [], [], set()
    for problem in problems:
        there = good.get((problem.place.file, problem.rule), ())
        mine = [acceptance for acceptance in there if problem.place.line in acceptance.lines]
        if mine:
            accepted.append(Accepted(problem, mine[0].why or ""))
            used.update(mine)
        else:
            open_.append(problem)
    idle = [one for there in good.values() for one in there if one not in used]
    faults += [_unused(one, open_) for one in idle if is_settled(one.place.file, one.rule)]
    return [*open_, *faults], accepted


def _fault(acceptance: Acceptance, severities: dict[str, Severity]) -> Problem | None:
    """Say what is wrong with a remark by itself, if anything. An unknown word without a reason is an ordinary remark."""
    rule, place = acceptance.rule, acceptance.place
    if rule not in severities:
        if acceptance.why is None:
            return None
        warnings = [ident for ident, severity in severities.items() if severity == Severity.WARNING]
        hint = did_you_mean(rule, warnings) or "`charter rules` lists them all."
        return Problem("unknown-rule", place, f"There is no finding `{rule}`, so nothing is accepted here.", hint)
    if severities[rule] == Severity.ERROR:
        message = f"`{rule}` is an error: with it, what the client reads is wrong or unknown, so it cannot be accepted."
        return Problem("acceptance-of-error", place, message, "Mend it where it is found, and delete this remark.")
    if not acceptance.why:
        message = f"This accepts `{rule}` without saying why, so nobody can tell later whether it still holds."
        hint = f"Write the reason behind a colon: `accept {rule}: why it is right here`."
        return Problem("acceptance-without-reason", place, message, hint)
    return None


def _unused(acceptance: Acceptance, problems: Iterable[Problem]) -> Problem:
    rule, place = acceptance.rule, acceptance.place
    message = f"`{rule}` is not found here, so there is nothing to accept."
    lines = [one.place.line for one in problems if (one.place.file, one.rule) == (place.file, rule)]
    hint = "Delete this remark."
    if lines:
        near = min(lines, key=lambda line: abs(line - place.line))
        message = f"`{rule}` is found on line {near}, and this remark speaks of another line."
        hint = f"Move it there. {_WHERE}"
    return Problem("unused-acceptance", place, message, hint, Severity.WARNING)
