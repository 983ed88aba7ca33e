"""Promises in `charter.json`: commitments row by row, request classes, and the same worked out on real dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from charter.compute import Moment, is_offered
from charter.model.base import Part
from charter.model.marks import Ref
from charter.model.promises import METRICS, Pause, Start, Strength
from charter.model.values import Id, Language, SeasonRef, Text, Words, Zone
from charter.render.data_said import arrival_data, rhythm_data, target_data
from charter.render.data_values import ArrivalData, CalendarId, MomentText, RhythmData, TargetData

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.compute import Worked
    from charter.model.promises import Row
    from charter.render.data_telling import Telling
    from charter.worktime.due import Due

Metric = Annotated[str, Ref("metrics", *METRICS)]


class DueData(Part):
    """By when a promise is kept."""

    earliest: MomentText | None = None
    """The near end of a range."""
    latest: MomentText
    """The last instant."""
    percent: int | None = None
    """Of how many of a hundred it is true."""


class AnswerData(Part):
    """A promise worked out for one message."""

    metric: Metric
    """What is measured."""
    strength: Strength
    """How firm it is."""
    due: tuple[DueData, ...]
    """By when it is kept."""


class ExampleData(Part):
    """A worked example: a message sent at one moment, and by when its promises are kept."""

    moment: Moment
    """What is special about the moment."""
    name: Words | None = None
    """The name of the closed day that lies ahead."""
    sent: MomentText
    """When it is sent, by the client's clock."""
    zone: Zone
    """The time zone of all times here: the client's."""
    answers: tuple[AnswerData, ...]
    """The promises that clients ask about first."""


class PromiseData(Part):
    """One promise: a metric with a target."""

    metric: Metric
    """What is measured: acknowledge, first_reply, finish ..."""
    target: TargetData
    """How long it takes."""
    strength: Strength
    """How firm it is."""
    calendar: CalendarId
    """The calendar in which it is counted."""
    starts: Start
    """What starts the clock."""
    begins: Words | None = None
    """What starts the clock, in words, where it is something else."""
    pauses: tuple[Pause, ...] = ()
    """What stops the clock."""
    unless: tuple[Words, ...] = ()
    """When it does not hold."""
    remedy: Words | None = None
    """The name of what you get when it is missed."""
    since: Annotated[date | None, Field(alias="from")] = None
    """The day from which it holds, where that is not the day of the whole charter."""
    note: Words | None = None
    """One more sentence."""


class CommitmentData(Part):
    """A commitment: what is promised for one request class, perhaps only under some conditions."""

    request: Id
    """The id of the request class."""
    arrives: ArrivalData | None = None
    """For which times of arrival it holds; any other where a commitment above it names some."""
    arrives_by: RhythmData | None = None
    """For what arrives up to this day of the month."""
    calendar: CalendarId
    """The calendar in which it is counted, unless a promise says otherwise."""
    channel: Text | None = None
    """The id of the channel for which it holds."""
    severity: Id | None = None
    """The id of the severity for which it holds."""
    language: Language | None = None
    """For requests in which language it holds."""
    season: SeasonRef | None = None
    """The id of the part of the year in which it holds."""
    only_if: tuple[Words, ...] = ()
    """What must be so for it to hold."""
    offered: bool
    """Whether anything is promised at all: a plan can also say that it does not cover this."""
    promises: tuple[PromiseData, ...]
    """The promises."""
    examples: tuple[ExampleData, ...] = ()
    """The same worked out for the moments at which intuition fails."""


def commitments(telling: Telling) -> tuple[CommitmentData, ...]:
    """Tell what is promised, request classes in the order in which the agency lists them."""
    charter = telling.charter
    return tuple(
        _commitment(telling, ident, number, row)
        for ident in charter.requests
        for number, row in enumerate(charter.commitments.get(ident, ()))
    )


def _commitment(telling: Telling, request: str, number: int, row: Row) -> CommitmentData:
    charter, worked = telling.charter, telling.facts.worked.get((request, number), ())
    return CommitmentData.model_construct(
        request=request,
        arrives=arrival_data(row.arrives, telling.speech) if row.arrives else None,
        arrives_by=rhythm_data(row.arrives_by, telling.speech) if row.arrives_by else None,
        calendar=row.calendar or charter.usual_calendar,
        channel=row.channel if row.channel in telling.facts.channels else None,
        severity=row.severity if row.severity in charter.requests else None,
        language=row.language,
        season=row.season if row.season in charter.seasons else None,
        only_if=row.only_if,
        offered=is_offered(row),
        promises=tuple(_promises(telling, row)),
        examples=tuple(_example(telling, one) for one in worked),
    )


def _promises(telling: Telling, row: Row) -> Iterator[PromiseData]:
    usual, remedies = telling.charter.usual_calendar, telling.charter.remedies
    for metric in METRICS:
        for it in getattr(row, metric):
            calendar = it.calendar or row.calendar or usual
            yield PromiseData.model_construct(
                metric=metric,
                target=target_data(it.target, telling.speech, _zone_if_apart(telling, calendar)),
                strength=it.strength,
                calendar=calendar,
                starts=it.starts,
                begins=it.begins,
                pauses=it.pauses,
                unless=it.unless,
                remedy=remedies[it.remedy].name if it.remedy in remedies else None,
                since=it.since,
                note=it.note,
            )


def _zone_if_apart(telling: Telling, calendar: str) -> str:
    """Name the zone of a calendar where the client's clock is another one: clock times carry it."""
    facts = telling.facts
    if calendar not in facts.apart or facts.apart[calendar].same:
        return ""
    return telling.speech.zone(facts.calendars[calendar].timezone or telling.charter.agency.timezone)


def _example(telling: Telling, worked: Worked) -> ExampleData:
    return ExampleData.model_construct(
        moment=worked.moment,
        name=worked.name or None,
        sent=telling.instant(worked.at),
        zone=telling.charter.timezone,
        answers=tuple(
            AnswerData.model_construct(
                metric=one.metric, strength=one.promise.strength, due=tuple(due_data(telling, due) for due in one.due)
            )
            for one in worked.answers
        ),
    )


def due_data(telling: Telling, due: Due) -> DueData:
    """Tell by when something is due."""
    earliest = None if due.earliest is None else telling.instant(due.earliest)
    return DueData.model_construct(earliest=earliest, latest=telling.instant(due.latest), percent=due.percent)
