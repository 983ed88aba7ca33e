"""Promises for any hour, against the ways on which they reach somebody at any hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.check.comparing import all_promises, calendar_of
from charter.check.coverage import WATCHED
from charter.check.opening import never_closes
from charter.check.rule import Found, Subject, rule
from charter.compute import visible_channels
from charter.problem import Severity
from charter.worktime import Clock, Duration, RelativeDay, Unit, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.model.agency import Channel
    from charter.model.charter import Charter
    from charter.worktime import Target

_A_NIGHT = 12 * 60
"""Minutes. Who promises less than this at any hour must be awake at any hour."""


@rule("emergency-uncovered", Severity.WARNING)
def emergency_uncovered(subject: Subject) -> Iterator[Found]:
    """A promise for any hour has a way to reach somebody at any hour.

    “Within an hour, day and night” is read at three in the morning. Then the client needs a channel that says who is
    there: one with a calendar that never closes. A channel without a calendar of its own is watched in the usual
    hours, which end in the evening.

    Bad: `{calendar: 24/7, channel: mobile, first_reply: 1 hour}` where mobile has no `calendar:`.
    Good: the same where mobile has `calendar: 24/7`.
    """
    charter = subject.charter
    if never_closes(charter, charter.usual_calendar):
        return
    for path, row, promise in all_promises(charter):
        if path[3] not in WATCHED or not _holds_at_night(charter, promise.target, calendar_of(charter, row, promise)):
            continue
        request = charter.requests.get(str(path[1]))
        ident = row.channel or (request.route if request else None)
        channel = charter.channels.get(ident or "")
        if channel and not channel.calendar:
            message = f"`{promise.target}` holds at any hour, and nothing says that anybody watches `{ident}` at night."
            hint = f"Add `calendar: 24/7` to `{ident}` if that is so, or name a channel that is watched, or count business time."
            yield Found((*path, "target"), message, hint)
        elif ident is None and not any(_may_be_heard(charter, way) for way in visible_channels(charter).values()):
            message = f"`{promise.target}` holds at any hour, and no channel of these clients is watched at night."
            hint = (
                f"Add a channel with `calendar: 24/7` and lead `{path[1]}` there with `route:`, or count business time."
            )
            yield Found((*path, "target"), message, hint)


def _holds_at_night(charter: Charter, target: Target, calendar: str) -> bool:
    """Whether somebody must act at any hour to keep it."""
    if never_closes(charter, calendar):
        return target is Words.IMMEDIATELY or isinstance(target, Duration | RelativeDay)
    if not isinstance(target, Duration) or target.amount.clock is not Clock.ANY_DAY:
        return False
    return target.amount.unit is not Unit.DAY and _minutes(target) < _A_NIGHT


def _minutes(target: Duration) -> int:
    return target.amount.high * (60 if target.amount.unit is Unit.HOUR else 1)


def _may_be_heard(charter: Charter, channel: Channel) -> bool:
    """Whether a channel is watched all the time, or is a telephone of which nothing is said."""
    return never_closes(charter, channel.calendar) if channel.calendar else channel.number is not None
