"""Days out of order, one by one: closures, days of every month, and public holidays that people did not yet know of."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from charter.compute.calendars import met_calendars
from charter.diff.change import Change, Verdict, together
from charter.diff.days import called, is_alike, paired
from charter.diff.instants import YEAR
from charter.diff.opened import Turn, following, judged, variant, with_days_off
from charter.diff.wording import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from charter.diff.days import Days
    from charter.diff.view import View
    from charter.model.calendars import Calendar, Closure, Recurring
    from charter.worktime.schedule import Schedule

_ONE_DAY = timedelta(days=1)


def closure_changes(old: View, new: View, ident: str) -> Iterator[Change]:
    """Compare closures that are not over, and days of every month.

    Those of one name are the same with other dates, and those of one date the same under another name, which is wording.
    """
    same_language = old.charter.language == new.charter.language
    calendars = met_calendars(old.charter)[ident], met_calendars(new.charter)[ident]
    for field in ("closures", "recurring"):
        before, after = (_ahead(getattr(calendar, field), old.day) for calendar in calendars)
        for was, now in paired(before, after, same_language=same_language):
            if not is_alike(was, now, same_language=same_language):
                yield _change(old, new, (ident, field), (was, now))


def _ahead(days: Days, day: date) -> Days:
    found = [one for one in days if not _is_over(one, day)]
    return tuple(one.model_copy(update={"announced": None}) if hasattr(one, "announced") else one for one in found)


def _change(old: View, new: View, place: tuple[str, str], pair: tuple[Days, Days]) -> Change:
    ident, field = place
    was, now = pair
    path = "calendars", ident, field, min(called(one) for one in (*was, *now))
    aside = together(_asides(was, now, same_language=old.charter.language == new.charter.language))
    change = Change(path, was or None, now or None, aside)
    parts = sorted({part for one in (*was, *now) for part in (*one.departments, *one.channels)})
    until = max((one.last + 2 * _ONE_DAY for one in (*was, *now) if hasattr(one, "last")), default=None)
    views = (old, _having(old, place, was, now)), (_having(new, place, now, was), new)
    return judged(change, Turn(ident, *views, following(old, ident), parts, until))


def _having(view: View, place: tuple[str, str], gone: Days, come: Days) -> View:
    """Give a charter with some days out of order in place of others."""
    ident, field = place
    calendar: Calendar = met_calendars(view.charter)[ident]
    names = {called(one) for one in (*gone, *come)}
    kept = [one for one in getattr(calendar, field) if called(one) not in names or _is_over(one, view.day)]
    return variant(view, {ident: calendar.model_copy(update={field: (*kept, *come)})}, {})


def _is_over(one: Closure | Recurring, day: date) -> bool:
    return getattr(one, "last", day + _ONE_DAY) <= day


def _asides(was: Days, now: Days, *, same_language: bool) -> Iterator[Verdict]:
    """Judge what is said of days beside their dates: what somebody is there for all the same, and the last moment."""
    for one, other in zip(was, now, strict=False):
        before, after = one.open_for, other.open_for
        if before and after:
            is_same = not same_language or is_slip(before, after)
            yield Verdict.NEUTRAL if is_same else Verdict.NOT_COMPARABLE
        elif before or after:
            yield Verdict.BETTER if after else Verdict.WORSE
        yield _deadline(getattr(one, "last_requests", None), getattr(other, "last_requests", None))


def _deadline(before: Any, after: Any) -> Verdict:  # noqa: ANN401  a moment or none
    """Judge the last moment for requests: the later, the better, and best is none."""
    if before == after:
        return Verdict.NEUTRAL
    if before is None or after is None:
        return Verdict.BETTER if after is None else Verdict.WORSE
    return Verdict.BETTER if after > before else Verdict.WORSE


def holiday_changes(old: View, new: View, ident: str) -> Iterator[Change]:
    """Compare public holidays where those of one side are the ones that were known at its time."""
    one, other = old.schedule(ident), new.schedule(ident)
    if one is None or other is None or one.days_off == other.days_off:
        return
    for day, was, now in _holiday_news(one, other, old.day):
        path = "calendars", ident, "holidays", day.isoformat()
        change = Change(path, was or None, now or None, Verdict.NEUTRAL, is_ours=False)
        views = (old, with_days_off(old, ident, day, now)), (with_days_off(new, ident, day, was), new)
        yield judged(change, Turn(ident, *views, following(old, ident)))


@lru_cache(maxsize=256)
def _holiday_news(one: Schedule, other: Schedule, day: date) -> tuple[tuple[date, str, str], ...]:
    """Give the dates of the coming year that are a public holiday in one schedule alone."""
    dates = (day + number * _ONE_DAY for number in range(1, YEAR))
    found = ((date, one.holiday(date), other.holiday(date)) for date in dates)
    return tuple(news for news in found if bool(news[1]) != bool(news[2]))
