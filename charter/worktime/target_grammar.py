"""The grammar of targets: text -> `Target`, or None for another form, or `BadText` for a form misused."""

from __future__ import annotations

import re

from charter.worktime.amounts import AMOUNT, Amount, Clock, Unit, read_amount
from charter.worktime.bad_text import BadText, Said, write
from charter.worktime.targets import (
    By,
    Duration,
    Edge,
    Interval,
    Percentiles,
    RelativeDay,
    Step,
    Target,
    Words,
)
from charter.worktime.time_of_day import TimeOfDay

BY = r"(?:,? by (?P<by>[^,]+?))?"
"""The form of the time on the last day; read the group with `read_by`."""
_TAIL = (
    BY
    + r"(?:,? (?:with )?(?:a )?cut[- ]?off(?: time)?:?(?: at| of)? (?P<cut_off>[^,]+?))?"
    + r"(?P<agreed>,? or as agreed)?"
)
_DURATION = re.compile(AMOUNT + _TAIL)
_RELATIVE = re.compile(r"(?:the )?(?P<which>same|next) business day" + _TAIL)
_INTERVAL = re.compile(r"every " + AMOUNT + r"(?P<rest>,? (?:by|cut|or as agreed).*)?")
_STEP = re.compile(r"(?P<percent>[0-9]+) ?% (?:in|within) " + AMOUNT)
_STEPS = re.compile(r"[0-9]+ ?% .*?(?P<agreed>,? or as agreed)?")
_BETWEEN_STEPS = re.compile(r"(?:,|,? and) (?=[0-9]+ ?%)")
_ONE_UNIT = re.compile(r"^every (?=(?:business )?(?:minute|hour|day|week|month)\b)")
_EDGES = {edge: edge for edge in Edge} | {"closing": Edge.CLOSE, "opening": Edge.OPEN}


def read_target(said: Said) -> Target | None:
    """Read a target, or give None if it has another form. Raises `BadText` for a known form misused."""
    said = said.instead(said.plain.removeprefix("within "))
    readers = (_words, _interval, _percentiles, _relative_day, _duration)
    return next((target for read in readers if (target := read(said)) is not None), None)


def read_by(text: str | None) -> By | None:
    """Read what stands behind `by`: a clock time, `close` or `open`. Raises `BadText`."""
    if text is None:
        return None
    if text in _EDGES:
        return _EDGES[text]
    if re.fullmatch(r"(the )?(end of (the )?(business )?day|eod|cob|close of business)", text):
        raise Said.of(text).bad("is not a clock time", write("by close", "by 17:00"))
    return TimeOfDay.parse(text)


def _words(said: Said) -> Target | None:
    return Words(said.plain) if said.plain in set(Words) else None


def _duration(said: Said) -> Target | None:
    found = _DURATION.fullmatch(said.plain)
    if not found:
        return None
    amount = read_amount(said, found)
    by, cut_off = read_by(found["by"]), _cut_off(found)
    if (by or cut_off) is not None and not amount.in_business_days:
        raise said.bad(
            "has a clock time, which goes with business days only",
            write(str(amount), "1 business day by 12:00"),
        )
    return Duration(amount, by, cut_off, or_as_agreed=bool(found["agreed"]))


def _cut_off(found: re.Match[str]) -> TimeOfDay | None:
    return TimeOfDay.parse(found["cut_off"]) if found["cut_off"] else None


def _relative_day(said: Said) -> Target | None:
    found = _RELATIVE.fullmatch(said.plain)
    if not found:
        return None
    days = 0 if found["which"] == "same" else 1
    day = RelativeDay(days, read_by(found["by"]), _cut_off(found), or_as_agreed=bool(found["agreed"]))
    if day.days == 0:
        _check_same_day(said, day)
    return day


def _check_same_day(said: Said, day: RelativeDay) -> None:
    later = str(RelativeDay(1, day.by, day.cut_off, or_as_agreed=day.or_as_agreed))
    if day.by is Edge.OPEN:
        raise said.bad("is over before anything arrives", write(later))
    if isinstance(day.by, TimeOfDay) and day.cut_off is not None and day.by <= day.cut_off:
        at_close = str(RelativeDay(0, None, day.cut_off, or_as_agreed=day.or_as_agreed))
        raise said.bad(f"promises an answer by {day.by}, before the cut-off at {day.cut_off}", write(at_close, later))


def _interval(said: Said) -> Target | None:
    found = _INTERVAL.fullmatch(_ONE_UNIT.sub("every 1 ", said.plain))
    if not found:
        return None
    interval = Interval(read_amount(said, found))
    if found["rest"]:
        raise said.bad("has an ending that an interval cannot have", write(str(interval)))
    return interval


def _percentiles(said: Said) -> Target | None:
    found = _STEPS.fullmatch(said.plain)
    if not found:
        return None
    agreed = found["agreed"] or ""
    parts = [_STEP.fullmatch(part) for part in _BETWEEN_STEPS.split(said.plain.removesuffix(agreed))]
    if not all(parts):
        return None
    steps = tuple(Step(int(part["percent"][:9]), read_amount(said, part)) for part in parts if part)
    _check_steps(said, steps)
    return Percentiles(steps, or_as_agreed=bool(agreed))


def _check_steps(said: Said, steps: tuple[Step, ...]) -> None:
    percents = [step.percent for step in steps]
    if not all(1 <= percent <= 100 for percent in percents):  # noqa: PLR2004
        raise said.bad("has a percentage outside 1% to 100%", "Write percentages from `1%` to `100%`.")
    ranges = [step for step in steps if step.amount.low is not None]
    if ranges:
        raise said.bad("has a range behind a percentage", write(f"{ranges[0].percent}% in {_upper(ranges[0].amount)}"))
    if len({step.amount.clock for step in steps} & {Clock.ANY_DAY, Clock.BUSINESS}) > 1:
        raise said.bad(
            "counts its steps by two clocks", "Count all steps in business time, or all of them on `any day`."
        )
    sizes = [_size(step.amount) for step in steps]
    if percents != sorted(set(percents)) or sizes != sorted(set(sizes)):
        raise _not_rising(said, steps)


def _not_rising(said: Said, steps: tuple[Step, ...]) -> BadText:
    percents = sorted({step.percent for step in steps})
    amounts = sorted({step.amount for step in steps}, key=_size)
    hint = (
        write(", ".join(map(str, map(Step, percents, amounts)))) if len(percents) == len(amounts) == len(steps) else ""
    )
    return said.bad("does not rise from step to step", hint or "Give every step a higher percentage and a longer time.")


def _upper(amount: Amount) -> Amount:
    return Amount(None, amount.high, amount.unit, amount.clock)


def _size(amount: Amount) -> tuple[int, int]:
    # An hour is 60 minutes on any clock. How many hours make a business day depends on the calendar, so a
    # larger unit counts as longer.
    minutes = amount.high * 60 if amount.unit is Unit.HOUR else amount.high
    return (max(list(Unit).index(amount.unit), 1), minutes)
