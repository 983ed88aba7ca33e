"""Tests of promises: `expect:` says by when, and the dates are worked out as clients are told them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from charter.check.ordinary import weeks_of_test
from charter.check.rule import Found, Subject, rule
from charter.check.telling import Teller
from charter.compute import Answer, Sent, answers, clocks_of, met_calendars
from charter.model.promises import METRICS
from charter.worktime import DAYS, InWeek, OnDate
from charter.worktime.timeline import BeyondHorizon
from charter.worktime.zones import instant, local, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.compute import Clocks
    from charter.model.promises import Expected
    from charter.problem import KeyPath
    from charter.worktime import When

_WEEK = 7
_DONE = {
    "acknowledge": "acknowledged",
    "assign": "assigned",
    "answer_call": "picked up",
    "call_back": "called back",
    "see_visitor": "seen",
    "first_reply": "answered",
    "next_reply": "answered again",
    "plan": "planned",
    "update": "updated on",
    "finish": "finished",
}
_LAYERS = ("content/tiers/", "content/states/", "content/clients/")
_OF_PLAN = 1


@rule("broken-expectation", of_day=True)
def broken_expectation(subject: Subject) -> Iterator[Found]:
    """What you expect of your promises is what they say.

    An `expect:` is a test: a message that is sent at one moment, and by when each promise must be kept at the latest.
    A weekday means one of an ordinary week, without holidays, closures and seasons, by the agency's clock; where a
    promise depends on the day of the month, one of every such week of the year. So a change of hours or promises that
    moves a date cannot go unnoticed. A test in a plan leaves aside what a client has of its own;
    one in agency.yaml holds for every plan.

    Bad: `expect: [{request: question, sent: sat 22:00, first_reply: mon 12:30}]`, where hours begin at nine and a
    reply takes four of them. Good: the same with `first_reply: mon 13:00`.
    """
    charter = subject.charter
    for number, expected in enumerate(charter.expect):
        if not ({expected.request, expected.severity} <= {None, *charter.requests}
                and expected.channel in {None, *charter.channels}):  # fmt: skip
            continue  # a link that leads nowhere has a finding of its own
        tests = _tests(subject, number, expected)
        yield from _failed(tests) if tests else [_no_week(number)]


def _no_week(number: int) -> Found:
    message = "There is no week without a holiday or closure in the coming year in which this could be worked out."
    return Found(("expect", number, "sent"), message, "Write a date and a time, such as `sent: 2026-12-24 16:30`.")


def _tests(subject: Subject, number: int, expected: Expected) -> list[_Test]:
    """Give a test for each moment that is meant: that of a date, or of a weekday in each week that may differ."""
    if isinstance(expected.sent, OnDate):
        day = expected.sent.moment.date()
        return [_Test(subject, number, expected, clocks_of(subject.charter, day), _on_date(subject, expected.sent))]
    clocks = clocks_of(subject.charter, subject.today)
    zone = zone_of(subject.charter.agency.timezone)
    after, minutes = timedelta(days=expected.sent.day), expected.sent.time.minutes
    mondays = weeks_of_test(clocks, expected.request, subject.today)
    return [_Test(subject, number, expected, clocks, instant(monday + after, minutes, zone)) for monday in mondays]


def _failed(tests: list[_Test]) -> list[Found]:
    """Give what one test finds; of the weeks that differ, what the first one finds that does, with its dates."""
    found = [list(test.found()) for test in tests]
    if all(each == found[0] for each in found):
        return found[0]
    return next(list(replace(test, dated=True).found()) for test, each in zip(tests, found, strict=True) if each)


def _on_date(subject: Subject, when: OnDate) -> int:
    moment = when.moment
    return instant(moment.date(), moment.hour * 60 + moment.minute, zone_of(subject.charter.agency.timezone))


@dataclass(frozen=True, slots=True)
class _Test:
    """One expectation, the hours around the moment it speaks of, and the instant at which its message is sent."""

    subject: Subject
    number: int
    expected: Expected
    clocks: Clocks
    sent: int
    dated: bool = False
    """Whether a weekday does not say which day is meant, because what holds differs from week to week."""

    def found(self) -> Iterator[Found]:
        """Compare what is expected with what is promised."""
        charter, expected = self.subject.charter, self.expected
        language = charter.language if self._layer(self._path("sent")) == len(_LAYERS) else charter.agency.languages[0]
        sent = Sent(self.sent, expected.request, expected.channel or "", expected.severity or "", language)
        try:
            given = answers(self.clocks, sent)
        except BeyondHorizon:
            yield Found(
                self._path("sent"), f"{self._message()} has no date within the next {_MONTHS} months.", _SHORTEN
            )
            return
        table = self.subject.tree.child("commitments")
        if not given and not (table and any(word.text == expected.request for word in table.dropped)):
            message = f"Nothing is promised for {self._message(start=False)}."
            yield Found(self._path("request"), message, "Promise it under `commitments:`, or correct the test.")
        for metric in METRICS if given else ():
            when = getattr(expected, metric)
            own = [answer for answer in given if answer.metric == metric]
            if when is not None and not self._is_changed(own):
                yield from self._judged(metric, when, own)

    def _judged(self, metric: str, when: When, own: list[Answer]) -> Iterator[Found]:
        dated = [answer for answer in own if answer.latest is not None]
        if not dated:
            message = (
                f"{self._message()} is promised `{own[0].promise.target}`, which has no date."
                if own
                else (f"Nothing is promised as `{metric}` for {self._message(start=False)}.")
            )
            yield Found(self._path(metric), message, f"Promise `{metric}:` in time, or take it out of the test.")
            return
        answer = max(dated, key=lambda one: one.latest or 0)
        latest, wanted = answer.latest or 0, self._instant(when)
        if latest != wanted:
            message = f"{self._message()} is {_DONE[metric]} by {self._said(latest)}, not {self._wanted(when, latest)}."
            yield Found(self._path(metric), message, f"{self._working(answer)}. {self._mend(metric, latest)}")

    def _message(self, *, start: bool = True) -> str:
        """Say what is sent, how and when."""
        expected = self.expected
        name = self._name(expected.request)
        name = name if start else name[:1].lower() + name[1:]
        how = f" ({self._name(expected.severity)})" if expected.severity else ""
        by = f" by {expected.channel}" if expected.channel else ""
        plan = "" if self._layer(self._path("sent")) else f" with the plan “{self._written(('tier', 'name'))}”"
        return f"{name}{how}{by} sent on {self._said(self.sent)}{plan}"

    def _name(self, ident: str) -> str:
        """Name a request class."""
        return self._written(("requests", ident, "name")) or ident

    def _written(self, path: KeyPath) -> str:
        """Give a text in the language of the files, so that translations give no second finding."""
        node = self.subject.tree.at(path)
        while node and node.replaced:
            node = node.replaced
        return node.text if node else ""

    def _local(self, at: int) -> str:
        return f"{local(at, zone_of(self.subject.charter.agency.timezone)):%A %Y-%m-%d %H:%M}"

    def _said(self, at: int) -> str:
        """Say an instant as the test does: the weekday of an ordinary week, or a date."""
        weekday, day, time = self._local(at).split()
        if self._is_near(at):
            again = weekday == self._local(self.sent).split()[0] and day != self._local(self.sent).split()[1]
            return f"{'the next ' * again}{weekday} {time}"
        return f"{day} {time} ({weekday})" if isinstance(self.expected.sent, OnDate) else f"{weekday} {day} {time}"

    def _is_near(self, at: int) -> bool:
        """Whether a weekday alone says which day is meant."""
        return isinstance(self.expected.sent, InWeek) and not self.dated and at - self.sent < _WEEK * 24 * 60 * 60

    def _wanted(self, when: When, latest: int) -> str:
        wanted = self._instant(when)
        same_day = self._local(wanted).split()[1] == self._local(latest).split()[1]
        return self._local(wanted).split()[2] if same_day else self._said(wanted)

    def _instant(self, when: When) -> int:
        """Give the instant that is meant: of a weekday, the first one from when the message is sent."""
        if isinstance(when, OnDate):
            return _on_date(self.subject, when)
        zone = zone_of(self.subject.charter.agency.timezone)
        first = local(self.sent, zone).date()
        days = [first + timedelta(days=number) for number in range(_WEEK + 1)]
        found = (instant(day, when.time.minutes, zone) for day in days if day.weekday() == when.day)
        return next(at for at in found if at >= self.sent)

    def _working(self, answer: Answer) -> str:
        zone = zone_of(self.subject.charter.agency.timezone)
        day = "%a" if self._is_near(answer.latest or 0) else "%a %Y-%m-%d"
        teller = Teller(
            lambda at: f"{local(at, zone):{day} %H:%M}",
            lambda at: f"{local(at, zone):%H:%M}",
            lambda one: f"{one:{day}}",
        )
        return "; ".join(teller.steps(answer.working))

    def _mend(self, metric: str, latest: int) -> str:
        moment = local(latest, zone_of(self.subject.charter.agency.timezone))
        if self._is_near(latest):
            return f"Correct the promise, or write `{metric}: {DAYS[moment.weekday()]} {moment:%H:%M}`."
        text = f"`{metric}: {moment:%Y-%m-%d %H:%M}`"
        if isinstance(self.expected.sent, InWeek):
            sent = local(self.sent, zone_of(self.subject.charter.agency.timezone))
            return f"Correct the promise, or write dates: `sent: {sent:%Y-%m-%d %H:%M}` and {text}."
        return f"Correct the promise, or write {text}."

    def _path(self, key: str) -> KeyPath:
        return ("expect", self.number, key)

    def _layer(self, path: KeyPath) -> int:
        file = self.subject.place(path).file
        return next((number for number, folder in enumerate(_LAYERS, 1) if file.startswith(folder)), 0)

    def _is_changed(self, own: list[Answer]) -> bool:
        """Whether a later layer than the test's has a promise or hours of its own."""
        layer = max(self._layer(self._path("sent")), _OF_PLAN)
        if layer == len(_LAYERS):
            return False
        charter = self.subject.charter
        met = met_calendars(charter)
        for answer in own:
            calendar = charter.calendars.get(answer.calendar)
            if calendar and (
                calendar.regions or met[answer.calendar].timezone != (calendar.timezone or charter.agency.timezone)
            ):
                return True
            if calendar and self._layer(("calendars", answer.calendar, "hours")) > layer:
                return True
        return any(self._layer(path) > layer for path in self._promised(own))

    def _promised(self, own: list[Answer]) -> Iterator[KeyPath]:
        """Give the places of the promises of some answers."""
        rows = self.subject.charter.commitments[self.expected.request]
        for answer in own:
            for number, row in enumerate(rows):
                for index, promise in enumerate(getattr(row, answer.metric)):
                    if promise is answer.promise:
                        yield ("commitments", self.expected.request, number, answer.metric, index, "target")


_MONTHS = 18
_SHORTEN = "Promise it sooner, or give the calendar opening hours."
