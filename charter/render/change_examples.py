"""Changed promises on a real date: by when one message is answered now, and by when it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.render.tongue import N_
from charter.worktime.zones import local, zone_of

if TYPE_CHECKING:
    from datetime import date

    from charter.diff import Change, Example
    from charter.render.language import Speech

_WRITE, _DONE, _CALL, _MISSED = range(4)
_ON = {"finish": _DONE, "answer_call": _CALL, "call_back": _MISSED}
_NOW = {
    _WRITE: N_("If you write on %(sent)s, you hear from us by %(due)s"),
    _DONE: N_("If you write on %(sent)s, it is done by %(due)s"),
    _CALL: N_("If you call on %(sent)s, we pick up by %(due)s"),
    _MISSED: N_("If we miss your call on %(sent)s, we call back by %(due)s"),
}
_NONE = N_("For what comes on %(sent)s, no time is promised any more")
_MINUTE = 60


class Examples:
    """Tells of one message by the client's clock."""

    def __init__(self, speech: Speech, zone: str) -> None:
        self._say, self._zone = speech, zone

    def of(self, change: Change, metric: str, first: date, *, is_coming: bool) -> str:
        """Say one example of a change, of a message of a day or later; nothing where there is none.

        If you write on Friday, December 4, 2026, 1:15 pm, you hear from us by Monday, December 7, 5:30 pm; before, it
        was by Friday, December 4, 5:30 pm.
        """
        found = [*change.examples, *(example for effect in change.effects for example in effect.examples)]
        metric = metric or next((effect.metric for effect in change.effects), "")
        ahead = (one for one in found if local(one.at, zone_of(self._zone)).date() >= first)
        example = next(ahead, None)
        return self._sentence(example, metric, is_coming=is_coming) if example and metric else ""

    def _sentence(self, example: Example, metric: str, *, is_coming: bool) -> str:
        say = self._say
        year = local(example.at, zone_of(self._zone)).year
        now = say.gettext(_NOW[_ON.get(metric, _WRITE)] if example.after is not None else _NONE)
        first = now % {"sent": self._moment(example.at), "due": self._due(example.after, year)}
        was = {"due": self._due(example.before, year)}
        if example.before is None:
            form = (
                say.gettext("%(now)s; without this change, no time would be promised.")
                if is_coming
                else say.gettext("%(now)s; before, no time was promised.")
            )
        elif is_coming:
            form = say.gettext("%(now)s; without this change, it would be by %(due)s.")
        else:
            form = say.gettext("%(now)s; before, it was by %(due)s.")
        return (form % {"now": first, **was}).replace("..", ".")

    def _due(self, instant: int | None, year: int) -> str:
        """Say a deadline; midnight could be either end of a day, so it is one minute earlier."""
        if instant is None:
            return ""
        moment = local(instant, zone_of(self._zone))
        return self._moment(instant - _MINUTE * ((moment.hour, moment.minute) == (0, 0)), year)

    def _moment(self, instant: int, year: int | None = None) -> str:
        """Say a moment by the client's clock; its year goes without saying where it was just said."""
        say, moment = self._say, local(instant, zone_of(self._zone))
        day = say.weekday_in_full(moment.date()) if moment.year == year else say.day(moment.date())
        words = {"day": day, "time": say.time_at(instant, self._zone)}
        return say.pgettext("moment", "%(day)s, %(time)s") % words
