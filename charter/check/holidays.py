"""Public holidays: whether the package knows a region, knows enough of it, and knows it long enough."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from charter.check.comparing import all_promises, calendar_of
from charter.check.rule import Found, Subject, rule
from charter.compute.closures import holidays_off
from charter.compute.timelines import schedules
from charter.compute.visible import calendars_in_use
from charter.model.base import fallbacks
from charter.problem import Severity, did_you_mean
from charter.worktime.public_holidays import is_in_language, is_known, needs_part, public_holidays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from charter.model.calendars import Calendar
    from charter.model.charter import Charter
    from charter.problem import KeyPath
    from charter.worktime.schedule import Schedule

_SHOWN = timedelta(days=365)
"""How far ahead pages list holidays."""
_FEW = 8
_SOME = 3
_YEARS = range(2024, 2032)
"""Enough for holidays that do not come every year."""


@rule("unknown-holidays")
def unknown_holidays(subject: Subject) -> Iterator[Found]:
    """Public holidays are those of a country or region that is known.

    With a code that nobody knows there are no holidays at all, and every date that falls on one is promised wrongly.

    Bad: `holidays: US-TEX`. Good: `holidays: US-TX`.
    """
    for path, region in _regions(subject.charter):
        if not is_known(region):
            message = (
                f"No public holidays are known for `{region}`, so every one of them would count as a business day."
            )
            yield Found(path, message, _nearest(region))


def _nearest(region: str) -> str:
    country, _, part = region.partition("-")
    parts = _countries().get(country)
    if parts is None:
        return "Look up the ISO code of the country, such as `US`, and of its part, such as `US-CO`."
    near = re.sub(r"`(.+?)`", rf"`{country}-\1`", did_you_mean(part, parts))
    return near or (_parts(country) if _left_out(country) else f"Write `{country}` alone.")


@rule("unknown-open-holiday", Severity.WARNING)
def unknown_open_holiday(subject: Subject) -> Iterator[Found]:
    """A holiday on which you work all the same is one of those that you keep.

    A name that no holiday has opens no day: the page says that you work, and every date is counted as if you did not.

    Bad: `holidays: US-CO` and `open_holidays: [Columbus Day]`, which Colorado does not keep.
    Good: `open_holidays: [Frances Xavier Cabrini Day]`.
    """
    for ident, calendar in subject.charter.calendars.items():
        for number, message, hint in _strangers(subject.charter, calendar, calendar.open_holidays):
            yield Found(("calendars", ident, "open_holidays", number), message, hint)


@rule("unknown-holiday-name", Severity.WARNING)
def unknown_holiday_name(subject: Subject) -> Iterator[Found]:
    """A holiday to which you give a name of your own is one of those that you keep.

    A name for a holiday that does not exist stands nowhere, and the real one keeps the name that you did not want.

    Bad: `holidays: US-CO` and `holiday_names: {Thanksgivin: Turkey Day}`.
    Good: `holiday_names: {Thanksgiving Day: Turkey Day}`.
    """
    for ident, calendar in subject.charter.calendars.items():
        for _, message, hint in _strangers(subject.charter, calendar, calendar.holiday_names):
            yield Found(("calendars", ident, "holiday_names"), message, hint)


def _strangers(charter: Charter, calendar: Calendar, written: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Give the number of each name that no holiday of a calendar has, what is wrong with it, and what was meant."""
    region = charter.client.region if calendar.holidays == "client" else calendar.holidays
    names = _names(region, charter.agency.languages) if region and is_known(region) else frozenset()
    known = {one.casefold() for one in names}
    for number, name in enumerate(written if names else ()):
        if name.casefold() not in known:
            hint = did_you_mean(name, names) or f"Write one of: {', '.join(sorted(names)[:_FEW])} …"
            yield number, f"No public holiday of `{region}` is called “{name}”.", hint


@rule("holiday-untranslated", Severity.WARNING, of_day=True)
def holiday_untranslated(subject: Subject) -> Iterator[Found]:
    """Clients read the names of holidays in their language.

    Names are known for many countries in many languages, but not for all. Where one is missing, the list of the days
    on which you are closed has a foreign word in it, and clients may not know which day is meant.

    Bad: `holidays: US-CO` and clients with `language: fr`. Good: the same with
    `holiday_names: {Thanksgiving Day: Thanksgiving Day}`, and `{Thanksgiving Day: Action de grâce}` in `agency.fr.yaml`.
    """
    charter, language = subject.charter, subject.charter.language
    own = [ident for ident in calendars_in_use(charter) if charter.calendars[ident].holidays]
    found = schedules(charter) if own else {}
    for ident in own:
        names = _untranslated(found[ident], language, subject.today)
        if names:
            path = ("calendars", ident, "holidays")
            listed = ", ".join(f"“{name}”" for name in names[:_SOME]) + " and others" * (len(names) > _SOME)
            message = f"Clients who read `{language}` see these holidays in another language: {listed}."
            yield Found(path, message, _naming(subject, path, names[0]))


