"""The names of things in words: how firm a promise is, what it measures, prices, places, languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency

from charter.model.parties import Who
from charter.model.promises import Pause, Start, Strength
from charter.model.relation import State
from charter.model.terms import Period
from charter.render.speech_working import WorkingSpeech
from charter.render.tongue import N_, plain
from charter.worktime.holiday_names import named
from charter.worktime.regions import region_name

if TYPE_CHECKING:
    from decimal import Decimal

    from charter.model.terms import Price

_STRENGTHS = {
    Strength.LEGAL: (N_("By law"), N_("The law gives you this, whatever else we agree.")),
    Strength.GUARANTEE: (N_("Guaranteed"), N_("You can hold us to it.")),
    Strength.TARGET: (N_("Target"), N_("We plan our work so that we meet it.")),
    Strength.AIM: (N_("Aim"), N_("This is how it usually goes. It is not a promise.")),
    Strength.GOODWILL: (N_("Goodwill"), N_("We do this when we can. It is not part of the plan.")),
}
_METRICS = {
    "acknowledge": (N_("We say “on it”"), N_("You hear that your message has arrived and that somebody is on it.")),
    "assign": (N_("Who does it"), N_("You know who works on it.")),
    "answer_call": (N_("We pick up"), N_("A person answers your call.")),
    "call_back": (N_("We call back"), N_("We return a call that we missed.")),
    "see_visitor": (N_("We see you"), N_("Somebody sees you when you come by.")),
    "first_reply": (N_("First reply"), N_("A person answers for the first time. The work may not be done yet.")),
    "next_reply": (N_("Next reply"), N_("A person answers a further message.")),
    "plan": (N_("How and when"), N_("You hear how it will be done, and by when.")),
    "update": (N_("Keeping you posted"), N_("You hear how it is going while work is open.")),
    "finish": (N_("Done"), N_("The work is finished.")),
}
_STARTS = {
    Start.ARRIVAL: N_("when your message arrives"),
    Start.COMPLETE_REQUEST: N_("when we have everything we need from you"),
    Start.APPROVAL: N_("when you approve"),
    Start.PAYMENT: N_("when your payment arrives"),
}
_PAUSES = {
    Pause.WAITING_FOR_CLIENT: N_("while we wait for you"),
    Pause.WAITING_FOR_OTHERS: N_("while we wait for somebody else"),
}
_STATES = {
    State.ONBOARDING: N_("Getting started"),
    State.ACTIVE: N_("Active"),
    State.INACTIVE: N_("At rest"),
    State.FORMER: N_("Former client"),
}
_WHO = {Who.WE: N_("We"), Who.YOU: N_("You"), Who.BOTH: N_("Both of us")}
_ENDS = tuple(".!?:…。؟")
_PERIODS = {
    Period.ONCE: N_("once"),
    Period.HOUR: N_("per hour"),
    Period.DAY: N_("per day"),
    Period.BUSINESS_DAY: N_("per business day"),
    Period.WEEK: N_("per week"),
    Period.MONTH: N_("per month"),
    Period.QUARTER: N_("per quarter"),
    Period.YEAR: N_("per year"),
}


class NameSpeech(WorkingSpeech):
    """What things are called."""

    def strength(self, strength: Strength) -> tuple[str, str]:
        """Name a strength, and say in a sentence how firm it is."""
        label, explanation = _STRENGTHS[strength]
        return self.gettext(label), self.gettext(explanation)

    def metric(self, metric: str) -> tuple[str, str]:
        """Name a metric of a row, and say in a sentence what it measures."""
        label, explanation = _METRICS[metric]
        return self.gettext(label), self.gettext(explanation)

    def start(self, start: Start) -> str:
        """Say when the clock starts: when your message arrives."""
        return self.gettext(_STARTS[start])

    def pause(self, pause: Pause) -> str:
        """Say when the clock stops: while we wait for you."""
        return self.gettext(_PAUSES[pause])

    def state(self, state: State) -> str:
        """Say where the relation stands."""
        return self.gettext(_STATES[state])

    def who(self, who: Who) -> str:
        """Say who does a thing."""
        return self.gettext(_WHO[who])

    def period(self, period: Period) -> str:
        """Say what an amount is counted per: per month."""
        return self.gettext(_PERIODS[period])

    def sentence(self, text: str) -> str:
        """Write words that somebody wrote in a file as a sentence, whether or not they end with a full stop."""
        return self.capital(text) if text.rstrip("”»\"')")[-1:] in _ENDS else f"{self.capital(text)}."

    def money(self, amount: Decimal, currency: str) -> str:
        """Say an amount of money: $199.95; whole amounts without decimals: $1,500."""
        # Shown decimals follow the currency, but never hide some that were written: 0.0125 stays 0.0125.
        form: str = self.locale.currency_formats["standard"].pattern
        whole = amount == amount.to_integral_value()
        form = re.sub(r"0\.0+", "0", form) if whole else form
        text = format_currency(
            amount, currency, form, self.locale, currency_digits=not whole, decimal_quantization=whole
        )
        # CLDR's rule of spacing, which Babel leaves out: a letter does not touch a digit. USD 10, but US$10.
        return re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", "\u00a0", plain(text))

    def price(self, price: Price) -> str:
        """Say a price: $199.95 per month."""
        amount = self.money(price.amount, price.currency)
        if price.per == Period.ONCE:
            return amount
        return self.pgettext("price", "%(amount)s %(period)s") % {"amount": amount, "period": self.period(price.per)}

    def language_name(self, tag: str) -> str:
        """Name a language: Spanish; Portuguese (Brazil)."""
        try:
            name = Locale.parse(tag, sep="-").get_display_name(self.locale)
        except (UnknownLocaleError, ValueError):
            name = self.locale.languages.get(tag)
        return name or tag

    def holiday(self, name: str) -> str:
        """Name a holiday that stands in the files by its English name, where we know it in this language."""
        return named(name, self.language)

    def holidays(self, code: str) -> str:
        """Name the public holidays of a country, or of a part of it, by the name that it has for itself."""
        country, _, part = code.partition("-")
        name = self.locale.territories.get(country, country)
        if named := region_name(code):
            name = named
        elif part:
            name = self.pgettext("part of a country", "%(part)s, %(country)s") % {"part": part, "country": name}
        return self.gettext("public holidays of %(place)s") % {"place": name}
