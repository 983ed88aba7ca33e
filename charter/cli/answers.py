"""The answers of `charter when`, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from charter.check.telling import Teller
from charter.compute import Sent, clocks_of
from charter.compute.asking import answer, rows_for
from charter.model.promises import METRICS, Start
from charter.render.language import Speech, territory_of
from charter.worktime.timeline import BeyondHorizon
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.compute import Answer, Clocks
    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.worktime.due import Due

_BEYOND = "later than any day that is known: give the calendar opening hours, or promise it sooner"
"""In place of a date that lies beyond the days a timeline has."""


@dataclass(frozen=True)
class Question:
    """What is asked: whose charter, when the message is sent, by whose clock, how, and what it is about."""

    charter: Charter
    sent: int
    clock: str
    channel: str
    request: str
    severity: str
    known: Clocks | None = None
    """The hours as they were known at another time, if it is asked for that."""

    @cached_property
    def clocks(self) -> Clocks:
        """The hours around the moment."""
        if self.known:
            return replace(self.known, charter=self.charter)
        return clocks_of(self.charter, local(self.sent, zone_of(self.charter.agency.timezone)).date())

    @property
    def requests(self) -> list[str]:
        """The request classes that are asked for: one, or all for which something is promised."""
        return [self.request] if self.request else list(self.charter.commitments)

    def rows(self, request: str) -> list[Row]:
        """Give the rows that hold for the message: those with a condition, up to the first one without."""
        return rows_for(self.clocks, Sent(self.sent, request, self.channel, self.severity))

    def answers(self, row: Row) -> Iterator[tuple[str, Promise, Answer | None]]:
        """Give the promises of a row with their answers; none where the date is beyond all that is known."""
        for metric in METRICS:
            for promise in getattr(row, metric):
                try:
                    yield metric, promise, answer(self.clocks, row, metric, promise, self.sent)
                except BeyondHorizon:
                    yield metric, promise, None


def as_text(question: Question) -> str:
    """Write the answers for people: by the client's clock, and in brackets by the agency's."""
    return "\n".join(_Text(question).lines())


class _Text:
    def __init__(self, question: Question) -> None:
        self.question, self.charter = question, question.charter
        self.say = Speech.open("en", territory=territory_of(self.charter.agency.timezone))

    def lines(self) -> Iterator[str]:
        question = self.question
        by = f" by {question.channel}" if question.channel else ""
        yield f"{self.charter.client.name}: a message sent{by} on {self._both(question.sent)}"
        for request in question.requests:
            known = self.charter.requests.get(request)
            yield ""
            yield f"{known.name if known else request} ({request})"
            rows = question.rows(request)
            for row in rows:
                yield from self._row(row)
            if not rows or rows[-1].only_if:
                yield f"  {self._nothing(request, any_row=bool(rows))}"

    def _both(self, at: int) -> str:
        return self.say.both(at, self.charter.timezone, self.charter.agency.timezone)

    def _nothing(self, request: str, *, any_row: bool) -> str:
        rows = self.charter.commitments.get(request, ())
        severe = [f"`{row.severity}`" for row in rows if row.severity]
        if severe and not self.question.severity:
            return f"That depends on how bad it is: name it with `--severity`, {' or '.join(dict.fromkeys(severe))}."
        return "Nothing is promised otherwise." if any_row else "Nothing is promised for such a message."

    def _row(self, row: Row) -> Iterator[str]:
        if row.only_if:
            yield f"  If {' and '.join(row.only_if)}:"
        for metric, promise, found in self.question.answers(row):
            label, firm = self.say.metric(metric)[0], self.say.strength(promise.strength)[0].lower()
            yield f"  {label}: {self._date(found) if found else _BEYOND}"
            target = self.say.target(promise.target, self._zone(promise, row))
            yield f"    {firm}: {target}{self._starts(promise)}"
            if found and found.due:
                yield from self._working(found)

    def _zone(self, promise: Promise, row: Row) -> str:
        """Name the zone of a promise's clock times, where the client's clock is another one."""
        zone = self.question.clocks.schedules[promise.calendar or row.calendar or self.charter.usual_calendar].zone
        return "" if zone == self.charter.timezone else self.say.zone(zone)

    def _starts(self, promise: Promise) -> str:
        """Say what the date takes for granted, where the clock does not start when the message arrives."""
        if promise.begins is None and promise.starts is Start.ARRIVAL:
            return ""
        return f"; the date holds if its clock starts then: {promise.begins or self.say.start(promise.starts)}"

    def _date(self, found: Answer) -> str:
        if not found.due:
            since = found.promise.since
            return f"it holds from {self.say.day(since)} on" if since and found.begins_later else "no date"
        return ", ".join(map(self._due, found.due))

    def _due(self, due: Due) -> str:
        percent = f"{due.percent}% " if due.percent is not None else ""
        if due.earliest is None:
            return f"{percent}by {self._both(due.latest)}"
        return f"{percent}between {self._both(due.earliest)} and {self._both(due.latest)}"

    def _working(self, found: Answer) -> Iterator[str]:
        zone = self.question.clocks.schedules[found.calendar].zone
        teller = Teller(
            lambda at: self.say.at(at, zone), lambda at: self.say.time_at(at, zone), self.say.weekday_date
        )  # fmt: skip
        calendar = self.charter.calendars.get(found.calendar)
        yield f"    worked out in {calendar.name if calendar and calendar.name else found.calendar}, {self.say.zone(zone)}:"
        yield from (f"      {step}" for step in teller.steps(found.working))


def as_json(question: Question) -> str:
    """Write the answers for programs: instants with their offsets, by the client's clock and by the agency's."""
    charter = question.charter
    value = {
        "client": charter.client.id,
        "zones": {"client": charter.timezone, "agency": charter.agency.timezone, "sent": question.clock},
        "sent": _at(question, question.sent),
        "channel": question.channel or None,
        "severity": question.severity or None,
        "requests": [{"request": request, "rows": [_row(question, row) for row in question.rows(request)]}
                     for request in question.requests],
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=2)


def _row(question: Question, row: Row) -> dict[str, Any]:
    promises = [_promise(question, *found) for found in question.answers(row)]
    return {"only_if": list(row.only_if), "promises": promises}


def _promise(question: Question, metric: str, promise: Promise, found: Answer | None) -> dict[str, Any]:
    return {
        "metric": metric,
        "target": str(promise.target),
        "strength": promise.strength.value,
        "starts": promise.begins or promise.starts.value,
        "from": promise.since.isoformat() if promise.since else None,
        "calendar": found.calendar if found else None,
        "beyond_what_is_known": found is None,
        "due": [
            {
                "due": _at(question, due.latest),
                "earliest": None if due.earliest is None else _at(question, due.earliest),
                "percent": due.percent,
            }
            for due in (found.due if found else ())
        ],
        "working": [
            {
                "happens": step.happens.value,
                "start": _at(question, step.start),
                "end": _at(question, step.end),
                "days": [day.isoformat() for day in step.days or ()],
                "name": step.name or None,
            }
            for step in (found.working if found else ())
        ],
    }


def _at(question: Question, at: int) -> dict[str, str]:
    zones = {"client": question.charter.timezone, "agency": question.charter.agency.timezone}
    return {whose: local(at, zone_of(zone)).isoformat() for whose, zone in zones.items()}
