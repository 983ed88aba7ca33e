"""Values of changes in the client's words: whatever a charter may hold, said as its pages say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from charter.compute.visible import visible_channels, visible_departments, visible_people
from charter.diff.weights import WEIGHTS, Weight
from charter.model.agency import Visibility
from charter.model.base import Part
from charter.model.calendars import Closure, Peak, Recurring, Season
from charter.model.kinds import LEAF, Kind, fields
from charter.model.parties import Who, Whom
from charter.model.relation import Paper, State
from charter.model.terms import Included, Period, Price
from charter.model.values import Percent
from charter.model.work import Silence
from charter.render.filters import in_words, plain_url
from charter.render.tongue import N_
from charter.worktime import BusinessDays, DayOfMonth, Length, Notice, NthWeekdays, Span, WeeklyHours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from charter.model.charter import Charter
    from charter.render.language import Speech

_CHOICES: dict[object, str] = {
    True: N_("yes"),
    False: N_("no"),
    Silence.APPROVED: N_("It counts as approved."),
    Silence.WAITING: N_("The work waits until you answer."),
    Paper.CONTRACT: N_("It is part of what we both signed."),
    Paper.CHARTER: N_("It says what you can expect. It is not a contract."),
}
_CLOCKS = {
    "24/7": N_("around the clock, every day"),
    "24/5": N_("around the clock, Monday to Friday"),
    "client": N_("in your own business hours"),
}
_CLIENTS_OWN = {"timezone": N_("your own time"), "holidays": N_("public holidays where you are")}
_FACTS = 3
"""So many facts tell what a thing is that has come or gone."""


@dataclass(frozen=True)
class Values:
    """Says the values of one charter, in one language."""

    speech: Speech
    charter: Charter

    @cached_property
    def _shown(self) -> dict[str, frozenset[str]]:
        """The ids of what the client may see, of each table of which that is not all."""
        return {
            "channels": frozenset(visible_channels(self.charter)),
            "people": frozenset(visible_people(self.charter)),
            "departments": frozenset(visible_departments(self.charter)),
        }

    def said(self, value: Any, kind: Kind = LEAF, key: str = "") -> str:  # noqa: ANN401  whatever the model holds
        """Say a value. `key` is the field that holds it, for values that say different things in different fields."""
        if value is None or value == ():
            return ""
        if isinstance(value, tuple) and not isinstance(value, WeeklyHours):
            return self._several(value, kind, key)
        if isinstance(value, Part):
            return self.part(value)
        return (
            self._text(value, kind, key)
            if isinstance(value, str) and type(value) is str
            else self._plain(value, kind, key)
        )

    def _several(self, values: tuple[Any, ...], kind: Kind, key: str) -> str:
        if isinstance(values[0], Span):
            return self.speech.spans(values)
        said = [self.said(one, kind.item or LEAF, key) for one in values]
        return self.speech.listing(one for one in said if one)

    def _plain(self, value: Any, kind: Kind, key: str) -> str:  # noqa: ANN401, PLR0911  one for each type of value
        say = self.speech
        match value:
            case bool() | Silence() | Paper():
                return say.gettext(_CHOICES[value])
            case Period():
                return say.period(value)
            case State():
                return say.state(value)
            case Who():
                return say.who(value)
            case int() | Decimal():
                return say.percent(value) if kind.form == Percent else say.number(value)
            case date():
                return say.moment(value) if isinstance(value, datetime) else say.day_long(value)
        return self._time(value, key)

    def _time(self, value: Any, key: str) -> str:  # noqa: ANN401
        say = self.speech
        match value:
            case Length():
                return say.every(value) if key == "every" else say.length(value)
            case Notice():
                return (
                    say.gettext("after %(time)s") % {"time": say.wait(value)} if key == "after" else say.notice(value)
                )
            case WeeklyHours():
                return say.week_sentence(value)
            case dict():
                return self._weekdays(value)
            case DayOfMonth() | BusinessDays() | NthWeekdays():
                return say.monthly(value)
        return say.target(value)

    def _weekdays(self, hours: dict[Any, Any]) -> str:
        if not all(isinstance(day, int) for day in hours):
            return self.speech.listing(f"{key}: {self.said(one)}" for key, one in hours.items())
        return "; ".join(f"{days} {times}" for days, times in self.speech.named_days(hours))

    def _text(self, text: str, kind: Kind, key: str) -> str:
        say = self.speech
        if kind.ref:
            return self.named(text, kind.ref.kind)
        if text == "client" and key in _CLIENTS_OWN:
            return say.gettext(_CLIENTS_OWN[key])
        forms: dict[str, Callable[[str], str]] = {
            "from": say.month_day,
            "holidays": say.holidays,
            "language": say.language_name,
            "languages": say.language_name,
            "timezone": say.zone,
            "to": say.month_day,
            "url": plain_url,
        }
        return forms[key](text) if key in forms else text

    def named(self, ident: str, kind: str) -> str:
        """Name what an id stands for, as the client knows it; whom or what it does not see goes by what it does."""
        table = getattr(self.charter, kind, None)
        it: Any = table.get(ident) if isinstance(table, dict) else None
        match kind:
            case "spoken":
                return self.speech.language_name(ident)
            case "lifecycle":
                return self.speech.state(State(ident))
            case "calendars":
                own = it.name if it else None
                return own or (self.speech.gettext(_CLOCKS[ident]) if ident in _CLOCKS else in_words(ident))
            case "people":
                is_hidden = it is None or it.visibility is Visibility.INTERNAL
                return it.name if ident in self._shown[kind] else "" if is_hidden else it.role
            case "channels" | "departments" if ident not in self._shown[kind]:
                return ""
        return getattr(it, "name", None) or in_words(ident)

    def part(self, part: Part) -> str:
        """Say a part in a few words, without its name."""
        match part:
            case Price():
                return self.speech.price(part) + (f" ({part.note})" if part.note else "")
            case Whom():
                return self._whom(part)
            case Included():
                return self._included(part)
            case Closure() | Recurring() | Season() | Peak():
                return self._dated(part)
        return "; ".join(self._facts(part)[:_FACTS])

    def _whom(self, whom: Whom) -> str:
        """Name somebody; of whom the client may know nothing, that it is one of us."""
        if whom.person or whom.department:
            table = "people" if whom.person else "departments"
            return self.named(str(whom.person or whom.department), table) or self.charter.agency.name
        return str(whom.role)

    def _dated(self, part: Closure | Recurring | Season | Peak) -> str:
        say = self.speech
        if isinstance(part, Season):
            return f"{say.season(part.starts, part.ends)}: {self._weekdays(part.hours)}"
        if isinstance(part, Peak):
            return say.season(part.starts, part.ends)
        days = say.day_range(part.first, part.last) if isinstance(part, Closure) else say.monthly(part.every)
        hours = f", {say.gettext('open %(hours)s') % {'hours': say.spans(part.hours)}}" if part.hours else ""
        said = [days + hours, *self._bounds(part)]
        return " ".join(text if text.endswith(".") else f"{text}." for text in said) if len(said) > 1 else said[0]

    def _bounds(self, part: Closure | Recurring) -> Iterator[str]:
        """Say what is open all the same, which part of us it is that closes, and until when something can be asked for."""
        say = self.speech
        closed = [self.named(one, "departments") for one in part.departments]
        closed += [self.named(one, "channels") for one in part.channels]
        if closed:
            form = (
                say.gettext("Other hours only for: %(those)s.")
                if part.hours
                else say.gettext("Only this closes: %(those)s.")
            )
            yield form % {"those": say.listing(filter(None, closed))}
        if part.open_for:
            yield say.gettext("Still open for: %(what)s.") % {"what": part.open_for.rstrip(".")}
        if isinstance(part, Closure) and part.last_requests:
            yield say.gettext("Last requests: %(moment)s") % {"moment": say.moment(part.last_requests)}

    def _included(self, it: Included) -> str:
        """3 hours per month; 2 per month, 30 minutes each; 1 per month."""
        say = self.speech
        length = say.length(it.length) if it.length else ""
        is_once = it.amount in {None, 1} and length
        amount = length if is_once else say.number(it.amount) if it.amount else ""
        often = (
            say.gettext("%(amount)s %(period)s") % {"amount": amount, "period": say.period(it.per)}
            if it.per
            else amount
        )
        if is_once or not length:
            return often.strip()
        return say.gettext("%(amount)s, %(length)s each") % {"amount": often, "length": length}

    def _facts(self, part: Part) -> list[str]:
        """Give what a part says beside its name, as the pages say it."""
        kinds, weights, name = fields(type(part)), WEIGHTS[type(part)], name_key(part)
        found = []
        for field, info in type(part).model_fields.items():
            key, value = info.alias or field, getattr(part, field)
            told = value is not False and weights[key] not in {Weight.LOOK, Weight.APART} and key != name
            if told and (text := self.said(value, kinds[key], key)):
                found.append(text)
        return found


def name_key(part: Part) -> str:
    """Give the key of the field that names a part, or nothing."""
    return type(part).KEY or type(part).SHORT or ("name" if "name" in type(part).model_fields else "")