@lru_cache(maxsize=1024)
def _untranslated(schedule: Schedule, language: str, day: date) -> tuple[str, ...]:
    """Give the holidays of the coming year that pages name in another language than theirs, each once."""
    dates = [date_ for date_ in holidays_off(schedule, day) if not is_in_language(schedule.holidays, date_, language)]
    shown = {date_: public_holidays(schedule.holidays, date_.year, language)[date_] for date_ in dates}
    return tuple(
        dict.fromkeys(_bare(name) for date_, name in shown.items() if schedule.holiday(date_, language) == name)
    )


def _naming(subject: Subject, path: KeyPath, name: str) -> str:
    own = f"Name them under `holiday_names:` of this calendar, such as `{{{name}: …}}`"
    wanted = fallbacks(subject.charter.language)
    if subject.charter.agency.languages[0] in wanted:
        return f"{own}."
    return (
        f"{own}, and again in `{subject.place(path).file.removesuffix('.yaml')}.{wanted[-1]}.yaml`, in their language."
    )


@cache
def _names(region: str, languages: tuple[str, ...]) -> frozenset[str]:
    """Give the names of all holidays of a region, in its own language, in English and in those of the agency."""
    found = {
        name
        for language in ("", "en_US", *languages)
        for year in _YEARS
        for names in public_holidays(region, year, language).values()
        for name in names.split("; ")
    }
    return frozenset(map(_bare, found))


def _bare(name: str) -> str:
    return re.sub(r" \([a-z, ]+\)$", "", name)


@rule("holidays-need-region", Severity.WARNING)
def holidays_need_region(subject: Subject) -> Iterator[Found]:
    """Where every part of a country has holidays of its own, the part is named.

    The country's code stands for the holidays that all parts share. Where each part has more, such as Easter Monday in
    England, dates are promised on which nobody works.

    Bad: `holidays: GB`. Good: `holidays: GB-ENG`.
    """
    for path, region in _regions(subject.charter):
        example = _left_out(region) if is_known(region) and needs_part(region) else None
        if example:
            part, holiday = example
            message = f"`{region}` alone leaves out the holidays of its parts, such as {holiday} in `{region}-{part}`."
            yield Found(path, message, _parts(region))


def _parts(country: str) -> str:
    parts = [f"`{country}-{one}`" for one in _countries()[country]]
    if len(parts) > _FEW:
        return f"Name the part by its ISO code, such as {parts[0]} or {parts[1]}."
    return f"Name the part: {', '.join(parts[:-1])} or {parts[-1]}."


@cache
def _left_out(country: str) -> tuple[str, str] | None:
    """Give a part and one of its own holidays, if every part has such that the country's code alone leaves out."""
    year = 2026  # one year tells: what differs between parts comes every year
    shared = public_holidays(country, year)
    own = [
        (part, [name for day, name in public_holidays(f"{country}-{part}", year, "en_US").items() if day not in shared])
        for part in _countries()[country]
    ]
    part, names = own[0]
    return (part, names[0]) if all(more for _, more in own) else None


@rule("holidays-run-out", Severity.WARNING, of_day=True)
def holidays_run_out(subject: Subject) -> Iterator[Found]:
    """The holidays of all days that the pages show are known.

    Some countries announce theirs year by year. After the last year that is known no holiday is counted, and promises
    fall on days on which nobody works.

    Bad: `holidays: LK` late in a year, when the next year's days are not known yet.
    Good: the days themselves under `closures:`, such as `{name: Vesak, on: 2027-05-20}`, and this finding accepted.
    """
    year = subject.today.year
    until = (subject.today + _SHOWN).year
    for path, region in _regions(subject.charter):
        if until > year and public_holidays(region, year) and not public_holidays(region, until):
            message = f"The public holidays of `{region}` are known up to {year} only, and the pages speak of {until}."
            hint = f"Bring Charter up to date (the package `holidays`), or write the days of {until} under `closures:`."
            yield Found(path, message, hint)


def _regions(charter: Charter) -> Iterator[tuple[KeyPath, str]]:
    """Give the regions whose holidays are days off, with their places."""
    follows = any(calendar_of(charter, row, promise) == "client" for _, row, promise in all_promises(charter))
    for ident, calendar in charter.calendars.items():
        follows = follows or calendar.holidays == "client"
        if calendar.holidays and calendar.holidays != "client":
            yield ("calendars", ident, "holidays"), calendar.holidays
    if follows and charter.client.region:
        yield ("client", "region"), charter.client.region


@cache
def _countries() -> Mapping[str, list[str]]:
    from holidays.utils import list_supported_countries

    return list_supported_countries()
