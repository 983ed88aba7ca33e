"""The work in `charter.json`: appointments, meetings and what the client owes, with their dates."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads the annotation
from typing import TYPE_CHECKING

from charter.compute import is_offered
from charter.model.base import Part
from charter.model.terms import BySize
from charter.model.values import Words
from charter.model.work import Duty, FeedbackRound, Meeting, Report, Silence
from charter.render.data_promises import DueData, due_data
from charter.render.data_values import MomentText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.compute import Call, Counted
    from charter.model.work import Step
    from charter.render.data_telling import Telling


class CallData(Part):
    """An appointment, and the last moments to call it off or to move it."""

    what: Words | None = None
    """What it is; nothing for an example."""
    at: MomentText
    """When it begins, by the client's clock."""
    cancel_by: MomentText | None = None
    """The last moment to cancel it."""
    move_by: MomentText | None = None
    """The last moment to move it."""


class CountedData(Part):
    """The time that the client has, worked out for one moment."""

    start: MomentText
    """From when it is counted."""
    due: tuple[DueData, ...]
    """Until when."""


class DutyData(Duty):
    """Something that the client does, so that a promise can be kept."""

    example: CountedData | None = None
    """Until when that is, in an example."""


class FeedbackData(FeedbackRound):
    """How often a kind of work can be changed, and how long there is to say so."""

    example: CountedData | None = None
    """Until when there is to answer, in an example."""


class MeetingData(Meeting):
    """A meeting that comes again and again."""

    next: date | None = None
    """The date of the next one, where it follows from its rhythm."""


class ReportData(Report):
    """A report that comes again and again."""

    next: date | None = None
    """The date of the next one, where it follows from its rhythm."""


class BySizeData(BySize):
    """Something that depends on the client's size, step by step."""

    yours: int | None = None
    """The client's size."""


def call(telling: Telling, it: Call) -> CallData:
    """Tell an appointment."""
    return CallData.model_construct(
        what=it.what or None,
        at=telling.instant(it.at),
        cancel_by=telling.instant(it.cancel) if it.cancel else None,
        move_by=telling.instant(it.move) if it.move else None,
    )


def _counted(telling: Telling, it: Counted | None) -> CountedData | None:
    if it is None:
        return None
    return CountedData.model_construct(
        start=telling.instant(it.start), due=tuple(due_data(telling, due) for due in it.due)
    )


def steps(those: Iterable[Step]) -> tuple[Step, ...]:
    """Tell the steps of the work: by which day, or else when, in words."""
    return tuple(one.model_copy(update={"when": None}) if one.by and one.when else one for one in those)


def duties(telling: Telling) -> tuple[DutyData, ...]:
    """Tell what the client does, and until when."""
    offered = {ident for ident, rows in telling.charter.commitments.items() if any(map(is_offered, rows))}
    pairs = zip(telling.charter.duties, telling.facts.duties, strict=True)
    return tuple(
        DutyData.model_construct(
            **dict(it) | {"holds_up": tuple(one for one in it.holds_up if one in offered)},
            example=_counted(telling, found),
        )
        for it, found in pairs
    )


def feedback(telling: Telling) -> tuple[FeedbackData, ...]:
    """Tell how long there is to answer to work; without a section of its own, only where silence is a yes."""
    pairs = zip(telling.charter.feedback, telling.facts.feedback, strict=True)
    if telling.has("feedback"):
        return tuple(FeedbackData.model_construct(**dict(it), example=_counted(telling, found)) for it, found in pairs)
    if telling.former or not telling.charter.expectations:
        return ()
    return tuple(
        FeedbackData.model_construct(what=it.what, within=it.within, silence=it.silence)
        for it, _ in pairs
        if it.within and it.silence is Silence.APPROVED
    )


def meetings(telling: Telling) -> tuple[MeetingData, ...]:
    """Tell the meetings, each with its next date."""
    pairs = zip(telling.charter.meetings, telling.facts.meetings, strict=True)
    return tuple(MeetingData.model_construct(**dict(it), next=day) for it, day in pairs)


def reports(telling: Telling) -> tuple[ReportData, ...]:
    """Tell the reports, each with its next date."""
    pairs = zip(telling.charter.reports, telling.facts.reports, strict=True)
    return tuple(ReportData.model_construct(**dict(it), next=day) for it, day in pairs)


def by_size(telling: Telling) -> tuple[BySizeData, ...]:
    """Tell what depends on the client's size, and how large it is."""
    sizes = telling.charter.client.sizes
    return tuple(
        BySizeData.model_construct(**dict(it), yours=sizes.get(it.size or "")) for it in telling.charter.by_size
    )
