"""What to say of a text that is no target, notice or length: what was meant, or which forms there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charter.worktime.bad_text import BadText, Said, as_text, write
from charter.worktime.clocks import needs_clock, readings
from charter.worktime.in_full import in_full, spelled
from charter.worktime.notice import Length, read_length, read_notice
from charter.worktime.target_grammar import read_target
from charter.worktime.target_phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from charter.worktime.notice import Notice
    from charter.worktime.targets import Target

    Value = Target | Notice | Length

_UNIT = "(?:business )?(?:minute|hour|day|week|month)s?"
_TWO_UNITS = re.compile(rf"[0-9]+ {_UNIT}(?:-| to )[0-9]+ {_UNIT}(?:,? any day)?")
_TARGET_FORMS = (
    "Forms: `4 business hours`, `24 hours, any day`, `1-2 business days`, `2 business days by 12:00`, "
    "`1 business day, cut-off 15:00`, `next business day`, `every 2 business days`, `2 weeks`, "
    "`50% in 10 business days, 100% in 20 business days`, `as agreed`, `immediately`, `not offered`."
)
_NOTICE_FORMS = (
    "Forms: `4 business hours`, `24 hours, any day`, `1 business day`, `1 business day by 12:00`, "
    "`18:00 on the previous business day`, `1 clear business day`, `2 weeks`."
)
_LENGTH_FORMS = "Forms: `30 minutes`, `1 hour`, `6 weeks`, `6 months`."


def explain_target(said: Said) -> BadText:
    """Say why a text is no target."""
    if not said.plain:
        return said.bad("is not a target", _TARGET_FORMS)
    if _TWO_UNITS.fullmatch(in_full(said.plain)):
        return said.bad("is a range in two units", "Write both ends in one unit, such as `1-2 business days`.")
    known = phrase(said)
    return (
        known
        or _meant(said, read_target)
        or said.bad(
            "is not a target we know how to count",
            f"{_TARGET_FORMS} To keep these words: {as_text(said.written)}.",
        )
    )


def explain_notice(said: Said) -> BadText:
    """Say why a text is no notice."""
    if re.fullmatch("(by )?(on )?(the )?((day|evening|night) before|previous (day|evening)|1 day before)", said.plain):
        return said.bad("can be read in two ways", write("1 business day", "24 hours, any day"))
    return _meant(said, read_notice) or said.bad("is not a notice we know how to count", _NOTICE_FORMS)


def explain_length(said: Said) -> BadText:
    """Say why a text is no length."""
    clocked = re.sub(r"\bbusiness |,? any day$", "", said.plain)
    length = read_length(said.instead(clocked)) if clocked != said.plain else None
    if length:
        return said.bad("is counted in a way that makes no difference here", write(str(length)))
    return _meant(said, read_length) or said.bad("is not a length of time", _LENGTH_FORMS)


def _meant(said: Said, read: Callable[[Said], Value | None]) -> BadText | None:
    full = in_full(said.plain)
    hint = _hint(said.instead(full), read) if full != said.plain else None
    if hint:
        return said.bad("is written another way here", hint)
    near = spelled(full)
    hint = _hint(said.instead(near), read) if near != full else None
    return said.bad("has a word that we do not know", _asking(hint)) if hint else None


def _asking(hint: str) -> str:
    return f"Did you mean{hint.removeprefix('Write').removesuffix('.')}?" if hint.startswith("Write `") else hint


def _hint(said: Said, read: Callable[[Said], Value | None]) -> str | None:
    try:
        value = read(said)
    except BadText as fault:
        return fault.hint
    if value is None:
        return None
    clockless = not isinstance(value, Length) and needs_clock(value)
    return write(*readings(value)) if clockless else write(str(value))  # type: ignore[arg-type]  # no Length is clockless
