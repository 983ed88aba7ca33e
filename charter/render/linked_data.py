"""A charter -> JSON-LD for the head of its pages: the agency and its contact points in the words of schema.org.

It says nothing that the pages do not say, so that a program that reads a page finds on it what a person does. A day that
is closed has no hours; a stretch of days that is closed opens and closes at midnight, as Google reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charter.compute.seasons import coming
from charter.render.data_people import channels, departments
from charter.render.data_telling import Telling
from charter.render.filters import e164
from charter.worktime import Span, groups, parse_week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from charter.compute import Dated, Facts
    from charter.model.charter import Charter
    from charter.render.theme import Theme

Node = dict[str, Any]
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ALL_DAY = Span(0, 24 * 60)
_ALWAYS = {"24/7": parse_week({"mon-sun": "24 hours"}), "24/5": parse_week({"mon-fri": "24 hours"})}
_CLOSED = {"opens": "00:00", "closes": "00:00"}


def linked_data(charter: Charter, facts: Facts, theme: Theme) -> Node:
    """Describe the agency: its name, its site, its logo, and how to reach it when."""
    telling = Telling(charter, facts, theme.speech(charter.language, charter.timezone))
    hours = _Hours(telling)
    agency = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": charter.agency.name,
        "url": charter.agency.url,
        "logo": _logo(charter, theme),
        "contactPoint": [*_channels(telling, hours), *_departments(telling, hours)],
    }
    return _said(agency)


def _said(node: Node) -> Node:
    return {key: value for key, value in node.items() if value}


def _logo(charter: Charter, theme: Theme) -> str | None:
    """Give the address of the logo, which must be a whole one: none where nobody says where the site is."""
    path = theme.brand_files.href("logo")
    return f"{charter.agency.site.rstrip('/')}/{path}" if charter.agency.site and path else None


def _channels(telling: Telling, hours: _Hours) -> Iterator[Node]:
    for it in channels(telling):
        watched = it.calendar or (telling.charter.usual_calendar if it.number or it.address else None)
        point = _point(it.name, it.number, it.address, it.url)
        yield point | _said(
            {"availableLanguage": _languages(telling, it.id), "hoursAvailable": hours.of(watched, it.id)}
        )


def _departments(telling: Telling, hours: _Hours) -> Iterator[Node]:
    """Describe the departments that have a way of their own."""
    for it in departments(telling):
        number = next((way.number for way in it.ways if way.number), None)
        address = next((way.address for way in it.ways if way.address), None)
        url = next((way.url for way in it.ways if way.url), None)
        if number or address or url:
            point = _point(it.name, number, address, url)
            yield point | _said({"hoursAvailable": hours.of(it.calendar, it.id) if it.calendar else None})


def _point(name: str, number: str | None, address: str | None, url: str | None) -> Node:
    reached = {"telephone": e164(number) if number else None, "email": address, "url": url}
    return {"@type": "ContactPoint", "contactType": name, **_said(reached)}


def _languages(telling: Telling, channel: str) -> list[str]:
    """Give the languages that are spoken on a channel, where the pages say so."""
    if telling.former or not telling.has("hours"):
        return []
    return [tag for tag, it in telling.charter.spoken.items() if not it.channels or channel in it.channels]


class _Hours:
    """Writes each specification of hours once; whoever else keeps the same hours refers to it."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self._known: dict[str, list[Node]] = {}
        self._count = 0

    def of(self, calendar: str | None, part: str) -> list[Node]:
        """Give the hours of a calendar, and the closures of one channel or department besides."""
        if calendar is None:
            return []
        if calendar not in self._known:
            first = [self._numbered(one) for one in self._usual(calendar)]
            self._known[calendar] = [{"@id": one["@id"]} for one in first]
        else:
            first = self._known[calendar]
        return [*first, *self._closures(self._dated(calendar, part))]

    def _numbered(self, node: Node) -> Node:
        self._count += 1
        return {"@id": f"#hours-{self._count}", **node}

    def _usual(self, ident: str) -> Iterator[Node]:
        it = self.telling.facts.calendars.get(ident)
        week = it.hours if it else _ALWAYS.get(ident)
        for days, spans in groups(week) if week else ():
            yield from (_opens(span, days) for span in spans)
        if it is None or it.outside:
            return
        for season in it.seasons:
            valid = _valid(*coming(season, self.telling.facts.day))
            for weekday, spans in sorted(season.hours.items()):
                closed = [_specification({"dayOfWeek": [_DAYS[weekday]], **_CLOSED})]
                yield from (one | valid for one in [_opens(span, (weekday,)) for span in spans] or closed)
        yield from self._closures(self._dated(ident))

    def _dated(self, calendar: str, part: str = "") -> Iterator[Dated]:
        """Give the days off of all who keep a calendar, or those of one part alone."""
        for dated in self.telling.facts.closures:
            named = (*dated.closure.departments, *dated.closure.channels) if dated.closure else ()
            if calendar in dated.calendars and (part in named if part else not named):
                yield dated

    def _closures(self, those: Iterable[Dated]) -> Iterator[Node]:
        for dated in those:
            valid = _valid(dated.first, dated.last)
            spans = dated.closure.hours if dated.closure else ()
            yield from (one | valid for one in map(_opens, spans)) if spans else [_specification(_CLOSED | valid)]


def _valid(first: date, last: date) -> Node:
    return {"validFrom": first.isoformat(), "validThrough": last.isoformat()}


def _specification(hours: Node) -> Node:
    return {"@type": "OpeningHoursSpecification", **hours}


def _opens(span: Span, days: tuple[int, ...] = ()) -> Node:
    """Write hours without a pause. What closes at an earlier time than it opens closes on the next day."""
    closes = str(span.closes) if span.end % _ALL_DAY.end else "00:00"
    if span == _ALL_DAY:
        closes = "23:59"
    elif closes == str(span.opens):  # round the clock, which would read as closed
        minute = span.end - 1
        closes = f"{minute // 60 % 24:02}:{minute % 60:02}"
    hours: Node = {"opens": str(span.opens), "closes": closes}
    return _specification({"dayOfWeek": [_DAYS[day] for day in days], **hours} if days else hours)
