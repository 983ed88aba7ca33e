"""Clock times: `9`, `09:00`, `5:30pm` -> a value -> `09:00`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from charter.worktime.bad_text import BadText, Said, write

DAY = 24 * 60
"""Minutes of a day on the wall clock."""
_NOON = 12 * 60
_CLOCK = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))? ?(am|pm|a\.m|p\.m|a\.m\.|p\.m\.)?")
_OTHER_SIGNS = re.compile(r"([0-9]{1,2})(?:[.h;,]|[:.]? )?([0-9]{2})? ?(?:h|uhr|o'?clock)?")
_FORM = "Write hours and minutes, such as `09:00` or `17:30`."


@dataclass(frozen=True, order=True, slots=True)
class TimeOfDay:
    """A time on the wall clock, in minutes since midnight: 0 (`00:00`) to 1440 (`24:00`, the day's end)."""

    minutes: int

    def __post_init__(self) -> None:
        if not 0 <= self.minutes <= DAY:
            raise ValueError(f"a day has no minute {self.minutes}")

    def __str__(self) -> str:
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}"

    @property
    def hour(self) -> int:
        """The hour, 0 to 24."""
        return self.minutes // 60

    @property
    def minute(self) -> int:
        """The minute of the hour."""
        return self.minutes % 60

    @classmethod
    def parse(cls, text: str) -> TimeOfDay:
        """Read `9`, `9:00`, `09:00`, `9am`, `5:30 pm`, `noon`, `24:00`; anything else is a `BadText`.

        12am and 12pm are refused: people disagree about which is noon.
        """
        said = Said.of(text)
        if said.plain in {"noon", "midday", "12 noon"}:
            return cls(_NOON)
        found = _CLOCK.fullmatch(said.plain)
        if not found:
            raise _not_a_time(said)
        return cls(_minutes(said, int(found[1]), int(found[2] or 0), (found[3] or "")[:1]))


def _minutes(said: Said, hour: int, minute: int, half: str) -> int:
    if half and hour == 12:  # noqa: PLR2004
        raise said.bad(
            "can be noon or midnight",
            f"{write(f'12:{minute:02}')[:-1]} for noon, `00:{minute:02}` for midnight.",
        )
    total = hour * 60 + minute
    if minute > 59 or total > DAY or (half and not 1 <= hour <= 11):  # noqa: PLR2004
        raise said.bad("is not on the clock", "A day goes from `00:00` to `24:00`. " + _FORM)
    return total + (_NOON if half == "p" else 0)


def _not_a_time(said: Said) -> BadText:
    if said.plain in {"midnight", "12 midnight"}:
        hint = "Write `24:00` for the end of the day or `00:00` for its beginning."
        return said.bad("can be the beginning or the end of a day", hint)
    near = _OTHER_SIGNS.fullmatch(said.plain) or re.fullmatch(r"([0-9]{2})([0-9]{2})", said.plain)
    if near and int(near[1]) < 24 and int(near[2] or 0) < 60:  # noqa: PLR2004
        return said.bad("is not written as a clock time", write(f"{int(near[1]):02}:{int(near[2] or 0):02}"))
    return said.bad("is not a clock time", _FORM)
