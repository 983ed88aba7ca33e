"""How it stands with a client's charter: what is unreleased, unanswered, overdue, or about to run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from charter.history.ledger import charter_of
from charter.worktime import Unit
from charter.worktime.due import add_months
from charter.worktime.public_holidays import public_holidays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from charter.history.ledger import Ledger
    from charter.history.standing import Standing
    from charter.model.charter import Charter
    from charter.worktime import Length

_SOON = timedelta(days=60)
"""So long before closures or holidays run out, somebody should know."""
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}


@dataclass(frozen=True, slots=True)
class Condition:
    """How it stands with a client on a day.

    `waiting` is since when a release waits for the client's word; `review` the day on which the charter is to be looked
    at again; `runs_out` says in sentences what is known for a short time only; `ended` is the last day of the work together,
    where that is over and no release says so.
    """

    release: int | None
    made: date | None
    unreleased: int
    acknowledged_by: str
    acknowledged_on: date | None
    waiting: date | None
    review: date | None
    coming: date | None
    runs_out: tuple[str, ...] = ()
    ended: date | None = None

    def is_due(self, day: date) -> bool:
        """Whether somebody should do something: release, ask, review, or look closures up."""
        return bool(
            self.release is None
            or self.unreleased
            or self.waiting
            or self.runs_out
            or (self.review and self.review <= day)
        )


def condition(standing: Standing, charter: Charter, day: date) -> Condition:
    """Say how it stands with a client."""
    ledger, latest = standing.ledger, standing.release
    word, asked = ledger.acknowledged(), standing.asked
    return Condition(
        release=latest.number if latest else None,
        made=latest.made if latest else None,
        unreleased=0 if standing.ended else sum(one.is_promise for one in standing.unreleased),
        acknowledged_by=word.by if word else "",
        acknowledged_on=word.on if word else None,
        waiting=asked.made if asked and not word else None,
        review=_review(ledger, charter),
        coming=standing.coming[0].starts if standing.coming else None,
        runs_out=tuple(_runs_out(charter, day)),
        ended=standing.ended,
    )


def _review(ledger: Ledger, charter: Charter) -> date | None:
    """Give the day on which the charter is to be looked at again, counted from its last release."""
    latest = ledger.latest
    every = charter_of(latest).standing if latest else charter.standing
    if latest is None or every is None or every.review is None:
        return None
    return _after(latest.made, every.review)


def _after(day: date, length: Length) -> date:
    if length.unit is Unit.MONTH:
        return add_months(day, length.count)
    return day + timedelta(days=length.count * _DAYS.get(length.unit, 0))


def _runs_out(charter: Charter, day: date) -> Iterator[str]:
    """Say which closures and holidays are known for a short time only."""
    for ident, calendar in charter.calendars.items():
        last = max((one.last for one in calendar.closures if not one.withdrawn), default=None)
        if last and last < day + _SOON:
            yield f"the closures of `{ident}` end on {last}"
        region = charter.client.region if calendar.holidays == "client" else calendar.holidays
        year = (day + timedelta(days=365)).year
        if region and not public_holidays(region, year):
            yield f"the public holidays of {region} are not known for {year}"
