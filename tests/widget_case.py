"""One client's widget as the engine has it: what the page must say, and the messages worth asking about."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charter import compute
from charter.compute import Sent
from charter.compute.asking import answer, rows_for
from charter.model.promises import METRICS, Strength
from charter.render.filters import is_counted
from charter.render.widget import Widget, widget
from charter.worktime.timeline import BeyondHorizon
from charter.worktime.zones import instant, local, zone_of

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from charter.compute import Facts
    from charter.loaded import Loaded
    from charter.model.charter import Charter
    from charter.model.promises import Promise, Row
    from charter.render.language import Speech


@dataclass(frozen=True)
class Case:
    """One client, with all that both sides know."""

    charter: Charter
    facts: Facts
    speech: Speech
    widget: Widget

    @property
    def late(self) -> str:
        return self.speech.gettext("This page knows our hours until %(day)s. For anything later, ask us.") % {
            "day": self.speech.day(self.widget.last)
        }

    def expected(self, sent: Sent) -> dict[str, Any]:
        """Say what the page has to say."""
        if sent.at >= self.widget.data["ends"] * 60:
            return {"says": self.late}
        try:
            row = next((row for row in rows_for(self.facts.clocks, sent) if not row.only_if), None)
        except BeyondHorizon:
            return {"says": self.late}
        if row is None:
            return {"says": self.speech.gettext("We have made no promise for this. Ask us.")}
        form = self.speech.gettext("For a message of %(moment)s:")
        cells = [(metric, one) for metric in METRICS for one in getattr(row, metric)]
        cells = [(metric, one) for metric, one in cells if not self.is_to_come(one, sent.at)]
        answers = [self.answer(row, metric, one, sent.at) for metric, one in cells]
        return {"says": form % {"moment": self.speech.at(sent.at, self.charter.timezone)}, "answers": answers}

    def is_to_come(self, promise: Promise, at: int) -> bool:
        return bool(promise.since) and local(at, zone_of(self.charter.timezone)).date() < promise.since

    def answer(self, row: Row, metric: str, promise: Promise, at: int) -> list[Any]:
        say, zone = self.speech, self.charter.timezone
        name = title = say.metric(metric)[0]
        if not is_counted(promise.target):
            return [name, say.target_cell(promise.target), "", []]
        if promise.strength != Strength.TARGET:
            title = say.gettext("%(metric)s (%(strength)s)") % {
                "metric": name,
                "strength": say.strength(promise.strength)[0],
            }
        try:
            found = answer(self.facts.clocks, row, metric, promise, at)
            other = self.facts.clocks.schedules[found.calendar].zone
            steps = [words(step) for step in say.steps(found, name, zone, other)]
        except BeyondHorizon:
            return [title, self.late, "", []]
        when = words(say.by_when(found, zone, other))
        if condition := say.counted_if(promise):
            when = say.gettext("%(due)s, %(condition)s") % {"due": when, "condition": condition}
        dues = [at for due in found.due for at in (due.earliest, due.latest) if at is not None]
        return [title, say.capital(when), ",".join(str(due // 60) for due in dues), steps]


def words(html: Markup) -> str:
    return plain(html.striptags())


def plain(value: Any) -> Any:
    """Write all space as plain space, as stripping the marks off does."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [plain(one) for one in value]
    return {name: plain(one) for name, one in value.items()} if isinstance(value, dict) else value


def case_of(loaded: Loaded, client: str, day: date) -> Case | None:
    """Give the widget of a client; nothing where no promise has a date."""
    charter, theme = loaded.clients[client].charter, loaded.theme
    assert charter
    assert theme
    facts, speech = compute.facts(charter, day), theme.speech(charter.language, charter.timezone)
    made = widget(charter, facts, speech)
    return Case(charter, facts, speech, made) if made else None


def instants(one: Case) -> list[int]:
    """Give instants at which answers change, at which clocks do, and any others, from today until nobody knows."""
    chance = random.Random(f"{one.charter.client.id}")
    clocks = one.facts.clocks
    first = (one.widget.data.get("begins") or one.widget.data["from"]) * 60
    last = max(clocks.of(ident).knows_until for ident in clocks.schedules)
    edges = {at for ident in clocks.schedules for pair in clocks.of(ident).within(first, last) for at in pair}
    days = [first // 86400 * 86400 + number * 86400 for number in range(1, 500)]
    hours = [chance.choice(days) + hour * 1800 for hour in range(0, 48, 2)]
    changes = [at * 60 for zone in one.widget.data["zones"] for at in zone[2::2]]
    near = [
        at + minutes * 60
        for at in (*chance.sample(sorted(edges), min(24, len(edges))), *changes)
        for minutes in (-1, 0, 1)
    ]
    ends = [last - number * 3 * 86400 for number in range(12)] + [last + 86400]
    any_time = [chance.randrange(first // 60, last // 60) * 60 for _ in range(40)]
    return [at for at in (*near, *hours, *ends, *any_time) if at >= first]


def ask(one: Case, at: int, chance: random.Random) -> tuple[dict[str, str], Sent]:
    """Choose a message of about an instant: what the form is told, and what the engine is."""
    request = chance.choice(list(one.widget.data["requests"]))
    rows = one.widget.data["requests"][request]["rows"]
    chosen = {
        name: chance.choice(values) for name, values in one.widget.choices.items() if any(name in row for row in rows)
    }
    moment = local(at, zone_of(one.charter.timezone))
    told = {"request": request, "when": "at", "at": f"{moment:%Y-%m-%dT%H:%M}", **chosen}
    return told, Sent(
        instant(moment.date(), moment.hour * 60 + moment.minute, zone_of(one.charter.timezone)), request, **chosen
    )
