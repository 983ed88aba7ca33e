"""Opening hours of one day: `08:30-12:30, 13:30-17:30`, `22:00-06:00+1`, `closed`, `24 hours` -> spans.

Hours are half open: open at the opening minute, closed at the closing minute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from charter.worktime.bad_text import BadText, Said, write
from charter.worktime.time_of_day import DAY, TimeOfDay

_SPAN = re.compile(r"(?:from )?(.+?)(?:-| to | until )(.+?)( ?\+ ?1)?")
_ALL_DAY = {
    "open",
    "all day",
    "always",
    "24/7",
    "24h",
    "24 h",
    "24 hrs",
    "24hours",
    "24 hour",
    "24x7",
    "around the clock",
}
_NO_HOURS = {"", "off", "no", "none", "-", "shut", "close", "n/a", "false", "null", "~", "by appointment"}


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """Opening hours without a pause, in minutes since the midnight that begins the day.

    `end` lies after `start`, by a day at most; above 1440 it lies on the next day.
    """

    start: int
    end: int

    def __str__(self) -> str:
        return (
            "24 hours"
            if (self.start, self.end) == (0, DAY)
            else f"{self.opens}-{self.closes}{'+1' * self.past_midnight}"
        )

    @property
    def past_midnight(self) -> bool:
        """Whether it ends on the next day."""
        return self.end > DAY

    @property
    def opens(self) -> TimeOfDay:
        """The opening time on the wall clock."""
        return TimeOfDay(self.start)

    @property
    def closes(self) -> TimeOfDay:
        """The closing time on the wall clock, on the next day if it is past midnight."""
        return TimeOfDay(self.end - DAY if self.past_midnight else self.end)


Spans = tuple[Span, ...]
"""The opening hours of one day, in order, apart from each other; none at all is a closed day."""


def parse_spans(text: str) -> Spans:
    """Read the hours of one day; spans that touch become one. Raises `BadText`."""
    said = Said.of(text)
    if said.plain == "closed":
        return ()
    if said.plain == "24 hours":
        return (Span(0, DAY),)
    if said.plain in _NO_HOURS | _ALL_DAY:
        raise said.bad("is not how hours are written", write("closed" if said.plain in _NO_HOURS else "24 hours"))
    return _joined(said, [_span(said, part) for part in re.split(r", ?|; ?| and ", said.plain)])


def print_spans(spans: Spans) -> str:
    """Write the hours of one day in canonical form."""
    return ", ".join(map(str, spans)) or "closed"


def _span(said: Said, part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if not found:
        raise said.bad(
            "has no opening and closing time",
            "Write both, such as `09:00-17:30`, or `closed`, or `24 hours`.",
        )
    start, end = TimeOfDay.parse(found[1]).minutes, TimeOfDay.parse(found[2]).minutes
    if found[3]:
        return _overnight(said, start, end + DAY)
    if end <= start:
        raise _backwards(said, start, end)
    return Span(start, end)


def _overnight(said: Said, start: int, end: int) -> Span:
    if start < DAY and start < end <= start + DAY:
        return Span(start, end)
    raise said.bad(
        "is longer than a day",
        f"`+1` means the next day. {write(f'{TimeOfDay(start)}-{TimeOfDay(end - DAY)}')}",
    )


def _backwards(said: Said, start: int, end: int) -> BadText:
    if start == end:
        hint = "Write `closed` for no hours at all, `24 hours` for the whole day."
        return said.bad("opens and closes at the same time", hint)
    if end == 0:
        return said.bad("closes before it opens", write(f"{TimeOfDay(start)}-24:00"))
    night = f"{TimeOfDay(start)}-{TimeOfDay(end)}+1"
    afternoon = end + DAY // 2
    if start < afternoon <= DAY:
        hint = write(f"{TimeOfDay(start)}-{TimeOfDay(afternoon)}") + f" If it goes on past midnight, write `{night}`."
        return said.bad("closes before it opens", hint)
    return said.bad("closes before it opens", f"Does it go on past midnight? Then write `{night}`.")


def _joined(said: Said, spans: list[Span]) -> Spans:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            raise _disordered(said, joined[-1], span)
        if joined and span.start == joined[-1].end and span.end <= joined[-1].start + DAY:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _disordered(said: Said, before: Span, after: Span) -> BadText:
    if after.end <= before.start:
        return said.bad("is not in order of the clock", write(f"{after}, {before}"))
    both = Span(min(before.start, after.start), min(max(before.end, after.end), min(before.start, after.start) + DAY))
    return said.bad(
        "has hours that overlap", f"For one stretch of hours, write `{both}`. Otherwise part them with a gap."
    )


def rest_of_day(spans: Spans) -> Spans:
    """Give the part of a day, from midnight to midnight, that is in none of these spans."""
    edge, found = 0, []
    for span in sorted(spans, key=lambda one: one.start):
        if span.start > edge:
            found.append(Span(edge, span.start))
        edge = max(edge, span.end)
    return (*found, Span(edge, DAY)) if edge < DAY else tuple(found)
