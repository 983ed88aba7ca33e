"""Hypothesis strategies for the values of `charter.worktime`. A new kind of value joins here."""

from __future__ import annotations

from hypothesis import strategies as st

from charter.worktime import (
    Amount,
    Arrival,
    Clock,
    Duration,
    Edge,
    Interval,
    Length,
    Notice,
    Percentiles,
    RelativeDay,
    Span,
    Step,
    TimeOfDay,
    Unit,
    WeeklyHours,
    Window,
    Words,
)

DAY = 24 * 60

counts = st.integers(1, 9999)
times = st.integers(0, DAY).map(TimeOfDay)
bys = st.none() | times | st.sampled_from(Edge)
day_sets = st.sets(st.integers(0, 6), min_size=1).map(sorted).map(tuple)

_counted = (
    st.tuples(st.sampled_from([Unit.MINUTE, Unit.HOUR]), st.sampled_from([None, *Clock]))
    | st.tuples(st.just(Unit.DAY), st.sampled_from(Clock))
    | st.tuples(st.sampled_from([Unit.WEEK, Unit.MONTH]), st.none())
)


@st.composite
def amounts(draw, *, ranges=True):
    """Any amount of time, a range or not."""
    unit, clock = draw(_counted)
    high = draw(counts)
    low = draw(st.none() | st.integers(1, high - 1)) if ranges and high > 1 else None
    return Amount(low, high, unit, clock)


@st.composite
def durations(draw):
    """Durations; only business days have a time of day."""
    amount, agreed = draw(amounts()), draw(st.booleans())
    if not amount.in_business_days:
        return Duration(amount, or_as_agreed=agreed)
    return Duration(amount, draw(bys), draw(st.none() | times), or_as_agreed=agreed)


@st.composite
def relative_days(draw):
    """Same or next business day, never due before its own cut-off."""
    day = RelativeDay(draw(st.integers(0, 1)), draw(bys), draw(st.none() | times), or_as_agreed=draw(st.booleans()))
    late = isinstance(day.by, TimeOfDay) and day.cut_off is not None and day.by <= day.cut_off
    impossible = day.days == 0 and (day.by is Edge.OPEN or late)
    return RelativeDay(0, None, day.cut_off, or_as_agreed=day.or_as_agreed) if impossible else day


@st.composite
def percentiles(draw):
    """Rising percentages with rising amounts of one unit and clock."""
    unit, clock = draw(_counted)
    percents = sorted(draw(st.sets(st.integers(1, 100), min_size=1, max_size=4)))
    highs = sorted(draw(st.sets(counts, min_size=len(percents), max_size=len(percents))))
    steps = (Step(percent, Amount(None, high, unit, clock)) for percent, high in zip(percents, highs, strict=True))
    return Percentiles(tuple(steps), or_as_agreed=draw(st.booleans()))


targets = durations() | relative_days() | amounts().map(Interval) | percentiles() | st.sampled_from(Words)
lengths = st.builds(Length, counts, st.sampled_from(Unit))


@st.composite
def notices(draw):
    """Notices; only business days have a time of day or are clear."""
    amount = draw(amounts(ranges=False))
    return Notice(amount, draw(bys), draw(st.booleans())) if amount.in_business_days else Notice(amount)


@st.composite
def spans(draw, *, latest=DAY):
    """The hours of a day: apart from each other, over by `latest`."""
    edges = sorted(draw(st.sets(st.integers(0, latest), max_size=6)))
    return tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def weeks(draw):
    """Weeks without nights, where neighbouring days are often equal."""
    some = draw(st.lists(spans(), min_size=1, max_size=3))
    return WeeklyHours(*draw(st.lists(st.sampled_from(some), min_size=7, max_size=7)))


@st.composite
def nights(draw):
    """The hours of one evening that goes on past midnight."""
    start = draw(st.integers(1, DAY - 1))
    return Span(start, draw(st.integers(DAY + 1, start + DAY)))


@st.composite
def windows(draw):
    """Some days between two times."""
    start, end = sorted(draw(st.lists(times, min_size=2, max_size=2, unique=True)))
    return Window(draw(day_sets), start, end)


@st.composite
def arrivals(draw):
    """Windows that do not overlap, because each has its own days."""
    drawn = draw(st.lists(windows(), min_size=1, max_size=3))
    free = set(range(7))
    apart = []
    for window in drawn:
        days = tuple(sorted(free & set(window.days)))
        free -= set(days)
        apart += [Window(days, window.start, window.end)] if days else []
    return Arrival(tuple(apart))
